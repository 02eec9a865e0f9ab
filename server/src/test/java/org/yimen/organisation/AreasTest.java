package org.yimen.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.yimen.organisation.Town.NEW_YEAR;
import static org.yimen.organisation.Town.TODAY;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.platform.Text;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** Counties, streets and villages below a region, with what hangs in them and who has his post for one of them. */
@HallTest
class AreasTest {

    @Autowired
    private Organisation organisation;

    @Autowired
    private UnitDesk desk;

    @Autowired
    private Absences absences;

    @Autowired
    private Directory directory;

    private Town town;
    private Staff system;
    private String county = "";
    private String street = "";

    @BeforeEach
    void aRegionWithACountyAndAStreet() {
        town = new Town(organisation, null);
        town.department("ZX");
        town.post("ZX", "system-admin", town.code);
        town.post("ZX", "examiner", "ZX");
        system = town.staff("ZX/system-admin");
        county = String.valueOf(Integer.parseInt(town.code) + 1);
        street = county + "001";
        desk.add(system.id(), area(county, town.code));
        desk.add(system.id(), area(street, county));
    }

    @Test
    @Proves("M-OTH-03")
    void theTreeIsRegionCountyStreetVillageSiteWindow() {
        desk.add(system.id(), area(street + "201", street));
        desk.add(
                system.id(),
                new Site(
                        town.code,
                        "STATION",
                        Text.of("便民服务站"),
                        street + "201",
                        Text.of("村部"),
                        "0000-0001",
                        Text.of("工作日")));
        desk.add(system.id(), new Unit.Window(town.code, "STATION-1", Text.of("1号窗口"), "STATION"));

        assertThat(directory.areas(town.code)).extracting(Unit::code).containsExactly(county, street, street + "201");
        assertThat(directory.areaOf(town.code, "STATION-1")).map(Unit::code).contains(street + "201");
        assertThat(directory.areaOf(town.code, "ZX")).isEmpty();
        assertThat(directory.liesIn(town.code, "STATION-1", Set.of(county))).isTrue();
        assertThat(directory.liesIn(town.code, county, Set.of(street))).isFalse();
        assertThat(directory.liesIn(town.code, "ZX", Set.of(county))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"12345, region", "1234567, region", "COUNTY, region", "999999001, county", "999999, street"})
    void aCodeIsANationalOneAndBeginsWithTheCodeAbove(String code, String under) {
        String parent = switch (under) {
            case "county" -> county;
            case "street" -> street;
            default -> town.code;
        };

        assertThatExceptionOfType(OrganisationRefused.class)
                .isThrownBy(() -> desk.add(system.id(), area(code, parent)))
                .returns("organisation.unit.area-code", OrganisationRefused::code);
    }

    @Test
    @Proves("M-OTH-03")
    void aPostIsHeldForAPlaceOrForTheWholeRegion() {
        Staff local = town.staff();
        Staff everywhere = town.staff("ZX/examiner");
        organisation.appoint(new Posting(town.code, "ZX/examiner", local.id(), false, NEW_YEAR, null, county));

        assertThat(directory.officer(local.id(), TODAY).holds("ZX/examiner"))
                .as("without a place asked for")
                .isFalse();
        assertThat(directory.officer(local.id(), TODAY).posts()).isEmpty();
        assertThat(directory.officer(local.id(), TODAY).everywhere().posts()).containsExactly("ZX/examiner");
        assertThat(directory.officer(local.id(), TODAY).everywhere().overall().posts())
                .isEmpty();
        assertThat(directory.officer(local.id(), TODAY).within()).isEqualTo(Map.of("ZX/examiner", Set.of(county)));
        assertThat(directory.officer(everywhere.id(), TODAY).within()).isEmpty();
    }

    @Test
    @Proves({"M-OTH-03", "M-STF-04"})
    void whoHasAPostForOnePlaceIsNoHolderElsewhereAndHoldsUpNoStandIn() {
        Staff a = town.staff("ZX/examiner");
        Staff b = town.staff();
        Staff local = town.staff();
        organisation.appoint(new Posting(town.code, "ZX/examiner", b.id(), true, NEW_YEAR, null));
        organisation.appoint(new Posting(town.code, "ZX/examiner", local.id(), false, NEW_YEAR, null, county));

        assertThat(directory.holders(town.code, "ZX/examiner", TODAY))
                .extracting(holder -> holder.staff().id())
                .containsExactly(a.id(), b.id());
        assertThat(directory.holders(town.code, "ZX/examiner", TODAY, () -> Optional.of(street)))
                .as("in a street of his county")
                .extracting(holder -> holder.staff().id())
                .contains(local.id());
        String beside = String.valueOf(Integer.parseInt(county) + 1);
        desk.add(system.id(), area(beside, town.code));
        assertThat(directory.holders(town.code, "ZX/examiner", TODAY, () -> Optional.of(beside)))
                .extracting(holder -> holder.staff().id())
                .doesNotContain(local.id());

        absences.enter(a.id(), a.id(), TestTime.START, TestTime.START.plus(Duration.ofHours(3)), "培训");

        assertThat(directory.cover(town.code, "ZX/examiner", TestTime.START))
                .returns(Cover.Standing.STAND_IN, Cover::standing)
                .returns(List.of(b.id()), Cover::acting);
        assertThat(directory.officer(b.id(), TestTime.START).holds("ZX/examiner"))
                .isTrue();
        assertThat(directory.covers(town.code, TestTime.START)).hasSize(1);

        absences.enter(local.id(), local.id(), TestTime.START, TestTime.START.plus(Duration.ofHours(3)), "培训");
        assertThat(directory.covers(town.code, TestTime.START))
                .as("a post once, with whoever is away from it in one place")
                .singleElement()
                .returns(Cover.Standing.STAND_IN, Cover::standing);
    }

    private Unit.Area area(String code, String parent) {
        return new Unit.Area(town.code, code, Text.of("区划" + code), parent);
    }
}
