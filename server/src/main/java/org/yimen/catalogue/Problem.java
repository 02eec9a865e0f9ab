package org.yimen.catalogue;

/** What is wrong in a file of the catalogue, so that one can go to the line and put it right. */
public record Problem(String file, int line, String reason) {
    @Override
    public String toString() {
        return file + ":" + line + ": " + reason;
    }
}
