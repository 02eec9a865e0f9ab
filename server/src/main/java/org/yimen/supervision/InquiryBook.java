package org.yimen.supervision;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yimen.audit.AuditLog;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.crypto.Sm3;
import org.yimen.document.BlobId;
import org.yimen.organisation.Officer;
import org.yimen.platform.Json;
import org.yimen.supervision.Inquiries.Reading;
import org.yimen.supervision.Inquiry.Act;
import org.yimen.supervision.Inquiry.Entry;
import org.yimen.supervision.Inquiry.Facts;
import org.yimen.supervision.Inquiry.Filed;

/** What is written down: sealed, in its order, and never changed (docs/adr/0060). One at a time writes into an inquiry. */
@Repository
class InquiryBook {

    static final String CONTENT = "supervision.inquiry.content";
    static final String ENTRY = "supervision.inquiry_entry.content";

    /** The most entries of one inquiry. */
    private static final int MOST_ENTRIES = 200;

    private static final Json JSON = Json.of(Act.class);

    private static final String SELECT = """
            select region_code, id, number, kind, order_id, case_id, department_code, person_id, kept_out, received_on,
                   opened_by, opened_at, content, content_sm3
              from supervision.inquiry
             where region_code = :region
            """;

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final AuditLog audit;
    private final InstantSource time;

