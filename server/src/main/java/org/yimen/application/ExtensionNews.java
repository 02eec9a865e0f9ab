package org.yimen.application;

import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.State;
import org.yimen.casework.CaseDesk;
import org.yimen.casework.CaseFeed.Told;
import org.yimen.casework.CaseFile;
import org.yimen.notify.Announcer;
import org.yimen.notify.Notice;
import org.yimen.notify.Outbox;
import org.yimen.platform.Text;

/** 提请延长: whoever asked the head of the government hears at the desk what he said; the applicant hears of a yes elsewhere. */
@Component
class ExtensionNews implements Announcer {

    private static final Set<String> ANSWERS =
            Set.of(Event.Extended.class.getSimpleName(), Event.ExtensionDenied.class.getSimpleName());

    private final ApplicationDesk desk;
    private final ApplicationProcedure procedure;
    private final CaseDesk cases;
    private final Outbox outbox;

    ExtensionNews(ApplicationDesk desk, ApplicationProcedure procedure, CaseDesk cases, Outbox outbox) {
        this.desk = desk;
        this.procedure = procedure;
        this.cases = cases;
        this.outbox = outbox;
    }

    @Override
    public List<Notice> announce(Told told) {
        if (told.kind().equals(desk.kind()) && ANSWERS.contains(told.type())) {
            CaseFile<State> file = desk.find(told.caseId());
            // One extension at most, and one asking at a time: the last one before the answer is the one answered.
            cases.history(told.caseId()).stream()
                    .filter(each -> each.seq() < told.seq())
                    .map(each -> cases.read(procedure, each))
                    .filter(each -> each instanceof Event.ExtensionAsked || each instanceof Event.ExtensionDenied)
                    .reduce((_, later) -> later)
                    .filter(Event.ExtensionAsked.class::isInstance)
                    .map(Event.ExtensionAsked.class::cast)
                    .ifPresent(asked -> outbox.postInside(notice(file, told, asked)));
        }
        return List.of();
    }

    private Notice notice(CaseFile<State> file, Told told, Event.ExtensionAsked asked) {
        boolean extended = told.type().equals(Event.Extended.class.getSimpleName());
        return Notice.of(
                        told.caseId().region(),
                        asked.by(),
                        asked.by(),
                        "extension:" + told.id(),
                        extended ? "application.news.extension-allowed" : "application.news.extension-denied",
                        List.of(desk.item(file).name(), Text.of(file.number())),
                        told.happenedAt())
                .to("/desk/cases/" + told.caseId().value());
    }
}
