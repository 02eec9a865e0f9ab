package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yimen.application.Applicants;
import org.yimen.application.Application.Command;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.application.NoticeHandOvers;
import org.yimen.application.NoticeHandOvers.Line;
import org.yimen.application.ServiceConsents;
import org.yimen.application.ServiceConsents.Place;
import org.yimen.casework.CaseId;
import org.yimen.casework.Plan.Step;
import org.yimen.delivery.Handover;
import org.yimen.delivery.Proof;
import org.yimen.delivery.Way;
import org.yimen.desk.Clerk.Answer;
import org.yimen.identity.Person;
import org.yimen.notify.Message;
import org.yimen.notify.NewsNow;
import org.yimen.notify.Outbox;
import org.yimen.platform.CityTime;
import org.yimen.portal.Browser;
import org.yimen.testing.HallTest;
import org.yimen.testing.Law;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** 告知书送达: how each notice of a case reaches somebody, with and without his consent to find it in his inbox. */
@HallTest
class NoticesPagesTest {

    private static final String HYGIENE = "public-place-hygiene";

    @LocalServerPort
    private int port;

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private Applicants applicants;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private NoticeHandOvers notices;

    @Autowired
    private ServiceConsents consents;

    @Autowired
    private Outbox outbox;

    @Autowired
    private NewsNow news;

    @Autowired
    private TestTime time;

    @Test
    @Proves("M-CHN-20")
    @Law(value = "行政许可法 第四十四条", rule = "NoticeHandOvers: what is served is on record, to whom, when and how")
    void withoutConsentTheWindowHandsItOverToWhoIsThereOrThePostDoes() throws Exception {
        Person person = pages.registered("送达人");
        CaseId id = pages.accepted(person, HYGIENE);
        String at = "/desk/cases/" + id.value() + "/notices";
        Line acceptance = notices.of(desk.find(id)).getFirst();
        assertThat(acceptance.served()).as("nobody has it in his hand").isNull();
        Clerk clerk = pages.at("zx.window1");
        String one = at + "/" + acceptance.paper().id();
        String to = "holder:" + person.id();

        assertThat(clerk.open("/desk/cases/" + id.value()).body()).contains("1 份告知书还没有送达", at);
        assertThat(clerk.open(at).body()).contains("还没有送达", "没有同意过电子送达");
        assertThat(clerk.send(one, "key", City.key(), "way", "window", "to", to).body())
                .as("he is not here")
                .contains("请刷申请人的身份证");
        for (String[] wrong : List.of(
                new String[] {"2026-11-10", "RR1"},
                new String[] {"2027-01-01", "RR1"},
                new String[] {"2026-11-18", " "},
                new String[] {"gestern", "RR1"})) {
            Answer refused =
                    clerk.send(one, "key", City.key(), "way", "mail", "to", to, "on", wrong[0], "slip", wrong[1]);
            assertThat(refused.status()).as(wrong[0] + wrong[1]).isEqualTo(422);
        }
        pages.arrives(person.id(), clerk);
        assertThat(clerk.send(one, "key", City.key(), "way", "window", "to", to).location())
                .isEqualTo(at);
        assertThat(served(id))
                .returns(Way.WINDOW, Handover::way)
                .returns(Proof.ACCOUNT, handover -> handover.receiver().proof());
        assertThat(clerk.send(one, "key", City.key(), "way", "window", "to", to).body())
                .contains("已经有送达记录");
        assertThat(Browser.signedIn(port, person, DeskPages.PASSWORD)
                        .open("/me/cases/" + id.value())
                        .body())
                .contains("送达");

        Person other = pages.registered("送达人");
        CaseId posted = pages.accepted(other, HYGIENE);
        String letter = "/desk/cases/" + posted.value() + "/notices/"
                + notices.of(desk.find(posted)).getFirst().paper().id();
        String today = CityTime.day(time.instant()).toString();
        clerk.send(
                letter, "key", City.key(), "way", "mail", "to", "holder:" + other.id(), "on", today, "slip", "RR123");
        assertThat(served(posted))
                .returns(Way.MAIL, Handover::way)
                .returns("RR123", Handover::slip)
                .returns(Proof.COURIER, handover -> handover.receiver().proof());
    }

