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
import org.yimen.casework.Plan.Element;
import org.yimen.catalogue.Dictionaries.CaseClass;
import org.yimen.catalogue.Dictionaries.HandlingSystem;
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
 * @param steer what the acts of steering may choose from
 * @param broken numbers of the events that are not what was written; empty where the chain holds
 * @param treated its class, how that is handled, and whether it goes first
 * @param askUntil the last day that a request for materials after silence may name; null where none may be made
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
        Steer steer,
        List<Long> broken,
        Treated treated,
        @Nullable Colleague manager,
        @Nullable LocalDate askUntil) {

    /**
     * 七件, 五制 and the fast lane: how it is handled, and whether it goes first.
     *
     * @param beside 代办: the class that stands beside its own, or null
     * @param wantedOn by when the work on it is wanted in the fast lane
     */
    public record Treated(
            CaseClass caseClass,
            @Nullable CaseClass beside,
            HandlingSystem system,
            @Nullable Lane lane,
            @Nullable LocalDate wantedOn) {}

    /**
     * What the chief representative may choose from.
     *
     * @param concerned the departments that may be urged
     * @param colleagues who serves there today, by department
     * @param assignable the tasks that this officer may give to a colleague
     * @param hurriable the open tasks, with the dates that they have now
     * @param given the departments whose opinion can be sent back
     * @param ahead the elements that could come first, with an assent
     * @param flow what was laid on the case already
     * @param answerable number of the urging that this officer may answer
     * @param managers whom this officer may name case manager: of a theme's item, only its teams' members
     */
    public record Steer(
            List<String> concerned,
            List<Colleague> colleagues,
            List<Task> assignable,
            List<Task> hurriable,
            List<String> given,
            List<Element> ahead,
            Flow flow,
            int answerable,
            List<Colleague> managers) {
        public Steer {
            concerned = List.copyOf(concerned);
            colleagues = List.copyOf(colleagues);
            assignable = List.copyOf(assignable);
            hurriable = List.copyOf(hurriable);
            given = List.copyOf(given);
            ahead = List.copyOf(ahead);
            managers = List.copyOf(managers);
        }
    }

    /** Somebody on a post today. */
    public record Colleague(UUID id, String name, String post) {
        public String department() {
            return post.substring(0, post.indexOf('/'));
        }
    }

    /**
     * One clock as it stands.
     *
     * @param code {@code answer}, {@code statutory}, {@code promised}, {@code stage} or {@code delivery}; for officers
     *     {@code assign} too, and {@code assign-if} for a step that need not be
     * @param stage name of the stage or the step, for its clock
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

    /** True for what a notice of defects may name now: after a supplement only what the first one named, or what it brought. */
    public boolean mayBeNamed(String material) {
        return Application.mayBeNamed(state(), material);
    }

    /** True once a notice was given and answered: another one is lawful for its own points only. */
    public boolean isSupplemented() {
        return state() instanceof Application.State.Supplemented;
    }

    /** One line of the history. */
    public record Entry(long seq, Instant at, Actor actor, Event event) {

        /**
         * True where the applicant may read it too: the one place that says so. What offices say among themselves, and whom
         * they set to work by when, stays there. Of a public event everybody reads what happened and which office did it
         * ({@code EventWords.publicTimeline}); names, letters and what was written are for the desk and for the paper.
         */
        public boolean isPublic() {
            return switch (event) {
                case Event.Submitted _, Event.DefectsNoticed _, Event.MaterialsSupplied _ -> true;
                case Event.MaterialsAsked _ -> true;
                case Event.Accepted _, Event.Declined _, Event.Entered _ -> true;
                case Event.StepOverdue _, Event.StepProlonged _ -> true;
                case Event.StepStarted _, Event.StepFinished _, Event.Extended _, Event.FinishedLate _ -> true;
                case Event.Charged _,
                        Event.DeemedRenewed _,
                        Event.NotRenewed _,
                        Event.Granted _,
                        Event.Refused _,
                        Event.Issued _,
                        Event.Delivered _ -> true;
                case Event.RefusalServed _, Event.Withdrawn _, Event.Terminated _, Event.Archived _ -> true;
                // What became of a decision is told to whom it was told.
                case Event.SetAside _, Event.Corrected _ -> true;
                case Event.Dispatched _, Event.CameBack _, Event.HandOverEnded _ -> true;
                // It changes what comes next for him, so he hears of it.
                case Event.Deviated _ -> true;
                case Event.GapsPromised _, Event.GapSupplied _, Event.GapClosed _, Event.GapRejected _ -> true;
                case Event.GapReminded _, Event.PromiseBroken _, Event.FoundReady _ -> true;
                case Event.DeviationAsked _, Event.DeviationDenied _, Event.Admitted _ -> false;
                case Event.ExtensionAsked _, Event.ExtensionDenied _ -> false;
                case Event.Urged _, Event.UrgeEscalated _, Event.UrgeAnswered _, Event.Assigned _, Event.Hurried _ ->
                    false;
                case Event.CorrectedOnTheSpot _ -> true;
                // The applicant knows whom to call.
                case Event.Entrusted _ -> true;
                // What is not decided yet is said among those who decide.
                case Event.Proposed _, Event.Opposed _ -> false;
                case Event.Reviewed _, Event.SentBack _, Event.Checked _ -> false;
                // Why somebody keeps out of it is his own affair and his office's.
                case Event.Recused _ -> false;
            };
        }

        /** The letter by which it was done; null where none was needed, or the journal is older than this. */
        public @Nullable Authority authority() {
            return switch (event) {
                case Event.Accepted accepted -> accepted.authority();
                case Event.DefectsNoticed noticed -> noticed.authority();
                case Event.Declined declined -> declined.authority();
                case Event.Extended extended -> extended.authority();
                case Event.ExtensionDenied denied -> denied.authority();
                case Event.Urged urged -> urged.authority();
                case Event.SentBack back -> back.authority();
                case Event.Assigned assigned -> assigned.authority();
                case Event.Entrusted entrusted -> entrusted.authority();
                case Event.Hurried hurried -> hurried.authority();
                case Event.DeviationAsked asked -> asked.authority();
                case Event.Proposed(var proposal) -> proposal.authority();
                case Event.Opposed opposed -> opposed.authority();
                // Whoever consents acts last, by his own letter.
                case Event.Granted(var decision) -> SecondEyes.lastly(decision);
                case Event.Refused refused -> SecondEyes.lastly(refused.decision());
                case Event.FoundReady ready -> ready.readiness().authority();
                case Event.Issued issued -> issued.authority();
                case Event.Terminated terminated -> terminated.authority();
                case Event.SetAside aside -> aside.authority();
                case Event.Corrected corrected -> corrected.authority();
                default -> null;
            };
        }

        /** The formal paper that this was written on, if any. */
        public @Nullable PaperRef paper() {
            return switch (event) {
                case Event.Accepted accepted -> accepted.paper();
                case Event.DefectsNoticed noticed -> noticed.paper();
                case Event.MaterialsAsked asked -> asked.paper();
                case Event.Declined declined -> declined.paper();
                case Event.StepStarted started -> started.paper();
                case Event.StepFinished finished -> finished.paper();
                case Event.StepProlonged prolonged -> prolonged.paper();
                case Event.Extended extended -> extended.paper();
                case Event.Granted granted -> granted.decision().paper();
                case Event.Refused refused -> refused.decision().paper();
                case Event.Terminated terminated -> terminated.paper();
                case Event.SetAside aside -> aside.paper();
                case Event.Corrected corrected -> corrected.paper();
                default -> null;
            };
        }

        /** The id of the licence that this made, if any. */
        public @Nullable UUID licence() {
            return switch (event) {
                case Event.Issued(var outcome, var _) -> outcome.licence();
                case Event.Corrected corrected -> {
                    Application.Outcome edition = corrected.outcome();
                    yield edition == null ? null : edition.licence();
                }
                default -> null;
            };
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
        broken = List.copyOf(broken);
    }

    /** The journal's chain holds. */
    public boolean intact() {
        return broken.isEmpty();
    }

    /** How often somebody was urged on this case. */
    public long urgings() {
        return history.stream()
                .filter(entry -> entry.event() instanceof Event.Urged)
                .count();
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
