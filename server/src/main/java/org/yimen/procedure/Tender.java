package org.yimen.procedure;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * 招标、拍卖的结果: what one tender or auction came to (行政许可法 art. 53).
 *
 * @param number of the report, or of the letter of award
 * @param heldBy who held it
 * @param places how many of those who took part win
 * @param ranks of the cases that it speaks of, the best first; who took no part or was ruled out stands last
 */
public record Tender(
        UUID id,
        String number,
        String heldBy,
        LocalDate heldOn,
        int places,
        UUID recordedBy,
        Instant recordedAt,
        List<Rank> ranks) {

    public Tender {
        ranks = List.copyOf(ranks);
    }

    /**
     * Where one case stands.
     *
     * @param rank from 1; 0 where its applicant took no part or was ruled out
     * @param offer the price or the score, as the report has it; may be empty
     */
    public record Rank(UUID caseId, int rank, String offer) {}

    /** What it means for one case. */
    public record Result(String number, String heldBy, LocalDate heldOn, int places, int rank, String offer) {

        /** Art. 53: with the winner the decision is made. */
        public boolean wins() {
            return rank > 0 && rank <= places;
        }
    }

    /** What an officer writes down. */
    public record Report(String number, String heldBy, LocalDate heldOn, int places, List<Rank> ranks) {
        public Report {
            ranks = List.copyOf(ranks);
        }
    }
}
