package org.yimen.hotline;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.application.CaseView.ClockReading;
import org.yimen.casework.Actor;
import org.yimen.casework.Agenda.Task;
import org.yimen.casework.CaseFile;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.hotline.OrderTypes.Area;
import org.yimen.hotline.Report.Content;
import org.yimen.hotline.Report.Reporter;
import org.yimen.hotline.WorkOrder.Event;
import org.yimen.hotline.WorkOrder.Matter;
import org.yimen.hotline.WorkOrder.Reply;
import org.yimen.hotline.WorkOrder.State;

/**
 * An order on one screen, as it stands at one moment.
 *
 * @param reporter to be shown masked
 * @param choices every command that the state knows, with what this person lacks for it
 * @param main the order into which this one was merged, whose answer its reporter reads
 * @param about the case about which it complains
 * @param suggested the unit that a rule of a consultation, or else the topic, suggests
 * @param broken numbers of the events that are not what was written
 */
public record OrderView(
        CaseFile<State> file,
        OrderRow row,
        OrderType type,
        OrderTypes.Topic topic,
        Content content,
        Reporter reporter,
        LocalDate today,
        List<ClockReading> clocks,
        List<Task> next,
        List<Entry> history,
        List<Choice> choices,
        @Nullable State main,
        @Nullable Area area,
        @Nullable Summary about,
        @Nullable String suggested,
        List<Long> broken) {

    /** What this person may ask for. */
    public record Choice(String code, @Nullable String refusal) {
        public boolean isOpen() {
            return refusal == null;
        }
    }

    /** One line of the history. */
    public record Entry(long seq, Instant at, Actor actor, Event event) {

        /** True where the reporter may read it too: what offices say among themselves stays there. */
        public boolean isPublic() {
            return switch (event) {
                case Event.Raised _, Event.Registered _, Event.AnsweredAtOnce _, Event.Dispatched _, Event.Declined _ ->
                    true;
                case Event.HandedOver _, Event.Merged _, Event.Accepted _, Event.Returned _, Event.Extended _ -> true;
                case Event.Suspended _, Event.Resumed _, Event.Responded _, Event.CalledInVain _ -> true;
                case Event.Confirmed _, Event.Reopened _, Event.Escalated _, Event.Closed _ -> true;
                case Event.Withdrawn _, Event.Left _, Event.Climbed _, Event.FinishedLate _, Event.Resolved _ -> true;
                case Event.Reclassified _, Event.Contacted _, Event.Appealed _, Event.Struck _ -> true;
                case Event.AppealDismissed _, Event.Reminded _, Event.Corrected _ -> true;
                case Event.ConsultationCalled _, Event.Opined _, Event.Acted _, Event.Contributed _ -> false;
                case Event.ReclassificationAsked _, Event.ReclassificationDenied _, Event.Urged _ -> false;
                case Event.Hastened _ -> false;
            };
        }
    }

    public OrderView {
        clocks = List.copyOf(clocks);
        next = List.copyOf(next);
        history = List.copyOf(history);
        choices = List.copyOf(choices);
        broken = List.copyOf(broken);
    }

    public State state() {
        return file.state();
    }

    public Matter matter() {
        return WorkOrder.matter(file.state());
    }

    /** The department whose reason the answer needs, where another leads. */
    public List<String> asked() {
        return OrderNeeds.asked(type, matter(), suggested == null ? "" : suggested).stream()
                .toList();
    }

    /** The answer that the reporter reads: of the order itself, or of the one that it was merged into. */
    public @Nullable Reply reply() {
        Reply own = WorkOrder.replyOrNull(file.state());
        return own != null || main == null ? own : WorkOrder.replyOrNull(main);
    }

    public boolean may(String code) {
        return choices.stream().anyMatch(choice -> choice.code().equals(code) && choice.isOpen());
    }

    public boolean intact() {
        return broken.isEmpty();
    }

    public List<Entry> publicHistory() {
        return history.stream().filter(Entry::isPublic).toList();
    }
}
