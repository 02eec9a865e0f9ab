/** 特别程序: survey, hearing, expert review, testing, publicity and what departments are asked, each with its own record. */
@ApplicationModule(
        displayName = "Procedure 特别程序",
        allowedDependencies = {
            "platform",
            "time",
            "identifier",
            "crypto",
            "audit",
            "identity",
            "organisation",
            "casework",
            "form",
            "catalogue",
            "document",
            "notify"
        })
@NullMarked
package org.yimen.procedure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
