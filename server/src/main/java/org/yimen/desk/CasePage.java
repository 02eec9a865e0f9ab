package org.yimen.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Application.Event;
import org.yimen.application.CaseView;
import org.yimen.application.CaseView.Choice;
import org.yimen.application.CaseView.Entry;
import org.yimen.application.Checkpoints;
import org.yimen.application.Commitments;
import org.yimen.application.Drafts;
import org.yimen.application.Flow;
import org.yimen.application.Gaps;
import org.yimen.application.Known;
import org.yimen.application.Requests;
import org.yimen.application.SecondEyes;
import org.yimen.application.Seconds;
import org.yimen.application.web.CaseWords;
import org.yimen.application.web.EventWords;
import org.yimen.application.web.OriginalLines;
import org.yimen.casework.Agenda;
import org.yimen.casework.Plan;
import org.yimen.casework.Plan.Procedure;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.ItemVersion.Commitment;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.form.FormCheck;
import org.yimen.form.Question;
import org.yimen.form.Said;
import org.yimen.hall.Consult;
import org.yimen.identity.Masks;
import org.yimen.organisation.Counters;
import org.yimen.platform.Text;
import org.yimen.platform.ui.Action;
import org.yimen.platform.ui.Barred;
import org.yimen.platform.web.Words;
import org.yimen.procedure.Assignments;
import org.yimen.procedure.Engagements;
import org.yimen.procedure.Hearings;
import org.yimen.procedure.Namings;
import org.yimen.procedure.Tenders;

/**
 * One case on one screen.
 *
 * @param key of the command that the main button asks for
 * @param done the command that was just done, for the banner
 * @param side who the applicant is beside his case: special groups, his card, what may be shown in full
 * @param fees what it costs, if anything
 * @param consults what the applicant asked at the counter before
 * @param handOver what reached whom, and how the rest is wanted
 * @param supervised what supervision knows of the applicant
 * @param originals its papers that the centre has or had, and where each is
 * @param opened the entries of the journal whose papers this officer opens themselves; of the others he reads a copy
 * @param window what a pre-check looked at, and what a system of the line decided
 * @param seconds where two decide: who can be the second; else null
 * @param judged what was said of its decision waits for the second one
 * @param moved somebody asked for a step that the case has left behind
 */
