package org.yimen.platform.ui;

import org.jspecify.annotations.Nullable;

/** One large fact: what is asked, the answer, a note below. */
public record Fact(String label, String value, @Nullable String note) {}
