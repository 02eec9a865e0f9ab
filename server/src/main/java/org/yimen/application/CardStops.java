package org.yimen.application;

import org.springframework.stereotype.Component;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Command.*;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.identity.CardChecks;
import org.yimen.identity.IdentityRuleBroken;

/**
 * 人证不符即停: after a wrong card at a window nothing is accepted, granted, issued or handed over, by whomever and through
 * whichever door, until the right one is read. Refusing and whatever else the law's days ask of the office goes on, and so
 * does what happens by itself: silence (行政许可法 art. 32(4)) waits for no card.
 */
@Component
class CardStops {

    private final CardChecks cards;

    CardStops(CardChecks cards) {
        this.cards = cards;
    }

    /** @throws IdentityRuleBroken where the last card that was read for the case was the wrong one */
    void demandNone(CaseId id, Actor actor, Command command) {
        if (actor.kind() == Actor.Kind.OFFICER && isStopped(command) && cards.stopped(id.region(), id.value())) {
            throw new IdentityRuleBroken("identity.card.stopped");
        }
    }

    private static boolean isStopped(Command command) {
        return switch (command) {
            case Accept _, AcceptWithGaps _, Grant _, Issue _, Deliver _, Dispatch _ -> true;
            case Consent consent -> consent.grants();
            default -> false;
        };
    }
}
