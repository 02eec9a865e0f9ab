package org.yimen.application;

import java.util.HashSet;
import java.util.List;
import org.springframework.stereotype.Component;
import org.yimen.application.Application.State;
import org.yimen.casework.CaseFeed.Told;
import org.yimen.casework.CaseFile;
import org.yimen.hall.Consults;
import org.yimen.notify.Announcer;
import org.yimen.notify.Notice;

/** Joins a new case to what its applicant asked about the item at the counter. It reads the journal, so nobody waits for it. */
@Component
class FromConsults implements Announcer {

    private final ApplicationDesk desk;
    private final Consults consults;

    FromConsults(ApplicationDesk desk, Consults consults) {
        this.desk = desk;
        this.consults = consults;
    }

    @Override
    public List<Notice> announce(Told told) {
        if (told.kind().equals(desk.kind()) && told.type().equals("Submitted")) {
            CaseFile<State> file = desk.find(told.caseId());
            Applicant applicant = desk.applicant(file);
            consults.link(
                    file.id().region(),
                    new HashSet<>(List.of(applicant.holder(), applicant.person())),
                    file.subject().code(),
                    file.id().value(),
                    file.openedAt());
        }
        return List.of();
    }
}
