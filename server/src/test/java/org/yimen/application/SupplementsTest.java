package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.yimen.application.Application.decide;
import static org.yimen.application.Sample.*;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Application.Command.*;
import org.yimen.application.Application.Defect;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.State;
import org.yimen.application.Application.State.*;
import org.yimen.application.Gaps.Promise;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.casework.Sweeper;
import org.yimen.document.PaperKind;
import org.yimen.document.SealedPapers;
import org.yimen.notify.Message;
import org.yimen.notify.NewsNow;
import org.yimen.notify.Outbox;
import org.yimen.platform.CityTime;
import org.yimen.platform.Settings;
import org.yimen.testing.HallTest;
import org.yimen.testing.Law;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;
import org.yimen.time.WorkCalendar;

/** 补正期限: by when a supplement is expected, and that nothing follows from it but by an article that the notice names. */
@HallTest
class SupplementsTest {

    private static final String CITY = "629901";
    private static final String BASIS = "《安澜市政务服务办法》第十二条";

    /** Ten working days after Monday 2 March. */
    private static final LocalDate USUAL = LocalDate.of(2026, 3, 16);

    private static final List<Defect> DRAWING = List.of(new Defect("drawing", "缺少平面图"));

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private SealedPapers papers;

    @Autowired
    private Settings settings;

    @Autowired
    private Outbox outbox;

    @Autowired
    private NewsNow news;

    @Autowired
    private Sweeper sweeper;

    @Autowired
    private WorkCalendar calendar;

    @Autowired
    private TestTime time;

    @AfterEach
    void asBefore() {
        set("");
    }

    @Test
    @Proves("M-INT-08")
    void aNoticeNamesTheUsualDayOrOneWithinTheBounds() {
        var usual = (SupplementDue) after(received(), new NoticeDefects(DRAWING, PAPER), on(MONDAY, CLERK));
        var chosen = (SupplementDue) after(received(), by(MONDAY.plusDays(3)), on(MONDAY, CLERK));

        assertThat(usual.notice().expectedBy()).isEqualTo(USUAL);
        assertThat(usual.notice().lapseBasis()).isNull();
        assertThat(chosen.notice().expectedBy()).isEqualTo(MONDAY.plusDays(3));
        refused("application.notice.day", () -> decide(received(), by(MONDAY), on(MONDAY, CLERK)));
        refused("application.notice.day", () -> decide(received(), by(MONDAY.plusDays(120)), on(MONDAY, CLERK)));
    }

    @Test
    @Law(value = "行政许可法 第三十二条第一款第五项", rule = "Supplements: without an article nothing follows from a late supplement")
    void nothingFollowsFromTheDayByItself() {
        State due = after(received(), new NoticeDefects(DRAWING, PAPER), on(MONDAY, CLERK));

        refused("application.wake.nothing", () -> decide(due, new Wake(), time(USUAL.plusDays(30))));
        assertThat(after(due, new Supply(List.of("drawing"), "digest"), on(USUAL.plusDays(30), null)))
                .isInstanceOf(Supplemented.class);
    }

    @Test
    void whereTheRegionCitesAnArticleSilenceWithdrawsAndOnlyAsTheNoticeSaid() {
        var house = new HouseRules(10, 60, BASIS, null);
        State due = after(received(), new NoticeDefects(DRAWING, PAPER), under(house, on(MONDAY, CLERK)));

        refused("application.wake.nothing", () -> decide(due, new Wake(), under(house, time(USUAL))));
        // The rule was taken back since: the notice that went out stands.
        State withdrawn = after(due, new Wake(), time(USUAL.plusDays(1)));

        assertThat(withdrawn)
                .isInstanceOfSatisfying(
                        Withdrawn.class, state -> assertThat(state.reason()).contains(BASIS));
        // Nor does a rule reach back to what was told without it.
        State told = after(received(), new NoticeDefects(DRAWING, PAPER), on(MONDAY, CLERK));
        refused("application.wake.nothing", () -> decide(told, new Wake(), under(house, time(USUAL.plusDays(1)))));
    }

    @Test
    @Proves("M-INT-10")
    void anOverduePromiseIsForTheOfficeToRefuseUnlessAnArticleTakesItAsWithdrawn() {
        LocalDate friday = MONDAY.plusDays(4);
        State received = after(
                new Draft(), new Submit("digest", List.of(new Promise("report", friday)), null), on(MONDAY, null));
        State plain = after(received, new AcceptWithGaps(PAPER), on(MONDAY, CLERK));
        State cited = after(
                received, new AcceptWithGaps(PAPER), under(new HouseRules(10, 60, null, BASIS), on(MONDAY, CLERK)));

        assertThat(after(plain, new Wake(), time(friday.plusDays(1)))).isInstanceOf(Reviewing.class);
        assertThat(decide(cited, new Wake(), time(friday.plusDays(1))))
                .hasAtLeastOneElementOfType(Event.PromiseBroken.class);
        assertThat(after(cited, new Wake(), time(friday.plusDays(1))))
                .isInstanceOfSatisfying(
                        Withdrawn.class, state -> assertThat(state.reason()).contains(BASIS));
    }

