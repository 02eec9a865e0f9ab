/** 工单: what somebody must do and prove, the second kind of case. */
@ApplicationModule(
        displayName = "Hotline 工单",
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
            "search",
            "hall",
            "licence",
            "payment",
            "application"
        })
@NullMarked
package org.yimen.hotline;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
