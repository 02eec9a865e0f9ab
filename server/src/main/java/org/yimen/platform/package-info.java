/** What every module may use and that knows no business word: texts in two languages, refusals, canonical JSON, the page shell, the embedded database. */
@ApplicationModule(
        type = ApplicationModule.Type.OPEN,
        displayName = "Platform 平台",
        allowedDependencies = {})
@NullMarked
package org.yimen.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
