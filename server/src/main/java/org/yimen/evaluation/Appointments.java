package org.yimen.evaluation;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.evaluation.Appointment.Kind;
import org.yimen.identifier.CitizenId;
import org.yimen.identifier.CreditCode;
import org.yimen.identity.Entities;
import org.yimen.identity.People;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;

/** 聘任 of evaluators, social supervisors and guests: who they are, of what, until when. Asked at each request. */
@Service
public class Appointments {

    /** Kinds of the audit entries. */
    public static final String APPOINTED = "evaluation.appointed";

    public static final String ENDED = "evaluation.appointment-ended";

    /** Nobody looks for longer than this without being appointed anew. */
    public static final Period LONGEST = Period.ofYears(3);

    /** What a page lists. */
    public static final int MOST = 300;

    private static final int LONGEST_TEXT = 100;

    private static final String SELECT = """
            select id, region_code, kind, holder_id, capacity, departments, from_on, until_on, ended_on, ended_because
              from evaluation.appointment
             where region_code = :region
            """;

    private final JdbcClient jdbc;
    private final People people;
    private final Entities entities;
    private final Directory directory;
    private final AuditLog audit;
    private final InstantSource time;

    Appointments(
            JdbcClient jdbc,
            People people,
            Entities entities,
            Directory directory,
            AuditLog audit,
            InstantSource time) {
        this.jdbc = jdbc;
        this.people = people;
        this.entities = entities;
        this.directory = directory;
        this.audit = audit;
        this.time = time;
    }

    /**
     * Who is appointed.
     *
     * @param id of the form too, so that a second click appoints nobody
     * @param number citizen number of a person, credit code of a body: whoever has an account here
     * @param name as the account has it, so that a wrong number finds nobody else
     */
    public record Entry(
            UUID id,
            Kind kind,
            String number,
            String name,
            String capacity,
            List<String> departments,
            LocalDate from,
            LocalDate until) {

        public Entry {
            departments = List.copyOf(departments);
        }

        /** Without the number, so that none gets into a log by accident. */
        @Override
        public String toString() {
            return "Entry[" + id + "]";
        }
    }

    @Transactional
    public void appoint(Officer officer, Entry entry) {
        mustRunTheCentre(officer);
        UUID holder = holder(entry);
        if (entry.until().isBefore(entry.from())
                || entry.until().isBefore(today())
                || entry.until().isAfter(entry.from().plus(LONGEST))) {
            throw new EvaluationRefused("evaluation.appointment.days", LONGEST.getYears());
        }
        List<String> known =
                directory.departments().stream().map(each -> each.code()).toList();
        if (!known.containsAll(entry.departments())) {
            throw new EvaluationRefused("evaluation.department.unknown");
        }
        int rows = jdbc.sql("""
                        insert into evaluation.appointment
                               (region_code, id, kind, holder_id, capacity, departments, from_on, until_on,
                                appointed_by, appointed_at)
                        values (:region, :id, :kind, :holder, :capacity, :departments, :from, :until, :by, :at)
                            on conflict do nothing
                        """)
                .param("region", officer.region())
                .param("id", entry.id())
                .param("kind", entry.kind().name())
                .param("holder", holder)
                .param("capacity", Said.line(entry.capacity(), LONGEST_TEXT))
                .param("departments", entry.departments().toArray(String[]::new))
                .param("from", entry.from())
                .param("until", entry.until())
                .param("by", officer.id())
                .param("at", Timestamp.from(time.instant()))
                .update();
        if (rows == 0 && !isAppointed(officer.region(), entry, holder)) {
            throw new EvaluationRefused("platform.key.reused");
        }
        if (rows == 1) {
            audit.record(
                    officer.region(),
                    officer.id().toString(),
                    APPOINTED,
                    entry.id().toString(),
                    Map.of(
                            "kind", entry.kind().name(),
                            "holder", holder.toString(),
                            "until", entry.until().toString()));
        }
    }

