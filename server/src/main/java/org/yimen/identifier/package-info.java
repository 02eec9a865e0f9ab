/** 编码: citizen numbers (GB 11643), credit codes (GB 32100), case and licence numbers, UUIDv7. */
@ApplicationModule(
        displayName = "Identifiers 编码",
        allowedDependencies = {"platform"})
@NullMarked
package org.yimen.identifier;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
