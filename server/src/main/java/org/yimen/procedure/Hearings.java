package org.yimen.procedure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.yimen.audit.AuditLog;
import org.yimen.casework.CaseId;
import org.yimen.casework.Plan.Procedure;
import org.yimen.casework.Plan.Step;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Regime;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.identifier.CitizenId;
import org.yimen.identifier.CreditCode;
import org.yimen.identifier.Numbers;
import org.yimen.identifier.Uuid7;
import org.yimen.notify.Notice;
import org.yimen.notify.Outbox;
import org.yimen.notify.Texts;
import org.yimen.platform.CityTime;
import org.yimen.platform.InTurn;
import org.yimen.platform.Json;
import org.yimen.platform.Text;
import org.yimen.procedure.Hearing.Entitled;
import org.yimen.procedure.Hearing.Minutes;
import org.yimen.procedure.Hearing.Schedule;
import org.yimen.procedure.Hearing.Spoken;
import org.yimen.time.WorkCalendar;

/**
 * 告知、听取意见、听证 (行政许可法 arts. 36, 46–48): who must be heard is told, and nothing is decided before he was heard, waived it
 * or let his days go by. Its days are taken as working days (art. 82), which art. 47 itself does not say.
 */
@Service
public class Hearings {

    /** Kinds of the audit entries. */
    public static final String TOLD = "procedure.hearing-told";

    public static final String SCHEDULED = "procedure.hearing-scheduled";

    public static final String HELD = "procedure.hearing-held";

    public static final String CHOSEN = "procedure.hearing-choice-entered";
    public static final String WITHDRAWN = "procedure.hearing-withdrawn";

    /** Art. 47: 五日内提出听证申请. */
    static final int DAYS_TO_ASK = 5;

    /** Art. 47: 二十日内组织听证. */
    static final int DAYS_TO_HOLD = 20;

    /** Art. 48(1): 七日前通知. */
    static final int DAYS_OF_NOTICE = 7;

    /** The most third parties of one case, and the most lines of a list. */
    public static final int MOST = 100;

    /** So often one of them adds to what he said. */
    static final int MOST_SPOKEN = 20;

    private static final String REQUESTED = "requested";
    private static final String WAIVED = "waived";
    private static final String WITHDREW = "withdrawn";
    private static final int LONGEST_MINUTES = 20_000;
    private static final int LONGEST_SAID = 100;
    static final String ENTITLED = "procedure.entitled.content";
    private static final String NUMBER = "procedure.entitled.number";
    static final String MINUTES = "procedure.hearing.minutes";
    private static final Pattern MOBILE = Pattern.compile("1[3-9]\\d{9}");
    private static final Json JSON = Json.of();

    private static final String SELECT = """
            select case_id, id, department, item_code, item_version, ordered, requested_on, hold_by, at, place, chair,
                   announced_on, noticed_on, postponed_because, minutes, minutes_number, held_on, version
              from procedure.hearing
             where region_code = :region
            """;

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final Outbox outbox;
    private final Numbers numbers;
    private final ChairRequests chairs;
    private final AuditLog audit;
    private final WorkCalendar calendar;
    private final InstantSource time;

