/** 缴费: fee orders computed from a list, paid through a port, receipted, refunded and reconciled. */
@ApplicationModule(
        displayName = "Payment 缴费",
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
            "notify"
        })
@NullMarked
package org.yimen.payment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
