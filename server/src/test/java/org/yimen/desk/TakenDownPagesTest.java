package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.City;
import org.yimen.desk.Clerk.Answer;
import org.yimen.hall.Hall;
import org.yimen.identity.Accesses;
import org.yimen.identity.Person;
import org.yimen.notify.Enquiries;
import org.yimen.notify.Message;
import org.yimen.notify.Outbox;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Staff;
import org.yimen.platform.Text;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** 首问负责 of what is asked aloud or by phone. */
@HallTest
@Proves("M-INT-07")
class TakenDownPagesTest {

    private static final String TAKE_DOWN = "/desk/talk/enquiries";
    private static final String ITEM = "food-business";

    @Autowired
    private DeskPages pages;

    @Autowired
    private Hall hall;

    @Autowired
    private Enquiries enquiries;

    @Autowired
    private Outbox outbox;

    @Autowired
    private Accesses accesses;

    @Autowired
    private Directory directory;

    @Autowired
    private TestTime time;

    @Test
    void whoIsAskedByPhoneOwnsItReadsTheNumberAndHandsBothOverOnlyToWhoConfirms() throws Exception {
        Clerk first = pages.at("zx.window1");
        assertThat(first.open("/desk/talk").body()).contains("记下当面或电话里问的", TAKE_DOWN);
        Answer silent = take(first, City.key(), "name", "王秀兰", "phone", "", "question", "要带什么");
        assertThat(silent.status()).isEqualTo(422);
        assertThat(silent.body()).contains("请填写回电号码", "要带什么", "王秀兰");

        String key = City.key();
        String[] asked = {"name", "王秀兰", "phone", "0900-555 7788", "question", "租的房子能办吗"};
        String page = take(first, key, asked).location();

        assertThat(take(first, key, asked).location()).as("sent twice").isEqualTo(page);
        assertThat(first.open(page).body())
                .contains("租的房子能办吗", "电话", "0900-555 7788", "王*兰", "请先回电答复")
                .doesNotContain("王秀兰");
        assertThat(first.open("/desk/talk").body()).contains(page).doesNotContain("0900-555 7788");
        var head = pages.at("sj.head");
        assertThat(head.open(page).body()).contains("租的房子能办吗").doesNotContain("0900-555 7788");
        String colleague = staff("sj.examiner1");
        first.send(page + "/hand-over", "to", colleague);
        Clerk second = pages.at("sj.examiner1");
        assertThat(second.open(page).body()).as("nothing is his yet").doesNotContain("0900-555 7788");
        assertThat(first.open(page).body()).contains("0900-555 7788");
        second.send(page + "/confirm", "word", "yes");

        assertThat(second.open(page).body()).contains("0900-555 7788");
        assertThat(first.open(page).status()).as("no more his").isEqualTo(404);
        assertThat(second.send(page + "/answer", "answer", "已回电：提交租赁合同即可。").location())
                .isEqualTo(page);
        assertThat(second.open(page).body()).contains("已回电").doesNotContain("0900-555 7788");
    }

    @Test
    void whoIsRegisteredReadsTheAnswerInHisAccountAndWhoLookedHimUp() throws Exception {
        Person person = hall.person();
        Clerk clerk = pages.at("wjw.examiner1");

        Answer unknown = take(clerk, City.key(), "number", "629901199001010000", "question", "能办吗");
        String page = take(
                        clerk,
                        City.key(),
                        "how",
                        "window",
                        "number",
                        person.citizenId().value(),
                        "question",
                        "能办吗")
                .location();

        assertThat(unknown.status()).isEqualTo(422);
        assertThat(accesses.of(person.id(), time.instant().plusSeconds(60), 10)).isNotEmpty();
        assertThat(clerk.open(page).body())
                .contains("当面")
                .doesNotContain(person.name(), person.citizenId().value());
        clerk.send(page + "/answer", "answer", "能办。");
        assertThat(enquiries.of(DeskPages.CITY, person.id()))
                .singleElement()
                .satisfies(enquiry -> assertThat(enquiry.answer()).isEqualTo("能办。"));
        assertThat(outbox.inbox(DeskPages.CITY, person.id(), null, 10))
                .extracting(Message::link)
                .contains("/me/enquiries");
    }

    @Test
    void whatStaffTakeDownUsesUpTheirOwnNumberAndHoldsNoNumbersOfPeople() throws Exception {
        Person person = hall.person();
        Staff staff = pages.newcomer("WJW/examiner");
        Clerk clerk = pages.at(staff);
        var about = new Enquiries.About(ITEM, Text.of("食品经营许可"), "SJ");

        for (int i = 0; i < 12; i++) {
            var _ = enquiries.takeDown(
                    DeskPages.CITY, Enquiries.Asker.known(person.id(), true), about, staff.id(), City.key(), "问题 " + i);
        }

        assertThat(enquiries.ask(DeskPages.CITY, person.id(), about, City.key(), "自己再问一次"))
                .as("his own number of the day is whole")
                .isNotNull();
        Answer number = take(
                clerk,
                City.key(),
                "name",
                "王秀兰",
                "phone",
                "0900-555 7788",
                "question",
                "我的身份证 " + person.citizenId().value() + " 能办吗");
        assertThat(number.status()).isEqualTo(422);
        assertThat(number.body()).contains("问题里不要写身份证号或手机号");
        for (int i = 12; i < 200; i++) {
            var _ = enquiries.takeDown(
                    DeskPages.CITY,
                    Enquiries.Asker.unknown("路人", "0900-555 7788", true),
                    about,
                    staff.id(),
                    City.key(),
                    "问题 " + i);
        }
        Answer full = take(clerk, City.key(), "name", "王秀兰", "phone", "0900-555 7788", "question", "还能问吗");
        assertThat(full.status()).isEqualTo(422);
        assertThat(full.body()).contains("您今天已经登记 200 条咨询");
    }

    private static Answer take(Clerk clerk, String key, String... fields) throws Exception {
        var sent = new String[fields.length + 6];
        System.arraycopy(new String[] {"key", key, "item", ITEM, "how", "phone"}, 0, sent, 0, 6);
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equals("how")) {
                sent[5] = fields[i + 1];
            }
        }
        System.arraycopy(fields, 0, sent, 6, fields.length);
        return clerk.send(TAKE_DOWN, sent);
    }

    private String staff(String login) {
        return directory.staff(DeskPages.CITY, login).orElseThrow().id().toString();
    }
}
