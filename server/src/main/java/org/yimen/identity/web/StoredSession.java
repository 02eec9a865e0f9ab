package org.yimen.identity.web;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;

/** One session while a request works with it; {@link SessionStore} reads it before and writes what changed after. */
final class StoredSession implements Session {

    final UUID handle;
    final Instant startedAt;
    final Instant endsAt;
    final Map<String, Object> values;

    /** Names whose values are to be written, or deleted where there is none any more. */
    final Set<String> touched = new HashSet<>();

    /** When the row says that it was used last; null before there is a row. */
    @Nullable
    Instant savedUse;

    private final Supplier<String> ids;
    private String id;
    private Instant usedAt;
    private Duration idle;
    private boolean renamed;
    private boolean retimed;

    StoredSession(
            UUID handle,
            String id,
            Supplier<String> ids,
            Instant startedAt,
            Instant usedAt,
            Instant endsAt,
            Duration idle,
            Map<String, Object> values) {
        this.handle = handle;
        this.id = id;
        this.ids = ids;
        this.startedAt = startedAt;
        this.usedAt = usedAt;
        this.endsAt = endsAt;
        this.idle = idle;
        this.values = new HashMap<>(values);
    }

    boolean renamed() {
        return renamed;
    }

    boolean retimed() {
        return retimed;
    }

    void saved() {
        touched.clear();
        renamed = false;
        retimed = false;
        savedUse = usedAt;
    }

    /** True where it has ended by then, of age or of silence. */
    boolean overAt(Instant now) {
        return !now.isBefore(endsAt) || !now.isBefore(usedAt.plus(idle));
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public String changeSessionId() {
        id = ids.get();
        renamed = true;
        return id;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // The library's signature promises what it cannot check.
    public <T> @Nullable T getAttribute(String name) {
        return (T) values.get(name);
    }

    @Override
    public Set<String> getAttributeNames() {
        return Set.copyOf(values.keySet());
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        if (value == null) {
            values.remove(name);
        } else {
            values.put(name, value);
        }
        touched.add(name);
    }

    @Override
    public void removeAttribute(String name) {
        setAttribute(name, null);
    }

    @Override
    public Instant getCreationTime() {
        return startedAt;
    }

    @Override
    public void setLastAccessedTime(Instant at) {
        usedAt = at;
    }

    @Override
    public Instant getLastAccessedTime() {
        return usedAt;
    }

    @Override
    public void setMaxInactiveInterval(Duration interval) {
        retimed |= !interval.equals(idle);
        idle = interval;
    }

    @Override
    public Duration getMaxInactiveInterval() {
        return idle;
    }

    @Override
    public boolean isExpired() {
        // The store hands out none that has.
        return false;
    }
}
