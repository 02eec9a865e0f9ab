/** 整改提升: visits, inspections, meetings, outside results, suspicions and bulletins; what they ask for is a work order. */
@ApplicationModule(
        displayName = "Improvement 整改",
        allowedDependencies = {"platform", "audit", "organisation", "casework", "hotline"})
@NullMarked
package org.yimen.improvement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
