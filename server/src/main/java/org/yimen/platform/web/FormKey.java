package org.yimen.platform.web;

/**
 * The key of a form, the same however often it is sent; of 1 to 100 characters, or the request is not understood (400).
 */
public record FormKey(String value) {

    private static final int LONGEST = 100;

    public FormKey {
        if (value.isBlank() || value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("No key of a form");
        }
    }

    /** As it came and goes back into the form. */
    @Override
    public String toString() {
        return value;
    }
}
