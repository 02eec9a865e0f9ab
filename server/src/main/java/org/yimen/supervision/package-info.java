/** 审管联动: what follows a decision: the supervising department, its checks, and what they find. */
@ApplicationModule(
        displayName = "Supervision 监管",
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
            "application",
            "hotline"
        })
@NullMarked
package org.yimen.supervision;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
