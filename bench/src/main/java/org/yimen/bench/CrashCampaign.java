package org.yimen.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.yimen.bench.Checker.Finding;
import org.yimen.bench.Checker.Kind;
import org.yimen.bench.Ledger.Asked;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Kills the application, its database or both with {@code kill -9} in the middle of the load, starts them again, and
 * compares what is there with what the clients were told. The last cycle is a control in which commits do not wait for the
 * disk: where it loses nothing, the campaign could not have seen a loss and counts for nothing.
 */
final class CrashCampaign {

    private static final int CLIENTS = 12;
    private static final int CONTROLS = 3;
    private static final int SHORTEST = 400;
    private static final int LONGEST = 2000;

    private CrashCampaign() {}

    /** What is killed. */
    enum Blow {
        PROCESS,
        DATABASE,
        BOTH
    }

    /**
     * How a campaign went.
     *
     * @param acknowledged answers that the clients had written down
     * @param unheard intents of which no answer was ever heard
     * @param retries requests that were sent again
     * @param controlLost what the control lost; the run is void where that is nothing
     */
    record Report(
            long seed,
            int cycles,
            boolean ownNamespace,
            Map<Blow, Integer> blows,
            int cases,
            int intents,
            int requests,
            int retries,
            int acknowledged,
            int unheard,
            int lost,
            int doubled,
            int halfDone,
            int contradicted,
            int controls,
            int controlLost,
            boolean isVoid,
            boolean passed,
            List<String> findings) {}

    static int command(Options options) throws Exception {
        Report report = run(options.number("cycles", 5), options.seed(), System.out::println);
        String json = JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(report);
        System.out.println(json);
        if (options.out().isPresent()) {
            Files.writeString(options.out().get(), json + "\n");
        }
        return report.passed() ? 0 : 1;
    }

    @FunctionalInterface
    interface Log {
        void say(String line);
    }

    static Report run(int cycles, long seed, Log log) throws Exception {
        var random = new Random(seed);
        var blows = new TreeMap<Blow, Integer>();
        var findings = new ArrayList<Finding>();
        try (var rig = new Rig()) {
            log.say("Cells in a PID namespace of their own: " + Cell.isPrivate());
            rig.startDatabase(false);
            rig.startHall();
            Path journal = rig.folder().resolve("asked.tsv");
            int cases = 0;
            int requests;
            int retries;
            try (var ledger = new Ledger(journal);
                    var load = new Load(rig.door(), ledger, seed)) {
                load.start(CLIENTS, 0);
                for (int cycle = 1; cycle <= cycles; cycle++) {
                    // Each kind in turn, so that a short campaign sees all of them.
                    Blow blow = Blow.values()[(cycle - 1) % Blow.values().length];
                    blows.merge(blow, 1, Integer::sum);
                    Thread.sleep(SHORTEST + random.nextInt(LONGEST - SHORTEST));
                    load.reachable(false);
                    rig.kill(blow);
                    rig.revive(blow, false);
                    load.reachable(true);
                    load.pause();
                    Collection<String> touched = load.takeTouched();
                    cases += touched.size();
                    var found = check(rig, Ledger.read(journal), touched);
                    findings.addAll(found);
                    log.say("cycle %d: killed %s, %d answers so far, %d cases touched: %s"
                            .formatted(
                                    cycle,
                                    blow,
                                    load.answers(),
                                    touched.size(),
                                    found.isEmpty() ? "nothing lost, doubled or half-done" : found));
                    load.resume();
                }
                requests = load.requests();
                retries = load.retries();
            }
            List<Asked> history = Ledger.read(journal);
            findings.addAll(check(rig, history, List.of()));
            int controls = 0;
            int controlLost = 0;
            while (controlLost == 0 && controls < CONTROLS) {
                controls++;
                controlLost = control(rig, seed + 1000L * controls, random);
                log.say("control %d: %d acknowledged answers lost".formatted(controls, controlLost));
            }
            return report(seed, cycles, blows, cases, history, requests, retries, findings, controls, controlLost);
        }
    }

    private static Report report(
            long seed,
            int cycles,
            Map<Blow, Integer> blows,
            int cases,
            List<Asked> history,
            int requests,
            int retries,
            List<Finding> findings,
            int controls,
            int controlLost) {
        return new Report(
                seed,
                cycles,
                Cell.isPrivate(),
                blows,
                cases,
                history.size(),
                requests,
                retries,
                history.stream().mapToInt(asked -> asked.answers().size()).sum(),
                (int) history.stream()
                        .filter(asked -> asked.answers().isEmpty())
                        .count(),
                count(Kind.LOST, findings),
                count(Kind.DOUBLED, findings),
                count(Kind.HALF_DONE, findings),
                count(Kind.CONTRADICTED, findings),
                controls,
                controlLost,
                controlLost == 0,
                findings.isEmpty() && controlLost > 0,
                findings.stream().distinct().map(Finding::toString).limit(50).toList());
    }

    private static int count(Kind kind, List<Finding> findings) {
        return (int) findings.stream()
                .distinct()
                .filter(finding -> finding.kind() == kind)
                .count();
    }

    /** What does not agree in the whole history, and within these cases. */
    static List<Finding> check(Rig rig, List<Asked> history, Collection<String> cases)
            throws SQLException, IOException {
        var flaws = new TreeMap<String, List<String>>();
        for (String id : cases) {
            Door.Answer answer = rig.door().post("/bench/flaws", Map.of("id", id));
            if (answer.status() == 404) {
                // Never handed in: no row, and no flaw.
                continue;
            }
            if (answer.status() != 200) {
                flaws.put(id, List.of("it cannot be looked at: " + answer));
            } else if (!answer.body().isEmpty()) {
                flaws.put(id, List.of(answer.body().split("\n")));
            }
        }
        try (var connection = rig.connection()) {
            return Checker.check(history, Observed.in(connection), flaws);
        }
    }

    /** How many answers are lost when the database dies while nobody waits for its disk. */
    private static int control(Rig rig, long seed, Random random) throws Exception {
        rig.kill(Blow.DATABASE);
        rig.revive(Blow.DATABASE, true);
        rig.careless(true);
        Path journal = rig.folder().resolve("asked-" + seed + ".tsv");
        try (var ledger = new Ledger(journal);
                var load = new Load(rig.door(), ledger, seed)) {
            load.start(CLIENTS, 0);
            Thread.sleep(SHORTEST + random.nextInt(LONGEST - SHORTEST));
            load.reachable(false);
            rig.kill(Blow.DATABASE);
            rig.startDatabase(false);
            // Checked before anybody asks again: asking again is what would mend it.
            try (var connection = rig.connection()) {
                var found = Checker.check(Ledger.read(journal), Observed.in(connection), Map.of());
                rig.awaitHall();
                rig.careless(false);
                return count(Kind.LOST, found);
            }
        }
    }
}
