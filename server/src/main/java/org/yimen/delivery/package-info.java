/** 送达: how a result reached the applicant, and the shipments that carry it. */
@ApplicationModule(
        displayName = "Delivery 送达",
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
package org.yimen.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
