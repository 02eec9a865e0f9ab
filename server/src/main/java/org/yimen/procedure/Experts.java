package org.yimen.procedure;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.casework.CaseId;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.identifier.CitizenId;
import org.yimen.identifier.CreditCode;
import org.yimen.identity.Entities;
import org.yimen.identity.People;
import org.yimen.platform.CityTime;
import org.yimen.platform.Json;

/** 专家库: experts by field, and who is drawn from them at random for a case in which he has no part. */
@Service
public class Experts {

    /** Kinds of the audit entries. */
    public static final String DRAWN = "procedure.experts-drawn";

    public static final String ANSWERED = "procedure.expert-answered";

    /** 出库、重新入库. */
    public static final String LEFT = "procedure.expert-left";

    public static final String RETURNED = "procedure.expert-returned";

    /** The most of one field that a draw looks at, and the most that a page lists. */
    public static final int MOST = 200;

    static final int MOST_DRAWN = 9;

    static final String COLUMN = "procedure.expert.content";
    static final String NAME = "procedure.expert.name";
    private static final String NUMBER = "procedure.expert.number";
    private static final int MOST_DRAWS = 20;
    private static final int MOST_RELATIVES = 20;
    private static final int SEED_BYTES = 16;
    private static final Json JSON = Json.of();
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final Entities entities;
    private final People people;
    private final AuditLog audit;
    private final InstantSource time;

    Experts(
            JdbcClient jdbc,
            ColumnCipher cipher,
            Entities entities,
            People people,
            AuditLog audit,
            InstantSource time) {
        this.entities = entities;
        this.people = people;
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.audit = audit;
        this.time = time;
    }

    /**
     * Somebody of the pool.
     *
     * @param employerCode credit code of where he works, or empty
     * @param number his own citizen number
     * @param relatives citizen numbers of the relatives that he declared
     */
    public record Expert(
            UUID id,
            String name,
            String field,
            String employer,
            String employerCode,
            String number,
            List<String> relatives) {
        public Expert {
            relatives = List.copyOf(relatives);
        }

        /** Without numbers, so that none gets into a log by accident. */
        @Override
        public String toString() {
            return "Expert[" + id + "]";
        }
    }

    /**
     * One line of the pool, without anything that is sealed.
     *
     * @param leavesOn from which day on he is not drawn any more; null where he stays
     * @param because why
     */
    public record Entry(
            UUID id,
            String name,
            String field,
            String employer,
            @Nullable LocalDate leavesOn,
            @Nullable String because) {

        public boolean isGone(LocalDate today) {
            return leavesOn != null && !today.isBefore(leavesOn);
        }
    }

    private record Content(String number, List<String> relatives) {}

    private record Ids(List<UUID> ids) {}

    private record Reasons(Map<String, String> reasons) {}

    /**
     * Enters somebody into the pool.
     *
     * @param id of the form too, so that a second click enters nobody
     */
    @Transactional
    public void enter(
            String region,
            UUID id,
            String name,
            String field,
            String employer,
            String employerCode,
            String number,
            List<String> relatives) {
        Instant now = time.instant();
        // In their one spelling: a draw compares them with the applicant's.
        List<String> declared = relatives.stream()
                .filter(relative -> !relative.isBlank())
                .map(Experts::citizen)
                .toList();
        if (declared.size() > MOST_RELATIVES) {
            throw new ProcedureRefused("procedure.expert.number");
        }
        String own = citizen(number);
        String firm = employerCode.isBlank()
                ? ""
                : CreditCode.parse(employerCode)
                        .map(CreditCode::value)
                        .orElseThrow(() -> new ProcedureRefused("procedure.expert.employer-code"));
        Optional<UUID> known = known(region, own);
        if (known.isPresent()) {
            if (known.get().equals(id)) {
                return;
            }
            throw new ProcedureRefused("procedure.expert.known");
        }
        int rows = jdbc.sql("""
                        insert into procedure.expert
                               (region_code, id, name_sealed, field, employer, employer_code, content, number_index,
                                entered_at)
                        values (:region, :id, :name, :field, :employer, :code, :content, :index, :at)
                            on conflict do nothing
                        """)
                .param("region", region)
                .param("id", id)
                .param("name", sealed(region, id, Surveys.text(name, "procedure.expert.name")))
                .param("field", Surveys.text(field, "procedure.expert.field"))
                .param("employer", Surveys.text(employer, "procedure.expert.employer"))
                .param("code", firm)
                .param(
                        "content",
                        cipher.seal(COLUMN, region, id.toString(), JSON.write(new Content(own, declared)))
                                .bytes())
                .param("index", cipher.index(NUMBER, own))
                .param("at", Timestamp.from(now))
                .update();
        if (rows == 0 && !known(region, own).equals(Optional.of(id))) {
            // Somebody else entered him in the same moment.
            throw new ProcedureRefused("procedure.expert.known");
        }
    }

