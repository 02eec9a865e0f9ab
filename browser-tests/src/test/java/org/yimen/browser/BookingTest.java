package org.yimen.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yimen.browser.Applicant.Identity;
import org.yimen.platform.CityTime;
import org.yimen.testing.Proves;

/** A place is booked at home and used in the hall, on another day. */
@ExtendWith(OpenHall.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class BookingTest {

    private static final String HYGIENE = "public-place-hygiene";
    private static final String COUNTER = "/book/GENERAL";
    private static final String WINDOW = "ZX-HALL-Z3";

    /** The screen of a machine in the hall. */
    private static final int MACHINE = 1080;

    private static final Pattern HOUR = Pattern.compile("(\\d{1,2}):(\\d{2})");

    @Test
    @DisplayName("预约：手机上约号、改时间，当天凭码取号，叫到号就打开填好的申请")
    @Proves({"M-INT-05", "M-INT-15", "M-INT-16"})
    void aPlaceIsBookedAndChangedAndTheCalledNumberOpensWhatSheFilledIn(Hall hall) {
        Booked booked;
        Came before;
        try (var portal = hall.guest(Manner.onPhone());
                var manager = Clerk.atWork(hall, "zx.hall", Manner.chinese())) {
            portal.goTo("/items/" + HYGIENE);
            new Applicant(portal, Identity.citizen("周明月", "629901200109092080"))
                    .wants("place-kind", "hair")
                    .wants("air-conditioning", "none")
                    .beginsTheApplication(HYGIENE)
                    .answersEverything();

            portal.goTo("/me").press("section[aria-labelledby=hall] a[href='/book']");
            portal.find("#item").selectOption(HYGIENE);
            portal.press("main form[action='/book'] button").press("main a[href^='" + COUNTER + "?']");
            portal.press("main a[href*='day=']");
            LocalDate day = LocalDate.parse(portal.find("input[name=day]").inputValue());
            before = webBookings(manager, day);
            portal.choose("input[name=slot] >> nth=0").press("main form[action='" + COUNTER + "'] button");
            String first = portal.text(".ym-receipt__no");
            String code = portal.text(".ym-receipt__no >> nth=1");

            portal.press("main a[href$='/move']");
            if (portal.find("main a[href*='day=" + day + "']").count() > 0) {
                portal.press("main a[href*='day=" + day + "']");
            }
            portal.choose("input[name=slot] >> nth=1").press("main form[action$='/move'] button");
            assertThat(portal.text(".ym-receipt__no")).as("another time").isNotEqualTo(first);
            assertThat(portal.text(".ym-receipt__no >> nth=1"))
                    .as("the same code")
                    .isEqualTo(code);
            booked = new Booked(code, day, hour(portal.text(".ym-receipt__no")));
        }

        ZonedDateTime comes = booked.at().plusMinutes(1);
        String number;
        try (var machine = hall.guestAt(comes, new Manner(Locale.SIMPLIFIED_CHINESE, true, false, false, MACHINE));
                var phone = hall.guestAt(comes, Manner.onPhone());
                var window = Clerk.atWorkAt(hall, comes, "zx.window3", Manner.chinese());
                var clerk = Clerk.atWorkAt(hall, comes, "wjw.window", Manner.chinese())) {
            machine.goTo("/kiosk").press("form[action='/kiosk/pair/trial'] button");
            machine.goTo("/kiosk/ticket").type("#code", booked.code());
            machine.press("form[action='/kiosk/ticket/booking'] button");
            String drawn = machine.text("main h1");
            String pass = machine.path().substring(machine.path().lastIndexOf('/') + 1);
            phone.goTo("/hall/ticket/" + pass);
            assertThat(phone.sees(drawn))
                    .as("her place in the line, on her phone")
                    .isTrue();

            Guest desk = window.guest().goTo("/desk/window");
            desk.find("#window").selectOption(WINDOW);
            desk.press("main form[action='/desk/window'] button").press("main form[action='/desk/window/next'] button");
            String person = desk.path();
            assertThat(desk.text("section[aria-labelledby=turn]"))
                    .contains(drawn)
                    .contains(desk.say("hall.reason.booked"));
            desk.press("section[aria-labelledby=turn] a[data-key='1']");
            desk.press("main aside a.govuk-button").press("main form[action$='/submit'] button");
            number = desk.text(".ym-case__no").replaceAll("[^0-9A-Z-]", "");
            window.doesTheUsual("receive");
            desk.goTo(person).press("section[aria-labelledby=turn] form[action$='/done'] button");
            phone.goTo("/hall/ticket/" + pass);
            assertThat(phone.sees(phone.say("hall.ticket.state-done"))).isTrue();

            clerk.finds(number).doesTheUsual("accept");
        }

        try (var manager = Clerk.atWork(hall, "zx.hall", Manner.chinese())) {
            assertThat(webBookings(manager, booked.day()))
                    .as("booked online once, however often it was changed, and used")
                    .isEqualTo(new Came(before.booked() + 1, before.came() + 1));
        }
    }

    /** A place that she has. */
    private record Booked(String code, LocalDate day, LocalTime hour) {
        ZonedDateTime at() {
            return day.atTime(hour).atZone(CityTime.ZONE);
        }
    }

    /** How many places of a month were booked online, and how many of them were used. */
    private record Came(int booked, int came) {}

    private static Came webBookings(Clerk manager, LocalDate day) {
        Guest desk = manager.guest().goTo("/desk/hall?month=" + YearMonth.from(day));
        var sum = new Came(0, 0);
        for (Locator row : desk.find("main tr[data-row]:has(th:text-is('" + desk.say("hall.door.web") + "'))")
                .all()) {
            sum = new Came(sum.booked() + number(row, 1), sum.came() + number(row, 2));
        }
        return sum;
    }

    private static int number(Locator row, int column) {
        return Integer.parseInt(row.locator("td").nth(column).innerText().strip());
    }

    private static LocalTime hour(String said) {
        var hour = HOUR.matcher(said);
        assertThat(hour.find()).as(said).isTrue();
        return LocalTime.of(Integer.parseInt(hour.group(1)), Integer.parseInt(hour.group(2)));
    }
}
