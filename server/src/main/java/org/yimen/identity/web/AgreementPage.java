package org.yimen.identity.web;

import org.jspecify.annotations.Nullable;

/**
 * The question whether a system may learn who somebody is.
 *
 * @param host where he is led afterwards
 * @param request the query of {@code /oauth2/authorize} with which it goes on
 * @param name what the system would learn as his name, or null
 * @param real whether that is the name in full
 */
public record AgreementPage(
        String system,
        String host,
        String request,
        @Nullable String name,
        boolean real) {

    @Override
    public String toString() {
        return "AgreementPage[" + system + "]";
    }
}
