package org.yimen.hotline;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yimen.casework.Actor;
import org.yimen.hotline.OrderView.Entry;
import org.yimen.hotline.WorkOrder.Assignment;
import org.yimen.hotline.WorkOrder.Event;
import org.yimen.organisation.Department;
import org.yimen.organisation.Directory;
import org.yimen.platform.Text;
import org.yimen.platform.ui.TimelineEntry;
import org.yimen.platform.web.Words;

/** Says in the reader's words what happened to an order, and who did it. */
@Component
public class OrderWords {

    private final Directory directory;
    private final OrderTypes types;

    OrderWords(Directory directory, OrderTypes types) {
        this.directory = directory;
        this.types = types;
    }

    /** The history as the reporter reads it: units, no names, nothing that offices say among themselves. */
    public List<TimelineEntry> publicTimeline(OrderView view, Words words) {
        return view.publicHistory().reversed().stream()
                .map(entry -> new TimelineEntry(
                        words.shortDateTime(entry.at()),
                        entry.at().toString(),
                        title(entry, words),
                        office(entry, words),
                        entry.event() instanceof Event.Suspended || entry.event() instanceof Event.Resumed))
                .toList();
    }

    public String title(Entry entry, Words words) {
        return switch (entry.event()) {
            case Event.Registered _ -> words.say("hotline.event.registered");
            case Event.Raised(var _, var _, var to, var _) -> words.say("hotline.event.raised", unit(to.unit(), words));
            case Event.AnsweredAtOnce _ -> words.say("hotline.event.answered-at-once");
            case Event.Dispatched(var to) ->
                to.assisting().isEmpty()
                        ? words.say("hotline.event.dispatched", unit(to.unit(), words))
                        : words.say(
                                "hotline.event.dispatched-assisted",
                                unit(to.unit(), words),
                                units(to.assisting(), words));
            case Event.Declined(var _, var ground, var _) ->
                words.say("hotline.event.declined", words.say("hotline.ground." + code(ground)));
            case Event.HandedOver(var _, var line, var _) ->
                words.say("hotline.event.handed-over", words.say("hotline.line." + code(line)));
            case Event.Merged _ -> words.say("hotline.event.merged");
            case Event.ConsultationCalled(var talk) ->
                words.say("hotline.event.consultation-called", units(talk.units(), words));
            case Event.Opined(var view) -> words.say("hotline.event.opined", unit(view.unit(), words));
            case Event.Resolved(var to, var _, var rule, var participants) ->
                resolved(to, rule, participants == null ? List.of() : participants, words);
            case Event.Contacted(var contact) ->
                words.say(contact.reached() ? "hotline.event.contacted" : "hotline.event.contacted-in-vain");
            case Event.Appealed(var appeal) ->
                words.say("hotline.event.appealed", words.say("hotline.appeal." + code(appeal.ground())));
            case Event.Struck _ -> words.say("hotline.event.struck");
            case Event.AppealDismissed _ -> words.say("hotline.event.appeal-dismissed");
            case Event.Accepted _ -> words.say("hotline.event.accepted");
            case Event.Returned(var _, var unit, var _) -> words.say("hotline.event.returned", unit(unit, words));
            case Event.Acted _ -> words.say("hotline.event.acted");
            case Event.Contributed(var contribution) ->
                words.say("hotline.event.contributed", unit(contribution.unit(), words));
            case Event.Extended(var _, var days, var _, var _) -> words.say("hotline.event.extended", days);
            case Event.Suspended(var halt) -> words.say("hotline.event.suspended", words.shortDate(halt.until()));
            case Event.Resumed _ -> words.say("hotline.event.resumed");
            case Event.Responded(var _, var missing) ->
                missing.isEmpty()
                        ? words.say("hotline.event.responded")
                        : words.say("hotline.event.responded-missing", units(missing, words));
            case Event.CalledInVain _ -> words.say("hotline.event.called-in-vain");
            case Event.Confirmed(var _, var outcome, var _, var reporter) ->
                words.say(
                        reporter ? "hotline.event.confirmed-self" : "hotline.event.confirmed",
                        words.say("hotline.outcome." + code(outcome)));
            case Event.Reopened _ -> words.say("hotline.event.reopened");
            case Event.Escalated _ -> words.say("hotline.event.escalated");
            case Event.Closed(var _, var ending, var _) ->
                words.say("hotline.event.closed", words.say("hotline.ending." + code(ending)));
            case Event.ReclassificationAsked(var proposal) ->
                words.say("hotline.event.reclassification-asked", words.say("hotline.type." + proposal.type()));
            case Event.Reclassified(var _, var type, var _, var _, var _) ->
                words.say("hotline.event.reclassified", words.say("hotline.type." + type));
            case Event.ReclassificationDenied _ -> words.say("hotline.event.reclassification-denied");
            case Event.Corrected(var _, var topic, var area, var accused) ->
                corrected(topic, area, words)
                        + (accused == null
                                ? ""
                                : words.say("hotline.event.corrected-accused", unit(accused.department(), words)));
            case Event.Withdrawn _ -> words.say("hotline.event.withdrawn");
            case Event.Left _ -> words.say("hotline.event.left");
            case Event.Climbed(var _, var clock, var due, var level) ->
                words.say(
                        "hotline.event.climbed",
                        words.text(clock(clock)),
                        words.shortDate(due),
                        words.say("hotline.level." + level));
            case Event.Urged(var _, var level, var _) ->
                words.say("hotline.event.urged", words.say("hotline.level." + level));
            case Event.Reminded _ -> words.say("hotline.event.reminded");
            case Event.Hastened(var on, var _) -> words.say("hotline.event.hastened", words.shortDate(on));
            case Event.FinishedLate(var clock, var due, var _, var days, var _) ->
                words.say("hotline.event.finished-late", words.text(clock(clock)), words.shortDate(due), days);
        };
    }

