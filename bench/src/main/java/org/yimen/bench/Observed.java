package org.yimen.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the database holds, read past the application.
 *
 * @param effects key → events that name it
 * @param outcomes key → {@code done} or {@code refused <code>}
 * @param events case and type of event → how many, for acts whose events name no key
 * @param doubledNumbers numbers that were given more than once
 */
record Observed(
        Map<String, Integer> effects,
        Map<String, String> outcomes,
        Map<String, Integer> events,
        List<String> doubledNumbers) {

    private static final String EFFECTS = """
            select coalesce(payload ->> 'note', payload -> 'opinion' ->> 'text'), count(*)
              from casework.case_event
             where region_code = '629901' and type in ('Urged', 'Reviewed')
             group by 1
            """;

    private static final String OUTCOMES = """
            select key, case when refusal is null then 'done' else 'refused ' || refusal end
              from casework.command_key
             where region_code = '629901'
            """;

    private static final String EVENTS = """
            select case_id || ' ' || type, count(*)
              from casework.case_event
             where region_code = '629901'
             group by 1
            """;

    private static final String NUMBERS = """
            select 'case ' || number
              from casework.case_file
             where region_code = '629901'
             group by number
            having count(*) > 1
             union all
            select kind || ' ' || number
              from document.paper
             where region_code = '629901'
             group by kind, number
            having count(*) > 1
             union all
            select 'licence ' || number
              from licence.licence
             where region_code = '629901'
             group by number
            having count(*) > 1
            """;

    static Observed in(Connection connection) throws SQLException {
        var effects = new TreeMap<String, Integer>();
        var outcomes = new TreeMap<String, String>();
        var events = new TreeMap<String, Integer>();
        var numbers = new ArrayList<String>();
        try (var statement = connection.createStatement()) {
            try (var rows = statement.executeQuery(EFFECTS)) {
                while (rows.next()) {
                    effects.put(rows.getString(1), rows.getInt(2));
                }
            }
            try (var rows = statement.executeQuery(OUTCOMES)) {
                while (rows.next()) {
                    outcomes.put(rows.getString(1), rows.getString(2));
                }
            }
            try (var rows = statement.executeQuery(EVENTS)) {
                while (rows.next()) {
                    events.put(rows.getString(1), rows.getInt(2));
                }
            }
            try (var rows = statement.executeQuery(NUMBERS)) {
                while (rows.next()) {
                    numbers.add(rows.getString(1));
                }
            }
        }
        return new Observed(effects, outcomes, events, numbers);
    }
}
