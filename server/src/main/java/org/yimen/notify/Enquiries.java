package org.yimen.notify;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.identifier.Uuid7;
import org.yimen.organisation.Counters;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;
import org.yimen.platform.Plain;
import org.yimen.platform.Settings;
import org.yimen.platform.Text;
import org.yimen.time.WorkCalendar;

/**
 * 网上咨询 and 首问负责: who is asked first owns the question. He hands it to a named colleague, and owns it until that one has
 * confirmed; so every question has an owner at every moment.
 */
@Service
public class Enquiries {

    public static final int LONGEST = 1000;

    /** Setting: within how many working days a question is answered. */
    static final String DAYS = "talk.enquiry-days";

    static final String QUESTION = "notify.enquiry.question";
    static final String ANSWER = "notify.enquiry.answer";
    static final String CALLER = "notify.enquiry.caller";

    public static final int MOST = 100;

    static final int MOST_A_DAY = 10;

    /** So many somebody of the staff takes down in a day: more than anybody hears at a counter or by phone. */
    static final int MOST_TAKEN_A_DAY = 200;

    private static final String SELECT = """
            select region_code, id, person_id, caller_sealed, item_code, item_zh, item_en, department_code, channel, question_sealed,
                   asked_at, due_on, owner_id, first_owner_id, receiver_id, handovers, answer_sealed, answered_at,
                   answered_by, faq_question, faq_answer, published_at
              from notify.enquiry
            """;

    private static final String ASKED = """
            select count(*)
              from notify.enquiry
             where region_code = :region and person_id = :who and channel = 'web' and asked_at >= :since
            """;

    private static final String TAKEN = """
            select count(*)
              from notify.enquiry
             where region_code = :region and first_owner_id = :who and channel <> 'web' and asked_at >= :since
            """;

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final Outbox outbox;
    private final AuditLog audit;
    private final Directory directory;
    private final WorkCalendar calendar;
    private final Settings settings;
    private final InstantSource time;

