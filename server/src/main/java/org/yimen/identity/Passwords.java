package org.yimen.identity;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Passwords, hashed with Argon2id (16 MiB, two passes): of what Spring offers only Argon2 and scrypt also cost memory,
 * which is what guessing machines lack, and bcrypt reads no more than 72 bytes, 24 Chinese characters. The hash names its
 * algorithm, so that another can follow.
 */
@Component
public class Passwords {

    /** Shorter passwords are refused (GB/T 22239 as tested in practice). */
    public static final int SHORTEST = 8;

    /** Longer ones as well: hashing is not to be a way to keep the machine busy. */
    public static final int LONGEST = 128;

    private static final int KINDS_OF_CHARACTERS = 3;
    private static final long PATIENCE_SECONDS = 5;
    private static final String ALGORITHM = "argon2id";

    private final PasswordEncoder encoder = new DelegatingPasswordEncoder(
            ALGORITHM, Map.of(ALGORITHM, Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8()));

    // Each hash takes 16 MiB and a core for some fifty milliseconds; requests run on virtual threads without bound.
    private final Semaphore hashing =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()), true);

    private final PasswordHash nobody;

    Passwords() {
        this.nobody = hash("nobody has this password");
    }

    /** Why a new password is not good enough: a message key; empty where it is. */
    public Optional<String> flaw(String password, String login) {
        if (password.length() < SHORTEST) {
            return Optional.of("identity.password.short");
        }
        if (password.length() > LONGEST) {
            return Optional.of("identity.password.long");
        }
        if (password.toLowerCase(Locale.ROOT).contains(login.toLowerCase(Locale.ROOT))) {
            return Optional.of("identity.password.holds-login");
        }
        long kinds = Stream.of("[A-Z]", "[a-z]", "[0-9]", "[^A-Za-z0-9]")
                .filter(kind -> !password.replaceAll(kind, "").equals(password))
                .count();
        return kinds < KINDS_OF_CHARACTERS ? Optional.of("identity.password.plain") : Optional.empty();
    }

    public PasswordHash hash(String password) {
        return new PasswordHash(String.valueOf(encoder.encode(password)));
    }

    /** True where the password is the one of the hash; takes as long where there is no hash to compare with. */
    boolean matches(String password, @Nullable PasswordHash hash) throws Busy {
        PasswordHash against = hash == null ? nobody : hash;
        if (password.length() > LONGEST) {
            return false;
        }
        boolean admitted;
        try {
            admitted = hashing.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Busy();
        }
        if (!admitted) {
            throw new Busy();
        }
        try {
            return encoder.matches(password, against.value()) && hash != null;
        } finally {
            hashing.release();
        }
    }

    /** Too many sign-ins at once. */
    static final class Busy extends Exception {}
}
