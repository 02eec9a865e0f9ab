package org.yimen.desk;

import org.yimen.platform.ui.Sheet;

/** A register in the frame of the desk. */
public record DeskSheet(DeskFrame frame, Sheet sheet) {}
