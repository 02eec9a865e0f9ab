package org.yimen.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.catalogue.ItemVersions.Row;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.StartRefused;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** Every test has a region of its own, because a published version stays for ever. */
@HallTest
class CatalogueTest {

    private static final String FOOD = "food-business";

    @Autowired
    private Catalogue catalogue;

    @Autowired
    private ItemVersions versions;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestTime time;

    @Autowired
    private Directory directory;

    private Catalogue started(String region, Library library) {
        return new Catalogue(library, versions, time, events, _ -> List.of(), region);
    }

    private void publish(Catalogue where, String region, String code, int number) {
        new TransactionTemplate(transactions)
                .executeWithoutResult(_ -> where.publish(region, code, number, "ZX/catalogue"));
    }

    private static Library library(String second) {
        var files = Sheets.files("food-business/v1.yaml", Sheets.yaml(FOOD));
        files.put("food-business/v2.yaml", second);
        return Library.of(files);
    }

    @Test
    @Proves("M-CAT-01")
    void thePublicSeesOnlyWhatIsPublished() {
        assertThat(catalogue.published())
                .hasSize(36)
                .isSortedAccordingTo((a, b) -> a.code().compareTo(b.code()));
        assertThat(catalogue.current("public-place-hygiene")).isPresent();
        assertThat(catalogue.current("no-such-item")).isEmpty();
        assertThat(catalogue.setting().office("WJW")).isPresent();
    }

    @Test
    @Proves("M-CAT-01")
    void publishingADraftReplacesWhatThePublicSees() {
        var here = started("990001", Sheets.BUNDLED);
        assertThat(here.current(FOOD))
                .hasValueSatisfying(before -> assertThat(before.number()).isEqualTo(1));
        assertThat(here.drafts()).extracting(ItemVersion::number).containsExactly(2);

        publish(here, "990001", FOOD, 2);
        time.advance(Duration.ofSeconds(6));

        assertThat(here.current(FOOD))
                .hasValueSatisfying(after -> assertThat(after.number()).isEqualTo(2));
        assertThat(here.drafts()).isEmpty();
        assertThat(here.version(FOOD, 1))
                .as("cases keep the version they were accepted under")
                .isPresent();
    }

    @Test
    void anotherNodeSeesThePublicationWithinSeconds() {
        var here = started("990002", Sheets.BUNDLED);
        var there = started("990002", Sheets.BUNDLED);

        publish(here, "990002", FOOD, 2);

        assertThat(there.isPublished(FOOD, 2)).isFalse();
        time.advance(Duration.ofSeconds(6));
        assertThat(there.isPublished(FOOD, 2)).isTrue();
    }

    @Test
    void aVersionIsCurrentFromItsDay() {
        var library = library(Sheets.resource("food-business/v2.yaml")
                .replace("status: draft", "status: published")
                .replace("effectiveOn: 2026-11-01\n", "effectiveOn: 2026-11-19\n"));
        var here = started("990003", library);
        assertThat(LocalDate.ofInstant(time.instant(), java.time.ZoneId.of("Asia/Shanghai")))
                .isEqualTo(LocalDate.of(2026, 11, 18));

        var before = here.current(FOOD).orElseThrow().number();
        time.advance(Duration.ofDays(1));

        assertThat(before).isEqualTo(1);
        assertThat(here.current(FOOD).orElseThrow().number()).isEqualTo(2);
    }

