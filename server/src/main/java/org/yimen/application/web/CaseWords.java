package org.yimen.application.web;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.Event.*;
import org.yimen.application.Application.State;
import org.yimen.application.CaseView.Entry;
import org.yimen.casework.Plan;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Basis;
import org.yimen.platform.ui.TimelineEntry;
import org.yimen.platform.web.Words;
import org.yimen.time.TimeLimit;

/** A case in words: where it stands, what happened, what is next. The same words for citizens and for the desk. */
public final class CaseWords {

    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    private CaseWords() {}

    /** 受理中, 审查中 and so on, for a tag. */
    public static String status(State state, Words words) {
        return status(state.getClass().getSimpleName(), words);
    }

    /** The same from the name that lists hold. */
    public static String status(String name, Words words) {
        return words.say("application.status." + kebab(name));
    }

    /** What that means for the applicant, in a sentence. */
    public static String meaning(State state, Words words) {
        return words.say("application.meaning." + kebab(state.getClass().getSimpleName()));
    }

    /** What somebody must do next, e.g. 审查. */
    public static String act(String act, Words words) {
        return words.say("application.act." + act);
    }

    public static String limit(TimeLimit limit, Words words) {
        return switch (limit.unit()) {
            case WORKING_DAY -> words.count("working-days", limit.amount());
            case NATURAL_DAY -> words.count("days", limit.amount());
            case SAME_DAY -> words.say("application.limit.same-day");
        };
    }

    /** Instruments keep their Chinese names, which are their only official ones. */
    public static String basis(Basis basis, Words words) {
        String cited = "《" + basis.instrument() + "》" + basis.article();
        return basis.verified() ? cited : words.say("application.basis.unverified", cited);
    }

    /** What happened, newest first. */
    public static List<TimelineEntry> timeline(List<Entry> history, ItemVersion item, Words words) {
        return history.reversed().stream()
                .map(entry -> new TimelineEntry(
                        words.dateTime(entry.at()),
                        entry.at().toString(),
                        title(entry.event(), item, words),
                        detail(entry.event(), item, words),
                        entry.event() instanceof StepStarted || entry.event() instanceof StepFinished))
                .toList();
    }

    /** What happened, in a few words. */
    public static String title(Event event, ItemVersion item, Words words) {
        String key = "application.event." + kebab(event.getClass().getSimpleName());
        return switch (event) {
            case Entered entered -> words.say(key, element(entered.element(), item, words));
            case StepStarted started -> words.say(key, element(started.halt().step(), item, words));
            case StepFinished finished -> words.say(key, element(finished.step(), item, words));
            case Accepted(var acceptance, var _) ->
                words.say(acceptance.deemed() ? "application.event.deemed-accepted" : key);
            case Extended extended -> words.say(key, extended.days());
            case FinishedLate late -> words.say(key, late.days());
            case Submitted _, DefectsNoticed _, MaterialsSupplied _, Declined _, Reviewed _, Urged _, SentBack _ ->
                words.say(key);
            case Granted _, Refused _, Issued _, Delivered _, RefusalServed _, Withdrawn _, Terminated _, Archived _ ->
                words.say(key);
        };
    }

    /** More about it, or nothing where the title says it all. */
    public static @Nullable String detail(Event event, ItemVersion item, Words words) {
        return switch (event) {
            case Submitted submitted -> words.say("application.detail.submitted", submitted.answerDue());
            case DefectsNoticed noticed ->
                words.say(
                        "application.detail.defects-noticed",
                        noticed.paper().number(),
                        words.list(noticed.defects().stream()
                                .map(defect -> material(defect.material(), item, words))
                                .toList()));
            case MaterialsSupplied supplied ->
                words.list(supplied.materials().stream()
                        .map(code -> material(code, item, words))
                        .toList());
            case Accepted(var acceptance, var paper) ->
                acceptance.deemed()
                        ? words.say("application.detail.deemed-accepted", acceptance.on())
                        : paper == null
                                ? words.say("application.detail.accepted-on", acceptance.on())
                                : words.say("application.detail.accepted", acceptance.on(), paper.number());
            case Declined declined -> declined.reason();
            case StepStarted started ->
                words.say(
                        started.halt().stopsClock()
                                ? "application.detail.step-started-stops"
                                : "application.detail.step-started",
                        started.days(),
                        started.paper().number());
            case StepFinished finished -> finished.finding();
            case Extended extended -> extended.reason();
            case Urged urged -> urged.note();
            case SentBack back -> back.reason();
            case Reviewed(var opinion) -> opinion.text();
            case Granted(var decision) ->
                words.say("application.detail.decided", decision.paper().number());
            case Refused refused -> refused.reason();
            case Issued(var outcome) -> words.say("application.detail.issued", outcome.number());
            case Withdrawn withdrawn -> blankToNull(withdrawn.reason());
            case Terminated terminated -> terminated.reason();
            case FinishedLate late -> words.say("application.detail.finished-late", late.dueOn(), late.on());
            case Entered _, Delivered _, RefusalServed _, Archived _ -> null;
        };
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text;
    }

    private static String element(String code, ItemVersion item, Words words) {
        return item.plan().elements().stream()
                .filter(element -> element.code().equals(code))
                .findFirst()
                .map(Plan.Element::name)
                .map(words::text)
                .orElse(code);
    }

    /** The name of a material, or its code where the version has none such. */
    public static String material(String code, ItemVersion item, Words words) {
        return item.materials().stream()
                .filter(material -> material.code().equals(code))
                .findFirst()
                .map(material -> words.text(material.name()))
                .orElse(code);
    }

    /** {@code SupplementDue} → {@code supplement-due}. */
    public static String kebab(String name) {
        return CAMEL.matcher(name).replaceAll("-").toLowerCase(Locale.ROOT);
    }

}
