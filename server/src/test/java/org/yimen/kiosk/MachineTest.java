package org.yimen.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.application.Applicant;
import org.yimen.application.Applicants;
import org.yimen.application.Application.Command;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.Beginnings;
import org.yimen.application.City;
import org.yimen.application.Dossier;
import org.yimen.application.Drafts;
import org.yimen.application.ProgressDesk;
import org.yimen.application.Start;
import org.yimen.audit.AuditLog;
import org.yimen.audit.Trail;
import org.yimen.casework.CaseId;
import org.yimen.delivery.Handover;
import org.yimen.delivery.Handovers;
import org.yimen.delivery.Proof;
import org.yimen.delivery.Way;
import org.yimen.hall.Booking;
import org.yimen.hall.Bookings;
import org.yimen.hall.Door;
import org.yimen.hall.Hall;
import org.yimen.hall.Slot;
import org.yimen.hall.WindowGroup;
import org.yimen.identifier.CitizenId;
import org.yimen.identity.Access;
import org.yimen.identity.Accesses;
import org.yimen.identity.CardChecks;
import org.yimen.identity.Channel;
import org.yimen.identity.Consents;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.Station;
import org.yimen.identity.Stations;
import org.yimen.identity.Verification;
import org.yimen.identity.Verifications;
import org.yimen.portal.Browser;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** A machine in the hall, as its own browser and those who stand before it see it, without a script. */
@HallTest
class MachineTest {

