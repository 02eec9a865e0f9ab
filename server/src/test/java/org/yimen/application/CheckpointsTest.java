package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Application.Acceptance;
import org.yimen.application.Application.Event;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.testing.HallTest;
import org.yimen.testing.Law;

@HallTest
class CheckpointsTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

    @Autowired
    private City city;

    @Autowired
    private Drafts drafts;

    @Test
    @Law(value = "行政许可法 第三十二条第一款第四项", rule = "Checkpoints: what silence has accepted needs no ticks")
    void whatSilenceHasAcceptedIsAcceptedWhateverWasTicked() {
        Dossier dossier = city.complete(city.somebody(), "public-place-hygiene");
        var item = drafts.item(dossier);

        assertThatNoException().isThrownBy(() -> Checkpoints.demand(item, dossier, List.of(), accepted(true)));
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> Checkpoints.demand(item, dossier, List.of(), accepted(false)))
                .returns("application.checkpoints.open", CaseRuleBroken::code);
    }

    @Test
    void nobodyOutsideCanVouchForEverythingAtOnce() {
        Dossier dossier = city.complete(city.somebody(), "public-place-hygiene");

        assertThat(Checkpoints.known(drafts.item(dossier), Checkpoints.ALL)).isEmpty();
        assertThat(Checkpoints.known(drafts.item(dossier), List.of("floor-plan.1", "floor-plan.9", "floor-plan.1")))
                .containsExactly("floor-plan.1");
    }

    private static List<Event> accepted(boolean deemed) {
        return List.of(new Event.Accepted(new Acceptance(MONDAY, Instant.EPOCH, deemed, false, null), null, null));
    }
}
