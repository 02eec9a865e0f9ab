package org.yimen.identity;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.crypto.ColumnCipher;

/**
 * 自助终端登记: which machines stand in the halls. A browser becomes one of them with a code of the administrator, once; what
 * it is known by from then on is looked up at every request, so that a machine that is shut out is a stranger at its next.
 */
@Service
public class Stations {

    /** From the administrator's screen to the machine. */
    public static final Duration CODE_LASTS = Duration.ofMinutes(10);

    private static final int MOST = 500;
    private static final int LONGEST = 60;

    // Without what looks alike: somebody types it on a touch screen.
    private static final String ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789";
    private static final int CODE_LENGTH = 10;
    private static final int LONGEST_TYPED = 40;
    private static final int KEY_BYTES = 32;
    private static final String CODE = "identity.station.code";
    private static final String KEY = "identity.station.key";
    private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

    private static final String COLUMNS = """
        select region_code, id, name, site, zone, kind, window_code, registered_at, paired_at, seen_at
          from identity.station
        """;

    private static final String INSERT = """
        insert into identity.station (region_code, id, name, site, zone, kind, window_code, registered_at, registered_by)
        values (:region, :id, :name, :site, :zone, :kind, :window, :at, :by)
            on conflict (region_code, id) do nothing
        """;

    private static final String OFFER = """
        update identity.station
           set code_index = :code, code_until = :until
         where region_code = :region and id = :id
        """;

    /** One statement takes the code out of the world: of two browsers only one becomes the machine. */
    private static final String PAIR = """
        update identity.station
           set code_index = null, code_until = null, key_index = :key, paired_at = :now, seen_at = :now
         where region_code = :region and code_index = :code and code_until > :now
        returning id
        """;

    private static final String SHUT_OUT = """
        update identity.station
           set code_index = null, code_until = null, key_index = null, paired_at = null
         where region_code = :region and id = :id
        """;

    private static final String SEEN = """
        update identity.station
           set seen_at = :now
         where region_code = :region and id = :id
        """;

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final SignInFailures failures;
    private final AuditLog audit;
    private final InstantSource time;
    private final String home;
    private final SecureRandom random = new SecureRandom();