    private static final String CITY = "629901";
    private static final String LI = "629901198806210134";
    private static final String ITEM = "public-place-hygiene";
    private static final String BY = "test";
    private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([^\"]+)\"");
    private static final Pattern REFRESH = Pattern.compile("http-equiv=\"refresh\" content=\"[0-9]+; url=([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("(YM-[A-Z0-9]{4}-[A-Z0-9]{4})");
    private static final Pattern LINK = Pattern.compile("(?:href|action)=\"([^\"#]+)\"");

    @LocalServerPort
    private int port;

    @Autowired
    private Stations stations;

    @Autowired
    private People people;

    @Autowired
    private Applicants applicants;

    @Autowired
    private Drafts drafts;

    @Autowired
    private org.yimen.application.WindowDrafts begun;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private Handovers handovers;

    @Autowired
    private Beginnings beginnings;

    @Autowired
    private Verifications verifications;

    @Autowired
    private Accesses accesses;

    @Autowired
    private Consents consents;

    @Autowired
    private ProgressDesk progress;

    @Autowired
    private AuditLog audit;

    @Autowired
    private Hall hall;

    @Autowired
    private Bookings bookings;

    @Autowired
    private City city;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestTime time;

    @ParameterizedTest
    @ValueSource(
            strings = {"/kiosk/my", "/kiosk/enter", "/kiosk/items", "/kiosk/progress", "/kiosk/verify", "/kiosk/over"})
    void aStrangersBrowserIsToldThatItIsNoMachine(String page) throws Exception {
        var stranger = new Browser(port);

        HttpResponse<String> asked = stranger.open(page);

        assertThat(asked.statusCode()).isEqualTo(303);
        assertThat(Browser.location(asked)).isEqualTo("/kiosk");
        assertThat(stranger.open("/kiosk").body()).contains("这台机器没有登记").doesNotContain("/kiosk/enter");
    }

    @Test
    void aCodeMakesOneBrowserTheMachineAndWorksOnce() throws Exception {
        Station station = registered();
        String old = stations.offer(CITY, station.id(), BY).text();
        String code = stations.offer(CITY, station.id(), BY).spelt();
        var first = new Browser(port);
        var second = new Browser(port);
        first.open("/kiosk");
        second.open("/kiosk");

        assertThat(first.send("/kiosk/pair", Map.of("code", old)).statusCode())
                .as("a newer one replaced it")
                .isEqualTo(422);
        assertThat(first.send("/kiosk/pair", Map.of("code", code.toLowerCase(java.util.Locale.ROOT)))
                        .statusCode())
                .isEqualTo(303);
        assertThat(second.send("/kiosk/pair", Map.of("code", code)).statusCode())
                .as("used")
                .isEqualTo(422);

        assertThat(first.open("/kiosk").body()).contains(station.name()).contains("/kiosk/enter");
        assertThat(second.open("/kiosk").body()).contains("这台机器没有登记");
        String late = stations.offer(CITY, station.id(), BY).text();
        time.advance(Stations.CODE_LASTS);
        assertThat(second.send("/kiosk/pair", Map.of("code", late)).statusCode())
                .as("too late")
                .isEqualTo(422);
    }

    @Test
    void whoTriesManyCodesIsKeptOut() throws Exception {
        Station station = registered();
        var stranger = new Browser(port);
        stranger.open("/kiosk");
        for (int i = 0; i < 5; i++) {
            stranger.send("/kiosk/pair", Map.of("code", "AAAAA-AAAA" + i));
        }
        String right = stations.offer(CITY, station.id(), BY).text();

        HttpResponse<String> answer = stranger.send("/kiosk/pair", Map.of("code", right));

        assertThat(answer.statusCode()).isEqualTo(429);
        time.advance(Duration.ofMinutes(16));
        assertThat(stranger.send(
                                "/kiosk/pair",
                                Map.of(
                                        "code",
                                        stations.offer(CITY, station.id(), BY).text()))
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    @Proves("M-IDA-02")
    void aCardBringsUpItsHolderAndNothingStaysWhenHeFinishes() throws Exception {
        Applicant li = applicant(LI);
        Dossier draft = drafts.create(li, ITEM);
        Browser machine = machine();
        machine.open("/kiosk/enter");

        HttpResponse<String> read = machine.send("/kiosk/card", Map.of("card", "li", "next", ""));
        HttpResponse<String> mine = machine.open("/kiosk/my");

        assertThat(Browser.location(read)).isEqualTo("/kiosk/my");
        assertThat(mine.body())
                .contains("/kiosk/my/draft/" + draft.id())
                .contains("李*然")
                .doesNotContain("李安然");
        assertThat(mine.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(machine.open("/me").statusCode())
                .as("the visit is known to the machine's pages only")
                .isEqualTo(302);
        machine.open("/kiosk/my");
        HttpResponse<String> finished = machine.send("/kiosk/finish", Map.of());
        assertThat(finished.headers().firstValue("Clear-Site-Data")).hasValue("\"cache\", \"storage\"");
        assertThat(Browser.location(machine.open("/kiosk/my")))
                .as("back leads to nothing")
                .isEqualTo("/kiosk");
        assertThat(machine.open("/kiosk").body()).as("still the machine").contains("/kiosk/enter");
        drafts.discard(draft);
    }

    @Test
    @Proves("M-IDA-02")
    void anExpiredCardOpensNothing() throws Exception {
        Browser machine = machine();
        machine.open("/kiosk/enter");

        HttpResponse<String> answer = machine.send("/kiosk/card", Map.of("card", "wang"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("身份证已过有效期");
        assertThat(Browser.location(machine.open("/kiosk/my"))).isEqualTo("/kiosk");
    }

    @Test
    @Proves("M-IDA-02")
    void anotherPersonsCardStopsTheCaseHereAndIsOnRecord() throws Exception {
        var file = city.submitted(ITEM);
        String token = progress.token(file.id());
        Browser machine = machine();
        machine.open("/kiosk/enter");
        machine.send("/kiosk/card", Map.of("card", "li"));
        machine.open("/kiosk/progress/" + token);

        HttpResponse<String> other = machine.send("/kiosk/progress/" + token + "/card", Map.of("card", "li"));

        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("不是申请人本人的");
        assertThat(Browser.location(machine.open("/kiosk/my")))
                .as("and whoever laid it is out")
                .isEqualTo("/kiosk");
        assertThat(Trail.of(audit, CITY, List.of(CardChecks.STOPPED)))
                .anySatisfy(entry ->
                        assertThat(entry.subject()).isEqualTo(file.id().value().toString()));
        machine.open("/kiosk/progress/" + token);
        HttpResponse<String> right = machine.send("/kiosk/progress/" + token + "/card", Map.of("card", "chen"));
        assertThat(Browser.location(right))
                .isEqualTo("/kiosk/my/cases/" + file.id().value());
        assertThat(machine.open(Browser.location(right)).body()).contains(file.number());
    }

    @Test
    void whomNobodyKnowsIsEnteredWhenHeAgreesAndNotBefore() throws Exception {
        CitizenId number = CitizenId.of("629901199808080024");
        Browser machine = machine();
        machine.open("/kiosk/enter");
        if (people.find(number).isPresent()) {
            return;
        }

        HttpResponse<String> asked = machine.send("/kiosk/card", Map.of("card", "new"));
        assertThat(asked.body()).contains("您是第一次来").doesNotContain(number.value());
        HttpResponse<String> refused =
                machine.send("/kiosk/newcomer", Map.of("card", "new", "phone", "15400000099", "next", ""));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(people.find(number)).as("nothing is kept before he agrees").isEmpty();

        HttpResponse<String> entered = machine.send(
                "/kiosk/newcomer", Map.of("card", "new", "phone", "15400000099", "agree", "true", "next", ""));

        assertThat(Browser.location(entered)).isEqualTo("/kiosk/my");
        Person person = people.find(number).orElseThrow();
        assertThat(people.hasAccount(person.id())).as("he has no password").isFalse();
        assertThat(consents.of(person.id()))
                .singleElement()
                .satisfies(consent -> assertThat(consent.channel()).isEqualTo("kiosk"));
    }

    @Test
    void whatWasBegunAtHomeIsHandedInHereAndSaysWhere() throws Exception {
        Dossier begunAtHome = city.complete(applicant(LI), "tobacco-retail");
        Browser machine = machine();
        machine.open("/kiosk/enter");
        machine.send("/kiosk/card", Map.of("card", "li"));
        String base = "/kiosk/my/draft/" + begunAtHome.id();
        String check = machine.open(base + "/check").body();
        String key = first(KEY, check);

        HttpResponse<String> sent = machine.send(base + "/submit", Map.of("key", key));
        machine.open("/kiosk/my");
        HttpResponse<String> again = machine.send(base + "/submit", Map.of("key", key));

        assertThat(Browser.location(sent)).isEqualTo("/kiosk/my/cases/" + begunAtHome.id() + "/receipt");
        assertThat(Browser.location(again)).isEqualTo(Browser.location(sent));
        var file = desk.submitted(begunAtHome.id()).orElseThrow();
        assertThat(file.channel()).isEqualTo("kiosk");
        assertThat(machine.open(Browser.location(sent)).body()).contains(file.number());
        assertThat(beginnings.of(CITY, begunAtHome.id())).isPresent();
    }

    @Test
    @Proves("M-INT-13")
    void whatItsSourceDidNotGiveIsAskedForAgainOrGivenElsewhere() throws Exception {
        Dossier draft = city.complete(applicant(LI), ITEM);
        Dossier lacking = drafts.bring(draft, Set.of("staff-health"));
        jdbc.sql("""
                        insert into application.fetched
                               (region_code, dossier_id, material_code, answer, issuer_zh, consented_at, answered_at)
                        values (:region, :dossier, 'staff-health', 'SILENT', '卫生健康委员会', now(), now())
                        """).param("region", CITY).param("dossier", draft.id()).update();
        Browser machine = machine();
        machine.open("/kiosk/enter");
        machine.send("/kiosk/card", Map.of("card", "li"));
        String base = "/kiosk/my/draft/" + draft.id();

        String material = machine.open(base + "/material/staff-health").body();
        String check = machine.open(base + "/check").body();
        HttpResponse<String> again = machine.send(base + "/free/again", Map.of());

        assertThat(material).contains("这台机器不收材料文件", "href=\"/kiosk/my/code\"");
        assertThat(check)
                .contains("卫生健康委员会没有答复", base + "/free/again", "href=\"/kiosk/my/code\"")
                .doesNotContain("href=\"" + base + "/free\"", base + "/submit");
        assertThat(Browser.location(again)).isEqualTo(base + "/check");
        assertThat(machine.open(base + "/check").body()).contains(base + "/submit");
        assertThat(lacking.content().brought()).containsExactly("staff-health");
        assertThat(drafts.find(draft.id()).orElseThrow().content().brought()).isEmpty();
        drafts.discard(draft);
    }

    @Test
    void whoeverStandsBehindHimReadsNoWholeNumber() throws Exception {
        Dossier draft = drafts.create(applicant(City.CITIZEN), "teacher-qualification");
        Browser machine = machine();
        machine.open("/kiosk/enter");
        machine.send("/kiosk/card", Map.of("card", "chen"));
        String base = "/kiosk/my/draft/" + draft.id();

        for (String page : List.of("/question/citizen-id", "/section/applicant", "/check")) {
            assertThat(machine.open(base + page).body())
                    .as(page)
                    .contains(CitizenId.of(City.CITIZEN).masked())
                    .doesNotContain(City.CITIZEN);
        }
        machine.open(base + "/question/phone");
        assertThat(machine.send(base + "/question/citizen-id", Map.of()).statusCode())
                .isEqualTo(303);
        assertThat(drafts.find(draft.id()).orElseThrow().answers().one("citizen-id"))
                .hasValue(City.CITIZEN);
        drafts.discard(draft);
    }

    @Test
    @Proves("M-INT-11")
    void whatMayNotBePromisedIsNotPromisedAtTheMachineEither() throws Exception {
        Dossier draft = drafts.create(applicant(LI), "river-sand-extraction");
        Browser machine = machine();
        machine.open("/kiosk/enter");
        machine.send("/kiosk/card", Map.of("card", "li"));
        String base = "/kiosk/my/draft/" + draft.id();

        String tasks = machine.open(base).body();
        String page = machine.open(base + "/commitment").body();
        machine.open(base + "/question/phone");
        HttpResponse<String> refused = machine.send(base + "/commitment", Map.of("signs", "true"));

        assertThat(tasks).contains("不适用：直接关系公共安全；生态环境保护");
        assertThat(page).contains("不适用：直接关系公共安全；生态环境保护").doesNotContain("name=\"signs\"");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("不适用：直接关系公共安全；生态环境保护");
        assertThat(drafts.find(draft.id()).orElseThrow().content().commitment()).isNull();
        drafts.discard(draft);
    }

    @Test
    void whatIsBegunHereGoesOnAtHome() throws Exception {
        Browser machine = machine();
        machine.open("/kiosk/enter");
        machine.send("/kiosk/card", Map.of("card", "ma", "next", "/kiosk/my/apply/" + ITEM));
        String start = machine.open("/kiosk/my/apply/" + ITEM).body();

        String base = Browser.location(machine.send("/kiosk/my/apply/" + ITEM, Map.of("key", first(KEY, start))));
        machine.open(base + "/question/phone");
        HttpResponse<String> wrong = machine.send(base + "/question/phone", Map.of("answer", "12"));
        HttpResponse<String> right = machine.send(base + "/question/phone", Map.of("answer", "15400000077"));
        String material = machine.open(base + "/material/floor-plan").body();

        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(right.statusCode()).isEqualTo(303);
        assertThat(material).contains("这台机器不收材料文件").doesNotContain("type=\"file\"");
        UUID draft = UUID.fromString(base.substring(base.lastIndexOf('/') + 1));
        Applicant ma = applicant("629901197110010359");
        assertThat(drafts.find(draft, ma.holder()))
                .hasValueSatisfying(saved ->
                        assertThat(saved.answers().one("phone").orElseThrow()).isEqualTo("15400000077"));
        drafts.discard(drafts.find(draft).orElseThrow());
    }

    @Test
    @Proves("M-CRT-11")
    void whatWaitsForHimIsShownPrintedAndTakenOnce() throws Exception {
        CaseId id = city.submitted(applicant(LI), "sole-trader-registration").id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        desk.write(id, city.at("SJ/chief"), City.key(), null, Command.Grant::new);
        desk.issue(id, city.at("SJ/chief"), City.key(), null);
        String result = "/kiosk/my/cases/" + id.value() + "/result";
        Browser machine = machine();
        machine.open("/kiosk/enter");
        machine.send("/kiosk/card", Map.of("card", "chen"));
        assertThat(machine.open(result).statusCode()).as("not hers").isEqualTo(404);
        assertThat(machine.open(result + "/paper").statusCode()).isEqualTo(404);
        machine.open("/kiosk/my");
        assertThat(machine.send(result, Map.of("key", City.key())).statusCode()).isEqualTo(404);
        machine.open("/kiosk/my");
        machine.send("/kiosk/finish", Map.of());
        machine.open("/kiosk/enter");
        machine.send("/kiosk/card", Map.of("card", "li"));

        String mine = machine.open("/kiosk/my").body();
        HttpResponse<String> page = machine.open(result);
        HttpResponse<String> paper = machine.open(result + "/paper");
        String old = first(KEY, machine.open(result).body());
        HttpResponse<String> taken = machine.send(result, Map.of("key", first(KEY, page.body())));
        machine.open("/kiosk/my");
        HttpResponse<String> again = machine.send(result, Map.of("key", first(KEY, page.body())));
        machine.open("/kiosk/my");
        HttpResponse<String> other = machine.send(result, Map.of("key", old));

        assertThat(mine).contains("等您领取", result);
        assertThat(page.body()).contains("政务服务", result + "/paper").doesNotContain("李安然");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("frame-src 'self'"));
        assertThat(paper.body()).startsWith("%PDF-");
        assertThat(paper.headers().firstValue("Cache-Control")).hasValue("no-store");
        for (HttpResponse<String> answer : List.of(taken, again, other)) {
            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(Browser.location(answer)).isEqualTo("/kiosk/my/cases/" + id.value());
        }
        assertThat(handovers.of(id))
                .filteredOn(Handover::isTheEnd)
                .singleElement()
                .satisfies(served -> {
                    assertThat(served.way()).isEqualTo(Way.TERMINAL);
                    assertThat(served.receiver().proof()).isEqualTo(Proof.CARD);
                    assertThat(served.servedAt()).isEqualTo(time.instant());
                });
        assertThat(machine.open(result).statusCode())
                .as("nothing waits any more")
                .isEqualTo(303);
        assertThat(machine.open("/kiosk/my").body()).doesNotContain(result);
        assertThat(Trail.of(audit, CITY, List.of("kiosk.shown-for-print")))
                .filteredOn(entry -> entry.subject().equals(id.value().toString()))
                .singleElement()
                .satisfies(entry -> assertThat(entry.detail()).containsEntry("what", "result"));
    }

    @Test
    @Proves("M-IDA-04")
    void whoProvedElsewhereWhoHeIsShowsACodeOnceAndItIsOnRecord() throws Exception {
        Person ma = people.find(CitizenId.of("629901197110010359")).orElseThrow();
        verifications.verified(ma.id(), Verification.How.PASSWORD, Channel.WEB, CITY);
        String code = verifications.code(ma.id()).orElseThrow().spelt();
        Browser machine = machine();
        machine.open("/kiosk/enter");

        HttpResponse<String> shown = machine.send("/kiosk/code", Map.of("code", code, "next", ""));
        assertThat(Browser.location(shown)).isEqualTo("/kiosk/my");
        machine.open("/kiosk/my/code");
        String onwards = first(CODE, machine.send("/kiosk/my/code", Map.of()).body());
        machine.open("/kiosk/enter");
        HttpResponse<String> again = machine.send("/kiosk/code", Map.of("code", code, "next", ""));

        assertThat(again.statusCode()).as("used").isEqualTo(422);
        assertThat(verifications.redeem(onwards, Channel.WINDOW, null))
                .as("and from here to a window")
                .isPresent();
        assertThat(looks(ma))
                .filteredOn(look -> look.kind() == Access.Kind.REUSED)
                .extracting(Access::channel)
                .contains(Channel.KIOSK, Channel.WINDOW);
    }

    @Test
    void theCookieOfAVisitNamesNobodyOnOtherPages() throws Exception {
        Browser machine = machine();
        machine.open("/kiosk/enter");
        String visit = machine.send("/kiosk/card", Map.of("card", "li")).headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("yimen-visit="))
                .map(cookie -> cookie.substring("yimen-visit=".length(), cookie.indexOf(';')))
                .findFirst()
                .orElseThrow();
        assertThat(machine.open("/kiosk/my").body()).contains("李*然");

        try (var elsewhere = HttpClient.newHttpClient()) {
            for (String page : List.of("/", "/items", "/hall", "/help/privacy", "/sign-in", "/no/such/page")) {
                var asked = HttpRequest.newBuilder(URI.create("http://localhost:" + port + page))
                        .header("Cookie", "yimen-session=" + visit)
                        .build();
                assertThat(elsewhere
                                .send(asked, HttpResponse.BodyHandlers.ofString())
                                .body())
                        .as(page)
                        .doesNotContain("李*然", "/sign-out");
            }
        }
    }

    @Test
    void someWrongCodesShutNobodyElseOutOfTheMachine() throws Exception {
        Person ma = people.find(CitizenId.of("629901197110010359")).orElseThrow();
        verifications.verified(ma.id(), Verification.How.PASSWORD, Channel.WEB, CITY);
        String code = verifications.code(ma.id()).orElseThrow().spelt();
        Browser machine = machine();
        machine.open("/kiosk/enter");
        for (int i = 0; i < 10; i++) {
            assertThat(machine.send("/kiosk/code", Map.of("code", "V-ABCD-EFGH", "next", ""))
                            .statusCode())
                    .isEqualTo(422);
        }

        HttpResponse<String> shown = machine.send("/kiosk/code", Map.of("code", code, "next", ""));

        assertThat(Browser.location(shown)).isEqualTo("/kiosk/my");
    }

    @Test
    @Proves("M-IDA-04")
    void aCardShownHereIsHonouredAtHomeAndInTheInstalledPages() throws Exception {
        Person li = people.find(CitizenId.of(LI)).orElseThrow();
        Browser machine = machine();
        machine.open("/kiosk/enter");
        machine.send("/kiosk/card", Map.of("card", "li"));
        machine.open("/kiosk/my/code");
        String forHome = first(CODE, machine.send("/kiosk/my/code", Map.of()).body());
        var home = new Browser(port);
        home.open("/sign-in/code");

        HttpResponse<String> signedIn = home.send("/sign-in/code", Map.of("code", forHome, "next", "/me"));
        machine.open("/kiosk/my/code");
        String forPhone = first(CODE, machine.send("/kiosk/my/code", Map.of()).body());
        var phone = new Browser(port);
        phone.open("/?app=on");
        phone.open("/sign-in/code");
        phone.send("/sign-in/code", Map.of("code", forPhone, "next", "/me"));

        assertThat(Browser.location(signedIn)).isEqualTo("/me");
        assertThat(home.open("/me").statusCode()).isEqualTo(200);
        // Others looked him up later, by clocks of their own.
        assertThat(home.open("/me/access?before=" + time.instant().plusSeconds(1))
                        .body())
                .contains("用的是在自助终端读身份证的认证");
        assertThat(phone.open("/me/code").statusCode()).isEqualTo(200);
        assertThat(looks(li))
                .filteredOn(look -> look.kind() == Access.Kind.REUSED)
                .extracting(Access::channel)
                .contains(Channel.WEB, Channel.APP);
        home.open("/sign-in/code");
        assertThat(home.send("/sign-in/code", Map.of("code", forHome)).statusCode())
                .as("used")
                .isEqualTo(422);
    }

    @Test
    void whatAWindowBeganOnHisNumberIsAskedAboutAtTheMachineToo() throws Exception {
        Applicant li = applicant(LI);
        UUID clerk = city.at("ZX/window").id();
        Dossier draft =
                city.complete(begun.begin(li, "tobacco-retail", Start.signedIn(li), UUID.randomUUID(), clerk, false)
                        .draft());
        String his = "/kiosk/my/draft/" + draft.id();
        Browser machine = machine();
        machine.open("/kiosk/enter");
        machine.send("/kiosk/card", Map.of("card", "li"));

        assertThat(Browser.location(machine.open(his + "/check"))).isEqualTo(his + "/begun");
        assertThat(machine.open(his + "/begun").body()).contains("窗口为您开始填写了这份申请");
        assertThat(begun.isHers(draft, city.at("ZX/window").id())).isTrue();
        var on = Map.of("key", City.key(), "item", "tobacco-retail", "choice", "on");
        assertThat(Browser.location(machine.send(his + "/begun", on))).isEqualTo(his);

        assertThat(machine.open(his + "/check").statusCode()).isEqualTo(200);
        assertThat(begun.isHers(draft, city.at("ZX/window").id())).isFalse();
        drafts.discard(draft);
    }

    @Test
    void whatIsHandedInFromTheInstalledPagesSaysSo() throws Exception {
        Person li = people.find(CitizenId.of(LI)).orElseThrow();
        Dossier draft = city.complete(applicant(LI), "tobacco-retail");
        verifications.verified(li.id(), Verification.How.ID_CARD, Channel.KIOSK, "试验终端");
        var phone = new Browser(port);
        phone.open("/?app=on");
        phone.open("/sign-in/code");
        phone.send(
                "/sign-in/code",
                Map.of("code", verifications.code(li.id()).orElseThrow().text()));
        String check = phone.open("/apply/draft/" + draft.id() + "/check").body();

        phone.send("/apply/draft/" + draft.id() + "/submit", Map.of("key", first(KEY, check)));

        assertThat(desk.submitted(draft.id()))
                .hasValueSatisfying(file -> assertThat(file.channel()).isEqualTo("mobile"));
    }

    @Test
    void aVisitEndsByItselfWhereNobodyTouchesTheScreen() throws Exception {
        Browser machine = machine();
        machine.open("/kiosk/enter");
        machine.send("/kiosk/card", Map.of("card", "li"));
        String page = machine.open("/kiosk/my").body();

        String next = first(REFRESH, page);
        int pages = 0;
        while (next.startsWith("/kiosk/still-there")) {
            String asks = machine.open(next.replace("&amp;", "&")).body();
            assertThat(asks).contains("您还在吗").contains("href=\"/kiosk/my\"");
            next = first(REFRESH, asks);
            assertThat(++pages).isLessThan(10);
        }

        assertThat(next).isEqualTo("/kiosk/over");
        assertThat(machine.open("/kiosk/over").body()).contains("已清空");
        assertThat(Browser.location(machine.open("/kiosk/my"))).isEqualTo("/kiosk");
        assertThat(pages).isEqualTo(4);
    }

    @Test
    void aMachineWhosePagesStoppedForgetsItsVisitorToo() throws Exception {
        Browser machine = machine();
        machine.open("/kiosk/enter");
        machine.send("/kiosk/card", Map.of("card", "li"));
        assertThat(machine.open("/kiosk/my").statusCode()).isEqualTo(200);
        // On the same connection: when it is answered, the use of the session before it has been written.
        machine.open("/robots.txt");

        time.advance(Duration.ofMinutes(5));

        assertThat(Browser.location(machine.open("/kiosk/my"))).isEqualTo("/kiosk");
    }

    @Test
    void aMachineThatIsShutOutIsAStrangerAtOnceAndSoIsItsVisitor() throws Exception {
        Station station = registered();
        Browser machine = paired(station);
        machine.open("/kiosk/enter");
        machine.send("/kiosk/card", Map.of("card", "li"));
        assertThat(machine.open("/kiosk/my").statusCode()).isEqualTo(200);

        stations.shutOut(CITY, station.id(), BY);

        assertThat(Browser.location(machine.open("/kiosk/my"))).isEqualTo("/kiosk");
        assertThat(machine.open("/kiosk").body()).contains("这台机器没有登记");
    }

    @Test
    void theLanguageOfTheLastVisitorIsForgottenWithHim() throws Exception {
        Browser machine = machine();
        assertThat(machine.open("/kiosk?lang=en&elder=on").body()).contains("Hello, what would you like to do?");
        assertThat(machine.open("/kiosk/items").body()).contains("lang=\"en\"");

        machine.open("/kiosk/over");

        assertThat(machine.open("/kiosk").body()).contains("您好，请选一项").doesNotContain("ym-elder");
    }

    @Test
    void noPageLeadsAwayFromTheMachine() throws Exception {
        var file = city.submitted(ITEM);
        Dossier draft = city.complete(applicant(City.CITIZEN), ITEM);
        Browser machine = machine();
        machine.open("/kiosk/enter");
        machine.send("/kiosk/card", Map.of("card", "chen"));
        String base = "/kiosk/my/draft/" + draft.id();

        for (String page : List.of(
                "/kiosk",
                "/kiosk/enter",
                "/kiosk/my",
                "/kiosk/my/code",
                "/kiosk/my/ticket",
                "/kiosk/my/apply/" + ITEM,
                "/kiosk/my/cases/" + file.id().value(),
                "/kiosk/my/cases/" + file.id().value() + "/receipt",
                base,
                base + "/question/phone",
                base + "/material/floor-plan",
                base + "/check",
                "/kiosk/items",
                "/kiosk/items?q=食品",
                "/kiosk/items/" + ITEM,
                "/kiosk/progress",
                "/kiosk/progress/" + progress.token(file.id()),
                "/kiosk/verify",
                "/kiosk/verify?code=ABCD",
                "/kiosk/items/no-such-item",
                "/kiosk/still-there?back=//evil.example",
                "/kiosk/over")) {
            String body = machine.open(page.replace("食品", "%E9%A3%9F%E5%93%81")).body();
            assertThat(all(LINK, body))
                    .as(page)
                    .isNotEmpty()
                    .allMatch(link -> link.equals("/kiosk")
                            || link.startsWith("/kiosk/")
                            || link.startsWith("/kiosk?")
                            || link.startsWith("/assets/"));
            assertThat(body).as(page).doesNotContain("autocomplete=\"tel\"").doesNotContain("type=\"file\"");
        }
        drafts.discard(draft);
    }

    @Test
    void aNumberIsTakenWithoutSayingWhoOneIsAndOnceForOnePress() throws Exception {
        WindowGroup group = hall.group(1);
        Browser machine = machineIn(group);
        String asked = machine.open("/kiosk/ticket").body();
        assertThat(asked).contains(group.name().zh(), "0 人在等");
        String key = first(KEY, asked);

        HttpResponse<String> taken = machine.send("/kiosk/ticket", Map.of("key", key, "group", group.code()));
        machine.open("/kiosk/ticket");
        HttpResponse<String> again = machine.send("/kiosk/ticket", Map.of("key", key, "group", group.code()));

        assertThat(Browser.location(taken)).startsWith("/kiosk/ticket/");
        assertThat(Browser.location(again)).isEqualTo(Browser.location(taken));
        assertThat(machine.open(Browser.location(taken)).body()).contains(group.letter() + "001", "前面还有 0 位", "<svg");
        assertThat(machine.open("/kiosk/ticket").body()).contains("1 人在等");
    }

    @Test
    void aMachineThatGivesVeryManyNumbersAtOnceIsSlowedDown() throws Exception {
        WindowGroup group = hall.group(1);
        Browser machine = machineIn(group);
        for (int i = 0; i < 20; i++) {
            assertThat(ticket(machine, group).statusCode()).isEqualTo(303);
        }

        HttpResponse<String> refused = ticket(machine, group);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("取号太快了");
        assertThat(ticket(machineIn(group), group).statusCode())
                .as("another machine")
                .isEqualTo(303);
    }

    private static HttpResponse<String> ticket(Browser machine, WindowGroup group) throws Exception {
        machine.open("/kiosk/ticket");
        return machine.send("/kiosk/ticket", Map.of("key", UUID.randomUUID().toString(), "group", group.code()));
    }

    @Test
    void aBookingBecomesANumberByItsCodeOrByTheCardOfWhomItIs() throws Exception {
        WindowGroup group = hall.group(1);
        Slot slot = hall.slots(group, 5).getFirst();
        Applicant li = applicant(LI);
        Booking booking = bookings.book(
                CITY,
                new Bookings.Wish(
                        slot.id(), null, li.holder(), li.person(), null, Door.WEB, li.person(), UUID.randomUUID()));
        Browser machine = machineIn(group);
        machine.open("/kiosk/ticket");
        HttpResponse<String> wrong = machine.send("/kiosk/ticket/booking", Map.of("code", "YB-NONE-2345"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("YB-NONE-2345");

        HttpResponse<String> byCode =
                machine.send("/kiosk/ticket/booking", Map.of("code", Bookings.spelt(booking.code())));
        machine.open("/kiosk/enter");
        machine.send("/kiosk/card", Map.of("card", "ma"));
        machine.open("/kiosk/my/ticket");
        assertThat(machine.send(
                                "/kiosk/my/ticket/booking",
                                Map.of("booking", booking.id().toString()))
                        .statusCode())
                .as("somebody else's")
                .isEqualTo(404);
        machine.open("/kiosk/over");
        machine.open("/kiosk/enter");
        machine.send("/kiosk/card", Map.of("card", "li"));
        machine.open("/kiosk/my/ticket");
        HttpResponse<String> byCard = machine.send(
                "/kiosk/my/ticket/booking", Map.of("booking", booking.id().toString()));

        assertThat(Browser.location(byCode)).startsWith("/kiosk/ticket/");
        assertThat(Browser.location(byCard)).as("one booking, one number").isEqualTo(Browser.location(byCode));
        bookings.find(CITY, booking.id())
                .ifPresent(used -> assertThat(used.state()).isEqualTo(Booking.State.CAME));
    }

    @Test
    void whatIsAnothersIsNotThere() throws Exception {
        var file = city.submitted(ITEM);
        Dossier draft = city.complete(applicant(City.CITIZEN), ITEM);
        Browser machine = machine();
        machine.open("/kiosk/enter");
        machine.send("/kiosk/card", Map.of("card", "li"));

        assertThat(machine.open("/kiosk/my/cases/" + file.id().value()).statusCode())
                .isEqualTo(404);
        assertThat(machine.open("/kiosk/my/cases/" + file.id().value() + "/receipt")
                        .statusCode())
                .isEqualTo(404);
        assertThat(machine.open("/kiosk/my/draft/" + draft.id()).statusCode()).isEqualTo(404);
        assertThat(machine.open("/kiosk/my/licences/" + UUID.randomUUID()).statusCode())
                .isEqualTo(404);
        drafts.discard(draft);
    }

    @Test
    void progressIsAskedForByNumberAndTail() throws Exception {
        var file = city.submitted(ITEM);
        Browser machine = machine();
        machine.open("/kiosk/progress");

        assertThat(machine.send("/kiosk/progress", Map.of("number", file.number(), "tail", "0000"))
                        .statusCode())
                .isEqualTo(422);
        HttpResponse<String> found = machine.send(
                "/kiosk/progress",
                Map.of("number", file.number(), "tail", City.CITIZEN.substring(City.CITIZEN.length() - 4)));

        assertThat(found.statusCode()).isEqualTo(303);
        assertThat(machine.open(Browser.location(found)).body())
                .as("what the web says")
                .contains(file.number(), "现在在谁手里", "下一步", "已用", "还剩");
    }

    @Test
    @Proves({"M-CHN-03", "N-Y17"})
    void aMachineInABankOrATelecomShopIsATerminalOfItsOwn() throws Exception {
        for (Station.Kind kind : List.of(Station.Kind.BANK, Station.Kind.TELECOM)) {
            Dossier begunAtHome = city.complete(applicant(LI), "tobacco-retail");
            String name = "试验终端 " + UUID.randomUUID().toString().substring(0, 8);
            Browser machine = paired(
                    stations.register(CITY, UUID.randomUUID(), new Stations.Entry(name, "试验网点", "", kind, null), BY));
            machine.open("/kiosk/enter");
            machine.send("/kiosk/card", Map.of("card", "li"));
            String base = "/kiosk/my/draft/" + begunAtHome.id();
            String key = first(KEY, machine.open(base + "/check").body());

            machine.send(base + "/submit", Map.of("key", key));

            assertThat(desk.submitted(begunAtHome.id()).orElseThrow().channel()).isEqualTo(kind.channel());
        }
        assertThat(beginnings.terminals(
                        CITY, time.instant().minusSeconds(60), time.instant().plusSeconds(60)))
                .extracting(Beginnings.Terminal::channel)
                .contains("bank", "telecom");
    }

    private Browser machineIn(WindowGroup group) throws Exception {
        String name = "试验终端 " + UUID.randomUUID().toString().substring(0, 8);
        return paired(stations.register(CITY, UUID.randomUUID(), Stations.Entry.hall(name, group.site(), "一楼"), BY));
    }

    private Station registered() {
        String name = "试验终端 " + UUID.randomUUID().toString().substring(0, 8);
        return stations.register(CITY, UUID.randomUUID(), Stations.Entry.hall(name, "政务服务大厅", "一楼"), BY);
    }

    private Browser machine() throws Exception {
        return paired(registered());
    }

    private Browser paired(Station station) throws Exception {
        var machine = new Browser(port);
        machine.open("/kiosk");
        HttpResponse<String> paired = machine.send(
                "/kiosk/pair",
                Map.of("code", stations.offer(CITY, station.id(), BY).text()));
        assertThat(paired.statusCode()).isEqualTo(303);
        return machine;
    }

    private Applicant applicant(String number) {
        return applicants.of(people.find(CitizenId.of(number)).orElseThrow().id(), null);
    }

    private List<Access> looks(Person person) {
        return accesses.of(person.id(), Instant.parse("2027-01-01T00:00:00Z"), Accesses.MOST);
    }

    private static String first(Pattern pattern, String body) {
        return all(pattern, body).getFirst();
    }

    private static List<String> all(Pattern pattern, String body) {
        return pattern.matcher(body).results().map(found -> found.group(1)).toList();
    }
}
