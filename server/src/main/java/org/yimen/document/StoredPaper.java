package org.yimen.document;

import java.time.Instant;
import java.util.UUID;

/**
 * A sealed paper of a case.
 *
 * @param sm3 of the whole file, in hexadecimal
 */
public record StoredPaper(
        String region,
        UUID id,
        PaperKind kind,
        String number,
        UUID caseId,
        String title,
        BlobId blob,
        String sm3,
        UUID seal,
        VerificationCode code,
        Instant madeAt) {}
