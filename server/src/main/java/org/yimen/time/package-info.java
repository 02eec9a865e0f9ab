/** 时限: working-day calendars as data, limits, clocks with pauses, and the explanation of every day. Pure. */
@ApplicationModule(
        displayName = "Time 时限",
        allowedDependencies = {"platform"})
@NullMarked
package org.yimen.time;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