    private String corrected(String topic, String area, Words words) {
        String about = types.topic(topic).map(each -> words.text(each.name())).orElse(topic);
        return area.isEmpty()
                ? words.say("hotline.event.corrected", about)
                : words.say(
                        "hotline.event.corrected-area",
                        about,
                        types.area(area).map(each -> words.text(each.name())).orElse(area));
    }

    /** How the order ended into which this one was merged, where it was without an answer; null otherwise. */
    public @Nullable String mainEnded(OrderView view, Words words) {
        return switch (view.main()) {
            case WorkOrder.State.Declined(var _, var _, var ground, var reason) ->
                words.say("hotline.event.declined", words.say("hotline.ground." + code(ground))) + "：" + reason;
            case WorkOrder.State.HandedOver(var _, var _, var line) ->
                words.say("hotline.event.handed-over", words.say("hotline.line." + code(line)));
            case WorkOrder.State.Withdrawn _ -> words.say("hotline.event.withdrawn");
            case null, default -> null;
        };
    }

    private String resolved(Assignment to, boolean rule, List<String> participants, Words words) {
        String decided =
                words.say(rule ? "hotline.event.resolved-rule" : "hotline.event.resolved", unit(to.unit(), words));
        String who = participants.isEmpty() ? "" : words.say("hotline.event.resolved-by", units(participants, words));
        String until = to.days() == null ? "" : words.say("hotline.event.resolved-days", to.days());
        return decided + who + until;
    }

