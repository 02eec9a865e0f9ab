package org.yimen.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Applicant;
import org.yimen.application.Application.Command;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.casework.CaseId;
import org.yimen.document.PaperKind;
import org.yimen.document.SealedPapers;
import org.yimen.licence.LicenceDesk;
import org.yimen.licence.Standing;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.testing.Faults;
import org.yimen.testing.Faults.Block;
import org.yimen.testing.HallTest;
import org.yimen.testing.TestTime;

/**
 * While a licence is suspended, by the proposal of one and the decision of another, every call fails once: the holder is told
 * once, heard, and licence, record and papers change together.
 */
@HallTest
class FailTheNthMeasureTest {

    private static final String CITY = "629901";
    private static final String HYGIENE = "public-place-hygiene";

    @Autowired
    private Measures measures;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private LicenceDesk licences;

    @Autowired
    private SealedPapers papers;

    @Autowired
    private PushedNow pushed;

    @Autowired
    private Directory directory;

    @Autowired
    private City city;

    @Autowired
    private Faults faults;

    @Autowired
    private TestTime time;

    private int lives;

    /** One suspension of the same licence after the other, each lifted before the next. */
    private final class Life implements Faults.Life {
        private final CaseId id;
        private final UUID holder;
        private final UUID licence;
        private final Officer examiner = officer("WJW/examiner");
        private final Officer head = officer("WJW/head");
        private @Nullable UUID measure;

        private Life(CaseId id, UUID holder, UUID licence) {
            this.id = id;
            this.holder = holder;
            this.licence = licence;
            lives++;
        }

        @Override
        public List<Block> steps() {
            return List.of(this::propose, this::answer, this::decide, this::lift);
        }

        private void propose() {
            measure = measures.notice(
                    CITY,
                    id.value(),
                    licence,
                    examiner,
                    new Measures.Proposal(Measure.Kind.SUSPENSION, "卫生不合格", "公共场所卫生管理条例第十四条", null));
        }

        private void answer() {
            measures.answer(CITY, measure(), holder, "没有意见", false, true);
        }

        private void decide() {
            measures.decide(CITY, measure(), head, true, "事实清楚");
            assertThat(standing()).isInstanceOf(Standing.Suspended.class);
        }

        private void lift() {
            measures.lift(CITY, measure(), head);
        }

        private UUID measure() {
            if (measure == null) {
                throw new IllegalStateException("not proposed");
            }
            return measure;
        }

        private Standing standing() {
            LocalDate today = CityTime.day(time.instant());
            return licences.find(CITY, licence).orElseThrow().standingOn(today);
        }

        @Override
        public void check() {
            assertThat(measures.ofCase(CITY, id.value()))
                    .hasSize(lives)
                    .allMatch(each -> each.state().equals("lifted"));
            assertThat(standing()).isInstanceOf(Standing.InForce.class);
            for (PaperKind kind : List.of(PaperKind.MEASURE_NOTICE, PaperKind.MEASURE)) {
                assertThat(papers.ofCase(CITY, id.value()))
                        .as(kind.name())
                        .filteredOn(paper -> paper.kind() == kind)
                        .hasSize(lives);
            }
        }

        private Officer officer(String post) {
            return directory.officer(city.at(post).id(), time.instant());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whicheverCallFailsLicenceRecordAndPapersChangeTogether(Faults.Kind kind) throws Exception {
        Applicant holder = city.somebody();
        CaseId id = city.submitted(holder, HYGIENE).id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        city.review(id);
        desk.write(id, city.at("WJW/chief"), City.key(), null, Command.Grant::new);
        desk.issue(id, city.at("WJW/chief"), City.key(), null);
        pushed.until(id);
        UUID licence = licences.ofCase(CITY, id.value()).getFirst().id();
        lives = 0;

        assertThat(faults.throughout(kind, () -> new Life(id, holder.holder(), licence)))
                .isGreaterThan(8);
    }
}