    /** Under which row somebody is in the pool, or was: who left returns there. */
    private Optional<UUID> known(String region, String number) {
        return jdbc.sql("""
                        select id
                          from procedure.expert
                         where region_code = :region and number_index = any(:indexes)
                        """)
                .param("region", region)
                .param("indexes", cipher.indexes(NUMBER, number).toArray(byte[][]::new))
                .query((row, _) -> row.getObject("id", UUID.class))
                .optional();
    }

    /**
     * Rows from before one could look for a number: each gets its index, and of two of one person the older one.
     *
     * @return the last of the page, or nothing where there are no more
     */
    Optional<Old> tellOldOnesApart(String region, Old after) {
        List<Old> page = jdbc.sql("""
                        select entered_at, id, content
                          from procedure.expert
                         where region_code = :region and number_index is null and (entered_at, id) > (:at, :after)
                         order by entered_at, id
                         limit :most
                        """)
                .param("region", region)
                .param("at", Timestamp.from(after.enteredAt()))
                .param("after", after.id())
                .param("most", MOST)
                .query((row, _) -> {
                    UUID id = row.getObject("id", UUID.class);
                    return new Old(
                            row.getTimestamp("entered_at").toInstant(),
                            id,
                            content(region, id, row.getBytes("content")).number());
                })
                .list();
        for (Old expert : page) {
            jdbc.sql("""
                            update procedure.expert
                               set number_index = :index
                             where region_code = :region and id = :id
                               and not exists (
                                     select
                                       from procedure.expert other
                                      where other.region_code = :region and other.number_index = any(:indexes))
                            """)
                    .param("index", cipher.index(NUMBER, expert.number()))
                    .param("indexes", cipher.indexes(NUMBER, expert.number()).toArray(byte[][]::new))
                    .param("region", region)
                    .param("id", expert.id())
                    .update();
        }
        return page.size() < MOST ? Optional.empty() : Optional.of(page.getLast());
    }

    /** Seals the names of rows from before they were sealed. */
    void sealOldNames(String region) {
        jdbc.sql("""
                        select id, name
                          from procedure.expert
                         where region_code = :region and name is not null
                         order by id
                           for update
                        """)
                .param("region", region)
                .query((row, _) -> Map.entry(row.getObject("id", UUID.class), row.getString("name")))
                .list()
                .forEach(old -> jdbc.sql("""
                                update procedure.expert
                                   set name_sealed = :sealed, name = null
                                 where region_code = :region and id = :id
                                """)
                        .param("sealed", sealed(region, old.getKey(), old.getValue()))
                        .param("region", region)
                        .param("id", old.getKey())
                        .update());
    }

    private byte[] sealed(String region, UUID id, String name) {
        return cipher.seal(NAME, region, id.toString(), name).bytes();
    }

    /** A row that no start has sealed yet still says it in the open. */
    private String name(String region, UUID id, ResultSet row) throws SQLException {
        String open = row.getString("name");
        return open != null ? open : cipher.open(NAME, region, id.toString(), Sealed.of(row.getBytes("name_sealed")));
    }

    /** A row without an index, by when it was entered. */
    record Old(Instant enteredAt, UUID id, String number) {
        static final Old FIRST = new Old(Instant.EPOCH, new UUID(0, 0), "");

        /** Without the number. */
        @Override
        public String toString() {
            return "Old[" + id + "]";
        }
    }

    private Content content(String region, UUID id, byte[] sealed) {
        return JSON.read(cipher.open(COLUMN, region, id.toString(), Sealed.of(sealed)), Content.class);
    }

    private static String citizen(String typed) {
        return CitizenId.parse(typed)
                .map(CitizenId::value)
                .orElseThrow(() -> new ProcedureRefused("procedure.expert.number"));
    }

    public List<Entry> pool(String region) {
        return entries(region, false);
    }

    /** Those who left, the latest first; they may come back. */
    public List<Entry> left(String region) {
        return entries(region, true);
    }

