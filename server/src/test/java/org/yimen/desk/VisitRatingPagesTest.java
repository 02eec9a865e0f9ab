package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yimen.hall.Calls;
import org.yimen.hall.Door;
import org.yimen.hall.Hall;
import org.yimen.hall.Ticket;
import org.yimen.hall.Tickets;
import org.yimen.hall.WindowGroup;
import org.yimen.identity.Person;
import org.yimen.identity.Station;
import org.yimen.identity.Stations;
import org.yimen.notify.Outbox;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Staff;
import org.yimen.portal.Browser;
import org.yimen.rating.Level;
import org.yimen.rating.Occasion;
import org.yimen.rating.Ratings;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** 一次一评: who was served at a window is asked there, on his ticket and by message, and answers once. */
@HallTest
class VisitRatingPagesTest {

    private static final String CITY = Hall.CITY;
    private static final String EVALUATOR = "/kiosk/evaluator";

    @LocalServerPort
    private int port;

    @Autowired
    private DeskPages pages;

    @Autowired
    private Directory directory;

    @Autowired
    private Hall hall;

    @Autowired
    private Tickets tickets;

    @Autowired
    private Calls calls;

    @Autowired
    private Ratings ratings;

    @Autowired
    private Outbox outbox;

    @Autowired
    private Stations stations;

    @Autowired
    private TestTime time;

    @Test
    @Proves("M-EVA-02")
    void aVisitThatIsDoneAsksOnceAndIsRatedOnceAtTheWindow() throws Exception {
        WindowGroup group = hall.group(1);
        Person person = hall.person();
        Browser evaluator = evaluator(group);
        Clerk clerk = pages.at("zx.window1");
        Ticket ticket = called(clerk, group, person);
        assertThat(evaluator.open(EVALUATOR).body()).contains("办完以后请在这里评价").doesNotContain("非常满意");

        String done = "/desk/window/" + at(group) + "/done";
        assertThat(clerk.send(done).status()).isEqualTo(303);
        assertThat(clerk.send(done).status()).as("pressed twice").isEqualTo(303);

        Occasion occasion = ratings.ofVisit(CITY, ticket.id()).orElseThrow();
        assertThat(outbox.inbox(CITY, person.id(), null, 10))
                .as("one request for one visit")
                .singleElement()
                .satisfies(message -> assertThat(message.link()).isEqualTo("/me/ratings/" + occasion.id()));
        String asked = evaluator.open(EVALUATOR).body();
        Staff served = directory.staff(CITY, "zx.window1").orElseThrow();
        assertThat(asked)
                .contains(ticket.number(), occasion.name().zh(), "非常满意", "非常不满意")
                .contains("工号 " + served.employeeNumber())
                .doesNotContain(person.name(), served.name());
        HttpResponse<String> said = rate(evaluator, asked, occasion, "satisfied");
        assertThat(Browser.location(said)).isEqualTo(EVALUATOR + "?thanks=true");
        assertThat(evaluator.open(Browser.location(said)).body()).contains("谢谢，已经记下");
        assertThat(rate(evaluator, asked, occasion, "very-dissatisfied").statusCode())
                .as("a second touch")
                .isEqualTo(422);
        var phone = new Browser(port);
        phone.open("/progress");
        assertThat(phone.send("/hall/ticket/" + ticket.pass() + "/rate", Map.of("level", "fair"))
                        .statusCode())
                .as("and with the ticket too")
                .isEqualTo(422);
        assertThat(ratings.find(CITY, occasion.id()).orElseThrow().rating())
                .satisfies(rating -> assertThat(rating.level()).isEqualTo(Level.SATISFIED));
    }

    @Test
    @Proves("M-EVA-02")
    void whoTookANumberWithoutACardRatesWithItAndTheClerkCannot() throws Exception {
        WindowGroup group = hall.group(1);
        Clerk clerk = pages.at("zx.window1");
        Ticket ticket = called(clerk, group, null);
        String rate = "/hall/ticket/" + ticket.pass() + "/rate";
        var phone = new Browser(port);
        assertThat(phone.open(rate).statusCode()).as("before he was served").isEqualTo(404);

        clerk.send("/desk/window/" + at(group) + "/done");

        assertThat(phone.open("/hall/ticket/" + ticket.pass()).body()).contains(rate);
        assertThat(clerk.open(rate).status()).as("the clerk has the number too").isEqualTo(404);
        assertThat(clerk.open(EVALUATOR).location())
                .as("his browser is no evaluator")
                .isEqualTo("/kiosk");
        assertThat(phone.open(rate).body()).contains("非常满意");
        phone.send(rate, Map.of("level", "dissatisfied", "tag", "slow", "text", "等了很久"));
        assertThat(phone.open(rate).body())
                .as("who finds the slip learns that it was rated, not how")
                .contains("已经评价过")
                .doesNotContain("不满意", "等了很久");
        phone.open("/progress");
        assertThat(phone.send(rate, Map.of("level", "dissatisfied", "tag", "slow", "text", "等了很久"))
                        .statusCode())
                .as("the very same again tells no more than any other")
                .isEqualTo(422);
        assertThat(clerk.open("/desk/window").body()).doesNotContain("等了很久", "不满意");
    }

