package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.casework.CaseId;
import org.yimen.desk.Clerk.Answer;
import org.yimen.organisation.Authorised;
import org.yimen.organisation.Letter;
import org.yimen.organisation.Right;
import org.yimen.organisation.Staff;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;

@HallTest
class LettersPagesTest {

    private static final String WITHDRAWAL = "/desk/letters/withdrawal";

    @Autowired
    private City city;

    @Autowired
    private DeskPages pages;

    @Autowired
    private ApplicationDesk desk;

    @Test
    @Proves("M-APR-05")
    void withdrawingALetterStopsTheNextDecisionAtOnce() throws Exception {
        Staff deputy = pages.newcomer("WJW/chief");
        Letter letter = pages.letter(deputy, "WJW", Set.of(Right.DECIDE, Right.ISSUE));
        CaseId first = toDecide();
        CaseId second = toDecide();
        assertThat(grant(deputy, first).status()).isEqualTo(303);

        Answer withdrawn = pages.at("wjw.head").proven(WITHDRAWAL, "number", letter.number(), "reason", "轮岗，收回授权");

        assertThat(withdrawn.status()).isEqualTo(303);
        Answer refused = grant(deputy, second);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("审批决定权");
        assertThat(desk.find(second).state()).isInstanceOf(State.Deciding.class);
        assertThat(desk.find(first).state()).isInstanceOf(State.Granted.class);
    }

    @Test
    @Proves("M-APR-05")
    void theRegisterShowsTiersRightsPeriodAndWhatEnded() throws Exception {
        Staff deputy = pages.newcomer("SL/chief");
        Letter letter = pages.letter(deputy, "SL", Set.of(Right.URGE));
        Clerk director = pages.at("zx.director");
        assertThat(register(director, "SL")).contains(letter.number(), "协调催办", "2026年1月1日至 2026年12月31日");

        Answer sent = director.proven(WITHDRAWAL, "number", letter.number(), "reason", "授权范围有误");

        assertThat(director.open(sent.location()).body()).contains("授权书 " + letter.number() + " 已收回");
        assertThat(register(director, "SL")).contains("2026年11月18日：授权范围有误");
        assertThat(director.open(WITHDRAWAL + "?number=" + encoded(letter.number()))
                        .body())
                .contains("已经失效")
                .doesNotContain("name=\"reason\"");
    }

    @Test
    @Proves("M-APR-07")
    void theReportShowsNumeratorDenominatorAndTheUnroundedRate() throws Exception {
        String body = pages.at("zx.supervisor").open("/desk/letters").body();

        assertThat(body).contains("授权率", "÷", "<data value=\"");
    }

    @ParameterizedTest
    @CsvSource({"299, 389, 76.9%", "12, 12, 100%", "1999, 2000, 99.9%", "3, 4, 75%", "0, 0, 0%", "1, 3, 33.3%"})
    @Proves("M-APR-07")
    void theRateIsShortenedOnlyForShowAndIsNeverAHundredTooEarly(int items, int admitted, String shown) {
        List<String> codes = java.util.stream.IntStream.range(0, items)
                .mapToObj(each -> "i" + each)
                .toList();
        var authorised = new Authorised(
                DeskPages.CITY, LocalDate.of(2026, 11, 18), List.of(new Authorised.Line("SJ", codes)), admitted);

        var report = new LettersPage.Report(authorised, List.of());

        assertThat(report.percent()).isEqualTo(shown);
        if (admitted > 0) {
            assertThat(authorised.rate().multiply(BigDecimal.valueOf(admitted)).subtract(BigDecimal.valueOf(items)))
                    .isBetween(new BigDecimal("-0.0000001"), new BigDecimal("0.0000001"));
        }
    }

    @Test
    void aHeadEndsNoLetterOfAnotherDepartmentAndNotHisOwn() throws Exception {
        Letter letter = pages.letter(pages.newcomer("SL/chief"), "SL", Set.of(Right.URGE));
        String own = first("WJW");

        assertThat(pages.at("wjw.head")
                        .send(WITHDRAWAL, "number", letter.number(), "reason", "x")
                        .status())
                .isEqualTo(403);
        assertThat(pages.at("wjw.head")
                        .send(WITHDRAWAL, "number", own, "reason", "x")
                        .status())
                .isEqualTo(403);
        assertThat(pages.at("sl.chief")
                        .send(WITHDRAWAL, "number", letter.number(), "reason", "x")
                        .status())
                .isEqualTo(403);
        assertThat(pages.at("zx.window1").open("/desk/letters").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"'   ', 请写明收回的理由", "电话 13812345678 反映的问题, 不要写身份证号或手机号"})
    void theReasonIsAskedForAndKeptAsTyped(String reason, String error) throws Exception {
        Letter letter = pages.letter(pages.newcomer("SL/chief"), "SL", Set.of(Right.URGE));

        Answer answer = pages.at("sl.head").send(WITHDRAWAL, "number", letter.number(), "reason", reason);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("govuk-error-summary", error, reason.strip());
    }

    @Test
    void aLetterThatIsNotThereIsNotFound() throws Exception {
        assertThat(pages.at("zx.director").open(WITHDRAWAL + "?number=none").status())
                .isEqualTo(404);
    }

    @Test
    void aLetterWhoseBasisEndedIsNotInForce() {
        LocalDate from = LocalDate.of(2026, 1, 1);
        LocalDate until = LocalDate.of(2026, 12, 31);
        LocalDate today = LocalDate.of(2026, 11, 18);
        var holder = new java.util.UUID(0, 1);
        Letter above = Letter.ofGovernment("1", "SL", Set.of(Letter.ALL), Set.of(Right.DECIDE), from, until, holder);
        Letter below = above.passedOn("2", Set.of(Right.DECIDE), holder);
        Letter hanging = above.withdrawn(today, "x").passedOn("3", Set.of(Right.DECIDE), holder);

        assertThat(LettersPage.State.of(below, today)).isEqualTo(LettersPage.State.IN_FORCE);
        assertThat(LettersPage.State.of(hanging, today)).isEqualTo(LettersPage.State.BASELESS);
        assertThat(LettersPage.State.of(below, from.minusDays(1))).isEqualTo(LettersPage.State.NOT_YET);
        assertThat(LettersPage.State.of(below, until.plusDays(1))).isEqualTo(LettersPage.State.OVER);
        assertThat(LettersPage.State.of(below.withdrawn(today, "x"), today)).isEqualTo(LettersPage.State.WITHDRAWN);
    }

    private CaseId toDecide() {
        CaseId id = city.accepted("public-place-hygiene").id();
        city.review(id);
        return id;
    }

    private Answer grant(Staff by, CaseId id) throws Exception {
        return pages.at(by)
                .proven(
                        "/desk/cases/" + id.value() + "/do/grant",
                        "key",
                        City.key(),
                        "seen",
                        String.valueOf(desk.find(id).version()),
                        "others",
                        "no");
    }

    private static String register(Clerk clerk, String department) throws Exception {
        return clerk.open("/desk/letters?department=" + department).body();
    }

    private String first(String department) throws Exception {
        String body = register(pages.at("zx.director"), department);
        int at = body.indexOf("安政授");
        return body.substring(at, body.indexOf("号", at) + 1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
