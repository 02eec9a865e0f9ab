package org.yimen.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.yimen.bench.Ledger.Asked;

/** Compares what was asked and told with what is there. Pure: it says what is wrong and touches nothing. */
final class Checker {

    private Checker() {}

    enum Kind {
        /** Somebody was told that it is done, and it is not there. */
        LOST,
        /** One intent, two effects, or one number twice. */
        DOUBLED,
        /** Some of it is there and some is not. */
        HALF_DONE,
        /** Two answers under one key say different things. */
        CONTRADICTED
    }

    record Finding(Kind kind, String what) {}

    private static final String DONE = "done";

    /** Acts that a case sees once, and the event that each of them leaves. */
    private static final Map<String, String> ONCE = Map.of(
            "submit", "Submitted",
            "accept", "Accepted",
            "grant", "Granted",
            "issue", "Issued",
            "deliver", "Delivered");

    /** @param flaws case → what in it does not agree, as the application itself finds */
    static List<Finding> check(List<Asked> history, Observed observed, Map<String, List<String>> flaws) {
        var findings = new ArrayList<Finding>();
        observed.doubledNumbers().forEach(number -> findings.add(new Finding(Kind.DOUBLED, "number " + number)));
        flaws.forEach((id, said) ->
                said.forEach(flaw -> findings.add(new Finding(Kind.HALF_DONE, "case " + id + ": " + flaw))));
        var done = new TreeMap<String, Integer>();
        for (Asked asked : history) {
            answers(asked, observed, findings);
            effects(asked, observed, findings);
            String event = ONCE.get(asked.act());
            if (event != null && DONE.equals(observed.outcomes().get(asked.key()))) {
                done.merge(asked.caseId() + " " + event, 1, Integer::sum);
            }
        }
        var ids = new TreeSet<String>();
        history.forEach(asked -> ids.add(asked.caseId()));
        for (String id : ids) {
            ONCE.values().forEach(event -> count(id + " " + event, done, observed, findings));
        }
        return findings;
    }

    private static void answers(Asked asked, Observed observed, List<Finding> findings) {
        var told = new TreeSet<>(asked.answers());
        if (told.size() > 1) {
            findings.add(new Finding(Kind.CONTRADICTED, asked.key() + " " + told));
        }
        String outcome = observed.outcomes().get(asked.key());
        for (String answer : told) {
            String claimed = answer.startsWith(DONE) ? DONE : answer;
            if (outcome == null) {
                findings.add(new Finding(Kind.LOST, asked.act() + " " + asked.key() + " was told " + answer));
            } else if (!outcome.equals(claimed)) {
                findings.add(new Finding(
                        Kind.CONTRADICTED, asked.key() + " was told " + answer + " and the key says " + outcome));
            }
        }
    }

    /** For acts whose events name their key. */
    private static void effects(Asked asked, Observed observed, List<Finding> findings) {
        if (ONCE.containsKey(asked.act())) {
            return;
        }
        int effects = observed.effects().getOrDefault(asked.key(), 0);
        boolean stored = DONE.equals(observed.outcomes().get(asked.key()));
        if (effects > 1) {
            findings.add(
                    new Finding(Kind.DOUBLED, asked.act() + " " + asked.key() + " happened " + effects + " times"));
        } else if (stored != (effects == 1)) {
            findings.add(new Finding(
                    Kind.HALF_DONE, asked.act() + " " + asked.key() + ": key " + stored + ", events " + effects));
        }
    }

    private static void count(String event, Map<String, Integer> done, Observed observed, List<Finding> findings) {
        int keys = done.getOrDefault(event, 0);
        int events = observed.events().getOrDefault(event, 0);
        if (events > keys) {
            findings.add(new Finding(Kind.DOUBLED, event + " " + events + " times for " + keys + " keys"));
        } else if (events < keys) {
            findings.add(new Finding(Kind.HALF_DONE, event + " " + events + " times for " + keys + " keys"));
        }
    }
}
