/** 运维: backup and restore, the acts of key administrators, and whether all is well. */
@ApplicationModule(
        displayName = "Operations 运维",
        allowedDependencies = {"platform", "crypto", "audit", "identity"})
@NullMarked
package org.yimen.operations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
