/** 搜索: finds things by everyday words, Traditional characters and pinyin. */
@ApplicationModule(
        displayName = "Search 搜索",
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
package org.yimen.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
