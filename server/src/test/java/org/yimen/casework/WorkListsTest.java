package org.yimen.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.casework.WorkLists.Cursor;
import org.yimen.casework.WorkLists.Entry;
import org.yimen.testing.HallTest;

@HallTest
class WorkListsTest {

    private static final String REGION = "629902";
    private static final int CASES = 4_000;

    private static final String FILL = """
            with opened as (
                   insert into casework.case_file
                          (region_code, id, kind, number, title, subject_code, subject_version, applicant_id,
                           applicant_sealed, department_code, channel, opened_at, state, status, head, version)
                   select :region, gen_random_uuid(), 'errand', 'W-' || n, '某人', 'errand', 1, :applicant,
                          '', 'TEST', 'window', :at, '{"is": "Carried"}', 'Carried', '', 1
                     from generate_series(1, :cases) n
                returning region_code, id, number)
            insert into casework.task (region_code, case_id, key, post, act, due_on, opened_at)
            select region_code, id, 'carry', 'TEST/post' || right(number, 1), 'review',
                   date '2026-11-01' + (hashtext(number) % 200), :at
              from opened
            """;

    @Autowired
    private WorkLists lists;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void manyCases() {
        boolean there = jdbc.sql("select exists (select 1 from casework.task where region_code = :region)")
                .param("region", REGION)
                .query(Boolean.class)
                .single();
        if (!there) {
            jdbc.sql(FILL)
                    .param("region", REGION)
                    .param("applicant", new UUID(0, 1))
                    .param("at", Timestamp.valueOf("2026-11-01 09:00:00"))
                    .param("cases", CASES)
                    .update();
            jdbc.sql("analyze casework.task").update();
            jdbc.sql("analyze casework.case_file").update();
        }
    }

    @Test
    void turningPagesShowsEveryTaskOnceInTheOrderOfItsDate() {
        var seen = new ArrayList<Entry>();
        Cursor cursor = Cursor.START;
        List<Entry> page;
        do {
            page = lists.inbox(REGION, Set.of("TEST/post3"), cursor, 100);
            seen.addAll(page);
            cursor = page.isEmpty() ? cursor : Cursor.after(page.getLast());
        } while (!page.isEmpty());

        assertThat(seen).hasSize(CASES / 10).doesNotHaveDuplicates();
        assertThat(seen).extracting(entry -> entry.task().dueOn()).isSortedAccordingTo(LocalDate::compareTo);
    }

    /** Written once, read by every clerk all day: it must not read or sort what the page does not show. */
    @Test
    void anInboxIsReadInTheOrderOfItsIndex() {
        String plan = String.join(
                "\n",
                jdbc.sql("explain (costs off) " + WorkLists.INBOX)
                        .param("region", REGION)
                        .param("posts", new String[] {"TEST/post3"})
                        .param("rank", (short) 1)
                        .param("due", LocalDate.of(2026, 11, 5))
                        .param("case", new UUID(0, 0))
                        .param("key", "")
                        .param("limit", 25)
                        .query(String.class)
                        .list());

        assertThat(plan)
                .containsPattern("Limit\\s+->\\s+Index Scan using task_post_ix")
                .doesNotContain("Seq Scan on task");
    }
}
