package org.yimen.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.net.URI;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.yimen.identity.StaffMember;
import org.yimen.identity.Station;
import org.yimen.identity.Stations;
import org.yimen.identity.Stations.Pairing;
import org.yimen.identity.StepUp;
import org.yimen.organisation.DemoAccounts;
import org.yimen.organisation.Directory;
import org.yimen.testing.HallTest;

@HallTest
class StationsPagesTest {

    private static final String CITY = "629901";
    private static final String LIST = "/console/system/stations";
    private static final Pattern CODE = Pattern.compile("<code>([A-Z0-9]{5}-[A-Z0-9]{5})</code>");

    @Autowired
    private WebApplicationContext context;

    @Autowired
    private Directory directory;

    @Autowired
    private Stations stations;

    @Test
    void aMachineIsEnteredOncePairedByACodeAndShutOut() throws Exception {
        UUID id = UUID.randomUUID();
        String name = "试验终端 " + id.toString().substring(0, 8);

        var first = register(id, name);
        var repeat = register(id, name);
        var taken = register(UUID.randomUUID(), name);
        var nameless = register(UUID.randomUUID(), " ");

        assertThat(first.getRedirectedUrl()).isEqualTo(LIST);
        assertThat(repeat.getRedirectedUrl()).isEqualTo(LIST);
        assertThat(taken.getStatus()).isEqualTo(422);
        assertThat(taken.getContentAsString()).contains("已经有一台叫这个名称的终端");
        assertThat(nameless.getStatus()).isEqualTo(422);
        assertThat(stations.all(CITY))
                .filteredOn(station -> station.name().equals(name))
                .singleElement()
                .satisfies(station -> assertThat(station.pairedAt()).isNull());

        assertThat(send(post(URI.create(LIST + "/" + id + "/code"))).getStatus())
                .as("without a second proof")
                .isEqualTo(403);
        String shown = send(post(URI.create(LIST + "/" + id + "/code")).param(StepUp.FIELD, DemoAccounts.PASSWORD))
                .getContentAsString();
        var code = CODE.matcher(shown);
        assertThat(code.find()).isTrue();
        assertThat(send(get(URI.create(LIST))).getContentAsString())
                .as("shown once")
                .doesNotContain(code.group(1));
        assertThat(stations.pair(code.group(1), "192.0.2.7")).isInstanceOf(Pairing.Paired.class);
        assertThat(stations.find(CITY, id).orElseThrow().pairedAt()).isNotNull();

        send(post(URI.create(LIST + "/" + id + "/shut-out")));

        assertThat(stations.find(CITY, id).orElseThrow().pairedAt()).isNull();
    }

    @Test
    void anEvaluatorHasItsWindowAndNoOtherMachineHasOne() throws Exception {
        String window = directory.windows(directory.site()).getFirst().code();
        String name = "试验评价器 " + UUID.randomUUID().toString().substring(0, 8);

        var without = of(name, "EVALUATOR", "");
        var bank = of(name, "BANK", window);
        var evaluator = of(name, "EVALUATOR", window);

        assertThat(without.getStatus()).isEqualTo(422);
        assertThat(without.getContentAsString()).contains("评价器要选它所在的窗口");
        assertThat(bank.getStatus()).isEqualTo(422);
        assertThat(evaluator.getRedirectedUrl()).isEqualTo(LIST);
        assertThat(stations.all(CITY))
                .filteredOn(station -> station.name().equals(name))
                .singleElement()
                .returns(Station.Kind.EVALUATOR, Station::kind)
                .returns(window, Station::window);
    }

    private MockHttpServletResponse of(String name, String kind, String window) throws Exception {
        return send(post(URI.create(LIST))
                .param("key", UUID.randomUUID().toString())
                .param("name", name)
                .param("site", "政务服务大厅")
                .param("zone", "")
                .param("kind", kind)
                .param("window", window));
    }

    private MockHttpServletResponse register(UUID key, String name) throws Exception {
        return send(post(URI.create(LIST))
                .param("key", key.toString())
                .param("name", name)
                .param("site", "政务服务大厅")
                .param("zone", "一楼"));
    }

    private MockHttpServletResponse send(MockHttpServletRequestBuilder request) throws Exception {
        var staff = directory.staff(CITY, "sys.admin").orElseThrow();
        var administrator = new StaffMember(staff.id(), staff.region(), staff.name());
        var signedIn = UsernamePasswordAuthenticationToken.authenticated(
                administrator, "", AuthorityUtils.createAuthorityList("ROLE_STAFF"));
        var response = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build()
                .perform(request.with(authentication(signedIn)).with(csrf()))
                .andReturn()
                .getResponse();
        response.setCharacterEncoding("UTF-8");
        return response;
    }
}
