/** 知识库: what is answered to whoever asks, where it is from, and what nobody could answer yet. */
@ApplicationModule(
        displayName = "Knowledge 知识库",
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
            "search"
        })
@NullMarked
package org.yimen.knowledge;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
