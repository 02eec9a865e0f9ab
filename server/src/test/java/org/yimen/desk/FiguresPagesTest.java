package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.City;
import org.yimen.audit.AuditLog;
import org.yimen.audit.Trail;
import org.yimen.desk.Clerk.Answer;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;

/** The figures of the centre and of a department, their cases and their file, as director, supervisor and head see them. */
@HallTest
class FiguresPagesTest {

    private static final List<String> FIGURES = List.of("办件量", "日均办件", "办结率", "提速率", "提前办结率", "实际网办占比");

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private AuditLog audit;

    @Test
    void everyFigureShowsItsFormulaItsBaseAndOpensItsCases() throws Exception {
        Clerk director = pages.at("zx.director");

        Answer page = director.open("/desk/figures?period=quarter&from=2017-11-01&by=item");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains(FIGURES).contains("60 个工作日", "共 92 天", "怎么算出来的", "—");
        assertThat(page.body()).contains("<svg", "十二个月办件量", "按部门排名", "按事项类型");
        assertThat(page.body()).contains("/desk/figures/cases?of=finished&amp;period=quarter&amp;from=2017-10-01");
        assertThat(director.open("/desk/figures/cases?of=finished&period=quarter&from=2017-10-01")
                        .status())
                .isEqualTo(200);
        assertThat(director.open("/desk/figures/cases?of=nothing&period=month").status())
                .isEqualTo(404);
        assertThat(director.open("/desk/figures?period=dates&from=2026-02-02&to=2026-02-01")
                        .status())
                .isEqualTo(422);
    }

    @Test
    @Proves({"M-ANA-01", "M-ANA-06"})
    void whatIsNotOfCasesOpensWhatItIsMadeOf() throws Exception {
        Clerk director = pages.at("zx.director");

        String page = director.open("/desk/figures?period=month&by=class").body();

        assertThat(page)
                .contains(
                        "按办件类别", "/desk/figures/visits?", "/desk/figures/trips-saved?", "/desk/figures/online-items?");
        assertThat(director.open("/desk/figures/visits?period=month").body()).contains("不含取号人");
        assertThat(director.open("/desk/figures/trips-saved?period=month").body())
                .contains("节省的跑动次数");
        assertThat(director.open("/desk/figures/online-items").body()).contains("可网办", "/items/food-business");
    }

    @Test
    void aHeadSeesHisOwnDepartmentAndNoOther() throws Exception {
        Clerk head = pages.at(pages.newcomer("SJ/head"));

        assertThat(head.open("/desk/figures").body()).contains("办结率").doesNotContain("接待人次");
        assertThat(head.open("/desk/figures?unit=SJ").status()).isEqualTo(200);
        assertThat(head.open("/desk/figures?unit=WJW").status()).isEqualTo(403);
        assertThat(head.open("/desk/figures/cases?of=accepted&period=month&unit=WJW")
                        .status())
                .isEqualTo(403);
        assertThat(pages.at("zx.window1").open("/desk/figures").status()).isEqualTo(403);
    }

    @Test
    void takingAListOutAsksForASecondProofAndIsRecorded() throws Exception {
        Clerk supervisor = pages.at("zx.supervisor");
        city.accepted("public-place-hygiene");
        long before = exported();

        Answer asked = supervisor.send("/desk/figures/cases", "of", "accepted", "period", "month");
        Answer file = supervisor.proven("/desk/figures/cases", "of", "accepted", "period", "month");

        assertThat(asked.status()).isEqualTo(403);
        assertThat(asked.body()).doesNotContain("number,day");
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.body()).startsWith("\uFEFFnumber,day,item,counts,trips,doors,windows");
        assertThat(exported() - before).isOne();
        assertThat(supervisor.open("/desk/figures/file?period=month").body())
                .contains("completion,")
                .contains("from,to,kind,key,figure,part,whole,value,before");
    }

    private long exported() {
        return Trail.of(audit, DeskPages.CITY, List.of(Exports.Lines.CASES.kind()))
                .size();
    }

    @Test
    void onlyTheDirectorStatesWhatItTookBeforeAndSaysWhereHeKnowsItFrom() throws Exception {
        Clerk director = pages.at("zx.director");
        String source = "问卷 " + UUID.randomUUID();
        String path = "/desk/figures/before";

        Answer silent = director.send(path, "item", "teacher-qualification", "trips", "4", "source", "");
        Answer odd = director.send(path, "item", "teacher-qualification", "trips", "many", "source", source);
        Answer unknown = director.send(path, "item", "no-such-item", "trips", "4", "source", source);
        Answer stated = director.send(path, "item", "teacher-qualification", "trips", "4", "source", source);

        assertThat(List.of(silent.status(), odd.status(), unknown.status())).containsOnly(422);
        assertThat(stated.location()).isEqualTo(path);
        assertThat(director.open(path).body()).contains(source);
        assertThat(pages.at("zx.supervisor").open(path).body()).contains(source).doesNotContain("name=\"trips\"");
        assertThat(pages.at("zx.supervisor")
                        .send(path, "item", "teacher-qualification", "trips", "0", "source", source)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void qualityEventsAreListed() throws Exception {
        assertThat(pages.at("zx.director").open("/desk/figures/events").body()).contains("质量事件");
    }
}