    InquiryBook(JdbcClient jdbc, ColumnCipher cipher, AuditLog audit, InstantSource time) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.audit = audit;
        this.time = time;
    }

    /** What is sealed of an inquiry itself. */
    private record Content(String story, @Nullable Facts facts) {}

    /** A new one, with the two who look into it. */
    void open(Inquiry of) {
        String json = JSON.write(new Content(of.story(), of.facts()));
        jdbc.sql("""
                        insert into supervision.inquiry
                               (region_code, id, number, kind, origin, order_id, case_id, department_code, person_id, kept_out,
                                received_on, opened_by, opened_at, content, content_sm3)
                        values (:region, :id, :number, :kind, :origin, :order, :case, :department, :person, :keptOut,
                                :received, :by, :at, :content, :sm3)
                        """)
                .param("region", of.region())
                .param("id", of.id())
                .param("number", of.number())
                .param("kind", of.kind())
                .param("origin", of.isClue() ? "clue" : "order")
                .param("order", of.order(), Types.OTHER)
                .param("case", of.caseId(), Types.OTHER)
                .param("department", of.department())
                .param("person", of.person(), Types.OTHER)
                .param("keptOut", new TreeSet<>(of.keptOut()).toArray(String[]::new))
                .param("received", of.receivedOn())
                .param("by", of.openedBy())
                .param("at", Timestamp.from(of.openedAt()))
                .param(
                        "content",
                        cipher.seal(CONTENT, of.region(), of.id().toString(), json)
                                .bytes())
                .param("sm3", digest(json))
                .update();
        for (UUID each : of.investigators()) {
            jdbc.sql("""
                            insert into supervision.inquiry_investigator (region_code, inquiry_id, staff_id)
                            values (:region, :inquiry, :staff)
                            """)
                    .param("region", of.region())
                    .param("inquiry", of.id())
                    .param("staff", each)
                    .update();
        }
    }

    /** The same key with the same words writes once. */
    void write(Inquiry of, Officer officer, UUID key, Act act, @Nullable Filed file) {
        if (of.holds(key, officer.id(), act::equals)) {
            if (!Objects.equals(sm3(of.entry(key).orElseThrow().file()), sm3(file))) {
                throw new SupervisionRefused("supervision.inquiry.key");
            }
            return;
        }
        if (of.entries().size() >= MOST_ENTRIES) {
            throw new SupervisionRefused("supervision.inquiry.most", MOST_ENTRIES);
        }
        String json = JSON.write(new Written(act));
        int written = jdbc.sql("""
                        insert into supervision.inquiry_entry
                               (region_code, id, inquiry_id, seq, kind, by_id, at, content, content_sm3, file_name, media_type,
                                blob_id, file_sm3)
                        values (:region, :id, :inquiry, :seq, :kind, :by, :at, :content, :sm3, :name, :media, :blob, :fileSm3)
                            on conflict (region_code, id) do nothing
                        """)
                .param("region", of.region())
                .param("id", key)
                .param("inquiry", of.id())
                .param("seq", of.entries().size() + 1)
                .param("kind", act.getClass().getSimpleName())
                .param("by", officer.id())
                .param("at", Timestamp.from(time.instant()))
                .param(
                        "content",
                        cipher.seal(ENTRY, of.region(), key.toString(), json).bytes())
                .param("sm3", digest(json))
                .param("name", file == null ? null : file.name(), Types.VARCHAR)
                .param("media", file == null ? null : file.mediaType(), Types.VARCHAR)
                .param("blob", file == null ? null : file.blob().value(), Types.VARCHAR)
                .param("fileSm3", file == null ? null : file.sm3(), Types.VARCHAR)
                .update();
        if (written == 0) {
            // The key of an entry in another inquiry.
            throw new SupervisionRefused("supervision.inquiry.key");
        }
        audit.record(
                of.region(),
                officer.id().toString(),
                Inquiries.WRITTEN,
                of.id().toString(),
                Map.of("number", of.number(), "act", Inquiry.spelled(act.getClass())));
    }

    /** So that the tag of its type is written. */
    private record Written(Act act) {}

    Optional<Inquiry> find(String region, UUID id) {
        return load(jdbc.sql(SELECT + " and id = :id")
                        .param("region", region)
                        .param("id", id)
                        .query((row, _) -> head(row))
                        .list())
                .stream()
                .findFirst();
    }

    private static @Nullable String sm3(@Nullable Filed file) {
        return file == null ? null : file.sm3();
    }

    /** Somebody read it. */
    void looked(Inquiry of, UUID staff) {
        jdbc.sql("""
                        insert into supervision.inquiry_reading (region_code, inquiry_id, staff_id, at)
                        values (:region, :inquiry, :staff, :at)
                        """)
                .param("region", of.region())
                .param("inquiry", of.id())
                .param("staff", staff)
                .param("at", Timestamp.from(time.instant()))
                .update();
    }

    /** Who read it, the latest first. */
    List<Reading> readings(Inquiry of) {
        return jdbc.sql("""
                        select staff_id, at
                          from supervision.inquiry_reading
                         where region_code = :region and inquiry_id = :inquiry
                         order by at desc
                         limit :most
                        """)
                .param("region", of.region())
                .param("inquiry", of.id())
                .param("most", Inquiries.MOST)
                .query((row, _) -> new Reading(
                        row.getObject("staff_id", UUID.class),
                        row.getTimestamp("at").toInstant()))
                .list();
    }

    /** The latest first. */
    List<Inquiry> recent(String region) {
        return load(jdbc.sql(SELECT + " order by opened_at desc, id limit :most")
                .param("region", region)
                .param("most", Inquiries.MOST)
                .query((row, _) -> head(row))
                .list());
    }

    /** What looks into that complaint. */
    Optional<Inquiry> ofOrder(String region, UUID order) {
        return load(jdbc.sql(SELECT + " and order_id = :order")
                        .param("region", region)
                        .param("order", order)
                        .query((row, _) -> head(row))
                        .list())
                .stream()
                .findFirst();
    }

    /** Which of these complaints somebody looks into. */
    Set<UUID> begun(String region, Collection<UUID> orders) {
        return Set.copyOf(jdbc.sql("""
                        select order_id
                          from supervision.inquiry
                         where region_code = :region and order_id = any(:orders)
                        """)
                .param("region", region)
                .param("orders", orders.toArray(UUID[]::new))
                .query(UUID.class)
                .list());
    }

    /** It, and nobody else writes into it until this is done. */
    Inquiry locked(String region, UUID id) {
        boolean there = jdbc.sql(
                        "select id from supervision.inquiry where region_code = :region and id = :id for update")
                .param("region", region)
                .param("id", id)
                .query(UUID.class)
                .optional()
                .isPresent();
        if (!there) {
            throw none();
        }
        return find(region, id).orElseThrow(InquiryBook::none);
    }

    private static SupervisionRefused none() {
        return new SupervisionRefused("supervision.inquiry.none");
    }

    private static String digest(String json) {
        return Sm3.hex(json.getBytes(StandardCharsets.UTF_8));
    }

    private Inquiry head(ResultSet row) throws SQLException {
        String region = row.getString("region_code");
        UUID id = row.getObject("id", UUID.class);
        Content content = JSON.read(opened(CONTENT, region, id, row), Content.class);
        return new Inquiry(
                region,
                id,
                row.getString("number"),
                row.getString("kind"),
                row.getObject("order_id", UUID.class),
                row.getObject("case_id", UUID.class),
                row.getString("department_code"),
                row.getObject("person_id", UUID.class),
                Set.of((String[]) row.getArray("kept_out").getArray()),
                row.getObject("received_on", LocalDate.class),
                row.getObject("opened_by", UUID.class),
                row.getTimestamp("opened_at").toInstant(),
                content.story(),
                content.facts(),
                Set.of(),
                List.of());
    }

    /** What is sealed, if it is what was written. */
    private String opened(String column, String region, UUID id, ResultSet row) throws SQLException {
        String json = cipher.open(column, region, id.toString(), Sealed.of(row.getBytes("content")));
        if (!digest(json).equals(row.getString("content_sm3"))) {
            throw new IllegalStateException(column + " of " + id + " is not what was written");
        }
        return json;
    }

    private List<Inquiry> load(List<Inquiry> heads) {
        if (heads.isEmpty()) {
            return heads;
        }
        String region = heads.getFirst().region();
        UUID[] ids = heads.stream().map(Inquiry::id).toArray(UUID[]::new);
        record Named(UUID inquiry, UUID staff) {}
        Map<UUID, Set<UUID>> named = jdbc
                .sql("""
                        select inquiry_id, staff_id
                          from supervision.inquiry_investigator
                         where region_code = :region and inquiry_id = any(:ids)
                        """)
                .param("region", region)
                .param("ids", ids)
                .query((row, _) ->
                        new Named(row.getObject("inquiry_id", UUID.class), row.getObject("staff_id", UUID.class)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Named::inquiry, Collectors.mapping(Named::staff, Collectors.toSet())));
        Map<UUID, List<Entry>> entries = entries(region, ids);
        return heads.stream()
                .map(head -> whole(
                        head, named.getOrDefault(head.id(), Set.of()), entries.getOrDefault(head.id(), List.of())))
                .toList();
    }

    private Map<UUID, List<Entry>> entries(String region, UUID[] ids) {
        record Of(UUID inquiry, Entry entry) {}
        Collection<Of> rows = jdbc.sql("""
                        select id, inquiry_id, seq, by_id, at, content, content_sm3, file_name, media_type, blob_id, file_sm3
                          from supervision.inquiry_entry
                         where region_code = :region and inquiry_id = any(:ids)
                         order by inquiry_id, seq
                        """)
                .param("region", region)
                .param("ids", ids)
                .query((row, _) -> new Of(row.getObject("inquiry_id", UUID.class), entry(region, row)))
                .list();
        var all = new HashMap<UUID, List<Entry>>();
        rows.forEach(each ->
                all.computeIfAbsent(each.inquiry(), _ -> new ArrayList<>()).add(each.entry()));
        return all;
    }

    private Entry entry(String region, ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        String blob = row.getString("blob_id");
        return new Entry(
                id,
                row.getInt("seq"),
                row.getObject("by_id", UUID.class),
                row.getTimestamp("at").toInstant(),
                JSON.read(opened(ENTRY, region, id, row), Written.class).act(),
                blob == null
                        ? null
                        : new Filed(
                                row.getString("file_name"),
                                row.getString("media_type"),
                                new BlobId(blob),
                                row.getString("file_sm3")));
    }

    private static Inquiry whole(Inquiry head, Set<UUID> investigators, List<Entry> entries) {
        return new Inquiry(
                head.region(),
                head.id(),
                head.number(),
                head.kind(),
                head.order(),
                head.caseId(),
                head.department(),
                head.person(),
                head.keptOut(),
                head.receivedOn(),
                head.openedBy(),
                head.openedAt(),
                head.story(),
                head.facts(),
                investigators,
                entries);
    }
}
