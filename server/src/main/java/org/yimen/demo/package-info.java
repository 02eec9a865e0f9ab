/** 演示: fills the invented city with cases and seals, through the same services as everybody. Only with yimen.demo. */
@ApplicationModule(
        displayName = "Demo 演示",
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
            "application"
        })
@NullMarked
package org.yimen.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
