/** 物料流转: paper originals by barcode, who holds each of them and where, handed over by both sides. */
@ApplicationModule(
        displayName = "Custody 物料流转",
        allowedDependencies = {
            "platform",
            "time",
            "identifier",
            "crypto",
            "audit",
            "identity",
            "organisation",
            "casework",
            "form",
            "catalogue",
            "document",
            "notify"
        })
@NullMarked
package org.yimen.custody;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
