package org.yimen.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yimen.catalogue.Sheets.changed;
import static org.yimen.catalogue.Sheets.keys;
import static org.yimen.catalogue.Sheets.version;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yimen.catalogue.ItemVersion.RiskField;
import org.yimen.testing.Law;
import org.yimen.testing.Proves;
import org.yimen.time.TimeLimit;

/** Each rule is green on the twelve items (see {@link LibraryTest}) and red here, on one of them with one thing changed. */
class PublishRulesTest {

    private static final String HYGIENE = "public-place-hygiene";
    private static final String ROAD = "road-excavation";
    private static final String WATER = "water-abstraction";
    private static final String ALLOWANCE = "minimum-living-allowance";
    private static final String TOBACCO = "tobacco-retail";

    private static List<String> red(String item, String from, String to) {
        return keys(PublishRules.check(changed(item, from, to), Sheets.SETTING));
    }

    @Test
    @Proves("M-TIM-01")
    @Law(
            value = "优化营商环境条例 第三十六条第二款",
            rule = "PublishRules.promiseWithinStatutory: a promise only shortens the law's limit")
    void aPromiseLongerThanTheLawIsRefused() {
        assertThat(PublishRules.promiseWithinStatutory(
                        changed(HYGIENE, "promised: 8 working days", "promised: 20 working days")))
                .isEmpty();
        assertThat(red(HYGIENE, "promised: 8 working days", "promised: 21 working days"))
                .containsExactly("promise-too-long");
    }

    @Test
    @Law(
            value = "行政许可法 第五十八条",
            rule =
                    "PublishRules.feeLines: a licence is charged by law or administrative regulation alone, its form never")
    void aFeeLineNeedsItsBasisAndAnAmountThatCanBeComputed() {
        String item = "immovable-transfer";
        assertThat(red(item, "name: 不动产权属证书工本费", "name: 申请书工本费")).containsExactly("fee-form");
        assertThat(red(item, "rates: [1 = 0, more = 1000]", "rates: [1 = 0, 5 = 1000]"))
                .containsExactly("fee-amount");
        assertThat(red(item, "rates: [1 = 0, more = 1000]", "rates: [5 = 0, 3 = 500, more = 1000]"))
                .containsExactly("fee-amount");
        assertThat(red(item, "count: certificates", "count: property-kind")).containsExactly("fee-amount");
        assertThat(red(item, "charged: true", "charged: false")).contains("fee-off");
        assertThat(keys(PublishRules.feeLines(licensed("level: law", "level: normative-document"))))
                .containsExactly("fee-level");
        assertThat(keys(PublishRules.feeLines(licensed("level: law", "level: administrative-regulation"))))
                .isEmpty();
    }

    @Test
    @Proves({"M-INT-11", "M-CAT-25"})
    void whatTouchesHealthIsGrantedOnAPromiseOnlyWhereAListOfTheStateCouncilNamesIt() {
        String promise = "  replaces: [hygiene-report]\n";
        String list =
                "  listed: { instrument: 国发〔2021〕7号, article: 附件1, level: normative-document, verified: false }\n";
        ItemVersion excluded = onAPromise("2026-11-16", promise);

        assertThat(PublishRules.excludedField(excluded))
                .singleElement()
                .returns("commitment.listed", Finding::path)
                .returns("catalogue.rule.commitment-excluded", Finding::key)
                .returns("国办发〔2020〕42号 二", Finding::article);
        assertThat(PublishRules.excludedField(onAPromise("2026-11-16", promise + list)))
                .isEmpty();
        assertThat(PublishRules.excludedField(onAPromise("2026-11-15", promise)))
                .as("published before the rule")
                .isEmpty();
        assertThat(PublishRules.excludedField(changed(HYGIENE, "effectiveOn: 2026-09-01", "effectiveOn: 2026-12-01")))
                .as("no safety")
                .isEmpty();
    }