    Stations(
            JdbcClient jdbc,
            ColumnCipher cipher,
            SignInFailures failures,
            AuditLog audit,
            InstantSource time,
            @Value("${yimen.region:629901}") String home) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.failures = failures;
        this.audit = audit;
        this.time = time;
        this.home = home;
    }

    /** What the administrator types into the machine; nobody can read it again. */
    public record PairingCode(String text, Instant until) {
        /** In two halves. */
        public String spelt() {
            return text.substring(0, CODE_LENGTH / 2) + "-" + text.substring(CODE_LENGTH / 2);
        }

        @Override
        public String toString() {
            return "PairingCode[…]";
        }
    }

    /** What became of a code that a browser showed. */
    public sealed interface Pairing {
        /**
         * The browser is the machine now.
         *
         * @param key what it is known by
         */
        record Paired(Station station, String key) implements Pairing {
            @Override
            public String toString() {
                return "Paired[" + station.id() + "]";
            }
        }

        record Unknown() implements Pairing {}

        record TooMany(long minutes) implements Pairing {}
    }

    /**
     * What is entered of a machine.
     *
     * @param window code of the window whose evaluator it is, else null
     */
    public record Entry(
            String name,
            String site,
            String zone,
            Station.Kind kind,
            @Nullable String window) {

        public Entry {
            name = name.strip();
            site = site.strip();
            zone = zone.strip();
        }

        /** A machine of a hall. */
        public static Entry hall(String name, String site, String zone) {
            return new Entry(name, site, zone, Station.Kind.HALL, null);
        }

        private boolean isSpelt() {
            return fits(name, 1) && fits(site, 1) && fits(zone, 0);
        }
    }

    /** Enters a machine; sent twice with the same id it is there once. */
    @Transactional
    public Station register(String region, UUID id, Entry entry, String by) {
        if (!entry.isSpelt()) {
            throw new IdentityRuleBroken("identity.station.named-wrong");
        }
        if ((entry.kind() == Station.Kind.EVALUATOR) == (entry.window() == null)) {
            throw new IdentityRuleBroken("identity.station.window-of-evaluator");
        }
        try {
            int entered = jdbc.sql(INSERT)
                    .param("region", region)
                    .param("id", id)
                    .param("name", entry.name())
                    .param("site", entry.site())
                    .param("zone", entry.zone())
                    .param("kind", entry.kind().name())
                    .param("window", entry.window(), Types.VARCHAR)
                    .param("at", Timestamp.from(time.instant()))
                    .param("by", by)
                    .update();
            if (entered > 0) {
                audit.record(region, by, "identity.station-registered", id.toString(), Map.of("name", entry.name()));
            }
        } catch (DuplicateKeyException taken) {
            throw new IdentityRuleBroken("identity.station.name-taken");
        }
        return find(region, id).orElseThrow();
    }

    private static boolean fits(String text, int least) {
        return text.length() >= least
                && text.length() <= LONGEST
                && text.chars().noneMatch(Character::isISOControl);
    }

    public List<Station> all(String region) {
        return jdbc.sql(COLUMNS + " where region_code = :region order by name, id limit :most")
                .param("region", region)
                .param("most", MOST)
                .query((row, _) -> station(row))
                .list();
    }

    public Optional<Station> find(String region, UUID id) {
        return jdbc.sql(COLUMNS + " where region_code = :region and id = :id")
                .param("region", region)
                .param("id", id)
                .query((row, _) -> station(row))
                .optional();
    }

    /** A code for the machine to become this station; the one before is worth nothing any more. */
    @Transactional
    public PairingCode offer(String region, UUID id, String by) {
        var code = new PairingCode(code(), time.instant().plus(CODE_LASTS));
        int rows = jdbc.sql(OFFER)
                .param("code", cipher.index(CODE, code.text()))
                .param("until", Timestamp.from(code.until()))
                .param("region", region)
                .param("id", id)
                .update();
        if (rows == 0) {
            throw new IllegalStateException("no station " + id);
        }
        audit.record(region, by, "identity.station-code-made", id.toString(), Map.of());
        return code;
    }

    /** The browser that shows a code becomes its station; whichever browser was it before is a stranger. */
    @Transactional
    public Pairing pair(String typed, String address) {
        String counted = "station\n" + address;
        if (!failures.admits(counted, address)) {
            return new Pairing.TooMany(failures.minutesLocked(counted, address));
        }
        Instant now = time.instant();
        String key = key();
        Optional<UUID> id = jdbc.sql(PAIR)
                .param("key", cipher.index(KEY, key))
                .param("now", Timestamp.from(now))
                .param("region", home)
                .param("code", cipher.index(CODE, canonical(typed)))
                .query(UUID.class)
                .optional();
        if (id.isEmpty()) {
            audit.recordAttempt(home, "anonymous", "identity.station-refused", "unknown", Map.of("address", address));
            return new Pairing.Unknown();
        }
        failures.succeeded(counted, address);
        audit.record(
                home,
                "station:" + id.get(),
                "identity.station-paired",
                id.get().toString(),
                Map.of("address", address));
        return new Pairing.Paired(find(home, id.get()).orElseThrow(), key);
    }

    /** Shuts a machine out at once, whoever stands before it. */
    @Transactional
    public void shutOut(String region, UUID id, String by) {
        int rows = jdbc.sql(SHUT_OUT).param("region", region).param("id", id).update();
        if (rows > 0) {
            audit.record(region, by, "identity.station-shut-out", id.toString(), Map.of());
        }
    }

    /** The machine that a browser is, if it is one. */
    @Transactional
    public Optional<Station> byKey(String key) {
        Optional<Station> station = jdbc.sql(COLUMNS + " where region_code = :region and key_index = :key")
                .param("region", home)
                .param("key", cipher.index(KEY, key))
                .query((row, _) -> station(row))
                .optional();
        station.ifPresent(this::seen);
        return station;
    }

    private void seen(Station station) {
        Instant now = time.instant();
        Instant before = station.seenAt();
        if (before == null || now.isAfter(before.plus(SEEN_EVERY))) {
            jdbc.sql(SEEN)
                    .param("now", Timestamp.from(now))
                    .param("region", station.region())
                    .param("id", station.id())
                    .update();
        }
    }

    private static String canonical(String typed) {
        return typed.length() > LONGEST_TYPED
                ? ""
                : Normalizer.normalize(typed, Normalizer.Form.NFKC)
                        .replaceAll("[\\s\\p{Pd}]", "")
                        .toUpperCase(Locale.ROOT);
    }

    private String code() {
        var code = new StringBuilder();
        for (int i = 0; i < CODE_LENGTH; i++) {
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    private String key() {
        var bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Station station(ResultSet row) throws SQLException {
        return new Station(
                row.getString("region_code"),
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("site"),
                row.getString("zone"),
                Station.Kind.valueOf(row.getString("kind")),
                row.getString("window_code"),
                row.getTimestamp("registered_at").toInstant(),
                instant(row.getTimestamp("paired_at")),
                instant(row.getTimestamp("seen_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