    @Test
    @Law(
            value = "行政许可法 第四十四条",
            rule = "NoticeHandOvers: the decision is served too; who did not get what was posted says so")
    void heReadsHowItWasServedAndSaysWhatDidNotReachHim() throws Exception {
        Person person = pages.registered("送达人");
        CaseId id = pages.accepted(person, HYGIENE);
        city.review(id);
        desk.write(id, city.at("WJW/chief"), City.key(), null, Command.Grant::new);
        Clerk clerk = pages.at("zx.window1");
        String at = "/desk/cases/" + id.value() + "/notices";
        Line acceptance = notices.of(desk.find(id)).getFirst();
        String mine = "/me/cases/" + id.value();
        Browser home = Browser.signedIn(port, person, DeskPages.PASSWORD);

        assertThat(clerk.open(at).body()).contains("准予", "随办理结果一起送达");
        assertThat(home.open(mine).body()).doesNotContain("/missed");
        home.open(mine + "/papers/" + acceptance.paper().id());
        assertThat(clerk.open(at).body()).contains("在线打开过");
        String today = CityTime.day(time.instant()).toString();
        clerk.send(
                at + "/" + acceptance.paper().id(),
                "key",
                City.key(),
                "way",
                "mail",
                "to",
                "holder:" + person.id(),
                "on",
                today,
                "slip",
                "RR777");
        String missed = mine + "/papers/" + acceptance.paper().id() + "/missed";
        assertThat(home.open(mine).body()).contains("RR777", missed);
        home.send(missed, Map.of("key", City.key()));

        assertThat(home.open(mine + "/talk").body())
                .contains("我没有收到", acceptance.paper().number());
        assertThat(clerk.open(at).body()).contains("申请人说没有收到");
        assertThat(notices.of(desk.find(id)).getFirst().served())
                .as("nothing follows by itself")
                .isNotNull();
        var chief = pages.at("wjw.chief");
        chief.open("/desk/cases/" + id.value() + "/talk");
        chief.send("/desk/cases/" + id.value() + "/talk", "key", City.key(), "text", "已重新寄出");
        assertThat(clerk.open(at).body()).doesNotContain("申请人说没有收到");
    }

    @Test
    void anotherCasesNoticeIsNone() throws Exception {
        CaseId id = pages.accepted(pages.registered("送达人"), HYGIENE);
        CaseId other = pages.accepted(pages.registered("送达人"), HYGIENE);
        String foreign = notices.of(desk.find(other)).getFirst().paper().id().toString();
        String at = "/desk/cases/" + id.value() + "/notices/" + foreign;
        String to = "holder:" + desk.find(id).applicant();

        Answer answer = pages.at("zx.window1")
                .send(at, "key", City.key(), "way", "mail", "to", to, "on", "2026-11-18", "slip", "RR1");

        assertThat(answer.status()).isEqualTo(404);
    }

    @Test
    @Proves("M-CHN-20")
    void whoAgreesFindsItInHisInboxAndCanTakeThatBack() throws Exception {
        Person person = pages.registered("送达人");
        Browser home = Browser.signedIn(port, person, DeskPages.PASSWORD);
        assertThat(home.open("/me/profile").body()).contains("没有同意过电子送达", "同意电子送达");
        home.send("/me/profile/service", Map.of("key", City.key(), "agreed", "true"));

        CaseId id = pages.accepted(person, HYGIENE);

        assertThat(served(id))
                .returns(Way.ONLINE, Handover::way)
                .returns(Proof.ACCOUNT, handover -> handover.receiver().proof());
        assertThat(pages.at("zx.window1").open("/desk/cases/" + id.value()).body())
                .contains("在个人资料里同意电子送达");
        time.set(time.instant().plusSeconds(60));
        home.open("/me/profile");
        home.send("/me/profile/service", Map.of("key", City.key(), "agreed", "false"));
        assertThat(consents.stands(DeskPages.CITY, person.id())).isFalse();
        assertThat(home.open("/me/profile").body()).contains("撤回了电子送达的同意");
        assertThat(notices.of(desk.find(pages.accepted(person, HYGIENE)))
                        .getFirst()
                        .served())
                .isNull();
    }

