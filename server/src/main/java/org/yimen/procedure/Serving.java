package org.yimen.procedure;

import java.time.InstantSource;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.yimen.organisation.Directory;

/** Who may be sent for a department: its own people, as they serve now. */
@Component
class Serving {

    /** Arts. 34(3), 55: 两名以上工作人员. */
    static final int FEWEST = 2;

    /** The most of one visit or test. */
    static final int MOST = 9;

    private final Directory directory;
    private final InstantSource time;

    Serving(Directory directory, InstantSource time) {
        this.directory = directory;
        this.time = time;
    }

    /** Passes any person who holds a post of the department now; refuses anybody else, and programs, with that code. */
    void must(UUID staff, String department, String code) {
        boolean serves = directory.inPerson(staff, time.instant()).stream()
                .flatMap(officer -> officer.everywhere().posts().stream())
                .anyMatch(post -> post.startsWith(department + "/"));
        if (!serves) {
            throw new ProcedureRefused(code);
        }
    }
}
