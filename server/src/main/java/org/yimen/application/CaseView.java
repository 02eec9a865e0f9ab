package org.yimen.application;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.PaperRef;
import org.yimen.application.Application.State;
import org.yimen.casework.Actor;
import org.yimen.casework.Agenda.Task;
import org.yimen.casework.CaseFile;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Basis;
import org.yimen.platform.Text;
import org.yimen.time.Reading;
import org.yimen.time.TimeLimit;

/**
 * Everything about a case on one screen, as it stands at one moment.
 *
 * @param today the day on which it was looked at
 * @param next what happens next and who must do it
 * @param intact the journal's chain holds
 */
public record CaseView(
        CaseFile<State> file,
        ItemVersion item,
        Dossier dossier,
        LocalDate today,
        List<ClockReading> clocks,
        List<Task> next,
        List<Entry> history,
        List<Choice> choices,
        boolean intact) {

    /**
     * One clock as it stands.
     *
     * @param code {@code answer}, {@code statutory}, {@code promised}, {@code stage} or {@code delivery}
     * @param stage name of the stage, for its clock
     * @param stoppedOn the day on which what it measured was done
     */
    public record ClockReading(
            String code,
            TimeLimit limit,
            @Nullable Basis basis,
            @Nullable Text stage,
            @Nullable LocalDate stoppedOn,
            LocalDate start,
            int extension,
            Reading reading) {}

    /** One line of the history. */
    public record Entry(long seq, Instant at, Actor actor, Event event) {

        /** True where the applicant may read it too; what offices say among themselves stays there. */
        public boolean isPublic() {
            return switch (event) {
                case Event.Urged _, Event.SentBack _, Event.Reviewed _ -> false;
                default -> true;
            };
        }

        /** The formal paper that this was written on, if any. */
        public @Nullable PaperRef paper() {
            return switch (event) {
                case Event.Accepted accepted -> accepted.paper();
                case Event.DefectsNoticed noticed -> noticed.paper();
                case Event.Declined declined -> declined.paper();
                case Event.StepStarted started -> started.paper();
                case Event.Extended extended -> extended.paper();
                case Event.Granted granted -> granted.decision().paper();
                case Event.Refused refused -> refused.decision().paper();
                default -> null;
            };
        }

        /** The id of the licence that this made, if any. */
        public @Nullable UUID licence() {
            return event instanceof Event.Issued(var outcome) ? outcome.licence() : null;
        }
    }

    /**
     * A command that this person might ask for now.
     *
     * @param code kebab-case, e.g. {@code notice-defects}
     * @param refusal the message key of what is missing, or null where the command is open to him
     */
    public record Choice(String code, @Nullable String refusal) {
        public boolean isOpen() {
            return refusal == null;
        }
    }

    public CaseView {
        clocks = List.copyOf(clocks);
        next = List.copyOf(next);
        history = List.copyOf(history);
        choices = List.copyOf(choices);
    }

    public State state() {
        return file.state();
    }

    public boolean may(String choice) {
        return choices.stream().anyMatch(each -> each.code().equals(choice) && each.isOpen());
    }

    /** The history as the applicant reads it. */
    public List<Entry> publicHistory() {
        return history.stream().filter(Entry::isPublic).toList();
    }
}
