package org.yimen.application;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.crypto.Sm3;
import org.yimen.identifier.Uuid7;

/**
 * 断点续传: files that come in pieces. A piece that arrives twice counts once; after a cut, also on another day's page, the
 * same file goes on where it was. Pieces are sealed like every other column with personal data, and gone once the file is
 * filed. A draft files what is whole by itself; what a case waits for is handed in by the form that follows, with what else
 * that form says.
 */
@Service
public class Uploads {

    /** The most bytes of one piece: a second or two on a poor line. */
    public static final int PIECE = 256 * 1024;

    static final String NAME = "application.upload.name";
    static final String CONTENT = "application.upload_piece.content";

    /** How long a broken upload waits for whoever began it. */
    private static final Duration KEPT = Duration.ofDays(2);

    /** Unfinished ones of a draft: who begins more has given up the earlier ones. */
    static final int MOST_AT_ONCE = 3;

    private static final int LONGEST_NAME = 240;

    private static final String BEGIN = """
        insert into application.upload (region_code, id, dossier_id, material_code, mark, name, size_bytes, touched_at)
        values (:region, :id, :dossier, :material, :mark, :name, :size, :at)
            on conflict (region_code, dossier_id, material_code, mark) do nothing
        """;

    private static final String BY_MARK = """
        select id, material_code, name, size_bytes, received_bytes, done_at
          from application.upload
         where region_code = :region and dossier_id = :dossier and material_code = :material and mark = :mark
        """;

    private static final String LOCKED = """
        select id, material_code, name, size_bytes, received_bytes, done_at
          from application.upload
         where region_code = :region and id = :id and dossier_id = :dossier
           for update
        """;

    private static final String PUT = """
        with piece as (
          insert into application.upload_piece (region_code, id, upload_id, from_byte, content)
          values (:region, :piece, :id, :from, :content))
        update application.upload
           set received_bytes = received_bytes + :length, touched_at = :at
         where region_code = :region and id = :id
        """;

    private static final String PIECES = """
        select id, content
          from application.upload_piece
         where region_code = :region and upload_id = :id
         order by from_byte
        """;

    private static final String DONE = """
        with gone as (
          delete from application.upload_piece
           where region_code = :region and upload_id = :id)
        update application.upload
           set done_at = :at
         where region_code = :region and id = :id
        """;

    private static final String DROP_EARLIER = """
        delete from application.upload
         where region_code = :region and dossier_id = :dossier and done_at is null
           and id not in (select id
                            from application.upload
                           where region_code = :region and dossier_id = :dossier and done_at is null
                           order by id = :begun desc, touched_at desc
                           limit :most)
        """;

    private static final String DROP = """
        delete from application.upload
         where region_code = :region and id = :id
        """;

    private static final String DROP_OLD = """
        delete from application.upload
         where region_code = :region and touched_at < :before
        """;

    private final JdbcClient jdbc;
    private final Drafts drafts;
    private final ColumnCipher cipher;
    private final GivenUpFiles givenUp;
    private final InstantSource time;

    Uploads(JdbcClient jdbc, Drafts drafts, ColumnCipher cipher, GivenUpFiles givenUp, InstantSource time) {
        this.jdbc = jdbc;
        this.drafts = drafts;
        this.cipher = cipher;
        this.givenUp = givenUp;
        this.time = time;
    }

    /**
     * What somebody is about to send.
     *
     * @param mark tells this file from others of the same name, e.g. when it was changed last
     */
    public record Announced(String name, long size, String mark) {}

    /** How far an upload is. */
    public record Progress(UUID id, long received, long size, boolean done) {}

    /** A whole file that no draft takes in by itself. */
    public static final class Whole {
        private final String name;
        private final byte[] bytes;

        public Whole(String name, byte[] bytes) {
            this.name = name;
            this.bytes = bytes;
        }

        public String name() {
            return name;
        }

        public byte[] bytes() {
            return bytes;
        }
    }

    private record Row(
            UUID id,
            String material,
            String name,
            long size,
            long received,
            @Nullable Instant doneAt) {

        Progress progress() {
            return new Progress(id, received, size, doneAt != null || isWhole());
        }

        /** All of it is here; without {@code doneAt} it waits for the form that hands it in. */
        boolean isWhole() {
            return received == size;
        }
    }

    /** Begins, or finds what broke off. What could never come in is refused before a byte of it is sent. */
    public Progress begin(Dossier draft, String material, Announced announced) {
        drafts.requireWanted(draft, material, announced.size());
        // The whole file is counted here and its pieces are not, so that none is refused in its middle.
        return begin(draft, material, announced, () -> drafts.requireAllowed(draft, material, announced.size()));
    }

    /**
     * The same for what a case waits for. What comes is counted here, and once more where it is handed in: nobody sends
     * without end what he never hands in.
     */
    public Progress beginAwaited(Dossier dossier, String material, Announced announced) {
        Drafts.requirePlace(dossier, material, announced.size());
        return begin(dossier, material, announced, () -> drafts.requireAllowed(dossier, material, announced.size()));
    }

