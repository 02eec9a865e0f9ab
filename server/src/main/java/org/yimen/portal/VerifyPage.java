package org.yimen.portal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.yimen.document.StoredPaper;
import org.yimen.licence.LicenceCheck;

/** Checking a paper: the question, or what was found. */
public record VerifyPage(
        @Nullable Finding finding, String code, @Nullable String codeError, @Nullable String fileError) {

    static VerifyPage blank() {
        return new VerifyPage(null, "", null, null);
    }

    static VerifyPage found(Finding finding) {
        return new VerifyPage(finding, "", null, null);
    }

    /** What was found. */
    public sealed interface Finding {

        /** A licence of ours and where it stands. */
        record OfLicence(LicenceCheck.Genuine check, boolean byFile) implements Finding {}

        /**
         * Another paper of ours.
         *
         * @param holder masked
         */
        record OfPaper(StoredPaper paper, String seal, @Nullable String holder) implements Finding {}

        /** A file that one of our seals signed and nobody changed, but no licence. */
        record OfSeal(String seal, Instant at) implements Finding {}

        /** A file that is not as it was signed, or whose seal had no power; {@code reason} is a message key. */
        record Altered(String reason) implements Finding {}

        /** Nothing of ours; {@code reason} is a message key. */
        record Unknown(String reason) implements Finding {}
    }
}
