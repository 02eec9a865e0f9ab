package org.yimen.hotline;

import java.util.List;
import org.springframework.stereotype.Component;
import org.yimen.casework.Agenda.Task;
import org.yimen.casework.CaseFeed.Told;
import org.yimen.casework.CaseFile;
import org.yimen.casework.WorkLists;
import org.yimen.hotline.WorkOrder.State;
import org.yimen.notify.Announcer;
import org.yimen.notify.Notice;
import org.yimen.notify.Outbox;
import org.yimen.organisation.Directory;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;

/** 紧急工单: whoever must act on one next hears of it at once, and not when he next looks into his list. */
@Component
class UrgentNews implements Announcer {

    private final OrderDesk desk;
    private final OrderTypes types;
    private final WorkLists lists;
    private final Directory directory;
    private final Outbox outbox;

    UrgentNews(OrderDesk desk, OrderTypes types, WorkLists lists, Directory directory, Outbox outbox) {
        this.desk = desk;
        this.types = types;
        this.lists = lists;
        this.directory = directory;
        this.outbox = outbox;
    }

    @Override
    public List<Notice> announce(Told told) {
        if (!told.kind().equals(OrderDesk.KIND) || !isNext(told.type())) {
            return List.of();
        }
        CaseFile<State> file = desk.find(told.caseId());
        WorkOrder.Matter matter = WorkOrder.matter(file.state());
        if (matter.hurries()) {
            Text type = types.version(matter.type(), matter.version()).name();
            lists.tasks(told.caseId()).stream()
                    .map(WorkLists.Entry::task)
                    .map(Task::post)
                    .distinct()
                    .flatMap(post ->
                            directory.holders(file.id().region(), post, CityTime.day(told.happenedAt())).stream())
                    .map(holder -> holder.staff().id())
                    .filter(officer -> !matter.accuses(officer))
                    .distinct()
                    .forEach(officer -> outbox.postInside(Notice.of(
                                    file.id().region(),
                                    officer,
                                    officer,
                                    "urgent:" + file.id().value() + ":" + told.seq(),
                                    "hotline.news.urgent",
                                    List.of(type, Text.of(file.number())),
                                    told.happenedAt())
                            .to("/desk/orders/" + file.id().value())));
        }
        return List.of();
    }

    /** True where another one has it from now on, or whoever has it must hurry. */
    private static boolean isNext(String event) {
        return switch (event) {
            case "Registered", "Dispatched", "Resolved", "Returned", "Reopened", "Hastened" -> true;
            default -> false;
        };
    }
}
