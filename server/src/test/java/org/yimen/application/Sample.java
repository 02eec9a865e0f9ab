package org.yimen.application;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.PaperRef;
import org.yimen.application.Application.State;
import org.yimen.casework.Actor;
import org.yimen.casework.Plan;
import org.yimen.casework.Plan.Act;
import org.yimen.casework.Plan.Stage;
import org.yimen.casework.Plan.Step;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.*;
import org.yimen.catalogue.ItemVersion.Material.Supply;
import org.yimen.form.Form;
import org.yimen.organisation.Letter;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Right;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;
import org.yimen.time.TimeLimit;
import org.yimen.time.WorkCalendar;

/** People, an item and shorthands for the tests of applications. */
final class Sample {

    /** Monday 2 March 2026: an ordinary week. */
    static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

    static final PaperRef PAPER = new PaperRef(new UUID(1, 1), "安政服受〔2026〕1号");
    static final UUID APPLICANT = new UUID(7, 7);

    static final Officer CLERK = officer(1, Set.of("ZX/window", "WJW/accept"), Right.ACCEPT);
    static final Officer HEALTH = officer(2, Set.of("WJW/examiner"));
    static final Officer MARKET = officer(3, Set.of("SJ/examiner"));
    static final Officer CHIEF =
            officer(4, Set.of("WJW/chief"), Right.DECIDE, Right.URGE, Right.CONTROL, Right.EXTEND, Right.ISSUE);

    static final Officer OTHER_HEALTH = officer(22, Set.of("WJW/examiner"));
    static final Officer HEAD = officer(5, Set.of("WJW/head"), Right.DECIDE, Right.CONTROL);

    private static final Basis LICENSING = new Basis("行政许可法", "第三十二条", Basis.Level.LAW, true);

    private static final Basis TENDERED = new Basis("行政许可法", "第五十三条", Basis.Level.LAW, true);

    /** The drawing need not be shown by who promises to meet the conditions. */
    static final ItemVersion.Commitment COMMITMENT = new ItemVersion.Commitment(
            List.of("drawing"),
            Text.of("承诺符合卫生条件"),
            Text.of("不实的，撤销许可"),
            Text.of("现场核查"),
            TimeLimit.workingDays(30),
            LICENSING,
            null);

    private Sample() {}

    static Officer officer(int id, Set<String> posts, Right... rights) {
        var uuid = new UUID(0, id);
        var from = LocalDate.of(2026, 1, 1);
        var until = LocalDate.of(2026, 12, 31);
        if (rights.length == 0) {
            return new Officer(uuid, "某人", "629901", posts, List.of());
        }
        var letter = Letter.ofGovernment("授1", "WJW", Set.of(Letter.ALL), Set.of(Right.values()), from, until, uuid)
                .passedOn("授2", Set.of(rights), uuid);
        return new Officer(uuid, "某人", "629901", posts, List.of(letter));
    }

    /** A licence: accepted at the window, examined by two departments at once, decided by the chief representative. */
    static ItemVersion item() {
        return item(false, plan());
    }

    /** Done on the spot, as the first version of it was. */
    static ItemVersion instant() {
        return item(
                null,
                plan(),
                ItemVersion.Oversight.USUAL,
                List.of(),
                new Limits(
                        TimeLimit.workingDays(5),
                        LICENSING,
                        LICENSING,
                        TimeLimit.workingDays(20),
                        LICENSING,
                        ClockStart.ACCEPTANCE,
                        null,
                        TimeLimit.sameDay(),
                        10,
                        LICENSING));
    }

    static Plan plan() {
        return new Plan(List.of(
                new Stage("accept", Text.of("受理"), Act.ACCEPT, List.of(), TimeLimit.workingDays(1)),
                new Stage("examine", Text.of("审查"), Act.REVIEW, List.of("WJW", "SJ"), TimeLimit.workingDays(5)),
                new Step(
                        "testing",
                        Text.of("检测"),
                        Plan.Procedure.TESTING,
                        "WJW",
                        TimeLimit.workingDays(10),
                        true,
                        "行政许可法 第四十五条",
                        false),
                new Stage("decide", Text.of("决定"), Act.DECIDE, List.of("WJW"), TimeLimit.workingDays(2))));
    }

    /** The same, where a second decider must consent. */
    static ItemVersion forTwo() {
        return item(false, plan(), new ItemVersion.Oversight(null, true, false, Set.of()), List.of());
    }

    /** The same as {@link #item()}, of these themes. */
    static ItemVersion themed(String... themes) {
        return item(false, plan(), ItemVersion.Oversight.USUAL, List.of(themes));
    }

    static ItemVersion item(boolean limited, Plan plan) {
        return item(limited, plan, ItemVersion.Oversight.USUAL, List.of());
    }

    /** The same as {@link #item()}, where nothing follows from the office's silence. */
    static ItemVersion withoutSilence() {
        return item(
                null,
                plan(),
                ItemVersion.Oversight.USUAL,
                List.of(),
                new Limits(
                        TimeLimit.workingDays(5),
                        LICENSING,
                        null,
                        TimeLimit.workingDays(20),
                        LICENSING,
                        ClockStart.ACCEPTANCE,
                        null,
                        TimeLimit.workingDays(8),
                        10,
                        LICENSING));
    }

    /** The same as {@link #item()}, for which one applies on these days only. */
    static ItemVersion windowed(LocalDate from, LocalDate until) {
        return item(
                null,
                plan(),
                ItemVersion.Oversight.USUAL,
                List.of(),
                new Limits(
                        TimeLimit.workingDays(5),
                        LICENSING,
                        LICENSING,
                        TimeLimit.workingDays(20),
                        LICENSING,
                        ClockStart.WINDOW_END,
                        until,
                        TimeLimit.workingDays(8),
                        10,
                        LICENSING,
                        null,
                        from));
    }

