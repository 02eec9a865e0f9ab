package org.yimen.console;

import org.jspecify.annotations.Nullable;
import org.yimen.platform.ui.Sheet;

/**
 * What waits for a second officer, and what became of what waited.
 *
 * @param secret the secret or password that was just proposed, shown this once, or null
 * @param alone true where nobody else could consent to what this administrator proposes
 */
public record ConsentsPage(
        ConsoleFrame frame, Sheet sheet, @Nullable String secret, boolean alone) {}
