package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Drafts.Gap;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.testing.HallTest;
import org.yimen.testing.TestTime;

/** 材料有效期: what ran out is pointed out before it is handed in, shown to whoever accepts, and not used again. */
@HallTest
class ValidityTest {

    private static final String TEACHER = "teacher-qualification";
    private static final String HEALTH = "health";
    private static final LocalDate LAST = LocalDate.of(2026, 12, 1);

    @Autowired
    private City city;

    @Autowired
    private Drafts drafts;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private TestTime time;

    @Test
    void aPaperThatRanOutIsPointedOutBesideItsDayBeforeItIsHandedIn() {
        Dossier good = city.complete(city.somebody(), TEACHER);
        assertThat(drafts.gaps(good)).isEmpty();

        Dossier old = dated(good, "2026-05-17");

        Material health = health(drafts.item(good));
        assertThat(drafts.outdated(old)).singleElement().satisfies(finding -> {
            assertThat(finding.key()).isEqualTo("application.validity.expired");
            assertThat(finding.question()).isEqualTo("health-on");
            assertThat(finding.arguments()).isEqualTo(List.of(health.name(), LocalDate.of(2026, 11, 17)));
        });
        assertThat(drafts.gaps(old)).hasOnlyElementsOfType(Gap.Answer.class).hasSize(1);
        assertThat(drafts.gaps(dated(old, "2026-05-18"))).as("its last day").isEmpty();
        assertThat(drafts.gaps(dated(old, "2026-11-19"))).as("tomorrow").hasSize(1);
    }

    @Test
    void whoAcceptsSeesAtTheCheckpointUntilWhenThePaperIsGood() {
        Dossier draft = city.complete(city.somebody(), TEACHER);
        ItemVersion item = drafts.item(draft);

        assertThat(health(Checkpoints.of(item, draft, LAST))).satisfies(point -> {
            assertThat(point.until()).isEqualTo(LAST);
            assertThat(point.expired()).isFalse();
        });
        assertThat(health(Checkpoints.of(item, draft, LAST.plusDays(1))).expired())
                .isTrue();
    }

    @Test
    void whatIsHeldIsUsedAgainUntilItsLastDayAndNotADayLonger() {
        Applicant teacher = city.somebody();
        Dossier first = city.complete(teacher, TEACHER);
        desk.submit(first, Actor.applicant(teacher.holder(), teacher.person()), "web", City.key());
        Dossier again = drafts.create(teacher, TEACHER);
        Material health = health(drafts.item(again));
        var held = drafts.held(again, health).getFirst();
        assertThat(held.until()).isEqualTo(LAST);

        time.advance(Duration.ofDays(14));

        assertThat(drafts.held(again, health)).isEmpty();
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> drafts.takeOver(
                        again, health, held.dossier(), held.file().id()))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("application.reuse.not-offered"));
    }

    @Test
    void aDraftsPaperThatRanOutIsOfferedToNoOtherDraft() {
        Applicant teacher = city.somebody();
        Dossier first = city.complete(teacher, TEACHER);
        Dossier other = drafts.create(teacher, TEACHER);
        Material health = health(drafts.item(other));
        assertThat(drafts.held(other, health)).hasSize(1);

        dated(first, "2026-05-17");

        assertThat(drafts.held(other, health)).isEmpty();
    }

    private Dossier dated(Dossier draft, String day) {
        var question = drafts.item(draft).form().question("health-on").orElseThrow();
        return drafts.answer(draft, question, List.of(day));
    }

    private static Material health(ItemVersion item) {
        return item.materials().stream()
                .filter(material -> material.code().equals(HEALTH))
                .findFirst()
                .orElseThrow();
    }

    private static Checkpoints.Point health(List<Checkpoints.Point> points) {
        return points.stream()
                .filter(point -> point.material().code().equals(HEALTH))
                .findFirst()
                .orElseThrow();
    }
}
