package org.yimen.hall;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.form.Answers;
import org.yimen.form.FormCheck;
import org.yimen.form.Question;
import org.yimen.hall.Consult.Checklist;
import org.yimen.identifier.Numbers;
import org.yimen.identifier.Uuid7;
import org.yimen.notify.Notice;
import org.yimen.notify.Outbox;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Staff;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;
import org.yimen.platform.Json;

/**
 * 业务讲解 at the counter under 首问负责: who is asked first owns the consult until a named colleague has confirmed that he
 * takes it. It ends in a list for one situation, on paper or in the inbox, and finds the case that comes of it.
 */
@Service
public class Consults {

    public static final int MOST = 100;

    /** The message that brings the list. */
    public static final String SENT = "hall.consult-list";

    static final String ANSWERS = "hall.consult.answers";

    /** For so long a case of the same matter is taken to come of the consult. */
    static final int LINKED_WITHIN_DAYS = 180;

    private static final Json JSON = Json.of();

    private static final String COLUMNS = """
        select region_code, id, number, holder, item_code, item_version, answers_sealed, opened_at, first_owner_id,
               owner_id, receiver_id, handovers, printed_at, sent_at, case_id
          from hall.consult
        """;

    private static final String INSERT = """
        insert into hall.consult
               (region_code, id, number, request_key, holder, item_code, item_version, answers_sealed, opened_at,
                first_owner_id, owner_id)
        values (:region, :id, :number, :key, :holder, :item, :version, :answers, :now, :staff, :staff)
            on conflict on constraint consult_key_uq do nothing
        """;

    private static final String BY_KEY = COLUMNS + """
         where region_code = :region and first_owner_id = :staff and request_key = :key
        """;

    private static final String FIND = COLUMNS + """
         where region_code = :region and id = :id
        """;

    private static final String BY_NUMBER = COLUMNS + """
         where region_code = :region and number = :number
        """;

    private static final String MINE = COLUMNS + """
         where region_code = :region and owner_id = :staff and printed_at is null and sent_at is null
         order by opened_at
         limit :most
        """;

    private static final String OFFERED = COLUMNS + """
         where region_code = :region and receiver_id = :staff
         order by opened_at
         limit :most
        """;

    private static final String OPEN = COLUMNS + """
         where region_code = :region and printed_at is null and sent_at is null
         order by opened_at
         limit :most
        """;

    private static final String OF_CASE = COLUMNS + """
         where region_code = :region and case_id = :case
         order by opened_at
         limit :most
        """;

    private static final String OF_HOLDER = COLUMNS + """
         where region_code = :region and id = :id and holder = :holder and sent_at is not null
        """;

    private static final String ANSWER = """
        update hall.consult
           set answers_sealed = :answers
         where region_code = :region and id = :id and owner_id = :owner and case_id is null
        """;

    private static final String NAME = """
        update hall.consult
           set holder = :holder
         where region_code = :region and id = :id and owner_id = :owner and (holder is null or holder = :holder)
        """;

    private static final String PRINTED = """
        update hall.consult
           set printed_at = :now, receiver_id = null
         where region_code = :region and id = :id and owner_id = :owner and printed_at is null
        """;

    private static final String SEND = """
        update hall.consult
           set sent_at = :now, receiver_id = null
         where region_code = :region and id = :id and owner_id = :owner and holder is not null and sent_at is null
        """;

    private static final String OFFER = """
        update hall.consult
           set receiver_id = :receiver
         where region_code = :region and id = :id and owner_id = :owner and printed_at is null and sent_at is null
        """;

    private static final String CONFIRM = """
        update hall.consult
           set owner_id = case when :takes then receiver_id else owner_id end,
               handovers = handovers + case when :takes then 1 else 0 end, receiver_id = null
         where region_code = :region and id = :id and receiver_id = :receiver and owner_id = :owner
        """;

    private static final String LINK = """
        update hall.consult
           set case_id = :case, linked_at = :now
         where region_code = :region and holder = any(:holders) and item_code = :item and case_id is null
           and opened_at > :since and opened_at <= :now
        """;

    private static final String LINK_ONE = """
        update hall.consult
           set case_id = :case, linked_at = :now
         where region_code = :region and id = :id and case_id is null
        """;

    private static final String FIGURES = """
        select count(*) as opened, count(holder) as named, count(printed_at) as printed, count(sent_at) as sent,
               count(*) filter (where handovers > 0) as handed_over, count(case_id) as linked,
               count(*) filter (where printed_at is null and sent_at is null) as open
          from hall.consult
         where region_code = :region and opened_at >= :from and opened_at < :until
        """;

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final Catalogue catalogue;
    private final Directory directory;
    private final Numbers numbers;
    private final Outbox outbox;
    private final AuditLog audit;
    private final InstantSource time;

