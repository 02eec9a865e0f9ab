package org.yimen.api;

import java.util.List;

/**
 * How to begin with the API.
 *
 * @param address of this installation, for the examples
 * @param doors every address with its scope
 */
public record ApiHelpPage(String address, List<String> scopes, List<Line> doors) {

    /** The kinds of problems, to which their {@code type} leads. */
    public static final List<String> PROBLEMS = List.of(
            "not-understood",
            "unauthenticated",
            "forbidden",
            "not-found",
            "method",
            "not-acceptable",
            "overtaken",
            "stale",
            "too-large",
            "media-type",
            "refused",
            "too-many",
            "failed",
            "busy");

    public ApiHelpPage {
        scopes = List.copyOf(scopes);
        doors = List.copyOf(doors);
    }

    /** One address of the API. */
    public record Line(String method, String path, String scope) {}

    /** Where a library that knows OpenID Connect finds the rest. */
    public String discovery() {
        return address + "/.well-known/openid-configuration";
    }

    /** How a machine gets a token. */
    public String tokenExample() {
        return "curl -u m-0123456789ab:SECRET " + address + "/oauth2/token \\\n  -d grant_type=client_credentials"
                + " -d 'scope=items.read applications.read'";
    }

    public String readExample() {
        return "curl -H 'Authorization: Bearer TOKEN' -H 'Accept-Language: en' \\\n  '" + address
                + "/api/v1/items?limit=5'";
    }

    public String commandExample() {
        return "curl -X POST -H 'Authorization: Bearer TOKEN' -H 'Idempotency-Key: 5f1c…' \\\n  -H 'If-Match: \"3\"' "
                + address + "/api/v1/applications/629901-261118-00001-A/accept";
    }
}
