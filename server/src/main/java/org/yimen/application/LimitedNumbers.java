package org.yimen.application;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.yimen.application.Application.State;
import org.yimen.application.Application.State.Deciding;
import org.yimen.application.Application.State.InProcedure;
import org.yimen.application.Application.State.Proposed;
import org.yimen.application.Application.State.ReadyToGrant;
import org.yimen.application.Application.State.Reviewing;
import org.yimen.casework.WorkLists;
import org.yimen.catalogue.ItemVersion.Quota;
import org.yimen.licence.LicenceDesk;
import org.yimen.procedure.Tender;
import org.yimen.procedure.Tenders;

/** 数量限制 (行政许可法 arts. 53, 57): where a case stands in the line, and how many places there are, as its applicant may know it. */
@Service
public class LimitedNumbers {

    private final WorkLists lists;
    private final LicenceDesk licences;
    private final Tenders tenders;

    LimitedNumbers(WorkLists lists, LicenceDesk licences, Tenders tenders) {
        this.lists = lists;
        this.licences = licences;
        this.tenders = tenders;
    }

    /**
     * A case in its line.
     *
     * @param since the moment of acceptance, or from which it would count; null while it holds no place
     * @param accepted false where it holds its place for the case that it is accepted
     * @param ahead how many stand before it undecided
     * @param places how many there are; null where the rule names no number
     * @param taken licences that go on, and grants whose licence is not issued yet
     * @param byTender a tender or an auction gives the places (art. 53), and nobody stands in line
     * @param result of that, once there is one
     */
    public record Line(
            Quota quota,
            @Nullable Instant since,
            boolean accepted,
            int ahead,
            @Nullable Integer places,
            int taken,
            boolean byTender,
            Tender.@Nullable Result result) {

        public int left() {
            return places == null ? 0 : Math.max(0, places - taken);
        }
    }

    /** Nothing where numbers are not limited, and once the case is decided or has ended otherwise. */
    public Optional<Line> of(CaseView view) {
        Quota quota = view.item().quota();
        if (quota == null || !waits(view.file().state())) {
            return Optional.empty();
        }
        String region = view.file().id().region();
        String item = view.item().code();
        int taken = licences.goingOn(region, item, view.today())
                + lists.resting(region, ApplicationDesk.KIND, item, State.Granted.class.getSimpleName());
        boolean byTender = Competition.decides(view.item());
        return Optional.of(new Line(
                quota,
                lists.queuedAt(view.file().id()).orElse(null),
                isAccepted(view.file().state()),
                view.file().ahead(),
                quota.places(),
                taken,
                byTender,
                byTender ? tenders.of(view.file().id()).orElse(null) : null));
    }

    private static boolean isAccepted(State state) {
        return switch (state) {
            case Reviewing _, InProcedure _, Deciding _, ReadyToGrant _, Proposed _ -> true;
            default -> false;
        };
    }

    private static boolean waits(State state) {
        return switch (state) {
            case State.Received _, State.SupplementDue _, State.Supplemented _ -> true;
            default -> isAccepted(state);
        };
    }
}
