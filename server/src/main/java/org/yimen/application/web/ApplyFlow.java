package org.yimen.application.web;

import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.Applicant;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.Commitments.Offer;
import org.yimen.application.Dossier;
import org.yimen.application.Drafts;
import org.yimen.application.PreChecks;
import org.yimen.application.ServiceConsents;
import org.yimen.application.ServiceConsents.Place;
import org.yimen.application.SharedFetches;
import org.yimen.application.Uploads;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.form.Autosaved;
import org.yimen.form.FieldView;
import org.yimen.form.Finding;
import org.yimen.form.Form.Section;
import org.yimen.form.FormCheck;
import org.yimen.form.Kept;
import org.yimen.form.Question;
import org.yimen.form.Rework;
import org.yimen.form.Sent;
import org.yimen.form.Submitted;
import org.yimen.form.Value;
import org.yimen.platform.Text;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;
import org.yimen.platform.web.Words;

/**
 * 填报: one question or one section per page, from the first answer to the handing-in. Whoever mounts it has checked whose draft it is;
 * it only knows where its pages lie and who asks.
 */
@Component
public class ApplyFlow {

    /** The id of a question alone on its page. */
    private static final String ANSWER = "answer";

    /** Names the question of such a page where it saves while somebody types; a page of many leaves it out. */
    static final String SINGLE = "single";

    /** What is sent for a day and is no day is shown again up to here. */
    private static final int LONGEST_DAY = 40;

    private final Drafts drafts;
    private final ApplicationDesk desk;
    private final PreChecks preChecks;
    private final ServiceConsents consents;
    private final SharedFetches fetches;

    ApplyFlow(
            Drafts drafts, ApplicationDesk desk, PreChecks preChecks, ServiceConsents consents, SharedFetches fetches) {
        this.drafts = drafts;
        this.desk = desk;
        this.preChecks = preChecks;
        this.consents = consents;
        this.fetches = fetches;
    }

    /** The list of what is to be done. */
    public ModelAndView tasks(Dossier draft, Bench bench) {
        return Page.show(
                "application/tasks", new TasksPage(filling(draft, bench), drafts.offer(draft), drafts.waived(draft)));
    }

    /** @param rows how many rows a table shows at least, e.g. {@code members:3} */
    public ModelAndView question(Dossier draft, Bench bench, String code, boolean checking, @Nullable String rows) {
        Filling filling = filling(draft, bench);
        Question question = filling.find(code).orElseThrow(ApplyFlow::notFound);
        List<String> given = draft.answers().all(code);
        // What was typed wrong is still there and still wrong; what was not typed yet is no mistake.
        List<Finding> findings = given.isEmpty() ? List.of() : wrong(filling, question);
        return Page.show(
                "application/question",
                new QuestionPage(
                        filling,
                        entry(filling, question, ANSWER, given, findings, Rework.rows(rows, question), true),
                        checking));
    }

