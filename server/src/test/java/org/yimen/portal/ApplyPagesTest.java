package org.yimen.portal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yimen.application.Applicants;
import org.yimen.application.City;
import org.yimen.application.ProgressDesk;
import org.yimen.catalogue.Catalogue;
import org.yimen.identifier.CaseNumber;
import org.yimen.identifier.CitizenId;
import org.yimen.identity.Passwords;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.TestNumbers;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** From the guide to the receipt and on, as a browser without JavaScript sees it. */
@HallTest
class ApplyPagesTest {

    private static final String ITEM = "public-place-hygiene";
    private static final String PASSWORD = "right-password-1";
    private static final byte[] PDF = "%PDF-1.4\n%a plan\n%%EOF\n".getBytes(UTF_8);
    private static final int MOST_PAGES = 100;

    private static final Pattern RADIO = Pattern.compile("type=\"(?:radio|checkbox)\" value=\"([^\"]+)\"");
    private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([^\"]+)\"");
    private static final Pattern NUMBER = Pattern.compile("([0-9]{6}-[0-9]{6}-[0-9]{5}-[A-Z])");
    private static final Pattern NEXT = Pattern.compile("href=\"(/apply/draft/[^\"]+)\"[^>]*class=\"govuk-button");
    private static final Pattern FILE = Pattern.compile("name=\"file\" value=\"([^\"]+)\"");

    @LocalServerPort
    private int port;

    @Autowired
    private ProgressDesk progress;

    @Autowired
    private People people;

    @Autowired
    private Passwords passwords;

    @Autowired
    private Catalogue catalogue;

    @Autowired
    private City city;

    @Autowired
    private Applicants applicants;

    @Autowired
    private TestTime time;

    private final CitizenId citizenId = TestNumbers.citizen();
    private Browser browser = new Browser(0);

    @BeforeEach
    void signIn() throws Exception {
        browser = signedIn("张晓明", citizenId);
    }

    @Test
    void nobodyElsesNameOrNumberGoesInThePlaceOfHerOwn() throws Exception {
        browser.open("/apply/sole-trader-registration");
        String base = Browser.location(browser.send("/apply/sole-trader-registration", Map.of()));

        var page = browser.open(base + "/question/applicant-name").body();
        browser.send(base + "/question/applicant-name", Map.of("answer", "王芳"));
        browser.open(base + "/section/applicant");
        browser.send(
                base + "/section/applicant",
                Map.of(
                        "has-q-citizen-id",
                        "1",
                        "q-citizen-id",
                        TestNumbers.citizen().value()));

        assertThat(page)
                .contains("张晓明", "为自己申请时不能改", "href=\"/me/delegations\"")
                .doesNotContain("name=\"answer\"");
        assertThat(browser.open(base + "/check").body())
                .contains("张晓明", citizenId.value())
                .doesNotContain("王芳");
    }

    @Test
    @Proves("M-INT-11")
    void whoBrokeAPromiseReadsWhyHeMayNotPromiseAgainAndTakesBackWhatHeSigned() throws Exception {
        String base = begin();
        String commitment = base + "/commitment";
        browser.open(commitment);
        assertThat(browser.send(commitment, Map.of("signs", "true")).statusCode())
                .isEqualTo(303);
        Person he = people.find(citizenId).orElseThrow();
        city.brokePromise(applicants.of(he.id(), null));

        String tasks = browser.open(base).body();
        String page = browser.open(commitment).body();
        var refused = browser.send(commitment, Map.of("signs", "true"));
        String check = browser.open(base + "/check").body();
        browser.open(commitment);
        var takenBack = browser.send(commitment, Map.of("signs", "false"));
        browser.open(base + "/question/phone");
        var again = browser.send(commitment, Map.of("signs", "true"));

        assertThat(tasks).contains("修复以前不适用告知承诺", "href=\"" + commitment + "\"");
        assertThat(page).contains("修复以前不适用告知承诺", "value=\"false\"").doesNotContain("value=\"true\"");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("修复以前不适用告知承诺");
        assertThat(check).contains("修复以前不适用告知承诺", "href=\"" + commitment + "\"");
        assertThat(takenBack.statusCode()).isEqualTo(303);
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(browser.open(base).body()).contains("修复以前不适用告知承诺").doesNotContain("href=\"" + commitment + "\"");
        assertThat(browser.open(commitment + "?lang=en").body()).contains("no promise is accepted");
    }

    @Test
    @Proves("M-INT-11")
    void whereTheFieldExcludesPromisesThatIsSaidAndNothingCanBePromised() throws Exception {
        String guide = browser.open("/items/river-sand-extraction").body();
        browser.open("/apply/river-sand-extraction");
        String base = Browser.location(browser.send("/apply/river-sand-extraction", Map.of()));

        String tasks = browser.open(base).body();
        String page = browser.open(base + "/commitment").body();
        browser.open(base + "/question/phone");
        var refused = browser.send(base + "/commitment", Map.of("signs", "true"));

        for (String said : List.of(guide, tasks, page)) {
            assertThat(said).contains("不适用：直接关系公共安全；生态环境保护");
        }
        assertThat(page).doesNotContain("name=\"signs\"");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("不适用：直接关系公共安全；生态环境保护");
        assertThat(browser.open("/items/public-place-hygiene").body())
                .as("named by a list all the same")
                .contains("涉及不适用承诺的领域", "人身健康、生命财产安全", "证照分离");
    }

    @Test
    @Proves("M-INT-04")
    void aWrongAnswerIsKeptAndSaidWithHowToPutItRight() throws Exception {
        String base = begin();

        var answer = answer(base, "area", "一百二十多");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("govuk-error-summary", "href=\"#answer\"", "请填写数字")
                .contains("value=\"一百二十多\"");
        assertThat(browser.open(base + "/question/area").body()).contains("value=\"一百二十多\"");
    }

    @Test
    @Proves("M-INT-04")
    void whatIsNotAPictureOrPdfIsNotTakenIn() throws Exception {
        String base = begin();
        browser.open(base + "/material/floor-plan");

        var answer = browser.upload(base + "/material/floor-plan", "plan.pdf", "MZ not a plan".getBytes(UTF_8));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("govuk-error-summary").contains("PDF");
    }

    @Test
    @Proves("M-INT-04")
    void aFileCanBeTakenOutAgain() throws Exception {
        String base = begin();
        String material = base + "/material/floor-plan";
        browser.open(material);
        browser.upload(material, "平面图.pdf", PDF);

        assertThat(browser.open(material).body()).contains("平面图.pdf");
        browser.send(material + "/remove", Map.of("file", browser.all(FILE).getFirst()));

        assertThat(browser.open(material).body()).doesNotContain("平面图.pdf");
    }

    @Test
    void aLongChineseNameOfAFileIsTakenInWithoutWhatNobodySees() throws Exception {
        String material = begin() + "/material/floor-plan";
        browser.open(material);

        var answer = browser.upload(material, "长".repeat(240) + "平面\u202E图.pdf", PDF);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(browser.open(material).body()).contains("长长平面图.pdf").doesNotContain("\u202E");
    }

    @Test
    void aZeroCharacterInTheNameOfAFileIsNotUnderstood() throws Exception {
        String material = begin() + "/material/floor-plan";
        browser.open(material);

        assertThat(browser.upload(material, "a\0b.pdf", PDF).statusCode()).isEqualTo(400);
    }

    @Test
    @Proves("M-INT-04")
    void aHostileFileIsRefusedWithItsReasonInBothLanguages() throws Exception {
        String material = begin() + "/material/floor-plan";
        browser.open(material);
        byte[] hostile = "%PDF-1.4\n1 0 obj<</S/JavaScript/JS(1)>>endobj\n%%EOF\n".getBytes(UTF_8);

        assertThat(browser.upload(material, "plan.pdf", hostile).body()).contains("不能收");
        browser.open(material + "?lang=en");
        assertThat(browser.upload(material, "plan.pdf", hostile).body()).contains("so it is not taken in");
    }

    @Test
    void aFileIsShownToItsOwnerAndMayDoNothing() throws Exception {
        String base = begin();
        browser.open(base + "/material/floor-plan");
        browser.upload(base + "/material/floor-plan", "平面图.pdf", PDF);
        browser.open(base + "/material/floor-plan");
        String address = base + "/files/" + browser.all(FILE).getFirst();

        var page = browser.open(address + "/view");
        var file = browser.open(address);

        assertThat(page.body()).contains("<iframe", "src=\"" + address + "\"");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("script-src 'self'", "frame-src 'self'");
        assertThat(file.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("default-src 'none'", "frame-ancestors 'self'")
                .doesNotContain("script");
        assertThat(file.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(file.headers().firstValue("Content-Type")).hasValue("application/pdf");
    }

    @Test
    @Proves("M-INT-13")
    void whatIsFetchedIsSaidWithItsSourceAndMayBeBroughtInstead() throws Exception {
        String base = begin();

        assertThat(browser.open(base).body()).contains("已由实名或登记信息核对", base + "/free");
        browser.open(base + "/free");
        browser.send(base + "/free", Map.of("bring", "business-licence"));

        assertThat(browser.open(base).body()).contains(base + "/material/business-licence");
        browser.open(base + "/free");
        browser.send(base + "/free", Map.of());
        assertThat(browser.open(base).body()).doesNotContain(base + "/material/business-licence");
    }

    @Test
    @Proves("M-INT-04")
    void tooLargeAnUploadIsRefusedWithAPageThatSaysSo() throws Exception {
        String material = begin() + "/material/floor-plan";
        browser.open(material);

        var answer = browser.upload(material, "plan.pdf", new byte[12 * 1024 * 1024]);

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("ym-error", "文件太大", "href=\"" + material + "\"", "回到刚才的页面");
    }

    @Test
    void anUploadWithoutAFileIsAskedForOne() throws Exception {
        String material = begin() + "/material/floor-plan";
        browser.open(material);

        var answer = browser.upload(material, "", new byte[0]);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("请先选择文件").doesNotContain("文件是空的");
    }

    @Test
    void aChangeAfterTheHandingInIsSaidNotToBeSaved() throws Exception {
        String base = fillIn();
        handIn(base, UUID.randomUUID());
        browser.open("/progress");

        var late = browser.send(base + "/question/area", Map.of("answer", "99"));

        assertThat(late.statusCode()).isEqualTo(303);
        assertThat(browser.open(Browser.location(late)).body()).contains("已经提交，这次修改没有保存");
    }

    @Test
    @Proves("M-INT-04")
    void nothingIsHandedInWhileSomethingIsMissing() throws Exception {
        String base = begin();
        browser.open(base + "/question/place-name");

        var answer =
                browser.send(base + "/submit", Map.of("key", UUID.randomUUID().toString()));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("govuk-error-summary").contains("/question/place-name?from=check");
        assertThat(browser.open("/me").body()).contains(base);
    }

    @Test
    @Proves({"M-INT-04", "M-INT-20"})
    void theReceiptSaysNumberPromiseWhoIsResponsibleAndHowToComplain() throws Exception {
        String base = fillIn();

        String receipt = handIn(base, UUID.randomUUID());

        var office = catalogue.setting().office("WJW").orElseThrow();
        assertThat(browser.open(receipt).body())
                .contains(office.name().zh(), office.complaintPhone(), "受理后 8 个工作日", "2026年11月25日");
        assertThat(browser.all(NUMBER)).isNotEmpty();
    }

    @Test
    @Proves("M-INT-04")
    void aDoubleClickHandsInOnce() throws Exception {
        String base = fillIn();
        var key = UUID.randomUUID();

        String first = handIn(base, key);
        browser.open("/progress");
        var second = browser.send(base + "/submit", Map.of("key", key.toString()));

        assertThat(Browser.location(second)).isEqualTo(first);
        browser.open("/me");
        assertThat(browser.all(NUMBER).stream().distinct()).hasSize(1);
    }

    @Test
    @Proves("M-IDA-01")
    void whatIsSomebodyElsesIsNotThere() throws Exception {
        String draft = begin();
        String receipt = handIn(fillIn(), UUID.randomUUID());
        String file = receipt.replace("/receipt", "");
        String second = begin();

        Browser stranger = signedIn("李四", TestNumbers.citizen());

        assertThat(draft).isNotEqualTo(second);
        for (String page :
                List.of(second, second + "/check", second + "/question/area", file, receipt, file + "/withdraw")) {
            assertThat(stranger.open(page).statusCode()).as(page).isEqualTo(404);
        }
        stranger.open("/progress");
        assertThat(stranger.send(second + "/discard", Map.of()).statusCode()).isEqualTo(404);
        stranger.open("/progress");
        assertThat(stranger.send(
                                file + "/withdraw",
                                Map.of("key", UUID.randomUUID().toString()))
                        .statusCode())
                .isEqualTo(404);
        assertThat(browser.open(second).statusCode()).isEqualTo(200);
    }

    @Test
    void anApplicationIsWithdrawnAfterAskingOnce() throws Exception {
        String file = handIn(fillIn(), UUID.randomUUID()).replace("/receipt", "");
        browser.open(file + "/withdraw");

        var answer =
                browser.send(file + "/withdraw", Map.of("key", browser.all(KEY).getFirst(), "reason", "不办了"));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(browser.open(file).body()).contains("已撤回").doesNotContain(file + "/withdraw");
    }

    @Test
    @Proves("M-CHN-21")
    void numberAndTailShowHowFarItIsWithoutPersonalData() throws Exception {
        String number = numberOf(handIn(fillIn(), UUID.randomUUID()));
        var anybody = new Browser(port);
        anybody.open("/progress");

        var answer = anybody.send(
                "/progress",
                Map.of("number", number.toLowerCase(Locale.ROOT).replace("-", " "), "tail", citizenId.tail()));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(anybody.open(Browser.location(answer)).body())
                .contains("政务服务中心", "已用", "还剩", "下一步", "提交申请")
                .doesNotContain("张晓明", citizenId.value(), "15400000001");
    }

    @Test
    @Proves("M-CHN-21")
    void theCodeOfTheReceiptShowsItAndAnAlteredOneDoesNot() throws Exception {
        String number = numberOf(handIn(fillIn(), UUID.randomUUID()));
        browser.open("/progress");
        String link = Browser.location(browser.send("/progress", Map.of("number", number, "tail", citizenId.tail())));
        char last = link.charAt(link.length() - 1);
        String altered = link.substring(0, link.length() - 1) + (last == 'A' ? 'B' : 'A');

        assertThat(new Browser(port).open(link).statusCode()).isEqualTo(200);
        assertThat(new Browser(port).open(altered).statusCode()).isEqualTo(404);
    }

    @Test
    @Proves("M-CHN-21")
    void guessingEndsAfterFiveTriesAndBeginsAgainLater() throws Exception {
        String number = numberOf(handIn(fillIn(), UUID.randomUUID()));
        String wrong = citizenId.tail().equals("0000") ? "1111" : "0000";
        // Other tests guess from this address as well.
        time.advance(ProgressDesk.WINDOW.multipliedBy(3));
        var anybody = new Browser(port);

        for (int i = 0; i < ProgressDesk.MOST_GUESSES; i++) {
            anybody.open("/progress");
            assertThat(anybody.send("/progress", Map.of("number", number, "tail", wrong))
                            .statusCode())
                    .isEqualTo(422);
        }
        anybody.open("/progress");
        var locked = anybody.send("/progress", Map.of("number", number, "tail", citizenId.tail()));
        assertThat(locked.statusCode()).isEqualTo(429);
        assertThat(locked.body()).contains("之后再查");

        time.advance(ProgressDesk.WINDOW);
        anybody.open("/progress");
        assertThat(anybody.send("/progress", Map.of("number", number, "tail", citizenId.tail()))
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void strangersElsewhereDoNotShutOutWhoKnowsTheTail() throws Exception {
        String number = numberOf(handIn(fillIn(), UUID.randomUUID()));
        CaseNumber parsed = CaseNumber.parse(number).orElseThrow();
        String wrong = citizenId.tail().equals("0000") ? "1111" : "0000";

        for (int i = 0; i < 39; i++) {
            var _ = progress.ask(parsed, wrong, "stranger-" + i / 5 + "-" + number);
        }
        assertThat(progress.ask(parsed, citizenId.tail(), "home-" + number))
                .isInstanceOf(ProgressDesk.Answer.Found.class);

        // More of them in one day do; the code of the receipt and the account still open it.
        for (int i = 40; i < 50; i++) {
            var _ = progress.ask(parsed, wrong, "stranger-" + i + "-" + number);
        }
        assertThat(progress.ask(parsed, citizenId.tail(), "home-" + number))
                .isInstanceOf(ProgressDesk.Answer.TooMany.class);
        time.advance(Duration.ofDays(1));
        assertThat(progress.ask(parsed, citizenId.tail(), "home-" + number))
                .isInstanceOf(ProgressDesk.Answer.Found.class);
    }

    @Test
    void aWrongNumberAndAWrongTailAreAnsweredAlike() throws Exception {
        String number = numberOf(handIn(fillIn(), UUID.randomUUID()));
        time.advance(ProgressDesk.WINDOW.multipliedBy(6));
        browser.open("/progress");
        String wrongTail = browser.send(
                        "/progress",
                        Map.of("number", number, "tail", citizenId.tail().equals("0000") ? "1111" : "0000"))
                .body();
        browser.open("/progress");
        String wrongNumber = browser.send(
                        "/progress", Map.of("number", "629901-251121-99999-" + letter(), "tail", citizenId.tail()))
                .body();

        assertThat(wrongTail).contains("编号和后四位对不上");
        assertThat(wrongNumber).contains("编号和后四位对不上");
    }

    private static String letter() {
        return new CaseNumber("629901", LocalDate.of(2025, 11, 21), 99_999)
                .toString()
                .substring(20);
    }

    private Browser signedIn(String name, CitizenId number) throws Exception {
        Person person = people.register(name, number, "15400000001", passwords.hash(PASSWORD));
        return Browser.signedIn(port, person, PASSWORD);
    }

    private String begin() throws Exception {
        browser.open("/apply/" + ITEM);
        var answer = browser.send("/apply/" + ITEM, Map.of());
        assertThat(answer.statusCode()).isEqualTo(303);
        return Browser.location(answer);
    }

    private HttpResponse<String> answer(String base, String question, String value) throws Exception {
        browser.open(base + "/question/" + question);
        return browser.send(base + "/question/" + question, Map.of("answer", value));
    }

    /** Answers whatever is asked, page by page, until the check. */
    private String fillIn() throws Exception {
        String base = begin();
        String next = base + "/question/"
                + catalogue
                        .current(ITEM)
                        .orElseThrow()
                        .form()
                        .questions()
                        .getFirst()
                        .code();
        for (int pages = 0; !next.endsWith("/check"); pages++) {
            assertThat(pages).isLessThan(MOST_PAGES);
            browser.open(next);
            next = next.contains("/material/") ? upload(next) : answer(next);
        }
        return base;
    }

    private String upload(String page) throws Exception {
        browser.upload(page, "材料.pdf", PDF);
        browser.open(page);
        return browser.all(NEXT).getLast();
    }

    private String answer(String page) throws Exception {
        List<String> choices = browser.all(RADIO);
        List<Map<String, String>> tries = !choices.isEmpty()
                ? List.of(Map.of("answer", choices.getFirst()))
                : browser.page().contains("answer-year")
                        ? List.of(Map.of("answer-year", "2026", "answer-month", "10", "answer-day", "8"))
                        : List.of(
                                Map.of("answer", "86"),
                                Map.of("answer", "2"),
                                Map.of("answer", "15400000001"),
                                Map.of("answer", citizenId.value()),
                                Map.of("answer", "92629901MA9900A13J"));
        for (Map<String, String> given : tries) {
            var answer = browser.send(page, given);
            if (answer.statusCode() == 303) {
                return Browser.location(answer);
            }
        }
        throw new AssertionError("No answer fits " + page);
    }

    private String handIn(String base, UUID key) throws Exception {
        browser.open(base + "/check");
        var answer = browser.send(base + "/submit", Map.of("key", key.toString()));
        assertThat(answer.statusCode()).isEqualTo(303);
        return Browser.location(answer);
    }

    private String numberOf(String receipt) throws Exception {
        browser.open(receipt);
        return browser.all(NUMBER).getFirst();
    }
}
