package org.yimen.identity;

/** A password that nobody can read any more; {@link Passwords#hash} makes it. */
public record PasswordHash(String value) {

    @Override
    public String toString() {
        return "PasswordHash[…]";
    }
}