    /** What was written, in the language in which it was written. */
    public @Nullable String detail(Entry entry) {
        String text = switch (entry.event()) {
            case Event.AnsweredAtOnce(var _, var reply) -> reply.text();
            case Event.Dispatched(var to) -> to.note();
            case Event.Declined(var _, var _, var reason) -> reason;
            case Event.HandedOver(var _, var _, var note) -> note;
            case Event.Merged(var _, var _, var reason) -> reason;
            case Event.ConsultationCalled(var talk) -> talk.question();
            case Event.Opined(var view) -> view.text();
            case Event.Resolved(var to, var _, var _, var _) -> to.note();
            case Event.Contacted(var contact) -> contact.note();
            case Event.Appealed(var appeal) -> appeal.reason();
            case Event.Struck(var _, var reason, var _) -> reason;
            case Event.AppealDismissed(var _, var reason, var _) -> reason;
            case Event.Returned(var _, var _, var reason) -> reason;
            case Event.Acted(var _, var note) -> note;
            case Event.Contributed(var contribution) -> contribution.text();
            case Event.Extended(var _, var _, var reason, var _) -> reason;
            case Event.Suspended(var halt) -> halt.reason();
            case Event.Resumed(var _, var note) -> note;
            case Event.Responded(var reply, var _) ->
                reply.measure().isEmpty() ? reply.text() : reply.text() + "；" + reply.measure();
            case Event.CalledInVain(var _, var note) -> note;
            case Event.Confirmed(var _, var _, var note, var _) -> note;
            case Event.Escalated(var _, var reason) -> reason;
            case Event.Closed(var _, var _, var reason) -> reason;
            case Event.ReclassificationAsked(var proposal) -> proposal.reason();
            case Event.ReclassificationDenied(var _, var note) -> note;
            case Event.Withdrawn(var _, var reason) -> reason;
            case Event.Left(var _, var reason) -> reason;
            case Event.Urged(var _, var _, var reason) -> reason;
            case Event.Reminded(var _, var note) -> note;
            case Event.Hastened(var _, var reason) -> reason;
            case Event.Registered _,
                    Event.Raised _,
                    Event.Accepted _,
                    Event.Reopened _,
                    Event.Reclassified _,
                    Event.Corrected _,
                    Event.Climbed _,
                    Event.FinishedLate _ -> "";
        };
        return text.isEmpty() ? null : text;
    }

    /** Who did it, for the desk: a reporter is never named. */
    public String who(Entry entry, Words words) {
        return switch (entry.actor().kind()) {
            case APPLICANT -> words.say("hotline.who.reporter");
            case SYSTEM -> words.say("hotline.who.time");
            case OFFICER ->
                colleague(entry.actor().id()) + "（" + post(entry.actor().post(), words) + "）";
        };
    }

    private String office(Entry entry, Words words) {
        Actor actor = entry.actor();
        return switch (actor.kind()) {
            case APPLICANT -> words.say("hotline.who.you");
            case SYSTEM -> words.say("hotline.who.time");
            case OFFICER -> actor.post().isEmpty() ? "" : unit(OrderPosts.department(actor.post()), words);
        };
    }

    public String colleague(UUID staff) {
        return directory.staff(staff).name();
    }

    public String unit(String code, Words words) {
        return directory
                .unit(directory.region(), code)
                .filter(Department.class::isInstance)
                .map(Department.class::cast)
                .map(department -> words.text(department.shortName()))
                .orElse(code);
    }

    public String units(List<String> codes, Words words) {
        return words.list(codes.stream().map(code -> unit(code, words)).toList());
    }

    public String post(String code, Words words) {
        return directory
                .post(directory.region(), code)
                .map(post -> unit(post.department(), words) + " " + words.text(post.name()))
                .orElse(code);
    }

    /** The name of a clock of an order. */
    static Text clock(String code) {
        return switch (code) {
            case "dispatch" -> new Text("派单", "dispatch");
            case "consult" -> new Text("会商", "consultation");
            case "answer" -> new Text("接单", "accept or return");
            case "handle" -> new Text("承办", "handling");
            case "appeal" -> new Text("申诉复核", "deciding on the appeal");
            case "verify" -> new Text("回访", "asking the caller");
            default -> new Text("督办", "supervision");
        };
    }

    /** {@code PARTLY_UPHELD} → {@code partly-upheld}, as message keys spell it. */
    public static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
