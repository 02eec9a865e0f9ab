package org.yimen.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yimen.browser.Applicant.Identity;
import org.yimen.identifier.CaseNumber;
import org.yimen.testing.Proves;

/** Pages that the stories do not meet: lists, errors, nothing found; in both languages, on a phone, for elders. */
@ExtendWith(OpenHall.class)
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class PagesTest {

    private static final List<Manner> MANNERS =
            List.of(Manner.chinese(), Manner.english(), Manner.onPhone(), Manner.elderOnPhone());

    private static final List<String> PORTAL = List.of(
            "/",
            "/answers",
            "/answers?ask=zzzz",
            "/people",
            "/firms",
            "/items",
            "/search",
            "/search?q=zzzz",
            "/search?q=%E9%85%92",
            "/progress",
            "/complaints",
            "/complaints/new",
            "/verify",
            "/announcements",
            "/hearings",
            "/accountability",
            "/grants",
            "/publicity",
            "/practices",
            "/rate/window/ZX-HALL-Z1",
            "/ratings",
            "/responses",
            "/sign-in",
            "/sign-in/enterprise",
            "/sign-in/reset",
            "/sign-in/register",
            "/sign-in/code",
            "/help/accessibility",
            "/help/api",
            "/help/privacy",
            "/third-parties");

    private static final List<String> OWN = List.of(
            "/me",
            "/me/profile",
            "/me/profile/contact",
            "/me/messages",
            "/me/enquiries",
            "/me/delegations",
            "/me/delegations/new",
            "/me/access",
            "/me/complaints/new",
            "/me/code",
            "/me/security",
            "/me/firms/new",
            "/me/home-visit",
            "/me/evaluations",
            "/book",
            "/book/GENERAL");

    private static final Map<String, List<String>> DESK = Map.of(
            "zx.director",
                    List.of(
                            "/desk",
                            "/desk/overdue",
                            "/desk/orders",
                            "/desk/orders/figures",
                            "/desk/evaluations",
                            "/desk/evaluations/people",
                            "/desk/phone/log",
                            "/desk/knowledge",
                            "/desk/knowledge/new",
                            "/desk/orders/report",
                            "/desk/orders/report/orders?part=intake",
                            "/desk/orders/topics",
                            "/desk/undone",
                            "/desk/demands",
                            "/desk/opinions",
                            "/desk/search",
                            "/desk/talk",
                            "/desk/entry-times",
                            "/desk/ratings",
                            "/desk/ratings/bulletins",
                            "/desk/ratings/coverage",
                            "/desk/ratings/list",
                            "/desk/ratings/rates",
                            "/desk/ratings/stars",
                            "/desk/ratings/units",
                            "/desk/rating-signs",
                            "/desk/rating-words",
                            "/desk/rating-words/causes",
                            "/desk/rating-words/practices",
                            "/desk/surveys",
                            "/desk/surveys/hall-satisfaction",
                            "/desk/catalogue",
                            "/desk/letters",
                            "/desk/seals",
                            "/desk/attempts",
                            "/desk/deviations",
                            "/desk/fees",
                            "/desk/fees/days",
                            "/desk/one-number",
                            "/desk/figures",
                            "/desk/figures/cases?of=accepted&period=year",
                            "/desk/figures/events",
                            "/desk/figures/before",
                            "/desk/figures/online-items",
                            "/desk/figures/trips-saved?period=year",
                            "/desk/figures/visits?period=year",
                            "/desk/terminals",
                            "/desk/decisions",
                            "/desk/procedures",
                            "/desk/procedures/halts",
                            "/desk/procedures/pool",
                            "/desk/checks",
                            "/desk/supervision",
                            "/desk/promises",
                            "/desk/bans",
                            "/desk/judgments",
                            "/desk/accountability",
                            "/desk/inquiries",
                            "/desk/trainings",
                            "/desk/assessment",
                            "/desk/problems",
                            "/desk/problems/new",
                            "/desk/improvement",
                            "/desk/improvement?kind=inspection",
                            "/desk/improvement?kind=meeting",
                            "/desk/improvement?kind=external",
                            "/desk/improvement?kind=disguised",
                            "/desk/bulletins",
                            "/desk/mail",
                            "/desk/originals",
                            "/desk/stuck",
                            "/desk/on-site",
                            "/desk/consults",
                            "/desk/fast",
                            "/desk/hall",
                            "/desk/powers",
                            "/desk/absences",
                            "/desk/teams",
                            "/desk/administrators",
                            "/desk/security",
                            "/desk/security/password",
                            "/desk/security/second-factor"),
            "wjw.window",
                    List.of(
                            "/desk",
                            "/desk/intake",
                            "/desk/pre-checks",
                            "/desk/entries",
                            "/desk/window",
                            "/desk/bookings",
                            "/desk/consults",
                            "/desk/fast",
                            "/desk/originals",
                            "/desk/originals/hand-on",
                            "/desk/orders/new"),
            "zx.hall", List.of("/desk/bookings", "/desk/bookings/new", "/desk/helping", "/desk/roster", "/desk/hall"),
            "rx.dispatcher1", List.of("/desk/orders/dispatch", "/desk/boxes", "/desk/phone", "/desk/phone/roster"),
            "rx.operator1", List.of("/desk/phone", "/desk/rating-calls"));

    private static final Map<String, List<String>> CONSOLE = Map.of(
            "sys.admin",
                    List.of(
                            "/console",
                            "/console/system/protections",
                            "/console/system/stations",
                            "/console/system/settings",
                            "/console/system/hall",
                            "/console/system/outbox",
                            "/console/system/organisation"),
            "sec.admin",
                    List.of(
                            "/console",
                            "/console/security/settings",
                            "/console/security/accounts",
                            "/console/security/consents",
                            "/console/security/machines",
                            "/console/security/staff",
                            "/console/security/posts",
                            "/console/security/letters",
                            "/console/security/commissions",
                            "/console/security/powers",
                            "/console/security/entries",
                            "/console/security/administrators",
                            "/console/security/third-parties"),
            "aud.admin",
                    List.of("/console", "/console/audit/entries", "/console/audit/log", "/console/audit/registers"),
            "wjw.admin", List.of("/console", "/console/department/rights", "/console/department/third-parties"));

    @Test
    void portalPagesAreLightOnTheFirstView(Hall hall) {
        for (Manner manner : MANNERS) {
            try (var guest = hall.guest(manner).keepsNothing()) {
                for (String path : PORTAL) {
                    guest.forgets().goTo(path + (path.contains("?") ? "&" : "?") + switches(manner));
                    assertThat(guest.status()).as(path).isEqualTo(200);
                }
            }
        }
    }

    @Test
    void whatIsMineIsLightOnTheFirstView(Hall hall) {
        for (Manner manner : List.of(Manner.chinese(), Manner.english(), Manner.elderOnPhone())) {
            try (var guest = hall.guest(manner)) {
                guest.goTo("/me?" + switches(manner));
                new Applicant(guest, Identity.citizen("吴桂兰", "629901194805020648")).signsIn();
                assertThat(guest.path()).startsWith("/me");
                each(guest, OWN);
            }
        }
    }

    @Test
    void deskPagesAreLightOnTheFirstView(Hall hall) {
        everybodyVisits(hall, DESK);
    }

    @Test
    void theConsolesPagesAreLightOnTheFirstView(Hall hall) {
        everybodyVisits(hall, CONSOLE);
    }

    /** Nobody is to find a shorter list of areas than the bar of his pages has. */
    @Test
    void theListsOfPagesHaveEveryAreaOfTheBar(Hall hall) {
        for (Map<String, List<String>> pages : List.of(DESK, CONSOLE)) {
            pages.forEach((login, paths) -> {
                try (var clerk = Clerk.atWork(hall, login, Manner.chinese())) {
                    List<String> areas = clerk.guest().find("header nav a").all().stream()
                            .map(link -> link.getAttribute("href"))
                            .toList();
                    var visited = new HashSet<String>(paths);
                    visited.addAll(DESK.get("zx.director"));
                    assertThat(visited).as("pages of " + login).containsAll(areas);
                }
            });
        }
    }

    /** With the keyboard, too, and where no script runs. */
    @Test
    void theAreasThatDoNotFitLieInAFold(Hall hall) {
        for (Manner manner : List.of(
                Manner.onPhone(),
                Manner.byKeyboard().narrow(),
                Manner.withoutScript().narrow())) {
            try (var director = Clerk.atWork(hall, "zx.director", manner)) {
                Guest guest = director.guest();
                String attempts = ".ym-bar__more a[href='/desk/attempts']";
                assertThat(guest.find(attempts).isVisible()).isFalse();

                guest.unfold(".ym-bar__more summary").press(attempts);

                assertThat(guest.path()).isEqualTo("/desk/attempts");
                assertThat(guest.text(".ym-bar__more summary")).contains(guest.say("desk.nav.attempts"));
            }
        }
    }

    /** What is about one matter lies under one heading, and stays in sight while one is there. */
    @Test
    void theAreasOfAMatterLieUnderItsHeading(Hall hall) {
        for (Manner manner : List.of(Manner.english(), Manner.byKeyboard(), Manner.withoutScript())) {
            try (var director = Clerk.atWork(hall, "zx.director", manner)) {
                Guest guest = director.guest();
                String heading = ".ym-bar__group summary:text-is('" + guest.say("desk.nav-group.oversight") + "')";
                String attempts = ".ym-bar__group a[href='/desk/attempts']";
                assertThat(guest.find(attempts).isVisible()).isFalse();

                guest.unfold(heading).press(attempts);

                assertThat(guest.path()).isEqualTo("/desk/attempts");
                assertThat(guest.find(".ym-bar__open > span").innerText())
                        .isEqualTo(guest.say("desk.nav-group.oversight"));
                assertThat(guest.find(".ym-bar__open a[href='/desk/stuck']").isVisible())
                        .isTrue();
                assertThat(guest.find("header nav a[aria-current]:visible").count())
                        .isEqualTo(1);
            }
        }
    }

    @Test
    @Proves({"M-CAT-15", "M-CAT-14", "M-STD-05"})
    void everyGuideIsThreeTapsFromThePhonesHomePageAndTheSameAsOnADesktop(Hall hall) {
        try (var phone = hall.guest(Manner.onPhone());
                var desktop = hall.guest(Manner.chinese())) {
            phone.goTo("/").press("a[href='/items']");
            List<String> guides = phone.find("main a[href^='/items/']:not([href='/items/promises'])").all().stream()
                    .map(link -> link.getAttribute("href"))
                    .distinct()
                    .toList();
            assertThat(guides).hasSizeGreaterThanOrEqualTo(12);

            for (String guide : guides) {
                phone.goTo("/items").press("main a[href='" + guide + "']");
                desktop.goTo(guide);

                assertThat(phone.find("main .ym-guide > div > section[aria-labelledby] > h2")
                                .count())
                        .as("eight disclosures and the contact")
                        .isGreaterThanOrEqualTo(9);
                assertThat(phone.find("main .ym-guide > div").textContent())
                        .isEqualTo(desktop.find("main .ym-guide > div").textContent());
            }
        }
    }

    @Test
    @Proves("M-CHN-21")
    void whoGuessesAtNumbersHasToWait(Hall hall) {
        try (var curious = hall.guestFrom("203.0.113.7", Manner.chinese())) {
            for (int i = 0; i < 5; i++) {
                Applicant.asksForProgress(curious, number(hall), "000" + i);
                assertThat(curious.status()).isEqualTo(422);
                assertThat(curious.find(".govuk-error-summary").count()).isEqualTo(1);
            }

            Applicant.asksForProgress(curious, number(hall), "0009");

            assertThat(curious.status()).isEqualTo(429);
        }
    }

    @Test
    @Proves("M-IDA-01")
    void aWrongPasswordAndAMistypedNumberAreToldApart(Hall hall) {
        for (Manner manner : MANNERS) {
            try (var guest = hall.guestFrom("203.0.113.8", manner)) {
                guest.goTo("/sign-in?" + switches(manner)).press("main form button");
                assertThat(guest.find(".govuk-error-summary a").count()).isEqualTo(3);

                guest.type("#name", "何秀英").type("#citizen-id", "629901195603230221");
                guest.type("#password", "not-the-password").press("main form button");
                assertThat(guest.find("#citizen-id-error").count()).isEqualTo(1);

                guest.type("#citizen-id", "62990119560323022X").type("#password", "not-the-password");
                guest.press("main form button");
                assertThat(guest.find(".govuk-error-summary").count()).isEqualTo(1);
                assertThat(guest.find("#citizen-id-error").count()).isZero();
            }
        }
    }

    @Test
    void errorsAndEmptyListsSayWhatToDoNext(Hall hall) {
        for (Manner manner : MANNERS) {
            try (var guest = hall.guest(manner)) {
                var applicant = new Applicant(guest, Identity.citizen("吴桂兰", "629901194805020648"));
                guest.goTo("/no-such-page?" + switches(manner));
                assertThat(guest.status()).isEqualTo(404);
                guest.goTo("/verify/000000000000");
                guest.goTo("/verify").press("main form[method='get'] button");
                assertThat(guest.status()).isEqualTo(422);
                guest.goTo("/verify").press("main form[enctype] button");
                assertThat(guest.status()).isEqualTo(422);
                guest.goTo("/progress").press("main form[action='/progress'] button");
                assertThat(guest.status()).isEqualTo(422);

                guest.goTo("/me");
                applicant.signsIn();
                assertThat(guest.path()).isEqualTo("/me");
                guest.goTo("/apply/public-place-hygiene").press("form[action^='/apply/'] button");
                guest.press("main aside a.govuk-button");
                if (guest.path().contains("/question/")) {
                    guest.press("main form[action*='/question/'] button");
                    assertThat(guest.status()).isEqualTo(422);
                }
                String draft = guest.path().replaceFirst("(/apply/draft/[^/]+).*", "$1");
                guest.goTo(draft + "/check");
                guest.goTo(draft + "/material/floor-plan").press("main form[enctype] button");
                assertThat(guest.status()).isEqualTo(422);
                guest.goTo("/me");
                guest.goTo("/me/security").goTo("/me/security/password");
                guest.press("main form[action='/me/security/password'] button");
                assertThat(guest.status()).isEqualTo(422);
            }
        }
    }

    @Test
    void anotherDepartmentsDeskIsClosed(Hall hall) {
        for (Manner manner : List.of(Manner.chinese(), Manner.english())) {
            try (var examiner = Clerk.atWork(hall, "sj.examiner2", manner)) {
                examiner.guest().goTo("/desk/attempts");
                assertThat(examiner.guest().status()).isEqualTo(403);
                examiner.guest().goTo("/desk/search?q=no-such-number");
                examiner.guest().goTo("/me");
                assertThat(examiner.guest().status()).isIn(200, 403);
            }
        }
    }

    private static void everybodyVisits(Hall hall, Map<String, List<String>> pages) {
        for (Manner manner : List.of(Manner.chinese(), Manner.english())) {
            pages.forEach((login, paths) -> {
                try (var clerk = Clerk.atWork(hall, login, manner)) {
                    each(clerk.guest(), paths);
                }
            });
        }
    }

    private static void each(Guest guest, List<String> paths) {
        guest.keepsNothing();
        for (String path : paths) {
            guest.goTo(path);
            assertThat(guest.status()).as(path).isEqualTo(200);
            assertThat(guest.path()).as(path + " is his").doesNotContain("sign-in");
        }
    }

    private static String switches(Manner manner) {
        return (manner.isEnglish() ? "lang=en" : "lang=zh") + (manner.elder() ? "&elder=on" : "");
    }

    /** A number with a right check digit that nobody has. */
    private static String number(Hall hall) {
        return new CaseNumber("629901", hall.today(), 99_999).toString();
    }
}
