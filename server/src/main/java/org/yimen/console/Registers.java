package org.yimen.console;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.organisation.Cover;
import org.yimen.organisation.Directory;
import org.yimen.organisation.ItemRight;
import org.yimen.organisation.Letter;
import org.yimen.organisation.Posting;
import org.yimen.organisation.Proposal;
import org.yimen.organisation.Proposals;
import org.yimen.organisation.Right;
import org.yimen.organisation.Staff;
import org.yimen.platform.CityTime;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.Text;
import org.yimen.platform.ui.Sheet;
import org.yimen.platform.ui.Sheet.Block;
import org.yimen.platform.ui.Sheet.Cell;
import org.yimen.platform.ui.Sheet.Pick;
import org.yimen.platform.ui.Sheet.Row;
import org.yimen.platform.ui.Sheet.Said;
import org.yimen.platform.ui.Sheet.Table;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;

/** What the pages of the registers have in common: names for codes, things to choose from, and tables of them. */
@Component
class Registers {

    /** How near its end a letter is marked, in days. */
    static final int SOON_DAYS = 30;

    private static final List<String> LETTER_HEADS = List.of(
            "console.register.letter",
            "console.register.person",
            "console.register.items",
            "console.register.rights",
            "console.register.period",
            "console.register.now");

    private final Directory directory;
    private final Catalogue catalogue;
    private final Proposals proposals;
    private final InstantSource time;

    Registers(Directory directory, Catalogue catalogue, Proposals proposals, InstantSource time) {
        this.directory = directory;
        this.catalogue = catalogue;
        this.proposals = proposals;
        this.time = time;
    }

    /** What is to be shown of a form that was sent: nothing, or everything that was typed and why it was refused. */
    record Sent(Map<String, List<String>> typed, @Nullable RuleBroken refusal, String field) {
        static final Sent NOTHING = new Sent(Map.of(), null, "");

        static Sent refused(Typed typed, RuleBroken refusal, String otherwise) {
            return new Sent(typed.fields(), refusal, Typed.fieldOf(refusal, otherwise));
        }
    }