    @Test
    @Proves({"M-CAT-14", "M-TIM-01"})
    void aDraftThatBreaksARuleIsRefusedWithItsFindings() {
        var here = started(
                "990004",
                library(Sheets.resource("food-business/v2.yaml")
                        .replace("promised: 7 working days", "promised: 25 working days")));

        assertThat(here.findings(FOOD, 2)).isNotEmpty();
        assertThatExceptionOfType(PublishRefused.class)
                .isThrownBy(() -> publish(here, "990004", FOOD, 2))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo("catalogue.publish.refused");
                    assertThat(Sheets.keys(refused.findings())).containsExactly("promise-too-long");
                });
        assertThat(here.isPublished(FOOD, 2)).isFalse();
    }

    @Test
    void anItemThatTwoDecideStaysADraftWhileOneOnlyMayDecideIt() {
        var library = library(Sheets.resource("food-business/v2.yaml") + "\noversight:\n  secondDecider: true\n");
        var deciders = new Deciders(directory, () -> time.instant());
        var here = new Catalogue(library, versions, time, events, deciders::enough, "990009");
        ItemVersion draft = here.version(FOOD, 2).orElseThrow();
        assertThat(draft.oversight().secondDecider()).isTrue();
        assertThat(deciders.of(draft)).extracting(Officer::name).hasSizeGreaterThanOrEqualTo(2);
        assertThat(here.findings(FOOD, 2)).isEmpty();

        // Years on nobody's letter is valid any more.
        time.advance(Duration.ofDays(3650));

        assertThat(deciders.of(draft)).isEmpty();
        assertThat(Sheets.keys(here.findings(FOOD, 2))).contains("two-deciders");
        assertThatExceptionOfType(PublishRefused.class)
                .isThrownBy(() -> publish(here, "990009", FOOD, 2))
                .satisfies(
                        refused -> assertThat(Sheets.keys(refused.findings())).containsExactly("two-deciders"));
    }

    @Test
    void whatIsPublishedIsNoDraftAnyMore() {
        var here = started("990005", Sheets.BUNDLED);

        assertThatExceptionOfType(PublishRefused.class)
                .isThrownBy(() -> publish(here, "990005", FOOD, 1))
                .returns("catalogue.publish.not-draft", PublishRefused::code);
    }

    @Test
    void aFileThatChangesAfterPublicationStopsTheStart() {
        started("990006", Sheets.BUNDLED);
        var files = Sheets.files(
                "food-business/v1.yaml", Sheets.yaml(FOOD).replace("不收费。 | Free of charge.", "免费。 | Free of charge."));

        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> started("990006", Library.of(files)))
                .withMessageContaining("items/food-business/v1.yaml:1: Changed after it was published");
    }

    @Test
    void aDraftMayChangeFromBuildToBuild() {
        started("990007", Sheets.BUNDLED);

        var next = started(
                "990007",
                library(Sheets.resource("food-business/v2.yaml")
                        .replace("我们", "本局")
                        .replace("奶茶店", "茶饮店")));

        assertThat(next.version(FOOD, 2).orElseThrow().summary().zh()).contains("茶饮店");
    }

    @Test
    void aPublishedVersionOutlivesItsFile() {
        started("990008", Sheets.BUNDLED);

        var later = started("990008", Library.of(Sheets.files("food-business/v1.yaml", Sheets.yaml(FOOD))));

        assertThat(later.version("public-place-hygiene", 1)).contains(Sheets.version("public-place-hygiene"));
    }

    @Test
    void theDatabaseItselfRefusesToChangeWhatIsPublished() {
        started("990009", Sheets.BUNDLED);

        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> jdbc.sql("""
                                update catalogue.item_version
                                   set content = 'other'
                                 where region_code = '990009' and code = 'food-business' and number = 1
                                """).update())
                .withMessageContaining("is published and cannot change");
    }

    @Test
    void ofTwoWhoPublishAtOnceOneLoses() {
        started("990010", Sheets.BUNDLED);
        Row draft = versions.all("990010").stream()
                .filter(row -> !row.isPublished())
                .findFirst()
                .orElseThrow();

        var results = new ArrayList<Boolean>();
        results.add(versions.publish("990010", draft, time.instant(), "甲"));
        results.add(versions.publish("990010", draft, time.instant(), "乙"));

        assertThat(results).containsExactly(true, false);
    }
}
