package org.yimen.platform.ui;

/** Something that may not be done now, and why not. */
public record Barred(String what, String why) {}
