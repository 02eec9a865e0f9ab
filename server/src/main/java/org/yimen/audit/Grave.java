package org.yimen.audit;

import java.util.List;
import java.util.Set;

/**
 * What is not done while the log stands still, beside commands: showing or taking out whole personal data, and changing who
 * may do what, letters and seals. Sign-ins are recorded and never refused for this, for whoever must repair must come in, and
 * neither is what the program does by itself.
 */
final class Grave {

    private static final List<String> ACTS = List.of(
            "delivery.off-site-",
            "document.seal-",
            "identity.delegation-",
            "identity.machine-",
            "identity.operator-",
            "identity.relying-party-",
            "identity.third-party-",
            "organisation.");

    private static final Set<String> LOOKS = Set.of(
            "delivery.label",
            "desk.paper-opened",
            "hotline.reporter-shown",
            "identity.card-stop-released",
            "identity.unmasked");

    /** Every kind by which something is taken out with a line for each case or person ends so. */
    private static final String TAKEN_OUT = "exported";

    /** What begins like an act and is none: a machine's way in, work that comes and goes with its people, what was refused. */
    private static final List<String> NOT = List.of(
            "document.seal-refused",
            "identity.machine-refused",
            "identity.machine-signed-in",
            "organisation.cover-",
            "organisation.entry-keyed",
            // Resets bring in whoever must repair; nobody gets more by them than he has.
            "organisation.password-reset-",
            "organisation.second-factor-removal-");

    private Grave() {}

    static boolean is(String kind) {
        return LOOKS.contains(kind)
                || kind.endsWith(TAKEN_OUT)
                || (ACTS.stream().anyMatch(kind::startsWith) && NOT.stream().noneMatch(kind::startsWith));
    }
}
