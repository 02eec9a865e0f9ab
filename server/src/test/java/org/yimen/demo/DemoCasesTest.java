package org.yimen.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Audience;
import org.yimen.testing.HallTest;

/** The demo's cases: none of them goes wrong, so that a start says nothing of errors. */
@HallTest
class DemoCasesTest {

    @Autowired
    private DemoCases demo;

    @Autowired
    private Catalogue catalogue;

    @Test
    void whoLiesInTheDemoAppliesForNothingThatOnlyFirmsApplyFor() {
        List<ItemVersion> ofFirms = catalogue.published().stream()
                .filter(item -> item.business() == null)
                .filter(item -> item.audiences().equals(java.util.Set.of(Audience.ENTITY)))
                .toList();

        assertThat(ofFirms).extracting(ItemVersion::code).contains("industrial-project-filing", "construction-permit");
        for (ItemVersion item : ofFirms) {
            assertThatNoException()
                    .as(item.code())
                    .isThrownBy(() -> demo.live(item, DemoCases.LIES * DemoCases.PER_FATE));
        }
    }
}
