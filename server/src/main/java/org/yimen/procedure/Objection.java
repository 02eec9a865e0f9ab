package org.yimen.procedure;

import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.document.BlobId;

/**
 * 公示异议: what somebody says against what is publicised.
 *
 * @param number of the receipt
 * @param name of who objects; never shown to the public
 * @param file what he handed in with it, or null
 * @param answer null while nobody found anything
 */
public record Objection(
        UUID id,
        UUID caseId,
        String step,
        String number,
        UUID holder,
        String name,
        String grounds,
        Instant receivedAt,
        @Nullable Attached file,
        @Nullable Answer answer) {

    /** A file, as it was inspected when it came in. */
    public record Attached(String name, String mediaType, BlobId blob) {}

    public record Answer(Finding finding, String text, UUID by, Instant at) {}

    /** What came of it. */
    public enum Finding {
        UPHELD("upheld"),
        PARTLY("partly"),
        NOT("not");

        private final String code;

        Finding(String code) {
            this.code = code;
        }

        /** As rows and forms spell it. */
        public String code() {
            return code;
        }

        /** The message key of its name. */
        public String key() {
            return "procedure.objection.finding-" + code;
        }

        /** @throws ProcedureRefused where it is none of them */
        public static Finding of(String code) {
            return Arrays.stream(values())
                    .filter(finding -> finding.code.equals(code))
                    .findFirst()
                    .orElseThrow(() -> new ProcedureRefused("procedure.nothing-chosen"));
        }
    }
}
