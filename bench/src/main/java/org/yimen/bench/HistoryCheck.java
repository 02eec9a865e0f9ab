package org.yimen.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.yimen.bench.Checker.Finding;
import org.yimen.bench.CuttingProxy.Cut;
import org.yimen.bench.Ledger.Asked;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Many clients, each request sent up to five times under one key, a third of the answers cut: one effect per key. */
final class HistoryCheck {

    static final int CLIENTS = 200;

    private HistoryCheck() {}

    /**
     * What was asked, what became of it, and what does not agree.
     *
     * @param unheard intents of which no answer was ever heard
     */
    record Report(
            long seed,
            int clients,
            int intents,
            int requests,
            int retries,
            int answers,
            int unheard,
            Map<Cut, Integer> cuts,
            boolean passed,
            List<Finding> findings) {}

    static int command(Options options) throws Exception {
        try (var rig = new Rig()) {
            rig.startDatabase(false);
            rig.startHall();
            Report report = run(rig, options.number("clients", CLIENTS), options.number("cases", 1), options.seed());
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
    }

    /** @param lives cases that each client takes from draft to delivery */
    static Report run(Rig rig, int clients, int lives, long seed) throws Exception {
        Path journal = rig.folder().resolve("history-" + seed + ".tsv");
        try (var proxy = new CuttingProxy(rig.door().port(), seed);
                var ledger = new Ledger(journal);
                var load = new Load(new Door(proxy.port()), ledger, seed)) {
            load.start(clients, lives);
            load.join();
            List<Asked> history = Ledger.read(journal);
            List<Finding> findings = CrashCampaign.check(rig, history, load.takeTouched());
            return new Report(
                    seed,
                    clients,
                    history.size(),
                    load.requests(),
                    load.retries(),
                    load.answers(),
                    (int) history.stream()
                            .filter(asked -> asked.answers().isEmpty())
                            .count(),
                    Arrays.stream(Cut.values()).collect(Collectors.toMap(Function.identity(), proxy::count)),
                    findings.isEmpty(),
                    findings);
        }
    }
}
