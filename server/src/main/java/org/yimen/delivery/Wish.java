package org.yimen.delivery;

import org.jspecify.annotations.Nullable;

/**
 * How somebody wants to have what is decided.
 *
 * @param destination for {@link Way#MAIL}; null where no address is known yet
 */
public record Wish(Way way, @Nullable Destination destination) {}
