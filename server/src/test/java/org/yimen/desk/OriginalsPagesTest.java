package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Application.State;
import org.yimen.application.City;
import org.yimen.casework.CaseFile;
import org.yimen.custody.CustodyDesk;
import org.yimen.custody.Move;
import org.yimen.custody.Original;
import org.yimen.custody.Place;
import org.yimen.custody.Standing;
import org.yimen.custody.Whereabouts;
import org.yimen.desk.Clerk.Answer;
import org.yimen.identity.Delegations;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.TestNumbers;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Organisation;
import org.yimen.organisation.Staff;
import org.yimen.platform.CityTime;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** A paper's way through the house, as those who scan it see it. */
@HallTest
class OriginalsPagesTest {

    private static final String CITY = DeskPages.CITY;
    private static final String WHAT = "房屋租赁合同";

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private Whereabouts whereabouts;

    @Autowired
    private CustodyDesk custody;

    @Autowired
    private Directory directory;

    @Autowired
    private Organisation organisation;

    @Autowired
    private People people;

    @Autowired
    private Delegations delegations;

    @Autowired
    private TestTime time;

    @Test
    @Proves("M-INT-25")
    void fromTheWindowToTheBackOfficeToTheCertificateDeskAndBackEachHandOverIsScannedByBothSides() throws Exception {
        CaseFile<State> file = submitted();
        Clerk window = pages.at("zx.window1");
        Clerk examiner = pages.at("sj.examiner1");
        Clerk maker = pages.at("zx.certificates");
        Original original = takeIn(window, file);
        assertThat(original.what().zh()).isEqualTo(WHAT);
        assertThat(window.open("/desk/originals/" + original.id() + "/label").body())
                .contains(original.number().toString(), "ym-barcode", WHAT);
        assertThat(window.open(address(file) + "/receipt").body())
                .contains(original.number().toString(), WHAT);

        handOn(window, original, "office/SJ");
        assertThat(now(original)).isInstanceOf(Standing.OnTheWay.class);
        assertThat(now(original).by()).as("until it is confirmed").isEqualTo(staff("zx.window1"));
        assertThat(examiner.open("/desk/originals").body())
                .contains(original.number().toString());
        receive(examiner, original);
        isHeld(original, new Place.Office("SJ"), "sj.examiner1");
        handOn(examiner, original, "certificates");
        receive(maker, original);
        isHeld(original, new Place.Certificates(), "zx.certificates");
        handOn(maker, original, "window");
        receive(window, original);
        isHeld(original, Place.WINDOWS, "zx.window1");

        assertThat(window.open("/desk/cases/" + file.id().value()).body()).contains(WHAT, "在综合窗口");
        assertThat(window.open("/desk/originals?number=" + original.number().compact())
                        .location())
                .endsWith("/desk/originals/" + original.id());
        assertThat(whereabouts.history(original).reversed())
                .extracting(Move::kind)
                .containsExactly(
                        Move.Kind.TAKEN_IN,
                        Move.Kind.HANDED_ON,
                        Move.Kind.CONFIRMED,
                        Move.Kind.HANDED_ON,
                        Move.Kind.CONFIRMED,
                        Move.Kind.HANDED_ON,
                        Move.Kind.CONFIRMED);
        assertThat(examiner.open("/desk/originals/" + original.id()).body()).contains("由综合窗口交往市场监管局后台", "孟小雨");
    }

