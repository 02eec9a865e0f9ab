package org.yimen.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.api.Systems.Answer;
import org.yimen.api.Systems.Caller;
import org.yimen.application.Applicant;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.application.Dossier;
import org.yimen.application.Drafts;
import org.yimen.application.HandOvers;
import org.yimen.application.Waivers;
import org.yimen.audit.AuditLog;
import org.yimen.audit.Trail;
import org.yimen.casework.CaseDesk;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.WorkLists;
import org.yimen.delivery.Handover;
import org.yimen.delivery.Proof;
import org.yimen.exchange.Allowances;
import org.yimen.identity.Access;
import org.yimen.identity.Accesses;
import org.yimen.identity.CardChecks;
import org.yimen.identity.CardRead;
import org.yimen.identity.Machines;
import org.yimen.identity.Onlooker;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.Scope;
import org.yimen.identity.TestNumbers;
import org.yimen.licence.LicenceDesk;
import org.yimen.organisation.Right;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;
import tools.jackson.databind.JsonNode;

@HallTest
class ApiTest {

    private static final String ITEM = "public-place-hygiene";
    private static final String PDF =
            Base64.getEncoder().encodeToString("%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\n".getBytes(US_ASCII));
    private static final String BASE = "/api/v1/applications/";

    @Autowired
    private Systems systems;

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private Drafts drafts;

    @Autowired
    private HandOvers handOvers;

    @Autowired
    private Waivers waivers;

    @Autowired
    private LicenceDesk licences;

    @Autowired
    private Machines machines;

    @Autowired
    private WorkLists lists;

    @Autowired
    private TestTime time;

    @Autowired
    private Accesses accesses;

    @Autowired
    private People people;

    @Autowired
    private CardChecks cards;

    @Autowired
    private AuditLog audit;

    @Autowired
    private JdbcClient jdbc;

    /** What answers 404 one by one is on no list either. */
    @Test
    void theListOfADepartmentHoldsOnlyWhatOpens() throws Exception {
        String number = city.accepted(ITEM).number();

        Answer seen = systems.get(systems.on("WJW/examiner"), "/api/v1/applications?of=departments&limit=100");
        Answer unseen = systems.get(systems.on("WJW/editor"), "/api/v1/applications?of=departments&limit=100");

        assertThat(seen.body()).contains(number);
        assertThat(unseen.status()).isEqualTo(200);
        assertThat(unseen.body()).doesNotContain("629901-");
    }

    @Test
    @Proves("M-DAT-08")
    void aCaseGoesFromSubmissionToAVerifiedLicenceThroughTheApiAlone() throws Exception {
        Caller window = systems.on("ZX/window");
        systems.letter(window, "WJW", Right.ACCEPT);
        Caller office = systems.on("WJW/examiner", "WJW/chief");
        systems.letter(office, "WJW", Right.DECIDE, Right.ISSUE);

        Answer submitted = systems.post(window, "/api/v1/applications", Systems.key(), submission());
        assertThat(submitted.status()).as(submitted.body()).isEqualTo(201);
        String number = submitted.json().get("number").asString();
        assertThat(submitted.header("Location")).endsWith(number);
        assertThat(submitted.body()).doesNotContain(City.CITIZEN).contains("\"applicant\":\"陈*禾\"");

        assertThat(command(window, number, "accept", "{\"looked\":[\"*\"]}")
                        .json()
                        .get("code")
                        .asString())
                .isEqualTo("application.checkpoints.open");
        assertThat(command(window, number, "accept", "").json().get("status").asString())
                .isEqualTo("reviewing");
        city.review(desk.find(idOf(number)).id());
        assertThat(status(office, number)).isEqualTo("deciding");
        assertThat(command(office, number, "decide", "{\"outcome\":\"grant\",\"others\":false}")
                        .status())
                .isEqualTo(200);
        Answer issued = command(office, number, "issue", "");
        assertThat(issued.status()).as(issued.body()).isEqualTo(200);
        Answer delivered = command(window, number, "deliver", taken("陈晓禾", "seen", null));
        assertThat(delivered.json().get("status").asString()).isEqualTo("delivered");

        var licence = licences.ofCase(Systems.CITY, idOf(number).value()).getFirst();
        Answer verified =
                systems.get(window, "/api/v1/licences/" + licence.code().value());
        assertThat(verified.json().get("inForce").asBoolean()).isTrue();
        Answer clocks = systems.get(office, BASE + number + "/clocks");
        assertThat(clocks.json().get("clocks").get(0).get("days").size()).isPositive();
        Answer proof = systems.get(office, BASE + number + "/proof");
        assertThat(proof.json().get("intact").asBoolean()).isTrue();
        for (int tries = 0; proof.json().get("receipt") == null && tries < 50; tries++) {
            // The log vouches for it within moments, not at once.
            Thread.sleep(100);
            proof = systems.get(office, BASE + number + "/proof");
        }
        assertThat(proof.json().get("receipt").get("kind").asString()).startsWith("yimen-log-receipt");
        assertThat(proof.json().get("leaves").size())
                .isEqualTo(proof.json().get("version").asInt());
        Answer events = systems.get(office, BASE + number + "/events");
        assertThat(events.json().get("events").get(0).get("type").asString()).isEqualTo("submitted");
        Answer own = systems.get(window, "/api/v1/applications?of=handed-in");
        assertThat(own.json().get("applications").get(0).get("number").asString())
                .isEqualTo(number);
    }

