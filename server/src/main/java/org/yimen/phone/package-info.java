/** 话务台: calls as they come in, who is on duty for them, and what became of each. */
@ApplicationModule(
        displayName = "Phone 话务台",
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
            "search",
            "knowledge",
            "application",
            "hotline"
        })
@NullMarked
package org.yimen.phone;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
