package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.City;
import org.yimen.audit.AuditLog;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.desk.Clerk.Answer;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

@HallTest
class CataloguePagesTest {

    private static final String FOOD = "food-business";
    private static final String DRAFT = "/desk/catalogue/food-business/2";

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private Catalogue catalogue;

    @Autowired
    private AuditLog audit;

    @Autowired
    private TestTime time;

    /** One test, because what is published once stays so for all tests. */
    @Test
    @Proves("M-CAT-01")
    void aDraftIsCheckedComparedAndPublishedByTheManagerAlone() throws Exception {
        Clerk editor = pages.at("wjw.editor");
        Clerk manager = pages.at("zx.catalogue");
        var before = city.submitted(FOOD);
        assertThat(catalogue.current(FOOD)).map(ItemVersion::number).hasValue(1);

        assertThat(editor.open("/desk/catalogue").body()).contains(DRAFT);
        assertThat(editor.open(DRAFT).body())
                .contains("承诺时限", "10 个工作日", "7 个工作日", "环节：审查", "5 个工作日", "事项管理员公布")
                .doesNotContain("/publish");
        assertThat(editor.send(DRAFT + "/publish").status()).isEqualTo(403);
        assertThat(pages.at("zx.director").send(DRAFT + "/publish").status()).isEqualTo(403);
        assertThat(catalogue.current(FOOD)).map(ItemVersion::number).hasValue(1);

        Answer published = manager.send(DRAFT + "/publish");
        Answer again = manager.send(DRAFT + "/publish");
        time.advance(Duration.ofSeconds(6));

        assertThat(published.status()).isEqualTo(303);
        assertThat(again.location()).isEqualTo(published.location());
        assertThat(manager.open(published.location()).body())
                .contains("公众现在看到新版本")
                .doesNotContain("/publish\"");
        assertThat(catalogue.current(FOOD)).map(ItemVersion::number).hasValue(2);
        assertThat(city.submitted(FOOD).subject().version()).isEqualTo(2);
        assertThat(before.subject().version()).isEqualTo(1);
        assertThat(catalogue.version(FOOD, 1)).isPresent();
        assertThat(audit.recent(DeskPages.CITY, List.of("catalogue.published"), null, AuditLog.MOST))
                .filteredOn(entry -> entry.subject().equals(FOOD + "/2"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.detail().get("before")).startsWith("1：").contains("承诺时限 10 个工作日");
                    assertThat(entry.detail().get("after")).startsWith("2：").contains("承诺时限 7 个工作日");
                });
    }

    @Test
    void aVersionThatIsNotThereIsNotFound() throws Exception {
        assertThat(pages.at("zx.catalogue")
                        .open("/desk/catalogue/food-business/99")
                        .status())
                .isEqualTo(404);
        assertThat(pages.at("zx.catalogue")
                        .send("/desk/catalogue/food-business/99/publish")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theCatalogueIsNoBusinessOfTheWindow() throws Exception {
        assertThat(pages.at("zx.window1").open("/desk/catalogue").status()).isEqualTo(403);
    }

    @Test
    void englishReadersSeeTheSamePages() throws Exception {
        assertThat(pages.at("zx.catalogue").open("/desk/catalogue?lang=en").body())
                .contains("Catalogue", "Published");
        assertThat(pages.at("zx.catalogue")
                        .open("/desk/catalogue/teacher-qualification/1?lang=en")
                        .body())
                .contains("new item", "Check before publishing");
    }
}
