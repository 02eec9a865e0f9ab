package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.casework.CaseId;
import org.yimen.identity.TestNumbers;
import org.yimen.organisation.Directory;
import org.yimen.platform.CityTime;
import org.yimen.procedure.Hearing;
import org.yimen.procedure.Hearings;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** Survey, hearing, question and copy as the pages of the desk offer them. */
@HallTest
class ProceduresPagesTest {

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private Hearings hearings;

    @Autowired
    private Directory directory;

    @Autowired
    private TestTime time;

    private CaseId id;

    @BeforeEach
    void aCaseThatIsToBeSurveyed() {
        id = city.accepted("public-place-hygiene").id();
        desk.write(id, city.at("WJW/examiner"), City.key(), null, paper -> new Command.StartStep("survey", 2, paper));
    }

    @Test
    void aSurveyIsAppointedPhotographedAndRecordedOnItsPage() throws Exception {
        Clerk examiner = pages.at("wjw.examiner1");
        String page = "/desk/procedures/" + id.value() + "/surveys/survey";
        String me = "WJW/" + staff("wjw.examiner1");
        String second = "WJW/" + staff("wjw.chief");
        assertThat(examiner.open("/desk/cases/" + id.value()).body()).contains(page);
        assertThat(examiner.open(page).body()).contains("联合勘验", "委托勘验", "专家勘验", me, second);

        assertThat(examiner.send(page + "/appointment", appointment("surveyor", me))
                        .body())
                .contains("两人以上", "滨河路 8 号");
        assertThat(examiner.send(page + "/appointment", appointment("surveyor", me, "surveyor", second))
                        .status())
                .isEqualTo(303);
        String list = examiner.open("/desk/procedures").body();
        assertThat(list).contains(page, "按约定时间勘验，写下记录").doesNotContain("没有等着您办的");
        assertThat(dues(list)).as("what is due first stands first").isNotEmpty().isSorted();
        assertThat(examiner.upload(page + "/photos", City.PHOTO).status()).isEqualTo(303);
        assertThat(examiner.upload(page + "/photos", "%PDF-1.4".getBytes(StandardCharsets.US_ASCII))
                        .status())
                .isEqualTo(422);
        assertThat(examiner.open(page + "/photos/1").status()).isEqualTo(200);
        assertThat(examiner.send(page + "/finding", "met", "true", "finding", "符合")
                        .body())
                .contains("逐项");
        var spoiled = examiner.send(page + "/finding", "met", "true", "finding", "与平面图一致", "point-layout", "maybe");
        assertThat(spoiled.status()).isEqualTo(422);
        assertThat(spoiled.body())
                .as("his own form, with what he wrote")
                .contains("action=\"" + page + "/finding", "与平面图一致");
        assertThat(examiner.send(
                                page + "/finding",
                                "met",
                                "true",
                                "finding",
                                "与平面图一致",
                                "point-layout",
                                "true",
                                "point-ventilation",
                                "true",
                                "point-cleaning",
                                "true")
                        .status())
                .isEqualTo(303);

        assertThat(examiner.open(page).body()).contains("与平面图一致").doesNotContain("/appointment");
        assertThat(pages.at("sj.examiner1").open(page).status()).isEqualTo(200);
        assertThat(pages.at("jy.examiner1").open(page).status()).isEqualTo(403);
    }

    @Test
    @Proves("M-APR-13")
    void whatIsUnmetIsGivenTimeOnThePageAndLookedAtAgainThere() throws Exception {
        Clerk examiner = pages.at("wjw.examiner1");
        String page = "/desk/procedures/" + id.value() + "/surveys/survey";
        String me = "WJW/" + staff("wjw.examiner1");
        String second = "WJW/" + staff("wjw.chief");
        examiner.send(page + "/appointment", appointment("surveyor", me, "surveyor", second));
        examiner.upload(page + "/photos", City.PHOTO);
        assertThat(examiner.open(page).body()).doesNotContain(page + "/mending");
        examiner.send(
                page + "/finding",
                "met",
                "false",
                "finding",
                "布局不符",
                "point-layout",
                "false",
                "point-ventilation",
                "true",
                "point-cleaning",
                "true");
        assertThat(examiner.open(page).body()).contains(page + "/mending", "审批时限照常计算");
        LocalDate tomorrow = CityTime.day(time.instant()).plusDays(1);

        assertThat(examiner.send(page + "/mending", "what", "", "until", tomorrow.toString())
                        .status())
                .isEqualTo(422);
        assertThat(examiner.send(page + "/mending", "what", "隔开消毒间", "until", tomorrow.toString())
                        .status())
                .isEqualTo(303);

        assertThat(examiner.open(page).body())
                .contains("隔开消毒间", "还没有说已整改", "预约复查")
                .doesNotContain(page + "/mending\"");
        assertThat(examiner.open("/desk/procedures").body()).contains(page, "等申请人整改");
        time.advance(Duration.ofDays(2));
        Clerk later = pages.at("wjw.examiner1");
        assertThat(later.open("/desk/procedures").body()).contains(page, "预约复查");
        assertThat(later.send(page + "/appointment", appointment("surveyor", me, "surveyor", second))
                        .status())
                .isEqualTo(303);
        assertThat(later.open(page).body())
                .contains("首次勘验", "布局不符", "只看上次不符合的", "photos/1?look=0", "point-layout")
                .doesNotContain("point-ventilation");
        assertThat(later.open(page + "/photos/1?look=0").status()).isEqualTo(200);
        assertThat(later.open(page + "/photos/1?look=1").status()).isEqualTo(404);
        assertThat(later.open(page + "?lang=en").body()).contains("First look");
    }

