/** 社会评价: who from outside looks at how services are given, and what comes of what they find (docs/adr/0063). */
@ApplicationModule(
        displayName = "Evaluation from outside 社会评价",
        allowedDependencies = {
            "platform",
            "time",
            "identifier",
            "crypto",
            "audit",
            "identity",
            "organisation",
            "casework",
            "catalogue",
            "document",
            "notify",
            "application",
            "hotline"
        })
@NullMarked
package org.yimen.evaluation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
