package org.yimen.identity.web;

import org.jspecify.annotations.Nullable;

/**
 * What a session that began with a code may not do.
 *
 * @param signIn where a password opens it, and leads back to what was asked
 * @param back the page before, where there was one
 */
public record HeldPage(String signIn, @Nullable String back) {}
