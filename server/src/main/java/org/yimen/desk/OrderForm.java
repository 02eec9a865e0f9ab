package org.yimen.desk;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.yimen.hotline.OrderTypes;
import org.yimen.hotline.OrderView;
import org.yimen.hotline.VisitBack;
import org.yimen.hotline.WorkOrder;
import org.yimen.hotline.WorkOrder.Accused;
import org.yimen.hotline.WorkOrder.AppealGround;
import org.yimen.hotline.WorkOrder.Command;
import org.yimen.hotline.WorkOrder.Command.*;
import org.yimen.hotline.WorkOrder.EmergencyLine;
import org.yimen.hotline.WorkOrder.Ground;
import org.yimen.hotline.WorkOrder.Outcome;
import org.yimen.hotline.WorkOrder.Verdict;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.web.Typed;

/**
 * The form of one command on a work order: what it asks, what was typed, what is wrong with it.
 *
 * @param refusal what a rule said against the whole
 */
public record OrderForm(
        String code,
        Map<String, List<String>> values,
        Map<String, String> errors,
        @Nullable RuleBroken refusal) {

    static final int LONGEST = 2000;

    /** What a field is filled with. */
    public enum Kind {
        UNIT,
        UNITS,
        TEXT,
        LINE,
        DATE,
        CHOICE,
        /** One of a long list, or none. */
        SELECT,
        CHECK
    }

    /** @param choices names of an enum's constants, for a choice */
    public record Field(String name, Kind kind, boolean required, List<String> choices) {
        public Field {
            choices = List.copyOf(choices);
        }

        static Field of(String name, Kind kind, boolean required) {
            return new Field(name, kind, required, List.of());
        }

        static Field choice(String name, Enum<?>[] of) {
            return new Field(
                    name,
                    Kind.CHOICE,
                    true,
                    Arrays.stream(of).map(each -> kebab(each.name())).toList());
        }
    }

    private static final Field REASON = Field.of("reason", Kind.TEXT, true);
    private static final Field NOTE = Field.of("note", Kind.TEXT, false);
    private static final Field UNIT = Field.of("unit", Kind.UNIT, true);
    private static final Field ASSISTING = Field.of("assisting", Kind.UNITS, false);

    /** In the order in which they are asked. */
    private static final Map<String, List<Field>> FIELDS = Map.ofEntries(
            Map.entry("answer", List.of(Field.of("text", Kind.TEXT, true))),
            Map.entry("dispatch", List.of(UNIT, ASSISTING, NOTE)),
            Map.entry("decline", List.of(Field.choice("ground", Ground.values()), REASON)),
            Map.entry("hand-over", List.of(Field.choice("line", EmergencyLine.values()), NOTE)),
            Map.entry("merge", List.of(Field.of("into", Kind.LINE, true), REASON)),
            Map.entry("consult", List.of(Field.of("units", Kind.UNITS, true), Field.of("question", Kind.TEXT, true))),
            Map.entry("opine", List.of(Field.of("view", Kind.TEXT, true))),
            Map.entry(
                    "resolve",
                    List.of(
                            UNIT,
                            ASSISTING,
                            Field.of("decision", Kind.TEXT, true),
                            Field.of("participants", Kind.UNITS, false),
                            Field.of("due", Kind.DATE, false),
                            Field.of("rule", Kind.CHECK, false))),
            Map.entry(
                    "contact",
                    List.of(
                            Field.of("reached", Kind.CHECK, false),
                            Field.of("complex", Kind.CHECK, false),
                            Field.of("text", Kind.TEXT, true))),
            Map.entry("appeal", List.of(Field.choice("appeal", AppealGround.values()), REASON)),
            Map.entry("strike", List.of(REASON)),
            Map.entry("dismiss", List.of(REASON)),
            Map.entry("accept", List.of()),
            Map.entry("return", List.of(REASON)),
            Map.entry("act", List.of(Field.of("text", Kind.TEXT, true))),
            Map.entry("contribute", List.of(Field.of("text", Kind.TEXT, true))),
            Map.entry("extend", List.of(REASON)),
            Map.entry("suspend", List.of(REASON, Field.of("until", Kind.DATE, true))),
            Map.entry("resume", List.of(NOTE)),
            Map.entry("respond", List.of(Field.of("text", Kind.TEXT, true))),
            Map.entry("call-in-vain", List.of(NOTE)),
            Map.entry(
                    "confirm",
                    List.of(Field.choice("outcome", Outcome.values()), yesNo("contacted"), yesNo("solved"), NOTE)),
            Map.entry("escalate", List.of(REASON)),
            Map.entry("remind", List.of(Field.of("text", Kind.TEXT, true))),
            Map.entry("conclude", List.of(REASON)),
            Map.entry("reclassify", List.of(Field.of("type", Kind.CHOICE, true), REASON)),
            Map.entry(
                    "correct",
                    List.of(
                            Field.of("topic", Kind.SELECT, true),
                            Field.of("area", Kind.SELECT, false),
                            Field.of("department", Kind.SELECT, false),
                            Field.of("employee", Kind.LINE, false))),
            Map.entry("agree", List.of()),
            Map.entry("disagree", List.of(NOTE)),
            Map.entry("withdraw", List.of(REASON)));

    /** 整改佐证: what was raised is answered with what shows that it is done. */
    private static final List<Field> PROVING =
            List.of(Field.of("text", Kind.TEXT, true), Field.of("evidence", Kind.TEXT, true));

    /** 销号: what the officer who raised it says, where nobody outside is asked. */
    private static final List<Field> CLOSING = List.of(
            Field.choice("outcome", new Outcome[] {Outcome.SATISFIED, Outcome.UNSATISFIED}),
            FIELDS.getOrDefault("confirm", List.of()).getLast());

    /** What he is asked beside it; left open, the visit counts in no rate. */
    private static Field yesNo(String name) {
        return new Field(name, Kind.CHOICE, false, List.of("yes", "no"));
    }

    /** 回访: what the reporter said of the unit, or null where this is none. */
    @Nullable
    VisitBack visit() {
        return code.equals("confirm") ? new VisitBack(said("contacted"), said("solved")) : null;
    }

    private @Nullable Boolean said(String field) {
        return switch (value(field)) {
            case "yes" -> true;
            case "no" -> false;
            default -> null;
        };
    }

    static boolean knows(String code) {
        return FIELDS.containsKey(code);
    }

    /** What is asked for that command on this order. */
    static List<Field> fields(String code, OrderView view) {
        WorkOrder.Instruction instruction = view.matter().instruction();
        if (instruction != null && code.equals("respond")) {
            return PROVING;
        }
        return code.equals("confirm") && instruction != null && !instruction.firm()
                ? CLOSING
                : fields(code, view.type().verdicts());
    }

    /** @param verdicts between which the answer decides; then it says too what was done about it */
    private static List<Field> fields(String code, List<Verdict> verdicts) {
        List<Field> plain = FIELDS.getOrDefault(code, List.of());
        return !code.equals("respond") || verdicts.isEmpty()
                ? plain
                : List.of(
                        Field.choice("verdict", verdicts.toArray(Verdict[]::new)),
                        plain.getFirst(),
                        Field.of("measure", Kind.TEXT, false));
    }

    public OrderForm {
        values = Map.copyOf(values);
        errors = Map.copyOf(errors);
    }

    static OrderForm empty(String code) {
        return new OrderForm(code, Map.of(), Map.of(), null);
    }

    /** The form as it opens: a correction begins with what stands there, a dispatch with whose reason is needed. */
    static OrderForm begun(String code, OrderView view) {
        OrderTypes.Area area = view.area();
        Accused accused = view.matter().accused();
        return switch (code) {
            case "correct" ->
                new OrderForm(
                        code,
                        Map.of(
                                "topic",
                                List.of(view.matter().topic()),
                                "area",
                                area == null ? List.of() : List.of(area.code()),
                                "department",
                                accused == null ? List.of() : List.of(accused.department())),
                        Map.of(),
                        null);
            case "dispatch" -> new OrderForm(code, Map.of("assisting", view.asked()), Map.of(), null);
            default -> empty(code);
        };
    }

    static OrderForm of(String code, List<Field> fields, MultiValueMap<String, String> typed) {
        var values = new HashMap<String, List<String>>();
        var errors = new LinkedHashMap<String, String>();
        for (Field field : fields) {
            List<String> given = typed.getOrDefault(field.name(), List.of()).stream()
                    .map(String::strip)
                    .filter(each -> !each.isEmpty())
                    .toList();
            if (field.kind() == Kind.DATE) {
                given = date(field.name(), typed)
                        .map(day -> List.of(day.toString()))
                        .orElse(List.of());
            }
            if (given.stream().anyMatch(each -> each.length() > LONGEST)) {
                errors.put(field.name(), "desk.act.too-long");
            } else if (given.isEmpty() && (field.required() || isBegun(field, typed))) {
                errors.put(field.name(), field.kind() == Kind.DATE ? "desk.act.date" : "desk.act.write");
            }
            values.put(field.name(), given);
        }
        return new OrderForm(code, values, errors, null);
    }

    /** True of a day of which something was typed, though no day came of it. */
    private static boolean isBegun(Field field, MultiValueMap<String, String> typed) {
        return field.kind() == Kind.DATE
                && List.of("-year", "-month", "-day").stream()
                        .anyMatch(part -> !box(typed, field.name() + part).isBlank());
    }

    private static Optional<LocalDate> date(String name, MultiValueMap<String, String> typed) {
        return Typed.day(box(typed, name + "-year"), box(typed, name + "-month"), box(typed, name + "-day"));
    }

    private static String box(MultiValueMap<String, String> typed, String name) {
        return Objects.requireNonNullElse(typed.getFirst(name), "");
    }

    OrderForm refused(RuleBroken why) {
        return new OrderForm(code, values, errors, why);
    }

    OrderForm wrong(String field, String key) {
        var more = new LinkedHashMap<>(errors);
        more.put(field, key);
        return new OrderForm(code, values, more, refusal);
    }

    public boolean failed() {
        return !errors.isEmpty() || refusal != null;
    }

    public String value(String field) {
        List<String> given = values.getOrDefault(field, List.of());
        return given.isEmpty() ? "" : given.getFirst();
    }

    public List<String> all(String field) {
        return values.getOrDefault(field, List.of());
    }

    public @Nullable String error(String field) {
        return errors.get(field);
    }

    public Map<String, String> day(String field) {
        String[] parts = value(field).split("-", 3);
        return parts.length < 3 ? Map.of() : Map.of("year", parts[0], "month", parts[1], "day", parts[2]);
    }

    /**
     * The command, or empty where a choice is none of those that were offered.
     *
     * @param unit in whose name a view or a part is given
     * @param order finds the order of a number
     * @param employee finds whose number it is on the sign at a counter
     */
    Optional<Command> command(
            String unit, Function<String, Optional<UUID>> order, Function<String, Optional<UUID>> employee) {
        return switch (code) {
            case "answer" -> Optional.of(new Answer(value("text")));
            case "dispatch" -> Optional.of(new Dispatch(value("unit"), all("assisting"), value("note")));
            case "decline" -> one(Ground.class, "ground").map(ground -> new Decline(ground, value("reason")));
            case "hand-over" -> one(EmergencyLine.class, "line").map(line -> new HandOver(line, value("note")));
            case "merge" -> order.apply(value("into")).map(into -> new Merge(into, value("reason")));
            case "consult" -> Optional.of(new Consult(all("units"), value("question")));
            case "opine" -> Optional.of(new Opine(unit, value("view")));
            case "resolve" ->
                Optional.of(new Resolve(
                        value("unit"),
                        all("assisting"),
                        value("decision"),
                        !all("rule").isEmpty(),
                        value("due").isEmpty() ? null : Typed.day(value("due")),
                        all("participants")));
            case "contact" ->
                Optional.of(
                        new Contact(!all("reached").isEmpty(), !all("complex").isEmpty(), value("text")));
            case "appeal" -> one(AppealGround.class, "appeal").map(ground -> new Appeal(ground, value("reason")));
            case "strike" -> Optional.of(new Strike(value("reason")));
            case "dismiss" -> Optional.of(new Dismiss(value("reason")));
            case "accept" -> Optional.of(new Accept());
            case "return" -> Optional.of(new Return(value("reason")));
            case "act" -> Optional.of(new Act(value("text")));
            case "contribute" -> Optional.of(new Contribute(unit, value("text")));
            case "extend" -> Optional.of(new Extend(value("reason")));
            case "suspend" -> Optional.of(new Suspend(value("reason"), Typed.day(value("until"))));
            case "resume" -> Optional.of(new Resume(value("note")));
            case "respond" ->
                value("verdict").isEmpty()
                        ? Optional.of(new Respond(value("text"), null, value("evidence")))
                        : one(Verdict.class, "verdict")
                                .map(verdict -> new Respond(value("text"), verdict, value("measure")));
            case "call-in-vain" -> Optional.of(new CallInVain(value("note")));
            case "confirm" -> one(Outcome.class, "outcome").map(outcome -> new Confirm(outcome, value("note")));
            case "escalate" -> Optional.of(new Escalate(value("reason")));
            case "remind" -> Optional.of(new Remind(value("text")));
            case "conclude" -> Optional.of(new Conclude(value("reason")));
            case "reclassify" -> Optional.of(new Reclassify(value("type"), value("reason")));
            case "correct" -> Optional.of(new Correct(value("topic"), value("area"), accused(employee)));
            case "agree" -> Optional.of(new Agree(""));
            case "disagree" -> Optional.of(new Disagree(value("note")));
            case "withdraw" -> Optional.of(new Withdraw(value("reason")));
            default -> Optional.empty();
        };
    }

    private @Nullable Accused accused(Function<String, Optional<UUID>> employee) {
        return value("department").isEmpty()
                ? null
                : new Accused(
                        value("department"), employee.apply(value("employee")).orElse(null), null);
    }

    /** The same with what is wrong about whom a correction names: a number alone, or one that nobody has. */
    OrderForm naming(Function<String, Optional<UUID>> employee) {
        boolean numbered = code.equals("correct") && !value("employee").isEmpty();
        if (numbered && value("department").isEmpty()) {
            return wrong("department", "hotline.accused.unit");
        }
        return numbered && employee.apply(value("employee")).isEmpty()
                ? wrong("employee", "hotline.accused.employee")
                : this;
    }

    private <E extends Enum<E>> Optional<E> one(Class<E> type, String field) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> kebab(each.name()).equals(value(field)))
                .findFirst();
    }

    static String kebab(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
