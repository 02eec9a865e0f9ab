package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Applicant;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Ground;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.Bans;
import org.yimen.application.City;
import org.yimen.application.PdfText;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.catalogue.ItemVersion;
import org.yimen.document.PaperKind;
import org.yimen.document.SealedPapers;
import org.yimen.licence.LicenceDesk;
import org.yimen.organisation.Directory;
import org.yimen.platform.CityTime;
import org.yimen.supervision.Measure;
import org.yimen.supervision.Measures;
import org.yimen.supervision.PushedNow;
import org.yimen.testing.HallTest;
import org.yimen.testing.Law;
import org.yimen.testing.TestTime;

/** Who lied in his application or got the licence by fraud, and for how long he may not apply again. */
@HallTest
class BansPagesTest {

    private static final String CITY = DeskPages.CITY;
    private static final String HYGIENE = "public-place-hygiene";

    @Autowired
    private PushedNow pushed;

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private Bans bans;

    @Autowired
    private Measures measures;

    @Autowired
    private LicenceDesk licences;

    @Autowired
    private Directory directory;

    @Autowired
    private SealedPapers papers;

    @Autowired
    private TestTime time;

    private Applicant liar;
    private LocalDate today;

    @BeforeEach
    void somebody() {
        liar = city.somebody();
        today = CityTime.day(time.instant());
    }

    @Test
    @Law(
            value = "行政许可法 第七十八条",
            rule = "Bans: false statements bar from applying for a year, where the item says safety")
    void whoAppliesWithFalsePapersIsNotAcceptedForAYear() throws Exception {
        CaseId refused = refusedAsFalse(HYGIENE);
        LocalDate until = today.plusYears(1);
        assertThat(said(refused, PaperKind.REFUSAL)).contains("不得再次申请", until.getYear() + "年");

        CaseId again = city.submitted(liar, HYGIENE).id();
        Clerk clerk = pages.at("zx.window1");
        assertThat(clerk.open("/desk/cases/" + again.value()).body()).contains("不得再次申请");
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> desk.write(again, city.at("ZX/window"), City.key(), null, Command.Accept::new))
                .satisfies(broken -> assertThat(broken.code()).isEqualTo("application.ban.stands"));
        decline(again);

