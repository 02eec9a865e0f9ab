package org.yimen.audit;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class AuditEntries {

    private static final String APPEND = """
            insert into audit.entry (region_code, id, at, actor, kind, subject, detail, salt, digest)
            values (:region, :id, :at, :actor, :kind, :subject, :detail::jsonb, :salt, :digest)
            """;

    private static final String RECENT = """
            select region_code, id, at, actor, kind, subject, detail
              from audit.entry
             where region_code = :region and (at, id) < (:at, :id)
               and (cardinality(:kinds) = 0 or kind = any(:kinds))
             order by at desc, id desc
             limit :limit
            """;

    private static final String NEWEST = """
            select id
              from audit.entry
             where region_code = :region and kind = any(:kinds) and subject = :subject
             order by at desc, id desc
             limit 1
            """;

    // The largest id, and a moment after any that the log will see.
    private static final AuditLog.Cursor TOP =
            new AuditLog.Cursor(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));

    private static final int SALT_BYTES = 16;

    private static final TypeReference<Map<String, String>> DETAIL = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.shared();
    private final SecureRandom random = new SecureRandom();

    AuditEntries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void append(AuditEntry entry) {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        String detail = json.writeValueAsString(entry.detail());
        jdbc.sql(APPEND)
                .param("region", entry.region())
                .param("id", entry.id())
                .param("at", entry.at().atOffset(ZoneOffset.UTC))
                .param("actor", entry.actor())
                .param("kind", entry.kind())
                .param("subject", entry.subject())
                .param("detail", detail)
                .param("salt", salt)
                .param("digest", AuditLeaves.digest(salt, entry.actor(), entry.subject(), detail))
                .update();
    }

    List<AuditEntry> recent(String region, Collection<String> kinds, AuditLog.@Nullable Cursor cursor, int limit) {
        AuditLog.Cursor from = cursor == null ? TOP : cursor;
        return jdbc.sql(RECENT)
                .param("region", region)
                .param("at", from.at().atOffset(ZoneOffset.UTC))
                .param("id", from.id())
                .param("kinds", kinds.toArray(String[]::new))
                .param("limit", limit)
                .query((row, _) -> toEntry(row))
                .list();
    }

    Optional<UUID> newest(String region, Collection<String> kinds, String subject) {
        return jdbc.sql(NEWEST)
                .param("region", region)
                .param("kinds", kinds.toArray(String[]::new))
                .param("subject", subject)
                .query(UUID.class)
                .optional();
    }

    private AuditEntry toEntry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getString("region_code"),
                row.getObject("id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("kind"),
                row.getString("subject"),
                json.readValue(row.getString("detail"), DETAIL));
    }
}
