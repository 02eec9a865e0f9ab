package org.yimen.application;

import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.State;
import org.yimen.casework.CaseFile;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.DataRights;
import org.yimen.catalogue.ItemVersion;
import org.yimen.notify.Notice;
import org.yimen.notify.Outbox;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;

/**
 * 先后顺序 (行政许可法 art. 57): where numbers are limited a place is kept from the moment of acceptance, or from the moment as of
 * which it would count; when the first leaves the queue, those who decide hear whose turn it is.
 */
@Component
class Places {

    private final WorkLists lists;
    private final DataRights rights;
    private final Outbox outbox;
    private final InstantSource time;

    Places(WorkLists lists, DataRights rights, Outbox outbox, InstantSource time) {
        this.lists = lists;
        this.rights = rights;
        this.outbox = outbox;
        this.time = time;
    }

    /** In the transaction of what happened. */
    void follow(CaseFile<State> file, ItemVersion item, List<Event> events) {
        if (item.quota() != null && events.stream().anyMatch(Places::leaves)) {
            lists.firstInQueue(file.id(), item.code()).ifPresent(this::tell);
        }
    }

    private static boolean leaves(Event event) {
        return switch (event) {
            case Event.Granted _, Event.Refused _, Event.Declined _, Event.Withdrawn _, Event.Terminated _ -> true;
            // What it counts from comes later now: who came in between goes before.
            case Event.DefectsNoticed _ -> true;
            default -> false;
        };
    }

    private void tell(Summary next) {
        var now = time.instant();
        rights.holders(next.id(), next.department() + "/chief", CityTime.day(now)).stream()
                .map(holder -> holder.staff().id())
                .forEach(officer -> outbox.postInside(Notice.of(
                                next.id().region(),
                                officer,
                                officer,
                                "turn:" + next.id().value() + ":" + next.version(),
                                "application.news.turn",
                                List.of(Text.of(next.number())),
                                now)
                        .to("/desk/cases/" + next.id().value())));
    }
}
