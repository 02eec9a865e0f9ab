package org.yimen.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.Guide;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Basis;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;

@HallTest
class GuidePagesTest {

    private static final Pattern HEADING = Pattern.compile("<h2 class=\"ym-h2\" id=\"[a-z]+\">([^<]+)</h2>");

    @LocalServerPort
    private int port;

    @Autowired
    private Catalogue catalogue;

    private Browser browser = new Browser(0);

    @BeforeEach
    void openBrowser() {
        browser = new Browser(port);
    }

    @Test
    @Proves("M-CAT-15")
    void everyPublishedItemIsThreeTapsFromTheDoor() throws Exception {
        Set<String> reached = new HashSet<>();

        browser.open("/");
        List<String> doors = browser.links().stream()
                .filter(link -> link.equals("/people") || link.equals("/firms"))
                .distinct()
                .toList();
        for (String door : doors) {
            browser.open(door);
            reached.addAll(browser.links());
        }

        assertThat(doors).hasSize(2);
        assertThat(reached)
                .containsAll(catalogue.published().stream()
                        .map(item -> "/items/" + item.code())
                        .toList());
    }

    @Test
    @Proves({"M-STD-05", "M-CAT-14"})
    void everyGuideShowsTheEightDisclosuresInOrderAndThenWhereToGo() throws Exception {
        List<String> expected = catalogue.setting().dictionaries().headings().stream()
                .map(heading -> heading.name().zh())
                .toList();

        for (ItemVersion item : catalogue.published()) {
            browser.open("/items/" + item.code());

            assertThat(browser.all(HEADING)).as(item.code()).startsWith(expected.toArray(String[]::new));
            assertThat(browser.page()).as(item.code()).contains("办理地点", "办理时间", "咨询电话", "投诉渠道");
        }
    }

    @Test
    @Proves("M-CAT-14")
    void aGuideSaysEverythingThatItsVersionSays() throws Exception {
        for (ItemVersion item : catalogue.published()) {
            browser.open("/items/" + item.code());
            Guide guide = catalogue.guide(item, Locale.SIMPLIFIED_CHINESE);

            assertThat(guide.missing()).isEmpty();
            item.materials()
                    .forEach(material -> assertThat(browser.page())
                            .as(item.code())
                            .contains(escaped(material.name().zh())));
            item.conditions()
                    .forEach(condition -> assertThat(browser.page())
                            .as(item.code())
                            .contains(escaped(condition.text().zh())));
        }
    }

    @Test
    void anArticleThatNobodyReadIsMarked() throws Exception {
        ItemVersion item = catalogue.published().stream()
                .filter(each -> !each.basis().stream().allMatch(Basis::verified))
                .findFirst()
                .orElseThrow();

        browser.open("/items/" + item.code());

        assertThat(browser.page()).contains("未核实", "请以原文为准");
    }

    @Test
    void whereNothingIsToBeBroughtThePageSaysSo() throws Exception {
        browser.open("/items/industrial-project-filing");
        assertThat(browser.page()).contains("无需提交").doesNotContain("0 样", "必交");

        browser.open("/items/industrial-project-filing?lang=en");
        assertThat(browser.page()).contains("Nothing to bring");
    }

    @Test
    @Proves("M-CAT-20")
    void theFlowChartIsThatOfTheVersion() throws Exception {
        for (ItemVersion item : catalogue.published()) {
            browser.open("/items/" + item.code());

            assertThat(browser.page()).as(item.code()).contains(catalogue.flowChart(item, Locale.SIMPLIFIED_CHINESE));
        }
    }

    @Test
    @Proves("M-CAT-15")
    void aPhoneGetsThePageThatADesktopGets() throws Exception {
        browser.open("/items/food-business");

        assertThat(browser.page()).contains("width=device-width").contains("aria-labelledby=\"condition\"");
    }

    @ParameterizedTest
    @CsvSource({"理发店,public-place-hygiene", "開理髮店,public-place-hygiene", "食品经营,food-business"})
    @Proves("M-CAT-15")
    void oneSearchFindsIt(String typed, String code) throws Exception {
        browser.open("/search?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8));

        assertThat(browser.links()).contains("/items/" + code);
    }

    @Test
    void aSearchWithoutResultShowsOtherWays() throws Exception {
        browser.open("/search?q=zzzzqqqq");

        assertThat(browser.page()).contains("没有找到");
        assertThat(browser.links()).contains("/people", "/firms", "/items");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/people", "/firms", "/items", "/items/food-business", "/search", "/progress", "/verify"})
    void everyPageIsThereInBothLanguagesAndForElders(String page) throws Exception {
        for (String mode : List.of("?lang=zh", "?lang=en", "?lang=zh&elder=on", "?elder=off")) {
            assertThat(browser.open(page + mode).statusCode()).as(page + mode).isEqualTo(200);
        }
    }

    @Test
    void anItemThatIsNotPublishedIsNotThere() throws Exception {
        assertThat(browser.open("/items/no-such-item").statusCode()).isEqualTo(404);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