    @Test
    void oneFieldAndEnterTakeSeveralAndTheSameEnterTwiceTakesThemOnce() throws Exception {
        CaseFile<State> file = submitted();
        Clerk window = pages.at("zx.window1");
        Original one = takeIn(window, file);
        Original two = takeIn(window, file);
        String both = one.number().compact() + " \n" + two.number().toString().toLowerCase(java.util.Locale.ROOT);
        String key = window.open("/desk/originals/hand-on").hidden("key");

        Answer given = window.send("/desk/originals/hand-on", "key", key, "to", "office/SJ", "numbers", both);
        Answer again = window.send("/desk/originals/hand-on", "key", key, "to", "office/SJ", "numbers", both);

        assertThat(given.location()).contains("to=office/SJ", "given=2").isEqualTo(again.location());
        assertThat(whereabouts.history(one)).hasSize(2);
        assertThat(window.open(given.location()).body())
                .as("the next scan goes there too")
                .containsPattern("<option value=\"office/SJ\" selected")
                .contains("autofocus");
        Clerk examiner = pages.at("sj.examiner1");
        assertThat(examiner.send("/desk/originals/receive", "key", key(), "numbers", both)
                        .location())
                .endsWith("?taken=2");
        Answer misread = examiner.send("/desk/originals/receive", "key", key(), "numbers", "Y261118-00001-?");
        assertThat(misread.status()).isEqualTo(422);
        assertThat(misread.body()).contains("编号读不出来");
    }

    @Test
    void nobodyConfirmsForTheOtherSideAndWhatComesWrongGoesBackToTheGiver() throws Exception {
        Original original = takeIn(pages.at("zx.window1"), submitted());
        handOn(pages.at("zx.window1"), original, "window");

        for (String login : List.of("zx.window1", "sj.examiner1")) {
            assertThat(pages.at(login)
                            .send(
                                    "/desk/originals/receive",
                                    "key",
                                    key(),
                                    "numbers",
                                    original.number().toString())
                            .status())
                    .as(login)
                    .isEqualTo(422);
        }
        Clerk other = pages.at("zx.window2");
        String base = "/desk/originals/" + original.id();
        assertThat(other.send(base + "/refuse", "key", key()).status())
                .as("without a reason")
                .isEqualTo(422);
        other.send(base + "/refuse", "key", key(), "reason", "WRONG_PAPER", "note", "这是复印件");

        isHeld(original, Place.WINDOWS, "zx.window1");
        assertThat(pages.at("zx.window1").open(base).body()).contains("不是这份原件：这是复印件");
        assertThat(other.send(
                                "/desk/originals/hand-on",
                                "key",
                                key(),
                                "to",
                                "office/SJ",
                                "numbers",
                                original.number().toString())
                        .status())
                .as("he does not hold it")
                .isEqualTo(422);
        handOn(pages.at("zx.window1"), original, "office/SJ");
        pages.at("zx.window1").send(base + "/take-back", "key", key());
        isHeld(original, Place.WINDOWS, "zx.window1");
    }

    @Test
    void itGoesBackToItsOwnerAgainstHisNameAndHisCard() throws Exception {
        CaseFile<State> file = submitted();
        Clerk window = pages.at("zx.window1");
        Original original = takeIn(window, file);
        String number = original.number().toString();
        String form = address(file) + "/return";
        assertThat(window.send(form, "key", key(), "original", number, "to", himself(file))
                        .status())
                .as("nobody looked at his card")
                .isEqualTo(422);
        assertThat(window.send(
                                form,
                                "key",
                                key(),
                                "original",
                                number,
                                "to",
                                "holder:" + UUID.randomUUID(),
                                "looked",
                                "yes")
                        .status())
                .as("to a stranger")
                .isEqualTo(422);
        assertThat(window.send(form, "key", key(), "to", himself(file), "looked", "yes")
                        .status())
                .as("nothing chosen")
                .isEqualTo(422);
        Original elsewhere = takeIn(window, submitted());
        assertThat(window.send(
                                form,
                                "key",
                                key(),
                                "original",
                                elsewhere.number().toString(),
                                "to",
                                himself(file),
                                "looked",
                                "yes")
                        .status())
                .as("another case's")
                .isEqualTo(422);

        window.send(form, "key", key(), "original", number, "to", himself(file), "looked", "yes");

        assertThat(now(original)).isInstanceOf(Standing.Closed.class);
        assertThat(whereabouts.history(original).getFirst().detail().taker())
                .satisfies(taker -> assertThat(taker.proof()).isEqualTo("seen"));
        assertThat(window.open("/desk/originals/" + original.id()).body())
                .contains("试*人", "查验身份证件")
                .doesNotContain("试验人");
    }