    @Test
    void aSettingThatCitesNoArticleIsNone() {
        assertThat(settings.setting(ApplicationSettings.SUPPLEMENT_LAPSE).flaw().apply("本地惯例"))
                .contains("platform.setting.no-article");
        assertThat(settings.setting(ApplicationSettings.PROMISE_LAPSE).flaw().apply(BASIS))
                .isEmpty();
    }

    @Test
    @Proves("M-INT-08")
    void theDayAndWhatFollowsStandOnThePaperAndInTheMessage() {
        CaseId plain = noticed();
        set(BASIS);
        CaseId cited = noticed();

        LocalDate by = Objects.requireNonNull(
                ((SupplementDue) desk.find(cited).state()).notice().expectedBy());
        assertThat(paper(plain))
                .contains("补正期限", Papers.chinese(by), "不因此作出对你（单位）不利的处理")
                .doesNotContain(BASIS);
        assertThat(paper(cited)).contains("补正期限", Papers.chinese(by), BASIS, "视为撤回申请");
        news.until(() -> told(plain).contains("application.news.supplement-by"));
        news.until(() -> told(cited).contains("application.news.supplement-lapse"));
        set("");
        time.set(CityTime.startOf(by.plusDays(1)).plusSeconds(60));

        desk.wake(cited);

        assertThat(desk.find(cited).state()).isInstanceOf(Withdrawn.class);
        assertThat(desk.find(plain).state()).isInstanceOf(SupplementDue.class);
        news.until(() -> told(cited).contains("application.news.lapsed"));
    }

    @Test
    @Law(
            value = "行政许可法 第三十二条第一款第五项",
            rule = "ApplicationProcedure: time itself accepts after a supplement that nobody answered")
    void whoeverSuppliedEverythingIsAcceptedByTimeAndHasItInWriting() {
        CaseId id = noticed();
        String material = ((SupplementDue) desk.find(id).state())
                .notice()
                .defects()
                .getFirst()
                .material();
        Applicant applicant = desk.applicant(desk.find(id));
        time.set(time.instant().plusSeconds(60));
        Dossier with = desk.attach(id, desk.dossier(id), material, "新.png", City.PHOTO);
        desk.supply(id, Actor.applicant(applicant.holder(), applicant.person()), City.key(), with, List.of(material));
        LocalDate came = CityTime.day(time.instant());
        LocalDate due = calendar.provisional().after(came, 5);

        time.set(CityTime.startOf(due.plusDays(1)).plusSeconds(60));
        while (sweeper.sweepOnce() > 0) {
            // Others wake too.
        }

        assertThat(desk.find(id).state()).isInstanceOfSatisfying(Reviewing.class, state -> {
            assertThat(state.acceptance().on()).isEqualTo(came);
            assertThat(state.acceptance().deemed()).isTrue();
        });
        assertThat(paper(id, PaperKind.DEEMED_ACCEPTANCE)).contains("自补齐之日起即为受理");
    }

    private CaseId noticed() {
        CaseId id = city.submitted(city.somebody(), "public-place-hygiene").id();
        String material = desk.dossier(id).content().files().getFirst().material();
        return city.noticed(id, new Defect(material, "看不清"));
    }

    private String paper(CaseId id) {
        return paper(id, PaperKind.DEFECT_NOTICE);
    }

    private String paper(CaseId id, PaperKind kind) {
        UUID notice = papers.ofCase(CITY, id.value()).stream()
                .filter(each -> each.kind() == kind)
                .findFirst()
                .orElseThrow()
                .id();
        return PdfText.of(papers.read(CITY, notice).orElseThrow()).replaceAll("\\s", "");
    }

    private List<String> told(CaseId id) {
        return outbox.inbox(CITY, desk.find(id).applicant(), null, 20).stream()
                .map(Message::template)
                .toList();
    }

    private void set(String basis) {
        settings.change(
                ApplicationSettings.SUPPLEMENT_LAPSE,
                basis,
                city.at("ZX/director").id().toString());
    }

    private static NoticeDefects by(LocalDate day) {
        return new NoticeDefects(DRAWING, PAPER, null, day);
    }

    private static Context under(HouseRules house, Context context) {
        return new Context(
                context.now(),
                context.today(),
                context.calendar(),
                context.item(),
                context.actor(),
                context.officer(),
                context.colleagues(),
                context.applicant(),
                false,
                true,
                null,
                new Context.Records() {
                    @Override
                    public HouseRules house() {
                        return house;
                    }
                });
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatExceptionOfType(CaseRuleBroken.class).isThrownBy(call).returns(code, CaseRuleBroken::code);
    }
}
