package org.yimen.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yimen.application.Applicant;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.State.InProcedure;
import org.yimen.application.Application.State.Reviewing;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.application.SpecialProcedures;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.casework.Plan.Stage;
import org.yimen.casework.Plan.Step;
import org.yimen.identity.Passwords;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.TestNumbers;
import org.yimen.platform.RuleBroken;
import org.yimen.procedure.Objection;
import org.yimen.procedure.Objections.Objector;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** 公示: everybody reads what is publicised now, with a part of the name hidden, and no longer when it ended. */
@HallTest
class PublicityPageTest {

    private static final String PASSWORD = "Right-password-1";

    @LocalServerPort
    private int port;

    @Autowired
    private SpecialProcedures special;

    @Autowired
    private People people;

    @Autowired
    private Passwords passwords;

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private TestTime time;

    @Test
    @Proves("M-APR-13")
    void whatIsPublicisedStandsThereWithItsDaysAndNobodysFullName() throws Exception {
        Applicant somebody = city.somebody();
        CaseId id = city.submitted(somebody, "disability-certificate").id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        var publicity = publicised(id);
        var stranger = new Browser(port);

        String during = stranger.open("/publicity").body();
        desk.act(
                id,
                Actor.applicant(somebody.holder(), somebody.person()),
                City.key(),
                null,
                new Command.Withdraw("不办了"));
        String after = stranger.open("/publicity").body();

        assertThat(during)
                .contains(somebody.maskedName(), publicity.basis())
                .doesNotContain(somebody.name(), somebody.number());
        assertThat(lines(after)).isEqualTo(lines(during) - 1);
    }

    @Test
    void whoseDaysAreOverStandsThereNoLonger() throws Exception {
        Applicant somebody = city.somebody();
        CaseId id = city.submitted(somebody, "disability-certificate").id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        publicised(id);
        var stranger = new Browser(port);
        int during = lines(stranger.open("/publicity").body());

        time.advance(Duration.ofDays(14));

        assertThat(desk.find(id).state()).as("nobody ended it").isInstanceOf(InProcedure.class);
        assertThat(lines(stranger.open("/publicity").body())).isLessThan(during);
    }

    @Test
    @Proves("M-APR-13")
    void whoeverReadsItObjectsAndIsAnsweredBeforeItEnds() throws Exception {
        CaseId id = city.submitted(city.somebody(), "disability-certificate").id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        Step step = publicised(id);
        Person neighbour = people.register("王邻居", TestNumbers.citizen(), "15400000034", passwords.hash(PASSWORD));
        Browser home = Browser.signedIn(port, neighbour, PASSWORD);
        String form = "/me/objections/new/" + id.value() + "/" + step.code();
        var examiner = city.at(step.department() + "/examiner");

        assertThat(new Browser(port).open("/publicity").body()).contains(form, "收到异议 0 件");
        refused("procedure.publicity.running", () -> finish(id, examiner));
        home.open(form);
        assertThat(home.send(form, Map.of("key", City.key(), "grounds", " ")).statusCode())
                .isEqualTo(422);
        String key = City.key();
        home.open(form);
        home.send(form, Map.of("key", key, "grounds", "等级评定与事实不符"));
        home.open(form);
        home.send(form, Map.of("key", key, "grounds", "等级评定与事实不符"));
        assertThat(home.open("/me/objections/" + key).body()).contains("公示异议〔", "等级评定与事实不符", "等待答复");
        assertThat(new Browser(port).open("/publicity").body())
                .contains("收到异议 1 件，已答复 0 件")
                .doesNotContain("王邻居", "等级评定与事实不符");

        UUID used = UUID.fromString(key);
        var objector = new Objector(neighbour.id(), neighbour.id(), "王邻居");
        CaseId other = city.submitted(city.somebody(), "disability-certificate").id();
        desk.write(other, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        Step there = publicised(other);
        refused(
                "platform.key.reused",
                () -> special.object(other, there.code(), objector, used, "等级评定与事实不符", "", new byte[0]));
        refused(
                "platform.key.reused",
                () -> special.object(id, step.code(), objector, used, "又想起一件事", "", new byte[0]));
        refused(
                "platform.key.reused",
                () -> special.object(id, step.code(), objector, used, "等级评定与事实不符", "证据.png", City.PHOTO));

        time.advance(Duration.ofDays(14));
        home = Browser.signedIn(port, neighbour, PASSWORD);

        refused("procedure.publicity.unanswered", () -> finish(id, examiner));
        var officer = city.officer(step.department() + "/examiner");
        special.answerObjection(id, officer, step.code(), UUID.fromString(key), Objection.Finding.NOT, "经复核，评定符合标准");
        assertThat(home.open("/me/objections/" + key).body()).contains("不成立", "经复核，评定符合标准");
        finish(id, examiner);
        assertThat(desk.find(id).state()).isNotInstanceOf(InProcedure.class);
        refused(
                "procedure.objection.over",
                () -> special.object(
                        id,
                        step.code(),
                        new Objector(neighbour.id(), neighbour.id(), "王邻居"),
                        UUID.randomUUID(),
                        "太晚了",
                        "",
                        new byte[0]));
    }

    @Test
    void nothingIsPublicisedForLessThanTheDaysOfTheVersion() throws Exception {
        CaseId id = city.submitted(city.somebody(), "disability-certificate").id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        Step step = untilPublicity(id);
        var examiner = city.at(step.department() + "/examiner");

        for (int days : new int[] {step.mostDays() - 1, 1}) {
            refused(
                    "application.publicity.too-short",
                    () -> desk.write(
                            id, examiner, City.key(), null, paper -> new Command.StartStep(step.code(), days, paper)));
        }
        refused(
                "application.step.no-days",
                () -> desk.write(
                        id, examiner, City.key(), null, paper -> new Command.StartStep(step.code(), 0, paper)));
    }

    private void finish(CaseId id, Actor examiner) {
        desk.write(id, examiner, City.key(), null, paper -> new Command.FinishStep("公示结束", paper));
    }

    private static void refused(String code, ThrowingCallable act) {
        assertThatExceptionOfType(RuleBroken.class).isThrownBy(act).returns(code, RuleBroken::code);
    }

    /** Passes what comes before the publicity, and begins it. */
    private Step publicised(CaseId id) {
        Step step = untilPublicity(id);
        var examiner = city.at(step.department() + "/examiner");
        desk.write(id, examiner, City.key(), null, paper -> new Command.StartStep(step.code(), step.mostDays(), paper));
        return step;
    }

    /** Passes what comes before the publicity. */
    private Step untilPublicity(CaseId id) {
        for (int guard = 0; guard < 10; guard++) {
            var course = ((Reviewing) desk.find(id).state()).course();
            switch (desk.item(desk.find(id)).plan().elements().get(course.position())) {
                case Stage stage -> {
                    for (String department : stage.departments()) {
                        var review = new Command.Review(department, true, "同意");
                        desk.act(id, city.at(department + "/examiner"), City.key(), null, review);
                    }
                }
                case Step step
                when step.code().equals("publicity") -> {
                    return step;
                }
                case Step step -> city.special(id, step);
            }
        }
        throw new IllegalStateException("No publicity in the plan of " + id);
    }

    private static int lines(String page) {
        return page.split("ym-mine__state", -1).length - 1;
    }
}
