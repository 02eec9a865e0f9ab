package org.yimen.survey;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Service;

/** The figures of questionnaires. Answers never change, so those of as many answers are the same figures. */
@Service
public class Results {

    private final Responses responses;
    private final Map<String, Counted> known = new ConcurrentHashMap<>();

    Results(Responses responses) {
        this.responses = responses;
    }

    /** @param answers how many were handed in, the base of all */
    public record Counted(int answers, List<Tally> tallies) {
        public Counted {
            tallies = List.copyOf(tallies);
        }
    }

    public Counted of(String region, Questionnaire of) {
        String key = region + " " + of.code();
        int now = responses.count(region, of);
        Counted before = known.get(key);
        if (before != null && before.answers() == now) {
            return before;
        }
        List<Response> all = responses.all(region, of);
        var counted = new Counted(
                all.size(),
                Tally.of(of.form(), all.stream().map(Response::answers).toList()));
        known.put(key, counted);
        return counted;
    }
}
