/** 文书: formal papers as PDF, sealed with SM2, and their verification. */
@ApplicationModule(
        displayName = "Documents 文书",
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
package org.yimen.document;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
