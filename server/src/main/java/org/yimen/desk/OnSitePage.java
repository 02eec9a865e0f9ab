package org.yimen.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.application.web.EventWords;
import org.yimen.delivery.OnSite.Check;
import org.yimen.platform.RuleBroken;

/**
 * Which items are accepted and issued in the centre.
 *
 * @param mayAllow true for the director
 * @param refusal why an exception was refused, or null
 */
public record OnSitePage(
        DeskFrame frame,
        EventWords events,
        List<Check> checks,
        boolean mayAllow,
        @Nullable RuleBroken refusal) {

    public OnSitePage {
        checks = List.copyOf(checks);
    }

    public long good() {
        return checks.stream().filter(Check::isGood).count();
    }
}
