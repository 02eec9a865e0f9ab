package org.yimen.desk;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.yimen.organisation.Officer;

/** The areas of the desk and the roles that may enter each; an empty set lets every officer in. */
enum DeskArea {
    INBOX("/desk", Set.of()),
    INTAKE("/desk/intake", Set.of("window")),
    CASES("/desk/search", Set.of()),
    LETTERS("/desk/letters", Set.of("head", "director", "supervisor", "chief")),
    ATTEMPTS("/desk/attempts", Set.of("supervisor", "director")),
    CATALOGUE("/desk/catalogue", Set.of("catalogue", "editor", "director"));

    private final String href;
    private final Set<String> roles;

    DeskArea(String href, Set<String> roles) {
        this.href = href;
        this.roles = roles;
    }

    String href() {
        return href;
    }

    boolean isOpenTo(Officer officer) {
        return roles.isEmpty() || roles.stream().anyMatch(officer::holdsAny);
    }

    static List<DeskArea> openTo(Officer officer) {
        return Arrays.stream(values()).filter(area -> area.isOpenTo(officer)).toList();
    }
}
