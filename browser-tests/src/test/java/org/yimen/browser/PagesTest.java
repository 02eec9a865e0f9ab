package org.yimen.browser;

import static org.assertj.core.api.Assertions.assertThat;

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
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PagesTest {

    private static final List<Manner> MANNERS =
            List.of(Manner.chinese(), Manner.english(), Manner.onPhone(), Manner.elderOnPhone());

    private static final List<String> PORTAL = List.of(
            "/",
            "/people",
            "/firms",
            "/items",
            "/search",
            "/search?q=zzzz",
            "/search?q=%E9%85%92",
            "/progress",
            "/verify",
            "/sign-in",
            "/sign-in/enterprise",
            "/sign-in/reset",
            "/help/accessibility",
            "/help/privacy");

    private static final List<String> DESK = List.of(
            "/desk",
            "/desk/search",
            "/desk/intake",
            "/desk/catalogue",
            "/desk/letters",
            "/desk/attempts",
            "/desk/security",
            "/desk/security/password",
            "/desk/security/second-factor",
            "/desk/powers",
            "/desk/absences",
            "/desk/administrators");

    private static final Map<String, List<String>> CONSOLE = Map.of(
            "sys.admin", List.of("/console/system/organisation"),
            "sec.admin",
                    List.of(
                            "/console/security/staff",
                            "/console/security/posts",
                            "/console/security/letters",
                            "/console/security/commissions",
                            "/console/security/powers",
                            "/console/security/entries",
                            "/console/security/administrators"),
            "aud.admin", List.of("/console/audit/registers"),
            "wjw.admin", List.of("/console/department/rights"));

    @Test
    void portalPagesAreLightOnTheFirstView(Hall hall) {
        for (Manner manner : MANNERS) {
            for (String path : PORTAL) {
                try (var guest = hall.guest(manner)) {
                    guest.goTo(path + (path.contains("?") ? "&" : "?") + switches(manner));
                    assertThat(guest.status()).as(path).isEqualTo(200);
                }
            }
        }
    }

    @Test
    void deskPagesAreLightOnTheFirstView(Hall hall) {
        for (Manner manner : List.of(Manner.chinese(), Manner.english(), Manner.onPhone())) {
            try (var director = Clerk.atWork(hall, "zx.director", manner)) {
                for (String path : DESK) {
                    try (var fresh = director.guest().withAnEmptyCache()) {
                        fresh.goTo(path);
                        assertThat(fresh.status()).as(path).isIn(200, 403);
                    }
                }
            }
        }
    }

    @Test
    void theConsolesRegistersAreLightAndClean(Hall hall) {
        for (Manner manner : List.of(Manner.chinese(), Manner.english(), Manner.onPhone())) {
            CONSOLE.forEach((login, paths) -> {
                try (var administrator = Clerk.atWork(hall, login, manner)) {
                    for (String path : paths) {
                        try (var fresh = administrator.guest().withAnEmptyCache()) {
                            fresh.goTo(path);
                            assertThat(fresh.status()).as(path).isEqualTo(200);
                        }
                    }
                }
            });
        }
    }

    @Test
    @Proves({"M-CAT-15", "M-CAT-14", "M-STD-05"})
    void everyGuideIsThreeTapsFromThePhonesHomePageAndTheSameAsOnADesktop(Hall hall) {
        try (var phone = hall.guest(Manner.onPhone());
                var desktop = hall.guest(Manner.chinese())) {
            phone.goTo("/").press("a[href='/items']");
            List<String> guides = phone.find("main a[href^='/items/']").all().stream()
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
                    guest.type("[name='answer']", "").press("main form[action*='/question/'] button");
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

    private static String switches(Manner manner) {
        return (manner.isEnglish() ? "lang=en" : "lang=zh") + (manner.elder() ? "&elder=on" : "");
    }

    /** A number with a right check digit that nobody has. */
    private static String number(Hall hall) {
        return new CaseNumber("629901", hall.today(), 99_999).toString();
    }
}
