package org.yimen.application;

import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Command.ComeBack;
import org.yimen.application.Application.Command.Deliver;
import org.yimen.application.Application.Command.Serve;
import org.yimen.application.Application.State;
import org.yimen.application.Known.Source;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.delivery.Destination;
import org.yimen.delivery.Mailroom;
import org.yimen.delivery.ParcelNews;
import org.yimen.delivery.Receiver;
import org.yimen.delivery.Shipment;
import org.yimen.delivery.Wish;
import org.yimen.delivery.Wishes;
import org.yimen.licence.Licence;
import org.yimen.licence.LicenceEnded;
import org.yimen.notify.Notice;
import org.yimen.notify.Outbox;
import org.yimen.platform.Text;

/** 免费寄递 of results: what the applicant chooses, and what the courier's word does to his case, once. */
@Service
public class Parcels implements ParcelNews {

    private static final Logger log = LoggerFactory.getLogger(Parcels.class);

    /** The question of the forms that asks for it. */
    private static final String ADDRESS = "mail-address";

    private final ApplicationDesk desk;
    private final Applicants applicants;
    private final HandOvers handOvers;
    private final Mailroom mailroom;
    private final Wishes wishes;
    private final Outbox outbox;
    private final InstantSource time;

    Parcels(
            ApplicationDesk desk,
            Applicants applicants,
            HandOvers handOvers,
            Mailroom mailroom,
            Wishes wishes,
            Outbox outbox,
            InstantSource time) {
        this.desk = desk;
        this.applicants = applicants;
        this.handOvers = handOvers;
        this.mailroom = mailroom;
        this.wishes = wishes;
        this.outbox = outbox;
        this.time = time;
    }

    /**
     * To whom and where a result would go, before he said so, and where each of it comes from.
     *
     * @param address null where none is known
     */
    public record Addressee(
            Known name, Known phone, @Nullable Known address) {

        public Destination destination() {
            return new Destination(name.value(), phone.value(), address == null ? "" : address.value());
        }
    }

    /** 一次认证替代多次填表: the address of the form of the case, else the one that is kept of the applicant. */
    public Addressee known(CaseFile<State> file) {
        Applicant applicant = desk.applicant(file);
        boolean himself = applicant.holder().equals(applicant.person());
        Dossier dossier = desk.dossier(file.id());
        String written = dossier.answers().one(ADDRESS).orElse("");
        Known before = dossier.content().known().get(ADDRESS);
        Known typed = before != null && dossier.keeps(ADDRESS) ? before : new Known(Source.FORM, written);
        Known address = written.isBlank() ? applicants.known(applicant).get(ADDRESS) : typed;
        return new Addressee(
                new Known(applicant.entity() ? Source.REGISTER : Source.REAL_NAME, applicant.name()),
                new Known(himself ? Source.PROFILE : Source.AGENT, applicant.phone()),
                address);
    }

    /** How the result is wanted. */
    public Wish wish(CaseFile<State> file) {
        return handOvers.wish(file, desk.applicant(file));
    }

    /** True until it has reached him, or a courier has it. */
    public boolean mayChoose(CaseFile<State> file) {
        return switch (file.state()) {
            case State.Draft _, State.Delivered _, State.RefusalServed _, State.Archived _ -> false;
            case State.Declined _, State.Withdrawn _, State.Terminated _ -> false;
            case State.Received _, State.SupplementDue _, State.Supplemented _ -> true;
            case State.Reviewing _, State.InProcedure _, State.Deciding _ -> true;
            case State.ReadyToGrant _, State.Proposed _, State.Granted _ -> true;
            case State.Issued _, State.Refused _ ->
                !HandOver.isInTheMail(file.state())
                        || mailroom.of(file.id()).stream().limit(1).allMatch(Shipment::mayBeRecalled);
        };
    }

    /** The applicant chooses anew; a parcel that was not fetched yet is called back first. */
    public void choose(CaseId id, UUID person, Wish wish) {
        CaseFile<State> file = desk.find(id);
        if (!mayChoose(file)) {
            throw new CaseRuleBroken("application.hand-over.too-late");
        }
        Wishes.check(wish);
        if (HandOver.isInTheMail(file.state())) {
            mailroom.of(id).stream().limit(1).forEach(shipment -> mailroom.recall(shipment, "申请人改选送达方式"));
        }
        wishes.choose(id, file.applicant(), person, wish);
    }

    /** Tells the courier at once of what was just ordered; what he does not hear now he hears from the next turn. */
    public void book(CaseId id) {
        mailroom.of(id).stream().limit(1).forEach(mailroom::book);
    }

    @Override
    public void left(Shipment shipment) {
        String tracking = shipment.tracking();
        tell(shipment, "mailed", tracking == null ? "" : tracking);
    }

    @Override
    public void arrived(Shipment shipment, Receiver receiver) {
        boolean refused = desk.find(shipment.caseId()).state() instanceof State.Refused;
        act(shipment, "arrived", refused ? new Serve("mail", receiver) : new Deliver("mail", receiver));
    }

    @Override
    public void cameBack(Shipment shipment, String reason) {
        act(shipment, "back", new ComeBack(reason));
        desk.endIfOver(shipment.caseId());
        if (shipment.state() == Shipment.State.RETURNED) {
            tell(shipment, "returned", reason);
        }
    }

    /**
     * What is no longer in force is not handed over: its parcel is called back, and its case is over. What has left already
     * arrives or comes back.
     */
    @EventListener
    void ended(LicenceEnded news) {
        Licence licence = news.licence();
        var id = new CaseId(licence.region(), licence.caseId());
        if (desk.submitted(licence.caseId()).isEmpty()) {
            return;
        }
        CaseFile<State> file = desk.find(id);
        if (!(file.state() instanceof State.Issued issued)
                || !issued.outcome().licence().equals(licence.id())) {
            return;
        }
        if (HandOver.isInTheMail(issued)) {
            mailroom.of(id).stream().limit(1).forEach(parcel -> mailroom.callBack(parcel, "证照已失效，不再寄送"));
        } else {
            desk.endIfOver(id);
        }
    }

    /** One key for each parcel and end of it, so that no repeat moves the case again. */
    private void act(Shipment shipment, String end, Command command) {
        try {
            var _ = desk.act(shipment.caseId(), Actor.SYSTEM, "parcel:" + shipment.id() + ":" + end, null, command);
        } catch (CaseRuleBroken over) {
            // Somebody has written it down already: the courier's word is kept with the parcel.
            log.info("Parcel {} moves no case: {}", shipment.id(), over.getMessage());
        }
    }

    private void tell(Shipment shipment, String what, String more) {
        CaseFile<State> file = desk.find(shipment.caseId());
        Applicant applicant = desk.applicant(file);
        UUID id = file.id().value();
        outbox.post(Notice.of(
                        file.id().region(),
                        applicant.holder(),
                        applicant.person(),
                        "case:" + id + ":" + what + ":" + shipment.round(),
                        "application.news." + what,
                        List.of(handOvers.itemName(file), Text.of(file.number()), Text.of(more)),
                        time.instant())
                .to("/me/cases/" + id)
                .ofCase(id));
    }
}