    /** True where this very appointment stands: a second click, and no other content under a used key. */
    private boolean isAppointed(String region, Entry entry, UUID holder) {
        return jdbc.sql("""
                        select exists (
                               select from evaluation.appointment
                                where region_code = :region and id = :id and kind = :kind and holder_id = :holder
                                  and capacity = :capacity and departments = :departments
                                  and from_on = :from and until_on = :until)
                        """)
                .param("region", region)
                .param("id", entry.id())
                .param("kind", entry.kind().name())
                .param("holder", holder)
                .param("capacity", Said.line(entry.capacity(), LONGEST_TEXT))
                .param("departments", entry.departments().toArray(String[]::new))
                .param("from", entry.from())
                .param("until", entry.until())
                .query(Boolean.class)
                .single();
    }

    /** Whose name and number belong together; both wrong and unknown sound the same. */
    private UUID holder(Entry entry) {
        String name = entry.name().strip();
        Optional<UUID> found = entry.kind() == Kind.BODY
                ? CreditCode.parse(entry.number())
                        .flatMap(entities::find)
                        .filter(firm -> firm.name().equals(name))
                        .map(firm -> firm.id())
                : CitizenId.parse(entry.number())
                        .flatMap(people::find)
                        .filter(person -> person.name().equals(name) && people.hasAccount(person.id()))
                        .map(person -> person.id());
        return found.orElseThrow(() -> new EvaluationRefused("evaluation.appointment.nobody"));
    }

    /** From today on he sees and does nothing more; what he did stays. */
    @Transactional
    public void end(Officer officer, UUID id, String because) {
        mustRunTheCentre(officer);
        int rows = jdbc.sql("""
                        update evaluation.appointment
                           set ended_on = :today, ended_because = :because, ended_by = :by
                         where region_code = :region and id = :id and ended_on is null
                        """)
                .param("today", today())
                .param("because", Said.line(because, LONGEST_TEXT))
                .param("by", officer.id())
                .param("region", officer.region())
                .param("id", id)
                .update();
        if (rows == 1) {
            audit.record(officer.region(), officer.id().toString(), ENDED, id.toString(), Map.of());
        }
    }

    public List<Appointment> all(String region) {
        return jdbc.sql(SELECT + " order by until_on desc, id limit :most")
                .param("region", region)
                .param("most", MOST)
                .query((row, _) -> appointment(row))
                .list();
    }

    public Optional<Appointment> find(String region, UUID id) {
        return jdbc.sql(SELECT + " and id = :id")
                .param("region", region)
                .param("id", id)
                .query((row, _) -> appointment(row))
                .optional();
    }

    /** What somebody is appointed to today; {@code holder} is he himself, or the firm for which he is signed in. */
    public List<Appointment> of(String region, UUID holder) {
        LocalDate today = today();
        return jdbc
                .sql(SELECT + " and holder_id = :holder and until_on >= :today order by from_on, id limit :most")
                .param("region", region)
                .param("holder", holder)
                .param("today", today)
                .param("most", MOST)
                .query((row, _) -> appointment(row))
                .list()
                .stream()
                .filter(each -> each.isOn(today))
                .toList();
    }

    /** Whoever runs the centre; nobody who is looked at chooses who looks. */
    private static void mustRunTheCentre(Officer officer) {
        if (!officer.holdsAny("supervisor") && !officer.holdsAny("director")) {
            throw new EvaluationRefused("evaluation.not-yours");
        }
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }

    private static Appointment appointment(ResultSet row) throws SQLException {
        return new Appointment(
                row.getObject("id", UUID.class),
                row.getString("region_code"),
                Kind.valueOf(row.getString("kind")),
                row.getObject("holder_id", UUID.class),
                row.getString("capacity"),
                texts(row.getArray("departments")),
                row.getObject("from_on", LocalDate.class),
                row.getObject("until_on", LocalDate.class),
                row.getObject("ended_on", LocalDate.class),
                row.getString("ended_because"));
    }

    static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }
}
