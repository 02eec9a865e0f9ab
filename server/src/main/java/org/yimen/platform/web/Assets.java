package org.yimen.platform.web;

/** Where a style sheet or script is found: its name with the hash of its content, so that it may be kept for a year. */
@FunctionalInterface
public interface Assets {

    /** The address of {@code static/assets/<name>}. */
    String url(String name);
}
