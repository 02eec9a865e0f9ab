package org.yimen.procedure;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.document.KeptFile;

/**
 * 整改: what the applicant may put right that a survey found unmet, before it is looked at again (复查).
 *
 * @param survey the look that found it
 * @param round the number of the look that follows
 * @param what is to be mended, as he is told
 * @param untilOn the last day that he has for it
 * @param reason why there is a further look beyond what the rules of the house allow, or null
 * @param said null while he has not said that it is mended
 */
public record Mending(
        UUID survey,
        UUID caseId,
        String step,
        String department,
        int round,
        String what,
        LocalDate untilOn,
        @Nullable String reason,
        UUID givenBy,
        Instant givenAt,
        @Nullable Said said) {

    /**
     * What he said when it was mended.
     *
     * @param text may be empty
     * @param entered an officer wrote down what he had told him, and the text says how
     * @param picture of it, or null
     */
    public record Said(
            String text,
            Instant at,
            boolean entered,
            @Nullable KeptFile picture) {}

    /**
     * Who says that it is mended, and what.
     *
     * @param by the person who acts for the applicant, or the officer who enters it
     * @param entered true of the officer
     */
    public record Word(UUID by, boolean entered, String text) {}

    /**
     * What an officer gives him to mend.
     *
     * @param latest the last day that may be set
     * @param reason of the head of the department for a further look, or null where nobody gave one
     */
    public record Given(
            String what,
            LocalDate untilOn,
            LocalDate latest,
            @Nullable String reason) {}

    /** A picture that passed the checks of every upload; its bytes go beside it. */
    public record Picture(String name, String mediaType) {}

    /** One line of a list: what is to be looked at again, or waits for the applicant. */
    public record Line(UUID caseId, String step, String department, LocalDate untilOn, boolean said) {

        /** True where nobody waits for the applicant any more. */
        public boolean isDueOn(LocalDate today) {
            return said || today.isAfter(untilOn);
        }
    }

    public boolean isSaid() {
        return said != null;
    }

    /** True where nobody waits for the applicant any more, so that it can be looked at again. */
    public boolean isDueOn(LocalDate today) {
        return isSaid() || today.isAfter(untilOn);
    }
}
