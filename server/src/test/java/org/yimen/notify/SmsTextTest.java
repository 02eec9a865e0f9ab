package org.yimen.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yimen.platform.Text;

class SmsTextTest {

    @Test
    void partsAreCountedAsNetworksCountThem() {
        assertThat(new SmsText("一".repeat(70)).parts()).isEqualTo(1);
        assertThat(new SmsText("一".repeat(71)).parts()).isEqualTo(2);
        assertThat(new SmsText("一".repeat(134)).parts()).isEqualTo(2);
        assertThat(new SmsText("一".repeat(135)).parts()).isEqualTo(3);
        assertThat(new SmsText("𠮷").length()).as("beyond the basic plane").isEqualTo(2);
    }

    @Test
    void theSignatureStandsInFront() {
        assertThat(Texts.sms(
                                "安澜政务",
                                "notify.code",
                                List.of(Text.of("123456"), Text.of("10")),
                                Locale.SIMPLIFIED_CHINESE)
                        .text())
                .startsWith("【安澜政务】验证码 123456");
    }

    @Test
    void everyTemplateFitsWithTheLongestNamesAndLeadsNowhere() throws Exception {
        var longest = Text.of("很".repeat(120));
        var arguments = Collections.nCopies(4, longest);
        List<String> templates = templates();

        assertThat(templates).hasSizeGreaterThan(15).allMatch(Texts::knows);
        for (String template : templates) {
            for (Locale locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
                SmsText sms = Texts.sms("安澜政务", template, arguments, locale);
                assertThat(sms.parts()).as(template + " " + locale).isLessThanOrEqualTo(SmsText.MOST_PARTS);
                assertThat(sms.text()).as(template).doesNotContain("http", "www.", "/me/");
            }
        }
    }

    private static List<String> templates() throws Exception {
        try (Stream<Path> bundles = Files.list(Path.of("src/main/resources/i18n"))) {
            return bundles.filter(file -> !file.toString().endsWith("_en.properties"))
                    .flatMap(SmsTextTest::lines)
                    // The channel is called so, too.
                    .filter(line -> line.matches("[a-z.-]+\\.sms=.*") && !line.startsWith("rating.channel."))
                    .map(line -> line.substring(0, line.indexOf(".sms=")))
                    .toList();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8).stream();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void quietHoursGoOverMidnight() {
        Preference nights = Preference.STANDARD;

        assertThat(nights.awake(at(12, 0))).isEqualTo(at(12, 0));
        assertThat(nights.awake(at(8, 0))).isEqualTo(at(8, 0));
        assertThat(nights.awake(at(7, 59))).isEqualTo(at(8, 0));
        assertThat(nights.awake(at(22, 0))).isEqualTo(at(8, 0).plusSeconds(24 * 3600));
        assertThat(nights.awake(at(21, 59))).isEqualTo(at(21, 59));
        assertThat(new Preference(true, false, "", false, 0, 0, false).awake(at(3, 0)))
                .as("no quiet hours")
                .isEqualTo(at(3, 0));
        assertThat(new Preference(true, false, "", false, 12, 14, false).awake(at(13, 30)))
                .as("at noon")
                .isEqualTo(at(14, 0));
    }

    private static Instant at(int hour, int minute) {
        return LocalDate.of(2026, 11, 18)
                .atTime(hour, minute)
                .atZone(org.yimen.platform.CityTime.ZONE)
                .toInstant();
    }
}