    @Test
    void whoTakesItIsWhomTheClerkSawOnThePageWhateverChangesMeanwhile() throws Exception {
        CaseFile<State> file = submitted();
        Clerk window = pages.at("zx.window1");
        Original original = takeIn(window, file);
        Person first = people.enter("代领甲", TestNumbers.citizen(), "15400000005");
        Person second = people.enter("代领乙", TestNumbers.citizen(), "15400000006");
        UUID delegation = delegated(file, first);
        String chosen = "agent:" + first.id();
        assertThat(window.open(address(file)).body()).contains(chosen);

        delegations.end(delegation, file.applicant(), file.applicant());
        delegated(file, second);
        String number = original.number().toString();
        Answer refused =
                window.send(address(file) + "/return", "key", key(), "original", number, "to", chosen, "looked", "yes");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("不在可以领取的人之列", "agent:" + second.id());
        isHeld(original, Place.WINDOWS, "zx.window1");
    }

    private UUID delegated(CaseFile<State> file, Person to) {
        LocalDate today = CityTime.day(time.instant());
        var extent = new Delegations.Extent(Set.of("food-business"), today, today.plusDays(30));
        UUID id = delegations
                .toPerson(file.applicant(), to.name(), to.citizenId(), extent)
                .id();
        delegations.accept(id, to.id(), to.id());
        return id;
    }

    private static String himself(CaseFile<State> file) {
        return "holder:" + file.applicant();
    }

    @Test
    void whatIsDestroyedWasProposedByOneAndConsentedToByAnotherWhoProvesHimself() throws Exception {
        Clerk window = pages.at("zx.window1");
        Clerk hall = pages.at("zx.hall");
        Original original = takeIn(window, submitted());
        String base = "/desk/originals/" + original.id();

        assertThat(window.send(base + "/doom", "key", key(), "words", "无人取回").status())
                .as("while the case runs")
                .isEqualTo(422);
        custody.caseEnded(original.caseId(), time.instant());
        assertThat(window.open(base).body()).contains("提出销毁").doesNotContain("同意并销毁");
        assertThat(window.send(base + "/doom", "key", key()).status())
                .as("without a reason")
                .isEqualTo(422);
        assertThat(window.proven(base + "/destroy", "key", key()).status())
                .as("alone")
                .isEqualTo(422);
        assertThat(window.send(base + "/doom", "key", key(), "words", "无人取回").location())
                .endsWith("?done=doom");
        assertThat(hall.open("/desk/originals").body())
                .contains("拟销毁、待另一人同意", original.number().toString());
        assertThat(hall.open(base).body()).contains("2026年12月18日", "无人取回").doesNotContain("同意并销毁");
        time.advance(Duration.ofDays(31));
        assertThat(window.proven(base + "/destroy", "key", key()).status())
                .as("alone")
                .isEqualTo(422);
        Answer asked = hall.send(base + "/destroy", "key", key());
        assertThat(now(original)).as("without his proof: %s", asked.status()).isInstanceOf(Standing.Doomed.class);
        assertThat(hall.open(base).body()).contains("同意并销毁");
        assertThat(hall.proven(base + "/destroy", "key", key()).location()).endsWith("?done=destroy");

        assertThat(now(original)).returns(Move.Kind.DESTROYED, each -> ((Standing.Closed) each).how());
        assertThat(window.open(base + "?lang=en").body()).contains("Destroyed at");
    }

    @Test
    void whatSomebodyProposedWhoLeftIsNotDestroyed() throws Exception {
        Staff gone = pages.newcomer("ZX/window");
        Original original = takeIn(pages.at(gone), submitted());
        String base = "/desk/originals/" + original.id();
        custody.caseEnded(original.caseId(), time.instant());
        pages.at(gone).send(base + "/doom", "key", key(), "words", "无人取回");
        organisation.leaves(CITY, gone.id(), LocalDate.of(2026, 11, 17));
        time.advance(Duration.ofDays(31));
        Clerk hall = pages.at("zx.hall");

        Answer refused = hall.proven(base + "/destroy", "key", key());

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("不在岗");
        hall.send(base + "/spare", "key", key(), "spare", "由现在的保管人重新提出");
        assertThat(now(original)).isInstanceOf(Standing.Held.class);
    }

