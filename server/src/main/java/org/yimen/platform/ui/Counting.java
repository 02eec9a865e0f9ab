package org.yimen.platform.ui;

import org.jspecify.annotations.Nullable;

/** A sentence with {@code %{count}} in it, for one and for other numbers; the script of the field fills it. */
public record Counting(@Nullable String one, @Nullable String other) {}
