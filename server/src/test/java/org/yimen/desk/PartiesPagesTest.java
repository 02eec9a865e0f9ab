package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Decision;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.application.Parties;
import org.yimen.application.PdfText;
import org.yimen.application.SpecialProcedures;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.delivery.Handover;
import org.yimen.delivery.Proof;
import org.yimen.delivery.Way;
import org.yimen.document.PaperKind;
import org.yimen.document.SealedPapers;
import org.yimen.document.StoredPaper;
import org.yimen.identity.Entities;
import org.yimen.identity.Person;
import org.yimen.identity.TestNumbers;
import org.yimen.platform.CityTime;
import org.yimen.portal.Browser;
import org.yimen.procedure.Hearing;
import org.yimen.procedure.Hearing.Entitled;
import org.yimen.procedure.Hearings;
import org.yimen.testing.HallTest;
import org.yimen.testing.Law;
import org.yimen.testing.TestTime;

/** 利害关系人: whoever decides says whether there are any; they are told on paper, answer here and get the decision. */
@HallTest
class PartiesPagesTest {

    private static final String HYGIENE = "public-place-hygiene";

    @LocalServerPort
    private int port;

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private Entities entities;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private SpecialProcedures special;

    @Autowired
    private Hearings hearings;

    @Autowired
    private Parties parties;

    @Autowired
    private SealedPapers papers;

    @Autowired
    private TestTime time;

    @Test
    @Law(value = "行政许可法 第三十六条", rule = "Application: who decides says whether it directly concerns others")
    void noLicenceIsDecidedBeforeSomebodySaysWhetherItConcernsOthers() throws Exception {
        CaseId id = deciding();
        String form = "/desk/cases/" + id.value() + "/do/grant";
        Clerk chief = pages.at("wjw.chief");

        assertThat(chief.open(form).body()).contains("本事项是否直接关系他人重大利益");
        var unsaid = chief.proven(form, "key", City.key(), "seen", seen(id));
        var untold = chief.proven(form, "key", City.key(), "seen", seen(id), "others", "yes");
        assertThat(unsaid.status()).isEqualTo(422);
        assertThat(untold.status()).isEqualTo(422);
        assertThat(untold.body()).contains("先写明利害关系人", "/desk/procedures/" + id.value() + "/hearing");
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> desk.write(
                        id, city.at("WJW/chief"), City.key(), null, paper -> new Command.Grant(paper, List.of(), null)))
                .returns("application.decide.others-unsaid", CaseRuleBroken::code);
        chief.proven(form, "key", City.key(), "seen", seen(id), "others", "no");

