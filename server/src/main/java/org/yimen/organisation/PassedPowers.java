package org.yimen.organisation;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.identifier.Uuid7;
import org.yimen.platform.CityTime;

/** 审批权限下放: what the government's meeting decided itself and a department decides now, each with the letter that says so. */
@Service
public class PassedPowers {

    private static final int MOST = 500;

    /**
     * One power that was passed down.
     *
     * @param item code of the item, which need not be one that the hall admits
     * @param formerDecider e.g. 市政府常务会议
     * @param minutes number of the minutes of the meeting
     * @param letter number of the first-tier letter under which the department decides
     */
    public record Passed(
            UUID id,
            String region,
            String item,
            String name,
            String formerDecider,
            LocalDate meetingOn,
            String minutes,
            String department,
            String letter) {}

    /** 下放情况 on one day: the powers and the distinct departments that have them now. */
    public record Report(List<Passed> powers) {
        public Report {
            powers = List.copyOf(powers);
        }

        public int items() {
            return powers.size();
        }

        public List<String> departments() {
            return powers.stream().map(Passed::department).distinct().sorted().toList();
        }
    }

    private final JdbcClient jdbc;
    private final Directory directory;
    private final AuditLog audit;
    private final InstantSource time;

    PassedPowers(JdbcClient jdbc, Directory directory, AuditLog audit, InstantSource time) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.audit = audit;
        this.time = time;
    }

    /** Enters a power; its letter must be one of the government to that department that lets it decide the item. */
    @Transactional
    public Passed enter(
            String by,
            String region,
            String item,
            String name,
            String formerDecider,
            LocalDate meetingOn,
            String minutes,
            String department,
            String letter) {
        Instant now = time.instant();
        LocalDate today = CityTime.day(now);
        if (item.isBlank() || name.isBlank() || formerDecider.isBlank() || minutes.isBlank()) {
            throw new OrganisationRefused("organisation.passed.incomplete");
        }
        if (meetingOn.isAfter(today)) {
            throw new OrganisationRefused("organisation.passed.meeting-to-come");
        }
        boolean granted = directory.letters(region).stream()
                .anyMatch(each -> each.number().equals(letter)
                        && each.parent() == null
                        && each.department().equals(department)
                        && each.covers(Right.DECIDE, item, today));
        if (!granted) {
            throw new OrganisationRefused("organisation.passed.no-letter", letter);
        }
        var passed =
                new Passed(Uuid7.next(now), region, item, name, formerDecider, meetingOn, minutes, department, letter);
        try {
            jdbc.sql("""
                            insert into organisation.passed_power (region_code, id, item_code, name_zh, former_decider,
                                                                   meeting_on, minutes_number, department_code,
                                                                   letter_number, entered_at, entered_by)
                            values (:region, :id, :item, :name, :former,
                                    :meeting, :minutes, :department,
                                    :letter, :at, :by)
                            """)
                    .param("region", region)
                    .param("id", passed.id())
                    .param("item", item)
                    .param("name", name)
                    .param("former", formerDecider)
                    .param("meeting", meetingOn)
                    .param("minutes", minutes)
                    .param("department", department)
                    .param("letter", letter)
                    .param("at", Timestamp.from(now))
                    .param("by", by)
                    .update();
        } catch (DuplicateKeyException _) {
            throw new OrganisationRefused("organisation.passed.twice", item);
        }
        audit.record(
                region,
                by,
                "organisation.power-passed-down",
                item,
                Map.of("department", department, "letter", letter, "minutes", minutes, "from", formerDecider));
        return passed;
    }

    /** What departments decide today: what rests on a letter that ended or was withdrawn went back with it. */
    public Report report(String region) {
        LocalDate today = CityTime.day(time.instant());
        List<Letter> letters = directory.letters(region);
        return new Report(entered(region).stream()
                .filter(power -> letters.stream()
                        .anyMatch(letter -> letter.number().equals(power.letter())
                                && letter.covers(Right.DECIDE, power.item(), today)))
                .toList());
    }

    /** All that was ever entered, by department and item. */
    public List<Passed> entered(String region) {
        return jdbc.sql("""
                        select region_code, id, item_code, name_zh, former_decider, meeting_on, minutes_number,
                               department_code, letter_number
                          from organisation.passed_power
                         where region_code = :region
                         order by department_code, item_code
                         limit :most
                        """)
                .param("region", region)
                .param("most", MOST)
                .query((row, _) -> new Passed(
                        row.getObject("id", UUID.class),
                        row.getString("region_code"),
                        row.getString("item_code"),
                        row.getString("name_zh"),
                        row.getString("former_decider"),
                        row.getObject("meeting_on", LocalDate.class),
                        row.getString("minutes_number"),
                        row.getString("department_code"),
                        row.getString("letter_number")))
                .list();
    }
}
