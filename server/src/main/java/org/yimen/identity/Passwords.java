package org.yimen.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

    private static final int KINDS_OF_CHARACTERS = 4;
    private static final int LONGEST_RUN = 5;
    private static final int SHORTEST_NAME = 2;
    private static final long PATIENCE_SECONDS = 5;
    private static final String ALGORITHM = "argon2id";
    private static final List<String> KINDS = List.of("[A-Z]", "[a-z]", "[0-9]", "[^A-Za-z0-9]");
    private static final Set<String> WEAK = weakWords();

    // Lower-case, digits at the ends and signs there, and what stands for a letter: P@ssw0rd!1 is password.
    private static final Pattern AROUND = Pattern.compile("^[^a-z@$]+|[^a-z]+$");
    private static final Map<Character, Character> STANDS_FOR =
            Map.of('@', 'a', '4', 'a', '3', 'e', '1', 'l', '!', 'i', '0', 'o', '5', 's', '$', 's', '7', 't');

    /** Whose password it is, and so how many of the four kinds of characters it needs. */
    public enum Holder {
        CITIZEN(3),
        STAFF(3),
        ADMINISTRATOR(KINDS_OF_CHARACTERS);

        private final int kinds;

        Holder(int kinds) {
            this.kinds = kinds;
        }
    }

    private final PasswordEncoder encoder = new DelegatingPasswordEncoder(
            ALGORITHM, Map.of(ALGORITHM, Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8()));

    // Each hash takes 16 MiB and a core for some fifty milliseconds; requests run on virtual threads without bound.
    private final Semaphore hashing =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()), true);

    private final LongAdder comparisons = new LongAdder();
    private final PasswordHash nobody;

    Passwords() {
        this.nobody = hash("nobody has this password");
    }

    /** Why a new password is not good enough for a member of staff: a message key; empty where it is. */
    public Optional<String> flaw(String password, String login) {
        return flaw(password, Holder.STAFF, List.of(login));
    }

    /**
     * Why a new password is not good enough: a message key; empty where it is.
     *
     * @param notWithin login, number and name of its holder
     */
    public Optional<String> flaw(String password, Holder holder, List<String> notWithin) {
        if (password.length() < SHORTEST) {
            return Optional.of("identity.password.short");
        }
        if (password.length() > LONGEST) {
            return Optional.of("identity.password.long");
        }
        String small = password.toLowerCase(Locale.ROOT);
        boolean own = notWithin.stream()
                .map(each -> each.strip().toLowerCase(Locale.ROOT))
                .anyMatch(each -> each.length() >= SHORTEST_NAME && small.contains(each));
        if (own) {
            return Optional.of("identity.password.holds-login");
        }
        long kinds = KINDS.stream()
                .filter(kind -> !password.replaceAll(kind, "").equals(password))
                .count();
        if (kinds < holder.kinds) {
            return Optional.of(
                    holder.kinds == KINDS_OF_CHARACTERS ? "identity.password.plain-admin" : "identity.password.plain");
        }
        return isWeak(small) ? Optional.of("identity.password.weak") : Optional.empty();
    }

    /** True of what everybody tries first: a common word with decoration, or a run such as 123456 or abcdef. */
    private static boolean isWeak(String small) {
        String core = AROUND.matcher(small).replaceAll("");
        var plain = new StringBuilder();
        core.chars().forEach(each -> plain.append((char) STANDS_FOR.getOrDefault((char) each, (char) each)));
        String word = plain.toString();
        int run = 1;
        for (int i = 1; i < small.length(); i++) {
            int step = small.charAt(i) - small.charAt(i - 1);
            run = step == 1 || step == 0 ? run + 1 : 1;
            if (run > LONGEST_RUN) {
                return true;
            }
        }
        return word.isEmpty() || WEAK.contains(word);
    }

    private static Set<String> weakWords() {
        try (var in = Passwords.class.getResourceAsStream("/identity/weak-passwords.txt")) {
            if (in == null) {
                throw new IllegalStateException("no list of weak passwords");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many passwords were compared since the start: a refusal must cost the same whatever its reason. */
    long comparisons() {
        return comparisons.sum();
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
            comparisons.increment();
            return encoder.matches(password, against.value()) && hash != null;
        } finally {
            hashing.release();
        }
    }

    /** Too many sign-ins at once. */
    static final class Busy extends Exception {}
}
