package org.yimen.platform.ui;

/** A link and its words. */
public record Link(String href, String text) {}