    @Test
    void theSecondOneDoesNotConsentAndThePaperStays() throws Exception {
        Clerk window = pages.at("zx.window1");
        Original original = takeIn(window, submitted());
        String base = "/desk/originals/" + original.id();
        custody.caseEnded(original.caseId(), time.instant());
        window.send(base + "/doom", "key", key(), "words", "无人取回");

        assertThat(pages.at("zx.window2")
                        .send(base + "/spare", "key", key(), "spare", "还有用")
                        .status())
                .isEqualTo(422);
        assertThat(pages.at("zx.hall")
                        .send(base + "/spare", "key", key(), "spare", "再联系一次")
                        .location())
                .endsWith("?done=spare");

        isHeld(original, Place.WINDOWS, "zx.window1");
        assertThat(window.open(base).body()).contains("再联系一次");
    }

    @Test
    void aLostPaperIsReportedLookedForAndMadeGoodOnItsPage() throws Exception {
        Clerk window = pages.at("zx.window1");
        Clerk hall = pages.at("zx.hall");
        Original original = takeIn(window, submitted());
        String base = "/desk/originals/" + original.id();
        assertThat(window.send(base + "/lost", "key", key(), "lost", "柜中没有").status())
                .as("what is done next")
                .isEqualTo(422);
        assertThat(window.send(base + "/lost", "key", key(), "lost", "柜中没有", "then", "正在调看监控")
                        .location())
                .endsWith("?done=lost");

        assertThat(hall.open("/desk/originals").body())
                .contains("报失的原件", original.number().toString());
        assertThat(hall.open(base).body()).contains("柜中没有；下一步：正在调看监控", "登记处理结果");
        assertThat(pages.at("zx.window2").open(base + "?lang=en").body()).contains("Found: I have it");
        assertThat(window.proven(base + "/settle", "key", key(), "settled", "补办")
                        .status())
                .as("not who lost it")
                .isEqualTo(422);
        pages.at("zx.window2").send(base + "/found", "key", key());
        isHeld(original, Place.WINDOWS, "zx.window2");
        pages.at("zx.window2").send(base + "/lost", "key", key(), "lost", "又找不到", "then", "查找");
        assertThat(hall.send(base + "/settle", "key", key(), "settled", "由中心承担费用补办")
                        .location())
                .as("without a second proof")
                .doesNotEndWith("?done=settle");
        assertThat(hall.proven(base + "/settle", "key", key(), "settled", "由中心承担费用补办")
                        .location())
                .endsWith("?done=settle");
        assertThat(now(original)).returns(Move.Kind.LOSS_SETTLED, each -> ((Standing.Closed) each).how());
    }

    @Test
    void whoSaysThatItIsGoneDoesNotSettleIt() throws Exception {
        Clerk window = pages.at("zx.window1");
        Clerk hall = pages.at("zx.hall");
        Original original = takeIn(window, submitted());
        String base = "/desk/originals/" + original.id();

        hall.send(base + "/lost", "key", key(), "lost", "盘点没有", "then", "补办");
        assertThat(hall.proven(base + "/settle", "key", key(), "settled", "已赔").status())
                .isEqualTo(422);

        assertThat(now(original)).isInstanceOf(Standing.Lost.class);
    }

    @Test
    void whatIsLateIsListedForWhoeverLooksAfterTheHouseAndNotForOthers() throws Exception {
        Original original = takeIn(pages.at("zx.window1"), submitted());
        handOn(pages.at("zx.window1"), original, "office/SJ");
        time.advance(Duration.ofHours(5));

        assertThat(pages.at("zx.supervisor").open("/desk/originals").body()).contains("超时未签收", "办件已结、原件未退");
        assertThat(pages.at("zx.supervisor").open("/desk/originals?at=window").status())
                .isEqualTo(200);
        assertThat(pages.at("sj.head").open("/desk/originals?at=office/SJ").status())
                .isEqualTo(200);
        assertThat(pages.at("sj.examiner1").open("/desk/originals?at=window").status())
                .isEqualTo(403);
        assertThat(pages.at("sj.examiner1").open("/desk/originals").body()).doesNotContain("办件已结、原件未退");
        assertThat(pages.at("jy.examiner1")
                        .open("/desk/originals/" + original.id())
                        .status())
                .as("no matter of his department")
                .isEqualTo(403);
        assertThat(pages.at("zx.guide1").open("/desk/originals").status()).isEqualTo(403);
        assertThat(pages.at("sj.examiner1")
                        .open("/desk/originals/" + original.id())
                        .body())
                .contains("ym-mark--late");
    }

