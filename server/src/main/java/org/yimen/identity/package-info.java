/** 身份: natural persons, legal entities and their accounts; who is signed in. */
@ApplicationModule(
        displayName = "Identity 身份",
        allowedDependencies = {"platform", "time", "identifier", "crypto", "audit"})
@NullMarked
package org.yimen.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