    /** Keeps the answer, right or wrong, and goes on only when it is right. */
    public ModelAndView answer(
            Dossier draft, Bench bench, String code, MultiValueMap<String, String> form, boolean checking) {
        Filling before = filling(draft, bench);
        Question question = before.find(code).orElseThrow(ApplyFlow::notFound);
        if (before.fixed(question)) {
            return Page.goTo(checking ? bench.check() : before.after(question));
        }
        Rework rework = Rework.of(question, ANSWER, form);
        List<String> given = rework.applied(Submitted.answer(question, ANSWER, form));
        if (given.isEmpty() && before.veiled(question)) {
            return Page.goTo(checking ? bench.check() : before.after(question));
        }
        if (Kept.isOvertaken(question, ANSWER, draft.answers().all(code), FormCheck.normalise(question, given), form)) {
            return overtaken(draft, bench, question, given, checking);
        }
        Dossier saved = drafts.answer(draft, question, given);
        if (rework.asked()) {
            return Page.goTo(bench.question(code) + "?rows=" + code + ":" + rework.shown(given)
                    + (checking ? "&from=check" : "") + "#" + ANSWER);
        }
        Filling filling = filling(saved, bench);
        List<Finding> findings = wrong(filling, question);
        return findings.isEmpty()
                ? Page.goTo(checking ? bench.check() : filling.after(question))
                : Page.show(
                        "application/question",
                        new QuestionPage(filling, entry(filling, question, ANSWER, given, findings, 0, true), checking),
                        HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** Another device kept something else meanwhile: both are shown, and what is sent next counts. */
    private ModelAndView overtaken(
            Dossier draft, Bench bench, Question question, List<String> given, boolean checking) {
        Filling filling = filling(draft, bench);
        return Page.show(
                "application/question",
                new QuestionPage(
                        filling,
                        entry(filling, question, ANSWER, given, List.of(elsewhere(filling, question)), 0, true),
                        checking),
                HttpStatus.CONFLICT);
    }

    private static Finding elsewhere(Filling filling, Question question) {
        List<String> kept = filling.draft().answers().all(question.code());
        return Finding.of(
                question.code(),
                "application.apply.elsewhere",
                new Text(
                        AnswerWords.said(question, kept, Words.of(Locale.CHINESE), filling.draft()),
                        AnswerWords.said(question, kept, Words.of(Locale.ENGLISH), filling.draft())));
    }

    /** The questions of a section on one page. */
    public ModelAndView section(Dossier draft, Bench bench, String code, boolean checking, @Nullable String rows) {
        Filling filling = filling(draft, bench);
        Section section = find(draft, code);
        var entries = new ArrayList<Entry>();
        for (Question question : section.questions()) {
            List<String> given = draft.answers().all(question.code());
            List<Finding> findings = given.isEmpty() ? List.of() : wrong(filling, question);
            entries.add(entry(filling, question, id(question), given, findings, Rework.rows(rows, question), false));
        }
        return Page.show("application/section", new SectionPage(filling, section, entries, checking));
    }

    /**
     * Keeps all answers of a section, and goes on when they are right and no further question came up. A row more or
     * less is a submit like any other: it keeps everything and shows the page again.
     */
    public ModelAndView answers(
            Dossier draft, Bench bench, String code, MultiValueMap<String, String> form, boolean checking) {
        Section section = find(draft, code);
        Set<String> before = filling(draft, bench).reading().codes();
        Saving saving = save(filling(draft, bench), asked(draft, bench, section.questions()), null, form);
        Filling filling = filling(saving.draft(), bench);
        for (Question question : section.questions()) {
            Rework rework = Rework.of(question, id(question), form);
            if (rework.asked() && saving.overtaken().isEmpty()) {
                int shown = rework.shown(saving.draft().answers().all(question.code()));
                return Page.goTo(bench.section(code) + "?rows=" + question.code() + ":" + shown
                        + (checking ? "&from=check" : "") + "#" + id(question));
            }
        }
        boolean opened = section.questions().stream()
                .anyMatch(question ->
                        filling.reading().codes().contains(question.code()) && !before.contains(question.code()));
        var entries = new ArrayList<Entry>();
        for (Question question : section.questions()) {
            boolean overtaken = saving.overtaken().containsKey(question.code());
            List<String> given = saving.overtaken()
                    .getOrDefault(question.code(), filling.draft().answers().all(question.code()));
            // What has just come up was not forgotten.
            boolean fresh = !before.contains(question.code()) && given.isEmpty();
            List<Finding> findings =
                    overtaken ? List.of(elsewhere(filling, question)) : fresh ? List.of() : wrong(filling, question);
            entries.add(entry(filling, question, id(question), given, findings, 0, false));
        }
        var page = new SectionPage(filling, section, entries, checking);
        if (!page.wrong() && !opened) {
            return Page.goTo(checking ? bench.check() : filling.after(section));
        }
        HttpStatus status = !saving.overtaken().isEmpty()
                ? HttpStatus.CONFLICT
                : page.wrong() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK;
        return Page.show("application/section", page, status);
    }

    /**
     * What was kept.
     *
     * @param overtaken what was not, by question: another device was faster
     */
    private record Saving(Dossier draft, Map<String, List<String>> overtaken) {}

    /** Without what nobody is asked here. */
    private List<Question> asked(Dossier draft, Bench bench, List<Question> questions) {
        Filling filling = filling(draft, bench);
        return questions.stream()
                .filter(question -> !question.isComputed() && !filling.fixed(question))
                .toList();
    }

    private Saving save(
            Filling before, List<Question> questions, @Nullable String single, MultiValueMap<String, String> form) {
        Sent sent =
                Sent.read(before.draft().answers(), questions, question -> id(question, single), before::veiled, form);
        Dossier saved = before.draft();
        for (var changed : sent.changed().entrySet()) {
            saved = drafts.answer(saved, changed.getKey(), changed.getValue());
        }
        return new Saving(saved, sent.overtaken());
    }

    /** Saves while somebody is typing. */
    public Autosaved autosave(Dossier draft, Bench bench, MultiValueMap<String, String> form, Words words) {
        String single = form.getFirst(SINGLE);
        List<Question> questions = filling(draft, bench).item().form().questions().stream()
                // A page of one question shows nothing that is computed from it.
                .filter(question ->
                        question.isComputed() ? single == null : Submitted.has(question, id(question, single), form))
                .toList();
        Saving saving = save(filling(draft, bench), asked(draft, bench, questions), single, form);
        Filling filling = filling(saving.draft(), bench);
        var marks = new LinkedHashMap<String, String>();
        var computed = new LinkedHashMap<String, String>();
        var wrong = new LinkedHashMap<String, String>();
        for (Question question : questions) {
            String id = id(question, single);
            List<String> kept = filling.draft().answers().all(question.code());
            Value value = filling.computed(question);
            if (value != null) {
                computed.put(id, filling.said(question, value.canonical(), words));
            } else if (!filling.fixed(question)
                    && !filling.veiled(question)
                    && !saving.overtaken().containsKey(question.code())) {
                // No mark of what is withheld: a number that is masked but for a few digits would be found by trying.
                marks.put(id, Kept.mark(kept));
                if (!kept.isEmpty()) {
                    wrong(filling, question).stream()
                            .filter(finding -> finding.cell() == null)
                            .findFirst()
                            .ifPresent(finding -> wrong.put(id, FieldView.message(finding, words)));
                }
            }
        }
        return new Autosaved(
                words.say("application.apply.saved", words.time(filling.draft().savedAt())),
                filling.asked().stream().map(question -> id(question, single)).toList(),
                marks,
                computed,
                wrong,
                !saving.overtaken().isEmpty());
    }

    private Entry entry(
            Filling filling,
            Question question,
            String id,
            List<String> given,
            List<Finding> findings,
            int rows,
            boolean heading) {
        FieldView view = FieldView.of(question, id, given, findings)
                .withRows(rows)
                .withPicks(drafts.picks(question, filling.draft()));
        Value computed = filling.computed(question);
        List<String> kept = computed == null ? filling.draft().answers().all(question.code()) : computed.canonical();
        return new Entry(
                heading ? view.asHeading() : view,
                filling.asked().contains(question) || computed != null,
                kept,
                question.isComputed());
    }

    private List<Finding> wrong(Filling filling, Question question) {
        return Stream.concat(filling.reading().findings().stream(), drafts.outdated(filling.draft()).stream())
                .filter(finding -> finding.question().equals(question.code()))
                .toList();
    }

    /** As the page calls a question that saves while somebody types. */
    private static String id(Question question, @Nullable String single) {
        return question.code().equals(single) ? ANSWER : id(question);
    }

    /** The id of a question among others; alone on its page it is {@link #ANSWER}. */
    static String id(Question question) {
        return "q-" + question.code();
    }

    private Section find(Dossier draft, String code) {
        return drafts.item(draft).form().sections().stream()
                .filter(section -> section.code().equals(code))
                .findFirst()
                .orElseThrow(ApplyFlow::notFound);
    }

    public ModelAndView material(Dossier draft, Bench bench, String code) {
        Filling filling = filling(draft, bench);
        return Page.show("application/material", materialPage(filling, find(filling, code), null, null));
    }

    public ModelAndView attach(Dossier draft, Bench bench, String code, MultipartFile file) throws IOException {
        Filling filling = filling(draft, bench);
        Material material = find(filling, code);
        try {
            requireChosen(file);
            drafts.attach(draft, code, name(file), file.getBytes());
            return Page.goTo(bench.material(code));
        } catch (CaseRuleBroken refusal) {
            return Page.show(
                    "application/material",
                    materialPage(filling, material, refusal, null),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /** 容缺: promises the material for a day, or says why not. */
    public ModelAndView promise(Dossier draft, Bench bench, String code, String by) {
        Filling filling = filling(draft, bench);
        Material material = find(filling, code);
        try {
            drafts.promise(draft, material, day(by));
            return Page.goTo(filling.after(material));
        } catch (CaseRuleBroken refusal) {
            return Page.show(
                    "application/material",
                    materialPage(filling, material, refusal, by.substring(0, Math.min(by.length(), LONGEST_DAY))),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    public ModelAndView promiseNothing(Dossier draft, Bench bench, String code) {
        drafts.promiseNothing(draft, find(filling(draft, bench), code));
        return Page.goTo(bench.material(code));
    }

    private static LocalDate day(String typed) {
        try {
            return Typed.day(typed);
        } catch (DateTimeParseException wrong) {
            throw new CaseRuleBroken("application.gaps.day-missing");
        }
    }

    private MaterialPage materialPage(
            Filling filling, Material material, @Nullable CaseRuleBroken refusal, @Nullable String typed) {
        return new MaterialPage(
                filling,
                material,
                filling.bench().offersHeld() ? drafts.held(filling.draft(), material) : List.of(),
                drafts.latestPromise(filling.draft(), material).orElse(null),
                drafts.today(),
                refusal,
                typed);
    }

    public ModelAndView commitment(Dossier draft, Bench bench) {
        var page = new CommitmentPage(filling(draft, bench), drafts.offer(draft));
        if (page.offer() instanceof Offer.None && !page.signed()) {
            throw notFound();
        }
        return Page.show("application/commitment", page);
    }

    /** 告知承诺: signs it or not, as the applicant chooses; with the handing-in it counts. */
    public ModelAndView commit(Dossier draft, Bench bench, boolean signs) {
        Offer offer = drafts.offer(draft);
        if (signs && offer.refusal().isPresent()) {
            // He reads why where he chose it, at every door.
            var page = new CommitmentPage(filling(draft, bench), offer);
            return Page.show("application/commitment", page, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        drafts.commit(draft, signs);
        return Page.goTo(bench.base());
    }

    /** Refuses a form that was sent without a file; one that is empty itself is another matter. */
    public static void requireChosen(MultipartFile file) {
        if (name(file).isEmpty() && file.isEmpty()) {
            throw new CaseRuleBroken("application.file.missing");
        }
    }

    public static void requireChosen(Uploads.Whole file) {
        if (file.name().isEmpty() && file.bytes().length == 0) {
            throw new CaseRuleBroken("application.file.missing");
        }
    }

    /** 材料复用: takes over what the applicant gave before, or says why not. */
    public ModelAndView takeOver(Dossier draft, Bench bench, String code, UUID dossier, UUID file) {
        Filling filling = filling(draft, bench);
        Material material = find(filling, code);
        try {
            drafts.takeOver(draft, material, dossier, file);
            return Page.goTo(bench.material(code));
        } catch (CaseRuleBroken refusal) {
            return Page.show(
                    "application/material",
                    materialPage(filling, material, refusal, null),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /** 免交: what is fetched and where from; the applicant agrees, or brings it himself. */
    public ModelAndView free(Dossier draft, Bench bench) {
        return Page.show(
                "application/free",
                new FreePage(filling(draft, bench), drafts.waived(draft), fetches.of(draft.region(), draft.id())));
    }

    public ModelAndView bring(Dossier draft, Bench bench, List<String> codes) {
        drafts.bring(draft, Set.copyOf(codes));
        return Page.goTo(bench.base());
    }

    public ModelAndView detach(Dossier draft, Bench bench, String code, UUID file) {
        drafts.detach(draft, file);
        return Page.goTo(bench.material(code));
    }

    public ModelAndView check(Dossier draft, Bench bench) {
        return Page.show("application/check", checkPage(draft, bench, UUID.randomUUID(), false));
    }

    /** 免证办: has the sources asked once more for what they did not give, with the next handing-in. */
    public ModelAndView fetchAgain(Dossier draft, Bench bench) {
        fetches.again(draft);
        return Page.goTo(bench.check());
    }

    /**
     * Asks the sources before a draft is handed in.
     *
     * @param agrees it is the applicant who hands in, or who acts for him: by that he agrees
     * @return the check page that says what is his to bring now; nothing where nothing is lacking
     */
    public Optional<ModelAndView> fetch(Dossier draft, Bench bench, boolean agrees) {
        if (!agrees || desk.submitted(draft.id()).isPresent()) {
            return Optional.empty();
        }
        SharedFetches.Asked asked = fetches.ask(draft);
        return asked.lacking().isEmpty()
                ? Optional.empty()
                : Optional.of(Page.show(
                        "application/check",
                        checkPage(asked.draft(), bench, UUID.randomUUID(), true),
                        HttpStatus.UNPROCESSABLE_CONTENT));
    }

    /**
     * Hands in; with gaps the check comes back and says which. A second click with the same key does nothing.
     *
     * @param inbox 电子送达: he ticked that notices reach him in his inbox; not ticked changes nothing that he said before
     * @param agrees as for {@link #fetch}
     */
    public ModelAndView submit(
            Dossier draft, Bench bench, Actor actor, String channel, UUID key, boolean inbox, boolean agrees) {
        CheckPage page = checkPage(draft, bench, key, true);
        if (!page.gaps().isEmpty()) {
            return Page.show("application/check", page, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        Dossier agreed = page.filling().draft();
        Optional<ModelAndView> lacking = fetch(draft, bench, agrees);
        if (lacking.isPresent()) {
            return lacking.get();
        }
        try {
            desk.submit(agreed, actor, channel, key.toString());
        } catch (DuplicateKeyException | OptimisticLockingFailureException overtaken) {
            // The same check in two windows, under two keys: the case is there, and one receipt says so.
            if (desk.submitted(draft.id()).isEmpty()) {
                throw overtaken;
            }
        }
        Applicant applicant = draft.applicant();
        if (inbox && speaksForHimself(applicant)) {
            consents.say(
                    draft.region(),
                    applicant.holder(),
                    applicant.person(),
                    true,
                    bench.isWindow() ? Place.WINDOW : Place.FORM,
                    actor.id());
        }
        return Page.goTo(bench.after());
    }

    /** How notices of all his cases reach somebody is for himself to say, and for a firm's operator; not for an agent. */
    private static boolean speaksForHimself(Applicant applicant) {
        return applicant.entity() || applicant.holder().equals(applicant.person());
    }

    private CheckPage checkPage(Dossier draft, Bench bench, UUID key, boolean refused) {
        CheckPage.Looking looking = null;
        if (bench.offersPreCheck()) {
            looking = new CheckPage.Looking(
                    preChecks.latest(draft).orElse(null),
                    preChecks.passed(draft).isPresent());
        }
        Filling filling = filling(draft, bench);
        boolean serves = !speaksForHimself(draft.applicant())
                || consents.stands(draft.region(), draft.applicant().holder());
        List<Drafts.Gap> gaps = drafts.gaps(filling.draft());
        return new CheckPage(
                filling,
                gaps,
                drafts.waived(draft),
                key,
                refused && !gaps.isEmpty(),
                looking,
                serves,
                fetches.lacking(filling.draft()));
    }

    /** Shows the draft to pages that mount this flow. */
    public Filling filling(Dossier draft, Bench bench) {
        return Filling.of(bench, draft, drafts.item(draft));
    }

    private static String name(MultipartFile file) {
        String name = file.getOriginalFilename();
        return name == null ? "" : name;
    }

    private static Material find(Filling filling, String code) {
        return filling.upload(code).orElseThrow(ApplyFlow::notFound);
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
