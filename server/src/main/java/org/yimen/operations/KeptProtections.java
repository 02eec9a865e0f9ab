package org.yimen.operations;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yimen.platform.Protection;
import org.yimen.platform.Protection.Reading;
import org.yimen.platform.Protection.State;

/** What the health of backup and keys says, among the other protections. */
@Configuration(proxyBeanMethods = false)
class KeptProtections {

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
