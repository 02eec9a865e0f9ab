package org.yimen.desk;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yimen.application.CaseView;
import org.yimen.application.Checkpoints;
import org.yimen.application.Flow;
import org.yimen.application.Gaps;
import org.yimen.application.SecondEyes;
import org.yimen.application.web.CaseWords;
import org.yimen.application.web.EventWords;
import org.yimen.identity.StepUp;
import org.yimen.platform.ui.Choice;
import org.yimen.platform.ui.Hint;
import org.yimen.platform.web.Words;

/**
 * The form of one command on one case.
 *
 * @param key names this command, so that a second click does nothing
 * @param proof what he proves himself with on this form; null where he need not
 */
public record ActPage(
        DeskFrame frame, CaseView view, EventWords events, ActForm form, String key, StepUp.@Nullable By proof) {

    /** The message key of what is missing to do this, or null where it is open. */
    public @Nullable String barred() {
        return view.choices().stream()
                .filter(choice -> choice.code().equals(form.code()))
                .map(CaseView.Choice::refusal)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The key of what the command is called. */
    public String name() {
        return "desk.do." + ActForm.named(form.code(), view);
    }

    /** Where what a special procedure still lacks is written down: who does it, what they found. */
    public List<CasePage.Link> records(Words words) {
        return form.code().equals("finish-step") ? CasePage.procedures(view, frame, words) : List.of();
    }

    /** 提请补充材料: the last day that may be set; null where none is left. */
    public @Nullable LocalDate latest() {
        return view.askUntil();
    }

    /** What the window looks at before it accepts. */
    public List<Checkpoints.Point> points() {
        return Checkpoints.of(view.item(), view.dossier(), view.today());
    }

    /** What the form says that will happen; where two decide, the first one only proposes. */
    public String what() {
        boolean proposes = view.item().oversight().secondDecider()
                && (form.code().equals("grant") || form.code().equals("refuse"));
        return "desk.what." + (proposes ? "propose-" : "") + ActForm.named(form.code(), view);
    }

    /** 双人决定: what the second decider is asked to consent to; null where nothing is. */
    public SecondEyes.@Nullable Proposal proposal() {
        return SecondEyes.proposal(view.state()).orElse(null);
    }

    /** The departments whose opinion can be asked for anew. */
    public List<String> departments() {
        return view.steer().given();
    }

    /** Departments first, then their people by name. */
    public List<Choice> whom(Words words) {
        var choices = new ArrayList<Choice>();
        for (String department : view.steer().concerned()) {
            choices.add(Choice.of(department, words.say("desk.urge.department", events.department(department, words))));
            view.steer().colleagues().stream()
                    .filter(colleague -> colleague.department().equals(department))
                    .filter(colleague -> !colleague.id().equals(frame.officer().id()))
                    .forEach(colleague -> choices.add(Choice.of(
                            department + "/" + colleague.id(),
                            words.say("desk.urge.colleague", colleague.name(), events.post(colleague.post(), words)))));
        }
        return choices;
    }

    /** Each open task of the officer's department with each colleague who may do it. */
    public List<Choice> assignees(Words words) {
        return view.steer().assignable().stream()
                .flatMap(task -> ActForm.assignees(view, task).stream()
                        .map(colleague -> Choice.of(
                                task.key() + " " + colleague.id(),
                                words.say(
                                        "desk.assign.to",
                                        colleague.name(),
                                        events.task(view.item(), task.key(), words)))))
                .toList();
    }

    /** Who may answer for the whole case: of a theme's item, the members of its teams and nobody else. */
    public List<Choice> managers(Words words) {
        return view.steer().managers().stream()
                .map(each -> Choice.of(each.id().toString(), each.name() + " · " + events.post(each.post(), words)))
                .toList();
    }

    /** What the applicant promised, when the case is accepted with it. */
    public List<String> promised(Words words) {
        return Gaps.awaited(view.state()).stream()
                .map(promise -> words.say(
                        "desk.gaps.promised",
                        CaseWords.material(promise.material(), view.item(), words),
                        promise.dueOn()))
                .toList();
    }

    /** The supplied materials that nobody has checked. */
    public List<Choice> unchecked(Words words) {
        return ActForm.gaps(view).unchecked().stream()
                .map(gap -> Choice.of(gap.material(), CaseWords.material(gap.material(), view.item(), words)))
                .toList();
    }

    /** Each open task with the date that it has now. */
    public List<Choice> hurriable(Words words) {
        return view.steer().hurriable().stream()
                .map(task -> Choice.of(
                        task.key(),
                        events.task(view.item(), task.key(), words),
                        task.dueOn() == null ? null : Hint.of(words.say("desk.hurry.now", task.dueOn()))))
                .toList();
    }

    /** The urging that the officer answers. */
    public Flow.@Nullable Urging urging() {
        return view.steer().flow().open().stream()
                .filter(urging -> urging.number() == view.steer().answerable())
                .findFirst()
                .orElse(null);
    }

    public String urgedBy(Words words) {
        Flow.Urging urging = urging();
        return urging == null ? "" : words.say("desk.urge.by", events.colleague(urging.by()), urging.on());
    }

    /** Why the head of the government is asked to extend it; null where nobody asks. */
    public Flow.@Nullable ExtensionWish wish() {
        return view.steer().flow().extension();
    }

    /** The deviation that waits for an assent. */
    public Flow.@Nullable Asked asked() {
        return view.steer().flow().asked();
    }

    public String askedBy(Words words) {
        Flow.Asked asked = asked();
        return asked == null
                ? ""
                : words.say(
                        "desk.deviation.asked",
                        events.colleague(asked.by()),
                        events.element(view.item(), asked.element(), words));
    }

    /** The later elements that could come first. */
    public List<Choice> ahead(Words words) {
        return view.steer().ahead().stream()
                .map(element -> Choice.of(element.code(), words.text(element.name())))
                .toList();
    }
}
