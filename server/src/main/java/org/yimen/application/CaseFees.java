package org.yimen.application;

import java.util.List;
import org.springframework.stereotype.Service;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.State;
import org.yimen.application.Application.State.*;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.payment.FeeDesk;
import org.yimen.payment.FeeOrder;
import org.yimen.payment.FeeSubject;
import org.yimen.payment.PaymentRuleBroken;

/** What a case owes, and what its steps mean for that: acceptance opens the orders, its end without a result closes them. */
@Service
public class CaseFees {

    private final FeeDesk fees;
    private final Dossiers dossiers;
    private final Catalogue catalogue;

    CaseFees(FeeDesk fees, Dossiers dossiers, Catalogue catalogue) {
        this.fees = fees;
        this.dossiers = dossiers;
        this.catalogue = catalogue;
    }

    /** The case as payment sees it. */
    public FeeSubject subject(CaseFile<State> file) {
        ItemVersion item = item(file);
        return new FeeSubject(
                file.id(),
                file.number(),
                file.applicant(),
                item,
                dossiers.find(file.id().region(), file.id().value())
                        .orElseThrow(() -> new IllegalStateException("No dossier of " + file.id()))
                        .answers(),
                isChargeable(file.state()));
    }

    /** Before acceptance nothing is owed; once the result is out, nothing more. */
    private static boolean isChargeable(State state) {
        return switch (state) {
            case Reviewing _, InProcedure _, Deciding _, ReadyToGrant _, Proposed _, Granted _ -> true;
            case Draft _, Received _, SupplementDue _, Supplemented _, Declined _, Withdrawn _, Terminated _ -> false;
            case Issued _, Delivered _, Refused _, RefusalServed _, Archived _ -> false;
        };
    }

    public List<FeeOrder> orders(CaseId id) {
        return fees.ofCase(id);
    }

    /** True where nothing stands between the decision and the certificate. */
    public boolean isSettled(CaseFile<State> file) {
        return !isCharged(file) || fees.isSettled(subject(file));
    }

    /** Refuses to issue while something is owed; within a transaction nothing can be given back meanwhile. */
    void requireSettled(CaseFile<State> file) {
        if (!isCharged(file)) {
            return;
        }
        try {
            fees.requireSettled(subject(file));
        } catch (PaymentRuleBroken unpaid) {
            throw new CaseRuleBroken(
                    "application.issue.unpaid", unpaid.arguments().toArray());
        }
    }

    /** What an event means for the money, in the transaction of the event. */
    void follow(CaseFile<State> next, List<Event> events, Actor actor) {
        if (!isCharged(next)) {
            return;
        }
        for (Event event : events) {
            switch (event) {
                case Event.Accepted _ -> {
                    var _ = fees.open(subject(next), actor);
                }
                case Event.Withdrawn _ -> fees.end(next.id(), actor, "申请人撤回申请");
                case Event.Terminated _ -> fees.end(next.id(), actor, "办理终止");
                case Event.SetAside aside
                when aside.reopens() && aside.what() != Judgment.What.NON_ACCEPTANCE -> {
                    var _ = fees.open(subject(next), actor);
                }
                case Event.Refused _ -> fees.end(next.id(), actor, "不予办理");
                default -> {
                    // Nothing else opens or ends a debt.
                }
            }
        }
    }

    /** Most items cost nothing: then nobody asks the database. */
    private boolean isCharged(CaseFile<State> file) {
        return !item(file).fee().lines().isEmpty();
    }

    private ItemVersion item(CaseFile<State> file) {
        return catalogue
                .version(file.subject().code(), file.subject().version())
                .orElseThrow(() -> new IllegalStateException("No such item version: " + file.subject()));
    }
}
