package org.yimen.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yimen.crypto.Sm3;
import org.yimen.platform.Json;
import tools.jackson.databind.json.JsonMapper;

/** The lines of the audit log as leaves. Public for the service loader only. */
@Component
public final class AuditLeaves implements LeafSource {

    static final String NAME = "audit";

    private static final Json JSON = Json.of();
    private static final JsonMapper MAPPER = JsonMapper.shared();

    // Ordered by e.written_by: without the e it would be the text beside it, and 1000 comes before 999.
    private static final String SINCE = """
            select region_code, id, at, actor, kind, subject, detail, salt, digest, written_by::text as written_by
              from audit.entry e -- all regions: one log for the database
             where e.written_by >= cast(:from as xid8)
               and (e.written_by, e.region_code, e.id) > (cast(:writtenBy as xid8), :region, :id)
             order by e.written_by, e.region_code, e.id
             limit :limit
            """;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<LogEntry> since(JdbcClient jdbc, String from, @Nullable LogEntry after, int limit) {
        return contents(jdbc, from, after, limit).stream().map(Content::row).toList();
    }

    @Override
    public List<Content> contents(JdbcClient jdbc, @Nullable LogEntry after, int limit) {
        return contents(jdbc, "0", after, limit);
    }

    private static List<Content> contents(JdbcClient jdbc, String from, @Nullable LogEntry after, int limit) {
        String[] key = after == null
                ? new String[] {"", new UUID(0, 0).toString()}
                : after.key().split("/", 2);
        return jdbc.sql(SINCE)
                .param("from", from)
                .param("writtenBy", after == null ? "0" : after.writtenBy())
                .param("region", key[0])
                .param("id", UUID.fromString(key[1]))
                .param("limit", limit)
                .query((row, _) -> content(row))
                .list();
    }

    private static Content content(ResultSet row) throws SQLException {
        String region = row.getString("region_code");
        String id = row.getString("id");
        byte[] salt = row.getBytes("salt");
        byte[] now = digest(salt, row.getString("actor"), row.getString("subject"), row.getString("detail"));
        byte[] written = row.getBytes("digest");
        byte[] digest = written == null ? now : written;
        String text = String.join(
                "\n",
                NAME,
                region,
                id,
                row.getObject("at", OffsetDateTime.class).toInstant().toString(),
                row.getString("kind"),
                HexFormat.of().formatHex(digest));
        boolean erased = salt.length == 0 && row.getString("actor").isEmpty() && written != null;
        State state = Arrays.equals(digest, now) ? State.WHOLE : erased ? State.ERASED : State.CHANGED;
        return new Content(
                new LogEntry(NAME, key(region, id), row.getString("written_by"), text.getBytes(UTF_8)), state);
    }

    /** How a line is called among the leaves. */
    static String key(String region, String id) {
        return region + "/" + id;
    }

    /** Over who, on what and the rest: all that may name a person. */
    static byte[] digest(byte[] salt, String actor, String subject, String detail) {
        String content =
                JSON.write(Map.of("actor", actor, "subject", subject, "detail", MAPPER.readValue(detail, Map.class)));
        return Sm3.digest(salt, content.getBytes(UTF_8));
    }
}
