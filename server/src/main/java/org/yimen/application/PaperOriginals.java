package org.yimen.application;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.State;
import org.yimen.casework.CaseFeed.Told;
import org.yimen.casework.CaseFile;
import org.yimen.custody.CustodyDesk;
import org.yimen.notify.Announcer;
import org.yimen.notify.Notice;

/** Tells the custody of originals that a matter is over: what is still here then is missed by whom it belongs to. */
@Component
public class PaperOriginals implements Announcer {

    private static final Set<String> ENDS = Stream.of(
                    Event.Declined.class,
                    Event.Withdrawn.class,
                    Event.Terminated.class,
                    Event.Delivered.class,
                    Event.RefusalServed.class,
                    Event.Archived.class)
            .map(Class::getSimpleName)
            .collect(Collectors.toUnmodifiableSet());

    private final ApplicationDesk desk;
    private final CustodyDesk custody;

    PaperOriginals(ApplicationDesk desk, CustodyDesk custody) {
        this.desk = desk;
        this.custody = custody;
    }

    @Override
    public List<Notice> announce(Told told) {
        if (told.kind().equals(desk.kind()) && ENDS.contains(told.type())) {
            custody.caseEnded(told.caseId(), told.happenedAt());
        }
        return List.of();
    }

    /** True while there is a use for the applicant's papers. */
    public static boolean isOpen(CaseFile<State> file) {
        return switch (file.state()) {
            case State.Draft _,
                    State.Declined _,
                    State.Withdrawn _,
                    State.Terminated _,
                    State.Delivered _,
                    State.RefusalServed _,
                    State.Archived _ -> false;
            case State.Received _, State.SupplementDue _, State.Supplemented _ -> true;
            case State.Reviewing _, State.InProcedure _ -> true;
            case State.Deciding _,
                    State.Proposed _,
                    State.ReadyToGrant _,
                    State.Granted _,
                    State.Issued _,
                    State.Refused _ -> true;
        };
    }
}