public record CasePage(
        DeskFrame frame,
        CaseView view,
        EventWords events,
        String key,
        @Nullable String done,
        boolean moved,
        Place place,
        Counter.CaseSide side,
        CaseFeesPanel fees,
        List<Consult> consults,
        HandOverPanel handOver,
        SupervisedPanel supervised,
        CaseMaterials materials,
        List<OriginalLines.Line> originals,
        Set<Long> opened,
        WindowSides.WindowSide window,
        @Nullable Seconds seconds,
        boolean ending,
        boolean judged,
        @Nullable Summary firstInLine,
        Locality locality) {

    /**
     * 承办区划.
     *
     * @param area to which county, street or village the case belongs, or null for the whole region
     * @param mayPlace he may say so
     */
    public record Locality(@Nullable Text area, boolean mayPlace) {}

    public CasePage {
        consults = List.copyOf(consults);
        originals = List.copyOf(originals);
        opened = Set.copyOf(opened);
    }

    /** The end of the address of a paper: the copy for reading, for whoever has no business with the paper itself. */
    public String copy(Entry entry) {
        return opened.contains(entry.seq()) ? "" : "/copy";
    }

    /**
     * Where the case stands in the officer's inbox.
     *
     * @param number from 1; 0 where it waits for somebody else, and then {@code after} is the first of the inbox
     */
    public record Place(
            int number, @Nullable UUID before, @Nullable UUID after) {

        static Place of(UUID id, List<UUID> inbox) {
            int at = inbox.indexOf(id);
            return new Place(
                    at + 1, at > 0 ? inbox.get(at - 1) : null, at + 1 < inbox.size() ? inbox.get(at + 1) : null);
        }
    }

    /** What the window hands in for the applicant, on a page of its own. */
    static final String SUPPLY = "supply";

    /** What is usually done next, with one key and nothing to type. */
    private static final List<String> QUICK = List.of(
            "accept", "receive", "review", "grant", "consent", "find-ready", "issue", "dispatch", "deliver", "serve");

    /** What the main button does in the usual way, and a page in every other. */
    private static final List<String> MORE = List.of("review");

    /** What the main button leads to a page of its own for: a grant is not taken back, and who takes a paper shows his card. */
    private static final Set<String> ASKS_ONCE = Set.of("grant", "consent", "deliver", "serve");

    /**
     * An answer as it was given; personal numbers stay masked.
     *
     * @param known what had been filled in from a register, where the applicant changed it
     * @param before what he had answered before he corrected it
     */
    public record Answer(
            Text question,
            List<String> raw,
            Question asked,
            @Nullable Known known,
            @Nullable List<String> before) {

        /** What the registers say instead; null where he kept it, or where they say nothing. */
        public @Nullable String differs(Words words) {
            return known == null
                    ? null
                    : words.say("desk.case.known-differs", Said.masked(asked, List.of(known.value()), words));
        }

        /** What stood there when the application was handed in; null where it still does. */
        public @Nullable String earlier(Words words) {
            return before == null ? null : words.say("desk.case.answer-before", Said.masked(asked, before, words));
        }

        public String said(Locale locale) {
            return Said.masked(asked, raw, Words.of(locale));
        }
    }

    public List<Answer> answers() {
        var answers = view.dossier().answers();
        var asked = FormCheck.asked(view.item().form(), answers);
        return view.item().form().questions().stream()
                .filter(question -> question.isComputed() || asked.contains(question))
                .filter(question -> !answers.all(question.code()).isEmpty())
                .map(question -> new Answer(
                        question.label(),
                        masked(answers.all(question.code())),
                        question,
                        view.dossier().changed(question.code()),
                        view.dossier().before(question.code())))
                .toList();
    }

    /** The applicant's own name stays masked wherever he wrote it. */
    private List<String> masked(List<String> given) {
        var applicant = view.dossier().applicant();
        return given.stream()
                .map(value -> value.equals(applicant.name())
                        ? applicant.maskedName()
                        : value.equals(applicant.agentName()) ? Masks.name(value) : value)
                .toList();
    }

    /** 告知承诺: what the applicant signed in place of proofs; null where he did not. */
    public @Nullable Commitment commitment() {
        return Commitments.signed(view.state(), view.item());
    }

    /** True where nobody may ask for the material: the applicant promised instead. */
    public boolean replaced(Material material) {
        Commitment signed = commitment();
        return signed != null && signed.replaces().contains(material.code());
    }

    /** What the opinion field says already; the examiner signs it or writes his own. */
    public String usualOpinion(Words words) {
        return words.say(gaps().areClosed() ? "desk.review.usual" : "desk.review.usual-gaps");
    }

    /** True where the answers make the applicant bring the material. */
    public boolean asked(Material material) {
        return Drafts.uploads(view.item(), view.dossier()).contains(material);
    }

    /** The records of the special procedures: those of the step that runs, then what the item has of them at all. */
    public List<Link> procedures(Words words) {
        return procedures(view, frame, words);
    }

    static List<Link> procedures(CaseView view, DeskFrame frame, Words words) {
        var links = new ArrayList<Link>();
        String base = "/desk/procedures/" + view.file().id().value() + "/";
        view.item().plan().steps().forEach(step -> {
            boolean begun = view.history().stream()
                    .anyMatch(entry -> entry.event() instanceof Event.StepStarted(var halt, var _, var _)
                            && halt.step().equals(step.code()));
            if (begun && Engagements.canBeOrdered(step)) {
                links.add(new Link(
                        base + "engagements/" + step.code(),
                        words.say("desk.procedures.to-engagements", words.text(step.name()))));
            }
            if (begun && Tenders.isOne(step)) {
                links.add(new Link(base + "tenders/" + step.code(), words.say("desk.procedures.to-tender")));
            } else if (begun && step.procedure() == Procedure.SITE_SURVEY) {
                links.add(new Link(base + "surveys/" + step.code(), words.say("desk.procedures.to-survey")));
            } else if (begun && step.procedure() == Procedure.PUBLICITY) {
                links.add(new Link(base + "publicity/" + step.code(), words.say("desk.procedures.to-objections")));
            } else if (begun && step.procedure() == Procedure.EXPERT_REVIEW) {
                links.add(new Link(base + "experts/" + step.code(), words.say("desk.procedures.to-experts")));
            } else if ((begun || isToBeNamed(view, step)) && Assignments.asksForTwo(view.item(), step)) {
                links.add(new Link(
                        base + "staff/" + step.code(), words.say("desk.procedures.to-staff", words.text(step.name()))));
            } else if (step.procedure() == Procedure.HEARING) {
                links.add(new Link(base + "hearing", words.say("desk.procedures.to-hearing")));
            }
        });
        if (Hearings.areOpenTo(view.item()) && Hearings.listed(view.item()).isEmpty()) {
            links.add(new Link(base + "hearing", words.say("desk.procedures.to-hearing")));
        }
        links.add(new Link(base + "questions", words.say("desk.procedures.to-questions")));
        return DeskArea.PROCEDURES.isOpenTo(frame.officer()) ? List.copyOf(links) : List.of();
    }

    /** Art. 55(2): for an inspection or a test people are named from acceptance on. */
    private static boolean isToBeNamed(CaseView view, Plan.Step step) {
        return Namings.bind(view.item(), step)
                && view.clocks().stream().anyMatch(clock -> clock.code().startsWith("assign"));
    }

    /** Where a link leads, and its words. */
    public record Link(String href, String text) {}

    /** The command behind the main button, if one is open to the officer. */
    public @Nullable String quick() {
        return main();
    }

    /** What the window looks at before it accepts. */
    public List<Checkpoints.Point> points() {
        return Checkpoints.of(view.item(), view.dossier(), view.today());
    }

    /** 双人决定: what waits for the second decider's consent; null where nothing does. */
    public SecondEyes.@Nullable Proposal proposal() {
        return SecondEyes.proposal(view.state()).orElse(null);
    }

    /** The banner's key for what was just done: who is the first of two has proposed and not decided. */
    public String doneKey() {
        return "desk.done."
                + (proposal() != null && ("grant".equals(done) || "refuse".equals(done)) ? "proposed" : done);
    }

    /** The department that this officer reviews for. */
    public String reviewing() {
        return ActForm.reviewing(view, frame.officer());
    }

    /** True where the main button leads to a page that asks once more. */
    public boolean asksOnce() {
        String main = main();
        return main != null && ASKS_ONCE.contains(main);
    }

    /** True where somebody urged, named, speeded or asked to leave the order. */
    public boolean steered() {
        Flow flow = view.steer().flow();
        return view.urgings() > 0
                || !flow.assignments().isEmpty()
                || !flow.speedings().isEmpty()
                || flow.asked() != null;
    }

    /** The entries of the history that are not what was written, by their numbers. */
    public String brokenEntries(Words words) {
        return words.list(
                view.broken().stream().map(each -> Long.toString(each)).toList());
    }

    /** The words on the main button; a result is handed over in the way that the applicant chose. */
    public String quickKey() {
        String quick = main();
        boolean handsOver = "deliver".equals(quick) || "serve".equals(quick);
        if (!handsOver) {
            return "desk.quick." + quick;
        }
        boolean agent =
                handOver.shipment() == null && view.dossier().applicant().entity();
        return "desk.quick." + quick + (handOver.isOnline() ? "-online" : agent ? "-agent" : "");
    }

    /** Whoever may accept need not receive, and what was received once is received. */
    private boolean isForHim(String code) {
        return view.may(code)
                && (!code.equals("receive")
                        || (!view.may("accept")
                                && Checkpoints.received(view.history()).isEmpty()));
    }

    /** Where a window only receives: the task of whoever accepts. */
    public Agenda.@Nullable Task accepting() {
        return view.next().stream()
                .filter(task -> task.act().equals("answer"))
                .findFirst()
                .orElse(null);
    }

    private @Nullable String main() {
        return QUICK.stream()
                .filter(this::isForHim)
                // What is wanted by mail goes to the courier first.
                .filter(code -> !code.equals("dispatch") || (handOver.isForTheMail() && !handOver.cameBack()))
                .findFirst()
                .orElse(null);
    }

    /** Everything else that is open to the officer, with the keys that follow the main button's. */
    public List<Action> actions(Words words) {
        var actions = new ArrayList<Action>();
        String quick = quick();
        int key = quick == null ? 1 : 2;
        for (String code : offered()) {
            boolean toNobody = code.equals("dispatch") && !handOver.isForTheMail();
            if (isForHim(code) && !toNobody && (!code.equals(quick) || MORE.contains(code))) {
                actions.add(Action.link(
                        "/desk/cases/" + view.file().id().value() + "/do/" + code,
                        words.say("desk.do." + ActForm.named(code, view)),
                        null,
                        Integer.toString(key),
                        ActForm.GRAVE.contains(code) ? Action.Weight.BAD : Action.Weight.PLAIN));
                key++;
            }
        }
        if (window.keys() && window.keyed() == null) {
            // Before anything can be decided here.
            actions.add(Action.link(
                    "/desk/cases/" + view.file().id().value() + "/line",
                    words.say("desk.line.go"),
                    null,
                    Integer.toString(key),
                    Action.Weight.MAIN));
            key++;
        }
        if (takesIn()) {
            actions.add(Action.link(
                    "/desk/cases/" + view.file().id().value() + "/supplement",
                    words.say("desk.supplement.do"),
                    words.say(requests().open().isPresent() ? "desk.supplement.what-asked" : "desk.supplement.what"),
                    Integer.toString(key),
                    Action.Weight.MAIN));
        }
        return actions;
    }

    /** True where the window may take in what a notice of defects asks for. */
    private boolean takesIn() {
        return view.may(SUPPLY) && atWindow();
    }

    public String material(String code, Words words) {
        return CaseWords.material(code, view.item(), words);
    }

    /** 提请补充材料: what was asked for after silence had accepted it. */
    public Requests requests() {
        return Requests.of(view.state());
    }

    /** What the case was accepted without. */
    public Gaps gaps() {
        return Gaps.of(view.state());
    }

    /** True where the window may take in what was promised. */
    public boolean takesInGaps() {
        return view.may("supply-gap") && atWindow();
    }

    /** True where the officer has the applicant before him. */
    public boolean atWindow() {
        return Counters.standsFor(frame.officer(), view.item().department());
    }

    /** Those for whom the officer stands in on what the case waits for. */
    public List<String> standsInFor() {
        return view.next().stream()
                .flatMap(task -> frame.officer().standsInFor().getOrDefault(task.post(), List.of()).stream())
                .distinct()
                .toList();
    }

    /** True where there is nothing to press and nothing to explain. */
    public boolean idle(Words words) {
        return quick() == null && actions(words).isEmpty() && barred(words).isEmpty();
    }

    /** What the state would allow and this officer may not, with the reason. */
    public List<Barred> barred(Words words) {
        var barred = new ArrayList<Barred>();
        for (Choice choice : view.choices()) {
            String refusal = choice.refusal();
            // Of what he may do in no case nobody need read why: who accepts is said beside.
            if (refusal != null
                    && ActForm.CODES.contains(choice.code())
                    && !choice.code().equals("receive")) {
                barred.add(new Barred(
                        words.say("desk.case.may-not", words.say("desk.do." + ActForm.named(choice.code(), view))),
                        words.say(refusal)));
            }
        }
        return barred;
    }

    private List<String> offered() {
        return ActForm.CODES.stream()
                .filter(code ->
                        view.choices().stream().anyMatch(choice -> choice.code().equals(code)))
                .toList();
    }
}
