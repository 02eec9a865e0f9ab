package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Command.*;
import org.yimen.application.Application.State.*;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.casework.WorkLists;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Json;
import org.yimen.platform.RuleBroken;
import org.yimen.testing.HallTest;
import org.yimen.testing.Law;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;
import org.yimen.time.WorkCalendar;

/** 回避: whoever has an interest does nothing on the case, and his stand-in has it. */
@HallTest
class RecusalsTest {

    private static final String CITY = "629901";
    private static final String HYGIENE = "public-place-hygiene";

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private CaseViews views;

    @Autowired
    private Directory directory;

    @Autowired
    private WorkLists lists;

    @Autowired
    private SpecialProcedures special;

    @Autowired
    private WorkCalendar calendar;

    @Autowired
    private TestTime time;

    @Test
    @Proves("M-APR-05")
    void whoeverHasAnInterestDoesNothingOnTheCaseAndTheStandInDecides() {
        CaseId id = city.submitted(city.somebody(), HYGIENE).id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Accept::new);
        city.review(id);
        Actor chief = city.at("WJW/chief");
        Actor standIn =
                Actor.officer(directory.staff(CITY, "wjw.standin").orElseThrow().id(), "WJW/chief");
        refused("application.may-not.post", () -> desk.write(id, standIn, City.key(), null, Grant::new));
        refused("application.reason.missing", () -> desk.act(id, chief, City.key(), null, new Recuse(" ")));

        desk.act(id, chief, City.key(), null, new Recuse("申请人是我表弟"));

        refused("application.may-not.recused", () -> desk.write(id, chief, City.key(), null, Grant::new));
        refused(
                "application.may-not.recused",
                () -> desk.act(id, chief, City.key(), null, new Command.SendBack(List.of("WJW"), "再看")));
        assertThat(views.view(id, chief).choices()).allMatch(choice -> choice.refusal() != null);
        assertThat(lists.tasks(id))
                .extracting(entry -> entry.task().post())
                .containsExactly(Tasks.named("WJW", standIn.id()));
        assertThat(desk.write(id, standIn, City.key(), null, Grant::new).state())
                .isInstanceOf(Granted.class);
    }

    @Test
    @Proves("M-APR-05")
    void aCaseOfTheClerkIsAcceptedByAnother() {
        CaseId id = city.submitted(city.somebody(), HYGIENE).id();
        Actor clerk = city.at("ZX/window");
        Actor other = directory.holders(CITY, "ZX/window", CityTime.day(time.instant())).stream()
                .map(holder -> holder.staff().id())
                .filter(each -> !each.equals(clerk.id()))
                .findFirst()
                .map(each -> Actor.officer(each, "ZX/window"))
                .orElseThrow();
        desk.act(id, clerk, City.key(), null, new Recuse("本人的申请"));

        refused("application.may-not.recused", () -> desk.write(id, clerk, City.key(), null, Accept::new));

        assertThat(lists.tasks(id)).extracting(entry -> entry.task().post()).containsExactly("WJW/accept");
        assertThat(desk.write(id, other, City.key(), null, Accept::new).state()).isInstanceOf(Reviewing.class);
    }

    @Test
    @Law(
            value = "行政许可法 第四十八条第一款第三项",
            rule = "SpecialProcedures.schedule: whoever keeps out of a case does not hold its hearing")
    void whoKeepsOutHoldsNoHearing() {
        CaseId id = asked();
        Actor examiner = city.at("SJ/chief");
        desk.act(id, examiner, City.key(), null, new Recuse("利害关系人是我邻居"));

        refused("procedure.hearing.chair", () -> schedule(id, examiner));
    }

    @Test
    @Proves("M-APR-05")
    void whoKeepsOutDoesNothingBesideTheCommandsEither() {
        CaseId id = asked();
        Actor examiner = city.at("WJW/examiner");
        var officer = city.officer("WJW/examiner");
        desk.act(id, examiner, City.key(), null, new Recuse("申请人是我亲属"));

        refused("application.may-not.recused", () -> special.tell(id, officer));
        refused("application.may-not.recused", () -> special.order(id, officer));
        refused("application.may-not.recused", () -> special.tellParty(id, officer, "邻居", "15400000009", "", "通风"));
        refused("application.may-not.recused", () -> schedule(id, city.at("SJ/chief")));
    }

    @Test
    void aCaseOfBeforeThereWereRecusalsIsStillRead() {
        String stored = """
                {"at": "2026-03-02T01:00:00Z", "on": "2026-03-02", "promised": [], "commitment": null, "lane": null,
                 "assisted": null, "concern": null}""";

        assertThat(Json.of().read(stored, Application.Filing.class).recused()).isEmpty();
    }

    /** A hygiene case whose applicant asked for a hearing. */
    private CaseId asked() {
        Applicant somebody = city.somebody();
        CaseId id = city.submitted(somebody, HYGIENE).id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Accept::new);
        special.tell(id, city.officer("WJW/examiner"));
        special.choose(id, Actor.applicant(somebody.holder(), somebody.person()), true);
        return id;
    }

    private void schedule(CaseId id, Actor chair) {
        Officer examiner = city.officer("WJW/examiner");
        LocalDate day = calendar.provisional().after(CityTime.day(time.instant()), 10);
        Instant at = CityTime.startOf(day).plusSeconds(9 * 3600);
        special.schedule(id, examiner, at, "市民中心 302", chair.id(), "");
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatExceptionOfType(RuleBroken.class).isThrownBy(call).returns(code, RuleBroken::code);
    }
}
