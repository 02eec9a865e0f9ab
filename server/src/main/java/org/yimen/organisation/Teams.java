package org.yimen.organisation;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;
import org.yimen.platform.Text;

/**
 * 专职队伍: which people work on which themes. The head of a department forms its teams, the director those of the centre and
 * of anybody. What is ended here ends at the next question, for nothing is kept in memory.
 */
@Service
public class Teams {

    /** Kinds of the audit entries. */
    public static final String FOUNDED = "organisation.team-founded";

    public static final String ENDED = "organisation.team-ended";
    public static final String JOINED = "organisation.team-joined";
    public static final String LEFT = "organisation.team-left";

    /** The most teams and members that a page lists and a rule looks at. */
    public static final int MOST = 500;

    private static final int LONGEST = 200;

    private static final String END = """
        update organisation.team
           set ended_at = :at, ended_by = :by, ended_because = :why
         where region_code = :region and id = :id and ended_at is null
        """;

    private static final String LEAVE = """
        update organisation.team_member
           set ended_at = :at, ended_by = :by, ended_because = :why
         where region_code = :region and id = :id and ended_at is null
        """;

    private final JdbcClient jdbc;
    private final Directory directory;
    private final AuditLog audit;
    private final InstantSource time;

    Teams(JdbcClient jdbc, Directory directory, AuditLog audit, InstantSource time) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.audit = audit;
        this.time = time;
    }

    /** Those who are of a team of one of these themes on that day. */
    public Set<UUID> members(String region, Collection<String> themes, LocalDate on) {
        return new LinkedHashSet<>(jdbc.sql("""
                        select distinct m.staff_id
                          from organisation.team t
                               join organisation.team_member m on m.region_code = t.region_code and m.team_id = t.id
                         where t.region_code = :region
                           and t.themes && cast(:themes as text[])
                           and t.ended_at is null and t.from_on <= :on and (t.until_on is null or t.until_on >= :on)
                           and m.ended_at is null and m.from_on <= :on and (m.until_on is null or m.until_on >= :on)
                         order by m.staff_id
                         limit :most
                        """)
                .param("region", region)
                .param("themes", themes.toArray(String[]::new))
                .param("on", on)
                .param("most", MOST)
                .query(UUID.class)
                .list());
    }

    /** Every team with everybody who ever was in it, the latest first. */
    public List<Team> all(String region) {
        record Seat(UUID team, Team.Member member) {}
        var seats = jdbc.sql("""
                        select team_id, id, staff_id, from_on, until_on, ended_because
                          from organisation.team_member
                         where region_code = :region
                         order by joined_at, id
                         limit :most
                        """)
                .param("region", region)
                .param("most", MOST)
                .query((row, _) -> new Seat(
                        row.getObject("team_id", UUID.class),
                        new Team.Member(
                                row.getObject("id", UUID.class),
                                row.getObject("staff_id", UUID.class),
                                row.getObject("from_on", LocalDate.class),
                                row.getObject("until_on", LocalDate.class),
                                row.getString("ended_because"))))
                .list();
        return jdbc.sql("""
                        select id, department_code, name_zh, name_en, themes, from_on, until_on, ended_because
                          from organisation.team
                         where region_code = :region
                         order by founded_at desc, id
                         limit :most
                        """)
                .param("region", region)
                .param("most", MOST)
                .query((row, _) -> {
                    UUID id = row.getObject("id", UUID.class);
                    return new Team(
                            id,
                            region,
                            row.getString("department_code"),
                            new Text(row.getString("name_zh"), row.getString("name_en")),
                            themes(row),
                            row.getObject("from_on", LocalDate.class),
                            row.getObject("until_on", LocalDate.class),
                            row.getString("ended_because"),
                            seats.stream()
                                    .filter(seat -> seat.team().equals(id))
                                    .map(Seat::member)
                                    .toList());
                })
                .list();
    }

    private static List<String> themes(ResultSet row) throws SQLException {
        Array array = row.getArray("themes");
        return Arrays.asList((String[]) array.getArray());
    }

    /**
     * Forms a team.
     *
     * @param team its members are not looked at; its id is that of the form, so that a second click forms none
     */
    @Transactional
    public void found(UUID by, Team team) {
        demand(by, team.region(), team.department());
        String name = text(team.name().zh(), "organisation.team.name");
        UnitDesk.demandNoPersonalNumber(team.name());
        String english = team.name().en();
        if (english != null && english.length() > LONGEST) {
            throw new OrganisationRefused("organisation.team.name-long", LONGEST);
        }
        LocalDate until = team.until();
        if (until != null && until.isBefore(team.from())) {
            throw new OrganisationRefused("organisation.team.days");
        }
        if (team.themes().isEmpty()) {
            throw new OrganisationRefused("organisation.team.themes");
        }
        int rows = jdbc.sql("""
                        insert into organisation.team
                               (region_code, id, department_code, name_zh, name_en, themes, from_on, until_on,
                                founded_at, founded_by)
                        values (:region, :id, :department, :zh, :en, :themes, :from, :until, :at, :by)
                            on conflict (region_code, id) do nothing
                        """)
                .param("region", team.region())
                .param("id", team.id())
                .param("department", team.department())
                .param("zh", name)
                .param("en", team.name().en())
                .param("themes", team.themes().toArray(String[]::new))
                .param("from", team.from())
                .param("until", until)
                .param("at", Timestamp.from(time.instant()))
                .param("by", by)
                .update();
        if (rows == 1) {
            var details = details(team.from(), until);
            details.put("name", name);
            details.put("department", team.department());
            details.put("themes", String.join(" ", team.themes()));
            audit.record(team.region(), by.toString(), FOUNDED, team.id().toString(), details);
        }
    }

    /** Somebody becomes a member; the id is that of the form. */
    @Transactional
    public void join(UUID by, UUID id, UUID team, UUID staff, LocalDate from, @Nullable LocalDate until) {
        Team of = open(by, team);
        // Somebody of another region, or nobody at all, is found by neither.
        Staff person = directory.member(of.region(), staff);
        if (person.machine()) {
            throw new OrganisationRefused("organisation.team.machine");
        }
        if (until != null && until.isBefore(from)) {
            throw new OrganisationRefused("organisation.team.days");
        }
        LocalDate today = CityTime.day(time.instant());
        boolean twice = of.members().stream()
                .filter(each -> !each.id().equals(id) && each.staff().equals(staff))
                .filter(each -> each.endedBecause() == null)
                .anyMatch(each -> each.until() == null || !each.until().isBefore(from.isBefore(today) ? today : from));
        if (twice) {
            throw new OrganisationRefused("organisation.team.twice", person.name());
        }
        int rows;
        try {
            rows = jdbc.sql("""
                            insert into organisation.team_member
                                   (region_code, id, team_id, staff_id, from_on, until_on, joined_at, joined_by)
                            values (:region, :id, :team, :staff, :from, :until, :at, :by)
                                on conflict (region_code, id) do nothing
                            """)
                    .param("region", of.region())
                    .param("id", id)
                    .param("team", team)
                    .param("staff", staff)
                    .param("from", from)
                    .param("until", until)
                    .param("at", Timestamp.from(time.instant()))
                    .param("by", by)
                    .update();
        } catch (DuplicateKeyException overtaken) {
            throw new OrganisationRefused("organisation.team.twice", person.name());
        }
        if (rows == 1) {
            var details = details(from, until);
            details.put("staff", staff.toString());
            audit.record(of.region(), by.toString(), JOINED, team.toString(), details);
        }
    }

    /** Ends a team at once. */
    @Transactional
    public void end(UUID by, UUID team, String reason) {
        Team of = open(by, team);
        String why = text(reason, "organisation.team.reason");
        if (over(END, of, team, by, why)) {
            audit.record(of.region(), by.toString(), ENDED, team.toString(), Map.of("reason", why));
        }
    }

    /** A member leaves at once. */
    @Transactional
    public void leave(UUID by, UUID membership, String reason) {
        Team of = all(directory.staff(by).region()).stream()
                .filter(team -> team.members().stream()
                        .anyMatch(member -> member.id().equals(membership) && member.endedBecause() == null))
                .findFirst()
                .orElseThrow(() -> new OrganisationRefused("organisation.team.over"));
        demand(by, of.region(), of.department());
        String why = text(reason, "organisation.team.reason");
        if (over(LEAVE, of, membership, by, why)) {
            UUID staff = of.members().stream()
                    .filter(member -> member.id().equals(membership))
                    .findFirst()
                    .orElseThrow()
                    .staff();
            audit.record(
                    of.region(),
                    by.toString(),
                    LEFT,
                    of.id().toString(),
                    Map.of("staff", staff.toString(), "reason", why));
        }
    }

    /** False where somebody was quicker. */
    private boolean over(String sql, Team of, UUID id, UUID by, String why) {
        return jdbc.sql(sql)
                        .param("region", of.region())
                        .param("id", id)
                        .param("at", Timestamp.from(time.instant()))
                        .param("by", by)
                        .param("why", why)
                        .update()
                == 1;
    }

    private Team open(UUID by, UUID team) {
        Team of = all(directory.staff(by).region()).stream()
                .filter(each -> each.id().equals(team))
                .filter(each -> each.isOpen(CityTime.day(time.instant())))
                .findFirst()
                .orElseThrow(() -> new OrganisationRefused("organisation.team.over"));
        demand(by, of.region(), of.department());
        return of;
    }

    private void demand(UUID by, String region, String department) {
        if (!mayForm(directory.officer(by, time.instant()), region, department)) {
            throw new OrganisationRefused("organisation.team.not-yours");
        }
    }

    /** True where the officer forms and ends the teams of that department. */
    @Guard
    public static boolean mayForm(Officer officer, String region, String department) {
        return officer.region().equals(region) && (officer.holdsAny("director") || officer.holds(department + "/head"));
    }

    private static Map<String, String> details(LocalDate from, @Nullable LocalDate until) {
        var details = new LinkedHashMap<String, String>();
        details.put("from", from.toString());
        details.put("until", Objects.toString(until, "—"));
        return details;
    }

    private static String text(String typed, String refusal) {
        String text = typed.strip();
        if (text.isEmpty() || text.length() > LONGEST || AuditLog.holdsPersonalNumber(text)) {
            throw new OrganisationRefused(refusal);
        }
        return text;
    }
}
