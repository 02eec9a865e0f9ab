package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Application.Command.Accept;
import org.yimen.application.Application.Command.Grant;
import org.yimen.application.Application.Command.NoticeDefects;
import org.yimen.application.Application.Defect;
import org.yimen.application.Application.State;
import org.yimen.application.Dossier.Filed;
import org.yimen.application.Holdings.Grade;
import org.yimen.application.Holdings.Held;
import org.yimen.application.Waivers.Entered;
import org.yimen.application.Waivers.Source;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.form.Question;
import org.yimen.platform.CityTime;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;

/** What was given once is offered again with its grade, used by reference, and counted. */
@HallTest
class HoldingsTest {

    private static final String REGION = "629901";
    private static final String ITEM = "public-place-hygiene";
    private static final String OTHER = "food-business";
    private static final String PLAN = "floor-plan";
    private static final byte[] PAPER = Samples.pdf("/X(plan)");

    @Autowired
    private City city;

    @Autowired
    private Drafts drafts;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private Holdings holdings;

    @Autowired
    private Waivers waivers;

    @Autowired
    private Saved saved;

    @Autowired
    private InstantSource time;

    @Test
    @Proves({"M-DAT-05", "M-INT-14"})
    void whatWasGivenBeforeIsOfferedWithItsGradeAndTakenOverByReference() {
        Applicant holder = city.somebody();
        CaseFile<State> first = submitted(holder);
        Dossier second = drafts.create(holder, ITEM);
        assertThat(grades(second)).containsExactly(Grade.D);

        desk.write(first.id(), city.at("ZX/window"), City.key(), null, Accept::new);
        assertThat(grades(second)).containsExactly(Grade.C);

        Filed given = desk.dossier(first.id()).files(PLAN).getFirst();
        LocalDate until = CityTime.day(time.instant()).plusMonths(3);
        holdings.compare(first.id(), given.id(), city.at("ZX/window"), until);
        holdings.compare(first.id(), given.id(), city.at("ZX/window"), until.plusYears(1));
        Held held = drafts.held(second, material(second)).getFirst();
        assertThat(held.grade()).isEqualTo(Grade.B);
        assertThat(held.until()).isEqualTo(until);

        Dossier taken = drafts.takeOver(
                second, material(second), held.dossier(), held.file().id());
        Dossier twice = drafts.takeOver(
                second, material(second), held.dossier(), held.file().id());

        assertThat(twice.files(PLAN))
                .isEqualTo(taken.files(PLAN))
                .singleElement()
                .satisfies(file -> {
                    assertThat(file.blob()).isEqualTo(given.blob());
                    assertThat(file.origin()).isNotNull().returns(Grade.B, each -> each.grade());
                });
        assertThat(drafts.held(taken, material(taken))).isEmpty();
    }

    @Test
    @Proves("M-INT-14")
    void onePaperServesTwoDraftsOfOneHolder() {
        Applicant holder = city.somebody();
        Dossier one = drafts.attach(drafts.create(holder, ITEM), PLAN, "平面图.pdf", PAPER);
        Dossier other = drafts.create(holder, OTHER);

        Held held = drafts.held(other, material(other)).getFirst();
        Dossier taken = drafts.takeOver(
                other, material(other), held.dossier(), held.file().id());

        assertThat(held.submitted()).isFalse();
        assertThat(taken.files(PLAN).getFirst().blob())
                .isEqualTo(one.files(PLAN).getFirst().blob());
    }

