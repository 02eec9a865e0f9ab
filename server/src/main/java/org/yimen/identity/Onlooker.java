package org.yimen.identity;

import java.util.UUID;

/** Who of the staff has to do with somebody's data, as that somebody will read it. */
public record Onlooker(UUID staff, String name, String post) {}