    private List<Entry> entries(String region, boolean gone) {
        return jdbc.sql("""
                        select id, name, name_sealed, field, employer, left_at, left_because
                          from procedure.expert
                         where region_code = :region
                           and (left_at is not null and left_at <= :now) = :gone
                         order by case when left_at <= :now then left_at end desc, field, id
                         limit :most
                        """)
                .param("gone", gone)
                .param("region", region)
                .param("now", Timestamp.from(time.instant()))
                .param("most", MOST)
                .query((row, _) -> {
                    Timestamp left = row.getTimestamp("left_at");
                    UUID id = row.getObject("id", UUID.class);
                    return new Entry(
                            id,
                            name(region, id, row),
                            row.getString("field"),
                            row.getString("employer"),
                            left == null ? null : CityTime.day(left.toInstant()),
                            row.getString("left_because"));
                })
                .list();
    }

    /**
     * 出库: from that day on he is not drawn any more. Where he was drawn already he keeps his seat.
     *
     * @param on today or later
     */
    @Transactional
    public void leave(String region, UUID expert, LocalDate on, String reason, UUID by) {
        Instant now = time.instant();
        if (on.isBefore(CityTime.day(now))) {
            throw new ProcedureRefused("procedure.expert.day");
        }
        String why = Surveys.text(reason, "procedure.expert.reason");
        if (AuditLog.holdsPersonalNumber(why)) {
            throw new ProcedureRefused("procedure.expert.reason");
        }
        int rows = jdbc.sql("""
                        update procedure.expert
                           set left_at = :left, left_because = :why, left_by = :by
                         where region_code = :region and id = :id
                           and (left_at is null or left_at > :now and (left_at <> :left or left_because <> :why))
                        """)
                .param("left", Timestamp.from(CityTime.startOf(on)))
                .param("why", why)
                .param("by", by)
                .param("region", region)
                .param("id", expert)
                .param("now", Timestamp.from(now))
                .update();
        if (rows == 1) {
            audit.record(region, by.toString(), LEFT, expert.toString(), Map.of("from", on.toString(), "reason", why));
        }
    }

    /** 重新入库: drawn again from now on. */
    @Transactional
    public void comeBack(String region, UUID expert, UUID by) {
        int rows = jdbc.sql("""
                        update procedure.expert
                           set left_at = null, left_because = null, left_by = null
                         where region_code = :region and id = :id and left_at is not null
                        """).param("region", region).param("id", expert).update();
        if (rows == 1) {
            audit.record(region, by.toString(), RETURNED, expert.toString(), Map.of());
        }
    }

    /** The fields from which somebody can be drawn. */
    public List<String> fields(String region) {
        return pool(region).stream().map(Entry::field).distinct().toList();
    }

    /** Draws the first experts of a step; a second click finds them drawn. */
    @Transactional
    public Draw draw(Matter matter, String step, String field, int wanted, UUID by) {
        var _ = matter.step(step);
        if (wanted < 1 || wanted > MOST_DRAWN) {
            throw new ProcedureRefused("procedure.draw.wanted", MOST_DRAWN);
        }
        List<Draw> before = draws(matter.id(), step);
        return before.isEmpty() ? drawn(matter, step, 1, field, wanted, by) : before.getFirst();
    }

    private Draw drawn(Matter matter, String step, int number, String field, int wanted, UUID by) {
        CaseId id = matter.id();
        // Persons and not rows: nobody takes two seats because he stands in the pool twice.
        Set<String> seated = numbers(
                id.region(),
                draws(id).stream()
                        .flatMap(draw -> draw.seats().stream())
                        .map(Draw.Seat::expert)
                        .toList());
        Set<String> parties = parties(matter);
        var here = new HashSet<String>();
        var pool = new ArrayList<UUID>();
        var excluded = new TreeMap<String, String>();
        for (Expert expert : ofField(id.region(), field)) {
            Optional<String> why = conflict(expert, matter.applicantNumber(), parties, seated);
            if (why.isPresent()) {
                excluded.put(expert.id().toString(), why.get());
            } else if (here.add(expert.number())) {
                pool.add(expert.id());
            } else {
                excluded.put(expert.id().toString(), "procedure.conflict.twice");
            }
        }
        pool.sort(null);
        if (pool.size() < wanted) {
            throw new ProcedureRefused("procedure.draw.too-few", pool.size(), excluded.size());
        }
        byte[] random = new byte[SEED_BYTES];
        RANDOM.nextBytes(random);
        String seed = HexFormat.of().formatHex(random);
        int stored = jdbc.sql("""
                        insert into procedure.expert_draw
                               (region_code, case_id, step, number, field, wanted, seed, pool, excluded, drawn_by, drawn_at)
                        values (:region, :case, :step, :number, :field, :wanted, :seed, :pool::jsonb, :excluded::jsonb, :by, :at)
                            on conflict do nothing
                        """)
                .param("region", id.region())
                .param("case", id.value())
                .param("step", step)
                .param("number", number)
                .param("field", field)
                .param("wanted", wanted)
                .param("seed", seed)
                .param("pool", JSON.write(new Ids(pool)))
                .param("excluded", JSON.write(new Reasons(excluded)))
                .param("by", by)
                .param("at", Timestamp.from(time.instant()))
                .update();
        if (stored == 1) {
            List<UUID> drawn = Draw.from(seed, pool, wanted);
            drawn.forEach(expert -> seat(id, step, number, expert));
            audit.record(
                    id.region(),
                    by.toString(),
                    DRAWN,
                    id.value().toString(),
                    Map.of(
                            "step", step,
                            "number", Integer.toString(number),
                            "seed", seed,
                            "pool", Integer.toString(pool.size()),
                            "excluded", Integer.toString(excluded.size()),
                            "drawn", drawn.stream().map(UUID::toString).collect(Collectors.joining(" "))));
        }
        return draws(id, step).get(number - 1);
    }

