package org.yimen.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yimen.application.Applicants;
import org.yimen.application.Dossier;
import org.yimen.application.Drafts;
import org.yimen.hall.Booking;
import org.yimen.hall.Bookings;
import org.yimen.hall.Calls;
import org.yimen.hall.Door;
import org.yimen.hall.Hall;
import org.yimen.hall.HomeVisit;
import org.yimen.hall.HomeVisits;
import org.yimen.hall.Slot;
import org.yimen.hall.Ticket;
import org.yimen.hall.Tickets;
import org.yimen.hall.WindowGroup;
import org.yimen.identity.Passwords;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.SpecialGroup;
import org.yimen.identity.SpecialGroups;
import org.yimen.identity.TestNumbers;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** Booking, the number on the phone and the screen, as a browser without JavaScript sees them. */
@HallTest
class HallPagesTest {

    private static final String CITY = Hall.CITY;
    private static final String PASSWORD = "right-password-1";
    private static final String ITEM = "public-place-hygiene";
    private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([^\"]+)\"");
    private static final Pattern SLOT = Pattern.compile("type=\"radio\" value=\"([^\"]+)\"");

    @LocalServerPort
    private int port;

    @Autowired
    private Hall hall;

    @Autowired
    private Bookings bookings;

    @Autowired
    private Tickets tickets;

    @Autowired
    private Calls calls;

    @Autowired
    private HomeVisits visits;

    @Autowired
    private SpecialGroups specials;

    @Autowired
    private People people;

    @Autowired
    private Passwords passwords;

    @Autowired
    private Drafts drafts;

    @Autowired
    private Applicants applicants;

    @Autowired
    private TestTime time;

    private Person me = new Person(new UUID(0, 0), "", TestNumbers.citizen(), "");
    private Browser browser = new Browser(0);

    @BeforeEach
    void signIn() throws Exception {
        me = people.register("于千帆", TestNumbers.citizen(), "15400000031", passwords.hash(PASSWORD));
        browser = Browser.signedIn(port, me, PASSWORD);
    }

    @Test
    @Proves("M-CHN-09")
    void whatIsBookedBehindALinkOfTheWechatAccountSaysSo() throws Exception {
        WindowGroup group = hall.group(1, ITEM);
        hall.slots(group, 2);

        browser.open("/book?via=wechat");
        browser.open("/book/" + group.code() + "?item=" + ITEM);
        browser.send(
                "/book/" + group.code(),
                Map.of("item", ITEM, "key", key(), "slot", browser.all(SLOT).getFirst()));

        assertThat(bookings.of(CITY, me.id())).singleElement().returns(Door.WECHAT, Booking::door);
    }

    @Test
    @Proves({"M-INT-05", "M-INT-15"})
    void aCitizenBooksAnItemWithWhatHeHasFilledInMovesItAndCancels() throws Exception {
        WindowGroup group = hall.group(1, ITEM);
        hall.slots(group, 2);
        Dossier draft = drafts.create(applicants.of(me.id(), null), ITEM);

        browser.open("/book/" + group.code() + "?item=" + ITEM);
        var wrong = browser.send("/book/" + group.code(), Map.of("item", ITEM, "key", key()));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("请选一个时段");
        String key = key();
        String slot = browser.all(SLOT).getFirst();
        var booked = browser.send("/book/" + group.code(), Map.of("item", ITEM, "key", key, "slot", slot));
        String address = Browser.location(booked);
        browser.open("/book/" + group.code());
        var again = browser.send("/book/" + group.code(), Map.of("item", ITEM, "key", key, "slot", slot));

        assertThat(Browser.location(again)).isEqualTo(address);
        Booking booking = bookings.of(CITY, me.id()).getFirst();
        assertThat(booking.draft()).isEqualTo(draft.id());
        assertThat(booking.door()).isEqualTo(Door.WEB);
        String page = browser.open(address).body();
        assertThat(page)
                .contains("预约成功", Bookings.spelt(booking.code()), "<svg")
                .doesNotContain(me.name());
        String base = "/me/bookings/" + booking.id();
        assertThat(browser.open("/me").body()).contains(base);
        browser.open(base + "/move");
        String other = browser.all(SLOT).getLast();
        assertThat(Browser.location(browser.send(base + "/move", Map.of("slot", other, "key", ""))))
                .isEqualTo(base + "?done=moved");
        browser.open(base);
        browser.send(base + "/cancel", Map.of());
        assertThat(browser.open(base).body()).contains("已取消").doesNotContain("改时间");
        drafts.discard(draft);
    }

    @Test
    void anothersBookingIsNotThere() throws Exception {
        Slot slot = hall.slots(hall.group(1), 2).getFirst();
        UUID other = hall.person().id();
        Booking booking = bookings.book(
                CITY, new Bookings.Wish(slot.id(), null, other, other, null, Door.WEB, other, UUID.randomUUID()));
        browser.open("/me/profile");

        assertThat(browser.open("/me/bookings/" + booking.id()).statusCode()).isEqualTo(404);
        browser.open("/me/profile");
        assertThat(browser.send("/me/bookings/" + booking.id() + "/cancel", Map.of())
                        .statusCode())
                .isEqualTo(404);
        assertThat(bookings.find(CITY, booking.id()).orElseThrow().open()).isTrue();
    }

    @Test
    @Proves("M-IDA-08")
    void screenAndTicketShowNumbersAndNothingAboutWhomTheyBelongTo() throws Exception {
        WindowGroup group = hall.group(1);
        specials.declare(me.id(), SpecialGroup.ILL, "每周透析三次");
        Ticket ticket = tickets.take(
                CITY,
                new Tickets.Wish(group.code(), null, me.id(), me.id(), null, true, Door.KIOSK, UUID.randomUUID()));
        assertThat(ticket.special()).isTrue();
        var stranger = new Browser(port);

        String waiting = stranger.open("/hall/ticket/" + ticket.pass()).body();
        var _ = calls.next(CITY, group.windows().getFirst(), Hall.BY);
        var board = stranger.open("/hall/board?site=" + group.site());
        String called = stranger.open("/hall/ticket/" + ticket.pass()).body();

        assertThat(waiting).contains(ticket.number(), "前面还有 0 位");
        assertThat(board.headers().firstValue("Refresh")).contains("10");
        assertThat(board.body()).contains(ticket.number());
        assertThat(called).contains("请到");
        for (String page :
                List.of(waiting, board.body(), called, browser.open("/me").body())) {
            assertThat(page).doesNotContain("透析", "特殊群体优先", "重病", me.name());
        }
        assertThat(waiting).doesNotContain("于*帆");
        assertThat(board.body()).doesNotContain("于*帆");
        assertThat(stranger.open("/hall/ticket/" + UUID.randomUUID()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aNumberCanBeGivenBackFromThePhone() throws Exception {
        WindowGroup group = hall.group(1);
        Ticket ticket = tickets.take(
                CITY, new Tickets.Wish(group.code(), null, null, null, null, false, Door.KIOSK, UUID.randomUUID()));
        var phone = new Browser(port);

        phone.open("/hall/ticket/" + ticket.pass());
        phone.send("/hall/ticket/" + ticket.pass() + "/leave", Map.of());

        assertThat(phone.open("/hall/ticket/" + ticket.pass()).body()).contains("已退号");
        time.advance(Duration.ofDays(1));
        assertThat(phone.open("/hall/ticket/" + ticket.pass()).statusCode()).isEqualTo(404);
    }

    @Test
    @Proves("M-IDA-08")
    void onlyWhoBelongsToASpecialGroupAsksForAVisitAtHome() throws Exception {
        if (specials.priority(me.id())) {
            return;
        }
        assertThat(browser.open("/me/home-visit").body()).doesNotContain("name=\"address\"");
        specials.declare(me.id(), SpecialGroup.DISABLED, "轮椅出行");
        browser.open("/me/home-visit");
        String key = key();
        var form = Map.of(
                "key", key,
                "from-year", "2026",
                "from-month", "11",
                "from-day", "20",
                "half", "MORNING",
                "address", "安澜市云溪区云溪巷 12 号");

        var without = browser.send("/me/home-visit", Map.of("key", key));
        assertThat(without.statusCode()).isEqualTo(422);
        var asked = browser.send("/me/home-visit", form);

        assertThat(asked.statusCode()).isEqualTo(303);
        HomeVisit visit = visits.of(CITY, me.id()).getFirst();
        assertThat(visit.address()).isEqualTo("安澜市云溪区云溪巷 12 号");
        assertThat(browser.open("/me").body()).contains("上门服务", "等待安排").doesNotContain("轮椅", "云溪巷");
        browser.open("/me/home-visit");
        browser.send("/me/home-visit/" + visit.id() + "/cancel", Map.of());
        assertThat(visits.find(CITY, visit.id()).orElseThrow().open()).isFalse();
    }

    private String key() {
        return browser.all(KEY).getFirst();
    }
}
