/** 数据: the figures of the centre, each with its formula, its base and its cases. */
@ApplicationModule(
        displayName = "Insight 数据",
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
            "procedure",
            "delivery",
            "application"
        })
@NullMarked
package org.yimen.insight;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
