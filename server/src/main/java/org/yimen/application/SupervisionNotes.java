package org.yimen.application;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.Filing;
import org.yimen.application.Application.Ground;
import org.yimen.application.Application.State;
import org.yimen.audit.AuditEntry;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFile;
import org.yimen.time.WorkCalendar;

/** What an office may do only for a reason, or sooner than it did: supervision reads it, in the transaction of the act. */
@Component
public class SupervisionNotes {

    /** Kind of the audit entries of what a later notice named and the first had not (art. 32(4)). */
    public static final String LATE_POINT = "application.late-point";

    /** Kind of the audit entries of a non-acceptance that was not said at once (art. 32(1), (2)). */
    public static final String DECLINED_LATE = "application.declined-late";

    /** Kind of the audit entries of what was examined anew after it had been found ready to grant (art. 38). */
    public static final String SENT_BACK_READY = "application.sent-back-ready";

    private final AuditLog audit;
    private final WorkCalendar calendar;

    SupervisionNotes(AuditLog audit, WorkCalendar calendar) {
        this.audit = audit;
        this.calendar = calendar.provisional();
    }

    void follow(CaseFile<State> file, Event event, Actor actor) {
        switch (event) {
            case Event.DefectsNoticed noticed
            when noticed.reason() != null ->
                note(
                        LATE_POINT,
                        file,
                        actor,
                        Map.of(
                                "points", String.join(" ", noticed.late()),
                                "reason", noticed.reason(),
                                "notice", noticed.paper().number(),
                                "post", actor.post()));
            case Event.Declined declined
            when isLate(Application.filing(file.state()), declined.ground(), declined.on(), calendar) ->
                note(
                        DECLINED_LATE,
                        file,
                        actor,
                        Map.of(
                                "received",
                                Application.filing(file.state()).on().toString(),
                                "notice",
                                declined.paper().number(),
                                "post",
                                actor.post()));
            case Event.SentBack back
            when Boolean.TRUE.equals(back.foundReady()) ->
                note(SENT_BACK_READY, file, actor, Map.of("reason", back.reason(), "post", actor.post()));
            default -> {
                // Nothing that supervision reads here.
            }
        }
    }

    /**
     * 即时 (art. 32(1), (2)): that no licence is needed, or that another office is competent, is said on the day of receipt or, for
     * what came in after hours, on the next working day. Nothing follows from a provisional date.
     */
    static boolean isLate(Filing filing, Ground ground, LocalDate on, WorkCalendar calendar) {
        // That somebody is barred (arts. 78, 79) is found by looking; the law sets no moment for it.
        if (ground == Ground.BANNED) {
            return false;
        }
        LocalDate last = calendar.after(filing.since(), 1);
        return on.isAfter(last) && calendar.isPublished(last.getYear());
    }

    /** Day of the receipt that a {@link #DECLINED_LATE} was measured by; null of any other entry. */
    public static @Nullable LocalDate received(AuditEntry entry) {
        String day = entry.detail().get("received");
        return day == null ? null : LocalDate.parse(day);
    }

    private void note(String kind, CaseFile<State> file, Actor actor, Map<String, String> detail) {
        audit.record(
                file.id().region(),
                actor.id().toString(),
                kind,
                file.id().value().toString(),
                detail);
    }
}
