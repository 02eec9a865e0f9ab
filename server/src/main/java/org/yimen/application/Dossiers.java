package org.yimen.application;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.crypto.Sm3;
import org.yimen.platform.Json;

/** Drafts and dossiers, encrypted. */
@Repository
class Dossiers {

    static final String COLUMN = "application.dossier.content";
    private static final Json JSON = Json.of();

    private static final String COLUMNS = """
        select region_code, id, item_code, item_version, content, version, saved_at, submitted_at
          from application.dossier
        """;

    private static final String FIND = COLUMNS + """
         where region_code = :region and id = :id
        """;

    private static final String DRAFTS = COLUMNS + """
         where region_code = :region and holder_id = :holder and submitted_at is null
         order by saved_at desc
         limit :limit
        """;

    private static final String HANDED_IN = COLUMNS + """
             where region_code = :region and holder_id = :holder and submitted_at is not null
             order by submitted_at desc
             limit :limit
            """;

    private static final String BEGUN_BY = COLUMNS + """
             where region_code = :region and holder_id = :holder and begun_by = :key
            """;

    /** In one statement with the draft, so that it is counted once for each draft; it stays when the draft is given up. */
    private static final String INSERT = """
              with made as (
            insert into application.dossier
                   (region_code, id, holder_id, person_id, item_code, item_version, content, version, saved_at, begun_by)
            values (:region, :id, :holder, :person, :item, :itemVersion, :content, 0, :at, :key)
                on conflict (region_code, holder_id, begun_by) do nothing
            returning region_code, id, holder_id, person_id)
            insert into application.begun (region_code, dossier_id, holder_id, person_id, key_kind, how, begun_at)
            select region_code, id, holder_id, person_id, :kind, :how, :at
              from made
            """;

    private static final String SAVE = """
        update application.dossier
           set content = :content, saved_at = :at, version = version + 1
         where region_code = :region and id = :id and version = :version and submitted_at is null
        """;

    private static final String SUPPLEMENT = """
        update application.dossier
           set content = :content, saved_at = :at, version = version + 1
         where region_code = :region and id = :id and version = :version and submitted_at is not null
        """;

    private static final String LOCKED = FIND + """
           for update
        """;

    private static final String OF_HOLDER = COLUMNS + """
         where region_code = :region and holder_id = :holder and id > :after
         order by id
         limit :limit
        """;

    private static final String ALL = COLUMNS + """
         where (region_code, id) > (:region, :id)
         order by region_code, id
         limit :limit
        """;

    private static final String DELETE = """
        delete from application.dossier
         where region_code = :region and id = :id and submitted_at is null
        returning region_code, id, item_code, item_version, content, version, saved_at, submitted_at
        """;

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;

