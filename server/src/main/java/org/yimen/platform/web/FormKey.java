package org.yimen.platform.web;

/**
 * The key of a form, the same however often it is sent; of 1 to {@value #LONGEST} characters, or the request is not understood
 * (400).
 */
public record FormKey(String value) {

    /** The longest key by which anything that is sent again is known again, whatever door it came through. */
    public static final int LONGEST = 100;

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
