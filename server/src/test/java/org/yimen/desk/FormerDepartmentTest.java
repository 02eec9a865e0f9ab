package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.City;
import org.yimen.casework.CaseId;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.Guide;
import org.yimen.catalogue.ItemVersion;
import org.yimen.testing.HallTest;
import org.yimen.testing.Law;
import org.yimen.testing.Proves;

/** 原职能部门: whose power an item was before is said in its guide, and is asked first. */
@HallTest
class FormerDepartmentTest {

    private static final String ROAD = "road-excavation";

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private Catalogue catalogue;

    @Test
    @Proves({"M-APR-14", "M-APR-15"})
    void whoseItWasIsAskedFirstAndWhatItAnsweredIsCounted() throws Exception {
        CaseId id = city.accepted(ROAD).id();
        String page = pages.at("zj.examiner1")
                .open("/desk/procedures/" + id.value() + "/questions")
                .body();

        assertThat(page).contains("划转。已向它征询");
        assertThat(page.indexOf("value=\"ZR\""))
                .isPositive()
                .isLessThan(page.indexOf("value=\"SJ\""))
                .isLessThan(page.indexOf("value=\"FG\""));
        CaseId other = city.accepted("public-place-hygiene").id();
        assertThat(pages.at("wjw.examiner1")
                        .open("/desk/procedures/" + other.value() + "/questions")
                        .body())
                .doesNotContain("划转。已向它征询");
    }

    @Test
    @Law(value = "行政许可法 第二十五条", rule = "Guide: the transfer of a power is published with its approval")
    void theGuideSaysWhoseItWasAndByWhichApproval() {
        ItemVersion item = catalogue.current(ROAD).orElseThrow();

        assertThat(Guide.of(item, catalogue.setting(), Locale.CHINESE).sections())
                .flatExtracting(section -> section.entries())
                .extracting(entry -> entry.label() + entry.text())
                .anyMatch(said -> said.contains("原实施部门") && said.contains("自然资源和规划局") && said.contains("机构改革方案"));
    }
}
