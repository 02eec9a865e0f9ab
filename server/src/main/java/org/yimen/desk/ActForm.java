package org.yimen.desk;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Command.*;
import org.yimen.application.Application.Defect;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.Ground;
import org.yimen.application.Application.PaperRef;
import org.yimen.application.Application.State;
import org.yimen.application.Bans;
import org.yimen.application.CaseView;
import org.yimen.application.CaseView.Colleague;
import org.yimen.application.Checkpoints;
import org.yimen.application.Competition;
import org.yimen.application.Drafts;
import org.yimen.application.Gaps;
import org.yimen.application.Proviso;
import org.yimen.application.SecondEyes;
import org.yimen.casework.Agenda.Task;
import org.yimen.casework.Plan.Act;
import org.yimen.casework.Plan.Procedure;
import org.yimen.casework.Plan.Stage;
import org.yimen.casework.Plan.Step;
import org.yimen.catalogue.ItemVersion.Condition;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.catalogue.ItemVersion.Regime;
import org.yimen.form.FormCheck;
import org.yimen.form.Question;
import org.yimen.organisation.Officer;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.web.Typed;

/**
 * What an officer typed for one command, right or wrong.
 *
 * @param code the command, e.g. {@code notice-defects}
 * @param typed field → values as typed
 * @param errors field → message key of what is missing; the field {@code form} stands for all of it
 * @param refusal the rule that refused it, or null
 */
