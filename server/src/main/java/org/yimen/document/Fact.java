package org.yimen.document;

/** One line of the table on a paper. */
public record Fact(String label, String value) {}
