/** 问卷: questions that are put to many, each answered once by whoever likes; one form engine asks them as it asks for items. */
@ApplicationModule(
        displayName = "Questionnaires 问卷",
        allowedDependencies = {"platform", "time", "crypto", "audit", "identity", "organisation", "form", "catalogue"})
@NullMarked
package org.yimen.survey;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
