package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;

/** The figures of 一号申请, over as many people as the source counted. */
@HallTest
class BeginningsTest {

    private static final int PERSONS = 32_462;
    private static final int AGAIN = 4_000;
    private static final int FIRMS = 2_500;
    private static final Instant FROM = Instant.parse("2017-08-31T16:00:00Z");
    private static final Instant UNTIL = Instant.parse("2017-09-30T16:00:00Z");

    private static final String BEGUN = """
        with each as (
          select gen_random_uuid() as id, md5(:region || ':' || (n % :persons))::uuid as person,
                 cast(:at as timestamptz) + n * interval '1 second' as at
            from generate_series(0, :rows - 1) n),
        draft as (
          insert into application.dossier
                 (region_code, id, holder_id, person_id, item_code, item_version, content, version, saved_at, submitted_at)
          select :region, id, person, person, 'x', 1, '', 0, at, at
            from each)
        insert into application.beginning
               (region_code, case_id, person_id, item_code, channel, key_kind, how, handed_in_at, asked, known, kept)
        select :region, id, person, 'x', 'web', :kind, :how, at, 10, 6, 5
          from each
        """;

    @Autowired
    private Beginnings beginnings;

    @Autowired
    private JdbcClient jdbc;

    private final String region = String.valueOf(ThreadLocalRandom.current().nextInt(700_000, 999_999));

    @Test
    @Transactional
    @Proves({"M-IDA-03", "N-K10"})
    @DisplayName("一号申请 32462 人次：人按身份证号去重，法人不计")
    void oneNumberCountsEachPersonOnceAndNoFirm() {
        begun("CITIZEN_ID", "SIGNED_IN", PERSONS, PERSONS, FROM);
        begun("CITIZEN_ID", "TYPED", AGAIN, PERSONS, FROM.plusSeconds(600_000));
        begun("CREDIT_CODE", "SIGNED_IN", FIRMS, FIRMS, FROM);
        begun("CITIZEN_ID", "SIGNED_IN", 10, 10, UNTIL);

        Beginnings.Figures figures = beginnings.figures(region, FROM, UNTIL);

        assertThat(figures.base()).isEqualTo(PERSONS + AGAIN + FIRMS);
        assertThat(figures.oneNumber()).isEqualTo(PERSONS + AGAIN);
        assertThat(figures.persons()).isEqualTo(PERSONS);
        assertThat(figures.kept()).isEqualTo(5L * figures.base());
    }

    private void begun(String kind, String how, int rows, int persons, Instant at) {
        int stored = jdbc.sql(BEGUN)
                .param("region", region)
                .param("kind", kind)
                .param("how", how)
                .param("rows", rows)
                .param("persons", persons)
                .param("at", at.toString())
                .update();
        assertThat(stored).isEqualTo(rows);
    }
}
