/** 证照: issued licences, their states and their public verification. */
@ApplicationModule(
        displayName = "Licences 证照",
        allowedDependencies = {
            "notify",
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
            "search"
        })
@NullMarked
package org.yimen.licence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
