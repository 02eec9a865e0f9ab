package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.casework.CaseId;
import org.yimen.catalogue.Catalogue;
import org.yimen.desk.Clerk.Answer;
import org.yimen.payment.FeeDesk;
import org.yimen.payment.FeeOrder;
import org.yimen.testing.HallTest;
import org.yimen.testing.TestTime;

/** Money at the desk: taken at the window, asked back, decided by the books, and never typed. */
@HallTest
class FeesPagesTest {

    @Autowired
    private Catalogue catalogue;

    @Autowired
    private City city;

    @Autowired
    private DeskPages pages;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private FeeDesk fees;

    @Autowired
    private TestTime time;

    private FeeOrder order(CaseId id) {
        return fees.ofCase(id).getLast();
    }

    @Test
    void theWindowTakesTheMoneyOnceAndTheChiefMayIssue() throws Exception {
        CaseId id = city.granted("immovable-transfer").id();
        Clerk clerk = pages.at("zx.window1");
        Clerk chief = pages.at("zr.chief");
        String base = "/desk/fees/orders/" + order(id).id();
        assertThat(clerk.open("/desk/cases/" + id.value()).body()).contains("未缴清，不能制证", base);
        assertThat(chief.open("/desk/cases/" + id.value()).body())
                .as("nobody is offered what would be refused")
                .doesNotContain("/do/issue")
                .contains("还有费用没有缴清");
        assertThat(issue(chief, id).body()).contains("还有 80.00 元没有缴清");
        Answer page = clerk.open(base);
        assertThat(page.body()).contains("收 80.00 元，金额不能改", "中华人民共和国民法典", "第二百二十三条");
        String key = page.hidden("key");

        // Whatever else the form carries, the amount is the order's.
        for (int i = 0; i < 2; i++) {
            assertThat(clerk.send(base + "/take", "key", key, "way", "card", "amount", "1", "fen", "1")
                            .location())
                    .isEqualTo(base);
        }

        assertThat(order(id).state()).isEqualTo(FeeOrder.State.PAID);
        assertThat(fees.ledger(order(id)))
                .hasSize(2)
                .last()
                .satisfies(entry -> assertThat(entry.fen()).isEqualTo(8000));
        assertThat(clerk.open(base).body()).contains("窗口刷卡", "孟小雨").doesNotContain("已收现金");
        assertThat(clerk.open(base + "/receipt").status()).isEqualTo(200);
        assertThat(chief.open("/desk/cases/" + id.value()).body()).contains("/do/issue");
        assertThat(issue(chief, id).location()).contains("done=issue");
        assertThat(clerk.open("/desk/cases/" + id.value()).body()).contains("已缴清");
    }

    private Answer issue(Clerk chief, CaseId id) throws Exception {
        return chief.send(
                "/desk/cases/" + id.value() + "/do/issue",
                "key",
                City.key(),
                "seen",
                String.valueOf(desk.find(id).version()),
                "step-up",
                "yimen-demo-2026");
    }

    @Test
    void aRefundGoesToFinanceWhichSeesNoCase() throws Exception {
        CaseId id = city.accepted("immovable-transfer").id();
        Clerk clerk = pages.at("zx.window1");
        Clerk books = pages.at("zx.finance");
        String base = "/desk/fees/orders/" + order(id).id();
        clerk.send(base + "/take", "key", City.key(), "way", "cash");
        assertThat(clerk.send(base + "/refund", "key", City.key(), "yuan", "90", "reason", "多收")
                        .body())
                .contains("最多还能退 80.00 元");
        assertThat(clerk.send(base + "/refund", "key", City.key(), "yuan", "80.00", "reason", "")
                        .body())
                .contains("请写明原因");
        clerk.send(base + "/refund", "key", City.key(), "yuan", "30.00", "reason", "多收了一份");

        long free = catalogue.published().stream()
                .filter(item -> item.fee().lines().isEmpty())
                .count();
        assertThat(books.open("/desk/fees").body()).contains("多收了一份", base, "另有 " + free + " 个事项不收费");
        Answer page = books.open(base);
        String approve = page.body().replaceAll("(?s).*(/desk/fees/refunds/[0-9a-f-]+)/approve.*", "$1");
        assertThat(clerk.open(base).body()).doesNotContain("/approve");
        assertThat(books.send(approve + "/decline", "reason", "").body()).contains("请写明原因");
        assertThat(books.proven(approve + "/approve").location()).isEqualTo(base);
        assertThat(books.proven(approve + "/approve").body()).contains("已经处理过了");
        assertThat(books.open("/desk/cases/" + id.value()).status()).isEqualTo(403);
        assertThat(books.open(base).body()).contains("已同意").doesNotContain("/desk/cases/" + id.value());
    }

    @Test
    void anExpiredOrderIsOpenedAgainAtTheWindowAndNothingElseIs() throws Exception {
        CaseId id = city.accepted("immovable-transfer").id();
        FeeOrder first = order(id);
        time.advance(Duration.ofDays(31));
        for (int i = 0; i < 50 && order(id).isOpen(); i++) {
            // The job's turn.
            Thread.sleep(200);
        }
        Clerk clerk = pages.at("zx.window1");
        assertThat(clerk.open("/desk/cases/" + id.value()).body()).contains("重新开缴费单");

        assertThat(clerk.send("/desk/cases/" + id.value() + "/fees").location()).isEqualTo("/desk/cases/" + id.value());
        clerk.send("/desk/cases/" + id.value() + "/fees");

        assertThat(fees.ofCase(id)).hasSize(2);
        assertThat(order(id).id()).isNotEqualTo(first.id());
        // In letters: a row of digits would be masked where it is shown, as somebody's number is.
        String off = "fee-"
                + UUID.randomUUID()
                        .toString()
                        .substring(0, 6)
                        .chars()
                        .mapToObj(sign -> Character.toString('a' + Character.digit(sign, 16)))
                        .collect(Collectors.joining());
        assertThat(clerk.send("/desk/cases/" + id.value() + "/fees", "fee", off).status())
                .isEqualTo(422);
        assertThat(clerk.send("/desk/cases/" + id.value() + "/fees", "fee", "registration-home", "amount", "500")
                        .status())
                .isEqualTo(422);
        assertThat(pages.at("zx.supervisor")
                        .open(DeskPages.attempts(time.instant()) + "&kind=" + FeeDesk.OFF_THE_LIST)
                        .body())
                .contains("违规收费", off, desk.find(id).number(), "金额由清单算出");
    }

    @Test
    void theDaysOfTheBooksAreForWhoeverKeepsThem() throws Exception {
        Clerk books = pages.at("zx.finance");
        assertThat(books.open("/desk/fees/days").body()).contains("对账", "对这一天的账");
        assertThat(books.send("/desk/fees/days", "day", "2026-11-17").location())
                .isEqualTo("/desk/fees/days");
        assertThat(books.send("/desk/fees/days", "day", "2026-11-18").body()).contains("第二天才能对");
        assertThat(books.send("/desk/fees/days", "day", "gestern").status()).isEqualTo(400);
        assertThat(pages.at("zx.director").open("/desk/fees/days").body()).doesNotContain("对这一天的账");
        assertThat(books.open("/desk/fees?state=open").status()).isEqualTo(200);
        assertThat(books.open("/desk/fees?state=nonsense").status()).isEqualTo(200);
    }
}
