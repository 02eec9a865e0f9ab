package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.CaseView;
import org.yimen.application.CaseViews;
import org.yimen.application.City;
import org.yimen.casework.Plan;
import org.yimen.casework.Plan.Step;
import org.yimen.desk.ProceduresPage.Typed;
import org.yimen.desk.TenderPage.Competing;
import org.yimen.desk.TenderPage.Correction;
import org.yimen.organisation.Directory;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;
import org.yimen.platform.web.TestShells;
import org.yimen.procedure.ProcedureRefused;
import org.yimen.procedure.Tender;
import org.yimen.procedure.Tender.Rank;
import org.yimen.testing.HallTest;
import org.yimen.testing.TestTime;
import org.yimen.time.TimeLimit;

/** The page of a tender's result, drawn outside of a request. */
@HallTest
class TenderPageTest {

    private static final Step STEP = new Step(
            "tender", Text.of("招标"), Plan.Procedure.TENDER, "YC", TimeLimit.workingDays(20), true, "行政许可法 第五十三条", true);

    @Autowired
    private City city;

    @Autowired
    private CaseViews views;

    @Autowired
    private Officers officers;

    @Autowired
    private Directory directory;

    @Autowired
    private TestTime time;

    @Test
    void beforeTheReportItsFormStandsHereWithEveryCaseThatCompetes() {
        CaseView view = view();
        var other = new Competing(UUID.randomUUID(), "629901-20261123-000077", "王*");
        var own = new Competing(
                view.file().id().value(), view.file().number(), view.file().title());
        var typed =
                new Typed(Map.of("rank-" + other.id(), List.of("一")), new ProcedureRefused("procedure.tender.rank"));

        String page = draw(view, null, List.of(own, other), typed);

        assertThat(page)
                .contains("还没有结果。开标、拍卖以后在下面登记", "每件都要有名次", "629901-20261123-000077 的名次", "value=\"一\"")
                .contains("name=\"rank-" + own.id() + "\"", "name=\"key\"");
    }

    @Test
    void theReportShowsWhoWonAndTheFormForACorrection() {
        CaseView view = view();
        UUID other = UUID.randomUUID();
        var tender = new Tender(
                UUID.randomUUID(),
                "中标〔2026〕7号",
                "公共资源交易中心",
                LocalDate.of(2026, 11, 20),
                1,
                UUID.randomUUID(),
                Instant.parse("2026-11-20T08:00:00Z"),
                List.of(new Rank(other, 1, "91"), new Rank(view.file().id().value(), 2, "82.5")));

        String page = draw(view, tender, List.of(), Typed.NOTHING);

        assertThat(page)
                .contains("中标〔2026〕7号", "公共资源交易中心", "82.5", "没有中标")
                .doesNotContain("<form action=\"/desk/procedures/");
    }

    @Test
    void aCorrectionShowsItsRanksAndWhoeverMayConfirmsIt() {
        CaseView view = view();
        UUID own = view.file().id().value();
        Tender counts = tender("中标〔2026〕7号", new Rank(own, 1, "91"));
        Tender waits = tender("中标〔2026〕8号", new Rank(own, 0, ""));
        var colleague = new Competing(own, view.file().number(), view.file().title());

        String second = draw(view, counts, new Correction(waits, "赵一", true, true), List.of(colleague), Typed.NOTHING);
        String first = draw(view, counts, new Correction(waits, "赵一", false, true), List.of(), Typed.NOTHING);
        String other = draw(view, counts, new Correction(waits, "赵一", false, false), List.of(), Typed.NOTHING);

        assertThat(second)
                .contains("中标〔2026〕7号", "中标〔2026〕8号", "等待第二人确认的更正", "没有参加或者无效", "value=\"confirm\"")
                .as("one waits: no third one beside it")
                .doesNotContain("登记更正的报告");
        assertThat(first).contains("撤回").doesNotContain("value=\"confirm\"");
        assertThat(other).contains("中标〔2026〕8号").doesNotContain("name=\"reason\"");
    }

    private static Tender tender(String number, Rank rank) {
        return new Tender(
                UUID.randomUUID(),
                number,
                "公共资源交易中心",
                LocalDate.of(2026, 11, 20),
                1,
                UUID.randomUUID(),
                Instant.parse("2026-11-20T08:00:00Z"),
                List.of(rank));
    }

    private CaseView view() {
        var file = city.submitted(city.somebody(), "tobacco-retail");
        return views.view(file.id(), city.at("YC/examiner"));
    }

    private String draw(CaseView view, @Nullable Tender tender, List<Competing> competing, Typed typed) {
        return draw(view, tender, null, competing, typed);
    }

    private String draw(
            CaseView view,
            @Nullable Tender tender,
            @Nullable Correction correction,
            List<Competing> competing,
            Typed typed) {
        var officer = directory.officer(city.at("YC/examiner").id(), CityTime.day(time.instant()));
        var numbers = Map.of(view.file().id().value(), view.file().number());
        var page = new TenderPage(
                officers.frame(officer, DeskArea.PROCEDURES.href()),
                view,
                STEP,
                tender,
                tender == null ? "" : "赵一",
                numbers,
                correction,
                competing,
                UUID.randomUUID(),
                typed);
        var output = new StringOutput();
        TemplateEngine.createPrecompiled(ContentType.Html)
                .render(
                        "desk/tender.jte",
                        Map.<String, Object>of("shell", TestShells.in(Locale.SIMPLIFIED_CHINESE), "page", page),
                        output);
        return output.toString();
    }
}
