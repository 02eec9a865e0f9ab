package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;

/** The figure of materials that nobody had to bring counts what its formula says, and nothing that came all the same. */
@HallTest
class SparedTest {

    @Autowired
    City city;

    @Autowired
    Drafts drafts;

    @Test
    @Proves("M-INT-13")
    @DisplayName("由表单生成、共享取得或者承诺代替、不用群众交的材料份数")
    void whatTheFormMakesAndTheOfficeFetchesIsSpared() {
        // The form makes one; the card, the household register and the assessment are fetched; the photograph is
        // brought.
        Dossier draft = city.complete(city.somebody(), "disability-certificate");

        assertThat(spared(draft)).isEqualTo(4);

        Dossier himself = drafts.bring(draft, Set.of("identity-card", "household-register"));
        assertThat(spared(himself))
                .as("what he would rather bring spared him nothing")
                .isEqualTo(2);
    }

    @Test
    @Proves("M-INT-13")
    void whatACommitmentReplacesIsSparedToo() {
        Dossier draft = city.complete(city.somebody(), "public-place-hygiene");
        int without = spared(draft);

        Dossier signed = drafts.commit(draft, true);

        assertThat(without).isPositive();
        assertThat(spared(signed)).as("the report of the laboratory").isEqualTo(without + 1);
    }

    private int spared(Dossier draft) {
        return CaseFigures.spared(draft, drafts.item(draft));
    }
}