    private Progress begin(Dossier draft, String material, Announced announced, Runnable count) {
        Instant now = time.instant();
        jdbc.sql(DROP_OLD)
                .param("region", draft.region())
                .param("before", Timestamp.from(now.minus(KEPT)))
                .update();
        String name = announced.name().length() <= LONGEST_NAME
                ? announced.name()
                : announced.name().substring(announced.name().length() - LONGEST_NAME);
        String mark = Sm3.hex(
                (announced.size() + "|" + announced.mark() + "|" + announced.name()).getBytes(StandardCharsets.UTF_8));
        Optional<Row> broken = byMark(draft, material, mark);
        if (broken.isPresent() && broken.get().doneAt() == null) {
            return broken.get().progress();
        }
        count.run();
        // It came in before, and here it is again: once more from its beginning, and filed once.
        broken.ifPresent(done -> drop(draft, done.id()));
        UUID id = Uuid7.next(now);
        jdbc.sql(BEGIN)
                .param("region", draft.region())
                .param("id", id)
                .param("dossier", draft.id())
                .param("material", material)
                .param("mark", mark)
                .param(
                        "name",
                        cipher.seal(NAME, draft.region(), id.toString(), name).bytes())
                .param("size", announced.size())
                .param("at", Timestamp.from(now))
                .update();
        jdbc.sql(DROP_EARLIER)
                .param("region", draft.region())
                .param("dossier", draft.id())
                .param("begun", id)
                .param("most", MOST_AT_ONCE)
                .update();
        return byMark(draft, material, mark).orElseThrow().progress();
    }

    /**
     * Takes in a piece. One that is here already, or that leaves a hole, changes nothing: the answer says where to go on.
     * With the last one the file is looked into and filed, or refused and forgotten.
     */
    public Optional<Progress> piece(Dossier draft, UUID id, long from, byte[] bytes) {
        if (bytes.length == 0 || bytes.length > PIECE) {
            throw new CaseRuleBroken("application.resume.piece");
        }
        try {
            // The holder's files first, as everybody else who waits for them, and only then the row of this upload.
            return givenUp.alone(draft.applicant().holder(), () -> taken(draft, id, from, bytes));
        } catch (CaseRuleBroken refusal) {
            drop(draft, id);
            throw refusal;
        }
    }

    private Optional<Progress> taken(Dossier draft, UUID id, long from, byte[] bytes) {
        Optional<Row> found = jdbc.sql(LOCKED)
                .param("region", draft.region())
                .param("id", id)
                .param("dossier", draft.id())
                .query((row, _) -> row(draft.region(), row))
                .optional();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Row upload = found.get();
        boolean fits = from == upload.received() && from + bytes.length <= upload.size();
        if (upload.doneAt() != null || !fits) {
            return Optional.of(upload.progress());
        }
        Instant now = time.instant();
        UUID piece = Uuid7.next(now);
        String content = Base64.getEncoder().encodeToString(bytes);
        jdbc.sql(PUT)
                .param("region", draft.region())
                .param("piece", piece)
                .param("id", id)
                .param("from", from)
                .param(
                        "content",
                        cipher.seal(CONTENT, draft.region(), piece.toString(), content)
                                .bytes())
                .param("length", bytes.length)
                .param("at", Timestamp.from(now))
                .update();
        long received = from + bytes.length;
        if (received < upload.size()) {
            return Optional.of(new Progress(id, received, upload.size(), false));
        }
        if (draft.submittedAt() != null) {
            return Optional.of(new Progress(id, received, upload.size(), true));
        }
        drafts.arrived(draft, upload.material(), upload.name(), whole(draft.region(), id));
        jdbc.sql(DONE)
                .param("region", draft.region())
                .param("id", id)
                .param("at", Timestamp.from(now))
                .update();
        return Optional.of(new Progress(id, received, upload.size(), true));
    }

    /** What came whole for a material of a case; empty where it is not all here, or was handed in before. */
    public Optional<Whole> whole(Dossier dossier, String material, UUID id) {
        return jdbc.sql(LOCKED)
                .param("region", dossier.region())
                .param("id", id)
                .param("dossier", dossier.id())
                .query((row, _) -> row(dossier.region(), row))
                .optional()
                .filter(row ->
                        row.isWhole() && row.doneAt() == null && row.material().equals(material))
                .map(row -> new Whole(row.name(), whole(dossier.region(), id)));
    }

    /** It was handed in, or refused: its pieces go. */
    public void forget(Dossier dossier, UUID id) {
        drop(dossier, id);
    }

    private byte[] whole(String region, UUID id) {
        var file = new ByteArrayOutputStream();
        List<byte[]> pieces = jdbc.sql(PIECES)
                .param("region", region)
                .param("id", id)
                .query((row, _) -> Base64.getDecoder()
                        .decode(cipher.open(CONTENT, region, row.getString("id"), Sealed.of(row.getBytes("content")))))
                .list();
        pieces.forEach(file::writeBytes);
        return file.toByteArray();
    }

    private Optional<Row> byMark(Dossier draft, String material, String mark) {
        return jdbc.sql(BY_MARK)
                .param("region", draft.region())
                .param("dossier", draft.id())
                .param("material", material)
                .param("mark", mark)
                .query((row, _) -> row(draft.region(), row))
                .optional();
    }

    private void drop(Dossier draft, UUID id) {
        jdbc.sql(DROP).param("region", draft.region()).param("id", id).update();
    }

    private Row row(String region, ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        Timestamp done = row.getTimestamp("done_at");
        return new Row(
                id,
                row.getString("material_code"),
                cipher.open(NAME, region, id.toString(), Sealed.of(row.getBytes("name"))),
                row.getLong("size_bytes"),
                row.getLong("received_bytes"),
                done == null ? null : done.toInstant());
    }
}
