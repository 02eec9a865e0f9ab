package org.yimen.hotline;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.hotline.WorkOrder.Event;

/**
 * What figures want to know of one command's events, beside where the order stands now.
 *
 * @param takenOn when somebody first had it: sent on, answered or called together
 * @param late codes of the clocks that were missed
 * @param supervised how often somebody above was told, by time or by a person
 */
record Noted(@Nullable LocalDate takenOn, List<String> late, int supervised) {

    Noted {
        late = List.copyOf(late);
    }

    static Noted of(List<Event> events, LocalDate today) {
        LocalDate taken = null;
        var late = new ArrayList<String>();
        int supervised = 0;
        for (Event event : events) {
            switch (event) {
                case Event.Dispatched _, Event.AnsweredAtOnce _, Event.ConsultationCalled _ -> taken = today;
                case Event.FinishedLate(var clock, var _, var _, var _, var _) -> late.add(clock);
                case Event.Climbed _, Event.Urged _, Event.Escalated _ -> supervised++;
                default -> {
                    // Where it stands says the rest.
                }
            }
        }
        return new Noted(taken, late, supervised);
    }

    boolean isEmpty() {
        return takenOn == null && late.isEmpty() && supervised == 0;
    }
}