    @Test
    void aRepeatUnderTheSameKeyDoesNothingAgainAndAnotherBodyIsRefused() throws Exception {
        Caller window = systems.on("ZX/window");
        systems.letter(window, "WJW", Right.ACCEPT);
        String key = Systems.key();
        String body = submission();

        Answer first = systems.post(window, "/api/v1/applications", key, body);
        Answer second = systems.post(window, "/api/v1/applications", key, body);

        assertThat(second.status()).as(second.body()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        Answer other = systems.post(
                window, "/api/v1/applications", key, body.replace("河畔", "湖畔").replace("如实", "据实"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().get("code").asString()).isEqualTo("casework.key.reused");

        String number = first.json().get("number").asString();
        String once = Systems.key();
        Answer accepted = systems.post(window, BASE + number + "/accept", once, "");
        Answer again = systems.post(window, BASE + number + "/accept", once, "");
        assertThat(again.body()).isEqualTo(accepted.body());
        assertThat(again.json().get("papers").size()).isEqualTo(1);
        String neighbour = systems.post(window, "/api/v1/applications", Systems.key(), body)
                .json()
                .get("number")
                .asString();
        assertThat(systems.post(window, BASE + neighbour + "/accept", once, "").status())
                .isEqualTo(422);
    }

    @Test
    void aChangeNeedsAKeyAndMayNameTheVersionThatWasSeen() throws Exception {
        Caller window = systems.on("ZX/window");
        systems.letter(window, "WJW", Right.ACCEPT);
        String number = city.submitted(ITEM).number();

        Answer without = systems.send(
                systems.authorised(window, BASE + number + "/accept").POST(BodyPublishers.noBody()));
        assertThat(without.status()).isEqualTo(400);
        assertThat(without.json().get("errors").get(0).get("field").asString()).isEqualTo("Idempotency-Key");
        assertThat(withVersion(window, number, "\"7\"").status()).isEqualTo(412);
        assertThat(withVersion(window, number, "seven").status()).isEqualTo(400);
        String etag = systems.get(window, BASE + number).header("ETag");
        assertThat(withVersion(window, number, etag).status()).isEqualTo(200);
    }

    @Test
    void postsAndLettersDecideForAMachineAsForAnOfficer() throws Exception {
        Caller withoutLetter = systems.on("ZX/window");
        Caller elsewhere = systems.on("JY/examiner");
        String number = city.submitted(ITEM).number();

        Answer refused = command(withoutLetter, number, "accept", "");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.json().get("code").asString()).isEqualTo("application.may-not.accept");
        assertThat(systems.get(elsewhere, BASE + number).status()).isEqualTo(404);
        assertThat(command(elsewhere, number, "accept", "").status()).isEqualTo(404);
        Answer forOthers = systems.post(elsewhere, "/api/v1/applications", Systems.key(), submission());
        assertThat(forOthers.status()).isEqualTo(403);
    }

    @Test
    @Proves("M-IDA-02")
    void aWrongCardAtAWindowStopsTheCaseForMachinesToo() throws Exception {
        Caller window = systems.on("ZX/window");
        systems.letter(window, "WJW", Right.ACCEPT);
        CaseFile<State> file = city.submitted(ITEM);
        Person expected = people.find(List.of(city.citizen().person())).getFirst();
        var by = new Onlooker(window.registered().machine().staffId(), "试验窗口", "ZX/window");
        var strangers = new CardRead("李不同", TestNumbers.citizen(), LocalDate.of(2036, 1, 1));
        cards.compare(Systems.CITY, file.id().value(), strangers, List.of(expected), by);

        Answer stopped = command(window, file.number(), "accept", "");

        assertThat(stopped.json().get("code").asString()).isEqualTo("identity.card.stopped");
        assertThat(desk.find(file.id()).version()).isEqualTo(file.version());
        time.advance(Duration.ofMinutes(1));
        var own = new CardRead(expected.name(), expected.citizenId(), LocalDate.of(2036, 1, 1));
        cards.compare(Systems.CITY, file.id().value(), own, List.of(expected), by);
        assertThat(command(window, file.number(), "accept", "").status()).isEqualTo(200);
    }

    @Test
    @Proves("M-CAT-10")
    void whatIsAskedForBeyondTheListIsOnTheListOfWhatWasStopped() throws Exception {
        Caller window = systems.on("ZX/window");
        String unlisted = "licence-to-" + Long.toString(System.nanoTime(), 36).replaceAll("\\d", "x");

        Answer refused = systems.post(
                window,
                "/api/v1/applications",
                Systems.key(),
                submission().replace("\"" + ITEM + "\"", "\"" + unlisted + "\""));

        assertThat(refused.json().get("code").asString()).isEqualTo("application.item.unknown");
        assertThat(Trail.of(audit, Systems.CITY, List.of(CaseDesk.BEYOND_THE_LIST)))
                .anySatisfy(entry -> {
                    assertThat(entry.detail()).containsValue(unlisted);
                    assertThat(entry.actor())
                            .isEqualTo(window.registered().machine().staffId().toString());
                });
    }

    @Test
    void whatIsMissingComesBackFieldByFieldInTheCallersLanguage() throws Exception {
        Caller window = systems.on("ZX/window");
        String empty = Systems.json(Map.of("item", ITEM, "applicant", Map.of("citizenId", City.CITIZEN)));
        List<UUID> before = openDrafts();

        Answer chinese = systems.post(window, "/api/v1/applications", Systems.key(), empty);
        Answer english = systems.send(systems.authorised(window, "/api/v1/applications")
                .header("Accept-Language", "en-GB, zh;q=0.5")
                .header("Idempotency-Key", Systems.key())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(empty)));

        assertThat(chinese.status()).isEqualTo(422);
        assertThat(chinese.json().get("title").asString()).isEqualTo("规则不允许");
        assertThat(english.json().get("title").asString()).isEqualTo("Refused");
        assertThat(english.body()).contains("\"field\":\"answers.").contains("\"field\":\"files.");
        assertThat(openDrafts()).isEqualTo(before);
    }

