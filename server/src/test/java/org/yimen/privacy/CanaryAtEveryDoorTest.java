package org.yimen.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.yimen.api.Systems;
import org.yimen.application.Applicant;
import org.yimen.application.Applicants;
import org.yimen.application.Application.Command;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.application.Dossier;
import org.yimen.application.Drafts;
import org.yimen.application.Parcels;
import org.yimen.application.SpecialProcedures;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.delivery.Destination;
import org.yimen.delivery.Way;
import org.yimen.delivery.Wish;
import org.yimen.form.Question;
import org.yimen.hall.Calls;
import org.yimen.hall.Door;
import org.yimen.hall.Hall;
import org.yimen.hall.HomeVisit;
import org.yimen.hall.HomeVisits;
import org.yimen.hall.Tickets;
import org.yimen.hall.WindowGroup;
import org.yimen.hotline.OrderDesk;
import org.yimen.hotline.Report;
import org.yimen.identity.Channel;
import org.yimen.identity.Passwords;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.StaffMember;
import org.yimen.identity.TestNumbers;
import org.yimen.identity.Verification;
import org.yimen.identity.Verifications;
import org.yimen.notify.Enquiries;
import org.yimen.notify.Remark;
import org.yimen.notify.Remarks;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Right;
import org.yimen.payment.Cashier;
import org.yimen.payment.FeeDesk;
import org.yimen.payment.LedgerEntry;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;
import org.yimen.survey.Draft;
import org.yimen.survey.Questionnaires;
import org.yimen.survey.Respondent;
import org.yimen.survey.Responses;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/**
 * One canary goes to the hall, asks for a visit at home, pays, has a parcel sent, asks a question, is heard, complains, answers
 * a questionnaire, comes by another system and stands before a machine, and says his number and phone wherever he may say
 * anything. Afterwards neither can be read in any table, file, line of the log or page.
 */
@HallTest
@ExtendWith(OutputCaptureExtension.class)
class CanaryAtEveryDoorTest {

    private static final String REGION = "629901";

    @Autowired
    private People people;

    @Autowired
    private Passwords passwords;

    @Autowired
    private Applicants applicants;

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private Drafts drafts;

    @Autowired
    private Parcels parcels;

    @Autowired
    private SpecialProcedures special;

    @Autowired
    private Hall hall;

    @Autowired
    private Tickets tickets;

    @Autowired
    private Calls calls;

    @Autowired
    private HomeVisits visits;

    @Autowired
    private FeeDesk fees;

    @Autowired
    private Cashier cashier;

    @Autowired
    private Enquiries enquiries;

    @Autowired
    private Remarks remarks;

    @Autowired
    private OrderDesk orders;

    @Autowired
    private Questionnaires questionnaires;

    @Autowired
    private Responses responses;

    @Autowired
    private Systems systems;

    @Autowired
    private Verifications verifications;

    @Autowired
    private Directory directory;

    @Autowired
    private WebApplicationContext context;

    @Autowired
    private JdbcClient jdbc;

    @Value("${yimen.data}")
    private Path data;

    private Person canary = new Person(UUID.randomUUID(), "", TestNumbers.citizen(), "");
    private final List<String> pages = new ArrayList<>();

    @Test
    @Proves("M-IDA-06")
    void whereverHeGoesAndWhateverHeTypesHisNumberAndPhoneAreReadNowhere(CapturedOutput output) throws Exception {
        registers();
        comesToTheHall();
        asksForAVisitAtHome();
        pays();
        hasAParcelSent();
        asks();
        writesOnHisCase();
        isHeard();
        complains();
        answersAQuestionnaire();
        comesByAnotherSystem();
        standsBeforeAMachine();

        var traces = new Traces(jdbc, canary);
        assertThat(traces.tables()).isEmpty();
        assertThat(traces.files(data)).isEmpty();
        assertThat(screens(traces.forms())).isEmpty();
        for (String form : traces.forms()) {
            assertThat(output.getAll()).doesNotContain(form);
        }
    }

    private void registers() {
        var number = TestNumbers.aged();
        String phone = "154" + number.value().substring(7, 15);
        canary = people.register("金丝雀", number, phone, passwords.hash("a-password-of-its-own-1"));
    }

    /** What people write into fields that never asked for it. */
    private String blurted() {
        return "我的电话 " + canary.phone() + "，身份证 " + canary.citizenId().value();
    }

