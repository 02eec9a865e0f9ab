package org.yimen.crypto;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.crypto.KeyStore.Purpose;
import org.yimen.crypto.SealedColumns.Column;

/**
 * After a rotation goes once through each table with sealed columns, batch by batch, and seals anew what older keys had
 * sealed. Meanwhile either key opens, and look-ups go by both indexes.
 */
@Component
public class Resealer {

    private static final Logger log = LoggerFactory.getLogger(Resealer.class);

    private static final int BATCH = 200;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private static final String BEGIN = """
            insert into crypto.resealed (table_name, column_key, index_key, after_region, after_id, changed, finished_at)
            values (:table, :columnKey, :indexKey, '', :none, 0, null)
                on conflict (table_name) do update
               set column_key = excluded.column_key, index_key = excluded.index_key,
                   after_region = '', after_id = excluded.after_id, changed = 0, finished_at = null
             where (resealed.column_key, resealed.index_key) <> (excluded.column_key, excluded.index_key)
            """;

    private static final String PASS = """
              select after_region, after_id, changed
                from crypto.resealed
               where table_name = :table and finished_at is null
                 for update
            """;

    private static final String ADVANCE = """
            update crypto.resealed
               set after_region = :region, after_id = :id, changed = changed + :changed, finished_at = :finished
             where table_name = :table
            """;

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final KeyStore keys;
    private final List<SealedColumns> tables;
    private final TransactionTemplate transaction;
    private final InstantSource time;
    private final ApplicationEventPublisher events;

    Resealer(
            JdbcClient jdbc,
            ColumnCipher cipher,
            KeyStore keys,
            List<SealedColumns> tables,
            PlatformTransactionManager transactions,
            InstantSource time,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.keys = keys;
        this.tables = List.copyOf(tables);
        this.transaction = new TransactionTemplate(transactions);
        this.time = time;
        this.events = events;
    }

    private record Pass(String afterRegion, UUID afterId, long changed) {}

    private record Row(String region, UUID id, Map<String, Sealed> sealed, Map<String, Sealed> indexes) {}

    /** Goes on until all tables are through; two nodes take turns, batch by batch. */
    @Scheduled(fixedDelayString = "${yimen.reseal-every:PT1M}")
    public void reseal() {
        for (SealedColumns table : tables) {
            while (Boolean.TRUE.equals(transaction.execute(_ -> batch(table)))) {
                Thread.onSpinWait();
            }
        }
    }

    /** True while there may be more. */
    private boolean batch(SealedColumns table) {
        String columnKey = keys.current(Purpose.COLUMN).value();
        String indexKey = keys.current(Purpose.COLUMN_INDEX).value();
        jdbc.sql(BEGIN)
                .param("table", table.table())
                .param("columnKey", columnKey)
                .param("indexKey", indexKey)
                .param("none", BEFORE_ALL)
                .update();
        var pass = jdbc.sql(PASS)
                .param("table", table.table())
                .query((row, _) -> new Pass(
                        row.getString("after_region"), row.getObject("after_id", UUID.class), row.getLong("changed")))
                .optional();
        if (pass.isEmpty()) {
            return false;
        }
        List<Row> rows = jdbc.sql(select(table))
                .param("region", pass.get().afterRegion())
                .param("id", pass.get().afterId())
                .param("limit", BATCH)
                .query((row, _) -> row(table, row))
                .list();
        int changed = 0;
        for (Row row : rows) {
            changed += reseal(table, row);
        }
        boolean done = rows.size() < BATCH;
        Row last = rows.isEmpty() ? null : rows.getLast();
        jdbc.sql(ADVANCE)
                .param("table", table.table())
                .param("region", last == null ? pass.get().afterRegion() : last.region())
                .param("id", last == null ? pass.get().afterId() : last.id())
                .param("changed", changed)
                .param("finished", done ? time.instant().atOffset(ZoneOffset.UTC) : null)
                .update();
        if (done) {
            events.publishEvent(new ColumnsResealed(
                    table.table(), columnKey, indexKey, pass.get().changed() + changed));
        }
        return !done;
    }

    /** A value that does not open stays as it is, for whoever looks into it, and does not keep the others waiting. */
    private int reseal(SealedColumns table, Row row) {
        try {
            Map<String, byte[]> anew = anew(table, row);
            return anew.isEmpty() ? 0 : update(table, row, anew);
        } catch (IllegalStateException damaged) {
            log.warn("Row {} of {} is not sealed anew: {}", row.id(), table.table(), damaged.getMessage());
            return 0;
        }
    }

    private Map<String, byte[]> anew(SealedColumns table, Row row) {
        var anew = new HashMap<String, byte[]>();
        for (Column column : table.columns()) {
            Sealed sealed = row.sealed().get(column.sealed());
            if (sealed == null) {
                continue;
            }
            boolean current = isCurrent(sealed);
            if (current && column.index().isEmpty()) {
                continue;
            }
            String plain = cipher.open(column.name(), row.region(), row.id().toString(), sealed);
            if (!current) {
                anew.put(
                        column.sealed(),
                        cipher.seal(column.name(), row.region(), row.id().toString(), plain)
                                .bytes());
            }
            if (!column.index().isEmpty()) {
                byte[] index = cipher.index(column.name(), plain);
                Sealed before = row.indexes().get(column.index());
                if (before == null || !before.equals(Sealed.of(index))) {
                    anew.put(column.index(), index);
                }
            }
        }
        return anew;
    }

    private boolean isCurrent(Sealed sealed) {
        byte[] header = cipher.currentHeader();
        byte[] bytes = sealed.bytes();
        return bytes.length > header.length && Arrays.equals(header, Arrays.copyOf(bytes, header.length));
    }

    private int update(SealedColumns table, Row row, Map<String, byte[]> anew) {
        String assignments = anew.keySet().stream()
                .map(column -> "%s = :%s".formatted(column, column))
                .collect(Collectors.joining(", "));
        return jdbc.sql("update %s set %s where %s".formatted(table.table(), assignments, place(table, "=")))
                .param("region", row.region())
                .param("id", row.id())
                .params(anew)
                .update();
    }

    private static String select(SealedColumns table) {
        String columns = table.columns().stream()
                .flatMap(column -> Stream.of(column.sealed(), column.index()))
                .filter(column -> !column.isEmpty())
                .collect(Collectors.joining(", "));
        String region = table.region().isEmpty() ? "''" : table.region();
        String order = table.region().isEmpty() ? table.id() : table.region() + ", " + table.id();
        return "select %s as region, %s as id, %s from %s where %s order by %s limit :limit for update"
                .formatted(region, table.id(), columns, table.table(), place(table, ">"), order);
    }

    private static String place(SealedColumns table, String comparison) {
        return table.region().isEmpty()
                ? "('', %s) %s (:region, :id)".formatted(table.id(), comparison)
                : "(%s, %s) %s (:region, :id)".formatted(table.region(), table.id(), comparison);
    }

    private static Row row(SealedColumns table, ResultSet row) throws SQLException {
        var sealed = new HashMap<String, Sealed>();
        var indexes = new HashMap<String, Sealed>();
        for (Column column : table.columns()) {
            byte[] bytes = row.getBytes(column.sealed());
            if (bytes != null) {
                sealed.put(column.sealed(), Sealed.of(bytes));
            }
            if (!column.index().isEmpty()) {
                byte[] index = row.getBytes(column.index());
                if (index != null) {
                    indexes.put(column.index(), Sealed.of(index));
                }
            }
        }
        return new Row(row.getString("region"), row.getObject("id", UUID.class), sealed, indexes);
    }
}
