/** 自助终端: the face of the machine in the hall; wiped after each visitor. */
@ApplicationModule(
        displayName = "Kiosk 自助终端",
        allowedDependencies = {
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
            "notify",
            "search",
            "hall",
            "licence",
            "payment",
            "application",
            "application :: web",
            "hotline",
            "rating"
        })
@NullMarked
package org.yimen.kiosk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
