package org.yimen.console;

import org.yimen.platform.ui.Sheet;

/** A register in the frame of the console. */
public record ConsoleSheet(ConsoleFrame frame, Sheet sheet) {}