    @Test
    @Proves({"M-INT-11", "M-CAT-25"})
    void noFieldOfRiskIsGrantedOnAPromise() {
        for (RiskField field : RiskField.values()) {
            String word = field.name().toLowerCase(Locale.ROOT).replace('_', '-');
            ItemVersion excluded = changed(
                    HYGIENE,
                    "effectiveOn: 2026-09-01",
                    "effectiveOn: 2026-11-16",
                    "commitment:\n  replaces: [hygiene-report]\n",
                    "oversight:\n  fields: [" + word + "]\n\ncommitment:\n  replaces: [hygiene-report]\n");

            assertThat(excluded.oversight().fields()).containsExactly(field);
            assertThat(PublishRules.excludedField(excluded))
                    .as(word)
                    .singleElement()
                    .returns("catalogue.rule.commitment-excluded", Finding::key);
        }
    }

    private static ItemVersion onAPromise(String from, String promise) {
        return changed(
                HYGIENE,
                "effectiveOn: 2026-09-01",
                "effectiveOn: " + from,
                "commitment:\n  replaces: [hygiene-report]\n",
                "oversight:\n  safety: true\n\ncommitment:\n" + promise);
    }

    /** The item as if it were a licence. */
    private static ItemVersion licensed(String from, String to) {
        return Sheets.changed("immovable-transfer", from, to, "regime: registration", "regime: licence");
    }

    @Test
    void ofDifferentUnitsOnlyTheCertainIsAccepted() {
        var threeDays = TimeLimit.naturalDays(3);
        var thirtyDays = TimeLimit.naturalDays(30);

        assertThat(PublishRules.isWithin(TimeLimit.workingDays(1), threeDays)).isTrue();
        assertThat(PublishRules.isWithin(TimeLimit.workingDays(2), threeDays)).isFalse();
        assertThat(PublishRules.isWithin(TimeLimit.workingDays(12), thirtyDays)).isTrue();
        assertThat(PublishRules.isWithin(TimeLimit.workingDays(20), thirtyDays)).isFalse();
        assertThat(PublishRules.isWithin(TimeLimit.naturalDays(20), TimeLimit.workingDays(20)))
                .isTrue();
        assertThat(PublishRules.isWithin(TimeLimit.sameDay(), threeDays)).isTrue();
        assertThat(PublishRules.isWithin(TimeLimit.workingDays(1), TimeLimit.sameDay()))
                .isFalse();
        assertThat(red("housing-fund-withdrawal", "promised: 1 working day", "promised: 2 working days"))
                .containsExactly("promise-units");
    }

    @Test
    @DisplayName("应当自受理行政许可申请之日起二十日内作出行政许可决定；联合办理的不得超过四十五日")
    @Law(value = "行政许可法 第四十二条", rule = "PublishRules.statutoryWithinTheLaw: 20 working days, 45 only jointly")
    void theLicensingLawCannotBeCitedForMoreThanItGrants() {
        assertThat(red(TOBACCO, "statutory: 20 working days", "statutory: 21 working days"))
                .containsExactly("statutory-too-long");
        assertThat(red(TOBACCO, "statutory: 20 working days", "statutory: 45 working days"))
                .containsExactly("statutory-too-long");
        assertThat(red(HYGIENE, "statutory: 20 working days", "statutory: 45 working days"))
                .contains("statutory-too-long");
        assertThat(red(WATER, "statutory: 45 working days", "statutory: 46 working days"))
                .as("another law may set more")
                .isEmpty();
    }

    @Test
    @DisplayName("延长十日；联合办理的延长十五日")
    @Law(value = "行政许可法 第四十二条第一款", rule = "PublishRules.extension: ten working days, more only by another basis")
    void moreThanTenDaysOfExtensionNeedTheirOwnBasis() {
        assertThat(red(TOBACCO, "extension: 10", "extension: 11")).containsExactly("extension-too-long");
        assertThat(red(
                        TOBACCO,
                        "extension: 10\n  extensionBasis: { instrument: 行政许可法, article: 第四十二条第一款",
                        "extension: 15\n  extensionBasis: { instrument: 某条例, article: 第八条"))
                .isEmpty();
        assertThat(red(
                        TOBACCO,
                        "  extensionBasis: { instrument: 行政许可法, article: 第四十二条第一款, level: law, verified: true }\n",
                        ""))
                .containsExactly("extension-uncited");
        assertThat(
                        red(
                                ALLOWANCE,
                                "  promised: 27 natural days",
                                "  promised: 27 natural days\n  extension: 10\n  extensionBasis: { instrument: 行政许可法, article: 第四十二条第一款, level: law, verified: true }"))
                .as("art. 42 does not extend what is no licence")
                .containsExactly("extension-too-long");
    }

