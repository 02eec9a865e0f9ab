package org.yimen.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yimen.testing.Proves;

/** Somebody calls, and the operator never leaves the keyboard. */
@ExtendWith(OpenHall.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PhoneTest {

    @Test
    @DisplayName("来电弹屏：签入、接听、边记边找、带出处解答，全程键盘；第二次来电看得到第一次")
    @Proves({"M-HOT-01", "M-HOT-09", "M-HOT-15"})
    void aCallPopsUpIsAnsweredFromTheKeyboardAndTheSecondCallShowsTheFirst(Hall hall) {
        try (var head = Clerk.atWork(hall, "12345.head", Manner.chinese())) {
            Guest roster = head.guest().goTo("/desk/phone/roster");
            roster.find("#staff")
                    .selectOption(roster.find("#staff option:has-text('宋知音')").getAttribute("value"));
            roster.type("#day", hall.today().toString())
                    .type("#starts", "00:00")
                    .type("#ends", "00:00");
            roster.type("#days", "2").press("main form.ym-narrow button");
            assertThat(roster.sees("宋知音")).isTrue();
        }

        try (var operator = Clerk.atWork(hall, "rx.operator1", Manner.byKeyboard())) {
            Guest phone = operator.guest().goTo("/desk/phone");
            if (phone.find("form[action='/desk/phone/seat'] input[value=on]").count() > 0) {
                phone.key("s");
            }
            phone.press("form[action='/desk/phone/ring']:has(input[value='0']) button");
            phone.find("section[data-live=rings] form").first().waitFor();
            phone.key("1");
            assertThat(phone.text("h1")).contains("154****0001");
            phone.type("#text", "开饭店要办什么证");
            Locator answers = phone.find("[data-found] li");
            answers.first().waitFor();
            assertThat(phone.text("[data-found]")).as("found while typing").contains("食品经营许可");
            phone.choose("[data-found] input[name=source]").type("#answer", "要办食品经营许可");
            phone.tap("Escape").key("1");
            assertThat(phone.sees(phone.say("phone.done.answered"))).isTrue();

            phone.press("form[action='/desk/phone/ring']:has(input[value='0']) button");
            phone.find("section[data-live=rings] form").first().waitFor();
            phone.key("1");
            assertThat(phone.sees(phone.say("phone.call.earlier"))).isTrue();
            assertThat(phone.find("h2:has-text('" + phone.say("phone.call.earlier") + "') + ul li")
                            .count())
                    .as("the first call")
                    .isPositive();
            phone.tap("Escape").key("6");
            assertThat(phone.sees(phone.say("phone.done.handed-over"))).isTrue();
            phone.key("s");
        }
    }

    @Test
    @DisplayName("没有脚本也能接听：刷新看来电，按钮查答案")
    void withoutScriptACallIsTakenAllTheSame(Hall hall) {
        try (var operator = Clerk.atWork(hall, "rx.operator2", Manner.withoutScript())) {
            Guest phone = operator.guest().goTo("/desk/phone");
            phone.press("form[action='/desk/phone/ring']:has(input[value='1']) button");
            phone.press("a[data-key=r]");

            assertThat(phone.sees("154****0099"))
                    .as("rings, or waits to be called back")
                    .isTrue();
        }
    }
}
