package org.yimen.catalogue;

/**
 * What is wrong in a file of the catalogue, so that one can go to the line and put it right.
 *
 * @param column from 1; 0 where the whole line is meant
 */
public record Problem(String file, int line, int column, String reason) {

    public Problem(String file, int line, String reason) {
        this(file, line, 0, reason);
    }

    @Override
    public String toString() {
        return file + ":" + line + (column == 0 ? "" : ":" + column) + ": " + reason;
    }
}
