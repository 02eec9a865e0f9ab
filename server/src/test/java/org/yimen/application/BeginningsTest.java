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
import org.yimen.testing.TestTime;

/** The figures of 一号申请, over as many people as the source counted. */
@HallTest
class BeginningsTest {

    private static final String CITY = "629901";
    private static final String ITEM = "minimum-living-allowance";
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

    @Autowired
    private Drafts drafts;

    @Autowired
    private City city;

    @Autowired
    private TestTime time;

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

    @Test
    @Transactional
    @Proves({"M-IDA-03", "N-K10"})
    @DisplayName("一号申请 32462 人次：开始即计，放弃的也计；人去重，法人另计")
    void whoeverBeganCountsAlsoWhereHeGaveItUp() {
        started("CITIZEN_ID", PERSONS, PERSONS, FROM);
        started("CITIZEN_ID", AGAIN, PERSONS, FROM.plusSeconds(600_000));
        started("CREDIT_CODE", FIRMS, FIRMS / 2, FROM);
        started("CITIZEN_ID", 10, 10, UNTIL);

        Beginnings.Started figures = beginnings.started(region, FROM, UNTIL);

        assertThat(figures)
                .isEqualTo(new Beginnings.Started(PERSONS + AGAIN, PERSONS, 0, PERSONS + AGAIN, FIRMS, FIRMS / 2));
    }

    @Test
    @Proves({"M-IDA-03", "N-K10"})
    void aDraftCountsWhenItIsMadeAndStaysCountedWhenItIsGivenUp() {
        Instant now = time.instant();
        Instant from = now.minusSeconds(3600);
        Instant until = now.plusSeconds(3600);
        Applicant applicant = city.somebody();
        Beginnings.Started before = beginnings.started(CITY, from, until);

        var first = drafts.begin(applicant, ITEM);
        var same = drafts.begin(applicant, ITEM);
        var second = drafts.create(applicant, ITEM);
        Beginnings.Started begun = beginnings.started(CITY, from, until);
        drafts.discard(first);
        Beginnings.Started after = beginnings.started(CITY, from, until);

        assertThat(same.id()).isEqualTo(first.id()).isNotEqualTo(second.id());
        assertThat(begun.oneNumber()).isEqualTo(before.oneNumber() + 2);
        assertThat(begun.persons()).isEqualTo(before.persons() + 1);
        assertThat(begun.open()).isEqualTo(before.open() + 2);
        assertThat(after.oneNumber()).isEqualTo(begun.oneNumber());
        assertThat(after.givenUp()).isEqualTo(begun.givenUp() + 1);
        assertThat(after.firms()).isEqualTo(before.firms());
    }

    @Test
    void whatAMachineCouldNotHandInWasNotBegunByAnybody() {
        Instant now = time.instant();
        Beginnings.Started before = beginnings.started(CITY, now.minusSeconds(3600), now.plusSeconds(3600));

        drafts.retract(drafts.create(city.somebody(), ITEM));

        assertThat(beginnings.started(CITY, now.minusSeconds(3600), now.plusSeconds(3600)))
                .isEqualTo(before);
    }

    private void started(String kind, int rows, int persons, Instant at) {
        int stored = jdbc.sql("""
                        insert into application.begun
                               (region_code, dossier_id, holder_id, person_id, key_kind, how, begun_at)
                        select :region, gen_random_uuid(), each.id, each.id, :kind, 'TYPED',
                               cast(:at as timestamptz) + n * interval '1 second'
                          from generate_series(0, :rows - 1) n,
                               lateral (select md5(:region || ':' || (n % :persons))::uuid as id) each
                        """)
                .param("region", region)
                .param("kind", kind)
                .param("rows", rows)
                .param("persons", persons)
                .param("at", at.toString())
                .update();
        assertThat(stored).isEqualTo(rows);
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
