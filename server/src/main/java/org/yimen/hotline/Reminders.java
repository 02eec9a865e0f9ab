package org.yimen.hotline;

import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.yimen.casework.CaseFile;
import org.yimen.casework.WorkLists;
import org.yimen.hotline.WorkOrder.State;
import org.yimen.notify.Notice;
import org.yimen.notify.Outbox;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Directory.Holder;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;

/** 来电催办: whoever has the order reads among his messages that its reporter has asked again; of what he said it repeats no word. */
@Component
class Reminders {

    private final WorkLists lists;
    private final Directory directory;
    private final Outbox outbox;

    Reminders(WorkLists lists, Directory directory, Outbox outbox) {
        this.lists = lists;
        this.directory = directory;
        this.outbox = outbox;
    }

    void tell(CaseFile<State> file, OrderType type, Instant now) {
        WorkOrder.Matter matter = WorkOrder.matter(file.state());
        String region = file.id().region();
        lists.tasks(file.id()).stream()
                .map(entry -> entry.task().post())
                .distinct()
                .flatMap(post -> directory.holders(region, post, CityTime.day(now)).stream())
                .map(Holder::staff)
                // 回避: whoever is accused learns nothing of it, also where he shares the post.
                .filter(staff -> !matter.accuses(staff.id()))
                .distinct()
                .forEach(staff -> outbox.postInside(Notice.of(
                                region,
                                staff.id(),
                                staff.id(),
                                "order:" + file.id().value() + ":" + file.version() + ":reminded",
                                "hotline.news.reminded",
                                List.of(type.name(), Text.of(file.number())),
                                now)
                        .to("/desk/orders/" + file.id().value())));
    }
}
