package org.yimen.application;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.State;
import org.yimen.application.Beginnings.Filled;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseDesk;
import org.yimen.casework.CaseEvent;
import org.yimen.casework.CaseFeed;
import org.yimen.casework.CaseFeed.Written;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.form.FormCheck;
import org.yimen.platform.CityTime;
import org.yimen.time.Clock;
import org.yimen.time.Pause;
import org.yimen.time.TimeLimit;
import org.yimen.time.WorkCalendar;

/** What can be counted of applications, read from their journals: many at once, always the same from the same journal. */
@Service
public class CaseFigures {

    private static final Set<String> AT_THE_WINDOW = Set.of("MaterialsSupplied", "GapSupplied");

    private final CaseFeed feed;
    private final CaseDesk cases;
    private final ApplicationProcedure procedure;
    private final WorkLists lists;
    private final Beginnings beginnings;
    private final Dossiers dossiers;
    private final Catalogue catalogue;
    private final WorkCalendar calendar;

    CaseFigures(
            CaseFeed feed,
            CaseDesk cases,
            ApplicationProcedure procedure,
            WorkLists lists,
            Beginnings beginnings,
            Dossiers dossiers,
            Catalogue catalogue,
            WorkCalendar calendar) {
        this.feed = feed;
        this.cases = cases;
        this.procedure = procedure;
        this.lists = lists;
        this.beginnings = beginnings;
        this.dossiers = dossiers;
        this.catalogue = catalogue;
        this.calendar = calendar.provisional();
    }

    /** How a case ended for the figures. */
    public enum End {
        GRANTED,
        REFUSED,
        /** 不予受理: it was never accepted. */
        DECLINED,
        WITHDRAWN,
        TERMINATED
    }

    /**
     * What a decision took, in working days.
     *
     * @param used from the day on which the clock started, what stopped it left out
     * @param promised the promised limit as the item's version states it
     * @param statutory the limit of the law in that version, or null where no law sets one
     * @param promisedOn the day that was promised, with its pauses and extension
     */
    public record Days(int used, int promised, @Nullable Integer statutory, LocalDate promisedOn) {}

    /**
     * One application as it counts.
     *
     * @param caseClass code of its class of the seven as it stands, 七件
     * @param acceptedOn as of when it was accepted, or null
     * @param decidedOn when it was granted or refused, or null
     * @param endedOn the day of the decision, or of another end; null while it is open
     * @param promisedOn the promised day as it stands; null while a procedure stops the clock
     * @param notices how often materials were asked for after it was handed in
     * @param latePoints 一次性告知之外: how many points a later notice named that the first had left out
     * @param windowDays days on which the journal shows somebody at the window for it
     * @param spared materials that its answers lead to and that nobody had to bring
     * @param sources registers and records that were asked for what is known
     */
    public record CaseFigure(
            UUID caseId,
            ItemVersion item,
            String channel,
            String caseClass,
            LocalDate handedInOn,
            @Nullable LocalDate acceptedOn,
            @Nullable LocalDate decidedOn,
            @Nullable LocalDate endedOn,
            @Nullable End end,
            @Nullable Days days,
            @Nullable LocalDate promisedOn,
            int notices,
            int latePoints,
            Set<LocalDate> windowDays,
            int spared,
            int sources,
            Filled filled) {

        public CaseFigure {
            windowDays = Set.copyOf(windowDays);
        }
    }

    /** Those of these cases that are applications; at most {@link CaseFeed#MOST_CASES}. */
    public List<CaseFigure> of(String region, Collection<UUID> ids, LocalDate today) {
        var journals = new LinkedHashMap<UUID, List<Written>>();
        for (Written written : feed.ofCases(region, ApplicationDesk.KIND, ids)) {
            journals.computeIfAbsent(written.caseId().value(), _ -> new ArrayList<>())
                    .add(written);
        }
        Map<UUID, Summary> files = lists.byIds(region, journals.keySet());
        Map<UUID, Filled> filled = beginnings.of(region, journals.keySet());
        return journals.entrySet().stream()
                .map(entry -> figure(
                        files.get(entry.getKey()),
                        entry.getValue(),
                        filled.getOrDefault(entry.getKey(), new Filled(0, 0, 0)),
                        today))
                .toList();
    }

    private CaseFigure figure(@Nullable Summary file, List<Written> journal, Filled filled, LocalDate today) {
        if (file == null) {
            throw new IllegalStateException("A journal without a case");
        }
        ItemVersion item = catalogue
                .version(file.subject().code(), file.subject().version())
                .orElseThrow(() -> new IllegalStateException("No such item version: " + file.subject()));
        var story = new Story();
        for (Written written : journal) {
            story.add(cases.read(procedure, written.event()), written.event());
        }
        LocalDate handedIn = CityTime.day(file.openedAt());
        if (file.channel().equals("window")) {
            story.windowDays.add(handedIn);
        }
        Dossier dossier = dossiers.find(file.id().region(), file.id().value()).orElse(null);
        return new CaseFigure(
                file.id().value(),
                item,
                file.channel(),
                file.label(),
                handedIn,
                story.acceptedOn,
                story.decidedOn,
                story.endedOn,
                story.end,
                story.decided == null || story.decidedOn == null ? null : days(story.decided, story.decidedOn, item),
                promisedOn(story, item, today),
                story.notices,
                story.latePoints,
                story.windowDays,
                dossier == null ? 0 : spared(dossier, item),
                dossier == null ? 0 : sources(dossier),
                filled);
    }

