/** 大厅: slots, bookings, tickets and who is served next. */
@ApplicationModule(
        displayName = "Hall 大厅",
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
            "notify",
            "search"
        })
@NullMarked
package org.yimen.hall;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