    @Test
    void aHearingIsToldOrderedAndScheduledOnItsPage() throws Exception {
        CaseId water = city.accepted("water-abstraction").id();
        Clerk examiner = pages.at("sl.examiner1");
        String page = "/desk/procedures/" + water.value() + "/hearing";
        assertThat(examiner.open(page).body()).contains("告知申请人听证权利");

        assertThat(examiner.send(page + "/tell").status()).isEqualTo(303);
        assertThat(examiner.send(page + "/party", "name", "下游灌区", "interest", "影响灌溉")
                        .status())
                .isEqualTo(303);
        assertThat(examiner.send(page + "/order").status()).isEqualTo(303);
        assertThat(examiner.send(
                                page + "/schedule",
                                "day",
                                "2026-11-19",
                                "hour",
                                "09:00",
                                "place",
                                "三楼",
                                "chair",
                                staff("sl.head"))
                        .body())
                .contains("七日");

        assertThat(hearings.entitled(water)).hasSize(2);
        String party = hearings.entitled(water).stream()
                .filter(Hearing.Entitled::party)
                .findFirst()
                .orElseThrow()
                .id()
                .toString();
        String[] waiver = {"party", party, "choice", "waived", "statement", "没有意见", "said", "本人来电"};
        assertThat(examiner.send(page + "/choice", waiver).status())
                .as("in somebody else's name, after a second proof only")
                .isEqualTo(403);
        assertThat(examiner.proven(page + "/choice", waiver).status()).isEqualTo(303);
        assertThat(examiner.open(page).body()).contains("本人来电", "次日生效", "/choice");
        assertThat(examiner.open(page).body()).contains("下游灌区", "依职权举行");
    }

    @Test
    void aQuestionIsAskedOnTheCaseAndAnsweredByWhoWasAsked() throws Exception {
        Clerk examiner = pages.at("wjw.examiner1");
        String page = "/desk/procedures/" + id.value() + "/questions";
        String key = UUID.randomUUID().toString();
        var sent = List.of("key", key, "department", "JY", "question", "旧规定是否适用", "due", "2026-11-20");
        assertThat(examiner.send(page, sent.toArray(String[]::new)).status()).isEqualTo(303);
        assertThat(examiner.send(page, sent.toArray(String[]::new)).status()).isEqualTo(303);
        Clerk former = pages.at("jy.examiner1");
        assertThat(former.open("/desk/procedures").body()).contains("/desk/procedures/questions/" + key);
        // Few ask this department, so what it is told stands on the page.
        String told = former.open("/desk/talk").body();
        assertThat(told).contains("给您的消息", "/desk/procedures/questions/" + key);
        assertThat(former.open("/desk/talk").body())
                .as("the second time it lies below the fold")
                .contains("0 条没看过", "/desk/procedures/questions/" + key);

        assertThat(former.send("/desk/procedures/questions/" + key, "answer", "适用")
                        .status())
                .isEqualTo(303);

        assertThat(examiner.open(page).body()).containsOnlyOnce("旧规定是否适用").contains("适用");
        assertThat(examiner.open("/desk/procedures/questions/" + key).status()).isEqualTo(404);
        assertThat(desk.find(id).state()).isInstanceOf(State.InProcedure.class);
    }

    @Test
    void anExpertLeavesThePoolOnItsPageAndComesBack() throws Exception {
        Clerk director = pages.at("zx.director");
        String expert = UUID.randomUUID().toString();
        String name = "专家" + expert.substring(0, 6);
        director.send(
                "/desk/procedures/pool",
                "key",
                expert,
                "name",
                name,
                "field",
                "试验" + expert,
                "employer",
                "试验单位",
                "number",
                TestNumbers.citizen().value());
        String today = time.instant().atZone(CityTime.ZONE).toLocalDate().toString();

        assertThat(director.send("/desk/procedures/pool/leave", "expert", expert, "on", today, "reason", "")
                        .status())
                .isEqualTo(422);
        assertThat(director.send("/desk/procedures/pool/leave", "expert", expert, "on", today, "reason", "聘期届满")
                        .status())
                .isEqualTo(303);
        assertThat(director.open("/desk/procedures/pool").body()).contains("已出库", name, "聘期届满");
        assertThat(director.send("/desk/procedures/pool/return", "expert", expert)
                        .status())
                .isEqualTo(303);

        assertThat(director.open("/desk/procedures/pool?lang=en").body())
                .contains(name)
                .doesNotContain("聘期届满");
    }

    private String[] appointment(String... surveyors) {
        var at = time.instant().atZone(CityTime.ZONE);
        var fields = new ArrayList<>(List.of(
                "mode",
                "independent",
                "day",
                at.toLocalDate().toString(),
                "hour",
                "%02d:%02d".formatted(at.getHour(), at.getMinute()),
                "place",
                "滨河路 8 号"));
        fields.addAll(List.of(surveyors));
        return fields.toArray(String[]::new);
    }

    private String staff(String login) {
        return directory.staff(DeskPages.CITY, login).orElseThrow().id().toString();
    }

    private static List<LocalDate> dues(String list) {
        return Pattern.compile("ym-mark--(?:late|ok)\">(\\d+)年(\\d+)月(\\d+)日")
                .matcher(list)
                .results()
                .map(day -> LocalDate.of(
                        Integer.parseInt(day.group(1)), Integer.parseInt(day.group(2)), Integer.parseInt(day.group(3))))
                .toList();
    }
}