    /** What a journal tells, event by event. */
    private static final class Story {
        private State state = new State.Draft();
        private @Nullable State running;
        private @Nullable State decided;
        private @Nullable LocalDate acceptedOn;
        private @Nullable LocalDate decidedOn;
        private @Nullable LocalDate endedOn;
        private @Nullable End end;
        private int notices;
        private int latePoints;
        private final Set<LocalDate> windowDays = new TreeSet<>();

        void add(Event event, CaseEvent written) {
            state = Application.evolve(state, event);
            LocalDate day = CityTime.day(written.at());
            switch (event) {
                case Event.Accepted accepted ->
                    acceptedOn = accepted.acceptance().on();
                case Event.DefectsNoticed noticed -> {
                    notices++;
                    latePoints += noticed.late().size();
                }
                case Event.MaterialsAsked _ -> notices++;
                case Event.Granted(var decision) -> decided(decision.on(), End.GRANTED);
                case Event.Refused refused -> decided(refused.decision().on(), End.REFUSED);
                case Event.Declined declined -> ended(declined.on(), End.DECLINED);
                case Event.Withdrawn withdrawn -> ended(withdrawn.on(), End.WITHDRAWN);
                case Event.Terminated terminated -> ended(terminated.on(), End.TERMINATED);
                case Event.SetAside aside when aside.reopens() -> open();
                case Event.Delivered(var _, var how, var _) -> fetched(how, day);
                case Event.RefusalServed(var _, var how, var _) -> fetched(how, day);
                default -> {}
            }
            if (AT_THE_WINDOW.contains(written.type()) && written.actor().kind() == Actor.Kind.OFFICER) {
                windowDays.add(day);
            }
            if (acceptedOn != null && endedOn == null) {
                running = state;
            }
        }

        private void decided(LocalDate on, End how) {
            decidedOn = on;
            decided = state;
            ended(on, how);
        }

        /** What was set aside is no end: the case counts by what is decided anew. */
        private void open() {
            decidedOn = null;
            decided = null;
            endedOn = null;
            end = null;
        }

        private void ended(LocalDate on, End how) {
            endedOn = on;
            end = how;
        }

        private void fetched(String how, LocalDate day) {
            if (how.equals("window")) {
                windowDays.add(day);
            }
        }
    }

    private Days days(State decided, LocalDate on, ItemVersion item) {
        Clock promised = Clocks.promised(decided, item).orElseThrow();
        LocalDate start = promised.start();
        TimeLimit statutory = item.limits().statutory();
        return new Days(
                used(start, on, promised.pauses()),
                length(start, item.limits().promised()),
                statutory == null ? null : length(start, statutory),
                promised.dueOn(calendar, on));
    }

    /** Working days in {@code (start, end]} on which nothing stopped the clock; a day under two pauses is out once. */
    private int used(LocalDate start, LocalDate end, List<Pause> pauses) {
        int days = calendar.workdaysIn(start, end);
        LocalDate at = start;
        for (Pause pause : pauses) {
            LocalDate from = pause.from().isAfter(at) ? pause.from() : at;
            LocalDate open = pause.until();
            LocalDate until = open == null || open.isAfter(end) ? end : open;
            if (until.isAfter(from)) {
                days -= calendar.workdaysIn(from, until);
                at = until;
            }
        }
        return Math.max(days, 0);
    }

    /** A limit in working days: natural days as many as lie in them from that day on, so that both can be compared. */
    private int length(LocalDate start, TimeLimit limit) {
        return switch (limit.unit()) {
            case WORKING_DAY -> limit.amount();
            case SAME_DAY -> 0;
            case NATURAL_DAY ->
                calendar.workdaysIn(start, Clock.of(start, limit).dueOn(calendar, start));
        };
    }

    private @Nullable LocalDate promisedOn(Story story, ItemVersion item, LocalDate today) {
        State state = story.decided != null ? story.decided : story.running;
        LocalDate asOf = story.endedOn == null ? today : story.endedOn;
        return state == null
                ? null
                : Clocks.promised(state, item)
                        // A stop whose end nobody stated yet moves the day with every day.
                        .filter(clock -> clock.pauses().stream().allMatch(pause -> pause.until() != null))
                        .map(clock -> clock.dueOn(calendar, asOf))
                        .orElse(null);
    }

    /** 免交: made from the form, fetched, or replaced by a commitment; what he brought all the same spared him nothing. */
    static int spared(Dossier dossier, ItemVersion item) {
        List<Material> brought = Drafts.uploads(item, dossier);
        long spared = item.materials(FormCheck.read(item.form(), dossier.answers())).stream()
                .filter(material -> !brought.contains(material))
                .count();
        return Math.toIntExact(spared);
    }

    private static int sources(Dossier dossier) {
        return (int) dossier.content().known().values().stream()
                .map(known -> known.source() + ":" + known.name())
                .distinct()
                .count();
    }
}
