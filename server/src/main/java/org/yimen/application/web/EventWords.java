package org.yimen.application.web;

import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yimen.application.Application.Defect;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.Opinion;
import org.yimen.application.Authority;
import org.yimen.application.CaseView;
import org.yimen.application.CaseView.Entry;
import org.yimen.application.Present;
import org.yimen.application.Proviso;
import org.yimen.application.TerminationGround;
import org.yimen.casework.Actor;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Regime;
import org.yimen.delivery.Relation;
import org.yimen.organisation.Directory;
import org.yimen.platform.CityTime;
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
            case Event.MaterialsAsked asked ->
                words.say("application.event.materials-asked", asked.defects().size(), asked.dueOn());
            case Event.MaterialsSupplied _ -> words.say("application.event.materials-supplied");
            case Event.Accepted(var acceptance, var _, var _) ->
                words.say(
                        "application.event.accepted"
                                + (acceptance.deemed() ? "-deemed" : "")
                                + (acceptance.supplemented() ? "-supplemented" : ""),
                        acceptance.on());
            case Event.GapsPromised(var _, var gaps, var _) ->
                words.say(
                        "application.event.gaps-promised",
                        words.list(gaps.stream()
                                .map(gap -> words.say(
                                        "application.event.gap-by",
                                        CaseWords.material(gap.material(), item, words),
                                        gap.dueOn()))
                                .toList()));
            case Event.GapSupplied(var _, var materials, var _) ->
                words.say(
                        "application.event.gap-supplied",
                        words.list(materials.stream()
                                .map(each -> CaseWords.material(each, item, words))
                                .toList()));
            case Event.GapClosed(var _, var material) ->
                words.say("application.event.gap-closed", CaseWords.material(material, item, words));
            case Event.GapRejected(var _, var _, var material, var _) ->
                words.say("application.event.gap-rejected", CaseWords.material(material, item, words));
            case Event.GapReminded(var _, var material, var due) ->
                words.say("application.event.gap-reminded", CaseWords.material(material, item, words), due);
            case Event.PromiseBroken(var _, var material, var due) ->
                words.say("application.event.promise-broken", CaseWords.material(material, item, words), due);
            case Event.FoundReady _ -> words.say("application.event.found-ready");
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
            case Event.StepFinished(var step, var _, var _, var _) ->
                words.say("application.event.step-finished", step(item, step, words));
            case Event.StepOverdue overdue ->
                words.say("application.event.step-overdue", element(item, overdue.step(), words), overdue.dueOn());
            case Event.StepProlonged prolonged ->
                words.say(
                        "application.event.step-prolonged",
                        element(item, prolonged.step(), words),
                        prolonged.days(),
                        prolonged.until());
            case Event.Extended(var _, var days, var _, var _, var _, var _) ->
                words.say("application.event.extended", days);
            case Event.ExtensionAsked _ -> words.say("application.event.extension-asked");
            case Event.ExtensionDenied _ -> words.say("application.event.extension-denied");
            case Event.Urged urged ->
                words.say(
                        "application.event.urged",
                        urged.colleague() == null
                                ? department(urged.department(), words)
                                : department(urged.department(), words) + " " + colleague(urged.colleague()));
            case Event.UrgeEscalated escalated ->
                words.say(
                        "application.event.urge-escalated-" + escalated.level(),
                        escalated.dueOn(),
                        escalated.replyBy());
            case Event.UrgeAnswered _ -> words.say("application.event.urge-answered");
            case Event.Assigned assigned ->
                words.say("application.event.assigned", task(item, assigned.task(), words), colleague(assigned.to()));
            case Event.Entrusted _ -> words.say("application.event.entrusted");
            case Event.Recused recused -> words.say("application.event.recused", colleague(recused.officer()));
            case Event.Hurried hurried ->
                words.say("application.event.hurried", task(item, hurried.task(), words), hurried.dueOn());
            case Event.Admitted admitted ->
                words.say("application.event.admitted-"
                        + admitted.lane().kind().name().toLowerCase(Locale.ROOT));
            case Event.DeviationAsked asked ->
                words.say("application.event.deviation-asked", element(item, asked.element(), words));
            case Event.Deviated deviated ->
                words.say(
                        "application.event.deviated",
                        element(item, deviated.element(), words),
                        element(item, deviated.postponed(), words));
            case Event.DeviationDenied denied ->
                words.say("application.event.deviation-denied", element(item, denied.element(), words));
            case Event.SentBack(var _, var _, var _, var departments, var _, var _, var _) ->
                words.say(
                        "application.event.sent-back",
                        words.list(departments.stream()
                                .map(each -> department(each, words))
                                .toList()));
            case Event.Charged _ -> words.say("application.event.charged");
            case Event.DeemedRenewed(var _, var expired) -> words.say("application.event.deemed-renewed", expired);
            case Event.NotRenewed(var _, var expired) -> words.say("application.event.not-renewed", expired);
            case Event.Checked(var _, var points) -> words.say("application.event.checked", points.size());
            case Event.CorrectedOnTheSpot(var _, var question, var _) ->
                words.say(
                        "application.event.corrected",
                        item.form()
                                .question(question)
                                .map(each -> words.text(each.label()))
                                .orElse(question));
            case Event.Proposed(var proposal) ->
                words.say(
                        proposal.grants() ? "application.event.proposed-grant" : "application.event.proposed-refusal");
            case Event.Opposed opposed -> words.say("application.event.opposed", colleague(opposed.by()));
            case Event.Granted(var decision) ->
                words.say(decision.takenAtOnce() ? "application.event.granted-at-once" : "application.event.granted");
            case Event.Refused _ -> words.say("application.event.refused");
            case Event.Issued(var outcome, var _) -> words.say("application.event.issued", outcome.number());
            case Event.Delivered(var _, var how, var to) -> handedOver("application.event.delivered", how, to, words);
            case Event.Dispatched _ -> words.say("application.event.dispatched");
            case Event.CameBack _ -> words.say("application.event.came-back");
            case Event.RefusalServed(var _, var how, var to) ->
                handedOver("application.event.refusal-served", how, to, words);
            case Event.HandOverEnded(var _, var how) ->
                words.say("application.event.hand-over-ended", words.say("licence.ending." + how));
            case Event.Withdrawn _ -> words.say("application.event.withdrawn");
            case Event.Terminated terminated -> terminated(terminated.ground(), item, words);
            case Event.Corrected(var _, var correction, var _, var _, var _, var _) ->
                words.say("application.event.corrected-paper", correction.number(), correction.where());
            case Event.SetAside aside ->
                words.say(
                        aside.reopens() ? "application.event.set-aside" : "application.event.set-aside-kept",
                        words.say(aside.what().key()),
                        words.say(aside.judgment().kind().key()),
                        aside.judgment().number());
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
            case Event.MaterialsAsked asked ->
                asked.defects().stream().map(Defect::what).collect(Collectors.joining("；"));
            case Event.Declined declined -> declined.reason();
            case Event.GapRejected rejected -> rejected.remark();
            case Event.FoundReady ready -> ready.readiness().note();
            case Event.Reviewed(Opinion opinion) -> opinion.text();
            case Event.StepFinished finished -> finished.finding();
            case Event.StepProlonged prolonged -> prolonged.reason();
            case Event.Extended extended -> extended.reason();
            case Event.ExtensionAsked asked -> asked.reason();
            case Event.ExtensionDenied denied -> denied.reason();
            case Event.Charged charged -> charged.fee();
            case Event.Urged urged -> urged.note();
            case Event.UrgeAnswered answered -> answered.note();
            case Event.Assigned assigned -> assigned.note();
            case Event.Entrusted entrusted ->
                colleague(entrusted.to()) + (entrusted.note().isBlank() ? "" : "；" + entrusted.note());
            case Event.Recused recused -> recused.reason();
            case Event.Hurried hurried -> hurried.reason();
            case Event.Admitted admitted -> admitted.lane().reason();
            case Event.DeviationAsked asked -> asked.reason();
            case Event.Deviated deviated ->
                deviated.reason() + (deviated.note().isBlank() ? "" : "；" + deviated.note());
            case Event.DeviationDenied denied -> denied.note();
            case Event.SentBack back -> back.reason();
            case Event.Refused refused -> refused.reason();
            case Event.Proposed(var proposal) -> proposal.grants() ? provisos(proposal.provisos()) : proposal.reason();
            case Event.Opposed opposed -> opposed.reason();
            case Event.Withdrawn withdrawn -> withdrawn(withdrawn);
            case Event.Terminated terminated -> terminated.reason();
            case Event.SetAside aside -> aside.judgment().organ();
            case Event.Corrected corrected -> corrected.correction().reason();
            case Event.Submitted _, Event.MaterialsSupplied _, Event.Accepted _, Event.Entered _ -> null;
            case Event.GapsPromised _, Event.GapSupplied _, Event.GapClosed _ -> null;
            case Event.Granted(var decision) -> provisos(decision.provisos());
            case Event.StepStarted _, Event.StepOverdue _, Event.Issued _, Event.Delivered _ -> null;
            case Event.DeemedRenewed _, Event.NotRenewed _ -> null;
            case Event.GapReminded _, Event.PromiseBroken _, Event.UrgeEscalated _ -> null;
            case Event.Checked _, Event.CorrectedOnTheSpot _ -> null;
            case Event.RefusalServed _, Event.Archived _, Event.FinishedLate _ -> null;
            case Event.Dispatched _, Event.HandOverEnded _ -> null;
            case Event.CameBack back -> back.reason();
        };
    }

    /** What he gave for it, and where it was said at a window, what proved that it was he. */
    private static String withdrawn(Event.Withdrawn withdrawn) {
        Present present = withdrawn.present();
        return Stream.of(withdrawn.reason(), present == null ? "" : present.said())
                .filter(each -> !each.isBlank())
                .collect(Collectors.joining("；"));
    }

    /** Only a licence is under 行政许可法: of anything else its article says nothing. */
    private static String terminated(@Nullable TerminationGround ground, ItemVersion item, Words words) {
        if (ground == null) {
            return words.say("application.event.terminated");
        }
        return item.regime() == Regime.LICENCE
                ? words.say("application.event.terminated-for", words.say(ground.key()), ground.article())
                : words.say("application.event.terminated-because", words.say(ground.key()));
    }

    private static @Nullable String provisos(List<Proviso> provisos) {
        return provisos.isEmpty()
                ? null
                : String.join("；", provisos.stream().map(Proviso::text).toList());
    }

    private static String handedOver(String event, String how, @Nullable String to, Words words) {
        String said = words.say(event, words.say("application.how." + how));
        return to == null
                ? said
                : words.say(
                        "application.event.received-by",
                        said,
                        words.say(Relation.of(to).key()));
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

    /** By which letter, and on whose behalf, for staff; null where none was needed. */
    public @Nullable String authority(Entry entry, Words words) {
        Authority authority = entry.authority();
        if (authority == null) {
            return null;
        }
        UUID head = authority.onBehalfOf();
        return head == null
                ? words.say("application.authority.own", authority.letter())
                : words.say(
                        isAcceptance(entry.event())
                                ? "application.authority.commissioned"
                                : "application.authority.on-behalf",
                        authority.letter(),
                        colleague(head),
                        String.valueOf(authority.basis()));
    }

    /** Another organ is commissioned to accept alone; whatever else is done in another's place is signed for the head. */
    private static boolean isAcceptance(Event event) {
        return event instanceof Event.Accepted
                || event instanceof Event.DefectsNoticed
                || event instanceof Event.Declined;
    }

    /** The name of a member of staff. */
    public String colleague(UUID staff) {
        try {
            return directory.staff(staff).name();
        } catch (NoSuchElementException gone) {
            return "—";
        }
    }

    /** An open task in words: what is to be done, by which department or in which special procedure. */
    public String task(ItemVersion item, String key, Words words) {
        String of = key.substring(key.indexOf(':') + 1);
        return switch (key.substring(0, key.length() - of.length())) {
            case "review:" -> words.say("application.task.review", department(of, words));
            case "step:" -> step(item, of, words);
            case "check-gap:" -> words.say("application.task.check-gap", CaseWords.material(of, item, words));
            default -> words.say("application.act." + key);
        };
    }

    /** An element of the plan by its code. */
    public String element(ItemVersion item, String code, Words words) {
        return item.plan().elements().stream()
                .filter(element -> element.code().equals(code))
                .map(element -> words.text(element.name()))
                .findFirst()
                .orElse(code);
    }

    /** Who did it, for staff; a stand-in is named as one. */
    public String who(Entry entry, Words words) {
        Actor actor = entry.actor();
        String who = who(actor, words);
        boolean standIn = actor.kind() == Actor.Kind.OFFICER
                && directory.isStandIn(actor.id(), actor.post(), CityTime.day(entry.at()));
        return standIn ? words.say("application.actor.stand-in", who) : who;
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
        if (role.startsWith("@")) {
            // A task that was given to somebody by name.
            return department(post.substring(0, slash), words) + " " + colleague(UUID.fromString(role.substring(1)));
        }
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
        return colleague(actor.id());
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