    @Test
    @DisplayName("采取统一办理或者联合办理、集中办理的，办理的时间不得超过四十五日")
    @Law(value = "行政许可法 第四十二条第二款", rule = "PublishRules.joint: 45 and 15 days only by order of the government")
    void fortyFiveDaysNeedTheGovernmentsOrder() {
        String order = Sheets.yaml(ROAD)
                .lines()
                .filter(line -> line.startsWith("  joint:"))
                .findFirst()
                .orElseThrow();

        assertThat(red(ROAD, order + "\n", "")).containsExactlyInAnyOrder("statutory-too-long", "extension-too-long");
        assertThat(red(ROAD, "departments: [ZJ, ZR, SL]", "departments: [ZJ]")).containsExactly("joint-not-joint");
        assertThat(red(ROAD, "extension: 15", "extension: 16")).containsExactly("extension-too-long");
        assertThat(red(
                        ROAD,
                        "extension: 15\n  extensionBasis: { instrument: 行政许可法, article: 第四十二条第二款",
                        "extension: 10\n  extensionBasis: { instrument: 行政许可法, article: 第四十二条第一款"))
                .containsExactly("joint-extension");
    }

    @Test
    @DisplayName("当场或者在五日内一次告知；逾期不告知的，自收到申请材料之日起即为受理")
    @Law(value = "行政许可法 第三十二条第一款第四项", rule = "PublishRules.answerWithinFiveDays and silence")
    void aLicenceOfficeAnswersWithinFiveDaysAndItsSilenceAccepts() {
        assertThat(red(TOBACCO, "answer: 5 working days", "answer: 6 working days"))
                .containsExactly("answer-too-long");
        assertThat(red(
                        TOBACCO,
                        "  silence: { instrument: 行政许可法, article: 第三十二条第一款第四项, level: law, verified: true }\n",
                        ""))
                .containsExactly("silence-missing");
    }

    @Test
    @Law(value = "行政许可法 第二条", rule = "PublishRules.silence: deemed acceptance outside licences needs its own basis")
    void silenceOutsideLicencesNeedsItsOwnBasis() {
        assertThat(
                        red(
                                ALLOWANCE,
                                "  promised: 27 natural days",
                                "  silence: { instrument: 行政许可法, article: 第三十二条, level: law, verified: true }\n  promised: 27 natural days"))
                .containsExactly("silence-own-law");
        assertThat(
                        red(
                                ALLOWANCE,
                                "  promised: 27 natural days",
                                "  silence: { instrument: 安阳市政务服务条例, article: 第三十六条, level: local-regulation, verified: true }\n  promised: 27 natural days"))
                .isEmpty();
    }

    @Test
    @DisplayName("实施行政许可，不得收取任何费用；法律、行政法规另有规定的，依照其规定")
    @Law(value = "行政许可法 第五十八条", rule = "PublishRules.fee: the level of the basis")
    void aLicenceFeeNeedsALawOrAnAdministrativeRegulation() {
        assertThat(red(
                        WATER,
                        "basis: { instrument: 水法, article: 第四十八条, level: law, verified: true }\n\nresult",
                        "basis: { instrument: 某市办法, article: 第八条, level: rule, verified: true }\n\nresult"))
                .containsExactly("fee-level");
        assertThat(red(
                        WATER,
                        "  basis: { instrument: 水法, article: 第四十八条, level: law, verified: true }\n\nresult",
                        "\nresult"))
                .containsExactly("fee-uncited");
    }