    @Test
    void nobodySeesWhatAnotherOneHolds() {
        CaseFile<State> first = submitted(city.somebody());
        Filed given = desk.dossier(first.id()).files(PLAN).getFirst();
        Dossier stranger = drafts.create(city.somebody(), ITEM);

        assertThat(drafts.held(stranger, material(stranger))).isEmpty();
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() ->
                        drafts.takeOver(stranger, material(stranger), first.id().value(), given.id()))
                .returns("application.reuse.not-offered", CaseRuleBroken::code);
    }

    @Test
    @Proves("M-DAT-05")
    void askingAgainForWhatIsHeldIsFlaggedAndCountedOnceAndWhatWasFaultyIsNotOffered() {
        Applicant holder = city.somebody();
        var before = saved.totals(
                REGION, time.instant().minusSeconds(60), time.instant().plusSeconds(60));
        CaseFile<State> first = submitted(holder);
        CaseFile<State> second = submitted(holder, Samples.pdf("/X(another)"));
        String key = City.key();

        for (int twice = 0; twice < 2; twice++) {
            desk.write(
                    second.id(),
                    city.at("ZX/window"),
                    key,
                    null,
                    paper -> new NoticeDefects(List.of(new Defect(PLAN, "不清楚")), paper));
        }

        assertThat(holdings.askedAgain(second.id())).containsExactly(PLAN);
        assertThat(saved.totals(
                                REGION,
                                time.instant().minusSeconds(60),
                                time.instant().plusSeconds(60))
                        .askedAgain())
                .isGreaterThanOrEqualTo(before.askedAgain() + 1);
        Dossier third = drafts.create(holder, ITEM);
        assertThat(drafts.held(third, material(third)))
                .extracting(Held::dossier)
                .containsExactly(first.id().value());
    }

    @Test
    @Proves({"M-INT-13", "M-DAT-11"})
    void whatIsHeldOrSharedIsWaivedWithConsentAndCountedPerCase() {
        Applicant holder = city.somebody();
        Dossier draft = drafts.bring(complete(holder, PAPER), Set.of("staff-health"));
        assertThat(Drafts.uploads(drafts.item(draft), draft))
                .extracting(Material::code)
                .contains("staff-health");
        draft = drafts.bring(draft, Set.of());

        CaseFile<State> file = desk.submit(draft, actor(holder), "web", City.key());

        assertThat(waivers.ofCase(REGION, file.id().value()))
                .containsExactly(
                        new Entered("business-licence", Source.OFFICE, null),
                        new Entered("representative-identity", Source.REGISTER, null),
                        new Entered("staff-health", Source.OFFICE, null));
        assertThat(saved.ofCase(REGION, file.id().value())).hasValueSatisfying(each -> {
            assertThat(each.waived()).isEqualTo(3);
            assertThat(each.dataCalls()).isEqualTo(1);
            assertThat(each.trips()).isEqualTo(1);
            assertThat(each.uploaded())
                    .isEqualTo(desk.dossier(file.id()).content().files().size());
            assertThat(each.uploadsAvoided()).isEqualTo(3);
            assertThat(each.prefilled()).isPositive().isLessThanOrEqualTo(each.asked());
        });
    }

    @Test
    @Proves("M-INT-13")
    void aLicenceThatIsHeldHereStandsForThePaper() {
        Applicant holder = city.somebody();
        granted(holder, "sole-trader-registration");

        Dossier next = drafts.create(holder, ITEM);

        assertThat(drafts.waived(next))
                .filteredOn(each -> each.material().code().equals("business-licence"))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.source()).isEqualTo(Source.LICENCE);
                    assertThat(each.licence()).isNotNull();
                });
    }

    @Test
    @Proves("M-CHN-17")
    void formsAreFilledInFromIdentityLicencesAndEarlierCasesAndTheShareIsCounted() {
        Applicant holder = city.somebody();
        granted(holder, OTHER);
        desk.submit(city.complete(holder, ITEM), actor(holder), "web", City.key());

        Dossier draft = drafts.create(holder, "tobacco-retail");
        Dossier again = drafts.create(holder, ITEM);

        Dossier allowance = drafts.create(holder, "minimum-living-allowance");
        assertThat(source(allowance, "applicant-name")).isEqualTo(Known.Source.REAL_NAME);
        assertThat(source(allowance, "phone")).isEqualTo(Known.Source.PROFILE);
        assertThat(source(draft, "shop-address")).isEqualTo(Known.Source.LICENCE);
        assertThat(source(again, "place-address")).isEqualTo(Known.Source.EARLIER);
        Question shop = drafts.item(again).form().question("place-address").orElseThrow();
        Dossier corrected = drafts.answer(again, shop, List.of("安澜大道 9 号"));
        assertThat(Beginnings.filled(again, drafts.item(again)).kept())
                .isEqualTo(Beginnings.filled(corrected, drafts.item(again)).kept() + 1);

        Instant from = time.instant().minusSeconds(60);
        Instant until = time.instant().plusSeconds(60);
        long before = saved.bySource(REGION, from, until).getOrDefault(Known.Source.EARLIER, 0L);
        var file = desk.submit(city.complete(holder, ITEM), actor(holder), "web", City.key());

        assertThat(saved.bySource(REGION, from, until).getOrDefault(Known.Source.EARLIER, 0L))
                .isGreaterThan(before);
        assertThat(saved.ofCase(REGION, file.id().value()).orElseThrow())
                .satisfies(each -> assertThat(each.prefilled()).isBetween(3, each.asked()));
    }

    private static Known.Source source(Dossier draft, String question) {
        return Optional.ofNullable(draft.content().known().get(question))
                .orElseThrow(() -> new AssertionError("nothing is known of " + question))
                .source();
    }

    private void granted(Applicant holder, String item) {
        var granted = desk.submit(city.complete(holder, item), actor(holder), "web", City.key());
        desk.write(granted.id(), city.at("ZX/window"), City.key(), null, Accept::new);
        city.review(granted.id());
        Actor chief = city.at(desk.item(granted).department() + "/chief");
        desk.write(granted.id(), chief, City.key(), null, Grant::new);
        desk.issue(granted.id(), chief, City.key(), null);
    }

    private List<Grade> grades(Dossier draft) {
        return drafts.held(draft, material(draft)).stream().map(Held::grade).toList();
    }

    private Material material(Dossier draft) {
        return drafts.item(draft).materials().stream()
                .filter(each -> each.code().equals(PLAN))
                .findFirst()
                .orElseThrow();
    }

    private CaseFile<State> submitted(Applicant holder) {
        return submitted(holder, PAPER);
    }

    private CaseFile<State> submitted(Applicant holder, byte[] paper) {
        return desk.submit(
                complete(holder, paper), actor(holder), "web", UUID.randomUUID().toString());
    }

    private Dossier complete(Applicant holder, byte[] paper) {
        Dossier draft = city.complete(holder, ITEM);
        for (Filed file : draft.files(PLAN)) {
            draft = drafts.detach(draft, file.id());
        }
        return drafts.attach(draft, PLAN, "平面图.pdf", paper);
    }

    private static Actor actor(Applicant holder) {
        return Actor.applicant(holder.holder(), holder.person());
    }
}
