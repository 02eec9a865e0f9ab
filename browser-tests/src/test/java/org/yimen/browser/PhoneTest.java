package org.yimen.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.time.Duration;
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

    /** A number of the demo's exchange that is nobody's yet. */
    private static final String STRANGER = "form[action='/desk/phone/ring']:has(input[value='1']) button";

    private static final String RINGS = "section[data-live=rings] form";
    private static final String CITIZEN = "629901198508151594";
    private static final String SAID = "我在青石桥街道开理发店，小区物业不给通电，已经三天了";

    /** The same as an input method takes it: whole syllables, and after each word a space that takes the first proposal. */
    private static final String SPELLED =
            "wo zai qingshiqiao jiedao kai lifadian ,xiaoqu wuye bugei tongdian ,yijing san tian le ";

    /** K of the keystroke-level model for an average typist who is no secretary (Card, Moran, Newell 1980). */
    private static final Duration PER_KEY = Duration.ofMillis(280);

    /** K of the same model for complex codes. */
    private static final Duration PER_DIGIT = Duration.ofMillis(750);

    /** M of the same model: making up one's mind before an act. */
    private static final Duration PER_THOUGHT = Duration.ofMillis(1350);

    /** Taking the call, beginning to write, the number, taking the proposal, the kind, registering, opening, sending on twice. */
    private static final int THOUGHTS = 9;

    @Test
    @DisplayName("两分钟：从响铃到派单，全程键盘；同一号码再来电，人、工单、走到哪步、说过什么都在，只催办、不另立单")
    @Proves({"M-HOT-01", "M-HOT-03", "M-HOT-15"})
    void aCallIsADispatchedOrderInTwoMinutesAndTheSecondCallRemindsOfIt(Hall hall) {
        onDuty(hall, "丁派远", "阮轻语");
        try (var dispatcher = Clerk.atWork(hall, "rx.dispatcher1", Manner.byKeyboard());
                var operator = Clerk.atWork(hall, "rx.operator2", Manner.byKeyboard())) {
            Guest hands = seated(dispatcher);
            Guest second = seated(operator).press(STRANGER);
            hands.find(RINGS).first().waitFor();
            int keys = hands.keys();
            int pages = hands.pages();
            Duration waited = hands.waited();

            hands.key("1").enter(SAID);
            long asked = System.nanoTime();
            hands.find("[data-found] button[data-sets]").waitFor();
            Duration searched = Duration.ofNanos(System.nanoTime() - asked);
            assertThat(hands.text("[data-found]")).as("found while typing").contains("公共场所卫生许可");
            hands.tap("Escape").tap("d").enter(CITIZEN).key("Enter");
            assertThat(hands.find("#text").inputValue()).as("not typed again").isEqualTo(SAID);
            assertThat(
                            (boolean)
                                    hands.page()
                                            .evaluate(
                                                    "document.activeElement.id === 'text'"
                                                            + " && document.activeElement.selectionStart === document.activeElement.value.length"))
                    .as("writes on where he was")
                    .isTrue();
            assertThat(hands.find("input[name=person]:checked").getAttribute("value"))
                    .as("the caller is found")
                    .isNotEmpty();
            hands.tap("Escape").tap("m");
            assertThat(hands.find("#topic").inputValue()).isEqualTo("housing");
            assertThat(hands.find("#area").inputValue()).isEqualTo("629901001");
            hands.tap("t").tap("ArrowDown");
            assertThat(hands.find("input[name=type]:checked").getAttribute("value"))
                    .isEqualTo("help");
            hands.key("2");
            String number = hands.text(".ym-not .ym-case__no");
            hands.key("w").key("1");
            assertThat(hands.find("#unit").inputValue())
                    .as("by the rule of its topic")
                    .isEqualTo("ZJ");
            hands.key("1");
            assertThat(hands.path()).endsWith("?done=dispatch");
            assertThat(hands.sees(number)).isTrue();
            String order = hands.path().replaceFirst("[?].*", "");

            int struck = hands.keys() - keys;
            Duration machine = hands.waited().minus(waited);
            Duration typing = PER_KEY.multipliedBy(struck + SPELLED.length());
            Duration looking = PER_DIGIT.multipliedBy(CITIZEN.length());
            Duration all = typing.plus(looking)
                    .plus(PER_THOUGHT.multipliedBy(THOUGHTS))
                    .plus(machine);
            System.out.printf(
                    "phone: %d keys, %d letters of %d characters, %d digits, %d pages in %d ms, found after %d ms, in all %d ms%n",
                    struck,
                    SPELLED.length(),
                    SAID.length(),
                    CITIZEN.length(),
                    hands.pages() - pages,
                    machine.toMillis(),
                    searched.toMillis(),
                    all.toMillis());
            assertThat(struck).isLessThanOrEqualTo(14);
            assertThat(hands.pages() - pages).isLessThanOrEqualTo(6);
            assertThat(all).isLessThan(Duration.ofMinutes(2));

            second.page().waitForCondition(() -> second.find(RINGS).count() == 0);
            hands.goTo("/desk/phone").press(STRANGER);
            second.find(RINGS).first().waitFor();
            second.key("1");
            findsTheFirstCall(second, number);
            second.enter("还没有人来，问什么时候能通电").tap("Escape");
            Locator his = second.find("input[name=order]").first();
            if (!his.isChecked()) {
                second.tap("o").tap("Space");
            }
            second.key("u");
            assertThat(second.sees(second.say("phone.done.reminded"))).isTrue();
            assertThat(second.text(".ym-not .ym-case__no"))
                    .as("no second order")
                    .isEqualTo(number);
            second.key("w");
            assertThat(second.path()).startsWith(order);
            assertThat(second.sees(second.say("hotline.event.reminded"))).isTrue();
            assertThat(second.sees("问什么时候能通电")).isTrue();
            second.goTo("/desk/phone").key("s");
            hands.goTo("/desk/phone").key("s");
        }
    }

    /** Who it is, what he said, where it stands and since when: without opening anything. */
    private static void findsTheFirstCall(Guest phone, String number) {
        assertThat(phone.sees(number)).as("the order").isTrue();
        assertThat(phone.sees(phone.say("hotline.status.Dispatched")))
                .as("its state")
                .isTrue();
        assertThat(phone.sees(SAID)).as("what was said").isTrue();
        assertThat(phone.find("input[name=person]").count())
                .as("one and nobody")
                .isEqualTo(2);
        assertThat(phone.text("[data-key=p]")).as("the person").contains(CITIZEN.substring(CITIZEN.length() - 4));
    }

    private static void onDuty(Hall hall, String... names) {
        try (var head = Clerk.atWork(hall, "12345.head", Manner.chinese())) {
            Guest roster = head.guest();
            for (String name : names) {
                roster.goTo("/desk/phone/roster");
                roster.find("#staff")
                        .selectOption(roster.find("#staff option:has-text('" + name + "')")
                                .getAttribute("value"));
                roster.type("#day", hall.today().toString())
                        .type("#starts", "00:00")
                        .type("#ends", "00:00");
                roster.type("#days", "2").press("main form.ym-narrow button");
                assertThat(roster.sees(name)).isTrue();
            }
        }
    }

    private static Guest seated(Clerk clerk) {
        Guest phone = clerk.guest().goTo("/desk/phone");
        if (phone.find("form[action='/desk/phone/seat'] input[value=on]").count() > 0) {
            phone.key("s");
        }
        return phone;
    }

    @Test
    @DisplayName("来电弹屏：签入、接听、边记边找、带出处解答，全程键盘；第二次来电看得到第一次")
    @Proves({"M-HOT-01", "M-HOT-09", "M-HOT-15"})
    void aCallPopsUpIsAnsweredFromTheKeyboardAndTheSecondCallShowsTheFirst(Hall hall) {
        onDuty(hall, "宋知音");

        try (var operator = Clerk.atWork(hall, "rx.operator1", Manner.byKeyboard())) {
            Guest phone = seated(operator);
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
