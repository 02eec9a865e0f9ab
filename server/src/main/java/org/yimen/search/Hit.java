package org.yimen.search;

/**
 * Something found.
 *
 * @param score higher is nearer; only hits of one search can be compared
 */
public record Hit(String id, String kind, double score) {}
