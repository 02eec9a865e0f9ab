package org.yimen.application;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.yimen.application.Application.Decision;
import org.yimen.application.Application.Event;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseDesk;
import org.yimen.casework.CaseFeed;
import org.yimen.casework.CaseFeed.Written;
import org.yimen.casework.CaseId;

/** 减少自由裁量权: how often which condition led to a refusal or a proviso, and who refuses how often, with the cases behind it. */
@Service
public class Decisions {

    /** The most decisions that one question looks at; the newest ones. */
    public static final int MOST = 20_000;

    /** So many decisions somebody must have made before his share says anything. */
    public static final int ENOUGH = 20;

    private final CaseFeed feed;
    private final CaseDesk cases;
    private final ApplicationProcedure procedure;

    Decisions(CaseFeed feed, CaseDesk cases, ApplicationProcedure procedure) {
        this.feed = feed;
        this.cases = cases;
        this.procedure = procedure;
    }

    /** A condition of an item, by its code in that version. */
    public record Criterion(String item, int version, String code) {}

    /** Who decided, on items of one kind. */
    public record Decider(String item, UUID officer) {}

    /**
     * @param decided all decisions
     * @param refused those that refused
     * @param limited those that granted with a {@link Proviso}
     */
    public record Tally(int decided, int refused, int limited) {
        private static final Tally NONE = new Tally(0, 0, 0);

        Tally plus(Tally more) {
            return new Tally(decided + more.decided, refused + more.refused, limited + more.limited);
        }

        /** Of the decided, in per cent, unrounded; 0 without any. */
        public double share() {
            return decided == 0 ? 0 : 100.0 * refused / decided;
        }
    }

    /**
     * The figures of a time.
     *
     * @param criteria the refused cases by condition, the most frequent first; a refusal with two conditions counts with both
     * @param provisos the granted cases by the condition that a proviso makes concrete, likewise
     * @param deciders by item and officer
     * @param items all decisions of each item, to compare with
     * @param cut there were more than {@link #MOST}
     */
    public record Figures(
            Map<Criterion, List<CaseId>> criteria,
            Map<Criterion, List<CaseId>> provisos,
            Map<Decider, Tally> deciders,
            Map<String, Tally> items,
            boolean cut) {

        public int decided() {
            return items.values().stream().mapToInt(Tally::decided).sum();
        }

        public int refused() {
            return items.values().stream().mapToInt(Tally::refused).sum();
        }

        /**
         * True where somebody refuses at least twice as often, or half as often, as all who decide on the item, and has
         * decided often enough for that to say something.
         */
        public boolean standsOut(Decider decider) {
            Tally own = deciders.getOrDefault(decider, Tally.NONE);
            Tally all = items.getOrDefault(decider.item(), Tally.NONE);
            boolean often = own.refused() > 0 && own.share() >= 2 * all.share();
            boolean seldom = all.refused() > 0 && own.share() * 2 <= all.share();
            return own.decided() >= ENOUGH && all.decided() > own.decided() && (often || seldom);
        }
    }

    public Figures of(String region, Instant from, Instant until) {
        List<Written> written = feed.written(region, Set.of("Granted", "Refused"), from, until, MOST + 1);
        var criteria = new LinkedHashMap<Criterion, List<CaseId>>();
        var provisos = new LinkedHashMap<Criterion, List<CaseId>>();
        var deciders = new LinkedHashMap<Decider, Tally>();
        var items = new LinkedHashMap<String, Tally>();
        for (Written one : written.subList(0, Math.min(MOST, written.size()))) {
            Event event = cases.read(procedure, one.event());
            if (one.event().actor().kind() == Actor.Kind.SYSTEM) {
                // The law itself granted (行政许可法 art. 50): nobody used any discretion.
                continue;
            }
            String item = one.subject().code();
            Decision decision = decision(event);
            Tally tally = new Tally(
                    1,
                    event instanceof Event.Refused ? 1 : 0,
                    decision.provisos().isEmpty() ? 0 : 1);
            // Where two decide, the one whose decision it is: who consents only looks after him.
            deciders.merge(new Decider(item, decision.by()), tally, Tally::plus);
            items.merge(item, tally, Tally::plus);
            if (event instanceof Event.Refused refused) {
                for (String code : refused.unmet()) {
                    count(criteria, one, code);
                }
            }
            for (Proviso proviso : decision.provisos()) {
                count(provisos, one, proviso.condition());
            }
        }
        return new Figures(byNumber(criteria), byNumber(provisos), deciders, items, written.size() > MOST);
    }

    private static Decision decision(Event event) {
        return event instanceof Event.Refused refused ? refused.decision() : ((Event.Granted) event).decision();
    }

    private static void count(Map<Criterion, List<CaseId>> counted, Written one, String code) {
        counted.computeIfAbsent(
                        new Criterion(one.subject().code(), one.subject().version(), code), _ -> new ArrayList<>())
                .add(one.caseId());
    }

    private static Map<Criterion, List<CaseId>> byNumber(Map<Criterion, List<CaseId>> counted) {
        var sorted = new LinkedHashMap<Criterion, List<CaseId>>();
        counted.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> -entry.getValue().size()))
                .forEach(entry -> sorted.put(entry.getKey(), List.copyOf(entry.getValue())));
        return sorted;
    }
}
