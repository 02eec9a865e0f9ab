package org.yimen.identity.web;

import org.jspecify.annotations.Nullable;

/**
 * Enrolling an authenticator app.
 *
 * @param base32 the secret for who cannot scan
 * @param again true where there is one already, which this one replaces
 * @param error a message key, or null
 */
public record SecondFactorPage(
        String action,
        String base32,
        QrPath qr,
        boolean again,
        @Nullable String error) {

    private static final int GROUP = 4;

    /** The secret in groups that can be read out. */
    public String grouped() {
        return base32.replaceAll("(.{" + GROUP + "})(?!$)", "$1 ");
    }
}
