/** 审计: what was attempted and refused, who signed in, what was published. Append-only. */
@ApplicationModule(
        displayName = "Audit 审计",
        allowedDependencies = {"platform", "crypto"})
@NullMarked
package org.yimen.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
