package org.yimen.operations;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.audit.AuditLog;
import org.yimen.crypto.ColumnsResealed;
import org.yimen.crypto.KeyVault;

/** Brings what was done to the keys, beside Yimen or within, into the log of record: each act once. */
@Component
class KeyJournal {

    private static final Logger log = LoggerFactory.getLogger(KeyJournal.class);

    private static final int FIELDS = 4;

    private static final String READ = """
            select lines
              from operations.key_journal
             where region_code = :region
               for update
            """;

    private static final String BEGIN = """
            insert into operations.key_journal (region_code, lines)
            values (:region, 0)
                on conflict do nothing
            """;

    private static final String NOTE = """
            update operations.key_journal
               set lines = :lines
             where region_code = :region
            """;

    private final Path keys;
    private final String region;
    private final AuditLog audit;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    KeyJournal(
            @Value("${yimen.data}") Path data,
            @Value("${yimen.keys:}") String keys,
            @Value("${yimen.region}") String region,
            AuditLog audit,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.keys = keys.isBlank() ? data.resolveSibling(data.getFileName() + "-keys") : Path.of(keys);
        this.region = region;
        this.audit = audit;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Scheduled(fixedDelayString = "${yimen.key-journal-every:PT30S}")
    void read() {
        transaction.executeWithoutResult(_ -> {
            jdbc.sql(BEGIN).param("region", region).update();
            long known =
                    jdbc.sql(READ).param("region", region).query(Long.class).single();
            List<String> lines = linesAfter(known);
            for (String line : lines) {
                record(line);
            }
            if (!lines.isEmpty()) {
                jdbc.sql(NOTE)
                        .param("region", region)
                        .param("lines", known + lines.size())
                        .update();
            }
        });
    }

    private List<String> linesAfter(long known) {
        try {
            return KeyVault.journal(keys, known);
        } catch (IOException failure) {
            log.error("The journal of the keys in {} cannot be read", keys, failure);
            return List.of();
        }
    }

    private void record(String line) {
        String[] fields = line.split("\t", FIELDS);
        if (fields.length == FIELDS) {
            audit.record(region, "os:" + fields[1], "keys." + fields[2], fields[3], Map.of("at", fields[0]));
        } else {
            audit.record(region, "os:unknown", "keys.unreadable", "journal", Map.of());
        }
    }

    /** In the transaction that finished the pass. */
    @EventListener
    void on(ColumnsResealed done) {
        if (done.rows() > 0) {
            audit.record(
                    region,
                    "system",
                    "keys.reseal",
                    done.table(),
                    Map.of(
                            "column-key", done.columnKey(),
                            "index-key", done.indexKey(),
                            "rows", Long.toString(done.rows())));
        }
    }
}
