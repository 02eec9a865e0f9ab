/** 组织: regions, departments, sites, posts, and the letters of authority that say who may decide what until when. */
@ApplicationModule(
        displayName = "Organisation 组织",
        allowedDependencies = {"platform", "time", "identifier", "crypto", "audit", "identity"})
@NullMarked
package org.yimen.organisation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