    @Test
    @DisplayName("听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审的，所需时间不计算在内")
    @Law(value = "行政许可法 第四十五条", rule = "PublishRules.stopsClock: only what the article lists, or the item's own law")
    void onlyWhatArticle45ListsStopsTheClock() {
        assertThat(PublishRules.stopsClock(version(HYGIENE))).isEmpty();
        assertThat(red(
                        HYGIENE,
                        "procedure: testing\n    department: WJW\n    limit: 10",
                        "procedure: publicity\n    department: WJW\n    limit: 10"))
                .containsExactly("stops-clock");
        assertThat(red(
                        HYGIENE,
                        "limit: 3 working days\n    stopsClock: false\n    basis: 行政许可法 第三十四条第三款",
                        "limit: 3 working days\n    stopsClock: true\n    basis: 某条例 第九条"))
                .as("its own law may stop it")
                .isEmpty();
        assertThat(red(
                        "disability-certificate",
                        "stopsClock: false\n    basis: 残疾人证管理办法 第十条（未核实）",
                        "stopsClock: true\n    basis: 行政许可法 第四十五条"))
                .as("art. 45 is about licences")
                .containsExactly("stops-clock");
    }

    @Test
    @DisplayName("有数量限制的行政许可，按受理的先后顺序决定")
    @Law(value = "行政许可法 第五十七条", rule = "PublishRules.quota")
    void aQuotaNamesItsRule() {
        assertThat(red(TOBACCO, "article: 第五十七条", "article: 某处")).containsExactly("quota");
    }

    @Test
    @Law(value = "建筑法 第八条", rule = "ItemVersion.Limits.starts: receipt")
    @Law(value = "教师资格条例 第十六条", rule = "ItemVersion.Limits.starts: end of the acceptance window")
    void aClockStartsElsewhereOnlyByItsOwnLaw() {
        assertThat(version("construction-permit").limits().starts()).isEqualTo(ItemVersion.ClockStart.RECEIPT);
        assertThat(version("teacher-qualification").limits().starts()).isEqualTo(ItemVersion.ClockStart.WINDOW_END);
        assertThat(red(TOBACCO, "  promised:", "  starts: receipt\n  promised:"))
                .contains("start-own-law");
        assertThat(red("teacher-qualification", "  windowEndsOn: 2026-11-27\n", ""))
                .containsExactly("window-end");
    }

    @Test
    @Law(value = "行政许可法 第五十七条", rule = "PublishRules.quota: another order than acceptance needs a law, and a tender")
    void placesGoByAnotherOrderOnlyByALawAndThroughATender() {
        String order = "  order: tender\n";
        String law = "  orderBasis: { instrument: 某法, article: 第五条, level: law, verified: false }\n";
        String house = "  orderBasis: { instrument: 某办法, article: 第五条, level: normative-document, verified: false }\n";
        String tender =
                "  - step: tender\n    name: 招标 | Tender\n    procedure: tender\n    department: YC\n    limit: 1 working day\n    stopsClock: true\n    basis: 行政许可法 第五十三条\n    always: true\n";

        assertThat(red(TOBACCO, "  places: 120\n", "  places: 120\n" + order))
                .containsExactlyInAnyOrder("quota-order", "quota-tender");
        assertThat(red(TOBACCO, "  places: 120\n", "  places: 120\n" + order + house))
                .contains("quota-order");
        assertThat(red(TOBACCO, "  places: 120\n", "  places: 120\n" + order + law))
                .containsExactly("quota-tender");
        assertThat(PublishRules.quota(Sheets.changed(
                        TOBACCO,
                        "  - stage: decide",
                        tender + "  - stage: decide",
                        "  places: 120\n",
                        "  places: 120\n" + order + law)))
                .isEmpty();
    }

    @Test
    @Proves("M-APR-15")
    @Law(value = "行政许可法 第二十五条", rule = "PublishRules.transfer: a transferred power names its approval and whose it was")
    void aTransferNamesItsApprovalAndWhoseThePowerWas() {
        String at = "department: YC\naudiences";
        String approval =
                "  basis: { instrument: 省政府关于相对集中行政许可权的批复, article: 第二条, level: normative-document, verified: false }\n";
        String none = "  basis: { instrument: 某规章, article: 某处, level: rule, verified: false }\n";
        String from = "department: YC\ntransferredFrom:\n  department: %s\n%saudiences";

        assertThat(red(TOBACCO, at, from.formatted("SJ", approval))).isEmpty();
        assertThat(red(TOBACCO, at, from.formatted("YC", approval))).containsExactly("transfer-department");
        assertThat(red(TOBACCO, at, from.formatted("XX", approval))).containsExactly("transfer-department");
        assertThat(red(TOBACCO, at, from.formatted("SJ", none))).contains("transfer-approval");
    }

