package org.yimen.portal;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.yimen.licence.Licence;
import org.yimen.platform.RuleBroken;
import org.yimen.supervision.Measure;

/**
 * What is intended with a licence, before its holder.
 *
 * @param typed what he wrote, right or wrong
 */
public record MeasurePage(
        Measure measure,
        Licence licence,
        LocalDate today,
        String typed,
        @Nullable RuleBroken refusal) {}
