/** 诉求入口: opinion boxes, WeChat and Weibo, and public opinion; each leads to the one kind of work order. */
@ApplicationModule(
        displayName = "Intake 诉求入口",
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
            "form",
            "search",
            "knowledge",
            "notify",
            "hotline"
        })
@NullMarked
package org.yimen.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