    @Test
    @Law(value = "行政许可法 第三十条", rule = "PublishRules.clocksCited: every clock names its rule")
    void everyClockOfALicenceIsCited() {
        assertThat(red(
                        TOBACCO,
                        "answerBasis: { instrument: 行政许可法, article: 第三十二条第一款第四项",
                        "answerBasis: { instrument: 行政许可法, article: 某处"))
                .containsExactly("clock-uncited");
        assertThat(red(
                        TOBACCO,
                        "  statutory: 20 working days\n  statutoryBasis: { instrument: 行政许可法, article: 第四十二条第一款, level: law, verified: true }\n",
                        ""))
                .containsExactly("statutory-missing");
    }

    @Test
    @Proves({"N-H02", "M-APR-02"})
    void threeStagesAndTwoExemptStepsPassAndFourStagesFail() {
        String fourth =
                "  - stage: again\n    name: 再审 | Second examination\n    act: review\n    departments: [YC]\n    limit: same day\n\nlimits:";
        String twoSteps =
                "  - step: publicity\n    name: 公示 | Public notice\n    procedure: publicity\n    department: YC\n    limit: 5 working days\n    stopsClock: false\n    basis: 某条例 第三条\n    always: false\n";

        assertThat(red(TOBACCO, "  - stage: decide", twoSteps + "  - stage: decide"))
                .isEmpty();
        assertThat(PublishRules.stageCount(changed(TOBACCO, "\nlimits:", fourth)))
                .singleElement()
                .returns(List.of(4, 3), Finding::arguments);
    }