    @Test
    @Proves("M-EVA-07")
    void theTabletAsksForAShortTimeAndOnlyWhoeverWasServedLast() throws Exception {
        WindowGroup group = hall.group(1);
        Browser evaluator = evaluator(group);
        Clerk clerk = pages.at("zx.window1");
        Ticket first = called(clerk, group, null);
        clerk.send("/desk/window/" + at(group) + "/done");
        Occasion occasion = ratings.ofVisit(CITY, first.id()).orElseThrow();
        String asked = evaluator.open(EVALUATOR).body();
        assertThat(asked).contains(first.number());

        Ticket second = called(clerk, group, null);

        assertThat(evaluator.open(EVALUATOR).body())
                .as("the next one stands there now")
                .doesNotContain(first.number());
        assertThat(rate(evaluator, asked, occasion, "very-satisfied").statusCode())
                .isEqualTo(422);
        time.advance(Duration.ofSeconds(20));
        clerk.send("/desk/window/" + at(group) + "/done");
        assertThat(evaluator.open(EVALUATOR).body()).contains(second.number());
        time.advance(Duration.ofSeconds(91));
        assertThat(evaluator.open(EVALUATOR).body()).doesNotContain(second.number());
        assertThat(ratings.find(CITY, occasion.id()).orElseThrow().rating())
                .as("nobody said anything, so it is not good")
                .isNull();

        String late = "/hall/ticket/" + first.pass() + "/rate";
        time.advance(Duration.ofDays(31));
        var phone = new Browser(port);
        phone.open(late);
        phone.send(late, Map.of("level", "fair"));
        assertThat(ratings.find(CITY, occasion.id()).orElseThrow().rating())
                .satisfies(rating -> assertThat(rating.late()).isTrue());
    }

    @Test
    @Proves("M-EVA-06")
    void theCodeAtAWindowAsksForWhatIsNotOnTheBoard() throws Exception {
        WindowGroup group = hall.group(1);
        Clerk clerk = pages.at("zx.window1");
        Ticket ticket = called(clerk, group, null);
        clerk.send("/desk/window/" + at(group) + "/done");
        String page = "/rate/window/" + group.windows().getFirst();
        var phone = new Browser(port);
        assertThat(phone.open("/hall/ticket/" + ticket.pass()).body()).contains(ticket.check());
        phone.open(page);

        assertThat(phone.send(page, Map.of("number", ticket.number())).statusCode())
                .as("everybody reads the number")
                .isEqualTo(422);
        phone.open(page);
        assertThat(Browser.location(phone.send(page, Map.of("number", ticket.number(), "check", ticket.check()))))
                .startsWith("/rate/" + ticket.id());
        for (int guess = 0; guess < 4; guess++) {
            phone.open(page);
            phone.send(page, Map.of("number", ticket.number(), "check", "zzzz"));
        }
        phone.open(page);
        HttpResponse<String> late = phone.send(page, Map.of("number", ticket.number(), "check", ticket.check()));
        assertThat(late.statusCode()).isEqualTo(422);
        assertThat(late.body()).contains("试的次数太多");
    }

    @Test
    void theTabletOpensNothingElseAndNoOtherMachineAsks() throws Exception {
        WindowGroup group = hall.group(1);
        Browser evaluator = evaluator(group);
        String kiosk = "试验自助机 " + UUID.randomUUID().toString().substring(0, 8);
        Station station = stations.register(
                CITY, UUID.randomUUID(), new Stations.Entry(kiosk, group.site(), "", Station.Kind.HALL, null), "test");
        var machine = new Browser(port);
        machine.open("/kiosk");
        machine.send(
                "/kiosk/pair",
                Map.of("code", stations.offer(CITY, station.id(), "test").text()));

        for (String page : List.of(
                "/kiosk/enter", "/kiosk/items", "/kiosk/progress", "/kiosk/verify", "/kiosk/ticket", "/kiosk/over")) {
            var shut = evaluator.open(page);
            assertThat(shut.statusCode()).as(page).isEqualTo(303);
            assertThat(Browser.location(shut)).as(page).isEqualTo("/kiosk");
            assertThat(machine.open(page).statusCode()).as(page).isEqualTo(200);
        }
        assertThat(Browser.location(machine.open(EVALUATOR))).isEqualTo("/kiosk");
    }

    /** @param shown what stood on its screen when somebody touched it */
    private static HttpResponse<String> rate(Browser evaluator, String shown, Occasion occasion, String level)
            throws Exception {
        evaluator.still(shown);
        return evaluator.send(EVALUATOR, Map.of("occasion", occasion.id().toString(), "level", level));
    }

    /** Takes a number and is called to the window of the group. */
    private Ticket called(Clerk clerk, WindowGroup group, @Nullable Person person) throws Exception {
        UUID holder = person == null ? null : person.id();
        Ticket ticket = tickets.take(
                CITY, new Tickets.Wish(group.code(), null, holder, holder, null, false, Door.KIOSK, UUID.randomUUID()));
        clerk.send("/desk/window", "window", group.windows().getFirst());
        clerk.send("/desk/window/next");
        return ticket;
    }

    private UUID at(WindowGroup group) {
        return calls.at(CITY, group.windows().getFirst()).orElseThrow().id();
    }

    private Browser evaluator(WindowGroup group) throws Exception {
        String name = "试验评价器 " + UUID.randomUUID().toString().substring(0, 8);
        Station station = stations.register(
                CITY,
                UUID.randomUUID(),
                new Stations.Entry(
                        name,
                        group.site(),
                        "",
                        Station.Kind.EVALUATOR,
                        group.windows().getFirst()),
                "test");
        var tablet = new Browser(port);
        tablet.open("/kiosk");
        tablet.send(
                "/kiosk/pair",
                Map.of("code", stations.offer(CITY, station.id(), "test").text()));
        assertThat(Browser.location(tablet.open("/kiosk"))).isEqualTo(EVALUATOR);
        return tablet;
    }
}
