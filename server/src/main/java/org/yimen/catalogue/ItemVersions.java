package org.yimen.catalogue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 事项库 as it is stored: text and digest of every version, and since when it is public. */
@Repository
class ItemVersions {

    /** Far more versions than a city has; a longer list would be a bug. */
    private static final int MOST = 100_000;

    private static final String ALL = """
            select code, number, status, effective_on, digest, content, published_at, published_by
              from catalogue.item_version
             where region_code = :region
             order by code, number
             limit :most
            """;

    private static final String MARK = """
            select count(*) || '/' || coalesce(max(published_at)::text, '-') as mark
              from catalogue.item_version
             where region_code = :region and status = 'published'
            """;

    private static final String INSERT = """
            insert into catalogue.item_version
                   (region_code, code, number, status, effective_on, digest, content, published_at, published_by)
            values (:region, :code, :number, :status, :effectiveOn, :digest, :content, :publishedAt, :publishedBy)
                on conflict (region_code, code, number) do nothing
            """;

    private static final String REPLACE_DRAFT = """
            update catalogue.item_version
               set effective_on = :effectiveOn, digest = :digest, content = :content
             where region_code = :region and code = :code and number = :number and status = 'draft'
            """;

    private static final String PUBLISH = """
            update catalogue.item_version
               set status = 'published', published_at = :at, published_by = :by
             where region_code = :region and code = :code and number = :number
                   and status = 'draft' and digest = :digest
            """;

    private final JdbcClient jdbc;

    ItemVersions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Row(
            String code,
            int number,
            boolean isPublished,
            LocalDate effectiveOn,
            String digest,
            String content,
            @Nullable Instant publishedAt,
            @Nullable String publishedBy) {

        private static Row of(ResultSet row, int number) throws SQLException {
            OffsetDateTime at = row.getObject("published_at", OffsetDateTime.class);
            return new Row(
                    row.getString("code"),
                    row.getInt("number"),
                    row.getString("status").equals("published"),
                    row.getObject("effective_on", LocalDate.class),
                    row.getString("digest"),
                    row.getString("content"),
                    at == null ? null : at.toInstant(),
                    row.getString("published_by"));
        }
    }

    List<Row> all(String region) {
        return jdbc.sql(ALL)
                .param("region", region)
                .param("most", MOST)
                .query(Row::of)
                .list();
    }

    /** Changes whenever something was published, on whichever node. */
    String mark(String region) {
        return jdbc.sql(MARK).param("region", region).query(String.class).single();
    }

    /** Two nodes may start at once and bring the same file; the first wins, and they are equal. */
    void insert(String region, Row row) {
        Instant at = row.publishedAt();
        jdbc.sql(INSERT)
                .param("region", region)
                .param("code", row.code())
                .param("number", row.number())
                .param("status", row.isPublished() ? "published" : "draft")
                .param("effectiveOn", row.effectiveOn())
                .param("digest", row.digest())
                .param("content", row.content())
                .param("publishedAt", at == null ? null : at.atOffset(ZoneOffset.UTC))
                .param("publishedBy", row.publishedBy())
                .update();
    }

    void replaceDraft(String region, Row row) {
        jdbc.sql(REPLACE_DRAFT)
                .param("region", region)
                .param("code", row.code())
                .param("number", row.number())
                .param("effectiveOn", row.effectiveOn())
                .param("digest", row.digest())
                .param("content", row.content())
                .update();
    }

    /** False where it was no draft with this content any more. */
    boolean publish(String region, Row row, Instant at, String by) {
        return jdbc.sql(PUBLISH)
                        .param("region", region)
                        .param("code", row.code())
                        .param("number", row.number())
                        .param("digest", row.digest())
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("by", by)
                        .update()
                == 1;
    }
}
