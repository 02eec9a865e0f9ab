/** 工作台: the pages for clerks, examiners and chief representatives. */
@ApplicationModule(
        displayName = "Desk 工作台",
        allowedDependencies = {
            "notify",
            "payment",
            "hall",
            "hotline",
            "intake",
            "rating",
            "improvement",
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
            "phone",
            "licence",
            "application",
            "application :: web"
        })
@NullMarked
package org.yimen.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