    Enquiries(
            JdbcClient jdbc,
            ColumnCipher cipher,
            Outbox outbox,
            AuditLog audit,
            Directory directory,
            WorkCalendar calendar,
            Settings settings,
            InstantSource time) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.outbox = outbox;
        this.audit = audit;
        this.directory = directory;
        this.calendar = calendar;
        this.settings = settings;
        this.time = time;
    }

    /** The item that is asked about. */
    public record About(String item, Text name, String department) {}

    /** Somebody asks online: whoever of the department has the fewest open questions is asked first. */
    @Transactional
    public UUID ask(String region, UUID person, About about, String key, String question) {
        Instant now = time.instant();
        return enter(
                region,
                new Asker(person, null, "web"),
                about,
                key,
                checked(question, "question"),
                firstAsked(region, about, now),
                now);
    }

    /**
     * Who asks, and how. Whoever is known reads the answer in his account; whoever is not is called back.
     *
     * @param channel web, window or phone
     */
    public record Asker(@Nullable UUID person, Enquiry.@Nullable Caller caller, String channel) {

        private static final Pattern PHONE = Pattern.compile("[0-9+() -]{5,20}");
        private static final int LONGEST_NAME = 50;

        /** Aloud at the counter, or by phone. */
        public static Asker known(UUID person, boolean byPhone) {
            return new Asker(person, null, channel(byPhone));
        }

        /** Somebody of whom nothing is known but what he says; without a number nobody could answer him. */
        public static Asker unknown(String name, String phone, boolean byPhone) {
            String called = Plain.line(name.strip());
            if (called.isEmpty() || called.length() > LONGEST_NAME) {
                throw new NotifyRefused("notify.enquiry.name-missing");
            }
            if (!PHONE.matcher(phone.strip()).matches()) {
                throw new NotifyRefused("notify.enquiry.phone-missing");
            }
            return new Asker(null, new Enquiry.Caller(called, phone.strip()), channel(byPhone));
        }

        private static String channel(boolean byPhone) {
            return byPhone ? "phone" : "window";
        }

        private boolean isTakenDown() {
            return !channel.equals("web");
        }
    }

    /** Somebody asks at the counter or by phone: who takes the question down is the one who was asked first. */
    @Transactional
    public UUID takeDown(String region, Asker asker, About about, UUID staff, String key, String question) {
        String asked = checked(question, "question");
        if (AuditLog.holdsPersonalNumber(asked)) {
            throw new NotifyRefused("notify.enquiry.taken-personal");
        }
        return enter(region, asker, about, key, asked, staff, time.instant());
    }

    private UUID enter(String region, Asker asker, About about, String key, String question, UUID owner, Instant now) {
        UUID person = asker.person();
        Enquiry.Caller caller = asker.caller();
        Optional<Enquiry> known = byKey(region, person, owner, key);
        if (known.isPresent()) {
            return same(known.get(), about, question);
        }
        LocalDate today = CityTime.day(now);
        // What staff take down uses up their own number of the day, not that of whoever asks.
        if (asker.isTakenDown()) {
            if (count(TAKEN, region, owner, today) >= MOST_TAKEN_A_DAY) {
                throw new NotifyRefused("notify.enquiry.taken-many", MOST_TAKEN_A_DAY);
            }
        } else if (person != null && count(ASKED, region, person, today) >= MOST_A_DAY) {
            throw new NotifyRefused("notify.enquiry.many", MOST_A_DAY);
        }
        UUID id = Uuid7.next(now);
        int stored = jdbc.sql("""
                        insert into notify.enquiry
                               (region_code, id, key, person_id, caller_sealed, item_code, item_zh, item_en,
                                department_code, channel, question_sealed, asked_at, due_on, owner_id, first_owner_id)
                        values (:region, :id, :key, :person, :caller, :item, :zh, :en,
                                :department, :channel, :question, :at, :due, :owner, :owner)
                            on conflict do nothing
                        """)
                .param("region", region)
                .param("id", id)
                .param("key", key)
                .param("person", person, Types.OTHER)
                .param(
                        "caller",
                        caller == null
                                ? null
                                : cipher.seal(CALLER, region, id.toString(), caller.name() + "\n" + caller.phone())
                                        .bytes(),
                        Types.BINARY)
                .param("item", about.item())
                .param("zh", about.name().zh())
                .param("en", about.name().en(), Types.VARCHAR)
                .param("department", about.department())
                .param("channel", asker.channel())
                .param(
                        "question",
                        cipher.seal(QUESTION, region, id.toString(), question).bytes())
                .param("at", Timestamp.from(now))
                .param("due", calendar.provisional().after(today, Math.toIntExact(settings.number(DAYS))))
                .param("owner", owner)
                .update();
        if (stored == 0) {
            return same(byKey(region, person, owner, key).orElseThrow(), about, question);
        }
        audit.record(
                region,
                person == null || asker.isTakenDown() ? owner.toString() : person.toString(),
                "notify.enquiry-asked",
                id.toString(),
                Map.of("owner", owner.toString(), "item", about.item(), "channel", asker.channel()));
        return id;
    }

    private int count(String statement, String region, UUID who, LocalDate today) {
        return jdbc.sql(statement)
                .param("region", region)
                .param("who", who)
                .param("since", Timestamp.from(CityTime.startOf(today)))
                .query(Integer.class)
                .single();
    }

    /** Present before away, few open questions before many; at last the hall's own window. */
    private UUID firstAsked(String region, About about, Instant now) {
        LocalDate today = CityTime.day(now);
        Map<UUID, Integer> open = open(region);
        return Stream.of(about.department() + "/examiner", about.department() + "/head", Counters.CENTRE)
                .flatMap(post -> directory.holders(region, post, today).stream()
                        .map(holder -> holder.staff().id())
                        .sorted(Comparator.comparing((UUID staff) -> open.getOrDefault(staff, 0))
                                .thenComparing(Comparator.naturalOrder()))
                        .limit(1))
                .findFirst()
                .orElseThrow(() -> new NotifyRefused("notify.enquiry.nobody"));
    }

    private Map<UUID, Integer> open(String region) {
        var open = new HashMap<UUID, Integer>();
        jdbc.sql("""
                        select owner_id, count(*) as enquiries
                          from notify.enquiry
                         where region_code = :region and answered_at is null
                         group by owner_id
                        """)
                .param("region", region)
                .query((row, _) -> open.put(row.getObject("owner_id", UUID.class), row.getInt("enquiries")))
                .list();
        return open;
    }

    private Optional<Enquiry> byKey(String region, @Nullable UUID person, UUID owner, String key) {
        return jdbc.sql(SELECT + """
                         where region_code = :region and key = :key
                           and (person_id = :person
                                or (:person::uuid is null and person_id is null and first_owner_id = :owner))
                        """)
                .param("region", region)
                .param("person", person, Types.OTHER)
                .param("owner", owner)
                .param("key", key)
                .query((row, _) -> enquiry(row))
                .optional();
    }

    private static UUID same(Enquiry known, About about, String question) {
        if (known.item().equals(about.item()) && known.question().equals(question)) {
            return known.id();
        }
        throw new NotifyRefused("platform.key.reused");
    }

    /** The owner answers; the asker is told, or was called back. What is answered stays as it is. */
    @Transactional
    public void answer(Enquiry enquiry, Officer officer, String answer) {
        mustOwn(enquiry, officer);
        String text = checked(answer, "answer");
        Instant now = time.instant();
        int changed = jdbc.sql("""
                        update notify.enquiry
                           set answer_sealed = :answer, answered_at = :at, answered_by = :by, receiver_id = null
                         where region_code = :region and id = :id and answered_at is null and owner_id = :owner
                        """)
                .param(
                        "answer",
                        cipher.seal(ANSWER, enquiry.region(), enquiry.id().toString(), text)
                                .bytes())
                .param("at", Timestamp.from(now))
                .param("by", officer.id())
                .param("owner", enquiry.owner())
                .param("region", enquiry.region())
                .param("id", enquiry.id())
                .update();
        note(changed, enquiry, officer, "notify.enquiry-answered", Map.of());
        UUID person = enquiry.person();
        if (person == null) {
            return;
        }
        outbox.post(Notice.of(
                        enquiry.region(),
                        person,
                        person,
                        "enquiry:" + enquiry.id(),
                        "notify.enquiry-answered",
                        List.of(enquiry.itemName()),
                        now)
                .to("/me/enquiries"));
    }

    /** The owner names a colleague who shall take it. Until that one confirms nothing changes hands. */
    @Transactional
    public void handOver(Enquiry enquiry, Officer officer, UUID receiver) {
        mustOwn(enquiry, officer);
        boolean serves = directory.serving(enquiry.region(), CityTime.day(time.instant())).stream()
                .anyMatch(staff -> staff.id().equals(receiver));
        if (!serves || receiver.equals(officer.id())) {
            throw new NotifyRefused("notify.enquiry.receiver");
        }
        int changed = jdbc.sql("""
                        update notify.enquiry
                           set receiver_id = :receiver, handed_at = :at
                         where region_code = :region and id = :id and owner_id = :owner and answered_at is null
                        """)
                .param("receiver", receiver)
                .param("at", Timestamp.from(time.instant()))
                .param("region", enquiry.region())
                .param("id", enquiry.id())
                .param("owner", enquiry.owner())
                .update();
        note(changed, enquiry, officer, "notify.enquiry-offered", Map.of("receiver", receiver.toString()));
    }

    /** The named colleague confirms, and owns it from this moment; or he declines, and the owner stays who he is. */
    @Transactional
    public void confirm(Enquiry enquiry, Officer officer, boolean takes) {
        mustBeNamed(enquiry, officer);
        int changed = jdbc.sql("""
                        update notify.enquiry
                           set owner_id = case when :takes then :by else owner_id end,
                               handovers = handovers + case when :takes then 1 else 0 end, receiver_id = null
                         where region_code = :region and id = :id and receiver_id = :receiver and answered_at is null
                        """)
                .param("takes", takes)
                .param("by", officer.id())
                .param("receiver", enquiry.receiver(), Types.OTHER)
                .param("region", enquiry.region())
                .param("id", enquiry.id())
                .update();
        note(
                changed,
                enquiry,
                officer,
                takes ? "notify.enquiry-taken" : "notify.enquiry-declined",
                Map.of("from", enquiry.owner().toString()));
    }

    /** Who answered it makes it public, in words that name nobody. */
    @Transactional
    public void publish(Enquiry enquiry, Officer officer, String question, String answer) {
        mustOwn(enquiry, officer);
        String asked = checked(question, "question");
        String told = checked(answer, "answer");
        if (AuditLog.holdsPersonalNumber(asked) || AuditLog.holdsPersonalNumber(told)) {
            throw new NotifyRefused("notify.enquiry.personal");
        }
        int changed = jdbc.sql("""
                        update notify.enquiry
                           set faq_question = :question, faq_answer = :answer, published_at = :at, published_by = :by
                         where region_code = :region and id = :id and answered_at is not null and published_at is null
                        """)
                .param("question", asked)
                .param("answer", told)
                .param("at", Timestamp.from(time.instant()))
                .param("by", officer.id())
                .param("region", enquiry.region())
                .param("id", enquiry.id())
                .update();
        note(changed, enquiry, officer, "notify.enquiry-published", Map.of());
    }

    /** What was done stands in the log; refused where somebody else was quicker and nothing changed. */
    private void note(int changed, Enquiry enquiry, Officer officer, String act, Map<String, String> details) {
        if (changed == 0) {
            throw new NotifyRefused("notify.enquiry.moved");
        }
        audit.record(
                enquiry.region(), officer.id().toString(), act, enquiry.id().toString(), details);
    }

    @Guard
    private static void mustOwn(Enquiry enquiry, Officer officer) {
        if (!enquiry.owner().equals(officer.id())) {
            throw new NotifyRefused("notify.enquiry.not-owner");
        }
    }

    @Guard
    private static void mustBeNamed(Enquiry enquiry, Officer officer) {
        if (!officer.id().equals(enquiry.receiver())) {
            throw new NotifyRefused("notify.enquiry.not-named");
        }
    }

    /** What somebody asked, the newest first. */
    public List<Enquiry> of(String region, UUID person) {
        return jdbc.sql(SELECT + """
                         where region_code = :region and person_id = :person
                         order by asked_at desc, id desc
                         limit :most
                        """)
                .param("region", region)
                .param("person", person)
                .param("most", MOST)
                .query((row, _) -> enquiry(row))
                .list();
    }

    /** What waits for somebody of the staff: his own, and what was offered to him. */
    public List<Enquiry> waiting(String region, UUID staff) {
        return jdbc.sql(SELECT + """
                         where region_code = :region and answered_at is null
                           and (owner_id = :staff or receiver_id = :staff)
                         order by due_on, id
                         limit :most
                        """)
                .param("region", region)
                .param("staff", staff)
                .param("most", MOST)
                .query((row, _) -> enquiry(row))
                .list();
    }

    /** What is open in these departments, the nearest date first. */
    public List<Enquiry> open(String region, Collection<String> departments) {
        return jdbc.sql(SELECT + """
                         where region_code = :region and department_code = any(:departments) and answered_at is null
                         order by due_on, id
                         limit :most
                        """)
                .param("region", region)
                .param("departments", departments.toArray(String[]::new))
                .param("most", MOST)
                .query((row, _) -> enquiry(row))
                .list();
    }

    public Optional<Enquiry> find(String region, UUID id) {
        return jdbc.sql(SELECT + """
                         where region_code = :region and id = :id
                        """)
                .param("region", region)
                .param("id", id)
                .query((row, _) -> enquiry(row))
                .optional();
    }

    /** 常见问题 of an item, the newest first. */
    public List<Enquiry.Faq> published(String region, String item, int limit) {
        return jdbc.sql("""
                        select faq_question, faq_answer, published_at
                          from notify.enquiry
                         where region_code = :region and item_code = :item and published_at is not null
                         order by published_at desc
                         limit :limit
                        """)
                .param("region", region)
                .param("item", item)
                .param("limit", Math.min(limit, MOST))
                .query((row, _) -> new Enquiry.Faq(
                        row.getString("faq_question"),
                        row.getString("faq_answer"),
                        row.getTimestamp("published_at").toInstant()))
                .list();
    }

    private static String checked(String typed, String field) {
        String text = typed.strip();
        if (text.isEmpty()) {
            throw new NotifyRefused("notify.enquiry." + field + "-missing");
        }
        if (text.length() > LONGEST) {
            throw new NotifyRefused("notify.text.long", LONGEST);
        }
        return text;
    }

    private Enquiry enquiry(ResultSet row) throws SQLException {
        String region = row.getString("region_code");
        UUID id = row.getObject("id", UUID.class);
        byte[] answer = row.getBytes("answer_sealed");
        byte[] sealed = row.getBytes("caller_sealed");
        Enquiry.Caller caller = null;
        if (sealed != null) {
            String[] said = cipher.open(CALLER, region, id.toString(), Sealed.of(sealed))
                    .split("\n", 2);
            caller = new Enquiry.Caller(said[0], said[1]);
        }
        Instant publishedAt = Remarks.instant(row, "published_at");
        return new Enquiry(
                region,
                id,
                row.getObject("person_id", UUID.class),
                caller,
                row.getString("item_code"),
                new Text(row.getString("item_zh"), row.getString("item_en")),
                row.getString("department_code"),
                row.getString("channel"),
                cipher.open(QUESTION, region, id.toString(), Sealed.of(row.getBytes("question_sealed"))),
                row.getTimestamp("asked_at").toInstant(),
                row.getObject("due_on", LocalDate.class),
                row.getObject("owner_id", UUID.class),
                row.getObject("first_owner_id", UUID.class),
                row.getObject("receiver_id", UUID.class),
                row.getInt("handovers"),
                answer == null ? "" : cipher.open(ANSWER, region, id.toString(), Sealed.of(answer)),
                Remarks.instant(row, "answered_at"),
                row.getObject("answered_by", UUID.class),
                publishedAt == null
                        ? null
                        : new Enquiry.Faq(row.getString("faq_question"), row.getString("faq_answer"), publishedAt));
    }
}
