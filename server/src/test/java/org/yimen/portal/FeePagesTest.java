package org.yimen.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yimen.application.Applicants;
import org.yimen.application.Application.Command;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.identity.Passwords;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.TestNumbers;
import org.yimen.payment.FeeDesk;
import org.yimen.payment.FeeOrder;
import org.yimen.testing.HallTest;

/** What somebody owes and how he pays it, as a browser without JavaScript sees it, over real notices. */
@HallTest
class FeePagesTest {

    private static final String PASSWORD = "Right-password-1";
    private static final Pattern PLACE = Pattern.compile("href=\"[^\"]*(/demo-pay/[0-9a-f-]+)\"");

    @LocalServerPort
    private int port;

    @Autowired
    private People people;

    @Autowired
    private Passwords passwords;

    @Autowired
    private Applicants applicants;

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private FeeDesk fees;

    private Browser browser;
    private FeeOrder order;

    @BeforeEach
    void owe() throws Exception {
        browser = new Browser(port);
        var number = TestNumbers.citizen();
        String phone = "154" + number.value().substring(6, 14);
        Person payer = people.register("试缴费", number, phone, passwords.hash(PASSWORD));
        var draft = city.complete(applicants.of(payer.id(), null), "immovable-transfer");
        CaseId id = desk.submit(draft, Actor.applicant(payer.id(), payer.id()), "web", City.key())
                .id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        order = fees.ofCase(id).getFirst();
        browser.signIn(payer.name(), number, PASSWORD);
    }

    private String address() {
        return "/me/cases/" + order.caseId().value() + "/fees/" + order.id();
    }

    private String body(String path) throws Exception {
        return browser.open(path).body();
    }

    private FeeOrder now() {
        return fees.find("629901", order.id()).orElseThrow();
    }

    @Test
    void whoOwesIsToldWhyPaysByPhoneAndKeepsTheReceipt() throws Exception {
        assertThat(body("/me")).contains("不动产登记费（住宅）", "80.00 元", address());
        assertThat(body("/me/cases/" + order.caseId().value())).contains("待缴 80.00 元", "去缴费", "第二百二十三条");
        assertThat(body(address())).contains("发改价格规〔2016〕2559号", "1 件", "也可以到大厅窗口缴");

        browser.send(address() + "/pay", Map.of());
        String page = body(address());
        assertThat(page).contains("付款二维码", "演示环境：不会真的扣款");
        var place = PLACE.matcher(page);
        assertThat(place.find()).isTrue();
        assertThat(body(place.group(1))).contains("演示用的收款页面", "确认付款 80.00 元");
        browser.send(place.group(1), Map.of("how", ""));

        assertThat(now().state()).as("the notice came over the wire").isEqualTo(FeeOrder.State.PAID);
        assertThat(body(address())).contains("已缴清", "下载缴费凭证", "扫码支付").doesNotContain("付款二维码");
        assertThat(body("/me")).doesNotContain(address());
        assertThat(body("/me/cases/" + order.caseId().value())).doesNotContain("去缴费");
        var receipt = browser.open(address() + "/receipt");
        assertThat(receipt.headers().firstValue("Content-Type")).hasValue("application/pdf");
    }

    @Test
    void whoeverComesBackBeforeTheNoticeFindsItPaid() throws Exception {
        body(address());
        browser.send(address() + "/pay", Map.of());
        var place = PLACE.matcher(body(address()));
        assertThat(place.find()).isTrue();
        body(place.group(1));

        browser.send(place.group(1), Map.of("how", "silent"));
        assertThat(now().isOpen()).as("no notice").isTrue();

        assertThat(body(address())).contains("已缴清");
    }

    @Test
    void whoPaidAnotherAmountStillOwesAndSeesIt() throws Exception {
        body(address());
        browser.send(address() + "/pay", Map.of());
        var place = PLACE.matcher(body(address()));
        assertThat(place.find()).isTrue();
        body(place.group(1));

        browser.send(place.group(1), Map.of("how", "less"));
        var back = browser.open(address());

        assertThat(back.statusCode()).isEqualTo(200);
        assertThat(back.body()).contains("待缴", "收款方报的金额不符", "扫码缴费").doesNotContain("付款二维码");
    }
}
