package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.State;
import org.yimen.casework.CaseId;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Business;
import org.yimen.document.Fact;
import org.yimen.identifier.CitizenId;
import org.yimen.identifier.CreditCode;
import org.yimen.licence.Ending;
import org.yimen.licence.Holder;
import org.yimen.licence.Issuer;
import org.yimen.licence.Licence;
import org.yimen.licence.LicenceDesk;
import org.yimen.licence.LicenceDraft;
import org.yimen.licence.LicenceType;
import org.yimen.licence.Standing;
import org.yimen.licence.Term;
import org.yimen.organisation.Department;
import org.yimen.organisation.Directory;
import org.yimen.platform.CityTime;
import org.yimen.testing.HallTest;
import org.yimen.testing.Law;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** 变更、延续、补证、注销 of every kind of licence that has them: each a case of its own, with one effect on the old licence. */
@HallTest
class FollowingItemsTest {

    private static final String REGION = "629901";

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private Catalogue catalogue;

    @Autowired
    private LicenceDesk licences;

    @Autowired
    private Concerns concerns;

    @Autowired
    private Directory directory;

    @Autowired
    private Soundness soundness;

    @Autowired
    private TestTime time;

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "public-place-hygiene, public-place-hygiene-change",
        "public-place-hygiene, public-place-hygiene-renewal",
        "public-place-hygiene, public-place-hygiene-reissue",
        "public-place-hygiene, public-place-hygiene-cancellation",
        "special-equipment-registration, special-equipment-change",
        "special-equipment-registration, special-equipment-cancellation",
        "teacher-qualification, teacher-qualification-reissue",
        "tobacco-retail, tobacco-retail-change",
        "tobacco-retail, tobacco-retail-renewal"
    })
    @Proves("M-CAT-01")
    @Law(value = "行政许可法 第四十九条、第五十条、第七十条", rule = "ApplicationDesk: a licence is replaced or ended, and never rewritten")
    void whatFollowsALicenceReplacesOrEndsItAndKeepsItsWords(String granting, String following) {
        Applicant holder = city.somebody();
        Licence old = licence(holder, version(granting));
        ItemVersion item = version(following);
        Business business = Objects.requireNonNull(item.business());

        CaseId id = issued(holder, item);

        List<Licence> made = licences.ofCase(REGION, id.value());
        assertThat(desk.find(id).state()).isInstanceOf(State.Issued.class);
        if (business.kind() == Business.Kind.CANCELLATION) {
            assertThat(made).isEmpty();
            assertThat(ending(old)).isEqualTo(Ending.CANCELLED);
        } else {
            assertThat(ending(old)).isEqualTo(Ending.REPLACED);
            Licence now = made.getFirst();
            assertThat(now.itemCode()).as("the same family").isEqualTo(granting);
            assertThat(now.facts())
                    .extracting(Fact::label)
                    .containsAll(old.facts().stream().map(Fact::label).toList());
            LocalDate end = old.term().until();
            Integer months = item.result().validMonths();
            assertThat(now.term().until())
                    .isEqualTo(
                            business.kind() == Business.Kind.RENEWAL && end != null && months != null
                                    ? end.plusMonths(months)
                                    : end);
        }
        assertThat(soundness.flaws(id)).isEmpty();
    }

    @Test
    void whoHoldsALicenceIsOfferedWhatFollowsItByItsKind() {
        Licence licence = licence(city.somebody(), version("public-place-hygiene"));

        assertThat(concerns.open(licence))
                .extracting(ItemVersion::code)
                .contains(
                        "public-place-hygiene-change",
                        "public-place-hygiene-reissue",
                        "public-place-hygiene-cancellation")
                .noneMatch(code -> code.startsWith("food-business"));
    }

    private ItemVersion version(String code) {
        return catalogue.current(code).orElseThrow();
    }

    /**
     * As if its own case had issued it with the words of its form: a certificate is sealed in a granted case alone. It ends in
     * forty days, or never where its item sets no term.
     */
    private Licence licence(Applicant holder, ItemVersion item) {
        LocalDate today = CityTime.day(time.instant());
        Department department = directory.department(REGION, item.department());
        CreditCode office = CreditCode.of(department.creditCode());
        String serial = "T%08d".formatted(ThreadLocalRandom.current().nextInt(100_000_000));
        return licences.issue(
                new LicenceDraft(
                        REGION,
                        new LicenceType(
                                item.result().name().zh(),
                                office,
                                Integer.parseInt(item.taskCode().substring(25, 28))),
                        "试证字" + serial,
                        serial,
                        new Holder.Person(holder.name(), CitizenId.of(holder.number())),
                        item.code(),
                        city.granted("food-business").id().value(),
                        new Issuer(item.department(), department.name().zh(), office),
                        today,
                        new Term(today, item.result().validMonths() == null ? null : today.plusDays(40)),
                        item.result().shows().stream()
                                .map(shown -> new Fact(shown.label(), "原证所载"))
                                .toList(),
                        List.of()),
                city.at(item.department() + "/head"));
    }

    private CaseId issued(Applicant holder, ItemVersion item) {
        CaseId id = city.submitted(holder, item.code()).id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        city.review(id);
        city.keyed(id);
        desk.write(id, city.at(item.department() + "/head"), City.key(), null, Command.Grant::new);
        desk.issue(id, city.at(item.department() + "/head"), City.key(), null);
        return id;
    }

    private Ending ending(Licence licence) {
        Standing standing = licences.find(REGION, licence.id())
                .map(found -> found.standingOn(CityTime.day(time.instant())))
                .orElseThrow();
        assertThat(standing).isInstanceOf(Standing.Ended.class);
        return ((Standing.Ended) standing).how();
    }
}
