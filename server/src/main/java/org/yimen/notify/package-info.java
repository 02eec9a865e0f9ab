/** 通知: one outbox to the in-app inbox, to SMS and to e-mail; each message goes out once. */
@ApplicationModule(
        displayName = "Notify 通知",
        allowedDependencies = {
            "platform",
            "time",
            "identifier",
            "crypto",
            "audit",
            "identity",
            "organisation",
            "casework",
            "form"
        })
@NullMarked
package org.yimen.notify;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
