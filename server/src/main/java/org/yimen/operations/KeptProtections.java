package org.yimen.operations;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.crypto.SealedColumns;
import org.yimen.platform.Protection;
import org.yimen.platform.Protection.Reading;
import org.yimen.platform.Protection.State;

/** What the health of backup and keys says, among the other protections. */
@Configuration(proxyBeanMethods = false)
class KeptProtections {

    private static final String PROBED = "operations.probe.value";
    private static final String PROBE = "no number of anybody";

    @Bean
    Protection backups(BackupHealth backup) {
        return told("operations.protection.backup", () -> {
            Health health = backup.health();
            Object newest = health.getDetails().getOrDefault("newest", "");
            if (health.getStatus().equals(Status.UNKNOWN)) {
                return Reading.of(State.OFF, "operations.protection.backup.none");
            }
            boolean up = health.getStatus().equals(Status.UP);
            return Reading.of(
                    up ? State.ON : State.WEAK,
                    up ? "operations.protection.backup.kept" : "operations.protection.backup.late",
                    newest);
        });
    }

    @Bean
    Protection keysOpen(KeyHealth keys) {
        return told("operations.protection.keys", () -> {
            Health health = keys.health();
            boolean up = health.getStatus().equals(Status.UP);
            return Reading.of(
                    up ? State.ON : State.OFF,
                    up ? "operations.protection.keys.open" : "operations.protection.keys.shut",
                    String.join(", ", health.getDetails().keySet()));
        });
    }

    /** A probe opens in its own row, holds nothing of what it seals, and does not open in another row. */
    @Bean
    Protection columnsSealed(ColumnCipher cipher, List<SealedColumns> tables) {
        return told("operations.protection.columns", () -> {
            Sealed sealed = cipher.seal(PROBED, "", "1", PROBE);
            boolean hidden = !new String(sealed.bytes(), UTF_8).contains(PROBE);
            boolean holds = hidden && opens(cipher, "1", sealed) && !opens(cipher, "2", sealed);
            int columns =
                    tables.stream().mapToInt(table -> table.columns().size()).sum();
            return Reading.of(
                    holds ? State.ON : State.OFF,
                    holds ? "operations.protection.columns.sealed" : "operations.protection.columns.open",
                    columns);
        });
    }

    private static boolean opens(ColumnCipher cipher, String row, Sealed sealed) {
        try {
            return cipher.open(PROBED, "", row, sealed).equals(PROBE);
        } catch (IllegalStateException _) {
            return false;
        }
    }

    /** Looks the state up. */
    @FunctionalInterface
    private interface Look {
        Reading read();
    }

    private static Protection told(String key, Look look) {
        return new Protection() {
            @Override
            public String key() {
                return key;
            }

            @Override
            public Reading read() {
                return look.read();
            }
        };
    }
}
