package org.yimen.application;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.State;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.catalogue.ItemVersion;
import org.yimen.document.Fact;
import org.yimen.document.Paper;
import org.yimen.organisation.Directory;
import org.yimen.platform.CityTime;
import org.yimen.platform.web.Words;
import org.yimen.procedure.Assignments;
import org.yimen.procedure.Copies;
import org.yimen.procedure.Engagement;
import org.yimen.procedure.Engagements;
import org.yimen.procedure.Hearings;
import org.yimen.procedure.Namings;
import org.yimen.procedure.Objections;
import org.yimen.procedure.Proceedings;
import org.yimen.procedure.Runs;
import org.yimen.procedure.Tender;
import org.yimen.procedure.Tenders;

/** What the events of a case mean for the records of its special procedures, in the transaction of the event. */
@Component
class SpecialRecords {

    private static final Words CHINESE = Words.of(Locale.SIMPLIFIED_CHINESE);

    private final Runs runs;
    private final Copies copies;
    private final Proceedings proceedings;
    private final Assignments assignments;
    private final Engagements engagements;
    private final Namings namings;
    private final Directory directory;
    private final InstantSource time;

    SpecialRecords(
            Runs runs,
            Copies copies,
            Proceedings proceedings,
            Assignments assignments,
            Engagements engagements,
            Namings namings,
            Directory directory,
            InstantSource time) {
        this.runs = runs;
        this.copies = copies;
        this.proceedings = proceedings;
        this.assignments = assignments;
        this.engagements = engagements;
        this.namings = namings;
        this.directory = directory;
        this.time = time;
    }

    void follow(CaseFile<State> file, ItemVersion item, Event event) {
        switch (event) {
            case Event.StepStarted(var halt, var days, var _) -> {
                runs.started(file.id(), Clocks.step(item, halt.step()), days, halt.from());
                namings.begun(file.id(), halt.step());
            }
            case Event.StepProlonged prolonged ->
                runs.prolonged(file.id(), prolonged.step(), prolonged.days(), prolonged.until());
            case Event.Withdrawn _, Event.Terminated _ -> {
                engagements.caseEnded(file.id());
                namings.closed(file.id(), null);
            }
            case Event.StepFinished finished -> {
                runs.finished(file.id(), finished.step(), finished.on());
                namings.closed(file.id(), finished.step());
            }
            case Event.Granted _, Event.Refused _ -> namings.closed(file.id(), null);
            // Whoever accepted it, or silence, and whatever day that counts as: they can read it today.
            case Event.Accepted accepted -> {
                namings.accepted(file.id(), item, accepted.acceptance().on());
                if (!item.plan().copies().isEmpty()) {
                    copies.send(
                            file.id(), file.number(), item.name(), item.plan().copies(), CityTime.day(time.instant()));
                }
            }
            default -> {
                // Nothing else is kept there.
            }
        }
    }

    /** Arts. 48, 53: a decision after a hearing follows its minutes, one after a tender its report, and says which. */
    Paper following(CaseId id, ItemVersion item, Command command, List<Event> events, Paper paper) {
        if (command instanceof Command.FinishStep) {
            return done(id, item, events, paper);
        }
        // Where two decide, the consent is what the paper is written on.
        boolean decides = command instanceof Command.Grant
                || command instanceof Command.Refuse
                || command instanceof Command.Consent;
        if (!decides || !Hearings.areOpenTo(item)) {
            return paper;
        }
        Paper ranked = Competition.decides(item)
                ? proceedings
                        .tender(id)
                        .map(result -> paper.withFact(ranked(result)))
                        .orElse(paper)
                : paper;
        Paper said = others(events).map(ranked::withFact).orElse(ranked);
        return proceedings
                .minutes(id)
                .map(minutes -> said.withFact(new Fact("听证", "本决定根据" + minutes.number() + "作出（行政许可法第四十八条）")))
                .orElse(said);
    }

    /** Art. 36: whether the matter directly concerns major interests of others, as whoever decided found. */
    private static Optional<Fact> others(List<Event> events) {
        return events.stream()
                .flatMap(event -> switch (event) {
                    case Event.Granted(var decision) -> Stream.ofNullable(decision.others());
                    case Event.Refused(var decision, var _, var _, var _) -> Stream.ofNullable(decision.others());
                    default -> Stream.empty();
                })
                .findFirst()
                .map(told -> new Fact(
                        "利害关系人", told ? "已告知利害关系人并给予陈述、申辩和要求听证的机会（行政许可法第三十六条、第四十七条）" : "经审查，不直接关系他人重大利益（行政许可法第三十六条）"));
    }

    /** Arts. 34(3), 55: the paper that ends a step names who did it, and which body outside reported what (art. 28). */
    private Paper done(CaseId id, ItemVersion item, List<Event> events, Paper paper) {
        List<String> steps = events.stream()
                .filter(Event.StepFinished.class::isInstance)
                .map(event -> ((Event.StepFinished) event).step())
                .toList();
        String names = steps.stream()
                .flatMap(step -> assignments.of(id, step).stream())
                .filter(Assignments.Assigned::counts)
                .map(each -> directory.staff(each.staff()).name())
                .collect(Collectors.joining("、"));
        var facts = new ArrayList<>(paper.facts());
        if (!names.isEmpty()) {
            facts.add(new Fact("承办人员", names));
        }
        steps.stream()
                .filter(step -> Objections.areOpenTo(Clocks.step(item, step)))
                .map(step -> proceedings.objections(id, step))
                .map(all -> new Fact("公示期间的异议", all.isEmpty() ? "没有收到" : "收到 " + all.size() + " 件，均已答复"))
                .forEach(facts::add);
        steps.stream()
                .filter(step -> Tenders.isOne(Clocks.step(item, step)))
                .flatMap(_ -> proceedings.tender(id).stream())
                .map(SpecialRecords::ranked)
                .forEach(facts::add);
        steps.stream()
                .flatMap(step -> engagements.ofStep(id, step).stream())
                .flatMap(order -> reported(order).stream())
                .forEach(facts::add);
        return facts.size() == paper.facts().size() ? paper : paper.withFacts(facts);
    }

    /** Art. 53: the open procedure, and what it came to. */
    private static Fact ranked(Tender.Result result) {
        String stands = result.rank() == 0
                ? "未参加或者无效"
                : "第 " + result.rank() + " 名，名额 " + result.places() + " 个，" + (result.wins() ? "中标（买受）" : "未中标（买受）");
        return new Fact(
                "招标、拍卖结果", "报告" + result.number() + "（" + result.heldOn() + "，" + result.heldBy() + "）：" + stands);
    }

    private static Optional<Fact> reported(Engagement order) {
        return Optional.ofNullable(order.report())
                .map(report -> new Fact(
                        "第三方机构",
                        order.body() + "，报告" + report.number() + "（" + report.on() + "），结论："
                                + CHINESE.say(report.conclusion().key())));
    }
}
