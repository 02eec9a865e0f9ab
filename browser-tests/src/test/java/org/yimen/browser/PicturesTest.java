package org.yimen.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yimen.browser.Applicant.Identity;

/** Takes the pictures of the documentation; {@code -Dyimen.pictures=../docs/images} puts them there. */
@ExtendWith(OpenHall.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PicturesTest {

    private static final int LARGEST = 300_000;

    @Test
    void homeGuideCaseAndDesk(Hall hall) throws IOException {
        try (var portal = hall.guest(Manner.chinese());
                var clerk = Clerk.atWork(hall, "sj.window", Manner.chinese());
                var examiner = Clerk.atWork(hall, "sj.examiner1", Manner.chinese())) {
            picture(portal.goTo("/"), "home");
            picture(portal.goTo("/items/food-business"), "guide");
            String number =
                    new Applicant(portal, Identity.citizen("欧阳知夏", "629901199007041463")).appliesFor("food-business");
            clerk.finds(number).doesTheUsual("accept");
            new Applicant(portal, Identity.citizen("", "0000")).opensTheCase(number);
            picture(portal, "case");
            picture(examiner.finds(number).guest(), "desk");
        }
    }

    private static void picture(Guest guest, String name) throws IOException {
        BufferedImage shot =
                ImageIO.read(new ByteArrayInputStream(guest.page().screenshot(new Page.ScreenshotOptions())));
        // Flat colours: a palette of 256 is enough, and a third of the bytes.
        var small = new BufferedImage(shot.getWidth(), shot.getHeight(), BufferedImage.TYPE_BYTE_INDEXED);
        Graphics2D brush = small.createGraphics();
        brush.drawImage(shot, 0, 0, null);
        brush.dispose();
        Path folder = Files.createDirectories(Path.of(System.getProperty("yimen.pictures", "target/pictures")));
        File file = folder.resolve(name + ".png").toFile();
        ImageIO.write(small, "png", file);
        assertThat(file.length()).as(file + " in bytes").isLessThan(LARGEST);
    }
}
