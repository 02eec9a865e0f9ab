package org.yimen.kiosk;

/** Everything is wiped; there is nothing to say about whom. */
public record OverPage() {}
