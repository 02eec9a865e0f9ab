package org.yimen.organisation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.identifier.Uuid7;
import org.yimen.platform.CityTime;

/** 离岗登记: who is away from when to when. What follows, that B has the work, nobody has to enter. */
@Service
public class Absences {

    private static final int LONGEST_REASON = 200;

    private final OrganisationTables tables;
    private final Directory directory;
    private final AuditLog audit;
    private final InstantSource time;

    Absences(OrganisationTables tables, Directory directory, AuditLog audit, InstantSource time) {
        this.tables = tables;
        this.directory = directory;
        this.audit = audit;
        this.time = time;
    }

    /** Enters that somebody is away: himself, or somebody of a department that {@code by} heads, or anybody by the director. */
    @Transactional
    public Absence enter(UUID by, UUID staff, Instant from, Instant until, String reason) {
        Staff person = directory.member(directory.staff(by).region(), staff);
        demandSay(by, staff);
        Instant now = time.instant();
        if (!until.isAfter(from) || !until.isAfter(now)) {
            throw new OrganisationRefused("organisation.absence.moments");
        }
        String why = reason.strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON || AuditLog.holdsPersonalNumber(why)) {
            throw new OrganisationRefused("organisation.absence.reason");
        }
        Snapshot picture = tables.locked();
        boolean twice = picture.absences().getOrDefault(staff, List.of()).stream()
                .anyMatch(other -> other.from().isBefore(until) && from.isBefore(other.back()));
        if (twice) {
            throw new OrganisationRefused("organisation.absence.twice", person.name());
        }
        var absence = new Absence(Uuid7.next(now), person.region(), staff, from, until, why, null);
        tables.insert(absence, now, by.toString());
        audit.record(
                person.region(),
                by.toString(),
                "organisation.absence-entered",
                staff.toString(),
                Map.of("from", from.toString(), "until", until.toString(), "reason", why));
        directory.changing();
        return absence;
    }

    /** He is back, earlier than entered. */
    @Transactional
    public void end(UUID by, UUID absence) {
        Absence known = directory.absences(directory.staff(by).region()).stream()
                .filter(each -> each.id().equals(absence))
                .findFirst()
                .orElseThrow(() -> new OrganisationRefused("organisation.absence.over"));
        demandSay(by, known.staff());
        if (tables.end(known.region(), absence, time.instant(), by.toString()) == 0) {
            throw new OrganisationRefused("organisation.absence.over");
        }
        audit.record(
                known.region(),
                by.toString(),
                "organisation.absence-ended",
                known.staff().toString(),
                Map.of("absence", absence.toString()));
        directory.changing();
    }

    /** True where {@code by} may say of this person that he is away or back. */
    public boolean maySpeakFor(UUID by, UUID staff) {
        Staff person = directory.staff(staff);
        Officer officer = directory.officer(by, time.instant());
        if (!officer.region().equals(person.region())) {
            return false;
        }
        return by.equals(staff)
                || officer.holdsAny("director")
                || directory.appointee(staff, CityTime.day(time.instant())).everywhere().posts().stream()
                        .anyMatch(post -> officer.holds(post.substring(0, post.indexOf('/')) + "/head"));
    }

    private void demandSay(UUID by, UUID staff) {
        if (!maySpeakFor(by, staff)) {
            throw new OrganisationRefused("organisation.absence.not-yours");
        }
    }
}
