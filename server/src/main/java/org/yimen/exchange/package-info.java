/** 交换: the machines of other systems, and what they are told of cases without asking. */
@ApplicationModule(
        displayName = "Exchange 交换",
        allowedDependencies = {
            "platform",
            "time",
            "identifier",
            "crypto",
            "audit",
            "identity",
            "organisation",
            "casework",
            "catalogue"
        })
@NullMarked
package org.yimen.exchange;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