    Consults(
            JdbcClient jdbc,
            ColumnCipher cipher,
            Catalogue catalogue,
            Directory directory,
            Numbers numbers,
            Outbox outbox,
            AuditLog audit,
            InstantSource time) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.catalogue = catalogue;
        this.directory = directory;
        this.numbers = numbers;
        this.outbox = outbox;
        this.audit = audit;
        this.time = time;
    }

    /** The consults of some days. */
    public record Figures(long opened, long named, long printed, long sent, long handedOver, long linked, long open) {}

    /** A key stands for one consult, about one item and for one person (ADR 47). */
    private static Consult same(Consult before, String item, @Nullable UUID holder) {
        if (before.item().equals(item) && (holder == null || holder.equals(before.holder()))) {
            return before;
        }
        throw new HallRuleBroken("platform.key.reused");
    }

    /** Whoever is asked takes it down, and owns it from this moment; {@code holder} may be nobody in particular. */
    @Transactional
    public Consult open(Officer officer, String item, @Nullable UUID holder, UUID key) {
        String region = officer.region();
        Optional<Consult> before = byKey(region, officer.id(), key);
        if (before.isPresent()) {
            return same(before.get(), item, holder);
        }
        ItemVersion version =
                catalogue.current(item).orElseThrow(() -> new HallRuleBroken("hall.consult.no-such-item"));
        Instant now = time.instant();
        UUID id = Uuid7.next(now);
        String day = CityTime.day(now).toString().replace("-", "");
        String number = "Z%s-%04d".formatted(day, numbers.draw(region, "consult-" + day));
        int stored = jdbc.sql(INSERT)
                .param("region", region)
                .param("id", id)
                .param("number", number)
                .param("key", key)
                .param("holder", holder, Types.OTHER)
                .param("item", version.code())
                .param("version", version.number())
                .param("answers", sealed(region, id, Answers.none()))
                .param("now", Timestamp.from(now))
                .param("staff", officer.id())
                .update();
        if (stored == 1) {
            record(region, officer, "hall.consult-opened", id, Map.of("item", version.code(), "number", number));
        }
        return byKey(region, officer.id(), key).orElseThrow();
    }

    public Checklist checklist(Consult consult) {
        return Checklist.of(version(consult), consult.answers());
    }

    /** The situation as it was told; a question that is not asked has no answer. */
    @Transactional
    public void answer(Consult consult, Officer officer, Map<String, List<String>> given) {
        mustOwn(consult, officer);
        ItemVersion item = version(consult);
        Answers answers = Answers.none();
        for (Question question : item.deciding()) {
            List<String> said = given.getOrDefault(question.code(), List.of());
            answers = answers.with(question.code(), FormCheck.normalise(question, said));
        }
        Answers asked = answers.only(FormCheck.asked(item.form(), answers));
        changed(jdbc.sql(ANSWER)
                .param("answers", sealed(consult.region(), consult.id(), asked))
                .param("region", consult.region())
                .param("id", consult.id())
                .param("owner", consult.owner())
                .update());
    }

    /** Who it is that asks, once he has said so; nobody is put in another's place. */
    @Transactional
    public void name(Consult consult, Officer officer, UUID holder) {
        mustOwn(consult, officer);
        int rows = jdbc.sql(NAME)
                .param("holder", holder)
                .param("region", consult.region())
                .param("id", consult.id())
                .param("owner", consult.owner())
                .update();
        if (rows == 0) {
            throw new HallRuleBroken("hall.consult.named");
        }
        record(consult.region(), officer, "hall.consult-named", consult.id(), Map.of());
    }

    /** The list goes out on paper. To print it again changes nothing. */
    @Transactional
    public void print(Consult consult, Officer officer) {
        mustOwn(consult, officer);
        mustBeAnswered(consult);
        if (moment(PRINTED, consult)) {
            record(consult.region(), officer, "hall.consult-printed", consult.id(), Map.of());
        }
    }

    /** The list goes into the inbox of who asked, once. */
    @Transactional
    public void send(Consult consult, Officer officer) {
        mustOwn(consult, officer);
        mustBeAnswered(consult);
        UUID holder = consult.holder();
        if (holder == null) {
            throw new HallRuleBroken("hall.consult.nobody");
        }
        if (moment(SEND, consult)) {
            record(consult.region(), officer, "hall.consult-sent", consult.id(), Map.of());
            outbox.post(Notice.of(
                            consult.region(),
                            holder,
                            holder,
                            "consult:" + consult.id(),
                            SENT,
                            List.of(version(consult).name()),
                            time.instant())
                    .to("/me/consults/" + consult.id()));
        }
    }

    private boolean moment(String statement, Consult consult) {
        return jdbc.sql(statement)
                        .param("now", Timestamp.from(time.instant()))
                        .param("region", consult.region())
                        .param("id", consult.id())
                        .param("owner", consult.owner())
                        .update()
                == 1;
    }

    /** An open question may hide a paper that is needed after all. */
    private void mustBeAnswered(Consult consult) {
        long open = checklist(consult).open();
        if (open > 0) {
            throw new HallRuleBroken("hall.consult.situation-open", open);
        }
    }

    /** The owner names a colleague; nothing changes hands until that one confirms. Who has left is stood in for by the hall. */
    @Transactional
    public void handOver(Consult consult, Officer officer, UUID receiver) {
        mayHandOver(consult, officer);
        boolean takes = receivers(consult.region()).stream()
                .anyMatch(staff -> staff.id().equals(receiver));
        if (!takes || receiver.equals(consult.owner())) {
            throw new HallRuleBroken("hall.consult.receiver");
        }
        changed(jdbc.sql(OFFER)
                .param("receiver", receiver)
                .param("region", consult.region())
                .param("id", consult.id())
                .param("owner", consult.owner())
                .update());
        record(
                consult.region(),
                officer,
                "hall.consult-offered",
                consult.id(),
                Map.of("owner", consult.owner().toString(), "receiver", receiver.toString()));
    }

    /** The named colleague confirms, and owns it from this moment; or he declines, and the owner stays who he is. */
    @Transactional
    public void confirm(Consult consult, Officer officer, boolean takes) {
        mustBeNamed(consult, officer);
        changed(jdbc.sql(CONFIRM)
                .param("takes", takes)
                .param("receiver", officer.id())
                .param("region", consult.region())
                .param("id", consult.id())
                .param("owner", consult.owner())
                .update());
        record(
                consult.region(),
                officer,
                takes ? "hall.consult-taken" : "hall.consult-declined",
                consult.id(),
                Map.of("from", consult.owner().toString()));
    }

    /** Those at the counters, who may be handed a consult today. */
    public List<Staff> receivers(String region) {
        LocalDate today = CityTime.day(time.instant());
        return directory.serving(region, today).stream()
                .filter(staff -> {
                    Officer holder = directory.appointee(staff.id(), today);
                    return directory.stopped(region, staff.id(), today).isEmpty()
                            && Stream.of("guide", "window", "hall").anyMatch(holder::holdsAny);
                })
                .toList();
    }

    /** A case was handed in: what its applicant asked about this item before led to it. */
    public void link(String region, Collection<UUID> holders, String item, UUID caseId, Instant at) {
        LocalDate since = CityTime.day(at).minusDays(LINKED_WITHIN_DAYS);
        jdbc.sql(LINK)
                .param("case", caseId)
                .param("now", Timestamp.from(at))
                .param("region", region)
                .param("holders", holders.toArray(UUID[]::new))
                .param("item", item)
                .param("since", Timestamp.from(CityTime.startOf(since)))
                .update();
    }

    /** Somebody comes back with his list, whom nobody knew when he asked. */
    @Transactional
    public void link(Consult consult, Officer officer, Summary file) {
        boolean fits = file.id().region().equals(consult.region())
                && file.subject().code().equals(consult.item())
                && !file.openedAt().isBefore(consult.openedAt())
                && (consult.holder() == null || consult.holder().equals(file.applicant()));
        if (!fits) {
            throw new HallRuleBroken("hall.consult.other-matter");
        }
        int linked = jdbc.sql(LINK_ONE)
                .param("case", file.id().value())
                .param("now", Timestamp.from(time.instant()))
                .param("region", consult.region())
                .param("id", consult.id())
                .update();
        boolean before = find(consult.region(), consult.id())
                .filter(now -> file.id().value().equals(now.caseId()))
                .isPresent();
        if (linked == 0 && !before) {
            throw new HallRuleBroken("hall.consult.linked");
        }
        if (linked == 1) {
            record(consult.region(), officer, "hall.consult-linked", consult.id(), Map.of("case", file.number()));
        }
    }

    public Optional<Consult> find(String region, UUID id) {
        return select(FIND, Map.of("region", region, "id", id)).stream().findFirst();
    }

    public Optional<Consult> byNumber(String region, String number) {
        return select(BY_NUMBER, Map.of("region", region, "number", number)).stream()
                .findFirst();
    }

    /** What was sent to somebody, for himself. */
    public Optional<Consult> sent(String region, UUID id, UUID holder) {
        return select(OF_HOLDER, Map.of("region", region, "id", id, "holder", holder)).stream()
                .findFirst();
    }

    /** What somebody of the staff owns and has not answered, the oldest first. */
    public List<Consult> mine(String region, UUID staff) {
        return select(MINE, Map.of("region", region, "staff", staff, "most", MOST));
    }

    /** What waits for somebody's yes or no. */
    public List<Consult> offered(String region, UUID staff) {
        return select(OFFERED, Map.of("region", region, "staff", staff, "most", MOST));
    }

    /** Everything that is not answered, the oldest first; each has its owner. */
    public List<Consult> open(String region) {
        return select(OPEN, Map.of("region", region, "most", MOST));
    }

    public List<Consult> ofCase(String region, UUID caseId) {
        return select(OF_CASE, Map.of("region", region, "case", caseId, "most", MOST));
    }

    public Figures figures(String region, LocalDate from, LocalDate until) {
        return jdbc.sql(FIGURES)
                .param("region", region)
                .param("from", Timestamp.from(CityTime.startOf(from)))
                .param("until", Timestamp.from(CityTime.startOf(until)))
                .query((row, _) -> new Figures(
                        row.getLong("opened"),
                        row.getLong("named"),
                        row.getLong("printed"),
                        row.getLong("sent"),
                        row.getLong("handed_over"),
                        row.getLong("linked"),
                        row.getLong("open")))
                .single();
    }

    @Guard
    private static void mustOwn(Consult consult, Officer officer) {
        if (!consult.owner().equals(officer.id())) {
            throw new HallRuleBroken("hall.consult.not-owner");
        }
    }

    @Guard
    private void mayHandOver(Consult consult, Officer officer) {
        boolean serves = directory.serving(consult.region(), CityTime.day(time.instant())).stream()
                .anyMatch(staff -> staff.id().equals(consult.owner()));
        boolean may = consult.owner().equals(officer.id()) || (!serves && officer.holdsAny("hall"));
        if (!may) {
            throw new HallRuleBroken("hall.consult.not-owner");
        }
    }

    private static void mustBeNamed(Consult consult, Officer officer) {
        if (!officer.id().equals(consult.receiver())) {
            throw new HallRuleBroken("hall.consult.not-named");
        }
    }

    private static void changed(int rows) {
        if (rows == 0) {
            throw new HallRuleBroken("hall.consult.moved");
        }
    }

    private ItemVersion version(Consult consult) {
        return catalogue
                .version(consult.item(), consult.itemVersion())
                .orElseThrow(() -> new IllegalStateException("No such item version: " + consult));
    }

    private Optional<Consult> byKey(String region, UUID staff, UUID key) {
        return select(BY_KEY, Map.of("region", region, "staff", staff, "key", key)).stream()
                .findFirst();
    }

    private List<Consult> select(String statement, Map<String, Object> parameters) {
        return jdbc.sql(statement)
                .params(new HashMap<>(parameters))
                .query((row, _) -> consult(row))
                .list();
    }

    private Consult consult(ResultSet row) throws SQLException {
        String region = row.getString("region_code");
        UUID id = row.getObject("id", UUID.class);
        String answers = cipher.open(ANSWERS, region, id.toString(), Sealed.of(row.getBytes("answers_sealed")));
        return new Consult(
                region,
                id,
                row.getString("number"),
                row.getObject("holder", UUID.class),
                row.getString("item_code"),
                row.getInt("item_version"),
                JSON.read(answers, Answers.class),
                row.getTimestamp("opened_at").toInstant(),
                row.getObject("first_owner_id", UUID.class),
                row.getObject("owner_id", UUID.class),
                row.getObject("receiver_id", UUID.class),
                row.getInt("handovers"),
                instant(row, "printed_at"),
                instant(row, "sent_at"),
                row.getObject("case_id", UUID.class));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private byte[] sealed(String region, UUID id, Answers answers) {
        return cipher.seal(ANSWERS, region, id.toString(), JSON.write(answers)).bytes();
    }

    private void record(String region, Officer officer, String kind, UUID id, Map<String, String> detail) {
        audit.record(region, officer.id().toString(), kind, id.toString(), detail);
    }
}