    @Test
    void heAgreesWhereHeHandsInAndAtTheWindow() throws Exception {
        Person person = pages.registered("送达人");
        Browser home = Browser.signedIn(port, person, DeskPages.PASSWORD);
        var draft = city.complete(applicants.of(person.id(), null), HYGIENE);
        String check = "/apply/draft/" + draft.id() + "/check";
        assertThat(home.open(check).body()).contains("我同意电子送达");
        home.send("/apply/draft/" + draft.id() + "/submit", Map.of("key", City.key(), "inbox", "true"));
        assertThat(consents.of(DeskPages.CITY, person.id()))
                .get()
                .returns(true, ServiceConsents.Consent::agreed)
                .returns(Place.FORM, ServiceConsents.Consent::place);
        time.set(time.instant().plusSeconds(60));

        String at = "/desk/cases/" + draft.id() + "/notices";
        Clerk clerk = pages.at("zx.window1");
        assertThat(clerk.send(at + "/consent", "key", City.key(), "agreed", "false")
                        .body())
                .contains("请刷申请人的身份证");
        assertThat(consents.stands(DeskPages.CITY, person.id())).isTrue();
        pages.arrives(person.id(), clerk);
        clerk.send(at + "/consent", "key", City.key(), "agreed", "false");
        assertThat(consents.of(DeskPages.CITY, person.id()))
                .get()
                .returns(false, ServiceConsents.Consent::agreed)
                .returns(Place.WINDOW, ServiceConsents.Consent::place);
    }

    @Test
    @Law(value = "行政许可法 第四十五条", rule = "Announcements: the applicant is told for how long the clock stands still")
    void heIsToldWhenTheClockStopsAndWhenItGoesOn() throws Exception {
        Person person = pages.registered("送达人");
        CaseId id = pages.accepted(person, HYGIENE);
        Step step = desk.item(desk.find(id)).plan().steps().stream()
                .filter(Step::stopsClock)
                .findFirst()
                .orElseThrow();
        var examiner = city.at(step.department() + "/examiner");
        city.special(id, desk.item(desk.find(id)).plan().steps().getFirst());

        desk.write(id, examiner, City.key(), null, paper -> new Command.StartStep(step.code(), 3, paper));
        news.until(() -> told(person).contains("application.news.stopped"));

        LocalDate today = CityTime.day(time.instant());
        Message stopped = outbox.inbox(DeskPages.CITY, person.id(), null, 10).stream()
                .filter(message -> message.template().equals("application.news.stopped"))
                .findFirst()
                .orElseThrow();
        assertThat(stopped.arguments().toString()).contains("3").contains(String.valueOf(today.getYear()));
        assertThat(told(person)).as("a visit stops nothing").containsOnlyOnce("application.news.stopped");

        city.assigned(id, step);
        desk.write(id, examiner, City.key(), null, paper -> new Command.FinishStep("合格", paper));
        news.until(() -> told(person).contains("application.news.resumed"));
    }

    private Handover served(CaseId id) {
        return Objects.requireNonNull(notices.of(desk.find(id)).getFirst().served());
    }

    private List<String> told(Person person) {
        return outbox.inbox(DeskPages.CITY, person.id(), null, 10).stream()
                .map(Message::template)
                .toList();
    }
}
