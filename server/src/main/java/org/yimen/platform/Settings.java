package org.yimen.platform;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * 集中配置: the settings of all nodes in one place. A value is answered from memory; a change shows on this node at once
 * and on the others within a second.
 */
@Component
public class Settings {

    private static final Logger log = LoggerFactory.getLogger(Settings.class);

    /** What an administrator put in the place of the standard. */
    public record Change(String key, String value, Instant at, String by) {}

    private final JdbcClient jdbc;
    private final InstantSource time;
    private final Map<String, Setting> declared;
    private volatile Map<String, Change> changed = Map.of();

    Settings(JdbcClient jdbc, InstantSource time, List<Setting> declared) {
        this.jdbc = jdbc;
        this.time = time;
        this.declared = declared.stream().collect(Collectors.toUnmodifiableMap(Setting::key, Function.identity()));
    }

    public long number(String key) {
        return Long.parseLong(text(key));
    }

    public String text(String key) {
        Setting setting = setting(key);
        Change change = changed.get(key);
        // A value that no longer fits, after an update, is as if nobody had set it.
        return change == null || setting.flaw().apply(change.value()).isPresent()
                ? setting.standard()
                : Plain.line(change.value());
    }

    public Setting setting(String key) {
        Setting setting = declared.get(key);
        if (setting == null) {
            throw new IllegalArgumentException("No such setting: " + key);
        }
        return setting;
    }

    public boolean isDeclared(String key) {
        return declared.containsKey(key);
    }

    /** All settings by key. */
    public List<Setting> all() {
        return declared.values().stream()
                .sorted((one, other) -> one.key().compareTo(other.key()))
                .toList();
    }

    public Optional<Change> change(String key) {
        return Optional.ofNullable(changed.get(key));
    }

    /** To be called where the flaw of the value was looked for and none was found. */
    public void change(String key, String value, String by) {
        setting(key).flaw().apply(value).ifPresent(flaw -> {
            throw new IllegalArgumentException(key + ": " + flaw);
        });
        jdbc.sql("""
                        insert into platform.setting (key, value, changed_at, changed_by)
                        values (:key, :value, :at, :by)
                            on conflict (key) do update set value = :value, changed_at = :at, changed_by = :by
                        """)
                .param("key", key)
                .param("value", Plain.line(value))
                .param("at", time.instant().atOffset(ZoneOffset.UTC))
                .param("by", by)
                .update();
        read();
    }

    @Scheduled(fixedDelay = 1000)
    public void follow() {
        try {
            read();
        } catch (RuntimeException failed) {
            log.warn("Cannot read the settings; the last ones hold", failed);
        }
    }

    private void read() {
        changed = jdbc
                .sql("select key, value, changed_at, changed_by from platform.setting")
                .query((row, _) -> new Change(
                        row.getString("key"),
                        row.getString("value"),
                        row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                        row.getString("changed_by")))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Change::key, Function.identity()));
    }
}