        assertThat(decision(id).others()).isFalse();
        assertThat(text(id, PaperKind.GRANT)).contains("不直接关系他人重大利益");
    }

    @Test
    @Law(
            value = "行政许可法 第四十七条",
            rule = "Parties: a third party is told on a sealed paper, answers, and gets the decision")
    void whoWasNamedIsToldOnPaperAnswersHereAndGetsTheDecision() throws Exception {
        Person neighbour = pages.registered("李邻居");
        CaseId id = deciding();
        Browser home = Browser.signedIn(port, neighbour, DeskPages.PASSWORD);
        Browser stranger = Browser.signedIn(port, pages.registered("陌生人"), DeskPages.PASSWORD);
        var officer = city.officer("WJW/examiner");
        special.tellParty(id, officer, "李邻居", "", neighbour.citizenId().value(), "通风口在窗下");
        special.tellParty(id, officer, "李邻居", "", neighbour.citizenId().value(), "通风口在窗下");

        Entitled party = party(id);
        String mine = "/me/interests/" + party.id();
        assertThat(parties.of(desk.find(id))).hasSize(1);
        assertThat(text(id, PaperKind.PARTY_RIGHTS)).contains("李邻居", "第四十七条", "通风口在窗下");
        assertThat(home.open("/me/interests").body()).contains(mine);
        assertThat(home.open(mine).body()).contains("通风口在窗下", "要求听证");
        assertThat(home.open(mine + "/rights").statusCode()).isEqualTo(200);
        assertThat(stranger.open(mine).statusCode()).isEqualTo(404);
        assertThat(stranger.open(mine + "/rights").statusCode()).isEqualTo(404);
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> desk.write(id, city.at("WJW/chief"), City.key(), null, Command.Grant::new))
                .returns("procedure.hearing.unserved", CaseRuleBroken::code);
        time.advance(Duration.ofDays(30));
        home = Browser.signedIn(port, neighbour, DeskPages.PASSWORD);
        parties.atWindow(desk.find(id), parties.of(desk.find(id)).getFirst().key(), city.at("ZX/window"));
        assertThat(party(id).dueOn()).as("from the day on which it reached him").isAfter(CityTime.day(time.instant()));
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> desk.write(id, city.at("WJW/chief"), City.key(), null, Command.Grant::new))
                .returns("procedure.hearing.awaited", CaseRuleBroken::code);

        home.open(mine);
        home.send(mine, Map.of("key", City.key(), "choice", "", "statement", "请加装隔音"));
        home.open(mine);
        home.send(mine, Map.of("key", City.key(), "choice", "waived", "statement", ""));
        assertThat(party(id)).returns("waived", Entitled::choice).returns("请加装隔音", Entitled::statement);
        assertThat(party(id).chosenBy()).as("he himself").isNull();
        assertThat(pages.at("wjw.examiner1")
                        .open("/desk/procedures/" + id.value() + "/hearing")
                        .body())
                .contains("请加装隔音", Objects.requireNonNull(party.paperNumber()));

        desk.write(id, city.at("WJW/chief"), City.key(), null, Command.Grant::new);
        assertThat(decision(id).others()).isTrue();
        assertThat(text(id, PaperKind.GRANT)).contains("已告知利害关系人");
        var copy = home.open(mine + "/decision");
        assertThat(copy.statusCode()).isEqualTo(200);
        assertThat(home.open(mine).body()).contains("查阅本", "已经有了决定");
    }

    @Test
    void theNumberOfSomebodyElseIsRefusedAtTheField() throws Exception {
        Person stranger = pages.registered("赵无关");
        CaseId id = deciding();
        String at = "/desk/procedures/" + id.value() + "/hearing";
        Clerk examiner = pages.at("wjw.examiner1");
        String[] mixed = {
            "name", "李邻居", "phone", "", "number", stranger.citizenId().value(), "interest", "通风口在窗下"
        };

        var refused = examiner.send(at + "/party", mixed);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("href=\"#number\"", "id=\"number-error\"", "不是同一个人", "通风口在窗下");
        assertThat(examiner.send(at + "/party", "name", "李邻居", "number", "11010519491231002X", "interest", "通风口在窗下")
                        .status())
                .as("whom the register does not know")
                .isEqualTo(422);
        var code = TestNumbers.firm();
        var _ = entities.register(code, "安澜市下游灌区管理所");
        String firm = code.value();
        assertThat(examiner.send(at + "/party", "name", "安澜市上游水库", "number", firm, "interest", "取水")
                        .status())
                .isEqualTo(422);
        assertThat(hearings.entitled(id)).noneMatch(Entitled::party);
        assertThat(home(stranger).open("/me/interests").body()).doesNotContain("/me/interests/");

        examiner.send(at + "/party", "name", "安澜市下游灌区管理所", "number", firm, "interest", "取水");
        examiner.send(
                at + "/party", "name", "赵无关", "number", stranger.citizenId().value(), "interest", "相邻");
        assertThat(hearings.entitled(id).stream().filter(Entitled::party).map(Entitled::name))
                .containsExactlyInAnyOrder("安澜市下游灌区管理所", "赵无关");
    }

    @Test
    void whatHeSaidBeforeStandsBesideWhatHeSaysLater() throws Exception {
        Person neighbour = pages.registered("李邻居");
        CaseId id = deciding();
        special.tellParty(
                id,
                city.officer("WJW/examiner"),
                "李邻居",
                "",
                neighbour.citizenId().value(),
                "通风口在窗下");
        String mine = "/me/interests/" + party(id).id();
        Browser home = home(neighbour);
        say(home, mine, "油烟进屋");
        var monday = CityTime.day(time.instant());
        time.advance(Duration.ofDays(1));
        home = home(neighbour);
        say(home, mine, "同意，只要加装净化器");
        say(home, mine, "同意，只要加装净化器");

        assertThat(party(id).spoken())
                .extracting(Hearing.Spoken::on, Hearing.Spoken::text)
                .containsExactly(tuple(monday, "油烟进屋"), tuple(monday.plusDays(1), "同意，只要加装净化器"));
        assertThat(home.open(mine).body()).contains("油烟进屋", "同意，只要加装净化器");
        assertThat(pages.at("wjw.examiner1")
                        .open("/desk/procedures/" + id.value() + "/hearing")
                        .body())
                .contains("油烟进屋", "同意，只要加装净化器");
    }

    private static void say(Browser home, String mine, String statement) throws Exception {
        home.open(mine);
        home.send(mine, Map.of("key", City.key(), "choice", "", "statement", statement));
    }

    private Browser home(Person person) throws Exception {
        return Browser.signedIn(port, person, DeskPages.PASSWORD);
    }

    @Test
    void theWindowWritesDownHowItReachedThem() throws Exception {
        Person neighbour = pages.registered("李邻居");
        CaseId id = deciding();
        special.tellParty(
                id,
                city.officer("WJW/examiner"),
                "李邻居",
                "",
                neighbour.citizenId().value(),
                "通风口在窗下");
        String at = "/desk/cases/" + id.value() + "/notices";
        Clerk clerk = pages.at("zx.window1");
        String rights = parties.of(desk.find(id)).getFirst().key();

        assertThat(clerk.open(at).body()).contains("利害关系人", rights);
        assertThat(clerk.open(at + "/parties/" + rights).status()).isEqualTo(200);
        assertThat(clerk.send(at + "/parties/" + rights, "key", City.key()).status())
                .isEqualTo(422);
        clerk.send(at + "/parties/" + rights, "key", City.key(), "way", "window");
        assertThat(parties.of(desk.find(id)).getFirst().served())
                .returns(Way.WINDOW, Handover::way)
                .returns(Proof.SEEN, served -> served.receiver().proof());
        assertThat(clerk.send(at + "/parties/" + rights, "key", City.key(), "way", "window")
                        .body())
                .contains("已经有送达记录");

        special.answer(party(id), "629901", false, "", neighbour.id());
        desk.write(id, city.at("WJW/chief"), City.key(), null, Command.Grant::new);
        var copy = parties.of(desk.find(id)).getLast();
        assertThat(copy.decision()).isTrue();
        String today = CityTime.day(time.instant()).toString();
        clerk.send(at + "/parties/" + copy.key(), "key", City.key(), "way", "mail", "on", today, "slip", "RR9");
        assertThat(parties.of(desk.find(id)).getLast().served()).returns("RR9", Handover::slip);
    }

    private CaseId deciding() {
        CaseId id = city.accepted(HYGIENE).id();
        city.review(id);
        return id;
    }

    private Entitled party(CaseId id) {
        return hearings.entitled(id).stream()
                .filter(Entitled::party)
                .findFirst()
                .orElseThrow();
    }

    private Decision decision(CaseId id) {
        return ((State.Granted) desk.find(id).state()).decision();
    }

    private String text(CaseId id, PaperKind kind) throws Exception {
        StoredPaper paper = pages.paper(id, kind);
        return PdfText.of(papers.read(paper.region(), paper.id()).orElseThrow());
    }

    private String seen(CaseId id) {
        return String.valueOf(desk.find(id).version());
    }
}
