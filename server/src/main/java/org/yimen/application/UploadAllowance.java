package org.yimen.application;

import java.time.InstantSource;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.platform.web.TokenBuckets;

/**
 * How much one person uploads on a node, so that nobody fills the disk alone. What he removes again counts as well: it
 * stays for an hour.
 */
@Component
class UploadAllowance {

    private static final double SECONDS_AN_HOUR = 3600;

    private final TokenBuckets bytes;

    UploadAllowance(
            @Value("${yimen.uploads.at-once:300MB}") DataSize atOnce,
            @Value("${yimen.uploads.an-hour:300MB}") DataSize anHour,
            InstantSource time) {
        this.bytes = new TokenBuckets(anHour.toBytes() / SECONDS_AN_HOUR, (double) atOnce.toBytes(), time);
    }

    /** Counts a file of this size, or refuses it. */
    void take(UUID person, long size) {
        if (bytes.take(person.toString(), size).isPresent()) {
            throw new CaseRuleBroken("application.file.too-much");
        }
    }
}
