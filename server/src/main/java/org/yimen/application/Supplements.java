package org.yimen.application;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Application.DefectNotice;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.State.SupplementDue;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.platform.CityTime;

/**
 * 补正期限: by when a supplement is expected. The law names no such day, so nothing follows from it by itself; only where the
 * region cites an article is the application taken as withdrawn, and then the notice has said so. Pure.
 */
final class Supplements {

    private Supplements() {}

    /**
     * By when it is expected.
     *
     * @param asked the day that the clerk chose, or null for the usual one
     */
    static LocalDate expectedBy(@Nullable LocalDate asked, Context context) {
        HouseRules house = context.records().house();
        LocalDate latest = context.calendar().after(context.today(), house.supplementMost());
        LocalDate by = asked == null
                ? context.calendar().after(context.today(), Math.min(house.supplementDays(), house.supplementMost()))
                : asked;
        if (!by.isAfter(context.today()) || by.isAfter(latest)) {
            throw new CaseRuleBroken("application.notice.day", latest);
        }
        return by;
    }

    /** When time has something to say; never where the notice named no consequence, nor on a provisional date. */
    static @Nullable Instant wake(DefectNotice notice, Context context) {
        LocalDate by = notice.expectedBy();
        return by != null && notice.lapseBasis() != null && context.calendar().isPublished(by.getYear())
                ? CityTime.startOf(by.plusDays(1))
                : null;
    }

    static List<Event> woken(SupplementDue state, Context context) {
        DefectNotice notice = state.notice();
        LocalDate by = notice.expectedBy();
        String basis = notice.lapseBasis();
        return by != null
                        && basis != null
                        && wake(notice, context) != null
                        && context.today().isAfter(by)
                ? List.of(new Event.Withdrawn(context.today(), "逾期未补正，依据" + basis + "视为撤回申请", null))
                : List.of();
    }
}
