package org.yimen.casework;

/** What a case is about, for its kind to resolve: casework knows no item. */
public record Subject(String code, int version) {}
