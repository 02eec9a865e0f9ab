package org.yimen.platform.ui;

import gg.jte.Content;

/** A term and what is said of it. */
public record Entry(String term, Piece value) {

    public static Entry of(String term, String value) {
        return new Entry(term, Piece.of(value));
    }

    public static Entry of(String term, Content value) {
        return new Entry(term, Piece.of(value));
    }
}
