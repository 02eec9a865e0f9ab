package org.yimen.application.web;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yimen.application.Application.Defect;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.Opinion;
import org.yimen.application.CaseView;
import org.yimen.application.CaseView.Entry;
import org.yimen.casework.Actor;
import org.yimen.catalogue.ItemVersion;
import org.yimen.organisation.Directory;
import org.yimen.platform.ui.TimelineEntry;
import org.yimen.platform.web.Words;

/** Says in the reader's words what happened to a case, and who did it. */
@Component
public class EventWords {

    private final Directory directory;

    EventWords(Directory directory) {
        this.directory = directory;
    }

    /** The history as the applicant reads it: departments, no names, nothing that offices say among themselves. */
    public List<TimelineEntry> publicTimeline(CaseView view, Words words) {
        return view.publicHistory().reversed().stream()
                .map(entry -> new TimelineEntry(
                        words.shortDateTime(entry.at()),
                        entry.at().toString(),
                        title(view.item(), entry, words),
                        office(entry.actor(), words),
                        isPause(entry)))
                .toList();
    }

    public String title(ItemVersion item, Entry entry, Words words) {
        return switch (entry.event()) {
            case Event.Submitted _ -> words.say("application.event.submitted");
            case Event.DefectsNoticed noticed ->
                words.say("application.event.defects-noticed", noticed.defects().size());
            case Event.MaterialsSupplied _ -> words.say("application.event.materials-supplied");
            case Event.Accepted(var acceptance, var _) ->
                words.say(
                        acceptance.deemed()
                                ? "application.event.accepted-deemed"
                                : acceptance.supplemented()
                                        ? "application.event.accepted-supplemented"
                                        : "application.event.accepted",
                        acceptance.on());
            case Event.Declined _ -> words.say("application.event.declined");
            case Event.Entered(var position, var _, var _, var _) ->
                words.say(
                        "application.event.entered",
                        words.text(item.plan().elements().get(position).name()));
            case Event.Reviewed(var opinion) ->
                words.say(
                        opinion.favourable()
                                ? "application.event.reviewed-favourable"
                                : "application.event.reviewed-unfavourable",
                        department(opinion.department(), words));
            case Event.StepStarted(var halt, var days, var _) ->
                words.say(
                        halt.stopsClock()
                                ? "application.event.step-started-stopping"
                                : "application.event.step-started",
                        step(item, halt.step(), words),
                        days);
            case Event.StepFinished(var step, var _, var _) ->
                words.say("application.event.step-finished", step(item, step, words));
            case Event.Extended(var _, var days, var _, var _, var _) -> words.say("application.event.extended", days);
            case Event.Urged(var _, var department, var _) ->
                words.say("application.event.urged", department(department, words));
            case Event.SentBack(var _, var _, var _, var departments, var _) ->
                words.say(
                        "application.event.sent-back",
                        words.list(departments.stream()
                                .map(each -> department(each, words))
                                .toList()));
            case Event.Granted _ -> words.say("application.event.granted");
            case Event.Refused _ -> words.say("application.event.refused");
            case Event.Issued(var outcome) -> words.say("application.event.issued", outcome.number());
            case Event.Delivered(var _, var how) ->
                words.say("application.event.delivered", words.say("application.how." + how));
            case Event.RefusalServed(var _, var how) ->
                words.say("application.event.refusal-served", words.say("application.how." + how));
            case Event.Withdrawn _ -> words.say("application.event.withdrawn");
            case Event.Terminated _ -> words.say("application.event.terminated");
            case Event.Archived _ -> words.say("application.event.archived");
            case Event.FinishedLate(var clock, var due, var _, var days, var _) ->
                words.say("application.event.finished-late", lateClock(item, clock, words), due, days);
        };
    }

    /** What was written: reasons, opinions, findings. In the language in which it was written. */
    public @Nullable String detail(Entry entry) {
        return switch (entry.event()) {
            case Event.DefectsNoticed noticed ->
                noticed.defects().stream().map(Defect::what).collect(Collectors.joining("；"));
            case Event.Declined declined -> declined.reason();
            case Event.Reviewed(Opinion opinion) -> opinion.text();
            case Event.StepFinished finished -> finished.finding();
            case Event.Extended extended -> extended.reason();
            case Event.Urged urged -> urged.note();
            case Event.SentBack back -> back.reason();
            case Event.Refused refused -> refused.reason();
            case Event.Withdrawn withdrawn -> withdrawn.reason();
            case Event.Terminated terminated -> terminated.reason();
            case Event.Submitted _, Event.MaterialsSupplied _, Event.Accepted _, Event.Entered _ -> null;
            case Event.StepStarted _, Event.Granted _, Event.Issued _, Event.Delivered _ -> null;
            case Event.RefusalServed _, Event.Archived _, Event.FinishedLate _ -> null;
        };
    }

    /** A clock stopped, ran on, or was missed. */
    public boolean isPause(Entry entry) {
        return (entry.event() instanceof Event.StepStarted(var halt, var _, var _) && halt.stopsClock())
                || entry.event() instanceof Event.StepFinished
                || entry.event() instanceof Event.FinishedLate;
    }

    /** Who did it, for staff: name and post. */
    public String who(Actor actor, Words words) {
        return switch (actor.kind()) {
            case OFFICER -> {
                String name = name(actor);
                yield actor.post().isEmpty() ? name : name + " · " + office(actor, words);
            }
            case APPLICANT, SYSTEM -> office(actor, words);
        };
    }

    /** Which office did it, for everybody. */
    public String office(Actor actor, Words words) {
        return switch (actor.kind()) {
            case APPLICANT ->
                words.say(
                        actor.post().isEmpty()
                                ? "application.actor.applicant"
                                : "application.actor.applicant-by-agent");
            case SYSTEM -> words.say("application.actor.time");
            case OFFICER -> actor.post().isEmpty() ? words.say("application.actor.office") : post(actor.post(), words);
        };
    }

    /** 安澜市卫生健康委员会, examiner. */
    public String post(String post, Words words) {
        int slash = post.indexOf('/');
        String role = post.substring(slash + 1);
        String key = "application.role." + role;
        return department(post.substring(0, slash), words) + " " + (words.knows(key) ? words.say(key) : role);
    }

    public String department(String code, Words words) {
        try {
            return words.text(directory.department(code).shortName());
        } catch (NoSuchElementException unknown) {
            return code;
        }
    }

    private String name(Actor actor) {
        try {
            return directory.staff(actor.id()).name();
        } catch (NoSuchElementException gone) {
            return "—";
        }
    }

    private static String step(ItemVersion item, String code, Words words) {
        return item.plan().steps().stream()
                .filter(step -> step.code().equals(code))
                .map(step -> words.text(step.name()))
                .findFirst()
                .orElse(code);
    }

    private static String lateClock(ItemVersion item, String clock, Words words) {
        if (!clock.startsWith("stage:")) {
            return words.say("application.late." + clock);
        }
        String code = clock.substring("stage:".length());
        return item.plan().stages().stream()
                .filter(stage -> stage.code().equals(code))
                .map(stage -> words.say("application.late.stage", words.text(stage.name())))
                .findFirst()
                .orElse(code);
    }
}