    private void seat(CaseId id, String step, int number, UUID expert) {
        jdbc.sql("""
                        insert into procedure.expert_seat (region_code, case_id, expert_id, step, number)
                        values (:region, :case, :expert, :step, :number)
                        """)
                .param("region", id.region())
                .param("case", id.value())
                .param("expert", expert)
                .param("step", step)
                .param("number", number)
                .update();
    }

    /** The citizen numbers of those whose matter it is: the applicant, who represents the firm, who acts for either. */
    private Set<String> parties(Matter matter) {
        LocalDate today = CityTime.day(time.instant());
        return Stream.of(
                        Stream.of(matter.applicantNumber()),
                        Stream.ofNullable(matter.agentNumber()),
                        entities
                                .find(matter.holder())
                                .flatMap(firm -> firm.representative(today))
                                .flatMap(people::find)
                                .map(person -> person.citizenId().value())
                                .stream())
                .flatMap(each -> each)
                .map(number -> number.toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private Set<String> numbers(String region, List<UUID> some) {
        return some.isEmpty()
                ? Set.of()
                : experts(region, "id = any(:ids)", Map.of("ids", some.toArray(UUID[]::new))).stream()
                        .map(Expert::number)
                        .collect(Collectors.toSet());
    }

    /** 回避: the message key of why he may have no part in the case, if there is a reason. */
    static Optional<String> conflict(Expert expert, String applicant, Set<String> parties, Set<String> seated) {
        if (seated.contains(expert.number())) {
            return Optional.of("procedure.conflict.part");
        }
        if (parties.contains(expert.number())) {
            return Optional.of("procedure.conflict.self");
        }
        if (!expert.employerCode().isEmpty() && expert.employerCode().equalsIgnoreCase(applicant)) {
            return Optional.of("procedure.conflict.employer");
        }
        boolean related = expert.relatives().stream().anyMatch(parties::contains);
        return related ? Optional.of("procedure.conflict.relative") : Optional.empty();
    }

    /**
     * What a drawn expert answered. Who refuses, or turns out to have a part in it, is replaced by another draw at once.
     *
     * @param reason needed of who does not come
     */
    @Transactional
    public void answer(Matter matter, UUID expert, boolean accepts, String reason, UUID by) {
        CaseId id = matter.id();
        Draw draw = draws(id).stream()
                .filter(each ->
                        each.seats().stream().anyMatch(seat -> seat.expert().equals(expert)))
                .findFirst()
                .orElseThrow(() -> new ProcedureRefused("procedure.draw.not-drawn"));
        String said = accepts ? "" : Surveys.text(reason, "procedure.draw.reason");
        int done = jdbc.sql("""
                        update procedure.expert_seat
                           set state = :state, reason = :reason, answered_at = :at
                         where region_code = :region and case_id = :case and expert_id = :expert and state = 'asked'
                        """)
                .param("state", accepts ? "accepted" : "refused")
                .param("reason", said)
                .param("at", Timestamp.from(time.instant()))
                .param("region", id.region())
                .param("case", id.value())
                .param("expert", expert)
                .update();
        if (done == 0) {
            // The second one of two clicks, or somebody else was faster: what was said first holds.
            return;
        }
        audit.record(
                id.region(),
                by.toString(),
                ANSWERED,
                id.value().toString(),
                Map.of("expert", expert.toString(), "accepts", Boolean.toString(accepts)));
        if (!accepts) {
            int next = draws(id, draw.step()).size() + 1;
            if (next > MOST_DRAWS) {
                throw new ProcedureRefused("procedure.draw.too-few", 0, next);
            }
            var _ = drawn(matter, draw.step(), next, draw.field(), 1, by);
        }
    }

    /** True where every seat that was drawn for is taken by somebody who comes. */
    boolean areSeated(CaseId id, String step) {
        List<Draw> draws = draws(id, step);
        List<Draw.Seat> seats =
                draws.stream().flatMap(draw -> draw.seats().stream()).toList();
        return !draws.isEmpty()
                && seats.stream().noneMatch(Draw.Seat::isOpen)
                && seats.stream()
                                .filter(seat -> seat.state().equals("accepted"))
                                .count()
                        >= draws.getFirst().wanted();
    }

    public List<Draw> draws(CaseId id, String step) {
        return draws(id).stream().filter(draw -> draw.step().equals(step)).toList();
    }

    private List<Draw> draws(CaseId id) {
        List<Draw> rows = jdbc.sql("""
                        select step, number, field, wanted, seed, pool, excluded, drawn_by, drawn_at
                          from procedure.expert_draw
                         where region_code = :region and case_id = :case
                         order by step, number
                         limit :most
                        """)
                .param("region", id.region())
                .param("case", id.value())
                .param("most", MOST)
                .query((row, _) -> draw(row))
                .list();
        if (rows.isEmpty()) {
            return List.of();
        }
        record Seated(String step, int number, Draw.Seat seat) {}
        List<Seated> seats = jdbc.sql("""
                        select s.step, s.number, s.expert_id, e.name, e.name_sealed, e.employer, s.state, s.reason
                          from procedure.expert_seat s
                               join procedure.expert e on e.region_code = s.region_code and e.id = s.expert_id
                         where s.region_code = :region and s.case_id = :case
                         order by s.expert_id
                         limit :most
                        """)
                .param("region", id.region())
                .param("case", id.value())
                .param("most", MOST)
                .query((row, _) -> {
                    UUID expert = row.getObject("expert_id", UUID.class);
                    return new Seated(
                            row.getString("step"),
                            row.getInt("number"),
                            new Draw.Seat(
                                    expert,
                                    name(id.region(), expert, row),
                                    row.getString("employer"),
                                    row.getString("state"),
                                    row.getString("reason")));
                })
                .list();
        return rows.stream()
                .map(draw -> draw.with(seats.stream()
                        .filter(seat -> seat.step().equals(draw.step()) && seat.number() == draw.number())
                        .map(Seated::seat)
                        .toList()))
                .toList();
    }

    private static Draw draw(ResultSet row) throws SQLException {
        return new Draw(
                row.getString("step"),
                row.getInt("number"),
                row.getString("field"),
                row.getInt("wanted"),
                row.getString("seed"),
                JSON.read(row.getString("pool"), Ids.class).ids(),
                JSON.read(row.getString("excluded"), Reasons.class).reasons().entrySet().stream()
                        .collect(Collectors.toMap(each -> UUID.fromString(each.getKey()), Map.Entry::getValue)),
                row.getObject("drawn_by", UUID.class),
                row.getTimestamp("drawn_at").toInstant(),
                List.of());
    }

    private List<Expert> ofField(String region, String field) {
        return experts(
                region,
                "field = :field and (left_at is null or left_at > :now)",
                Map.of("field", field, "now", Timestamp.from(time.instant())));
    }

    private List<Expert> experts(String region, String condition, Map<String, Object> parameters) {
        return jdbc.sql("""
                        select id, name, name_sealed, field, employer, employer_code, content
                          from procedure.expert
                         where region_code = :region and %s
                         order by id
                         limit :most
                        """.formatted(condition))
                .params(new HashMap<>(parameters))
                .param("region", region)
                .param("most", MOST)
                .query((row, _) -> {
                    UUID id = row.getObject("id", UUID.class);
                    Content content = content(region, id, row.getBytes("content"));
                    return new Expert(
                            id,
                            name(region, id, row),
                            row.getString("field"),
                            row.getString("employer"),
                            row.getString("employer_code"),
                            content.number(),
                            content.relatives());
                })
                .list();
    }
}
