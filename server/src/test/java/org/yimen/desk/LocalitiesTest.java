package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.application.Localities;
import org.yimen.audit.AuditLog;
import org.yimen.audit.Trail;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.catalogue.DataRights;
import org.yimen.hotline.OrderPosts;
import org.yimen.hotline.OrderRights;
import org.yimen.hotline.OrderRow;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Employment;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Organisation;
import org.yimen.organisation.Posting;
import org.yimen.organisation.Site;
import org.yimen.organisation.Staff;
import org.yimen.organisation.Unit;
import org.yimen.phone.PhoneRights;
import org.yimen.platform.Text;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;

/** Who has his post for one county sees its cases and those of its streets, and none of the county beside. */
@HallTest
class LocalitiesTest {

    private static final String CITY = "629901";
    private static final String ITEM = "public-place-hygiene";

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private Localities localities;

    @Autowired
    private Organisation organisation;

    @Autowired
    private AuditLog audit;

    @Autowired
    private Directory directory;

    @Autowired
    private DataRights rights;

    @Autowired
    private OrderRights orders;

    @Autowired
    private PhoneRights phones;

    @Autowired
    private WebApplicationContext context;

    private MockMvc mvc;
    private final String county = String.valueOf(ThreadLocalRandom.current().nextInt(700_000, 899_999));
    private final String beside = String.valueOf(Integer.parseInt(county) + 1);
    private final String street = county + "001";
    private Staff ofTheCounty;
    private Staff ofTheStreet;
    private Staff ofTheCountyBeside;

    @BeforeEach
    void twoCountiesAndAStreet() {
        mvc = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
        organisation.place(new Unit.Area(CITY, county, Text.of("试验区" + county), CITY));
        organisation.place(new Unit.Area(CITY, beside, Text.of("试验区" + beside), CITY));
        organisation.place(new Unit.Area(CITY, street, Text.of("试验街道" + street), county));
        ofTheCounty = staff(null, "WJW/examiner", county);
        ofTheStreet = staff(null, "WJW/examiner", street);
        ofTheCountyBeside = staff(null, "WJW/examiner", beside);
    }

    @Test
    @Proves("M-OTH-03")
    void aCaseIsSeenInItsPlaceAndAboveAndNotBeside() throws Exception {
        CaseFile<State> file = city.accepted(ITEM);
        Staff ofTheCity = staff(null, "WJW/examiner", null);
        assertThat(opens(ofTheCity, file)).isEqualTo(200);
        assertThat(List.of(opens(ofTheCounty, file), opens(ofTheStreet, file), opens(ofTheCountyBeside, file)))
                .as("of the city as a whole")
                .containsOnly(403);

        place(file, street);

        assertThat(List.of(opens(ofTheCity, file), opens(ofTheCounty, file), opens(ofTheStreet, file)))
                .containsOnly(200);
        assertThat(opens(ofTheCountyBeside, file)).isEqualTo(403);
        place(file, county);
        assertThat(opens(ofTheCounty, file)).isEqualTo(200);
        assertThat(opens(ofTheStreet, file))
                .as("the county's, and not the street's")
                .isEqualTo(403);
        assertThat(Trail.of(audit, CITY, List.of("application.case-placed")))
                .filteredOn(entry -> entry.subject().equals(file.id().value().toString()))
                .hasSize(2);
    }

    @Test
    @Proves("M-OTH-03")
    void listsAndSearchFollowThePlaceToo() throws Exception {
        CaseFile<State> file = city.accepted(ITEM);
        place(file, street);

        assertThat(page(ofTheCounty, "/desk").getContentAsString(StandardCharsets.UTF_8))
                .contains(file.number());
        assertThat(page(ofTheCountyBeside, "/desk").getContentAsString(StandardCharsets.UTF_8))
                .doesNotContain(file.number());
        assertThat(page(ofTheCounty, "/desk/search?q=" + file.number()).getContentAsString(StandardCharsets.UTF_8))
                .contains("/desk/cases/" + file.id().value());
        assertThat(page(ofTheCountyBeside, "/desk/search?q=" + file.number())
                        .getContentAsString(StandardCharsets.UTF_8))
                .doesNotContain("/desk/cases/" + file.id().value());
    }

    @Test
    @Proves("M-OTH-03")
    void whatIsTakenInAtAWindowOfAStreetBelongsThere() {
        String site = "ZZ-" + street;
        organisation.place(new Site(CITY, site, Text.of("便民服务站"), street, Text.of("试验路"), "12345", Text.of("全天")));
        organisation.place(new Unit.Window(CITY, site + "-1", Text.of("1号窗口"), site));
        Staff clerk = staff(site + "-1", "ZX/window", null);

        CaseId id = desk.submit(city.complete(ITEM), Actor.officer(clerk.id(), "ZX/window"), "window", City.key())
                .id();
        CaseId fromHome = city.submitted(ITEM).id();

        assertThat(localities.areaOf(id)).contains(street);
        assertThat(localities.areaOf(fromHome)).isEmpty();
    }

    @Test
    @Proves("M-OTH-03")
    void whatIsTakenInAtTheCentreByWhoAlsoHasACountersPostInACountyIsNotTheCountys() {
        Staff clerk = staff(null, "ZX/window", null);
        organisation.appoint(
                new Posting(CITY, "WJW/window", clerk.id(), false, LocalDate.of(2026, 1, 1), null, county));

        CaseId centre = desk.submit(city.complete(ITEM), Actor.officer(clerk.id(), "ZX/window"), "window", City.key())
                .id();
        CaseId there = desk.submit(city.complete(ITEM), Actor.officer(clerk.id(), "WJW/window"), "window", City.key())
                .id();

        assertThat(localities.areaOf(centre)).isEmpty();
        assertThat(localities.areaOf(there)).contains(county);
    }

