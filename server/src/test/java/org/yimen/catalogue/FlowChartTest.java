package org.yimen.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.yimen.testing.Proves;

class FlowChartTest {

    private static String chart(String item) {
        return FlowChart.svg(Sheets.version(item), Sheets.SETTING, Locale.CHINESE);
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    @Test
    @Proves("M-CAT-20")
    void everyStageStandsThereWithItsOwnerAndItsDays() {
        assertThat(chart("tobacco-retail")).contains("受理", "审查", "决定", "安澜市烟草专卖局", "4 个工作日", "综合窗口");
    }

    @Test
    @Proves("M-CAT-20")
    void changingThePlanChangesTheChart() {
        String before = chart("tobacco-retail");

        var changed = Sheets.changed("tobacco-retail", "limit: 4 working days", "limit: 2 working days");
        String after = FlowChart.svg(changed, Sheets.SETTING, Locale.CHINESE);

        assertThat(after).isNotEqualTo(before).contains("2 个工作日").doesNotContain("4 个工作日");
    }

    @Test
    void departmentsThatWorkAtOnceStandSideBySide() throws Exception {
        var document = parsed(chart("public-place-hygiene"));

        var texts = document.getElementsByTagName("text");
        var abreast = IntStream.range(0, texts.getLength())
                .mapToObj(texts::item)
                .map(Element.class::cast)
                .filter(text -> List.of("86", "233").contains(text.getAttribute("x")))
                .collect(Collectors.groupingBy(text -> text.getAttribute("y")));
        assertThat(abreast.values())
                .anySatisfy(row ->
                        assertThat(row).extracting(Element::getTextContent).containsExactly("安澜市卫生健康委", "安澜市市场监督管"));
    }

    @Test
    void aStepOfASpecialProcedureIsDashedAndSaysThatItDoesNotCount() {
        assertThat(chart("public-place-hygiene")).contains("stroke-dasharray", "不计入时限", "视情况进行");
        assertThat(chart("sole-trader-registration")).doesNotContain("stroke-dasharray");
    }

    @Test
    void theChartHasATitleAndADescriptionAndNoStyle() {
        assertThat(Sheets.BUNDLED.versions()).allSatisfy(version -> {
            for (Locale locale : new Locale[] {Locale.CHINESE, Locale.ENGLISH}) {
                String svg = FlowChart.svg(version, Sheets.SETTING, locale);
                String id = "flow-" + version.code() + "-" + version.number();
                var root = parsed(svg).getDocumentElement();
                assertThat(root.getAttribute("role")).isEqualTo("img");
                assertThat(root.getAttribute("aria-labelledby")).isEqualTo(id + "-title " + id + "-desc");
                assertThat(root.getAttribute("viewBox")).startsWith("0 0 320 ");
                assertThat(svg).doesNotContain("style=", "<script", "<style");
            }
        });
    }

    @Test
    void dataIsEscaped() throws Exception {
        var version = Sheets.changed("tobacco-retail", "name: 审查 | Examination", "name: 审查 <b>&\" | Examination");

        assertThat(parsed(FlowChart.svg(version, Sheets.SETTING, Locale.CHINESE))
                        .getDocumentElement()
                        .getTextContent())
                .contains("审查 <b>&\"");
    }
}
