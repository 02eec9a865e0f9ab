package org.yimen.hall;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 叫号: a ticket called to a window.
 *
 * @param reason why this one and no other, for the staff
 * @param times how often it was called here
 */
public record Call(
        String region,
        UUID id,
        Ticket ticket,
        String window,
        UUID clerk,
        CallOrder.Reason reason,
        int times,
        Instant calledAt,
        @Nullable Instant endedAt) {}