public record ActForm(
        String code,
        Map<String, List<String>> typed,
        Map<String, String> errors,
        @Nullable RuleBroken refusal,
        Wish wish) {

    /** The commands of the desk, in the order in which they are offered. */
    public static final List<String> CODES = List.of(
            "accept",
            "accept-with-gaps",
            "receive",
            "notice-defects",
            "decline",
            "check-gap",
            "review",
            "ask-for-materials",
            "start-step",
            "finish-step",
            "prolong-step",
            "charge",
            "grant",
            "find-ready",
            "refuse",
            "consent",
            "oppose",
            "send-back",
            "issue",
            "deliver",
            "serve",
            "dispatch",
            "come-back",
            "extend",
            "ask-extension",
            "deny-extension",
            "answer-urge",
            "urge",
            "assign",
            "entrust",
            "hurry",
            "deviate",
            "assent",
            "dissent",
            "recuse",
            "terminate",
            "decide-anew",
            "correct");

    /** Commands that close doors for the applicant; their buttons are red and their forms warn. */
    public static final Set<String> GRAVE = Set.of("decline", "refuse", "terminate");

    /** The field of the checkpoints that were ticked. */
    public static final String LOOKED = "looked";

    /** The field that says whether the matter directly concerns major interests of others. */
    public static final String OTHERS = "others";

    private static final int LONGEST = 2000;

    /** Begins the name of the field beside a condition: what is required of whoever gets it. */
    public static final String PROVISO = "proviso-";

    private static final UUID NOBODY = new UUID(0, 0);

    /** What is asked for when the form is complete. */
    public sealed interface Wish {
        record Plain(Command command) implements Wish {}

        record Written(Function<PaperRef, Command> command) implements Wish {}

        record Certificate() implements Wish {}
    }

    public ActForm {
        typed = Map.copyOf(typed);
        errors = Map.copyOf(errors);
    }

    static ActForm empty(String code, CaseView view, Officer officer) {
        var typed = new LinkedHashMap<String, List<String>>();
        if (code.equals("review")) {
            typed.put("department", List.of(reviewing(view, officer)));
        }
        Gaps gaps = gaps(view);
        if (code.equals("check-gap") && gaps.unchecked().size() == 1) {
            typed.put("material", List.of(gaps.unchecked().getFirst().material()));
        }
        // A hearing waits for somebody who asks for it: it is chosen, never proposed.
        startable(view).stream()
                .filter(step -> step.procedure() != Procedure.HEARING)
                .findFirst()
                .ifPresent(step -> {
                    typed.put("step", List.of(step.code()));
                    typed.put("days", List.of(Integer.toString(step.mostDays())));
                });
        return new ActForm(code, typed, Map.of(), null, new Wish.Certificate());
    }

    static ActForm of(String code, CaseView view, Officer officer, MultiValueMap<String, String> sent) {
        var typed = new LinkedHashMap<String, List<String>>();
        sent.forEach((field, values) -> typed.put(field, List.copyOf(values)));
        var reader = new Reader(typed, new LinkedHashMap<>());
        Wish wish = reader.wish(code, view, officer);
        return new ActForm(code, typed, reader.errors, null, wish);
    }

    /** What the case was accepted without. */
    static Gaps gaps(CaseView view) {
        return Gaps.of(view.state());
    }

    /** The department that an officer reviews for: on the form, so that the same form sent again asks for the same. */
    static String reviewing(CaseView view, Officer officer) {
        return Reader.department(view, officer);
    }

    /** The departments that review in this plan. */
    private static List<String> reviewers(CaseView view) {
        return view.item().plan().stages().stream()
                .filter(stage -> stage.act() == Act.REVIEW)
                .flatMap(stage -> stage.departments().stream())
                .distinct()
                .toList();
    }

    /** Typed before: what is still missing is said when it is sent. */
    ActForm again() {
        return new ActForm(code, typed, Map.of(), null, wish);
    }

    ActForm refused(RuleBroken rule) {
        return new ActForm(code, typed, errors, rule, wish);
    }

    public boolean isGrave() {
        return GRAVE.contains(code);
    }

    public String value(String field) {
        return values(field).stream().findFirst().orElse("");
    }

    public List<String> values(String field) {
        return typed.getOrDefault(field, List.of());
    }

    public @Nullable String error(String field) {
        return errors.get(field);
    }

    /** The special procedures of the version that have not run yet. */
    public static List<Step> startable(CaseView view) {
        var done = view.history().stream()
                .map(CaseView.Entry::event)
                .filter(Event.StepFinished.class::isInstance)
                .map(event -> ((Event.StepFinished) event).step())
                .toList();
        return view.item().plan().steps().stream()
                .filter(step -> !done.contains(step.code()))
                .toList();
    }

    /** Whom the page offers to urge: departments, and colleagues as {@code SJ/<id>}. */
    public static List<String> whom(CaseView view) {
        return Stream.concat(
                        view.steer().concerned().stream(),
                        view.steer().colleagues().stream()
                                .map(colleague -> colleague.department() + "/" + colleague.id()))
                .distinct()
                .toList();
    }

    /** Who may be given the task: those on its post. */
    public static List<Colleague> assignees(CaseView view, Task task) {
        return view.steer().colleagues().stream()
                .filter(colleague -> colleague.post().equals(task.post()))
                .toList();
    }

    /** What a refusal may rest on: the instruments and articles of the version. */
    public static List<String> bases(CaseView view) {
        return Bans.bases(view.item());
    }

    /** Why something may be declined: a ban only where the law knows one. */
    public static List<Ground> grounds(CaseView view) {
        return Stream.of(Ground.values())
                .filter(ground ->
                        ground != Ground.BANNED || Bans.bases(view.item()).contains(Bans.WITHIN))
                .toList();
    }

    /** The questions whose answers a notice can name. */
    public static List<Question> answered(CaseView view) {
        return FormCheck.asked(view.item().form(), view.dossier().answers()).stream()
                .filter(question -> view.mayBeNamed(Defect.answer(question.code())))
                .toList();
    }

    /** The materials that may be named in a notice: what the applicant must bring himself, and nothing else. */
    public static List<Material> listed(CaseView view) {
        return Drafts.uploads(view.item(), view.dossier()).stream()
                .filter(material -> view.mayBeNamed(material.code()))
                .toList();
    }

    /** The conditions that a grant may be tied to, in the words of this case. */
    public static List<Condition> limitable(CaseView view) {
        return view.item().conditions().stream()
                .filter(condition -> !condition.excludes())
                .toList();
    }

    /** True where a field of such names has text. */
    public boolean writes(String prefix) {
        return typed.entrySet().stream()
                .anyMatch(field -> field.getKey().startsWith(prefix)
                        && field.getValue().stream().anyMatch(text -> !text.isBlank()));
    }

    /** 一次性告知之外: what the first notice did not name; named all the same, it wants a reason that supervision reads. */
    public static List<Material> unnamed(CaseView view) {
        return view.isSupplemented()
                ? Drafts.uploads(view.item(), view.dossier()).stream()
                        .filter(material -> !view.mayBeNamed(material.code()))
                        .toList()
                : List.of();
    }

    /** How a command is called on this case: a second notice of defects is another thing than the first. */
    static String named(String code, CaseView view) {
        return code.equals("notice-defects") && view.isSupplemented() ? "notice-defects-again" : code;
    }

    /** Reads the fields of one command and says what is missing. */
    private record Reader(Map<String, List<String>> typed, Map<String, String> errors) {

        Wish wish(String code, CaseView view, Officer officer) {
            return switch (code) {
                case "accept" -> {
                    List<String> looked = looked(view);
                    yield new Wish.Written(paper -> new Accept(paper, looked));
                }
                case "receive" -> new Wish.Plain(new Receive(looked(view)));
                case "notice-defects" -> {
                    List<String> late =
                            unnamed(view).stream().map(Material::code).toList();
                    List<Defect> defects = defects(Stream.concat(nameable(view).stream(), late.stream())
                            .toList());
                    boolean beyond = defects.stream().anyMatch(defect -> late.contains(defect.material()));
                    String reason = beyond ? text("late-reason") : null;
                    LocalDate expectedBy = optionalDate("expected-by");
                    yield new Wish.Written(paper -> new NoticeDefects(defects, paper, reason, expectedBy));
                }
                case "ask-for-materials" -> {
                    List<Defect> defects = defects(materials(view));
                    LocalDate until = date("until");
                    yield new Wish.Written(paper -> new AskForMaterials(defects, until, paper));
                }
                case "decline" -> {
                    Ground ground = ground(view);
                    boolean elsewhere = ground == Ground.NOT_COMPETENT;
                    String reason = text("reason");
                    String office = elsewhere ? text("office") : null;
                    yield new Wish.Written(paper -> new Decline(ground, reason, office, paper));
                }
                case "review" -> {
                    boolean favourable = !choice("favourable").equals("false");
                    String sent = typed.getOrDefault("department", List.of("")).getFirst();
                    String department = reviewers(view).contains(sent) ? sent : reviewing(view, officer);
                    yield new Wish.Plain(new Review(department, favourable, text("opinion")));
                }
                case "accept-with-gaps" -> {
                    List<String> looked = looked(view);
                    yield new Wish.Written(paper -> new AcceptWithGaps(paper, looked));
                }
                case "check-gap" -> {
                    String material = choice("material");
                    boolean good = oneOf("good", List.of("true", "false")).equals("true");
                    yield new Wish.Plain(new CheckGap(material, good, good ? optional("note") : text("note")));
                }
                case "find-ready" -> new Wish.Plain(new FindReady(optional("note")));
                case "start-step" -> {
                    String step = choice("step");
                    int days = number("days");
                    yield new Wish.Written(paper -> new StartStep(step, days, paper));
                }
                case "finish-step" -> {
                    String finding = text("finding");
                    yield new Wish.Written(paper -> new FinishStep(finding, paper));
                }
                case "prolong-step" -> {
                    int days = number("days");
                    String reason = text("reason");
                    yield new Wish.Written(paper -> new ProlongStep(days, reason, paper));
                }
                case "charge" -> new Wish.Plain(new Charge());
                case "grant" -> {
                    List<Proviso> provisos = provisos(view);
                    Boolean others = others(view);
                    yield new Wish.Written(paper -> new Grant(paper, provisos, others));
                }
                case "refuse" -> {
                    String reason = text("reason");
                    String basis = oneOf("basis", bases(view));
                    List<String> unmet = typed.getOrDefault("unmet", List.of());
                    boolean forAPaper = gaps(view).missing().stream().anyMatch(Gaps.Gap::isBroken);
                    boolean byLaw = Stream.of(Bans.FALSE_STATEMENT, Bans.WITHIN).anyMatch(basis::equals)
                            || Competition.basis(view.item())
                                    .filter(basis::equals)
                                    .isPresent();
                    if (unmet.isEmpty() && !view.item().conditions().isEmpty() && !forAPaper && !byLaw) {
                        errors.put("unmet", "desk.act.choose-one");
                    }
                    Boolean others = others(view);
                    yield new Wish.Written(paper -> new Refuse(unmet, reason, basis, paper, others));
                }
                case "consent" -> {
                    boolean grants = SecondEyes.proposal(view.state())
                            .map(SecondEyes.Proposal::grants)
                            .orElse(!typed.getOrDefault("outcome", List.of()).contains("refuse"));
                    yield new Wish.Written(paper -> new Consent(grants, paper));
                }
                case "oppose" -> new Wish.Plain(new Oppose(text("reason")));
                case "send-back" -> {
                    List<String> departments = typed.getOrDefault("departments", List.of());
                    if (departments.isEmpty()) {
                        errors.put("departments", "desk.act.choose-one");
                    }
                    yield new Wish.Plain(new SendBack(departments, text("reason")));
                }
                case "issue" -> new Wish.Certificate();
                case "dispatch" -> new Wish.Plain(new Dispatch());
                case "come-back" -> new Wish.Plain(new ComeBack(text("reason")));
                case "extend" -> {
                    String reason = text("reason");
                    yield new Wish.Written(paper -> new Extend(reason, paper));
                }
                case "urge" -> {
                    String whom = oneOf("department", whom(view));
                    String department = whom.contains("/") ? whom.substring(0, whom.indexOf('/')) : whom;
                    UUID colleague = whom.contains("/") ? uuid(whom.substring(whom.indexOf('/') + 1)) : null;
                    yield new Wish.Plain(new Urge(department, colleague, text("note"), optionalDate("reply-by")));
                }
                case "answer-urge" -> new Wish.Plain(new AnswerUrge(view.steer().answerable(), text("note")));
                case "assign" -> {
                    // The task and the colleague in one choice, as the page offers them.
                    String[] chosen = choice("to").split(" ", 2);
                    UUID to = chosen.length == 2 ? uuid(chosen[1]) : null;
                    if (to == null) {
                        errors.put("to", "desk.act.choose-one");
                    }
                    yield new Wish.Plain(new Assign(chosen[0], to == null ? NOBODY : to, optional("note")));
                }
                case "entrust" -> {
                    UUID to = uuid(choice("manager"));
                    yield new Wish.Plain(new Entrust(to == null ? NOBODY : to, optional("note")));
                }
                case "hurry" -> {
                    String task = choice("task");
                    LocalDate by = date("due-on");
                    yield new Wish.Plain(new Hurry(task, by, text("reason")));
                }
                case "deviate" -> new Wish.Plain(new Deviate(choice("element"), text("reason")));
                case "ask-extension" -> new Wish.Plain(new AskExtension(text("reason")));
                case "deny-extension" -> new Wish.Plain(new DenyExtension(text("reason")));
                case "assent" -> new Wish.Plain(new Assent(optional("note")));
                case "dissent" -> new Wish.Plain(new Dissent(text("note")));
                case "recuse" -> new Wish.Plain(new Recuse(text("reason")));
                case "terminate" -> throw new IllegalArgumentException("Two end a case, on a page of its own");
                case "correct" -> throw new IllegalArgumentException("Two correct it, on a page of its own");
                case "decide-anew" -> throw new IllegalArgumentException("Two enter it, on a page of its own");
                default -> throw new IllegalArgumentException("No such command: " + code);
            };
        }

        /** Art. 36: what whoever decides on a licence says of others' major interests; null where nobody is asked. */
        private @Nullable Boolean others(CaseView view) {
            return view.item().regime() == Regime.LICENCE
                    ? (Boolean) oneOf(OTHERS, List.of("yes", "no")).equals("yes")
                    : null;
        }

        /** What was ticked, and is a checkpoint of the version. */
        private List<String> looked(CaseView view) {
            return Checkpoints.known(view.item(), typed.getOrDefault(LOOKED, List.of()));
        }

        /** Codes of the materials, and of the answers that were asked for. */
        private static List<String> nameable(CaseView view) {
            return Stream.concat(
                            materials(view).stream(),
                            answered(view).stream().map(question -> Defect.answer(question.code())))
                    .toList();
        }

        /** Of each condition that something was written beside. */
        private List<Proviso> provisos(CaseView view) {
            return limitable(view).stream()
                    .map(condition -> new Proviso(condition.code(), optional(PROVISO + condition.code())))
                    .filter(proviso -> !proviso.text().isEmpty())
                    .peek(proviso -> {
                        if (proviso.text().length() > Proviso.LONGEST) {
                            errors.put(PROVISO + proviso.condition(), "desk.act.proviso-long");
                        }
                    })
                    .toList();
        }

        private static List<String> materials(CaseView view) {
            return listed(view).stream().map(Material::code).toList();
        }

        private List<Defect> defects(List<String> listed) {
            List<String> named = typed.getOrDefault("defect", List.of());
            // No page offers a code beyond the list, so somebody forged it: it goes to the rule, which refuses and
            // logs.
            List<Defect> foreign = named.stream()
                    .filter(code -> !listed.contains(code))
                    .limit(1)
                    .map(code -> new Defect(code, ""))
                    .toList();
            if (!foreign.isEmpty()) {
                return foreign;
            }
            List<Defect> defects = listed.stream()
                    .filter(named::contains)
                    .map(code -> new Defect(code, text("what-" + code)))
                    .toList();
            if (defects.isEmpty()) {
                errors.put("defect", "desk.act.name-one");
            }
            return defects;
        }

        /** The department among those still asked for which this officer speaks. */
        private static String department(CaseView view, Officer officer) {
            return view.next().stream()
                    .filter(task -> task.act().equals("review") && officer.holds(task.post()))
                    .map(task -> task.post().substring(0, task.post().indexOf('/')))
                    .findFirst()
                    .orElseGet(() -> view.state() instanceof State.Reviewing(var _, var _, var course)
                                    && view.item().plan().elements().get(course.position()) instanceof Stage stage
                            ? stage.departments().getFirst()
                            : "");
        }

        private Ground ground(CaseView view) {
            String chosen = choice("ground");
            return grounds(view).stream()
                    .filter(each -> each.name().equals(chosen))
                    .findFirst()
                    .orElse(Ground.NO_LICENCE_NEEDED);
        }

        private String choice(String field) {
            String value =
                    typed.getOrDefault(field, List.of()).stream().findFirst().orElse("");
            if (value.isBlank()) {
                errors.put(field, "desk.act.choose-one");
            }
            return value;
        }

        /** One of what the page offers; anything else was not typed by a person. */
        private String oneOf(String field, List<String> offered) {
            String value = choice(field);
            if (!offered.contains(value)) {
                errors.put(field, "desk.act.choose-one");
            }
            return value;
        }

        private String text(String field) {
            String value = typed.getOrDefault(field, List.of()).stream()
                    .findFirst()
                    .orElse("")
                    .strip();
            if (value.isEmpty()) {
                errors.put(field, "desk.act.write");
            } else if (value.length() > LONGEST) {
                errors.put(field, "desk.act.too-long");
            }
            return value;
        }

        /** What may be left empty. */
        private String optional(String field) {
            String value = typed.getOrDefault(field, List.of()).stream()
                    .findFirst()
                    .orElse("")
                    .strip();
            return value.isEmpty() ? "" : text(field);
        }

        /** A day as a date field of a browser sends it. */
        private LocalDate date(String field) {
            try {
                return Typed.day(choice(field));
            } catch (DateTimeParseException wrong) {
                errors.put(field, "desk.act.date");
                return LocalDate.EPOCH;
            }
        }

        private @Nullable LocalDate optionalDate(String field) {
            return optional(field).isEmpty() ? null : date(field);
        }

        private static @Nullable UUID uuid(String text) {
            try {
                return UUID.fromString(text);
            } catch (IllegalArgumentException forged) {
                return null;
            }
        }

        private int number(String field) {
            String value = choice(field).strip();
            if (value.matches("\\d{1,3}")) {
                return Integer.parseInt(value);
            }
            errors.put(field, "desk.act.days");
            return 0;
        }
    }
}
