/** 门户: the pages for citizens and firms. */
@ApplicationModule(
        displayName = "Portal 门户",
        allowedDependencies = {
            "notify",
            "payment",
            "hall",
            "hotline",
            "intake",
            "rating",
            "survey",
            "evaluation",
            "evaluation :: web",
            "procedure",
            "delivery",
            "custody",
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
            "knowledge",
            "licence",
            "application",
            "application :: web"
        })
@NullMarked
package org.yimen.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
