package org.yimen.operations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a database holds at one moment: of each table the number of rows and a hash over all of them. */
public final class Snapshot {

    private static final String TABLES = """
            select format('%I.%I', n.nspname, c.relname)
              from pg_class c
              join pg_namespace n on n.oid = c.relnamespace
             where c.relkind = 'r' and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
             order by 1
            """;

    /** A case whose events do not hang together: each names its predecessor, and the case the last one. */
    private static final String BROKEN_CHAINS = """
            select count(*)
              from (select e.case_id, e.previous,
                           lag(e.leaf, 1, ''::bytea) over (partition by e.region_code, e.case_id order by e.seq) as before
                      from casework.case_event e) as link
             where link.previous <> link.before
            """;

    private static final String WRONG_HEADS = """
            select count(*)
              from casework.case_file f
             where f.head <> (select e.leaf
                                from casework.case_event e
                               where e.region_code = f.region_code and e.case_id = f.id
                               order by e.seq desc
                               limit 1)
            """;

    private Snapshot() {}

    /** By table, {@code rows hash}. */
    public static SortedMap<String, String> of(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        var hashes = new TreeMap<String, String>();
        try (var statement = connection.createStatement()) {
            var tables = new ArrayList<String>();
            try (var row = statement.executeQuery(TABLES)) {
                while (row.next()) {
                    tables.add(row.getString(1));
                }
            }
            for (String table : tables) {
                // The sequencer's pulse goes on however quiet the city is.
                String content = table.equals("audit.log") ? "(to_jsonb(t) - 'turn')::text" : "t::text";
                try (var row = statement.executeQuery(
                        "select count(*) || ' ' || coalesce(md5(string_agg(md5(%1$s), '' order by md5(%1$s))), '') from %2$s t"
                                .formatted(content, table))) {
                    row.next();
                    hashes.put(table, row.getString(1));
                }
            }
            connection.rollback();
        } finally {
            connection.setAutoCommit(true);
        }
        return hashes;
    }

    /** The cases whose chain is not whole, as counts by both checks. */
    public static List<Long> brokenChains(Connection connection) throws SQLException {
        var broken = new ArrayList<Long>();
        try (var statement = connection.createStatement()) {
            for (String query : List.of(BROKEN_CHAINS, WRONG_HEADS)) {
                try (var row = statement.executeQuery(query)) {
                    row.next();
                    broken.add(row.getLong(1));
                }
            }
        }
        return broken;
    }
}
