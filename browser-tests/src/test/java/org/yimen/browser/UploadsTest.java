package org.yimen.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yimen.browser.Applicant.Identity;
import org.yimen.testing.Proves;

/** A file on a poor line, looked at, and used again for the next matter. */
@ExtendWith(OpenHall.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class UploadsTest {

    private static final String UPLOADS = "**/material/floor-plan/uploads/*";
    private static final String REUSED = ".ym-held form[action$='/take'] button";

    /** Three pieces long. */
    private static final byte[] PLAN = ("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%" + "x".repeat(600_000)
                    + "\ntrailer<</Root 1 0 R>>\n%%EOF\n")
            .getBytes(StandardCharsets.US_ASCII);

    @Test
    @Proves({"M-INT-04", "M-INT-14", "M-DAT-05"})
    void aCutUploadGoesOnIsLookedAtAndServesTheNextMatterToo(Hall hall) {
        try (var portal = hall.guest(Manner.english())) {
            var shopkeeper = new Applicant(portal, Identity.citizen("蒋文博", "629901198211200199"));
            String first = begins(shopkeeper, "public-place-hygiene");
            portal.goTo(first + "/material/floor-plan");
            var pieces = new AtomicInteger();
            portal.page().route(UPLOADS, route -> cutOnce(route, pieces));

            shopkeeper.uploads("plan.pdf", PLAN);

            portal.page().unroute(UPLOADS);
            assertThat(pieces.get()).as("three pieces, and the one that was cut").isEqualTo(4);
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

    private static void cutOnce(Route route, AtomicInteger pieces) {
        if (pieces.incrementAndGet() == 2) {
            route.abort();
        } else {
            route.resume();
        }
    }

    private static String begins(Applicant applicant, String item) {
        Guest guest = applicant.guest();
        guest.goTo("/items/" + item + "?lang=en");
        applicant.beginsTheApplication(item);
        return guest.path();
    }
}
