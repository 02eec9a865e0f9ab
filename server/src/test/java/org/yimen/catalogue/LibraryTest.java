package org.yimen.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yimen.catalogue.ItemVersion.Mode.Channel;
import org.yimen.testing.Proves;
import org.yimen.time.TimeLimit;

class LibraryTest {

    private static final String ITEM = "public-place-hygiene";
    private static final String PATH = ITEM + "/v1.yaml";

    private static List<Problem> problems(Map<String, String> files) {
        var broken = catchThrowableOfType(CatalogueBroken.class, () -> Library.of(files));
        assertThat(broken).isNotNull();
        return broken.problems();
    }

    private static List<Problem> problems(String from, String to) {
        String yaml = Sheets.yaml(ITEM);
        assertThat(yaml).contains(from);
        return problems(Sheets.files(PATH, yaml.replaceFirst(java.util.regex.Pattern.quote(from), to)));
    }

    /** Where the file says this, counted from one. */
    private static int line(String words) {
        List<String> lines = Arrays.asList(Sheets.yaml(ITEM).split("\n", -1));
        return lines.indexOf(lines.stream()
                        .filter(line -> line.contains(words))
                        .findFirst()
                        .orElseThrow())
                + 1;
    }

    @Test
    @Proves({"M-CAT-01", "M-TIM-01"})
    void theItemsOfThisBuildKeepEveryRule() {
        assertThat(Sheets.BUNDLED.versions())
                .extracting(ItemVersion::code)
                .containsOnly(
                        "public-place-hygiene",
                        "public-place-hygiene-change",
                        "public-place-hygiene-renewal",
                        "public-place-hygiene-reissue",
                        "public-place-hygiene-cancellation",
                        "food-business",
                        "food-business-change",
                        "food-business-renewal",
                        "food-business-reissue",
                        "food-business-cancellation",
                        "sole-trader-registration",
                        "sole-trader-change",
                        "sole-trader-cancellation",
                        "enterprise-registration",
                        "enterprise-change",
                        "enterprise-cancellation",
                        "industrial-project-filing",
                        "construction-permit",
                        "road-excavation",
                        "water-abstraction",
                        "river-sand-extraction",
                        "teacher-qualification",
                        "teacher-qualification-reissue",
                        "senior-teacher-qualification",
                        "special-equipment-registration",
                        "special-equipment-change",
                        "special-equipment-cancellation",
                        "cross-region-medical",
                        "housing-fund-withdrawal",
                        "immovable-transfer",
                        "tax-deregistration",
                        "minimum-living-allowance",
                        "tobacco-retail",
                        "tobacco-retail-change",
                        "tobacco-retail-renewal",
                        "disability-certificate");
        assertThat(Sheets.BUNDLED.versions())
                .allSatisfy(version -> assertThat(PublishRules.check(version, Sheets.SETTING))
                        .as(version.code())
                        .isEmpty());
    }

    @Test
    void whatStandsOnACertificateIsAskedInTheForm() {
        for (ItemVersion version : Sheets.BUNDLED.versions()) {
            assertThat(version.form().questions())
                    .as(version.code())
                    .extracting(question -> question.code())
                    .containsAll(version.result().shows().stream()
                            .map(shown -> shown.question())
                            .toList());
        }
    }

    @Test
    @Proves("M-INT-27")
    void whatTheWindowAcceptsIsOpenOnlineByTheSameDefinition() {
        assertThat(Sheets.BUNDLED.versions())
                .allSatisfy(version ->
                        assertThat(version.mode().channels()).contains(Channel.WINDOW, Channel.ONLINE, Channel.MOBILE));
    }