        assertThat(desk.find(again).state()).isInstanceOf(State.Declined.class);
        assertThat(said(again, PaperKind.NON_ACCEPTANCE)).contains("不得再次申请", until.getYear() + "年");
        assertThat(bans.until(CITY, liar.holder(), item(again), until)).contains(until);
        assertThat(bans.until(CITY, liar.holder(), item(again), until.plusDays(1)))
                .as("a year and not a day longer")
                .isEmpty();
        assertThat(bans.until(CITY, city.somebody().holder(), item(again), today))
                .as("nobody else")
                .isEmpty();
    }

    @Test
    @Law(value = "行政许可法 第七十八条", rule = "Bans: nothing else bars anybody")
    void whereTheItemIsNotOfSafetyOrNobodyLiedNothingBars() {
        CaseId food = refusedAsFalse("food-business");
        assertThat(bans.until(CITY, liar.holder(), item(food), today)).isEmpty();

        CaseId honest = city.submitted(liar, HYGIENE).id();
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> decline(honest))
                .satisfies(broken -> assertThat(broken.code()).isEqualTo("application.ban.none"));
        desk.write(honest, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        city.review(honest);
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> refuse(honest, Bans.WITHIN))
                .satisfies(broken -> assertThat(broken.code()).isEqualTo("application.ban.none"));
        assertThatExceptionOfType(CaseRuleBroken.class)
                .as("a condition, or the law itself")
                .isThrownBy(() -> refuse(honest, Bans.bases(item(honest)).getFirst()))
                .satisfies(broken -> assertThat(broken.code()).isEqualTo("application.refuse.criterion-missing"));
        assertThat(desk.write(honest, city.at("WJW/chief"), City.key(), null, Command.Grant::new)
                        .state())
                .isInstanceOf(State.Granted.class);
    }

    @Test
    void whatSilenceAcceptedIsNotGrantedWhileTheBanRuns() {
        refusedAsFalse(HYGIENE);
        CaseId silent = city.submitted(liar, HYGIENE).id();
        time.advance(Duration.ofDays(12));
        desk.wake(silent);
        city.review(silent);

        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> desk.write(silent, city.at("WJW/chief"), City.key(), null, Command.Grant::new))
                .satisfies(broken -> assertThat(broken.code()).isEqualTo("application.grant.banned"));
        refuse(silent, Bans.WITHIN);

        assertThat(desk.find(silent).state()).isInstanceOf(State.Refused.class);
        assertThat(bans.recent(CITY).stream().filter(ban -> ban.holder().equals(liar.holder())))
                .as("a refusal within a ban adds none")
                .hasSize(1);
    }

    @Test
    void theHeadOfTheDepartmentLiftsItWithAReasonOnce() throws Exception {
        CaseId refused = refusedAsFalse(HYGIENE);
        String lift = "/desk/bans/" + refused.value() + "/78/lift";
        Clerk head = pages.at("wjw.head");
        assertThat(head.open("/desk/bans").body()).contains(lift);
        assertThat(pages.at("zx.supervisor").open("/desk/bans").body())
                .contains(refused.value().toString())
                .doesNotContain(lift);
        assertThat(pages.at("zx.supervisor").send(lift, "reason", "说情").status())
                .isEqualTo(404);
        assertThat(head.send(lift, "reason", " ").status()).isEqualTo(422);
        assertThat(head.send(lift, "reason", "行政复议撤销了原决定").status()).isEqualTo(303);
        assertThat(head.send(lift, "reason", "再来一次").status()).isEqualTo(303);

        assertThat(bans.find(CITY, refused.value(), Bans.Article.FALSE_STATEMENT))
                .hasValueSatisfying(ban -> assertThat(ban.reason()).isEqualTo("行政复议撤销了原决定"));
        CaseId again = city.submitted(liar, HYGIENE).id();
        assertThat(desk.write(again, city.at("ZX/window"), City.key(), null, Command.Accept::new)
                        .state())
                .isInstanceOf(State.Reviewing.class);
    }

    @Test
    @Law(value = "行政许可法 第七十九条", rule = "Bans: fraud bars from applying for three years")
    @Law(
            value = "行政许可法 第六十九条第二款",
            rule = "Measures: what was obtained by fraud is rescinded, after its holder was heard")
    void whoGotItByFraudWaitsThreeYears() throws Exception {
        CaseId id = city.submitted(liar, HYGIENE).id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        city.review(id);
        desk.write(id, city.at("WJW/chief"), City.key(), null, Command.Grant::new);
        desk.issue(id, city.at("WJW/chief"), City.key(), null);
        pushed.until(id);
        var licence = licences.ofCase(CITY, id.value()).getFirst();
        Clerk proposer = pages.at("wjw.examiner1");
        var proposed = proposer.proven(
                "/desk/supervision/" + id.value() + "/measures",
                "kind",
                "rescission",
                "licence",
                licence.id().toString(),
                "reason",
                "伪造检测报告",
                "fraud",
                "true");
        assertThat(proposed.status()).as(proposed.body()).isEqualTo(303);
        var measure = measures.ofHolder(CITY, liar.holder()).getFirst();
        assertThat(measure.kind()).isEqualTo(Measure.Kind.RESCISSION);
        time.advance(Duration.ofDays(9));

        measures.decide(
                CITY, measure.id(), directory.officer(city.at("WJW/chief").id(), time.instant()), true, "事实清楚");

        LocalDate until = CityTime.day(time.instant()).plusYears(3);
        assertThat(bans.until(CITY, liar.holder(), item(id), until)).contains(until);
        assertThat(bans.until(CITY, liar.holder(), item(id), until.plusDays(1))).isEmpty();
    }

    private CaseId refusedAsFalse(String item) {
        CaseId id = city.submitted(liar, item).id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        city.review(id);
        refuse(id, Bans.FALSE_STATEMENT);
        return id;
    }

    private void refuse(CaseId id, String basis) {
        String department = item(id).department();
        desk.write(
                id,
                city.at(department + "/chief"),
                City.key(),
                null,
                paper -> new Command.Refuse(List.of(), "检测报告系伪造", basis, paper));
    }

    private void decline(CaseId id) {
        desk.write(
                id,
                city.at("ZX/window"),
                City.key(),
                null,
                paper -> new Command.Decline(Ground.BANNED, "期限未满", null, paper));
    }

    private ItemVersion item(CaseId id) {
        return desk.item(desk.find(id));
    }

    private String said(CaseId id, PaperKind kind) {
        var paper = papers.ofCase(CITY, id.value()).stream()
                .filter(each -> each.kind() == kind)
                .findFirst()
                .orElseThrow();
        return PdfText.of(papers.read(CITY, paper.id()).orElseThrow()).replaceAll("\\s", "");
    }
}
