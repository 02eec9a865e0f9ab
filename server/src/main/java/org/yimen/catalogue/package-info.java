/** 事项: what can be applied for. An item version freezes limits, materials, stages, fee and basis. */
@ApplicationModule(
        displayName = "Catalogue 事项",
        allowedDependencies = {
            "platform",
            "time",
            "identifier",
            "crypto",
            "audit",
            "identity",
            "organisation",
            "casework",
            "form"
        })
@NullMarked
package org.yimen.catalogue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
