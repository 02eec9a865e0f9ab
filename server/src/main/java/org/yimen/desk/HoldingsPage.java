package org.yimen.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Dossier;
import org.yimen.application.Holdings.Held;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.platform.RuleBroken;

/**
 * 窗口的材料复用: what he gave before, by material.
 *
 * @param refusal why something was not taken over, or null
 */
public record HoldingsPage(
        DeskFrame frame,
        Dossier draft,
        ItemVersion item,
        List<Line> lines,
        @Nullable RuleBroken refusal) {

    /** What is held for one material, the most trusted first. */
    public record Line(Material material, List<Held> held) {
        public Line {
            held = List.copyOf(held);
        }
    }

    public HoldingsPage {
        lines = List.copyOf(lines);
    }

    public String base() {
        return IntakePages.address(draft.id());
    }
}
