package org.yimen.kiosk;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.AtMachine;
import org.yimen.application.CaseView;
import org.yimen.application.Parcels;
import org.yimen.casework.CaseFile;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.delivery.Mailroom;
import org.yimen.delivery.Shipment;
import org.yimen.document.SealedPapers;
import org.yimen.kiosk.MyPages.Waiting;
import org.yimen.licence.Licence;
import org.yimen.licence.LicenceDesk;

/** 待领取: which results of the visitor have not reached him yet, where they are, and what is printed of them. */
@Component
class PickUps {

    /** So many are looked up; whoever has more finds them case by case. */
    static final int MOST = 10;

    private final ApplicationDesk desk;
    private final Parcels parcels;
    private final Mailroom mailroom;
    private final LicenceDesk licences;
    private final SealedPapers papers;

    PickUps(ApplicationDesk desk, Parcels parcels, Mailroom mailroom, LicenceDesk licences, SealedPapers papers) {
        this.desk = desk;
        this.parcels = parcels;
        this.mailroom = mailroom;
        this.licences = licences;
        this.papers = papers;
    }

    /** Of these cases of his, the newest first. */
    List<Waiting> of(List<Summary> cases) {
        return cases.stream()
                .filter(each -> each.status().equals("Issued") || each.status().equals("Refused"))
                .limit(MOST)
                .map(each -> desk.find(each.id()))
                .filter(file -> AtMachine.waits(file.state()))
                .map(this::waiting)
                .toList();
    }

    Waiting waiting(CaseFile<State> file) {
        boolean here = AtMachine.isHere(file.state());
        return new Waiting(
                file.id().value(),
                desk.item(file).name(),
                file.number(),
                file.state() instanceof State.Refused,
                parcels.wish(file).way(),
                here,
                here
                        ? null
                        : mailroom.of(file.id()).stream()
                                .findFirst()
                                .map(Shipment::tracking)
                                .orElse(null));
    }

    /** The sealed paper itself: the certificate, or the decision that refuses it. */
    Optional<byte[]> paper(CaseView view) {
        return switch (view.state()) {
            case State.Issued issued ->
                licences.find(view.file().id().region(), issued.outcome().licence())
                        .flatMap((Licence licence) -> licences.file(licence));
            case State.Refused refused ->
                Optional.ofNullable(refused.decision().paper())
                        .flatMap(paper -> papers.read(view.file().id().region(), paper.id()));
            default -> Optional.empty();
        };
    }
}
