/** 表单: typed questions, their checks and answers; the same on every channel. */
@ApplicationModule(
        displayName = "Forms 表单",
        allowedDependencies = {"platform", "time", "identifier", "crypto", "audit", "identity", "organisation"})
@NullMarked
package org.yimen.form;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