    /** The key of the form: the one that came, so that a repeat stays a repeat, or a new one. */
    static String key(Sent sent) {
        return sent.typed().getOrDefault("key", List.of()).stream()
                .filter(each -> !each.isBlank())
                .findFirst()
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    ModelAndView show(ConsoleFrame frame, String key, @Nullable String done, Sent sent, Block... blocks) {
        RuleBroken refusal = sent.refusal();
        var sheet = new Sheet(
                key,
                done == null || done.isEmpty() ? null : Sheet.say(key + ".done"),
                refusal == null ? null : Sheet.Refusal.of(refusal, sent.field()),
                List.of(blocks));
        return Page.show(
                "console/sheet",
                new ConsoleSheet(frame, sheet),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    LocalDate today() {
        return CityTime.day(time.instant());
    }

    Said unit(String region, String code) {
        return Sheet.data(directory.unit(region, code).map(unit -> unit.name()).orElseGet(() -> Text.of(code)));
    }

    Said person(UUID id) {
        return Sheet.plain(name(id));
    }

    String name(UUID id) {
        try {
            return directory.staff(id).name();
        } catch (NoSuchElementException gone) {
            return "—";
        }
    }

    Said item(String code) {
        return code.equals(Letter.ALL)
                ? Sheet.say("console.register.all-items")
                : Sheet.data(catalogue.current(code).map(ItemVersion::name).orElseGet(() -> Text.of(code)));
    }

    Said day(@Nullable LocalDate day) {
        return day == null ? Sheet.plain("—") : Sheet.day(day);
    }

    /** Everybody who serves, by name and number. */
    List<Pick> people(String region) {
        LocalDate today = today();
        return directory.everybody(region).stream()
                .filter(person -> {
                    LocalDate left = person.leftOn();
                    return left == null || today.isBefore(left);
                })
                .map(person ->
                        new Pick(person.id().toString(), Sheet.plain(person.name() + " · " + person.employeeNumber())))
                .toList();
    }

    List<Pick> units(String region) {
        return directory.units(region).stream()
                .filter(unit -> !directory.isClosed(region, unit.code()))
                .map(unit -> new Pick(unit.code(), Sheet.data(unit.name())))
                .toList();
    }

    List<Pick> departments() {
        return directory.departments().stream()
                .map(department -> new Pick(department.code(), Sheet.data(department.shortName())))
                .toList();
    }

    List<Pick> items(String department) {
        return catalogue.published().stream()
                .filter(item -> department.isEmpty() || item.department().equals(department))
                .sorted(Comparator.comparing(ItemVersion::code))
                .map(item -> new Pick(item.code(), Sheet.data(item.name())))
                .toList();
    }

    /** Every item with its department, one department after the other. */
    List<Pick> itemsByDepartment() {
        return catalogue.published().stream()
                .sorted(Comparator.comparing(ItemVersion::department).thenComparing(ItemVersion::code))
                .map(item -> new Pick(
                        item.code(),
                        Sheet.say(
                                "console.register.item-of",
                                Sheet.data(item.name()),
                                Sheet.data(
                                        directory.department(item.department()).shortName()))))
                .toList();
    }

    static List<Pick> rights(Stream<Right> rights) {
        return rights.map(right -> new Pick(right.name(), Sheet.say(key(right))))
                .toList();
    }

    static String key(Right right) {
        return "desk.right." + right.code();
    }

    static List<Pick> optional(String key, List<Pick> picks) {
        return Stream.concat(Stream.of(new Pick("", Sheet.say(key))), picks.stream())
                .toList();
    }

    /** Who sits where, with the buttons that the page gives each row. */
    Table posts(String region, Function<Posting, List<Sheet.Button>> buttons) {
        LocalDate today = today();
        List<Row> rows = directory.postings(region).stream()
                .filter(posting -> {
                    LocalDate until = posting.until();
                    return until == null || !until.isBefore(today);
                })
                .map(posting -> new Row(
                        List.of(
                                post(region, posting.post()),
                                Sheet.cell(Sheet.say(posting.standIn() ? "console.register.b" : "console.register.a")),
                                Sheet.cell(person(posting.staff())),
                                Sheet.cell(Sheet.period(posting.from(), posting.until())),
                                standing(directory.cover(posting, time.instant()), posting)),
                        buttons.apply(posting)))
                .toList();
        return new Table(
                "console.posts.list",
                List.of(
                        "console.register.post",
                        "console.register.ab",
                        "console.register.person",
                        "console.register.period",
                        "console.register.now"),
                rows,
                "console.posts.empty");
    }

    Cell post(String region, String code) {
        return Sheet.cell(Sheet.data(
                        directory.post(region, code).map(post -> post.name()).orElseGet(() -> Text.of(code))))
                .over(Sheet.cell(department(region, code)));
    }

    /** A post with its department: 市场监管局 首席代表. */
    Said postWithDepartment(String region, String code) {
        return Sheet.say(
                "console.register.post-of",
                department(region, code),
                directory
                        .post(region, code)
                        .map(post -> Sheet.data(post.name()))
                        .orElseGet(() -> Sheet.plain(code)));
    }

    private Said department(String region, String post) {
        String code = post.substring(0, Math.max(0, post.indexOf('/')));
        return directory.departments().stream()
                .filter(department ->
                        department.region().equals(region) && department.code().equals(code))
                .findFirst()
                .map(department -> Sheet.data(department.shortName()))
                .orElseGet(() -> Sheet.plain(post));
    }

    private Cell standing(Cover cover, Posting posting) {
        if (directory.isAway(posting.staff(), time.instant())) {
            return Sheet.cell(Sheet.say("console.register.away"))
                    .marked(cover.standing() == Cover.Standing.NOBODY ? "late" : "soon");
        }
        return cover.acting().contains(posting.staff())
                ? Sheet.cell(Sheet.say("console.register.acting")).marked("ok")
                : Sheet.cell(Sheet.say("console.register.ready"));
    }

    /** The staff with where each comes from and sits. */
    Table staff(String region, String unit) {
        LocalDate today = today();
        return new Table(
                "console.staff.list",
                List.of(
                        "console.register.person",
                        "console.register.sender",
                        "console.register.posts",
                        "console.register.window",
                        "console.register.employment",
                        "console.register.period"),
                directory.everybody(region).stream()
                        .filter(person -> unit.isEmpty() || unit.equals(person.sender()))
                        .map(person -> staff(person, today))
                        .toList(),
                "console.staff.empty");
    }

    private Row staff(Staff person, LocalDate today) {
        String sender = person.sender();
        String window = person.window();
        List<String> posts = directory.appointee(person.id(), today).everywhere().posts().stream()
                .sorted()
                .toList();
        return Sheet.row(
                Sheet.cell(Sheet.plain(person.name()))
                        .to("/console/security/staff/" + person.id())
                        .over(Sheet.cell(Sheet.plain(person.employeeNumber() + " · " + person.login()))),
                Sheet.cell(sender == null ? Sheet.plain("—") : unit(person.region(), sender)),
                posts.isEmpty()
                        ? Sheet.cell(Sheet.say("console.register.no-post")).marked("late")
                        : Sheet.cell(Sheet.list(posts.stream()
                                .map(post -> postWithDepartment(person.region(), post))
                                .toList())),
                Sheet.cell(window == null ? Sheet.plain("—") : unit(person.region(), window)),
                Sheet.cell(Sheet.say(person.employment().key())),
                Sheet.cell(Sheet.period(person.since(), person.leftOn())));
    }

    /** The letters; those that end within {@link #SOON_DAYS} days stand first and say so. */
    Table letters(String region) {
        LocalDate today = today();
        return new Table(
                "console.letters.list",
                LETTER_HEADS,
                directory.letters(region).stream()
                        .sorted(Comparator.comparing((Letter letter) -> !endsSoon(letter, today))
                                .thenComparing(Letter::department)
                                .thenComparing(Letter::number))
                        .map(letter -> row(region, letter, today))
                        .toList(),
                "console.letters.empty");
    }

    /** What somebody may do now, by letters in force. */
    Table lettersOf(String region, UUID holder) {
        LocalDate today = today();
        return new Table(
                "console.person.letters",
                LETTER_HEADS,
                directory.letters(region).stream()
                        .filter(letter -> letter.holder().equals(holder) && letter.validOn(today))
                        .sorted(Comparator.comparing(Letter::department).thenComparing(Letter::number))
                        .map(letter -> row(region, letter, today))
                        .toList(),
                "console.person.no-letter");
    }

    /** Single items and rights that an administrator of a department gave somebody or took from him. */
    Table itemRightsOf(String region, UUID clerk) {
        return new Table(
                "console.person.item-rights",
                List.of(
                        "console.register.item",
                        "console.register.right",
                        "console.register.letter",
                        "console.register.reason",
                        "console.register.now"),
                directory.itemRightsOf(region, clerk).stream()
                        .map(right -> Sheet.row(
                                Sheet.cell(item(right.item())).over(Sheet.cell(unit(region, right.department()))),
                                Sheet.cell(Sheet.say(key(right.right()))),
                                Sheet.cell(Sheet.plain(right.under())),
                                Sheet.cell(Sheet.data(right.reason())),
                                standing(right)))
                        .toList(),
                "console.person.no-item-right");
    }

    static Cell standing(ItemRight right) {
        return right.allowed()
                ? Sheet.cell(Sheet.say("console.department.given")).marked("ok")
                : Sheet.cell(Sheet.say("console.department.taken")).marked("late");
    }

    private Row row(String region, Letter letter, LocalDate today) {
        return Sheet.row(
                Sheet.cell(Sheet.plain(letter.number()))
                        .over(Sheet.cell(Sheet.say(
                                letter.parent() == null
                                        ? "console.register.first-tier"
                                        : "console.register.second-tier"))),
                Sheet.cell(person(letter.holder())).over(Sheet.cell(unit(region, letter.department()))),
                Sheet.cell(
                        letter.items().size() == 1
                                ? item(letter.items().iterator().next())
                                : Sheet.say(
                                        "console.register.items-count",
                                        letter.items().size())),
                Sheet.cell(Sheet.list(letter.rights().stream()
                                .sorted()
                                .map(right -> Sheet.say(key(right)))
                                .toList()))
                        .over(power(letter)),
                Sheet.cell(Sheet.period(letter.from(), letter.until())),
                state(letter, today));
    }

    /** Nothing beside the own power; else in whose place, and by what. */
    private static @Nullable Cell power(Letter letter) {
        return letter.power() instanceof Letter.Power.OnBehalf(var basis)
                ? Sheet.cell(Sheet.say(
                        letter.rights().contains(Right.ACCEPT)
                                ? "console.register.commissioned"
                                : "console.register.signing",
                        Sheet.data(basis)))
                : null;
    }

    private static boolean endsSoon(Letter letter, LocalDate today) {
        return letter.validOn(today) && letter.until().isBefore(today.plusDays(SOON_DAYS));
    }

    private static Cell state(Letter letter, LocalDate today) {
        if (letter.withdrawnOn() != null) {
            return Sheet.cell(Sheet.say("console.register.withdrawn")).marked("late");
        }
        if (today.isAfter(letter.until())) {
            return Sheet.cell(Sheet.say("console.register.over")).marked("late");
        }
        if (endsSoon(letter, today)) {
            return Sheet.cell(Sheet.say("console.register.ends-in", ChronoUnit.DAYS.between(today, letter.until())))
                    .marked("soon");
        }
        return Sheet.cell(Sheet.say("console.register.in-force")).marked("ok");
    }

    /** What was proposed and how it stands, with the buttons that the page gives each row. */
    Table proposals(List<Proposal> proposals, Function<Proposal, List<Sheet.Button>> buttons) {
        return new Table(
                "console.consents.list",
                List.of(
                        "console.consents.what",
                        "console.consents.details",
                        "console.consents.by",
                        "console.register.now"),
                proposals.stream()
                        .map(each -> new Row(
                                List.of(
                                        Sheet.cell(Sheet.say("console.consents.kind-" + each.kind()))
                                                .over(Sheet.cell(about(each))),
                                        details(each),
                                        Sheet.cell(person(each.proposedBy()))
                                                .over(Sheet.cell(Sheet.say("console.entries.moment", each.proposedAt()))
                                                        .over(Sheet.cell(Sheet.say(
                                                                "console.consents.because",
                                                                Sheet.data(each.reason()))))),
                                        standing(each)),
                                buttons.apply(each)))
                        .toList(),
                "console.consents.empty");
    }

    Said about(Proposal proposal) {
        UUID concerns = proposal.concerns();
        return concerns != null
                ? person(concerns)
                : Sheet.data(proposal.details().getOrDefault("name", proposal.subject()));
    }

    /** Line under line, each with its label; what the first column says already is left out. */
    private Cell details(Proposal proposal) {
        List<Said> lines = DETAILS.stream()
                .filter(name -> !proposal.detail(name).isEmpty())
                .<Said>map(name ->
                        Sheet.say(detailKey(proposal, name), detail(proposal.region(), name, proposal.detail(name))))
                .toList();
        @Nullable Cell below = null;
        for (int line = lines.size() - 1; line >= 0; line--) {
            below = Sheet.cell(lines.get(line)).over(below);
        }
        return below == null ? Sheet.cell(Sheet.plain("—")) : below;
    }

    /** A basis of a letter says that its holder signs for the head; that of a commission, that another organ is commissioned. */
    private static String detailKey(Proposal proposal, String name) {
        return "console.consents.detail-"
                + (name.equals("basis") && proposal.kind().equals("letter") ? "signing" : name);
    }

    private static final List<String> DETAILS = List.of(
            "number",
            "post",
            "department",
            "posts",
            "more",
            "scopes",
            "audience",
            "addresses",
            "real-name",
            "items",
            "rights",
            "from",
            "until",
            "left",
            "signatories",
            "parent",
            "basis",
            "published",
            "published-in");

    private static final int MOST_ITEMS = 5;

    private Said detail(String region, String name, String value) {
        return switch (name) {
            case "post" -> postWithDepartment(region, value);
            case "department" -> unit(region, value);
            case "posts" ->
                Sheet.list(Stream.of(value.split(" ", -1))
                        .map(post -> postWithDepartment(region, post))
                        .toList());
            case "more", "scopes" ->
                Sheet.list(Stream.of(value.split(" ", -1))
                        .map(scope -> Sheet.say("console.machines.scope-" + scope.replace('.', '-')))
                        .toList());
            case "audience" -> Sheet.say("console.machines.audience-" + value.toLowerCase(Locale.ROOT));
            case "addresses" ->
                Sheet.list(Stream.of(value.split(" ", -1)).map(Sheet::data).toList());
            case "real-name" -> Sheet.say("console.consents.real-name-" + value);
            case "items" ->
                value.lines().count() > MOST_ITEMS
                        ? Sheet.say(
                                "console.register.items-count", value.lines().count())
                        : Sheet.list(value.lines().map(this::item).toList());
            case "rights" ->
                Sheet.list(value.lines()
                        .map(right -> Sheet.say(key(Right.valueOf(right))))
                        .toList());
            case "from", "until", "left", "published" -> Sheet.day(LocalDate.parse(value));
            case "signatories" -> Sheet.list(value.lines().map(Sheet::data).toList());
            default -> Sheet.data(value);
        };
    }

    private Cell standing(Proposal proposal) {
        Instant now = time.instant();
        if (proposal.waits(now)) {
            List<Said> seconds = proposals.seconds(proposal).stream()
                    .map(officer -> Sheet.plain(officer.name()))
                    .toList();
            Cell until = Sheet.cell(Sheet.say("console.consents.until", CityTime.day(proposal.expiresAt())));
            return Sheet.cell(Sheet.say("console.register.waits"))
                    .marked("soon")
                    .over(Sheet.cell(
                                    seconds.isEmpty()
                                            ? Sheet.say("console.consents.for-nobody")
                                            : Sheet.say("console.consents.for", Sheet.list(seconds)))
                            .over(until));
        }
        UUID by = proposal.settledBy();
        Cell who = by == null ? null : Sheet.cell(person(by));
        return switch (proposal.word()) {
            case CONSENTED ->
                Sheet.cell(Sheet.say("console.register.confirmed")).marked("ok").over(who);
            case DECLINED ->
                Sheet.cell(Sheet.say("console.register.declined"))
                        .marked("late")
                        .over(who);
            case TAKEN_BACK ->
                Sheet.cell(Sheet.say("console.consents.taken-back")).marked("late");
            case null -> Sheet.cell(Sheet.say("console.consents.expired")).marked("late");
        };
    }
}