    @Test
    @Proves({"N-H02", "M-APR-03"})
    void jointlyFiveStagesPassAndSixFail() {
        String one =
                "  - stage: %s\n    name: 会审 | Joint examination\n    act: review\n    departments: [SJ]\n    limit: same day\n";
        String two = one.formatted("second") + one.formatted("third");

        assertThat(PublishRules.stageCount(changed(HYGIENE, "  - stage: decide", two + "  - stage: decide")))
                .isEmpty();
        assertThat(PublishRules.stageCount(
                        changed(HYGIENE, "  - stage: decide", two + one.formatted("fourth") + "  - stage: decide")))
                .singleElement()
                .returns(List.of(6, 5), Finding::arguments);
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource(
            delimiter = ';',
            value = {
                "tobacco-retail; limit: 4 working days; limit: 5 working days; stages-too-long",
                "tobacco-retail; limit: 1 working day; limit: 6 working days; accept-stage-too-long",
                "food-business; limit: 5 working days; limit: 11 working days; step-too-long",
                "tobacco-retail; act: decide; act: review; plan-shape",
                "construction-permit; departments: [ZJ]; departments: [ZR]; decides-elsewhere",
                "tobacco-retail; departments: [YC]; departments: [XX]; department",
                "tobacco-retail; departments: [YC]; departments: []; review-nobody",
                "tobacco-retail; basis: 行政许可法 第三十四条第三款; basis: 惯例; step-basis",
                "tobacco-retail; text: 不收费。; text: 每证 200 元。; fee-off",
                "tobacco-retail; payOnline: false; payOnline: true; fee-off",
                "water-abstraction; payOnline: true; payOnline: false; fee-online",
                "cross-region-medical; caseClass: instant; caseClass: promised; instant-class",
                "tobacco-retail; caseClass: promised; caseClass: instant; instant-class",
                "cross-region-medical; limit: same day; limit: 1 working day; instant-stage",
                "teacher-qualification; number: 1\\n  reason:; number: 0\\n  reason:; visit-reason",
                "teacher-qualification; depth: [consult, submit, accept]; depth: [consult, submit, accept, decide]; visit-online",
                "housing-fund-withdrawal; depth: [consult, submit, accept, decide, result, licence]; depth: [consult]; visit-express",
                "tobacco-retail; channels: [online, mobile, window]; channels: [window]; channels",
                "tobacco-retail; taskCode: 11629901MB9902537G; taskCode: 11629901MB9902537; task-code-length",
                "tobacco-retail; taskCode: 11629901MB9902537G; taskCode: 11629901MB9902537H; task-code-check",
                "tobacco-retail; 37G3620199; 37G7620199; task-code-shape",
                "tobacco-retail; 37G3620199; 37G3992099; task-code-shape",
                "tobacco-retail; 37G3620199; 37G3620799; task-code-type",
                "tobacco-retail; taskCode: 11629901MB9902537G; taskCode: 11629901MB990134X3; task-code-office",
                "tobacco-retail; caseClass: promised; caseClass: urgent; case-class",
                "tobacco-retail; themes: [permits, start-business]; themes: [permits, gardening]; theme",
                "tobacco-retail; themes: [permits, start-business]; themes: []; findable",
                "sole-trader-registration; themes: [start-business]; themes: [construction]; theme-audience",
                "tobacco-retail; article: 第十六条, level: law; article: 全文, level: law; basis-article",
                "tobacco-retail; supply: form; supply: form\\n    tolerable: true; material-form",
                "tobacco-retail; '    issuer: 公安机关 | Public security\\n'; ''; material-issuer",
                "tobacco-retail; code: lease; code: tobacco-retail-licence; material-circular",
                "tobacco-retail; '        least: 1\\n'; '        least: 999999\\n'; bounds",
                "tobacco-retail; '      - code: street-front'; '      - code: pick\\n        label: 选 | Pick\\n        kind: choice\\n        choices:\\n          one: 一 | One\\n      - code: street-front'; choices",
                "tobacco-retail; code: shop-kind; code: shop-name; code-twice",
                "tobacco-retail; label: 店名 | Name of the shop; label: 店名; english",
                "food-business; number: 1; number: 1\\nhistory: [{ version: 1, effectiveOn: 2020-01-01, promised: 10 working days }]; history",
            })
    void everyOtherRuleSaysWhatItMisses(String item, String from, String to, String key) {
        assertThat(red(item, from.replace("\\n", "\n"), to.replace("\\n", "\n")))
                .contains(key);
    }

    @Test
    @DisplayName("不得要求申请人提交与其申请的行政许可事项无关的材料")
    @Law(value = "行政许可法 第三十一条", rule = "PublishRules.materials: nothing is asked for without a basis")
    void aMaterialWithoutBasisIsRefused() {
        String sample =
                "    basis: { instrument: 烟草专卖法实施条例, article: 第九条, level: administrative-regulation, verified: false }\n    sample:";

        assertThat(red(TOBACCO, sample, "    sample:")).containsExactly("material-basis");
        assertThat(version(TOBACCO).materials())
                .anySatisfy(material ->
                        assertThat(material.basis()).isNotNull().returns(false, ItemVersion.Basis::verified));
    }

    @Test
    void aMaterialThatIsUploadedShowsASample() {
        assertThat(keys(PublishRules.check(
                        changed(
                                TOBACCO,
                                "    sample: 写明地址、面积、租期，双方签字 | With address, area, term and both signatures\n",
                                ""),
                        Sheets.SETTING)))
                .containsExactly("material-sample");
    }

    @Test
    @Proves("M-CAT-14")
    void aGuideWithAnEmptyPartIsNotPublished() {
        String yaml = Sheets.yaml(TOBACCO);
        String conditions = yaml.substring(yaml.indexOf("conditions:"), yaml.indexOf("materials:"));

        assertThat(red(TOBACCO, conditions, "")).containsExactly("guide");
    }

    @Test
    void everyFindingIsSaidInBothLanguagesAndNamesItsArticle() {
        var findings = PublishRules.check(changed(TOBACCO, "extension: 10", "extension: 11"), Sheets.SETTING);

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.article()).contains("第四十二条");
            assertThat(finding.in(java.util.Locale.CHINESE)).isEqualTo("延长 11 个工作日，依据所引条款最多 10 个");
            assertThat(finding.in(java.util.Locale.ENGLISH)).contains("11 working days");
        });
    }
}
