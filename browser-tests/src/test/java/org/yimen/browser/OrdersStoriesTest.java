package org.yimen.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yimen.browser.Applicant.Identity;
import org.yimen.identity.StepUp;
import org.yimen.organisation.DemoAccounts;
import org.yimen.testing.Proves;

/** Work orders that go through many hands, each before his own page, from whoever began to whoever may end it. */
@ExtendWith(OpenHall.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class OrdersStoriesTest {

    /** One that has ended, one under way, one clue. */
    private static final int DEMO_INQUIRIES = 3;

    private static final String ID = "[0-9a-f-]{36}";

    @Test
    @DisplayName("办不成事：窗口请热线先核实，热线核实后转回，单位说原因，窗口给办法，反映人说满意；一件事一个号、一套数")
    @Proves({"M-HOT-05", "M-HOT-03"})
    void whatCouldNotBeDoneGoesToTheHotlineAndBackUnderOneNumberUntilItIsAnswered(Hall hall) {
        try (var portal = hall.guest(Manner.chinese());
                var dispatcher = Clerk.atWork(hall, "rx.dispatcher1", Manner.chinese());
                var window = Clerk.atWork(hall, "zx.undone", Manner.chinese());
                var unit = Clerk.atWork(hall, "sj.chief", Manner.chinese())) {
            String mine = reports(
                    portal,
                    Identity.citizen("赵海生", "629901196501180318"),
                    "undone",
                    "market",
                    "",
                    "营业执照变更交了两次都退回来，没有人说差什么");
            String number = portal.text(".ym-lead").split(" ", 2)[0];
            String order = mine.replace("/me/complaints/", "/desk/orders/");

            does(dispatcher, order, "dispatch", form -> {
                assertThat(form.find("#unit").inputValue())
                        .as("the window leads")
                        .isEqualTo("ZX");
                return form;
            });
            does(window, order, "return", form -> form.type("#reason", "请热线先问清楚是哪一次、退件单上怎么写"));
            assertThat(dispatcher.guest().goTo(order).sees("请热线先问清楚")).isTrue();
            does(dispatcher, order, "dispatch", form -> {
                assertThat(form.find("input[name=assisting][value=SJ]").isChecked())
                        .as("the department concerned is asked for its reason")
                        .isTrue();
                return form.type("#note", "已问：两次都是股东签名不全");
            });

            does(window, order, "accept", form -> form);
            assertThat(window.guest().sees("股东签名不全"))
                    .as("what the hotline heard")
                    .isTrue();
            does(window, order, "act", form -> form.type("#text", "查到两次退件记录，退件单没有写清缺哪一项"));
            does(unit, order, "contribute", form -> form.type("#text", "系统退件时没有带出补正清单"));
            does(
                    window,
                    order,
                    "respond",
                    form -> form.choose("input[name=verdict][value=solved]")
                            .type("#text", "缺的是一位股东的签名；今天补签，今天办结。")
                            .type("#measure", "退件一律附补正清单"));

            portal.goTo(mine);
            assertThat(portal.sees(number)).as("one number").isTrue();
            assertThat(portal.sees("缺的是一位股东的签名")).isTrue();
            assertThat(portal.sees("系统退件时没有带出"))
                    .as("what offices say among themselves")
                    .isFalse();
            portal.choose("input[name=outcome][value=satisfied]").press("main form[action$='/confirm'] button");
            assertThat(portal.sees(portal.say("hotline.status.Closed"))).isTrue();

            for (Clerk each : new Clerk[] {dispatcher, window}) {
                Guest pool = each.guest().goTo("/desk/undone");
                assertThat(pool.find("main a[href='" + order + "']").count())
                        .as("counted once, in the same place for both")
                        .isOne();
                assertThat(pool.text("main tr:has(a[href='" + order + "'])"))
                        .contains(number, pool.say("hotline.status.Closed"));
            }
        }
    }

    @Test
    @DisplayName("效能投诉：两人调查，第三人决定，反映人收到答复，被投诉人不知道是谁")
    @Proves({"M-HOT-10", "M-HOT-12", "M-STF-19"})
    void twoLookIntoAComplaintAThirdDecidesAndTheAccusedNeverLearnsWho(Hall hall) throws InterruptedException {
        try (var portal = hall.guest(Manner.chinese());
                var dispatcher = Clerk.atWork(hall, "rx.dispatcher1", Manner.chinese());
                var first = Clerk.atWork(hall, "xn.investigator", Manner.chinese());
                var second = Clerk.atWork(hall, "xn.investigator2", Manner.chinese());
                var head = Clerk.atWork(hall, "xn.head", Manner.chinese());
                var accused = Clerk.atWork(hall, "sj.examiner1", Manner.chinese())) {
            hasLived(first);
            String mine = reports(
                    portal,
                    Identity.citizen("徐长卿", "629901198508151594"),
                    "efficiency",
                    "approval-speed",
                    hall.badge("sj.examiner1"),
                    "审查的时候多要了一份指南上没有的证明");
            String number = portal.text(".ym-lead").split(" ", 2)[0];
            String order = mine.replace("/me/complaints/", "/desk/orders/");
            does(dispatcher, order, "dispatch", form -> form);
            does(first, order, "accept", form -> form);

            Guest opens = first.guest().goTo("/desk/inquiries/new?order=" + order.replace("/desk/orders/", ""));
            opens.choose("input[name=kind][value=added-step]");
            opens.find("#second")
                    .selectOption(opens.find("#second option:has-text('关必问')").getAttribute("value"));
            opens.press("main form[action='/desk/inquiries'] button");
            String inquiry = opens.path();
            assertThat(inquiry).matches("/desk/inquiries/" + ID);
            String finding = "main form[action$='/finding'] ";
            opens.choose(finding + "input[name=finding][value=upheld]");
            opens.find(finding + "#finding-sanction").selectOption("review");
            opens.type("#finding-points", "2").type("#finding-text", "多要一份指南没有列的证明");
            opens.press(finding + "button");
            assertThat(opens.find("main form[action$='/decision'], main form[action$='/second']")
                            .count())
                    .as("neither his own second nor his own decision")
                    .isZero();
            second.guest().goTo(inquiry).press("main form[action$='/second'] button");
            assertThat(second.guest().find("main form[action$='/decision']").count())
                    .as("who investigated does not decide")
                    .isZero();

            Guest decides = head.guest().goTo(inquiry);
            decides.type("#decision-text", "属实，责令检查").type("#decision-reply", "您反映的情况属实，已经纠正，向您致歉。");
            decides.press("main form[action$='/decision'] button");
            if (decides.find("#" + StepUp.FIELD).count() > 0) {
                decides.type("#" + StepUp.FIELD, DemoAccounts.PASSWORD).press("main form button");
            }
            assertThat(decides.find("main form[action$='/decision']").count())
                    .as("decided")
                    .isZero();

            assertThat(portal.goTo(mine).sees("您反映的情况属实")).isTrue();
            Guest him = accused.guest();
            assertThat(him.goTo(order).status()).as("the order is none of his").isEqualTo(404);
            assertThat(him.goTo(inquiry).status()).as("nor is the inquiry").isBetween(403, 404);
            him.goTo(inquiry.replace("/inquiries/", "/conduct/"));
            assertThat(him.status()).as("what was decided about him is").isEqualTo(200);
            assertThat(him.sees("属实，责令检查")).isTrue();
            for (String who : new String[] {number, "徐长卿", "徐*", "1594"}) {
                assertThat(him.sees(who)).as(who).isFalse();
            }
        }
    }

    @Test
    @DisplayName("整改台账：提出、阅知、答复佐证；承办单位自己销不了号，提出的人核实后才销")
    @Proves({"M-GOV-04", "M-CON-13"})
    void whatWasRaisedIsReadWithAReceiptAndClosedByAnotherThanItsOwner(Hall hall) {
        try (var raiser = Clerk.atWork(hall, "zx.supervisor", Manner.chinese());
                var owner = Clerk.atWork(hall, "wjw.chief", Manner.chinese())) {
            Guest sheet = raiser.guest().goTo("/desk/problems/new");
            sheet.find("#type").selectOption("problem");
            sheet.find("#unit").selectOption("WJW");
            sheet.find("#source").selectOption("DISPATCH");
            sheet.page().fill("#due", hall.today().plusDays(7).toString());
            sheet.type("#subject", "取号机旁没有人引导").type("#text", "请安排人，并说明从哪天起");
            sheet.press("main form[action='/desk/problems/new'] button");
            String order = sheet.path();
            assertThat(order).matches("/desk/orders/" + ID);
            assertThat(sheet.sees(sheet.say("hotline.raised.unread"))).isTrue();

            does(owner, order, "accept", form -> form);
            assertThat(sheet.goTo(order).sees(sheet.say("hotline.raised.unread")))
                    .as("read, and by whom and when")
                    .isFalse();
            does(owner, order, "respond", form -> form.type("#text", "已安排两名引导员").type("#evidence", "十一月排班表"));
            Guest his = owner.guest().goTo(order + "/do/confirm");
            assertThat(his.find("main form[action$='/do/confirm'] button").count())
                    .as("who owns it does not close it")
                    .isZero();

            does(raiser, order, "confirm", form -> form.choose("input[name=outcome][value=satisfied]"));
            assertThat(sheet.sees(sheet.say("hotline.status.Closed"))).isTrue();
            assertThat(sheet.sees(sheet.say("hotline.ending.verified"))).isTrue();
        }
    }

    /** Reports something about market regulation as himself, and arrives at his own page of it, whose path it says. */
    private static String reports(
            Guest portal, Identity identity, String type, String topic, String employee, String text) {
        portal.goTo("/me/complaints/new");
        new Applicant(portal, identity).signsIn();
        portal.goTo("/me/complaints/new").choose("input[name=type][value=" + type + "]");
        portal.find("#topic").selectOption(topic);
        portal.find("#department").selectOption("SJ");
        if (!employee.isEmpty()) {
            portal.type("#employee", employee);
        }
        portal.type("#text", text).press("main form[action='/me/complaints/new'] .ym-ask__go button");
        String path = portal.path().replaceFirst("[?].*", "");
        assertThat(path).matches("/me/complaints/" + ID);
        return path;
    }

    /** The demo city looks into one of its own complaints when it has come so far, and must not take this one. */
    private static void hasLived(Clerk investigator) throws InterruptedException {
        Guest list = investigator.guest().goTo("/desk/inquiries");
        for (int seconds = 0; seconds < 60 && list.find("main tr[data-row]").count() < DEMO_INQUIRIES; seconds += 2) {
            TimeUnit.SECONDS.sleep(2);
            list.goTo("/desk/inquiries");
        }
    }

    /** Fills in the form of a command on an order and sends it, and it is done. */
    private static void does(Clerk clerk, String order, String command, UnaryOperator<Guest> fills) {
        Guest guest = clerk.guest().goTo(order + "/do/" + command);
        assertThat(guest.path()).as(command + " is offered").endsWith("/do/" + command);
        fills.apply(guest).press("main form[action$='/do/" + command + "'] > button");
        assertThat(guest.path()).as(command + " is done").endsWith("?done=" + command);
        assertThat(guest.status()).isEqualTo(200);
    }
}
