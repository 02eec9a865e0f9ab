package org.yimen.insight;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** 数据多跑路，群众少跑腿: what one finished case spared its applicant, each number from what was recorded. */
@Service
public class Effort {

    private final Facts facts;
    private final BeforeTrips before;

    Effort(Facts facts, BeforeTrips before) {
        this.facts = facts;
        this.before = before;
    }

    /**
     * What a case took and spared.
     *
     * @param trips days on which somebody came for it
     * @param before how often one had to come before, as stated, or null where nobody stated it
     * @param spared materials that nobody had to bring
     * @param sources registers and records that were asked in the applicant's place
     * @param kept questions, of {@code asked}, that nobody had to type
     */
    public record Saved(int trips, @Nullable Integer before, int spared, int sources, int kept, int asked) {

        /** Null where nothing is stated, or nothing was saved. */
        public @Nullable Integer tripsSaved() {
            return before == null || before <= trips ? null : before - trips;
        }
    }

    /** Of a case that has ended; empty before, and until it was read. */
    public Optional<Saved> of(String region, UUID caseId) {
        return facts.effort(region, caseId)
                .filter(effort -> effort.endedOn() != null)
                .map(effort -> new Saved(
                        effort.trips(),
                        before.of(region).get(effort.item()),
                        effort.spared(),
                        effort.sources(),
                        effort.kept(),
                        effort.asked()));
    }
}
