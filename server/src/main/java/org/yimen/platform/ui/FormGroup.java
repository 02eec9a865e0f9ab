package org.yimen.platform.ui;

import org.jspecify.annotations.Nullable;

/** What stands around a field: classes of its group, something before it, something after it. */
public record FormGroup(
        @Nullable String classes,
        @Nullable Piece beforeInput,
        @Nullable Piece afterInput,
        @Nullable Piece beforeInputs,
        @Nullable Piece afterInputs) {}
