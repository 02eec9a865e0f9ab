/** 接口: what other systems may ask for, on the same services as the pages; OAuth 2 in front, problem details on refusal. */
@ApplicationModule(
        displayName = "API 接口",
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
package org.yimen.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