    Dossiers(JdbcClient jdbc, ColumnCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    /** Where somebody who goes through all dossiers has come to. */
    record Place(String region, UUID id) {}

    static final Place BEFORE_ALL = new Place("", new UUID(0, 0));

    Optional<Dossier> find(String region, UUID id) {
        return jdbc.sql(FIND)
                .param("region", region)
                .param("id", id)
                .query((row, _) -> dossier(row))
                .optional();
    }

    /** The dossier as it is now, and as it stays until the transaction ends. */
    Optional<Dossier> locked(String region, UUID id) {
        return jdbc.sql(LOCKED)
                .param("region", region)
                .param("id", id)
                .query((row, _) -> dossier(row))
                .optional();
    }

    /** All of this holder, drafts and what was handed in, page by page in the order of their ids. */
    List<Dossier> ofHolder(String region, UUID holder, UUID after, int limit) {
        return jdbc.sql(OF_HOLDER)
                .param("region", region)
                .param("holder", holder)
                .param("after", after)
                .param("limit", limit)
                .query((row, _) -> dossier(row))
                .list();
    }

    /** Of whatever region and holder, page by page in the order of their keys. */
    List<Dossier> all(Place after, int limit) {
        return jdbc.sql(ALL)
                .param("region", after.region())
                .param("id", after.id())
                .param("limit", limit)
                .query((row, _) -> dossier(row))
                .list();
    }

    List<Dossier> drafts(String region, UUID holder, int limit) {
        return jdbc.sql(DRAFTS)
                .param("region", region)
                .param("holder", holder)
                .param("limit", limit)
                .query((row, _) -> dossier(row))
                .list();
    }

    /** What this holder handed in, the latest first. */
    List<Dossier> handedIn(String region, UUID holder, int limit) {
        return jdbc.sql(HANDED_IN)
                .param("region", region)
                .param("holder", holder)
                .param("limit", limit)
                .query((row, _) -> dossier(row))
                .list();
    }

    /** The draft that a form with this key began, handed in or not. */
    Dossier begunBy(String region, UUID holder, UUID key) {
        return jdbc.sql(BEGUN_BY)
                .param("region", region)
                .param("holder", holder)
                .param("key", key)
                .query((row, _) -> dossier(row))
                .single();
    }

    /** False where the same form has begun one already. */
    boolean insert(Dossier dossier, UUID key) {
        Start start = dossier.start();
        int rows = jdbc.sql(INSERT)
                .param("region", dossier.region())
                .param("id", dossier.id())
                .param("holder", dossier.applicant().holder())
                .param("person", dossier.applicant().person())
                .param("item", dossier.item())
                .param("itemVersion", dossier.itemVersion())
                .param("content", sealed(dossier))
                .param("at", Timestamp.from(dossier.savedAt()))
                .param("key", key)
                .param("kind", start.key().name())
                .param("how", start.how().name())
                .update();
        return rows == 1;
    }

    /** The dossier as it is stored now. */
    Dossier save(Dossier dossier, Instant at) {
        changed(dossier, jdbc.sql(SAVE).param("content", sealed(dossier)), at);
        return dossier.saved(at);
    }

    Dossier supplement(Dossier dossier, Instant at) {
        changed(dossier, jdbc.sql(SUPPLEMENT).param("content", sealed(dossier)), at);
        return dossier.saved(at);
    }

    /** The draft that was deleted, as it was last. */
    Optional<Dossier> delete(String region, UUID id) {
        return jdbc.sql(DELETE)
                .param("region", region)
                .param("id", id)
                .query((row, _) -> dossier(row))
                .optional();
    }

    /** Takes an open draft out of what was begun. */
    void uncount(Dossier draft) {
        jdbc.sql("""
                        delete from application.begun b
                         where b.region_code = :region and b.dossier_id = :id
                           and exists (select 1
                                         from application.dossier d
                                        where d.region_code = b.region_code and d.id = b.dossier_id
                                          and d.submitted_at is null)
                        """).param("region", draft.region()).param("id", draft.id()).update();
    }

    /** What the journal keeps of a dossier: enough to prove it, too little to read it. */
    static String digest(Dossier dossier) {
        return Sm3.hex(JSON.write(dossier.content()).getBytes(UTF_8));
    }

    private static void changed(Dossier dossier, JdbcClient.StatementSpec statement, Instant at) {
        int rows = statement
                .param("region", dossier.region())
                .param("id", dossier.id())
                .param("version", dossier.version())
                .param("at", Timestamp.from(at))
                .update();
        if (rows == 0) {
            throw new OptimisticLockingFailureException(
                    "Dossier " + dossier.id() + " moved past version " + dossier.version());
        }
    }

    byte[] sealed(Dossier dossier) {
        return cipher.seal(COLUMN, dossier.region(), dossier.id().toString(), JSON.write(dossier.content()))
                .bytes();
    }

    private Dossier dossier(ResultSet row) throws SQLException {
        String region = row.getString("region_code");
        UUID id = row.getObject("id", UUID.class);
        String content = cipher.open(COLUMN, region, id.toString(), Sealed.of(row.getBytes("content")));
        Timestamp submitted = row.getTimestamp("submitted_at");
        return new Dossier(
                region,
                id,
                row.getString("item_code"),
                row.getInt("item_version"),
                JSON.read(content, Dossier.Content.class),
                row.getLong("version"),
                row.getTimestamp("saved_at").toInstant(),
                submitted == null ? null : submitted.toInstant());
    }
}
