package org.yimen.hotline;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFeed.Told;
import org.yimen.casework.CaseFile;
import org.yimen.hotline.Raising.Wish;
import org.yimen.hotline.WorkOrder.Reply;
import org.yimen.hotline.WorkOrder.Source;
import org.yimen.hotline.WorkOrder.State;
import org.yimen.hotline.WorkOrder.Verdict;
import org.yimen.notify.Announcer;
import org.yimen.notify.Notice;
import org.yimen.platform.CityTime;

/** 逐项吸收: a suggestion that was adopted, wholly or in part, is a task of the unit that adopted it until it is done. */
@Component
class AdoptedSuggestions implements Announcer {

    private static final String TYPE = "task";

    /** Natural days to do it in; our convention, no law names one. */
    private static final int DAYS = 30;

    private final OrderDesk desk;
    private final OrderBook book;
    private final Raising raising;
    private final InstantSource time;

    AdoptedSuggestions(OrderDesk desk, OrderBook book, Raising raising, InstantSource time) {
        this.desk = desk;
        this.book = book;
        this.raising = raising;
        this.time = time;
    }

    @Override
    public List<Notice> announce(Told told) {
        if (told.kind().equals(OrderDesk.KIND) && told.type().equals("Responded")) {
            CaseFile<State> file = desk.find(told.caseId());
            Reply reply = WorkOrder.replyOrNull(file.state());
            Verdict verdict = reply == null ? null : reply.verdict();
            if (reply != null && (verdict == Verdict.ADOPTED || verdict == Verdict.PARTLY_ADOPTED)) {
                raise(file, reply);
            }
        }
        return List.of();
    }

    /** Once for a suggestion, however often it is answered; the post that looks whether it is done is none of the unit's. */
    private void raise(CaseFile<State> file, Reply reply) {
        String ref = file.id().value().toString();
        // A reopened one is answered in other words on another day: its key would be refused, so the task is looked
        // for.
        if (!book.raisedFrom(file.id().region(), Source.Kind.SUGGESTION, ref, 1).isEmpty()) {
            return;
        }
        String what = reply.measure().isBlank() ? reply.text() : reply.measure();
        LocalDate due = CityTime.day(time.instant()).plusDays(DAYS);
        var source = new Source(Source.Kind.SUGGESTION, ref, file.number());
        raising.raise(
                Wish.of(TYPE, "采纳建议 " + file.number(), source, reply.unit(), due, what),
                reply.unit().equals(OrderPosts.HOTLINE) ? OrderPosts.SUPERVISOR : OrderPosts.DISPATCHER,
                Actor.SYSTEM,
                "adopted:" + ref);
    }
}
