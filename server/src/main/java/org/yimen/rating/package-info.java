/** 好差评: what the people who were served say of it. */
@ApplicationModule(
        displayName = "Rating 评价",
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
            "notify",
            "hall",
            "licence",
            "application",
            "hotline",
            "improvement",
            "insight",
            "survey"
        })
@NullMarked
package org.yimen.rating;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
