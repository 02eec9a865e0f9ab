/** 控制台: the pages of the administrators: system, security and audit, each apart from the others, and the departments' own. */
@ApplicationModule(
        displayName = "Console 控制台",
        allowedDependencies = {
            "notify",
            "payment",
            "hall",
            "hotline",
            "rating",
            "procedure",
            "delivery",
            "supervision",
            "insight",
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
            "licence",
            "exchange",
            "application",
            "application :: web"
        })
@NullMarked
package org.yimen.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