    private Applicant applicant() {
        return applicants.of(canary.id(), null);
    }

    private Actor himself() {
        return Actor.applicant(canary.id(), canary.id());
    }

    private CaseId accepted(String item) {
        CaseId id = desk.submit(city.complete(applicant(), item), himself(), "web", City.key())
                .id();
        var _ = desk.write(id, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        pages.add("/desk/cases/" + id.value());
        return id;
    }

    private void comesToTheHall() {
        WindowGroup group = hall.group(1);
        String window = group.windows().getFirst();
        var wish = new Tickets.Wish(
                group.code(), null, canary.id(), canary.id(), null, true, Door.KIOSK, UUID.randomUUID());
        var _ = tickets.take(REGION, wish);
        UUID call = calls.next(REGION, window, city.at("ZX/window").id())
                .orElseThrow()
                .id();
        calls.done(REGION, call, List.of());
    }

    private void asksForAVisitAtHome() {
        visits.ask(
                REGION,
                new HomeVisits.Wish(
                        canary.id(),
                        canary.id(),
                        null,
                        null,
                        LocalDate.of(2026, 11, 20),
                        HomeVisit.Half.MORNING,
                        "云溪区青石桥街 1 号，" + blurted(),
                        Door.WEB,
                        canary.id(),
                        UUID.randomUUID()));
    }

    private void pays() {
        CaseId id = accepted("immovable-transfer");
        Actor clerk = city.at("ZX/window");
        var _ = cashier.take(
                REGION,
                fees.ofCase(id).getFirst().id(),
                LedgerEntry.Way.CASH,
                directory.officer(clerk.id(), CityTime.day(TestTime.START)),
                clerk,
                City.key());
    }

    private void hasAParcelSent() {
        CaseId id = accepted("public-place-hygiene");
        city.review(id);
        var _ = desk.write(id, city.at("WJW/chief"), City.key(), null, Command.Grant::new);
        var _ = desk.issue(id, city.at("WJW/chief"), City.key(), null);
        parcels.choose(
                id, canary.id(), new Wish(Way.MAIL, new Destination(canary.name(), canary.phone(), "安澜市人民路 12 号")));
        desk.act(id, city.at("ZX/window"), City.key(), null, new Command.Dispatch());
    }

    private void asks() {
        UUID asked = enquiries.ask(
                REGION,
                canary.id(),
                new Enquiries.About("food-business", Text.of("食品经营许可"), "SJ"),
                City.key(),
                blurted());
        pages.add("/desk/enquiries/" + asked);
    }

    private void writesOnHisCase() {
        CaseId id = accepted("public-place-hygiene");
        pages.add("/desk/cases/" + id.value() + "/talk");
        var file = desk.find(id);
        remarks.ask(
                new Remark.About(
                        REGION,
                        id.value(),
                        file.number(),
                        Text.of("公共场所卫生许可"),
                        file.department(),
                        canary.id(),
                        canary.id()),
                canary.id(),
                City.key(),
                blurted());
    }

    private void isHeard() {
        CaseId id = accepted("water-abstraction");
        city.review(id);
        special.tell(id, city.officer("SL/examiner"));
        // In another one's case he is a third party.
        CaseId neighbours = city.accepted("water-abstraction").id();
        city.review(neighbours);
        special.tellParty(
                neighbours,
                city.officer("SL/examiner"),
                canary.name(),
                canary.phone(),
                canary.citizenId().value(),
                "取水影响灌溉");
        special.choose(id, himself(), true);
    }

    private void complains() {
        var reporter = new Report.Reporter(canary.name(), canary.phone(), canary.id(), null);
        var order = orders.register(
                new Report(
                        "complaint", "housing", null, false, new Report.Content("楼道灯坏了", blurted(), "云溪区"), reporter),
                canary.id(),
                himself(),
                "web",
                City.key());
        pages.add("/desk/orders/" + order.id().value());
    }

    private void answersAQuestionnaire() {
        var hallSurvey = questionnaires.find("hall-satisfaction").orElseThrow();
        var who = new Respondent(canary.id(), null);
        Draft draft = responses.begin(REGION, hallSurvey, who);
        var given = new LinkedHashMap<Question, List<String>>();
        Map.of("came-for", "ask", "waited", "12", "trips", "1", "overall", "very", "better", blurted())
                .forEach((code, said) ->
                        given.put(hallSurvey.form().question(code).orElseThrow(), List.of(said)));
        var _ = responses.save(REGION, draft, given);
        assertThat(responses.handIn(REGION, hallSurvey, who))
                .as("with a number in it")
                .isNotEmpty();
        given.put(hallSurvey.form().question("better").orElseThrow(), List.of("多几把椅子"));
        var _ = responses.save(REGION, draft, given);
        assertThat(responses.handIn(REGION, hallSurvey, who)).isEmpty();
    }

    private void comesByAnotherSystem() throws Exception {
        var window = systems.on("ZX/window");
        systems.letter(window, "WJW", Right.ACCEPT);
        Dossier draft = city.complete(applicant(), "public-place-hygiene");
        var files = draft.content().files().stream()
                .map(file -> Map.of("material", file.material(), "name", "材料.pdf", "content", "JVBERi0xLjQKJSVFT0YK"))
                .toList();
        var answers = new TreeMap<>(draft.answers().values());
        drafts.discard(draft);
        String number = canary.citizenId().value();
        String body = Systems.json(Map.of(
                "item",
                "public-place-hygiene",
                "applicant",
                Map.of("citizenId", number),
                "answers",
                answers,
                "files",
                files));
        var sent = systems.post(window, "/api/v1/applications", Systems.key(), body);
        assertThat(sent.status()).as(sent.body()).isEqualTo(201);
        for (var answer : List.of(
                sent,
                systems.get(
                        window,
                        "/api/v1/applications/" + sent.json().get("number").asString()),
                systems.get(window, "/api/v1/applications/" + number),
                systems.post(
                        window, "/api/v1/applications/" + number + "/withdraw", Systems.key(), "{\"reason\":\"x\"}"),
                systems.get(window, "/api/v1/licences/" + number))) {
            assertThat(answer.body()).doesNotContain(number, canary.phone());
        }
    }

    private void standsBeforeAMachine() {
        verifications.verified(canary.id(), Verification.How.PASSWORD, Channel.WEB, REGION);
        String code = verifications.code(canary.id()).orElseThrow().spelt();
        assertThat(verifications.redeem(code, Channel.KIOSK, null)).isPresent();
    }

    /** The pages of the desk and the console that say one of the forms, by address and login. */
    private List<String> screens(List<String> forms) throws Exception {
        MockMvc mvc = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
        pages.addAll(List.of(
                "/desk",
                "/desk/talk",
                "/desk/orders",
                "/desk/helping",
                "/desk/mail",
                "/desk/fees",
                "/desk/procedures",
                "/desk/bookings",
                "/console/audit/entries",
                "/console/system/outbox"));
        var found = new ArrayList<String>();
        var opened = new HashSet<String>();
        for (String login : List.of(
                "zx.window1",
                "wjw.examiner1",
                "wjw.head",
                "sl.examiner1",
                "sj.head",
                "xn.investigator",
                "zx.supervisor",
                "zx.director",
                "zx.hall",
                "zx.guide1",
                "rx.operator1",
                "zx.finance",
                "aud.admin",
                "sys.admin")) {
            for (String page : pages) {
                var answer = mvc.perform(get(page).with(authentication(signedIn(login))))
                        .andReturn()
                        .getResponse();
                String body = answer.getContentAsString(StandardCharsets.UTF_8);
                assertThat(answer.getStatus()).as(page + " for " + login).isLessThan(500);
                if (answer.getStatus() == 200) {
                    opened.add(page);
                }
                if (forms.stream().anyMatch(body::contains)) {
                    found.add(page + " for " + login);
                }
            }
        }
        assertThat(opened)
                .as("pages that somebody opens")
                .hasSizeGreaterThan(pages.size() / 2)
                .contains("/desk/talk")
                .anyMatch(page -> page.startsWith("/desk/enquiries/"))
                .anyMatch(page -> page.startsWith("/desk/orders/"))
                .anyMatch(page -> page.startsWith("/desk/cases/") && page.endsWith("/talk"));
        return found;
    }

    private Authentication signedIn(String login) {
        var staff = directory.staff(REGION, login).orElseThrow();
        return UsernamePasswordAuthenticationToken.authenticated(
                new StaffMember(staff.id(), staff.region(), staff.name()),
                "",
                AuthorityUtils.createAuthorityList("ROLE_STAFF"));
    }
}
