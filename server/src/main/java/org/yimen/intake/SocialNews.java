package org.yimen.intake;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.yimen.casework.CaseFeed.Told;
import org.yimen.casework.CaseFile;
import org.yimen.hotline.OrderDesk;
import org.yimen.hotline.WorkOrder;
import org.yimen.hotline.WorkOrder.State;
import org.yimen.notify.Announcer;
import org.yimen.notify.Notice;
import org.yimen.platform.web.Words;

/** Pushes the answer back to where the question came from; one answer goes to every writer of a merged matter. */
@Component
class SocialNews implements Announcer {

    private final SocialInbox inbox;
    private final SocialReplies replies;
    private final OrderDesk desk;

    SocialNews(SocialInbox inbox, SocialReplies replies, OrderDesk desk) {
        this.inbox = inbox;
        this.replies = replies;
        this.desk = desk;
    }

    @Override
    public List<Notice> announce(Told told) {
        String what = told.kind().equals(OrderDesk.KIND) ? news(told.type()) : "";
        if (!what.isEmpty()) {
            CaseFile<State> file = desk.find(told.caseId());
            Stream.concat(Stream.of(file), what.equals("merged") ? Stream.empty() : desk.merged(file.id()).stream())
                    .forEach(each -> push(each, told, what));
        }
        return List.of();
    }

    private void push(CaseFile<State> file, Told told, String what) {
        inbox.writer(file.id().value()).ifPresent(writer -> {
            Words words = Words.of(Locale.SIMPLIFIED_CHINESE);
            // What the unit wrote is read with number and code: a platform keeps what passes through it.
            replies.queue(
                    writer.channel(),
                    writer.sender(),
                    "order:" + told.id() + ":" + file.id().value(),
                    WorkOrder.matter(file.state()).anonymous()
                            ? words.say("intake.social." + what, file.number(), desk.code(file))
                            : words.say("intake.social.firm-" + what, file.number()));
        });
    }

    private static String news(String event) {
        return switch (event) {
            case "AnsweredAtOnce", "Responded" -> "answered";
            case "Declined", "HandedOver" -> "not-taken";
            case "Merged" -> "merged";
            default -> "";
        };
    }
}
