package org.yimen.desk;

import java.util.List;
import org.springframework.stereotype.Component;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.CaseView;
import org.yimen.application.HandOvers;
import org.yimen.application.NoticeHandOvers;
import org.yimen.application.ServiceConsents;
import org.yimen.casework.CaseFile;
import org.yimen.delivery.Handover;
import org.yimen.delivery.Mailroom;
import org.yimen.delivery.Shipment;

/** Puts what was served of a case beside it. */
@Component
class HandOverPanels {

    private final HandOvers handOvers;
    private final ApplicationDesk desk;
    private final Mailroom mailroom;
    private final NoticeHandOvers notices;
    private final ServiceConsents consents;

    HandOverPanels(
            HandOvers handOvers,
            ApplicationDesk desk,
            Mailroom mailroom,
            NoticeHandOvers notices,
            ServiceConsents consents) {
        this.notices = notices;
        this.consents = consents;
        this.handOvers = handOvers;
        this.desk = desk;
        this.mailroom = mailroom;
    }

    HandOverPanel of(CaseView view) {
        CaseFile<State> file = view.file();
        List<Shipment> shipments = mailroom.of(file.id());
        List<Handover> handed = handOvers.of(file.id());
        return new HandOverPanel(
                handOvers.wish(file, desk.applicant(file)),
                handed,
                shipments,
                shipments.isEmpty() ? List.of() : mailroom.steps(shipments.getFirst()),
                view.may("deliver") || view.may("serve") || view.may("come-back"),
                notices.of(file, handed).stream()
                        .filter(line -> line.served() == null)
                        .count(),
                consents.of(file.id().region(), file.applicant()).orElse(null));
    }
}
