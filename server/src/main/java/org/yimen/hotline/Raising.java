package org.yimen.hotline;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.hotline.Report.Content;
import org.yimen.hotline.WorkOrder.Source;
import org.yimen.hotline.WorkOrder.State;
import org.yimen.organisation.Officer;

/**
 * 交办: raises an order that goes straight to its unit, which confirms having read it, answers by the day that was set, and
 * is done when the post that raised it has looked (督办, 台账问题, 会议任务).
 */
@Service
public class Raising {

    private final OrderDesk desk;

    Raising(OrderDesk desk) {
        this.desk = desk;
    }

    /**
     * What is to be done.
     *
     * @param type one whose origin is an officer
     * @param subject one line for lists, {@link WorkOrder#LONGEST_NAME} characters at most, without anybody's number
     * @param person who is in charge of it in the unit, or empty
     * @param dueOn the last day of the answer: after today, and within the type's {@code handle} limit
     * @param firm the legal entity or person whose request it is, who reads the answer and says whether it is done; null
     *     where nobody outside is concerned
     */
    public record Wish(
            String type,
            String subject,
            Source source,
            String unit,
            List<String> assisting,
            String person,
            LocalDate dueOn,
            Content content,
            @Nullable UUID firm) {

        public Wish {
            assisting = List.copyOf(assisting);
        }

        /** Between offices, with one unit. */
        public static Wish of(String type, String subject, Source source, String unit, LocalDate dueOn, String reason) {
            return new Wish(type, subject, source, unit, List.of(), "", dueOn, new Content(reason, "", ""), null);
        }
    }

    /**
     * Raises it, in the transaction of whoever calls if there is one: one cannot be kept without the other.
     *
     * @param post from which it is raised, which confirms the answer; an officer holds it, {@link Actor#SYSTEM} raises in
     *     its name
     * @param key names this one order: the same sent twice is one, another with the same key is refused
     * @throws CaseRuleBroken if the post may not, the unit is the raiser's own or unknown, or the day is out of bounds, and
     *     {@code hotline.text.number} where a text holds somebody's number
     */
    public CaseFile<State> raise(Wish wish, String post, Actor actor, String key) {
        Content content = wish.content();
        var texts = Stream.of(
                wish.subject(), wish.source().name(), wish.person(), content.text(), content.wish(), content.place());
        if (texts.anyMatch(AuditLog::holdsPersonalNumber)) {
            throw new CaseRuleBroken("hotline.text.number");
        }
        return desk.raise(wish, post, actor, key);
    }

    /** The post from which this officer raises orders of that type, if he may at all. */
    public Optional<String> post(Officer officer, OrderType type) {
        return officer.posts().stream().filter(type::isRaisedFrom).sorted().findFirst();
    }
}