    @Test
    @Proves("M-OTH-03")
    void whoHasHisPostForOnePlaceHasItForTheCasesOfThatPlaceOnly() {
        CaseFile<State> file = city.accepted(ITEM);
        LocalDate day = LocalDate.of(2026, 11, 18);

        assertThat(rights.holders(file.id(), "WJW/examiner", day))
                .extracting(holder -> holder.staff().id())
                .doesNotContain(ofTheCounty.id(), ofTheStreet.id(), ofTheCountyBeside.id());
        place(file, street);
        assertThat(rights.holders(file.id(), "WJW/examiner", day))
                .extracting(holder -> holder.staff().id())
                .contains(ofTheCounty.id(), ofTheStreet.id())
                .doesNotContain(ofTheCountyBeside.id());
    }

    /** Orders, supervision, figures, ratings, registers and the phone have no place: none of them is a county's. */
    @Test
    @Proves("M-OTH-03")
    void whatHasNoPlaceIsNotOpenedByAPostForOne() throws Exception {
        Staff everyRole = staff(null, "WJW/examiner", county);
        for (String post :
                List.of("WJW/head", "ZX/supervisor", "ZX/director", OrderPosts.OPERATOR, OrderPosts.DISPATCHER)) {
            organisation.appoint(
                    new Posting(CITY, post, everyRole.id(), false, LocalDate.of(2026, 1, 1), null, county));
        }
        Officer bound = officer(everyRole);

        assertThat(bound.within()).hasSize(6);
        assertThat(DeskArea.openTo(bound))
                .isEqualTo(DeskArea.openTo(new Officer(bound.id(), "某人", CITY, Set.of(), List.of())));
        assertThat(orders.sees(bound, order())).isFalse();
        assertThat(orders.counts(bound)).isFalse();
        assertThat(phones.mayAnswer(bound)).isFalse();
        assertThat(DataRights.seesAll(bound)).isFalse();
        for (String address :
                List.of("/desk/supervision", "/desk/talk", "/desk/ratings", "/desk/figures", "/desk/phone")) {
            assertThat(page(everyRole, address).getStatus()).as(address).isEqualTo(403);
        }
    }

    @Test
    @Proves("M-OTH-03")
    void theWindowOfAVillageTakesInForItAndItsInboxHoldsNoOrders() throws Exception {
        Staff clerk = staff(null, "WJW/window", county);

        assertThat(page(clerk, "/desk/intake").getStatus()).isEqualTo(200);
        assertThat(page(clerk, "/desk").getStatus()).isEqualTo(200);
        assertThat(page(clerk, "/desk/orders").getContentAsString(StandardCharsets.UTF_8))
                .doesNotContain("/desk/orders/0");
        CaseId id = desk.submit(city.complete(ITEM), Actor.officer(clerk.id(), "WJW/window"), "window", City.key())
                .id();
        assertThat(localities.areaOf(id)).contains(county);
        assertThat(page(clerk, "/desk/cases/" + id.value()).getStatus()).isEqualTo(200);
    }

    @Test
    void whoHasHisPostForOnePlaceMovesNoCase() {
        CaseFile<State> file = city.accepted(ITEM);
        Staff chief = staff(null, "WJW/head", county);

        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> localities.place(file.id(), desk.item(file), city.officer("WJW/examiner"), county))
                .returns("application.may-not.place", CaseRuleBroken::code);
        assertThat(localities.mayPlace(officer(chief), desk.item(file))).isFalse();
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> place(file, "123456"))
                .returns("application.place.unknown", CaseRuleBroken::code);
    }

    /** An order that WJW works on. */
    private static OrderRow order() {
        return new OrderRow(
                CITY,
                UUID.randomUUID(),
                "1",
                "help",
                1,
                "t",
                "Handling",
                "WJW",
                List.of("WJW"),
                null,
                null,
                List.of(),
                null,
                UUID.randomUUID(),
                false,
                false,
                "phone",
                null,
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                0,
                null,
                null);
    }

    private Officer officer(Staff staff) {
        return directory.officer(staff.id(), LocalDate.of(2026, 11, 18));
    }

    private void place(CaseFile<State> file, String area) {
        localities.place(file.id(), desk.item(file), city.officer("WJW/chief"), area);
    }

    private Staff staff(@Nullable String seat, String post, @Nullable String area) {
        String login = "zz-" + UUID.randomUUID().toString().substring(0, 8);
        var staff = new Staff(
                UUID.randomUUID(), CITY, login, "区划人员", login, null, null, seat, Employment.ESTABLISHED, null);
        organisation.engage(staff);
        organisation.appoint(new Posting(CITY, post, staff.id(), false, LocalDate.of(2026, 1, 1), null, area));
        return staff;
    }

    private int opens(Staff who, CaseFile<State> file) throws Exception {
        return page(who, "/desk/cases/" + file.id().value()).getStatus();
    }

    private MockHttpServletResponse page(Staff who, String address) throws Exception {
        var signedIn = UsernamePasswordAuthenticationToken.authenticated(
                new StaffMember(who.id(), CITY, who.name()), "", AuthorityUtils.createAuthorityList("ROLE_STAFF"));
        return mvc.perform(get(address).with(authentication(signedIn)))
                .andReturn()
                .getResponse();
    }
}
