package org.yimen.identity;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.yimen.identifier.CitizenId;
import org.yimen.identifier.CreditCode;

/** TestNumbers that nobody was ever given and that pass their checks. */
public final class TestNumbers {

    private static final String CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private TestNumbers() {}

    /** Of age and not yet old: whoever is old goes first, which few tests mean. */
    public static CitizenId citizen() {
        var random = ThreadLocalRandom.current();
        return citizen(LocalDate.of(random.nextInt(1970, 2005), random.nextInt(1, 13), random.nextInt(1, 29)));
    }

    /** Of whom {@code SpecialGroups.OLD_AGE} makes somebody old. */
    public static CitizenId aged() {
        var random = ThreadLocalRandom.current();
        return citizen(LocalDate.of(random.nextInt(1940, 1960), random.nextInt(1, 13), random.nextInt(1, 29)));
    }

    public static CitizenId citizen(LocalDate born) {
        String body = "629901%s%03d"
                .formatted(
                        born.format(DateTimeFormatter.BASIC_ISO_DATE),
                        ThreadLocalRandom.current().nextInt(1000));
        return "0123456789X"
                .chars()
                .mapToObj(check -> CitizenId.parse(body + (char) check))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    public static CreditCode firm() {
        String body = "91629901MA%07d".formatted(ThreadLocalRandom.current().nextInt(10_000_000));
        return CHARACTERS
                .chars()
                .mapToObj(check -> CreditCode.parse(body + (char) check))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }
}
