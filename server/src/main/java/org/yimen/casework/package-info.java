/** 办件: the engine. A case moves by commands that a pure function decides; its row is the truth, its journal the proof. */
@ApplicationModule(
        displayName = "Casework 办件引擎",
        allowedDependencies = {"platform", "time", "identifier", "crypto", "audit", "identity", "organisation"})
@NullMarked
package org.yimen.casework;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
