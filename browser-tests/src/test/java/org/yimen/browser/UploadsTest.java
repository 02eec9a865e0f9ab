package org.yimen.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yimen.browser.Applicant.Identity;
import org.yimen.testing.Proves;

/** A file on a poor line, looked at, and used again for the next matter. */
@ExtendWith(OpenHall.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class UploadsTest {

    private static final Pattern PIECE = Pattern.compile(".*/material/floor-plan/uploads/[^/]+");

    /** The line breaks under the second piece; a route of the test's own would switch the browser's cache off. */
    private static final String CUT = """
            () => {
              const whole = window.fetch
              let pieces = 0
              window.fetch = (address, how) => {
                if (/uploads\\/.+/.test(address) && ++pieces === 2) return Promise.reject(new TypeError('cut'))
                return whole.call(window, address, how)
              }
            }
            """;

    private static final String REUSED = ".ym-held form[action$='/take'] button";

    /** Three pieces long. */
    private static final byte[] PLAN = ("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%" + "x".repeat(600_000)
                    + "\ntrailer<</Root 1 0 R>>\n%%EOF\n")
            .getBytes(StandardCharsets.US_ASCII);

    @Test
    @Proves({"M-INT-04", "M-INT-14", "M-DAT-05"})
    void aCutUploadGoesOnIsLookedAtAndServesTheNextMatterToo(Hall hall) {
        try (var portal = hall.guest(Manner.english())) {
            var shopkeeper = new Applicant(portal, Identity.citizen("郑一帆", "629901199302271173"));
            String first = begins(shopkeeper, "public-place-hygiene");
            portal.goTo(first + "/material/floor-plan");
            var pieces = new AtomicInteger();
            portal.page().onRequest(request -> {
                if (PIECE.matcher(request.url()).matches()) {
                    pieces.incrementAndGet();
                }
            });
            portal.page().evaluate(CUT);

            shopkeeper.uploads("plan.pdf", PLAN);

            assertThat(pieces.get())
                    .as("three pieces, beside the one that was cut")
                    .isEqualTo(3);
            Locator there = portal.find("a[href*='/files/'][href$='/view']");
            assertThat(there.count()).isEqualTo(1);
            portal.press("a[href*='/files/'][href$='/view']");
            assertThat(portal.find("iframe[title='plan.pdf']").count()).isEqualTo(1);

            String second = begins(shopkeeper, "food-business");
            portal.goTo(second + "/material/floor-plan");
            assertThat(portal.sees(portal.say("application.grade.d"))).isTrue();
            portal.press(REUSED);

            assertThat(portal.find("a[href*='/files/'][href$='/view']").count()).isEqualTo(1);
            assertThat(portal.find(REUSED).count()).isZero();
        }
    }

    private static String begins(Applicant applicant, String item) {
        Guest guest = applicant.guest();
        guest.goTo("/items/" + item + "?lang=en");
        applicant.beginsTheApplication(item);
        return guest.path();
    }
}