    @Test
    void whereTwoDecideAMachineProposesAndOnlyAPersonConsents() throws Exception {
        Caller first = systems.on("SJ/chief");
        systems.letter(first, "SJ", Right.DECIDE);
        Caller second = systems.on("SJ/head");
        systems.letter(second, "SJ", Right.DECIDE);
        CaseId id = city.accepted("special-equipment-registration").id();
        city.review(id);
        city.keyed(id);
        String number = desk.find(id).number();

        String key = Systems.key();
        String grant = "{\"outcome\":\"grant\",\"others\":false}";
        systems.post(first, BASE + number + "/decide", key, grant);
        Answer again = systems.post(first, BASE + number + "/decide", key, grant);
        assertThat(again.json().get("status").asString()).isEqualTo("proposed");
        for (String outcome : List.of(grant, "{\"outcome\":\"refuse\",\"reason\":\"证书过期\"}")) {
            assertThat(systems.post(second, BASE + number + "/decide", Systems.key(), outcome)
                            .status())
                    .as(outcome)
                    .isIn(400, 409, 422);
        }
        assertThat(desk.find(id).state()).isInstanceOf(State.Proposed.class);

        desk.write(id, city.at("SJ/head"), City.key(), null, paper -> new Command.Consent(true, paper));

        assertThat(systems.get(first, BASE + number).json().get("status").asString())
                .isEqualTo("granted");
    }

