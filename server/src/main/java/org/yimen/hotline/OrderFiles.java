package org.yimen.hotline;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.application.Inspection;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.crypto.Sm3;
import org.yimen.document.BlobId;
import org.yimen.document.BlobRows;
import org.yimen.document.BlobStore;
import org.yimen.platform.InTurn;

/** 附件: what came with an order, a photo, a scan of a letter. Its own name is not kept: people write theirs into it. */
@Component
public class OrderFiles implements BlobRows {

    /** So many may lie with one order. */
    public static final int MOST = 9;

    private static final Set<String> ENDED =
            Set.of("Closed", "Declined", "HandedOver", "Merged", "Withdrawn", "Struck");

    private static final String STATUS = """
            select status
              from hotline.work_order
             where region_code = :region and id = :order
            """;

    private static final String KNOWN = """
            select count(*)
              from hotline.order_file
             where region_code = :region and order_id = :order and sm3 = :sm3
            """;

    private static final String NAMED = """
            select blob_id
              from hotline.order_file -- all regions: one folder of files for the database
             where blob_id = any(:blobs)
            """;

    private final JdbcClient jdbc;
    private final BlobStore blobs;
    private final InstantSource time;

    OrderFiles(JdbcClient jdbc, BlobStore blobs, InstantSource time) {
        this.jdbc = jdbc;
        this.blobs = blobs;
        this.time = time;
    }

    /**
     * One of them.
     *
     * @param number 1 for the first one of its order
     * @param fromReporter true where the reporter sent it, or an officer said that it is what he brought
     */
    public record Filed(int number, String mediaType, BlobId blob, boolean fromReporter) {
        /** By this it is saved. */
        public String name() {
            return "附件" + number + "." + mediaType.substring(mediaType.lastIndexOf('/') + 1);
        }
    }

    /** True while an order of this status takes files. */
    public static boolean takes(String status) {
        return !ENDED.contains(status);
    }

    /** Looked at before anything is registered: a form with a bad file comes back whole. */
    public static void check(String name, byte[] bytes) {
        if (bytes.length > 0) {
            var _ = Inspection.arriving(name, bytes);
        }
    }

    /**
     * Puts a file to an order; the same content twice is one file.
     *
     * @param by the officer who scanned it, or null where the reporter sent it himself
     * @param fromReporter true where it is the reporter's own, such as the letter that he brought to a counter
     * @throws CaseRuleBroken {@code application.file.*}, or {@code hotline.file.most}, or {@code hotline.file.ended}
     */
    @Transactional
    public void add(CaseId order, String name, byte[] bytes, @Nullable UUID by, boolean fromReporter) {
        if (bytes.length == 0) {
            throw new CaseRuleBroken("hotline.file.missing");
        }
        String mediaType = Inspection.arriving(name, bytes).mediaType();
        InTurn.await(jdbc, "hotline.order_file " + order.region() + "/" + order.value());
        String sm3 = Sm3.hex(bytes);
        if (isKnown(order, sm3)) {
            return;
        }
        if (jdbc.sql(STATUS)
                .param("region", order.region())
                .param("order", order.value())
                .query(String.class)
                .optional()
                .filter(status -> !takes(status))
                .isPresent()) {
            throw new CaseRuleBroken("hotline.file.ended");
        }
        List<Filed> there = of(order);
        if (there.size() >= MOST) {
            throw new CaseRuleBroken("hotline.file.most", MOST);
        }
        BlobId blob = blobs.put("order:" + order.value(), bytes);
        jdbc.sql("""
                        insert into hotline.order_file
                               (region_code, order_id, number, media_type, sm3, blob_id, added_at, added_by, from_reporter)
                        values (:region, :order, :number, :media, :sm3, :blob, :at, :by, :from_reporter)
                            on conflict (region_code, order_id, sm3) do nothing
                        """)
                .param("region", order.region())
                .param("order", order.value())
                .param("number", there.size() + 1)
                .param("media", mediaType)
                .param("sm3", sm3)
                .param("blob", blob.value())
                .param("at", Timestamp.from(time.instant()))
                .param("by", by, Types.OTHER)
                .param("from_reporter", fromReporter)
                .update();
    }

    private boolean isKnown(CaseId order, String sm3) {
        return jdbc.sql(KNOWN)
                        .param("region", order.region())
                        .param("order", order.value())
                        .param("sm3", sm3)
                        .query(Long.class)
                        .single()
                > 0;
    }

    public List<Filed> of(CaseId order) {
        return jdbc.sql("""
                        select number, media_type, blob_id, from_reporter
                          from hotline.order_file
                         where region_code = :region and order_id = :order
                         order by number
                         limit :most
                        """)
                .param("region", order.region())
                .param("order", order.value())
                .param("most", MOST)
                .query((row, _) -> new Filed(
                        row.getInt("number"),
                        row.getString("media_type"),
                        new BlobId(row.getString("blob_id")),
                        row.getBoolean("from_reporter")))
                .list();
    }

    public Optional<Filed> find(CaseId order, int number) {
        return of(order).stream().filter(file -> file.number() == number).findFirst();
    }

    @Override
    public Set<BlobId> named(Set<BlobId> blobs) {
        return BlobRows.named(jdbc, NAMED, blobs);
    }
}
