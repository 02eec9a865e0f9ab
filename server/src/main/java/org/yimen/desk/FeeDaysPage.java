package org.yimen.desk;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.application.web.EventWords;
import org.yimen.casework.Actor;
import org.yimen.payment.Difference;
import org.yimen.payment.Fen;
import org.yimen.payment.Reconciliation;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.web.Words;

/**
 * 对账: the days that were compared with the provider, and what differs.
 *
 * @param day the day that the form offers, which is yesterday
 * @param refusal why the last thing that was asked for was not done
 * @param down the provider does not give its statement now
 */
public record FeeDaysPage(
        DeskFrame frame,
        List<Reconciliation.Day> days,
        List<Difference> differences,
        EventWords events,
        LocalDate day,
        boolean decides,
        @Nullable RuleBroken refusal,
        boolean down) {

    public FeeDaysPage {
        days = List.copyOf(days);
        differences = List.copyOf(differences);
    }

    public String yuan(long fen) {
        return Fen.yuan(fen);
    }

    public String who(Difference difference, Words words) {
        var by = difference.resolvedBy();
        return by == null || by.equals(Actor.SYSTEM.id()) ? words.say("application.actor.time") : events.colleague(by);
    }

    public @Nullable String problem(Words words) {
        return down
                ? words.say("payment.provider.down")
                : refusal == null
                        ? null
                        : words.say(refusal.code(), refusal.arguments().toArray());
    }
}
