package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.City;
import org.yimen.testing.HallTest;
import org.yimen.testing.Statements;

/** What the pages that clerks open all day ask of the database. */
@HallTest
class CasePageCostTest {

    @Autowired
    private City city;

    @Autowired
    private DeskPages pages;

    @Autowired
    private Statements statements;

    /** Each by its key, whatever there is: everything about a case stands on one screen. */
    @Test
    void theCasePageAsksTheDatabaseAtMostSoManyTimes() throws Exception {
        String path =
                "/desk/cases/" + city.submitted("public-place-hygiene").id().value();
        Clerk window = pages.at("wjw.window");
        var _ = window.open(path);

        var count = statements.calling(() -> window.open(path)).count();

        assertThat(count.statements()).hasSizeLessThanOrEqualTo(38);
    }
}
