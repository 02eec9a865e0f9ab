/** 申请: the first kind of case, from receipt to archive, as 行政许可法 says. */
@ApplicationModule(
        displayName = "Applications 申请",
        allowedDependencies = {
            "notify",
            "payment",
            "hall",
            "procedure",
            "delivery",
            "custody",
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
            "search",
            "licence"
        })
@NullMarked
package org.yimen.application;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
