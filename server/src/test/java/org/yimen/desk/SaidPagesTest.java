package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.CaseViews;
import org.yimen.application.City;
import org.yimen.application.Present;
import org.yimen.application.SpecialProcedures;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.identity.Person;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.procedure.ChairRequests;
import org.yimen.procedure.Hearing;
import org.yimen.procedure.Hearings;
import org.yimen.testing.HallTest;
import org.yimen.testing.Law;
import org.yimen.time.WorkCalendar;

/** 当面表示: whoever has no account says at the window, himself, what others say on their pages. */
@HallTest
class SaidPagesTest {

    private static final String HYGIENE = "public-place-hygiene";

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private CaseViews views;

    @Autowired
    private SpecialProcedures special;

    @Autowired
    private Hearings hearings;

    @Autowired
    private ChairRequests requests;

    @Autowired
    private Directory directory;

    @Autowired
    private WorkCalendar calendar;

    @Autowired
    private InstantSource time;

    @Test
    @Law(value = "行政许可法 第三十七条", rule = "SaidController: whoever has no account withdraws at the window, and is there")
    void heWithdrawsAtTheWindowAndOnlyThere() throws Exception {
        Person person = pages.registered("无账号人");
        CaseId id = pages.accepted(person, HYGIENE);
        String at = "/desk/cases/" + id.value() + "/said";
        Clerk clerk = pages.at("zx.window1");

        assertThat(clerk.open("/desk/cases/" + id.value()).body()).contains(at);
        assertThat(clerk.send(at + "/withdraw", "key", City.key(), "reason", "不开店了")
                        .body())
                .as("he is not here")
                .contains("请刷申请人的身份证");
        assertThat(desk.find(id).state()).isInstanceOf(State.Reviewing.class);
        pages.arrives(person.id(), clerk);
        assertThat(clerk.open(at).body()).contains("撤回申请", "作出决定之前随时可以撤回");
        clerk.send(at + "/withdraw", "key", City.key(), "reason", "不开店了");

        assertThat(desk.find(id).state()).isInstanceOf(State.Withdrawn.class);
        assertThat(views.view(id, city.at("ZX/window")).history())
                .extracting(entry -> entry.event())
                .filteredOn(Event.Withdrawn.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(Event.Withdrawn.class, event -> {
                    assertThat(event.reason()).isEqualTo("不开店了");
                    assertThat(event.present()).isEqualTo(new Present(person.id(), Present.By.CODE));
                });
        assertThat(clerk.open("/desk/cases/" + id.value()).body()).contains("已核本人办事码");
    }

    @Test
    @Law(
            value = "行政许可法 第四十七条",
            rule = "SaidController: whoever has no account asks for a hearing at the window, or waives it")
    void heAsksForAHearingAtTheWindowOrWaivesIt() throws Exception {
        Person person = pages.registered("无账号人");
        CaseId id = pages.accepted(person, HYGIENE);
        String at = "/desk/cases/" + id.value() + "/said";
        Clerk clerk = pages.at("zx.window1");
        pages.arrives(person.id(), clerk);
        assertThat(clerk.send(at + "/hearing", "key", City.key()).status())
                .as("nobody told him")
                .isEqualTo(422);
        special.tell(id, officer("WJW/examiner"));

        assertThat(clerk.open(at).body()).contains("要求听证", "放弃听证");
        clerk.send(at + "/no-hearing", "key", City.key());
        assertThat(row(id)).returns("waived", Hearing.Entitled::choice);
        assertThat(row(id).isPendingOn(CityTime.day(time.instant())))
                .as("he may change it today")
                .isTrue();
        clerk.send(at + "/hearing", "key", City.key());

        assertThat(row(id))
                .returns("requested", Hearing.Entitled::choice)
                .returns(directory.staff("629901", "zx.window1").orElseThrow().id(), Hearing.Entitled::chosenBy);
        assertThat(row(id).said()).contains("本人到窗口当面表示", "已核本人办事码");
        assertThat(clerk.open(at).body()).contains("撤回听证申请");
        clerk.send(at + "/hearing-back", "key", City.key());
        assertThat(row(id)).returns("withdrawn", Hearing.Entitled::choice);
    }

    @Test
    @Law(
            value = "行政许可法 第四十八条第一款第三项",
            rule = "SaidController: whoever has no account objects to the chair at the window")
    void heObjectsToTheChairAtTheWindowWithAReason() throws Exception {
        Person person = pages.registered("无账号人");
        CaseId id = pages.accepted(person, HYGIENE);
        String at = "/desk/cases/" + id.value() + "/said";
        Clerk clerk = pages.at("zx.window1");
        special.tell(id, officer("WJW/examiner"));
        pages.arrives(person.id(), clerk);
        clerk.send(at + "/hearing", "key", City.key());
        assertThat(clerk.send(at + "/chair", "key", City.key(), "reason", "亲属").status())
                .isEqualTo(422);
        UUID chair = special.chairs(id).getFirst().id();
        var day = calendar.provisional().after(CityTime.day(time.instant()), 8);
        special.schedule(id, officer("WJW/examiner"), CityTime.startOf(day).plusSeconds(36_000), "三楼", chair, "");

        assertThat(clerk.send(at + "/chair", "key", City.key(), "reason", " ").status())
                .isEqualTo(422);
        clerk.send(at + "/chair", "key", City.key(), "reason", "是对方的亲属");

        assertThat(requests.of(id)).singleElement().satisfies(request -> {
            assertThat(request.chair()).isEqualTo(chair);
            assertThat(request.reason()).contains("是对方的亲属", "本人到窗口当面表示");
        });
    }

    private Hearing.Entitled row(CaseId id) {
        return hearings.entitled(id).getFirst();
    }

    private Officer officer(String post) {
        Actor actor = city.at(post);
        return directory.officer(actor.id(), time.instant());
    }
}