    @Test
    void aProgramWithdrawsAndSuppliesOnlyWhatItHandedInItself() throws Exception {
        Caller first = systems.on("ZX/window");
        Caller second = systems.on("ZX/window");
        systems.letter(first, "WJW", Right.ACCEPT);
        String fromHome = city.submitted(ITEM).number();
        String own = systems.post(first, "/api/v1/applications", Systems.key(), submission())
                .json()
                .get("number")
                .asString();
        String reason = "{\"reason\":\"不办了\"}";

        for (String number : List.of(fromHome, own)) {
            Answer refused = command(second, number, "withdraw", reason);
            assertThat(refused.status()).as(number).isEqualTo(403);
            assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
            assertThat(refused.json().get("code").asString()).isEqualTo("application.may-not.machine");
        }
        String notice = "{\"defects\":[{\"material\":\"floor-plan\",\"what\":\"没有比例\"}]}";
        assertThat(command(first, fromHome, "notice-supplement", notice).status())
                .isEqualTo(200);
        int files = desk.dossier(idOf(fromHome)).content().files().size();
        String paper = Systems.json(
                Map.of("files", List.of(Map.of("material", "floor-plan", "name", "图.pdf", "content", PDF))));
        Answer supplied = command(first, fromHome, "supply", paper);
        assertThat(supplied.json().get("code").asString()).isEqualTo("application.may-not.machine");
        assertThat(desk.dossier(idOf(fromHome)).content().files()).hasSize(files);

        assertThat(command(first, own, "withdraw", reason).json().get("status").asString())
                .isEqualTo("withdrawn");
        assertThat(desk.act(idOf(fromHome), city.at("ZX/window"), City.key(), null, new Command.Withdraw("本人到场"))
                        .state())
                .as("a clerk has him before her")
                .isInstanceOf(State.Withdrawn.class);
    }

