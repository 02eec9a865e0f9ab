package org.yimen.document;

import java.time.Instant;

/** What the check of a file found. Reasons are message keys. */
public sealed interface Verdict {

    /**
     * Signed by a seal of our register that was valid then, and not a byte differs.
     *
     * @param seal as it stands today: it may have been revoked since
     * @param sm3 of the signed bytes
     */
    record Genuine(Seal seal, Instant signedAt, String sm3) implements Verdict {}

    /** It bears, or bore, a signature of ours, and is not as it was signed. */
    record Altered(String reason) implements Verdict {}

    /** No signature, or none by a seal of our register. */
    record NotOurs(String reason) implements Verdict {}

    /** The signature is right, but the seal had been revoked. */
    record SealRevokedBefore(Seal seal, Instant signedAt) implements Verdict {}

    /** The signature is right, but the seal was not valid yet or any more. */
    record SealOutsideValidity(Seal seal, Instant signedAt) implements Verdict {}
}
