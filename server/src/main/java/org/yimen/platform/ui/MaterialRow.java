package org.yimen.platform.ui;

import org.jspecify.annotations.Nullable;
import org.yimen.platform.Text;

/**
 * A paper to hand in.
 *
 * @param need whether it is needed: a tag
 * @param how how it comes in; a link where {@code href} is given
 */
public record MaterialRow(
        Text name,
        @Nullable Text note,
        Tag need,
        String how,
        @Nullable String href) {}