    @Test
    void whatSomebodyLeftBehindIsHandedOnByTheHall() throws Exception {
        Staff gone = pages.newcomer("ZX/window");
        Original original = takeIn(pages.at(gone), submitted());
        Clerk hall = pages.at("zx.hall");
        assertThat(hall.send(
                                "/desk/originals/hand-on",
                                "key",
                                key(),
                                "to",
                                "window",
                                "numbers",
                                original.number().toString())
                        .status())
                .as("he still serves")
                .isEqualTo(422);
        organisation.leaves(CITY, gone.id(), LocalDate.of(2026, 11, 17));

        handOn(hall, original, "window");
        receive(pages.at("zx.window2"), original);

        isHeld(original, Place.WINDOWS, "zx.window2");
    }

    @Test
    void onlyTheWindowTakesInAndOnlyWhileTheCaseIsOpen() throws Exception {
        CaseFile<State> file = submitted();
        assertThat(pages.at("sj.examiner1")
                        .send(address(file), "key", key(), "what", WHAT, "sheets-other", "2")
                        .status())
                .isEqualTo(422);
        assertThat(pages.at("jy.examiner1").open(address(file)).status()).isEqualTo(403);
        Clerk window = pages.at("zx.window1");
        assertThat(window.send(address(file), "key", key()).status())
                .as("nothing")
                .isEqualTo(422);
        assertThat(window.send(address(file), "key", key(), "sheets-other", "x").status())
                .isEqualTo(422);
        Answer bad = window.send(address(file), "key", key(), "what", City.CITIZEN, "sheets-other", "1");
        assertThat(bad.status()).isEqualTo(422);
        assertThat(whereabouts.ofCase(CITY, file.id().value())).isEmpty();
    }

    private Original takeIn(Clerk window, CaseFile<State> file) throws Exception {
        int before = whereabouts.ofCase(CITY, file.id().value()).size();
        String key = window.open(address(file)).hidden("key");
        for (int click = 0; click < 2; click++) {
            assertThat(window.send(address(file), "key", key, "what", WHAT, "sheets-other", "3")
                            .location())
                    .endsWith("?done=true");
        }
        List<Original> there = whereabouts.ofCase(CITY, file.id().value());
        assertThat(there).hasSize(before + 1);
        return there.getLast();
    }

    private void handOn(Clerk clerk, Original original, String to) throws Exception {
        String number = original.number().compact();
        assertThat(clerk.send("/desk/originals/hand-on", "key", key(), "to", to, "numbers", number)
                        .status())
                .isEqualTo(303);
    }

    private void receive(Clerk clerk, Original original) throws Exception {
        String number = original.number().compact();
        assertThat(clerk.send("/desk/originals/receive", "key", key(), "numbers", number)
                        .status())
                .isEqualTo(303);
    }

    private void isHeld(Original original, Place place, String login) {
        assertThat(now(original)).isInstanceOfSatisfying(Standing.Held.class, held -> {
            assertThat(held.at()).isEqualTo(place);
            assertThat(held.by()).isEqualTo(staff(login));
        });
    }

    private Standing now(Original original) {
        return whereabouts.find(CITY, original.id()).orElseThrow().standing();
    }

    private UUID staff(String login) {
        return directory.staff(CITY, login).orElseThrow().id();
    }

    private CaseFile<State> submitted() {
        return city.submitted(city.somebody(), "food-business");
    }

    private static String address(CaseFile<State> file) {
        return "/desk/cases/" + file.id().value() + "/originals";
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
