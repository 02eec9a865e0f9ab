package org.yimen.kiosk;

import org.jspecify.annotations.Nullable;

/**
 * Somebody whom nobody here knows: what is kept of him if he agrees.
 *
 * @param name masked, as his card says
 * @param card the card on a simulated reader, to be read again when he agrees: nothing is kept before
 */
public record NewcomerPage(
        String name,
        String number,
        String card,
        String next,
        String phone,
        @Nullable String phoneError,
        @Nullable String agreeError) {}
