package org.yimen.portal;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Engaging.Handed;
import org.yimen.application.Engaging.Piece;
import org.yimen.application.web.EventWords;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Choice;
import org.yimen.platform.web.Words;
import org.yimen.procedure.Engagement;
import org.yimen.procedure.Engagement.Conclusion;

/**
 * 受委托的检验检测: one order as the body sees it.
 *
 * @param refusal why what was sent was refused, or null
 */
public record EngagedPage(
        Handed handed,
        LocalDate today,
        EventWords events,
        FormState form,
        @Nullable RuleBroken refusal) {

    public Engagement order() {
        return handed.order();
    }

    public String base() {
        return "/me/engagements/" + order().id();
    }

    public String file(Piece piece) {
        return base() + "/files/" + piece.filed().id();
    }

    public boolean mayAnswer() {
        return order().standing() == Engagement.Standing.ORDERED && handed.mayLook();
    }

    public boolean mayReport() {
        return order().standing() == Engagement.Standing.ACCEPTED && handed.mayLook();
    }

    public boolean mayAskForDays() {
        return mayReport() && order().more() == null && !today.isAfter(order().dueOn());
    }

    public List<Choice> conclusions(Words words) {
        return List.of(Conclusion.values()).stream()
                .map(each -> Choice.of(each.code(), words.say(each.key())))
                .toList();
    }

    /** All orders of a body. */
    public record All(String body, List<Engagement> orders, LocalDate today, EventWords events) {
        public All {
            orders = List.copyOf(orders);
        }
    }
}
