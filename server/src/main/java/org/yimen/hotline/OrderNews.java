package org.yimen.hotline;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.yimen.casework.CaseFeed.Told;
import org.yimen.casework.CaseFile;
import org.yimen.hotline.Report.Reporter;
import org.yimen.hotline.WorkOrder.State;
import org.yimen.identity.Entities;
import org.yimen.notify.Announcer;
import org.yimen.notify.Notice;
import org.yimen.platform.CityTime;
import org.yimen.platform.Settings;
import org.yimen.platform.Text;
import org.yimen.platform.web.Site;

/** 工单消息: what a reporter who gave his name hears of his order; of what was said the message repeats no word. */
@Component
class OrderNews implements Announcer {

    private final OrderDesk desk;
    private final OrderTypes types;
    private final Entities entities;
    private final Settings settings;

    OrderNews(OrderDesk desk, OrderTypes types, Entities entities, Settings settings) {
        this.entities = entities;
        this.desk = desk;
        this.types = types;
        this.settings = settings;
    }

    @Override
    public List<Notice> announce(Told told) {
        String what = told.kind().equals(OrderDesk.KIND) ? news(told.type()) : "";
        if (what.isEmpty()) {
            return List.of();
        }
        CaseFile<State> file = desk.find(told.caseId());
        // Who has left hears that he has, and nothing more.
        boolean gone = WorkOrder.matter(file.state()).past().left() && !what.equals("left");
        Stream<Notice> own = gone ? Stream.of() : notices(file, told, what).stream();
        // 统一反馈: what becomes of a matter, every reporter of it hears, who came later as well.
        Stream<Notice> others = what.equals("registered") || what.equals("left")
                ? Stream.of()
                : desk.merged(file.id()).stream().flatMap(other -> notices(other, told, what).stream());
        boolean answered = told.type().equals("Merged")
                && WorkOrder.replyOrNull(desk.main(file).state()) != null;
        return Stream.of(own, others, answered ? notices(file, told, "answered").stream() : Stream.<Notice>of())
                .flatMap(each -> each)
                .toList();
    }

    private List<Notice> notices(CaseFile<State> file, Told told, String what) {
        Reporter reporter = desk.reporter(file);
        Optional<UUID> person = told(reporter, CityTime.day(told.happenedAt()));
        if (person.isEmpty()) {
            // Without a name there is nobody to tell: number and code open the answer.
            return List.of();
        }
        OrderType type = types.version(
                file.subject().code().substring(OrderDesk.KIND.length() + 1),
                file.subject().version());
        UUID id = file.id().value();
        return List.of(Notice.of(
                        file.id().region(),
                        file.applicant(),
                        person.get(),
                        "order:" + id + ":"
                                + (file.id().equals(told.caseId())
                                        ? ""
                                        : told.caseId().value() + ":") + told.seq() + ":"
                                + what,
                        "hotline.news." + what,
                        List.of(type.name(), Text.of(file.number()), Text.of(settings.text(Site.PHONE))),
                        told.happenedAt())
                .to("/me/complaints/" + id)
                .ofCase(id));
    }

    /** Who said it himself; for a firm of which somebody else wrote it down, who represents it. */
    private Optional<UUID> told(Reporter reporter, LocalDate on) {
        UUID firm = reporter.entity();
        return Optional.ofNullable(reporter.person())
                .or(() -> firm == null
                        ? Optional.empty()
                        : entities.find(firm).flatMap(found -> found.representative(on)));
    }

    /** What the event is called in messages; empty where it stays among the offices. */
    private static String news(String event) {
        return switch (event) {
            case "Registered" -> "registered";
            case "AnsweredAtOnce", "Responded" -> "answered";
            case "Extended" -> "extended";
            case "Suspended" -> "suspended";
            case "Declined", "HandedOver", "Merged" -> "not-taken";
            case "Closed" -> "closed";
            case "Withdrawn" -> "withdrawn";
            case "Left" -> "left";
            default -> "";
        };
    }
}
