package org.yimen.desk;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.CaseView;
import org.yimen.application.CaseView.ClockReading;
import org.yimen.application.CaseViews;
import org.yimen.application.City;
import org.yimen.application.HandOvers;
import org.yimen.application.PdfText;
import org.yimen.application.Requests;
import org.yimen.application.ServiceConsents;
import org.yimen.application.ServiceConsents.Place;
import org.yimen.casework.CaseId;
import org.yimen.delivery.Handover;
import org.yimen.desk.Clerk.Answer;
import org.yimen.document.PaperKind;
import org.yimen.document.SealedPapers;
import org.yimen.document.StoredPaper;
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

/** A case that silence accepted: its paper, and what may be asked for after it, through the pages. */
@HallTest
class AfterSilencePagesTest {

    private static final String HYGIENE = "public-place-hygiene";
    private static final String PLAN = "floor-plan";
    private static final byte[] PDF = "%PDF-1.4\n% newer\n%%EOF\n".getBytes(US_ASCII);

    @LocalServerPort
    private int port;

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private CaseViews views;

    @Autowired
    private SealedPapers papers;

    @Autowired
    private HandOvers handOvers;

    @Autowired
    private ServiceConsents consents;

    @Autowired
    private Outbox outbox;

    @Autowired
    private NewsNow news;

    @Autowired
    private TestTime time;

    @Test
    @DisplayName("行政机关受理或者不予受理行政许可申请，应当出具加盖本行政机关专用印章和注明日期的书面凭证")
    @Law(value = "行政许可法 第三十二条第二款", rule = "ApplicationDesk: whom silence accepts gets his acceptance in writing too")
    void silenceAcceptsInWriting() {
        Person person = pages.registered("等候人");
        consents.say(DeskPages.CITY, person.id(), person.id(), true, Place.PROFILE, person.id());
        CaseId id = deemed(person);

        StoredPaper paper = pages.paper(id, PaperKind.DEEMED_ACCEPTANCE);
        assertThat(PdfText.of(papers.read(DeskPages.CITY, paper.id()).orElseThrow()))
                .contains("受理通知书", "逾期未告知补正", "自收到之日起即为受理", "第三十二条");
        assertThat(view(id).history())
                .as("the event names it, so that the applicant finds it on his page")
                .anyMatch(entry -> paper.id()
                        .equals(entry.paper() == null ? null : entry.paper().id()));
        assertThat(handOvers.of(id))
                .extracting(Handover::paper)
                .as("served in the inbox of who agreed to that")
                .containsExactly("deemed-acceptance");
    }

    @Test
    @Proves("M-INT-08")
    @Law(value = "行政许可法 第四十五条", rule = "AfterSilence: asking whom silence accepted stops no clock")
    void theOfficeAsksAndTheHolderHandsInWhileTheClockRuns() throws Exception {
        Person person = pages.registered("等候人");
        CaseId id = deemed(person);
        String at = "/desk/cases/" + id.value();
        LocalDate until = Objects.requireNonNull(view(id).askUntil());
        List<LocalDate> due = dues(id);
        Clerk examiner = pages.at("wjw.examiner1");

        assertThat(examiner.open(at).body()).contains(at + "/do/ask-for-materials");
        assertThat(examiner.open(at + "/do/ask-for-materials").body()).contains("name=\"until\"", "defect-" + PLAN);
        assertThat(ask(examiner, id, until.plusDays(1)).status())
                .as("too near the decision")
                .isEqualTo(422);
        assertThat(ask(pages.at("sj.examiner1"), id, until).status())
                .as("not the deciding department")
                .isEqualTo(422);
        assertThat(ask(examiner, id, until).location()).isEqualTo(at + "?done=ask-for-materials");

        assertThat(PdfText.of(papers.read(
                                DeskPages.CITY,
                                pages.paper(id, PaperKind.MATERIAL_REQUEST).id())
                        .orElseThrow()))
                .contains("提请补充材料通知书", "没有标出消毒间", "不中止办理期限");
        assertThat(examiner.open(at).body()).contains("提请补充的材料").doesNotContain(at + "/do/ask-for-materials");
        news.until(() -> told(person).contains("application.news.asked"));
        time.set(time.instant().plusSeconds(60));
        Browser home = Browser.signedIn(port, person, DeskPages.PASSWORD);
        String on = "/me/cases/" + id.value() + "/supplement";
        assertThat(home.open("/me/cases/" + id.value()).body()).contains("补充材料", on);
        assertThat(home.open(on).body()).contains("办理期限", "没有标出消毒间").doesNotContain("就是受理日");
        assertThat(Browser.location(home.upload(on + "/" + PLAN, "平面图.pdf", PDF)))
                .isEqualTo(on);
        home.open(on);
        home.send(on, Map.of("key", City.key()));

        assertThat(desk.find(id).state()).isInstanceOf(State.Reviewing.class);
        assertThat(Requests.of(desk.find(id).state()).open()).isEmpty();
        assertThat(desk.dossier(id).files(PLAN)).hasSize(2);
        assertThat(dues(id)).isEqualTo(due);
    }

    @Test
    void theWindowTakesItInForWhoIsThere() throws Exception {
        Person person = pages.registered("等候人");
        CaseId id = deemed(person);
        ask(pages.at("wjw.examiner1"), id, Objects.requireNonNull(view(id).askUntil()));
        time.set(time.instant().plusSeconds(60));
        String at = "/desk/cases/" + id.value() + "/supplement";
        Clerk clerk = pages.at("zx.window1");

        assertThat(clerk.open(at).body()).contains("请刷申请人的身份证");
        pages.arrives(person.id(), clerk);
        assertThat(clerk.open(at).body()).contains("期限照常计算");
        assertThat(clerk.send(at, "key", City.key()).status())
                .as("nothing came yet")
                .isEqualTo(422);
        assertThat(clerk.upload(at + "/" + PLAN, PDF).status()).isEqualTo(303);
        assertThat(clerk.send(at, "key", City.key()).location()).endsWith("?done=supply");

        assertThat(Requests.of(desk.find(id).state()).open()).isEmpty();
    }

    private Answer ask(Clerk clerk, CaseId id, LocalDate until) throws Exception {
        return clerk.send(
                "/desk/cases/" + id.value() + "/do/ask-for-materials",
                "key",
                City.key(),
                "seen",
                String.valueOf(desk.find(id).version()),
                "defect",
                PLAN,
                "what-" + PLAN,
                "没有标出消毒间",
                "until",
                until.toString());
    }

    private CaseId deemed(Person person) {
        CaseId id = pages.submitted(person, HYGIENE);
        time.set(CityTime.startOf(CityTime.day(time.instant()).plusDays(8)).plusSeconds(36_000));
        desk.wake(id);
        return id;
    }

    private CaseView view(CaseId id) {
        return views.view(id, city.at("WJW/examiner"));
    }

    private List<LocalDate> dues(CaseId id) {
        return view(id).clocks().stream()
                .filter(clock -> List.of("promised", "statutory").contains(clock.code()))
                .map((ClockReading clock) -> clock.reading().dueOn())
                .toList();
    }

    private List<String> told(Person person) {
        UUID holder = person.id();
        return outbox.inbox(DeskPages.CITY, holder, null, 10).stream()
                .map(Message::template)
                .toList();
    }
}
