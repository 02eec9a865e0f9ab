package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.casework.CaseId;
import org.yimen.notify.Message;
import org.yimen.notify.Outbox;
import org.yimen.organisation.Directory;
import org.yimen.platform.CityTime;
import org.yimen.procedure.Copies;
import org.yimen.procedure.Reminders;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** 抄告相关: what a related department reads of an accepted case, and that it says so. */
@HallTest
@Proves("M-JNT-03")
class CopiesPagesTest {

    private static final String FOOD = "food-business";

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private Copies copies;

    @Autowired
    private Outbox outbox;

    @Autowired
    private Directory directory;

    @Autowired
    private TestTime time;

    private CaseId id;
    private String page;

    @BeforeEach
    void aCaseIsAcceptedAndCopied() {
        id = city.accepted(FOOD).id();
        page = "/desk/procedures/" + id.value() + "/copies/WJW";
    }

    @Test
    void theDepartmentReadsWhatItNeedsConfirmsOnceAndMayPrepare() throws Exception {
        Clerk examiner = pages.at("wjw.examiner1");
        var shows = desk.item(desk.find(id)).result().shows();
        var answers = desk.dossier(id).answers();
        assertThat(shows).isNotEmpty();

        String read = examiner.open(page).body();

        assertThat(read).contains(desk.find(id).number(), "未确认", "确认收到", "可以提前准备");
        assertThat(shows).allSatisfy(shown -> assertThat(read).contains(shown.label()));
        assertThat(read)
                .as("what will stand on the result, and nothing else of the file")
                .contains(answers.one("shop-name").orElseThrow())
                .doesNotContain(City.CITIZEN, answers.one("phone").orElseThrow());
        assertThat(examiner.send(page, "preparation", "已安排现场检查").location()).isEqualTo(page);
        pages.at("wjw.chief").send(page, "preparation", "");

        Copies.Copy copy = copy("WJW");
        assertThat(copy.readOn()).isEqualTo(CityTime.day(time.instant()));
        assertThat(copy.readBy())
                .as("the first confirmation holds")
                .isEqualTo(directory
                        .staff(DeskPages.CITY, "wjw.examiner1")
                        .orElseThrow()
                        .id());
        assertThat(examiner.open(page).body()).contains("已确认", "已安排现场检查").doesNotContain("未确认");
    }

    @Test
    void anotherDepartmentNeitherReadsNorConfirmsIt() throws Exception {
        for (String stranger : new String[] {"jy.examiner1", "sj.examiner1", "zx.window1"}) {
            Clerk other = pages.at(stranger);

            assertThat(other.open(page).status()).as(stranger).isIn(403, 404);
            assertThat(other.send(page, "preparation", "看看").status())
                    .as(stranger)
                    .isIn(403, 404);
        }

        assertThat(copy("WJW").isUnread()).isTrue();
        assertThat(pages.at("wjw.examiner1")
                        .open("/desk/procedures/" + id.value() + "/copies/JY")
                        .status())
                .as("a department that got none")
                .isEqualTo(404);
    }

    @Test
    void anUnreadOneIsRemindedOfUntilItIsConfirmedOnItsPage() throws Exception {
        time.set(CityTime.startOf(copy("WJW").dueOn().plusDays(1)).plusSeconds(3600));

        Reminders.once(copies);

        assertThat(copy("WJW").reminders()).isEqualTo(1);
        var head = directory.staff(DeskPages.CITY, "wjw.head").orElseThrow().id();
        assertThat(outbox.of(DeskPages.CITY, head, "copies-unread:WJW:" + CityTime.day(time.instant())))
                .extracting(Message::template)
                .containsExactly("procedure.news.copies-unread");
        assertThat(pages.at("wjw.examiner1").open(page).body()).contains("未确认");
        pages.at("wjw.examiner1").send(page, "preparation", "");
        time.set(time.instant().plusSeconds(86400));
        Reminders.once(copies);
        assertThat(copy("WJW").reminders()).as("read").isEqualTo(1);
    }

    private Copies.Copy copy(String department) {
        return copies.ofCase(id).stream()
                .filter(each -> each.department().equals(department))
                .findFirst()
                .orElseThrow();
    }
}