    Hearings(
            JdbcClient jdbc,
            ColumnCipher cipher,
            Outbox outbox,
            Numbers numbers,
            ChairRequests chairs,
            AuditLog audit,
            WorkCalendar calendar,
            InstantSource time) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.outbox = outbox;
        this.numbers = numbers;
        this.chairs = chairs;
        this.audit = audit;
        this.calendar = calendar.provisional();
        this.time = time;
    }

    /**
     * @param statement all that he said, in rows of before each word had its day; else empty
     * @param said from whom staff have what he answered
     */
    private record Person(
            String name,
            @Nullable String phone,
            @Nullable String number,
            String interest,
            String statement,
            @Nullable String said,
            @Nullable List<Spoken> spoken) {

        static Person told(String name, String phone, String number, String interest) {
            return new Person(name, phone, number, interest, "", "", List.of());
        }

        List<Spoken> words() {
            if (spoken != null) {
                return spoken;
            }
            return statement.isBlank() ? List.of() : List.of(new Spoken(null, null, statement));
        }

        /** Rows of before it was asked for have none. */
        private static String known(@Nullable String value) {
            return value == null ? "" : value;
        }
    }

    private record Written(String text, List<String> signed) {}

    public Optional<Hearing> find(CaseId id) {
        return jdbc.sql(SELECT + " and case_id = :case")
                .param("region", id.region())
                .param("case", id.value())
                .query((row, _) -> hearing(id.region(), row))
                .optional();
    }

    /** What is asked for and not held, the nearest last day first. */
    public List<Hearing> open(String region) {
        return jdbc.sql(SELECT + " and held_on is null order by hold_by, case_id limit :most")
                .param("region", region)
                .param("most", MOST)
                .query((row, _) -> hearing(region, row))
                .list();
    }

    /** What is announced to everybody and still to come. */
    public List<Hearing> announced(String region) {
        return jdbc.sql(SELECT + " and announced_on is not null and at >= :now order by at, case_id limit :most")
                .param("region", region)
                .param("now", Timestamp.from(time.instant()))
                .param("most", MOST)
                .query((row, _) -> hearing(region, row))
                .list();
    }

    /** The applicant first. */
    public List<Entitled> entitled(CaseId id) {
        return jdbc.sql("""
                        select id, case_id, party, content, told_on, due_on, choice, chosen_on, chosen_by, paper_id,
                               paper_number, served_on
                          from procedure.entitled
                         where region_code = :region and case_id = :case
                         order by party, id
                         limit :most
                        """)
                .param("region", id.region())
                .param("case", id.value())
                .param("most", MOST)
                .query((row, _) -> entitled(id.region(), row))
                .list();
    }

    /**
     * The cases of which somebody was told as a third party, the latest first.
     *
     * @param number of his identity card, or the credit code of a firm
     */
    public List<Entitled> toldTo(String region, String number) {
        return jdbc.sql("""
                        select id, case_id, party, content, told_on, due_on, choice, chosen_on, chosen_by, paper_id,
                               paper_number, served_on
                          from procedure.entitled
                         where region_code = :region and number_index = any(:indexes) and party
                         order by id desc
                         limit :most
                        """)
                .param("region", region)
                .param("indexes", cipher.indexes(NUMBER, number).toArray(byte[][]::new))
                .param("most", MOST)
                .query((row, _) -> entitled(region, row))
                .list();
    }

    /** Under which paper somebody was told: in the transaction of the telling. */
    public void told(CaseId id, UUID entitled, UUID paper, String number) {
        jdbc.sql("""
                        update procedure.entitled
                           set paper_id = :paper, paper_number = :number
                         where region_code = :region and id = :id and paper_id is null
                        """)
                .param("paper", paper)
                .param("number", number)
                .param("region", id.region())
                .param("id", entitled)
                .update();
    }

    /**
     * Art. 47: tells the applicant that he may ask for a hearing. Once; a second click tells nobody again.
     *
     * @param open read under the lock: nothing is decided yet
     */
    @Transactional
    public void tell(Matter matter, UUID by, Open open) {
        mustBeOpenTo(matter);
        held(matter.id(), open);
        if (entitled(matter.id()).stream().anyMatch(each -> !each.party())) {
            return;
        }
        var _ = enter(matter, false, Person.told("", "", "", ""), by);
        LocalDate due = calendar.after(today(), DAYS_TO_ASK);
        outbox.post(Notice.of(
                        matter.id().region(),
                        matter.holder(),
                        matter.person(),
                        "hearing-told:" + matter.id().value(),
                        "procedure.news.hearing-told",
                        List.of(matter.name(), Texts.day(due), Text.of(matter.number())),
                        time.instant())
                .to("/me/cases/" + matter.id().value())
                .ofCase(matter.id().value()));
    }

    /** Asked once the case is locked against a decision: whether it is still undecided. */
    @FunctionalInterface
    public interface Open {
        boolean isUndecided();
    }

    /**
     * Arts. 36, 47: a third party with a major interest was told on paper; where he left a phone, it says so too.
     *
     * @param phone may be empty: nobody has to have one
     * @param identity number of his identity card or credit code of the firm, by which he finds it here when he signs in;
     *     empty where nobody knows it
     * @return who was told; the same again for the second one of two clicks
     */
    @Transactional
    public Entitled tellParty(
            Matter matter, String name, String phone, String identity, String interest, UUID by, Open open) {
        mustBeOpenTo(matter);
        held(matter.id(), open);
        String who = Surveys.text(name, "procedure.party.name");
        String number = phone.strip();
        if (!number.isEmpty() && !MOBILE.matcher(number).matches()) {
            throw new ProcedureRefused("procedure.party.phone");
        }
        String holder = identity.strip().toUpperCase(Locale.ROOT);
        if (!holder.isEmpty()
                && CitizenId.parse(holder).isEmpty()
                && CreditCode.parse(holder).isEmpty()) {
            throw new ProcedureRefused("procedure.party.number");
        }
        if (!holder.isEmpty() && holder.equals(matter.applicantNumber())) {
            throw new ProcedureRefused("procedure.party.applicant");
        }
        List<Entitled> told = entitled(matter.id());
        Optional<Entitled> before = told.stream()
                .filter(each -> each.party()
                        && each.name().equals(who)
                        && (holder.isEmpty()
                                || each.number().isEmpty()
                                || each.number().equals(holder)))
                .findFirst();
        if (before.isPresent()) {
            // The second one of two clicks.
            return before.get();
        }
        if (told.size() >= MOST) {
            throw new ProcedureRefused("procedure.party.most", MOST);
        }
        var person = Person.told(who, number, holder, Surveys.text(interest, "procedure.party.interest"));
        UUID id = enter(matter, true, person, by);
        LocalDate due = calendar.after(today(), DAYS_TO_ASK);
        if (!number.isEmpty()) {
            outbox.tellByPhone(
                    matter.id().region(),
                    "hearing-party:" + id,
                    number,
                    "procedure.news.hearing-party",
                    List.of(matter.name(), Texts.day(due), Text.of(matter.number())),
                    CityTime.startOf(due.plusDays(1)));
        }
        return told(matter.id(), each -> each.id().equals(id));
    }

    private UUID enter(Matter matter, boolean party, Person person, UUID by) {
        String region = matter.id().region();
        UUID id = Uuid7.next(time.instant());
        jdbc.sql("""
                        insert into procedure.entitled
                               (region_code, id, case_id, party, content, told_on, due_on, told_by, number_index)
                        values (:region, :id, :case, :party, :content, :told, :due, :by, :index)
                        """)
                .param("region", region)
                .param("id", id)
                .param("case", matter.id().value())
                .param("party", party)
                .param("content", sealed(ENTITLED, region, id, JSON.write(person)))
                .param("told", today())
                .param("due", calendar.after(today(), DAYS_TO_ASK))
                .param("by", by)
                .param("index", index(person), Types.BINARY)
                .update();
        audit.record(
                region, by.toString(), TOLD, matter.id().value().toString(), Map.of("party", Boolean.toString(party)));
        return id;
    }

    /** What tells a third party of his rights has reached him: his days run from then (art. 47: 被告知之日). */
    public void served(CaseId id, UUID entitled, LocalDate on) {
        jdbc.sql("""
                        update procedure.entitled
                           set served_on = :on, due_on = :due
                         where region_code = :region and id = :id and served_on is null
                        """)
                .param("on", on)
                .param("due", calendar.after(on, DAYS_TO_ASK))
                .param("region", id.region())
                .param("id", entitled)
                .update();
    }

    private byte @Nullable [] index(Person person) {
        String number = person.number();
        return number == null || number.isEmpty() ? null : cipher.index(NUMBER, number);
    }

    /**
     * What a third party himself says, signed in: what he has to say on the matter, and whether he wants to be heard; his first
     * word on that holds.
     *
     * @param requests null where he says nothing of a hearing yet
     * @param statement may be empty where he says whether he wants one
     */
    @Transactional
    public void answer(Matter matter, UUID party, @Nullable Boolean requests, String statement, UUID by, Open open) {
        CaseId id = matter.id();
        held(id, open);
        Entitled row = told(id, each -> each.party() && each.id().equals(party));
        List<Spoken> said = requests != null && statement.isBlank()
                ? row.spoken()
                : heard(row, Surveys.text(statement, "procedure.party.statement"), null);
        if (requests == null || !mayChoose(row)) {
            state(id, row, said);
        } else {
            write(matter, row, requests ? REQUESTED : WAIVED, said, "", null);
        }
        audit.record(
                id.region(),
                by.toString(),
                CHOSEN,
                id.value().toString(),
                Map.of(
                        "party",
                        row.id().toString(),
                        "choice",
                        requests == null ? "none" : requests ? REQUESTED : WAIVED));
    }

    /** What was said before stays as it was; the second one of two clicks says nothing new. */
    private List<Spoken> heard(Entitled row, String text, @Nullable UUID by) {
        List<Spoken> before = row.spoken();
        if (!before.isEmpty() && before.getLast().text().equals(text)) {
            return before;
        }
        if (before.size() >= MOST_SPOKEN) {
            throw new ProcedureRefused("procedure.party.spoken", MOST_SPOKEN);
        }
        return Stream.concat(before.stream(), Stream.of(new Spoken(today(), by, text)))
                .toList();
    }

    private void state(CaseId id, Entitled row, List<Spoken> spoken) {
        jdbc.sql("""
                        update procedure.entitled
                           set content = :content
                         where region_code = :region and id = :id
                        """)
                .param("content", content(id, row, spoken, row.said()))
                .param("region", id.region())
                .param("id", row.id())
                .update();
    }

    private byte[] content(CaseId id, Entitled row, List<Spoken> spoken, String said) {
        return sealed(
                ENTITLED,
                id.region(),
                row.id(),
                JSON.write(new Person(row.name(), row.phone(), row.number(), row.interest(), "", said, spoken)));
    }

    /**
     * What the applicant made of it, said by himself: he asks for a hearing, or waives it, at once. His first word holds.
     */
    @Transactional
    public void choose(Matter matter, boolean requests) {
        lock(matter.id());
        Entitled row = told(matter.id(), each -> !each.party());
        if (mayChoose(row)) {
            write(matter, row, requests ? REQUESTED : WAIVED, row.spoken(), "", null);
        }
    }

    /**
     * The same, said by himself at a window. Since staff wrote it down, a waiver counts from the next day on.
     *
     * @param said how it was proven that it was he
     */
    @Transactional
    public void chooseAtWindow(Matter matter, boolean requests, String said, UUID by) {
        CaseId id = matter.id();
        lock(id);
        Entitled row = told(id, each -> !each.party());
        if (!mayChoose(row) || (!requests && row.choice() != null)) {
            return;
        }
        String choice = requests ? REQUESTED : WAIVED;
        write(matter, row, choice, row.spoken(), Surveys.text(said, LONGEST_SAID, "procedure.party.said"), by);
        audit.record(
                id.region(),
                by.toString(),
                CHOSEN,
                id.value().toString(),
                Map.of("applicant", row.id().toString(), "choice", choice));
    }

    /**
     * Writes down what a third party answered. That he waives it needs his words and from whom they come; it counts from the next
     * day on, he hears of it where he left a phone, and may say otherwise until then.
     *
     * @param statement what he had to say on the matter (art. 36); may be empty where he asks for a hearing
     * @param said who said it, and how
     */
    @Transactional
    public void enterChoice(Matter matter, UUID party, boolean requests, String statement, String said, UUID by) {
        CaseId id = matter.id();
        lock(id);
        // The applicant speaks for himself.
        Entitled row = told(id, each -> each.party() && each.id().equals(party));
        if (!mayChoose(row) || (!requests && row.choice() != null)) {
            return;
        }
        String words = requests && statement.isBlank() ? "" : Surveys.text(statement, "procedure.party.statement");
        String from = requests && said.isBlank() ? "" : Surveys.text(said, LONGEST_SAID, "procedure.party.said");
        // What he wrote himself stays his: what somebody else writes down for him stands below it.
        List<Spoken> all = words.isBlank() ? row.spoken() : heard(row, words, by);
        write(matter, row, requests ? REQUESTED : WAIVED, all, from, by);
        if (!requests && !row.phone().isEmpty()) {
            outbox.tellByPhone(
                    id.region(),
                    "hearing-waived:" + row.id(),
                    row.phone(),
                    "procedure.news.hearing-party-waived",
                    List.of(matter.name(), Text.of(matter.number()), Texts.day(today().plusDays(1))),
                    // Said in the evening it is sent in the morning, when it counts already: still better than not at
                    // all.
                    CityTime.startOf(today().plusDays(2)));
        }
        audit.record(
                id.region(),
                by.toString(),
                CHOSEN,
                id.value().toString(),
                Map.of("party", row.id().toString(), "choice", requests ? REQUESTED : WAIVED));
    }

    private Entitled told(CaseId id, Predicate<Entitled> who) {
        return entitled(id).stream()
                .filter(who)
                .findFirst()
                .orElseThrow(() -> new ProcedureRefused("procedure.hearing.not-told"));
    }

    /** False where the first word holds; what comes after his days is refused. */
    private boolean mayChoose(Entitled row) {
        if (row.choice() != null && !row.isPendingOn(today())) {
            return false;
        }
        if (!row.isOpenOn(today())) {
            throw new ProcedureRefused("procedure.hearing.too-late", row.dueOn());
        }
        return true;
    }

    private void write(
            Matter matter, Entitled row, String choice, List<Spoken> spoken, String said, @Nullable UUID by) {
        CaseId id = matter.id();
        jdbc.sql("""
                        update procedure.entitled
                           set choice = :choice, chosen_on = :today, chosen_by = :by, content = :content
                         where region_code = :region and id = :id
                        """)
                .param("choice", choice)
                .param("today", today())
                .param("by", by, Types.OTHER)
                .param("content", content(id, row, spoken, said))
                .param("region", id.region())
                .param("id", row.id())
                .update();
        if (choice.equals(REQUESTED)) {
            begin(matter, false);
        }
    }

    /**
     * 撤回听证申请: who asked no longer wants to be heard. Where nobody else asked and the office did not order it, there is no
     * hearing any more and everybody who was told the day hears so.
     *
     * Entered by staff for a third party it needs from whom they have it and, like a waiver, counts from the next day on.
     *
     * @param who the row, or null for the applicant's own
     * @param said from whom staff have it; empty where the applicant did it himself
     */
    @Transactional
    public void withdraw(Matter matter, @Nullable UUID who, String said, UUID by) {
        CaseId id = matter.id();
        lock(id);
        Entitled row = told(
                id,
                each -> who == null ? !each.party() : each.party() && each.id().equals(who));
        if (WITHDREW.equals(row.choice())) {
            takeOff(matter);
            return;
        }
        Hearing hearing = find(id).filter(each -> !each.isHeld()).orElse(null);
        if (hearing == null || !REQUESTED.equals(row.choice())) {
            throw new ProcedureRefused("procedure.hearing.not-asked");
        }
        boolean himself = who == null && said.isEmpty();
        String from = himself ? "" : Surveys.text(said, LONGEST_SAID, "procedure.party.said");
        write(matter, row, WITHDREW, row.spoken(), from, himself ? null : by);
        if (who != null && !row.phone().isEmpty()) {
            outbox.tellByPhone(
                    id.region(),
                    "hearing-withdrawn:" + row.id(),
                    row.phone(),
                    "procedure.news.hearing-party-withdrawn",
                    List.of(matter.name(), Text.of(matter.number()), Texts.day(today().plusDays(1))),
                    CityTime.startOf(today().plusDays(2)));
        }
        audit.record(id.region(), by.toString(), WITHDRAWN, id.value().toString(), Map.of());
        takeOff(matter);
    }

    /** Takes down a hearing that nobody wants any more, once that counts: what staff entered its person may change today. */
    private void takeOff(Matter matter) {
        CaseId id = matter.id();
        Hearing hearing = find(id).filter(each -> !each.isHeld()).orElse(null);
        if (hearing == null || hearing.ordered() || !isGivenUp(entitled(id), today())) {
            return;
        }
        jdbc.sql("""
                        delete from procedure.hearing
                         where region_code = :region and case_id = :case and held_on is null
                        """).param("region", id.region()).param("case", id.value()).update();
        Schedule schedule = hearing.schedule();
        if (schedule != null) {
            tellAll(
                    matter,
                    "hearing-off:" + hearing.id(),
                    "procedure.news.hearing-off",
                    List.of(matter.name(), Surveys.said(schedule.at()), Text.of(matter.number())),
                    schedule.at());
        }
    }

    /** The applicant on the ways that he chose, and by phone the third parties who did not waive it. */
    private void tellAll(Matter matter, String cause, String template, List<Text> arguments, Instant until) {
        CaseId id = matter.id();
        outbox.post(Notice.of(id.region(), matter.holder(), matter.person(), cause, template, arguments, time.instant())
                .to("/me/cases/" + id.value())
                .ofCase(id.value()));
        // Who waived it is not called, but may come: it is public (art. 48(2)).
        entitled(id).stream()
                .filter(each -> each.party() && !each.phone().isEmpty() && !WAIVED.equals(each.choice()))
                .forEach(each -> outbox.tellByPhone(
                        id.region(),
                        cause + ":" + each.id(),
                        each.phone(),
                        template.equals("procedure.news.hearing") ? "procedure.news.hearing-party-day" : template,
                        arguments,
                        until));
    }

    /** Art. 46: the office itself orders a hearing, and announces it. */
    @Transactional
    public void order(Matter matter, UUID by, Open open) {
        mustBeOpenTo(matter);
        held(matter.id(), open);
        begin(matter, true);
        audit.record(
                matter.id().region(), by.toString(), TOLD, matter.id().value().toString(), Map.of("ordered", "true"));
    }

    private void begin(Matter matter, boolean ordered) {
        CaseId id = matter.id();
        jdbc.sql("""
                        insert into procedure.hearing
                               (region_code, case_id, id, department, item_code, item_version, ordered, requested_on, hold_by)
                        values (:region, :case, :id, :department, :item, :itemVersion, :ordered, :today, :by)
                            on conflict (region_code, case_id)
                            do update set ordered = hearing.ordered or excluded.ordered
                                    where hearing.held_on is null
                        """)
                .param("region", id.region())
                .param("case", id.value())
                .param("id", Uuid7.next(time.instant()))
                .param(
                        "department",
                        listed(matter.item())
                                .map(Step::department)
                                .orElse(matter.item().department()))
                .param("item", matter.item().code())
                .param("itemVersion", matter.item().number())
                .param("ordered", ordered)
                .param("today", today())
                .param("by", calendar.after(today(), DAYS_TO_HOLD))
                .update();
    }

    /**
     * Sets day, place and chair.
     *
     * @param reason why another day, place or chair than the one that was told; empty for the first
     * @param examined everybody who has worked on the case: none of them holds the hearing
     */
    @Transactional
    public void schedule(
            Matter matter, Instant at, String place, UUID chair, String reason, Set<UUID> examined, UUID by) {
        CaseId id = matter.id();
        lock(id);
        Hearing hearing = find(id).filter(each -> !each.isHeld())
                .orElseThrow(() -> new ProcedureRefused("procedure.hearing.none"));
        Instant moment = at.truncatedTo(ChronoUnit.MINUTES);
        LocalDate day = CityTime.day(moment);
        Schedule before = hearing.schedule();
        if (before != null
                && before.at().equals(moment)
                && before.chair().equals(chair)
                && before.place().equals(place.strip())) {
            return;
        }
        // Art. 48(1): told seven days before.
        LocalDate first = calendar.after(today(), DAYS_OF_NOTICE);
        if (day.isBefore(first)) {
            throw new ProcedureRefused("procedure.hearing.notice", first);
        }
        // Whoever was told a day is told why there is another one.
        String because = before == null ? null : Surveys.text(reason, "procedure.hearing.reason");
        // Art. 47: within twenty days of the request. What can no longer be is late, is listed so, and is held all the
        // same.
        if (day.isAfter(hearing.holdBy()) && !first.isAfter(hearing.holdBy())) {
            throw new ProcedureRefused("procedure.hearing.hold-by", hearing.holdBy());
        }
        // Art. 48(3): 审查该行政许可申请的工作人员以外的人员, and nobody whose recusal was granted.
        if (examined.contains(chair) || chairs.isOut(id, chair)) {
            throw new ProcedureRefused("procedure.hearing.chair");
        }
        int done = jdbc.sql("""
                        update procedure.hearing
                           set at = :at, place = :place, chair = :chair, noticed_on = :today,
                               announced_on = case when ordered then :today end, postponed_because = :because,
                               version = version + 1
                         where region_code = :region and case_id = :case and version = :version and held_on is null
                        """)
                .param("at", Timestamp.from(moment))
                .param("place", Surveys.text(place, "procedure.hearing.place"))
                .param("chair", chair)
                .param("because", because)
                .param("today", today())
                .param("region", id.region())
                .param("case", id.value())
                .param("version", hearing.version())
                .update();
        if (done == 0) {
            throw new ProcedureRefused("procedure.hearing.moved");
        }
        var arguments = new ArrayList<>(List.of(matter.name(), Surveys.said(moment), Text.of(matter.number())));
        if (because != null) {
            arguments.add(Text.of(because));
        }
        tellAll(
                matter,
                "hearing:" + hearing.id() + ":" + (hearing.version() + 1),
                because == null ? "procedure.news.hearing" : "procedure.news.hearing-postponed",
                arguments,
                moment);
        audit.record(
                id.region(),
                by.toString(),
                SCHEDULED,
                id.value().toString(),
                Map.of("at", moment.toString(), "chair", chair.toString()));
    }

    /** Art. 48(5): the chair's minutes, read to those who took part and signed by them. Written once. */
    @Transactional
    public void minutes(Matter matter, UUID by, String text, List<String> signed) {
        CaseId id = matter.id();
        lock(id);
        Hearing hearing = find(id).orElseThrow(() -> new ProcedureRefused("procedure.hearing.none"));
        Schedule schedule = hearing.schedule();
        if (hearing.isHeld() || schedule == null) {
            throw new ProcedureRefused("procedure.hearing.none");
        }
        if (!schedule.chair().equals(by)) {
            throw new ProcedureRefused("procedure.hearing.only-chair");
        }
        if (time.instant().isBefore(schedule.at())) {
            throw new ProcedureRefused("procedure.hearing.not-yet");
        }
        // Art. 48(1)(3): whether he may hold it is decided before he does.
        if (chairs.isAsked(id, by)) {
            throw new ProcedureRefused("procedure.hearing.chair-asked");
        }
        List<String> names = signed.stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        if (names.isEmpty() || names.size() > MOST) {
            throw new ProcedureRefused("procedure.hearing.unsigned");
        }
        String written = Surveys.text(text, LONGEST_MINUTES, "procedure.hearing.minutes");
        String number =
                "听证笔录〔%d〕%d号".formatted(today().getYear(), numbers.draw(id.region(), "hearing-" + today().getYear()));
        jdbc.sql("""
                        update procedure.hearing
                           set minutes = :minutes, minutes_number = :number, held_on = :today, version = version + 1
                         where region_code = :region and case_id = :case and held_on is null
                        """)
                .param("minutes", sealed(MINUTES, id.region(), hearing.id(), JSON.write(new Written(written, names))))
                .param("number", number)
                .param("today", today())
                .param("region", id.region())
                .param("case", id.value())
                .update();
        audit.record(id.region(), by.toString(), HELD, id.value().toString(), Map.of("number", number));
    }

    /** Who must still be heard, and who else was told; holds the case against being told more meanwhile. */
    Proceedings.Voices voices(CaseId id, LocalDate today) {
        lockToAct(id);
        List<Entitled> everybody = entitled(id);
        return new Proceedings.Voices(
                unheard(id, everybody, today), everybody.stream().anyMatch(Entitled::party));
    }

    /** The message key of who must still be heard, if anybody. */
    private Optional<String> unheard(CaseId id, List<Entitled> everybody, LocalDate today) {
        if (everybody.stream().anyMatch(each -> each.isUnserved() && each.choice() == null)) {
            return Optional.of("procedure.hearing.unserved");
        }
        if (everybody.stream().anyMatch(each -> each.isOpenOn(today))) {
            return Optional.of("procedure.hearing.awaited");
        }
        return isWanted(find(id), everybody, today) ? Optional.of("procedure.hearing.not-held") : Optional.empty();
    }

    /** True where it was ordered, or asked for by somebody who still asks, and was not held. */
    private static boolean isWanted(Optional<Hearing> hearing, List<Entitled> everybody, LocalDate day) {
        return hearing.filter(each -> !each.isHeld())
                .filter(each -> each.ordered() || !isGivenUp(everybody, day))
                .isPresent();
    }

    /** True where somebody no longer asks and nobody else does; what staff entered for him counts from the next day on. */
    private static boolean isGivenUp(List<Entitled> everybody, LocalDate day) {
        return everybody.stream().anyMatch(each -> WITHDREW.equals(each.choice()))
                && everybody.stream().noneMatch(each -> REQUESTED.equals(each.choice()) || each.isPendingOn(day));
    }

    /** Arts. 46, 47: the message key of why no hearing begins, where nobody asked for one and the office ordered none. */
    Optional<String> unasked(CaseId id) {
        lockToAct(id);
        return isWanted(find(id), entitled(id), today()) ? Optional.empty() : Optional.of("procedure.hearing.unasked");
    }

    /**
     * The message key of what the record of a hearing lacks; one that nobody wants any more lacks nothing, nor one that nobody
     * ever asked for.
     */
    Optional<String> wanting(CaseId id) {
        Optional<Hearing> hearing = find(id);
        List<Entitled> everybody = entitled(id);
        LocalDate today = today();
        boolean pending = hearing.isEmpty() && everybody.stream().anyMatch(each -> each.isPendingOn(today));
        return pending || isWanted(hearing, everybody, today)
                ? Optional.of("procedure.hearing.no-minutes")
                : Optional.empty();
    }

    /**
     * 申请主持人回避 (art. 48(1)(3)): the applicant or a third party says why the chair has an interest in the matter. Asked once of
     * one chair.
     *
     * @param who the row, or null for the applicant's own
     */
    @Transactional
    public void askForAnotherChair(Matter matter, @Nullable UUID who, String reason, UUID by) {
        CaseId id = matter.id();
        lock(id);
        Hearing hearing = find(id).filter(each -> !each.isHeld())
                .orElseThrow(() -> new ProcedureRefused("procedure.hearing.none"));
        Schedule schedule = hearing.schedule();
        if (schedule == null) {
            throw new ProcedureRefused("procedure.hearing.none");
        }
        chairs.ask(
                matter,
                schedule.chair(),
                told(
                                id,
                                each -> who == null
                                        ? !each.party()
                                        : each.party() && each.id().equals(who))
                        .id(),
                hearing.department(),
                reason,
                by);
    }

    /**
     * What the head of the department decided. Upheld, the hearing needs another chair and with him another notice.
     *
     * @param because told to the applicant
     */
    @Transactional
    public void decideOnChair(Matter matter, UUID request, boolean upheld, String because, UUID by) {
        CaseId id = matter.id();
        lock(id);
        if (chairs.decide(matter, request, upheld, because, by) && upheld) {
            jdbc.sql("""
                            update procedure.hearing
                               set at = null, place = null, chair = null, noticed_on = null, announced_on = null,
                                   version = version + 1
                             where region_code = :region and case_id = :case and held_on is null
                               and chair = (select chair from procedure.chair_request
                                             where region_code = :region and id = :request)
                            """)
                    .param("region", id.region())
                    .param("case", id.value())
                    .param("request", request)
                    .update();
        }
    }

    /**
     * True where people may be told of their rights and heard. Arts. 36 and 47 give them whenever the matter is a licence; a version
     * that lists the hearing among its procedures has it run as a step beside, which stops the clock (art. 45).
     */
    public static boolean areOpenTo(ItemVersion item) {
        return item.regime() == Regime.LICENCE || listed(item).isPresent();
    }

    /** The step of the version that is the hearing; where there is none it takes place within the term. */
    public static Optional<Step> listed(ItemVersion item) {
        return item.plan().steps().stream()
                .filter(step -> step.procedure() == Procedure.HEARING)
                .findFirst();
    }

    private static void mustBeOpenTo(Matter matter) {
        if (!areOpenTo(matter.item())) {
            throw new ProcedureRefused("procedure.hearing.not-listed");
        }
    }

    private void held(CaseId id, Open open) {
        lock(id);
        if (!open.isUndecided()) {
            throw new ProcedureRefused("procedure.hearing.decided");
        }
    }

    /** A decision and the telling of a right wait for each other: neither overtakes the other. */
    private void lock(CaseId id) {
        InTurn.await(jdbc, "procedure.hearing " + id.region() + "/" + id.value());
    }

    /** A page that only asks whether something could be done does nothing, and waits for nobody. */
    private void lockToAct(CaseId id) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            lock(id);
        }
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }

    private byte[] sealed(String column, String region, UUID id, String json) {
        return cipher.seal(column, region, id.toString(), json).bytes();
    }

    private Entitled entitled(String region, ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        Person person = JSON.read(
                cipher.open(ENTITLED, region, id.toString(), Sealed.of(row.getBytes("content"))), Person.class);
        return new Entitled(
                id,
                row.getObject("case_id", UUID.class),
                row.getBoolean("party"),
                person.name(),
                Person.known(person.phone()),
                Person.known(person.number()),
                person.interest(),
                person.words(),
                row.getObject("told_on", LocalDate.class),
                row.getObject("due_on", LocalDate.class),
                row.getString("choice"),
                row.getObject("chosen_on", LocalDate.class),
                row.getObject("chosen_by", UUID.class),
                Person.known(person.said()),
                row.getObject("paper_id", UUID.class),
                row.getString("paper_number"),
                row.getObject("served_on", LocalDate.class));
    }

    private Hearing hearing(String region, ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        Timestamp at = row.getTimestamp("at");
        byte[] minutes = row.getBytes("minutes");
        Written written = minutes == null
                ? null
                : JSON.read(cipher.open(MINUTES, region, id.toString(), Sealed.of(minutes)), Written.class);
        return new Hearing(
                id,
                row.getObject("case_id", UUID.class),
                row.getString("department"),
                row.getString("item_code"),
                row.getInt("item_version"),
                row.getBoolean("ordered"),
                row.getObject("requested_on", LocalDate.class),
                row.getObject("hold_by", LocalDate.class),
                at == null
                        ? null
                        : new Schedule(
                                at.toInstant(),
                                row.getString("place"),
                                row.getObject("chair", UUID.class),
                                row.getObject("noticed_on", LocalDate.class),
                                row.getObject("announced_on", LocalDate.class),
                                row.getString("postponed_because")),
                written == null
                        ? null
                        : new Minutes(
                                row.getString("minutes_number"),
                                row.getObject("held_on", LocalDate.class),
                                written.text(),
                                written.signed()),
                row.getInt("version"));
    }
}
