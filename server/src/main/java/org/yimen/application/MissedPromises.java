package org.yimen.application;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.State;
import org.yimen.application.Application.State.*;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseDesk;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.ItemVersion;
import org.yimen.organisation.Directory;
import org.yimen.platform.CityTime;
import org.yimen.time.Reading;

/** 承诺逾期: accepted cases whose promised date has passed without a decision, and who answers for them. */
@Service
public class MissedPromises {

    /** So many lines are looked at in one go. */
    private static final int AT_ONCE = 200;

    private final ApplicationDesk desk;
    private final ApplicationProcedure procedure;
    private final CaseDesk cases;
    private final WorkLists lists;
    private final Directory directory;
    private final InstantSource time;

    MissedPromises(
            ApplicationDesk desk,
            ApplicationProcedure procedure,
            CaseDesk cases,
            WorkLists lists,
            Directory directory,
            InstantSource time) {
        this.desk = desk;
        this.procedure = procedure;
        this.cases = cases;
        this.lists = lists;
        this.directory = directory;
        this.time = time;
    }

    /**
     * One of them.
     *
     * @param person its case manager, else the department's chief representative, as the acceptance names him; null where
     *     nobody is
     * @param dueOn the promised date, with what stopped the clock counted
     * @param days working days or calendar days over it, as the promise counts
     */
    public record Missed(
            CaseId id,
            String number,
            String department,
            @Nullable UUID person,
            LocalDate dueOn,
            int days) {}

    /** A page of the cases of a department that may be late, the oldest date first. */
    public List<Summary> candidates(String region, String department, @Nullable Summary after) {
        LocalDate today = CityTime.day(time.instant());
        return lists.late(region, ApplicationDesk.KIND, department, today, after, AT_ONCE);
    }

    /** The case, if its promise is missed; nothing follows from a provisional date. */
    public Optional<Missed> of(CaseId id) {
        CaseFile<State> file = desk.find(id);
        if (!isUnderDecision(file.state())) {
            return Optional.empty();
        }
        Instant now = time.instant();
        Context context = procedure.context(file, Actor.SYSTEM, now);
        ItemVersion item = context.item();
        return Clocks.promised(file.state(), item)
                .map(clock -> clock.read(context.calendar(), context.today()))
                .filter(reading -> reading.daysLate() > 0 && !reading.provisional())
                .map(reading -> missed(file, item, reading, context));
    }

    private Missed missed(CaseFile<State> file, ItemVersion item, Reading reading, Context context) {
        return new Missed(
                file.id(),
                file.number(),
                item.department(),
                manager(file.id(), context)
                        .or(() -> responsible(file.id().region(), item.department()))
                        .orElse(null),
                reading.dueOn(),
                reading.daysLate());
    }

    /** 责任人: the chief representative of the department, as the acceptance says; the head where there is none. */
    Optional<UUID> responsible(String region, String department) {
        return responsible(directory, region, department, CityTime.day(time.instant()));
    }

    static Optional<UUID> responsible(Directory directory, String region, String department, LocalDate today) {
        return List.of("chief", "head").stream()
                .flatMap(role -> directory.holders(region, department + "/" + role, today).stream())
                .filter(holder -> !holder.standIn())
                .map(holder -> holder.staff().id())
                .findFirst();
    }

    private Optional<UUID> manager(CaseId id, Context context) {
        return cases.history(id).reversed().stream()
                .map(event -> cases.read(procedure, event))
                .filter(Event.Entrusted.class::isInstance)
                .map(event -> ((Event.Entrusted) event).to())
                .findFirst()
                .filter(to -> CaseManagers.reason(to, context).isEmpty());
    }

    private static boolean isUnderDecision(State state) {
        return switch (state) {
            case Reviewing _, InProcedure _, Deciding _, ReadyToGrant _, Proposed _ -> true;
            default -> false;
        };
    }
}
