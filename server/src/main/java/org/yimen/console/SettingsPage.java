package org.yimen.console;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.platform.Settings.Change;

/**
 * The settings that this administrator keeps.
 *
 * @param action where the forms go
 * @param saved key of the one that was just changed
 * @param node what the node itself was started with; shown to the system administrator only
 */
public record SettingsPage(
        ConsoleFrame frame,
        String action,
        List<Line> lines,
        List<Given> node,
        @Nullable String saved) {

    public SettingsPage {
        lines = List.copyOf(lines);
        node = List.copyOf(node);
    }

    /** The page is called as its area in the bar is. */
    public String title() {
        return frame.name();
    }

    /**
     * @param value what holds now, or what was typed where {@code flaw} says what is wrong with it
     * @param by name of who changed it last
     */
    public record Line(
            String key,
            String value,
            String standard,
            @Nullable Change change,
            @Nullable String by,
            @Nullable String flaw) {}

    /** A property of the node's configuration and where it comes from. */
    public record Given(String name, String value, String source) {}
}
