package org.yimen.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.yimen.catalogue.Guide.Section;
import org.yimen.testing.Law;
import org.yimen.testing.Proves;

class GuideTest {

    private static Guide guide(String item, Locale locale) {
        return Guide.of(Sheets.version(item), Sheets.SETTING, locale);
    }

    @Test
    @Proves({"M-STD-05", "N-L12"})
    void theEightDisclosuresStandInTheirOrder() {
        assertThat(guide("public-place-hygiene", Locale.CHINESE).disclosures())
                .extracting(Section::heading)
                .containsExactly("事项", "依据", "条件", "材料", "程序", "时限", "收费", "结果");
    }

    @Test
    @Proves("M-CAT-14")
    @Law(value = "行政许可法 第三十条", rule = "Guide: everything that must be posted is made from the version")
    void everyGuideOfThisBuildIsComplete() {
        assertThat(Sheets.BUNDLED.versions()).allSatisfy(version -> {
            var guide = Guide.of(version, Sheets.SETTING, Locale.CHINESE);
            assertThat(guide.missing()).as(version.code()).isEmpty();
            assertThat(guide.contact())
                    .extracting(Section::code)
                    .containsExactly("place", "hours", "phone", "complaint");
        });
    }

    @Test
    @Proves("M-CAT-15")
    void limitsAreSaidWithTheirLawAndTheirStart() {
        var limits = guide("construction-permit", Locale.CHINESE).disclosures().get(5);

        assertThat(limits.entries())
                .extracting(entry -> entry.label() + "：" + entry.text())
                .contains("承诺办结时限：5 日", "法定办结时限：7 日，依据《建筑法》第八条", "起算：收到申请之日起（当日不计）");
    }

    @Test
    void whatIsNeverGrantedOnAPromiseSaysWhyAndThatNobodyHasReadTheCircular() {
        var version =
                Sheets.changed("tobacco-retail", "\nfee:", "\noversight:\n  fields: [ecology, public-safety]\n\nfee:");

        var conditions =
                Guide.of(version, Sheets.SETTING, Locale.CHINESE).disclosures().get(2);

        assertThat(conditions.entries())
                .filteredOn(entry -> entry.label().equals("告知承诺"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.text()).contains("公共安全；生态环境保护").contains("国办发〔2020〕42号");
                    assertThat(entry.unverified()).isTrue();
                });
    }

    @Test
    void whatNobodyHasReadIsMarkedUnverified() {
        var basis = guide("cross-region-medical", Locale.CHINESE).disclosures().get(1);

        assertThat(basis.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.unverified()).isTrue();
            assertThat(entry.text()).endsWith("（未核实）");
        });
    }

    @Test
    void theEnglishGuideIsEnglishExceptTheNamesOfLaws() {
        var guide = guide("tobacco-retail", Locale.ENGLISH);

        assertThat(guide.sections())
                .allSatisfy(section -> assertThat(section.heading()).isASCII());
        assertThat(guide.disclosures().get(5).entries().getFirst().text()).isEqualTo("10 working days");
        assertThat(guide.disclosures().get(1).entries())
                .allSatisfy(entry -> assertThat(entry.chinese()).isTrue());
        assertThat(guide.disclosures().get(3).entries()).noneMatch(Guide.Entry::chinese);
    }

    @Test
    void sharedMaterialsAreNotAskedFor() {
        var materials =
                guide("public-place-hygiene", Locale.CHINESE).disclosures().get(3);

        assertThat(materials.entries())
                .filteredOn(entry -> entry.label().equals("营业执照"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.text()).startsWith("免交"));
    }

    @Test
    void aLostConditionIsMissed() {
        var version = Sheets.changed("tobacco-retail", "text: 不收费。 | Free of charge.", "text: 见公示 | As posted");

        assertThat(Guide.of(version, Sheets.SETTING, Locale.CHINESE)
                        .disclosures()
                        .get(6)
                        .entries())
                .singleElement()
                .returns("见公示", Guide.Entry::text);
    }
}
