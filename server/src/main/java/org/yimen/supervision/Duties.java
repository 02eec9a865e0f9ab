package org.yimen.supervision;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.yimen.application.FollowUps;
import org.yimen.application.FollowUps.FollowUp;
import org.yimen.licence.Licence;
import org.yimen.licence.LicenceDesk;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;

/** 监管待办: what checks after the decision, and what they found, ask of an officer now. */
@Service
public class Duties {

    /** A check waits in the inbox when it is this near; before, it stands in the list of checks. */
    private static final int AHEAD_DAYS = 7;

    private final FollowUps followUps;
    private final Referrals referrals;
    private final Measures measures;
    private final LicenceDesk licences;
    private final InstantSource time;

    Duties(FollowUps followUps, Referrals referrals, Measures measures, LicenceDesk licences, InstantSource time) {
        this.followUps = followUps;
        this.referrals = referrals;
        this.measures = measures;
        this.licences = licences;
        this.time = time;
    }

    /** What is to be done. */
    public enum Act {
        /** 拟撤销: found false, and the holder was not told yet. */
        NOTICE,
        /** Found false in what his department supervises: he hears of it, and may take measures of his own. */
        KNOW,
        /** 听证. */
        HEAR,
        DECIDE,
        /** The holder is being heard; a decision may be made after that day. */
        AWAIT,
        CHECK;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One thing that waits.
     *
     * @param dueOn by when, or null where no day is set: then it is at once
     */
    public record Duty(UUID caseId, Act act, @Nullable LocalDate dueOn) {

        public String link() {
            return (act == Act.NOTICE || act == Act.CHECK ? "/desk/checks/" : "/desk/supervision/") + caseId;
        }
    }

    /** What waits for the officer: what has no day first, then what is due first. */
    public List<Duty> of(Officer officer) {
        Set<String> departments = Referrals.departments(officer);
        if (departments.isEmpty()) {
            return List.of();
        }
        LocalDate today = CityTime.day(time.instant());
        var duties = new ArrayList<Duty>();
        List<Measure> open = measures.open(officer.region(), departments);
        open.forEach(measure -> of(officer, measure, today, duties));
        Set<UUID> begun = open.stream()
                .filter(measure -> measure.kind() == Measure.Kind.RESCISSION)
                .map(Measure::caseId)
                .collect(Collectors.toSet());
        followUps.waiting(officer.region(), departments, today.plusDays(AHEAD_DAYS)).stream()
                .filter(check -> followUps.mayCheck(officer, check))
                .filter(check -> !begun.contains(check.caseId()))
                .map(check -> check.awaitsRescission()
                        ? new Duty(check.caseId(), Act.NOTICE, null)
                        : new Duty(check.caseId(), Act.CHECK, check.dueOn()))
                .forEach(duties::add);
        told(officer, departments).forEach(caseId -> duties.add(new Duty(caseId, Act.KNOW, null)));
        duties.sort(Comparator.comparing(Duty::dueOn, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(Duty::act)
                .thenComparing(Duty::caseId));
        return List.copyOf(duties);
    }

    private void of(Officer officer, Measure measure, LocalDate today, List<Duty> duties) {
        if (measure.hearingAsked() && measure.heardOn() == null) {
            if (measures.mayChair(officer, measure)) {
                duties.add(new Duty(measure.caseId(), Act.HEAR, null));
            }
            return;
        }
        String item = licences.find(officer.region(), measure.licence())
                .map(Licence::itemCode)
                .orElse("");
        if (measures.mayDecide(officer, measure, item)) {
            boolean now = measure.mayBeDecidedOn(today);
            duties.add(new Duty(measure.caseId(), now ? Act.DECIDE : Act.AWAIT, now ? null : measure.hearUntil()));
        }
    }

    /** What others found false of what these departments supervise. */
    private Set<UUID> told(Officer officer, Set<String> departments) {
        List<UUID> others = followUps.foundFalse(officer.region()).stream()
                .filter(check -> !departments.contains(check.department()))
                .map(FollowUp::caseId)
                .toList();
        if (others.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(referrals.among(officer.region(), others, departments).stream()
                .map(Referral::caseId)
                .toList());
    }
}