    @Test
    void aHandOverSaysWhoTookItAndHowHeWasKnown() throws Exception {
        Caller window = systems.on("ZX/window");
        for (String body : List.of(
                "{\"how\":\"window\"}",
                "{\"how\":\"window\",\"receiver\":{\"name\":\"陈晓禾\"}}",
                "{\"how\":\"online\",\"receiver\":{\"relation\":\"holder\",\"name\":\"陈晓禾\",\"proof\":\"seen\"}}",
                taken("陈晓禾", "card", null),
                taken("陈晓禾", "seen", City.CITIZEN),
                taken("陈晓禾", "card", "629901199302271174"))) {
            assertThat(command(window, issued().number(), "deliver", body).status())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(command(window, issued().number(), "deliver", taken("路人甲", "seen", null))
                        .json()
                        .get("code")
                        .asString())
                .isEqualTo("application.hand-over.stranger");

        var seen = issued();
        String looked = taken("陈晓禾", "seen", null);
        assertThat(command(window, seen.number(), "deliver", looked).status()).isEqualTo(200);
        assertThat(proof(seen.id())).isEqualTo(Proof.SEEN);

        var read = issued();
        Answer other = command(window, read.number(), "deliver", taken("陈晓禾", "card", "629901199302271173"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().get("code").asString()).isEqualTo("identity.card.other-person");
        assertThat(command(window, read.number(), "deliver", looked)
                        .json()
                        .get("code")
                        .asString())
                .as("the wrong card was the last one")
                .isEqualTo("identity.card.stopped");
        // The clock stands still, and the last card counts.
        time.advance(Duration.ofSeconds(1));
        String key = Systems.key();
        String card = taken("陈晓禾", "card", City.CITIZEN);
        Answer once = systems.post(window, BASE + read.number() + "/deliver", key, card);
        Answer again = systems.post(window, BASE + read.number() + "/deliver", key, card);
        assertThat(once.status()).as(once.body()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(once.body());
        assertThat(proof(read.id())).isEqualTo(Proof.CARD);
    }

    /** @param number of the card that was read, or null where none was */
    private static String taken(String name, String proof, @Nullable String number) {
        var receiver = new TreeMap<String, Object>(Map.of("relation", "holder", "name", name, "proof", proof));
        if (number != null) {
            receiver.put("card", Map.of("name", name, "citizenId", number, "until", "2036-12-01"));
        }
        return Systems.json(Map.of("how", "window", "receiver", receiver));
    }

    private CaseFile<State> issued() {
        CaseId id = city.granted(ITEM).id();
        desk.issue(id, city.at("WJW/chief"), City.key(), null);
        return desk.find(id);
    }

    private Proof proof(CaseId id) {
        return handOvers.of(id).stream()
                .filter(Handover::isTheEnd)
                .findFirst()
                .orElseThrow()
                .receiver()
                .proof();
    }

    private List<UUID> openDrafts() {
        return drafts.of(city.citizen().holder()).stream().map(Dossier::id).toList();
    }

    @Test
    void aTokenEndsWithItsTimeItsScopeAndItsMachine() throws Exception {
        var registered = systems.register(Set.of("ZX/window"), EnumSet.allOf(Scope.class));
        Caller reader = systems.signedIn(registered, EnumSet.of(Scope.ITEMS_READ));

        assertThat(systems.get(reader, "/api/v1/items?limit=2")
                        .json()
                        .get("items")
                        .size())
                .isEqualTo(2);
        assertThat(systems.get(reader, "/api/v1/events").status()).isEqualTo(403);
        machines.suspend(Systems.CITY, registered.machine().clientId(), true, "test");
        assertThat(systems.get(reader, "/api/v1/items").status()).isEqualTo(401);
        assertThat(systems.token(registered, Set.of(Scope.ITEMS_READ)).status()).isEqualTo(401);
        machines.suspend(Systems.CITY, registered.machine().clientId(), false, "test");
        Caller again = systems.signedIn(registered, EnumSet.of(Scope.ITEMS_READ));
        assertThat(systems.get(again, "/api/v1/items").status()).isEqualTo(200);
        machines.grant(Systems.CITY, registered.machine().clientId(), Set.of(Scope.EVENTS_READ), "test");
        assertThat(systems.get(again, "/api/v1/items").status()).isEqualTo(403);
        machines.grant(Systems.CITY, registered.machine().clientId(), Set.of(Scope.ITEMS_READ), "test");
        time.advance(Duration.ofMinutes(11));
        assertThat(systems.get(again, "/api/v1/items").status()).isEqualTo(401);
        var secret = machines.newSecret();
        machines.rotate(Systems.CITY, registered.machine().clientId(), secret.digest(), "test");
        var rotated = new Machines.Registered(registered.machine(), secret.value());
        assertThat(systems.token(registered, Set.of(Scope.ITEMS_READ)).status()).isEqualTo(401);
        assertThat(systems.token(rotated, Set.of(Scope.ITEMS_READ)).status()).isEqualTo(200);
        assertThat(systems.token(rotated, Set.of(Scope.LICENCES_VERIFY)).status())
                .isEqualTo(400);
    }

    @Test
    void aTokenThatItsBearerRevokesIsGone() throws Exception {
        Caller window = systems.on("ZX/window");
        String basic = Base64.getEncoder()
                .encodeToString((window.registered().machine().clientId() + ":"
                                + window.registered().secret())
                        .getBytes(US_ASCII));

        Answer revoked = systems.send(HttpRequest.newBuilder(systems.address("/oauth2/revoke"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("token=" + window.token())));

        assertThat(revoked.status()).as(revoked.body()).isEqualTo(200);
        assertThat(systems.get(window, "/api/v1/items").status()).isEqualTo(401);
    }

    @Test
    void theStreamOfEventsGoesOnFromItsCursorAndShowsOnlyWhatConcernsTheCaller() throws Exception {
        Caller office = systems.on("WJW/examiner");
        Caller elsewhere = systems.on("JY/examiner");
        String start = end(office);

        String number = city.accepted(ITEM).number();

        assertThat(numbers(office, start)).contains(number);
        assertThat(numbers(elsewhere, start)).doesNotContain(number);
    }

    @Test
    @Proves("M-CHN-21")
    void progressIsToldToWhoeverKnowsTheNumberAndItsTail() throws Exception {
        Caller machine = systems.on("JY/examiner");
        String number = city.submitted(ITEM).number();

        Answer found = progress(machine, number, "4524");

        assertThat(found.status()).as(found.body()).isEqualTo(200);
        JsonNode said = found.json();
        assertThat(said.get("status").asString()).isEqualTo("received");
        assertThat(said.get("departments").get(0).asString()).isEqualTo("WJW");
        assertThat(said.get("with").asString()).isNotBlank();
        assertThat(said.get("next").asString()).startsWith("下一步");
        assertThat(said.get("clocks").get(0).get("used").isInt()).isTrue();
        assertThat(said.get("clocks").get(0).get("left").asInt()).isPositive();
        for (int guess = 0; guess < 5; guess++) {
            assertThat(progress(machine, number, "000" + guess).status()).isEqualTo(404);
        }
        Answer locked = progress(machine, number, "4524");
        assertThat(locked.status()).isEqualTo(429);
        assertThat(Integer.parseInt(locked.header("Retry-After"))).isPositive();
    }

    @Test
    void tooManyRequestsAreToldWhenToComeBack() throws Exception {
        Caller busy = systems.on("JY/examiner");
        Answer answer = systems.get(busy, "/api/v1/webhooks");

        for (int i = 0; i < 400 && answer.status() != 429; i++) {
            answer = systems.get(busy, "/api/v1/webhooks");
        }

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    private Answer progress(Caller caller, String number, String tail) throws Exception {
        return systems.post(
                caller, "/api/v1/progress", Systems.key(), Systems.json(Map.of("number", number, "tail", tail)));
    }

    private String end(Caller caller) throws Exception {
        String cursor = "";
        while (true) {
            var page = systems.get(caller, "/api/v1/events?limit=100" + (cursor.isEmpty() ? "" : "&after=" + cursor))
                    .json();
            String next = page.get("next").asString();
            if (next.equals(cursor)) {
                return cursor;
            }
            cursor = next;
        }
    }

    /** The stream ends below the oldest running transaction of the whole database, so it may take a moment. */
    private List<String> numbers(Caller caller, String cursor) throws Exception {
        var numbers = new ArrayList<String>();
        String at = cursor;
        for (int i = 0; i < 20; i++) {
            var page =
                    systems.get(caller, "/api/v1/events?limit=100&after=" + at).json();
            page.get("events").forEach(event -> numbers.add(event.get("number").asString()));
            at = page.get("next").asString();
            Thread.sleep(20);
        }
        return numbers;
    }

    private Answer withVersion(Caller caller, String number, String version) throws Exception {
        return systems.send(systems.authorised(caller, BASE + number + "/accept")
                .header("Idempotency-Key", Systems.key())
                .header("If-Match", version)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(systems.looked())));
    }

    private Answer command(Caller caller, String number, String command, String body) throws Exception {
        return systems.post(caller, BASE + number + "/" + command, Systems.key(), body);
    }

    private String status(Caller caller, String number) throws Exception {
        return systems.get(caller, BASE + number).json().get("status").asString();
    }

    private CaseId idOf(String number) {
        return lists.byNumber(Systems.CITY, number).orElseThrow().id();
    }

    @Test
    @Proves("M-INT-13")
    void whoAgreedHasHisPapersFetchedAndWithoutHimNoSourceIsAsked() throws Exception {
        Caller window = systems.on("ZX/window");
        systems.letter(window, "WJW", Right.ACCEPT);
        Applicant somebody = city.somebody();
        String key = Systems.key();
        String agreed = submission(somebody, Map.of("agreed", true), List.of());

        Answer fetched = systems.post(window, "/api/v1/applications", key, agreed);
        Answer again = systems.post(window, "/api/v1/applications", key, agreed);
        Answer unasked = systems.post(
                window, "/api/v1/applications", Systems.key(), submission(city.somebody(), Map.of(), List.of()));

        assertThat(fetched.status()).as(fetched.body()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json().get("number")).isEqualTo(fetched.json().get("number"));
        assertThat(sources(fetched)).contains(Waivers.Source.SHARED).doesNotContain(Waivers.Source.OFFICE);
        assertThat(sources(unasked)).contains(Waivers.Source.OFFICE).doesNotContain(Waivers.Source.SHARED);
    }

    @Test
    @Proves("M-INT-13")
    void whatASourceDoesNotGiveComesBackAsMissingAndIsSentThen() throws Exception {
        Caller window = systems.on("ZX/window");
        systems.letter(window, "WJW", Right.ACCEPT);
        Applicant somebody = city.somebodyUnanswered();
        List<UUID> before = openDrafts();

        Answer lacking = systems.post(
                window,
                "/api/v1/applications",
                Systems.key(),
                submission(somebody, Map.of("agreed", true), List.of("business-licence")));
        Answer brought = systems.post(
                window,
                "/api/v1/applications",
                Systems.key(),
                submission(somebody, Map.of("agreed", true), List.of("business-licence", "staff-health")));

        assertThat(lacking.status()).isEqualTo(422);
        assertThat(lacking.body())
                .contains("\"field\":\"files.staff-health\"", "卫生健康委员会没有答复")
                .doesNotContain("files.business-licence");
        assertThat(openDrafts()).isEqualTo(before);
        assertThat(brought.status()).as(brought.body()).isEqualTo(201);
        assertThat(desk.dossier(idOf(brought.json().get("number").asString())).files("staff-health"))
                .hasSize(1);
    }

    @Test
    @Proves("M-INT-11")
    void nothingIsPromisedOverTheApiAndTheCallerReadsWhy() throws Exception {
        Caller window = systems.on("ZX/window");
        systems.letter(window, "WJW", Right.ACCEPT);
        systems.letter(window, "SL", Right.ACCEPT);
        Applicant broke = city.somebody();
        city.brokePromise(broke);
        List<UUID> before = openDrafts();
        String excluded = Systems.json(Map.of(
                "item", "river-sand-extraction", "applicant", Map.of("citizenId", City.CITIZEN), "commitment", true));

        Answer honest = promising(window, city.somebody());
        Answer dishonest = promising(window, broke);
        Answer outOfTheQuestion = systems.post(window, "/api/v1/applications", Systems.key(), excluded);

        assertThat(honest.json().get("code").asString()).isEqualTo("api.commitment.himself");
        assertThat(dishonest.json().get("code").asString()).isEqualTo("application.commitment.no-more");
        assertThat(dishonest.body()).contains("修复以前不适用告知承诺");
        assertThat(outOfTheQuestion.json().get("code").asString()).isEqualTo("application.commitment.excluded");
        assertThat(openDrafts()).isEqualTo(before);
    }

    private Answer promising(Caller window, Applicant somebody) throws Exception {
        return systems.post(
                window,
                "/api/v1/applications",
                Systems.key(),
                submission(somebody, Map.of("commitment", true), List.of()));
    }

    private List<Waivers.Source> sources(Answer answer) {
        CaseId id = idOf(answer.json().get("number").asString());
        return waivers.ofCase(id.region(), id.value()).stream()
                .map(Waivers.Entered::source)
                .toList();
    }

    /** @param more materials that could be fetched and are sent */
    private String submission(Applicant applicant, Map<String, Object> fields, List<String> more) {
        Dossier draft = city.complete(applicant, ITEM);
        var files = new ArrayList<>(draft.content().files().stream()
                .map(file -> Map.of("material", file.material(), "name", "材料.pdf", "content", PDF))
                .toList());
        more.forEach(material -> files.add(Map.of("material", material, "name", "材料.pdf", "content", PDF)));
        var body = new TreeMap<String, Object>(fields);
        body.put("item", ITEM);
        body.put("applicant", Map.of("citizenId", applicant.number()));
        body.put("answers", new TreeMap<>(draft.answers().values()));
        body.put("files", files);
        drafts.discard(draft);
        return Systems.json(body);
    }

    /** A complete application, as a portal of another system would send it. */
    private String submission() {
        Dossier draft = city.complete(ITEM);
        var answers = new TreeMap<>(draft.answers().values());
        var files = draft.content().files().stream()
                .map(file -> Map.of("material", file.material(), "name", "材料.pdf", "content", PDF))
                .toList();
        drafts.discard(draft);
        return Systems.json(Map.of(
                "item", ITEM, "applicant", Map.of("citizenId", City.CITIZEN), "answers", answers, "files", files));
    }

    @Test
    void whoIsAskedAfterReadsItAndAMachineThatOnlyAsksIsStopped() throws Exception {
        Caller window = systems.on("ZX/window");
        Applicant somebody = city.somebody();
        String alone = asked(somebody.number(), null);
        String withFirm = asked(somebody.number(), "92629901MA9900A13J");
        String unknown = asked(TestNumbers.citizen().value(), null);

        Answer registered = systems.post(window, "/api/v1/applications", Systems.key(), alone);
        Answer notActing = systems.post(window, "/api/v1/applications", Systems.key(), withFirm);
        Answer nobody = systems.post(window, "/api/v1/applications", Systems.key(), unknown);
        List<Access> looks = accesses.of(somebody.holder(), time.instant().plusSeconds(1), Accesses.MOST);
        for (int i = 3; i < Allowances.MOST_LOOKUPS; i++) {
            systems.post(window, "/api/v1/applications", Systems.key(), unknown);
        }
        Answer stopped = systems.post(window, "/api/v1/applications", Systems.key(), alone);

        assertThat(registered.status()).isEqualTo(422);
        assertThat(notActing.status()).isEqualTo(400);
        assertThat(notActing.json().get("errors")).isEqualTo(nobody.json().get("errors"));
        assertThat(looks).hasSize(2).allSatisfy(look -> {
            assertThat(look.kind()).isEqualTo(Access.Kind.LOOKED_UP);
            assertThat(look.staffName()).isEqualTo("试验系统");
        });
        assertThat(stopped.status()).isEqualTo(429);
        assertThat(stopped.json().get("code").asString()).isEqualTo("exchange.lookup.enough");
        assertThat(accesses.of(somebody.holder(), time.instant().plusSeconds(1), Accesses.MOST))
                .as("nothing was looked up any more")
                .hasSize(2);
    }

    @Test
    void whatIsHandedInCountsForNoLookUp() throws Exception {
        Caller window = systems.on("ZX/window");

        for (int i = 0; i <= 2; i++) {
            assertThat(systems.post(window, "/api/v1/applications", Systems.key(), submission())
                            .status())
                    .isEqualTo(201);
        }

        assertThat(jdbc.sql(
                                "select sum(times) from exchange.lookup where region_code = :region and client_id = :client")
                        .param("region", Systems.CITY)
                        .param("client", window.registered().machine().clientId())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private static String asked(String number, @Nullable String firm) {
        Map<String, String> applicant =
                firm == null ? Map.of("citizenId", number) : Map.of("citizenId", number, "creditCode", firm);
        return Systems.json(Map.of("item", ITEM, "applicant", applicant));
    }
}