    /** The same as {@link #item()}, whose places go by tender. */
    static ItemVersion byTender() {
        var quota = new Quota(LICENSING, null, Text.of("按招标的名次"), Quota.Order.TENDER, TENDERED);
        return item(quota, plan(), ItemVersion.Oversight.USUAL, List.of(), usual());
    }

    /** The same as {@link #item()}, handled jointly by order of the government: 45 days and 15. */
    static ItemVersion joint() {
        var order = new Basis("安澜市人民政府决定", "第三条", Basis.Level.NORMATIVE_DOCUMENT, true);
        return item(
                null,
                plan(),
                ItemVersion.Oversight.USUAL,
                List.of(),
                new Limits(
                        TimeLimit.workingDays(5),
                        LICENSING,
                        LICENSING,
                        TimeLimit.workingDays(45),
                        LICENSING,
                        ClockStart.ACCEPTANCE,
                        null,
                        TimeLimit.workingDays(15),
                        15,
                        LICENSING,
                        order));
    }

    private static ItemVersion item(boolean limited, Plan plan, ItemVersion.Oversight oversight, List<String> themes) {
        Quota quota = limited ? new Quota(LICENSING, null, Text.of("按受理先后")) : null;
        return item(quota, plan, oversight, themes, usual());
    }

    private static Limits usual() {
        return new Limits(
                TimeLimit.workingDays(5),
                LICENSING,
                LICENSING,
                TimeLimit.workingDays(20),
                LICENSING,
                ClockStart.ACCEPTANCE,
                null,
                TimeLimit.workingDays(8),
                10,
                LICENSING);
    }

    private static ItemVersion item(
            @Nullable Quota quota, Plan plan, ItemVersion.Oversight oversight, List<String> themes, Limits limits) {
        return new ItemVersion(
                "hygiene",
                1,
                MONDAY,
                "",
                Text.of("公共场所卫生许可"),
                Text.of("宾馆"),
                List.of(),
                ItemType.LICENCE,
                Regime.LICENCE,
                "promised",
                "WJW",
                Set.of(Audience.PERSON, Audience.ENTITY),
                themes,
                List.of(LICENSING),
                List.of(
                        new ItemVersion.Condition("c1", Text.of("有固定场所"), false),
                        new ItemVersion.Condition("c2", Text.of("卫生设施合格"), false)),
                List.of(material("drawing"), material("report", true)),
                new Form(List.of()),
                plan,
                limits,
                new Fee(false, Text.of("不收费"), null),
                new Result(Text.of("卫生许可证"), "hygiene-licence", 48, null, List.of()),
                new Visits(0, null),
                quota,
                List.of(),
                List.of(),
                new Mode(Set.of(), Set.of(), Mode.Scope.CITY, false, false),
                COMMITMENT,
                oversight,
                null,
                null);
    }

    private static Material material(String code) {
        return material(code, false);
    }

    private static Material material(String code, boolean tolerable) {
        return new Material(code, Text.of(code), null, Supply.APPLICANT, true, tolerable, null, null, null, null);
    }

    static Context on(LocalDate day, @Nullable Officer officer) {
        return on(day, officer, item());
    }

    static Context on(LocalDate day, @Nullable Officer officer, ItemVersion item) {
        Instant now = CityTime.startOf(day).plusSeconds(9 * 3600);
        Actor actor = officer == null
                ? Actor.applicant(APPLICANT, APPLICANT)
                : Actor.officer(officer.id(), officer.posts().iterator().next());
        return new Context(
                now,
                day,
                WorkCalendar.national().provisional(),
                item,
                actor,
                officer,
                Sample::colleague,
                APPLICANT,
                false,
                true);
    }

    static Context time(LocalDate day) {
        var today = on(day, null);
        return new Context(
                today.now(),
                day,
                today.calendar(),
                today.item(),
                Actor.SYSTEM,
                null,
                Sample::colleague,
                APPLICANT,
                false,
                true);
    }

    private static Optional<Officer> colleague(UUID id) {
        return Stream.of(CLERK, HEALTH, MARKET, CHIEF, OTHER_HEALTH, HEAD)
                .filter(each -> each.id().equals(id))
                .findFirst();
    }

    static State fold(State state, List<Event> events) {
        State folded = state;
        for (Event event : events) {
            folded = Application.evolve(folded, event);
        }
        return folded;
    }

    static State after(State state, Command command, Context context) {
        return fold(state, Application.decide(state, command, context));
    }

    /** Submitted on {@link #MONDAY}. */
    static State received() {
        return after(new State.Draft(), new Command.Submit("digest"), on(MONDAY, null));
    }

    /** Accepted on the same Monday. */
    static State reviewing() {
        return after(received(), new Command.Accept(PAPER), on(MONDAY, CLERK));
    }

    /** Both departments agree on the Wednesday. */
    static State deciding() {
        LocalDate wednesday = MONDAY.plusDays(2);
        State state = after(reviewing(), new Command.Review("WJW", true, "同意"), on(wednesday, HEALTH));
        return after(state, new Command.Review("SJ", true, "同意"), on(wednesday, MARKET));
    }

    static List<Event> lateness(List<Event> events) {
        var late = new ArrayList<Event>();
        for (Event event : events) {
            if (event instanceof Event.FinishedLate) {
                late.add(event);
            }
        }
        return late;
    }
}