    @Test
    @Proves({"N-Y08", "M-APR-21"})
    void registrationIsDecidedTheSameDayAndRemembersItsFiveDays() {
        var registration = Sheets.version("sole-trader-registration");

        assertThat(registration.limits().promised()).isEqualTo(TimeLimit.sameDay());
        assertThat(registration.isInstant()).isTrue();
        assertThat(registration.history())
                .singleElement()
                .returns(TimeLimit.workingDays(5), ItemVersion.PastPromise::promised);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'  promised: 8 working days'; '  promissed: 8 working days'; promissed; Unknown key",
                "'  promised: 8 working days'; '  promised: 8 days'; promised; is no limit",
                "'    kind: choice'; '    kind: chioce'; 证照怎么给您; none of",
                "effectiveOn: 2026-09-01; effectiveOn: 2026-09-31; effectiveOn; ''",
                "department: WJW; 'department: [WJW]'; department; word or a sentence",
                "type: licence; type: licence\\ntype: licence; type; twice",
                "'  charged: false'; '  charged: no'; charged; neither true nor false",
            })
    void aProblemNamesFileLineAndReason(String from, String to, String near, String reason) {
        String yaml = Sheets.yaml(ITEM).replaceFirst(java.util.regex.Pattern.quote(from), to.replace("\\n", "\n"));

        List<Problem> problems = problems(Sheets.files(PATH, yaml));

        assertThat(problems).anySatisfy(problem -> {
            assertThat(problem.file()).isEqualTo("items/" + PATH);
            assertThat(problem.reason()).contains(reason);
            int from0 = Math.max(0, problem.line() - 4);
            List<String> lines = Arrays.asList(yaml.split("\n", -1));
            assertThat(String.join("\n", lines.subList(from0, problem.line()))).contains(near);
        });
    }

    @Test
    void theLineOfAnUnknownKeyIsExact() {
        assertThat(problems("  promised: 8 working days", "  promissed: 8 working days"))
                .contains(
                        new Problem(
                                "items/" + PATH,
                                line("  promised: 8 working days"),
                                "Unknown key 'promissed'; known here: answer, answerBasis, extension, extensionBasis, joint, promised, silence, starts, statutory, statutoryBasis, windowEndsOn, windowStartsOn"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "onlyIf: place_kind == \"lodging\"; onlyIf: place_kin == \"lodging\"; 17; undeclared reference to 'place_kin'",
                "onlyIf: place_kind == \"lodging\"; onlyIf: place_kind == \"castle\"; 31; 'castle' is no choice of place-kind",
                "onlyIf: delivery == \"mail\"; onlyIf: place_kind == \"lodging\"; 17; undeclared reference to 'place_kind'",
                "onlyIf: air_conditioning == \"central\"; onlyIf: air_conditioning > 3; 30; no matching overload",
                "onlyIf: air_conditioning == \"central\"; onlyIf: air_conditioning = \"central\"; 30; token recognition error",
            })
    void aConditionThatCannotBeUnderstoodIsNamedByLineAndColumn(String from, String to, int column, String reason) {
        assertThat(problems(from, to)).anySatisfy(problem -> {
            assertThat(problem.line()).isEqualTo(line(from));
            assertThat(problem.column()).isEqualTo(column);
            assertThat(problem.reason()).contains(reason);
        });
    }

    @Test
    void theLineOfABrokenRuleIsExact() {
        assertThat(problems("  promised: 8 working days", "  promised: 21 working days"))
                .anySatisfy(problem -> {
                    assertThat(problem.line()).isEqualTo(line("  promised: 8 working days"));
                    assertThat(problem.reason()).contains("longer than the law's 20 working days");
                });
    }

    @Test
    void allProblemsAreReportedTogether() {
        String yaml = Sheets.yaml(ITEM)
                .replace("  promised: 8 working days", "  promised: soon")
                .replace("number: 1\n", "number: one\n")
                .replace("caseClass: promised", "kaseClass: promised");

        assertThat(problems(Sheets.files(PATH, yaml))).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void whatIsNotYamlNamesItsLine() {
        var problems = problems(Sheets.files(PATH, "code: a\nname: [open\nnumber: 1\n"));

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isGreaterThan(1);
            assertThat(problem.reason()).startsWith("Not YAML");
        });
    }

    @Test
    void aFileStandsWhereItsCodeAndNumberSay() {
        assertThat(problems(Sheets.files("public-place-hygiene/v2.yaml", Sheets.yaml(ITEM))))
                .anySatisfy(problem -> assertThat(problem.reason()).contains("items/public-place-hygiene/v1.yaml"));
    }

    @Test
    void aDraftMayStillBreakTheRulesOfPublishing() {
        String draft = Sheets.yaml(ITEM)
                .replace("status: published", "status: draft")
                .replace("  promised: 8 working days", "  promised: 21 working days");

        assertThat(Library.of(Sheets.files(PATH, draft)).versions()).hasSize(1);
    }

    @Test
    @Proves({"N-L12", "M-INT-21"})
    void theSevenClassesOfCasesAreSeven() {
        var files = Sheets.files(PATH, Sheets.yaml(ITEM));
        files.put(
                "dictionaries.yaml",
                Sheets.resource("dictionaries.yaml").replaceFirst("(?s)  - code: assisted.*?\n\n", "\n"));

        assertThat(Sheets.SETTING.dictionaries().caseClasses()).hasSize(7);
        assertThat(problems(files)).anySatisfy(problem -> {
            assertThat(problem.file()).isEqualTo("items/dictionaries.yaml");
            assertThat(problem.reason()).contains("7 entries are needed, here are 6");
        });
    }

    @Test
    @Proves({"N-L12", "M-INT-22"})
    void theFiveHandlingSystemsAreFiveAndEachClassHasOne() {
        var four = Sheets.files(PATH, Sheets.yaml(ITEM));
        four.put(
                "dictionaries.yaml",
                Sheets.resource("dictionaries.yaml")
                        .replaceFirst("(?s)  - code: responsible.*?(?=  - code: answer)", ""));
        var homeless = Sheets.files(PATH, Sheets.yaml(ITEM));
        homeless.put(
                "dictionaries.yaml", Sheets.resource("dictionaries.yaml").replace("system: joint", "system: none"));

        assertThat(Sheets.SETTING.dictionaries().systems()).hasSize(5);
        assertThat(problems(four))
                .anySatisfy(problem -> assertThat(problem.reason()).contains("5 entries are needed, here are 4"));
        assertThat(problems(homeless))
                .anySatisfy(problem -> assertThat(problem.reason()).contains("joint is handled by no system"));
    }

    @Test
    @Proves({"N-L12", "M-STD-05"})
    void theEightDisclosuresAreEight() {
        var files = Sheets.files(PATH, Sheets.yaml(ITEM));
        files.put("dictionaries.yaml", Sheets.resource("dictionaries.yaml").replaceFirst("  - \\{ code: fee.*\n", ""));

        assertThat(Sheets.SETTING.dictionaries().headings()).hasSize(8);
        assertThat(problems(files))
                .anySatisfy(problem -> assertThat(problem.reason()).contains("8 entries are needed, here are 7"));
    }

    @Test
    void anOfficeHasAValidCreditCodeAndAnotherNumberForComplaints() {
        var files = Sheets.files(PATH, Sheets.yaml(ITEM));
        files.put(
                "departments.yaml",
                Sheets.resource("departments.yaml")
                        .replace("11629901MB99011714", "11629901MB99011715")
                        .replace("0900-555 0111", "0900-555 0199"));

        assertThat(problems(files))
                .extracting(Problem::reason)
                .anyMatch(reason -> reason.contains("creditCode"))
                .anyMatch(reason -> reason.contains("complains about"));
    }

    @Test
    void theDigestIgnoresLayoutAndStatusButNoContent() {
        String yaml = Sheets.yaml(ITEM);
        var same = yaml.replace("status: published", "status: draft") + "\n# a remark\n";
        var other = yaml.replace("8 working days", "7 working days");

        assertThat(digest(same)).isEqualTo(digest(yaml));
        assertThat(digest(other)).isNotEqualTo(digest(yaml));
    }

    private static String digest(String yaml) {
        return Library.parsed("items/" + PATH, yaml, Sheets.SETTING.dictionaries(), new java.util.ArrayList<>())
                .orElseThrow()
                .digest();
    }

    @Test
    void aNewVersionRecordsWhatTheOneBeforePromised() {
        var files = Sheets.files("food-business/v1.yaml", Sheets.yaml("food-business"));
        String second = Sheets.resource("food-business/v2.yaml");
        files.put("food-business/v2.yaml", second.replace("promised: 10 working days }", "promised: 9 working days }"));

        assertThat(problems(files))
                .anySatisfy(problem -> assertThat(problem.reason()).contains("history lacks what version 1 promised"));
    }
}
