package org.yimen.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.SelectOption;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yimen.browser.Applicant.Identity;
import org.yimen.organisation.DemoAccounts;
import org.yimen.platform.CityTime;
import org.yimen.testing.Proves;

/** Lives of cases, each a paragraph of docs/journeys.md: what happens when it does not go the easy way. */
@ExtendWith(OpenHall.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LivesTest {

    private static final String HYGIENE = "public-place-hygiene";
    private static final String SOLE_TRADER = "sole-trader-registration";
    private static final String TRANSFER = "immovable-transfer";
    private static final String EQUIPMENT = "special-equipment-registration";
    private static final String SAND = "river-sand-extraction";
    private static final String TEACHER = "teacher-qualification";

    /** Later than three working days, whatever holidays there are. */
    private static final int PUBLICISED_DAYS = 14;

    private static final byte[] PAPER = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
            .getBytes(StandardCharsets.US_ASCII);

    @Test
    @DisplayName("告知承诺：当场发证，事后核查发现承诺不实，听取申辩后撤销")
    @Proves({"M-INT-11", "M-INT-12"})
    void aPromiseIsBelievedCheckedAndFoundFalse(Hall hall) {
        try (var portal = hall.guest(Manner.chinese());
                var clerk = Clerk.atWork(hall, "wjw.window", Manner.chinese());
                var chief = Clerk.atWork(hall, "wjw.chief", Manner.chinese());
                var examiner = Clerk.atWork(hall, "wjw.examiner1", Manner.chinese());
                var head = Clerk.atWork(hall, "wjw.head", Manner.chinese())) {
            var owner = new Applicant(portal, Identity.citizen("阿依古丽", "629901199704101847")).promisesInPlaceOfProofs();
            String number = owner.appliesFor(HYGIENE);

            clerk.finds(number).doesTheUsual("accept");
            chief.finds(number).doesTheUsual("grant");
            chief.doesTheUsual("issue");

            Guest desk = examiner.guest();
            desk.goTo("/desk/checks")
                    .press("main tr:has-text('" + number + "') a, main li:has-text('" + number + "') a");
            desk.choose("input[name='result'][value='false']").type("#finding", "现场没有通风设备");
            desk.choose("input[name='with']");
            desk.press("main form button");
            assertThat(desk.status()).isEqualTo(200);

            desk.press("main form[action$='/rescind'] button");
            if (desk.find("#step-up").count() > 0) {
                desk.type("#step-up", DemoAccounts.PASSWORD).press("main form button");
            }
            portal.goTo("/me").press("main a[href*='/me/measures/']");
            portal.type("#statement", "通风设备在装修时拆下，正在重装");
            portal.choose("input[name='nothing-more']");
            portal.press("main form[action*='/me/measures/'] button");
            Guest office = chief.guest().goTo(desk.path().replaceFirst("\\?.*", ""));
            office.type("textarea[name='note']", "已听取申辩，承诺时没有设备，申辩不成立")
                    .choose("input[name='carriedOut'][value='true']");
            office.press("main form[action$='/decide'] button");
            if (office.find("#step-up").count() > 0) {
                office.type("#step-up", DemoAccounts.PASSWORD).press("main form button");
            }
            assertThat(office.status()).isEqualTo(200);
            head.guest().goTo("/desk/promises");
            assertThat(head.guest().sees(number)).as("on record").isTrue();

            portal.goTo("/items/" + HYGIENE);
            String again = owner.beginsTheApplication(HYGIENE).guest().path().replaceFirst("\\?.*", "");
            assertThat(portal.sees("修复以前不适用告知承诺"))
                    .as("why she may not promise again")
                    .isTrue();
            portal.goTo(again + "/commitment");
            assertThat(portal.sees("修复以前不适用告知承诺")).isTrue();
            assertThat(portal.find("main button[name='signs']").count()).isZero();
            portal.goTo(again + "?lang=en");
            assertThat(portal.sees("no promise is accepted")).isTrue();
            portal.goTo("/items/" + SAND);
            assertThat(portal.text("main"))
                    .as("nor is anybody's here, for the field forbids it")
                    .contains("Not offered: it directly concerns public safety");
        }
    }

    @Test
    @DisplayName("招标：后受理的中标；结果公示以后，中标的准予，没有中标的书面不予并告知救济（行政许可法第五十三条）")
    @Proves({"M-APR-14", "M-CAT-19"})
    void twoBidTheSecondWinsAndTheFirstIsRefusedInWriting(Hall hall) {
        var he = Identity.citizen("马建国", "629901197110010359");
        var she = Identity.citizen("王芳", "629901197911050262");
        ZonedDateTime later =
                hall.today().plusDays(PUBLICISED_DAYS).atTime(9, 40).atZone(CityTime.ZONE);
        String lost;
        String won;
        try (var first = hall.guest(Manner.onPhone());
                var second = hall.guest(Manner.english());
                var stranger = hall.guest(Manner.english());
                var clerk = Clerk.atWork(hall, "sl.window", Manner.chinese());
                var examiner = Clerk.atWork(hall, "sl.examiner1", Manner.chinese())) {
            var loser = new Applicant(first, she);
            var winner = new Applicant(second, he);
            lost = loser.appliesFor(SAND);
            won = winner.appliesFor(SAND);
            for (String number : List.of(lost, won)) {
                clerk.finds(number).doesTheUsual("accept");
                examiner.finds(number).doesTheUsual("review");
                examiner.turnsTo("start-step").sends("start-step");
            }

            examiner.finds(lost).turnsTo("finish-step").guest().type("#finding", "还没有开标");
            examiner.guest().press("main form[action$='/do/finish-step'] button");
            assertThat(examiner.guest().status()).as("no report, no end").isEqualTo(422);
            Guest desk = examiner.finds(lost).guest().press("main a[href$='/tenders/tender']");
            desk.type("#number", "招评〔2026〕" + won.substring(won.length() - 7)).type("#held-by", "安澜市公共资源交易中心（演示）");
            desk.page().fill("#held-on", hall.today().toString());
            desk.type("#places", "1").type(of(won, "rank-"), "1").type(of(won, "offer-"), "91.5 分");
            desk.type(of(lost, "rank-"), "2").type(of(lost, "offer-"), "84 分");
            desk.press("main form[action$='/tenders/tender'] button");
            assertThat(desk.status()).isEqualTo(200);

            loser.opensTheCase(lost);
            assertThat(first.text("section[aria-labelledby=line]")).contains("您排第 2 名", "没有中标");
            winner.opensTheCase(won);
            assertThat(second.text("section[aria-labelledby=line]")).contains("you won one");
            for (String number : List.of(lost, won)) {
                examiner.finds(number).turnsTo("finish-step").guest().type("#finding", "按评标报告");
                examiner.sends("finish-step").turnsTo("start-step").sends("start-step");
            }
            stranger.goTo("/publicity?lang=en");
            assertThat(stranger.sees("rank 1 of 1 places, won")).isTrue();
            assertThat(stranger.sees("rank 2; 1 places, not won")).isTrue();
            assertThat(stranger.sees("王芳")).isFalse();
        }

        try (var first = hall.guestAt(later, Manner.onPhone());
                var second = hall.guestAt(later, Manner.english());
                var examiner = Clerk.atWorkAt(hall, later, "sl.examiner1", Manner.chinese());
                var chief = Clerk.atWorkAt(hall, later, "sl.chief", Manner.english())) {
            for (String number : List.of(lost, won)) {
                examiner.finds(number).turnsTo("finish-step").guest().type("#finding", "公示期间没有异议");
                examiner.sends("finish-step");
            }
            chief.finds(lost);
            assertThat(chief.isOffered("grant")).as("the place is another's").isFalse();
            chief.turnsTo("refuse").guest().choose("input[name=basis][value='《行政许可法》第五十三条']");
            chief.guest().type("#reason", "没有中标，名额给了排在前面的。");
            chief.sends("refuse");
            chief.finds(won).doesTheUsual("grant").doesTheUsual("issue");

            first.goTo("/sign-in");
            new Applicant(first, she).signsIn().opensTheCase(lost);
            assertThat(first.sees(first.say("application.status.Refused"))).isTrue();
            assertThat(first.find("#papers ~ ul a[href*='/papers/']").count()).isPositive();
            second.goTo("/sign-in?lang=en");
            new Applicant(second, he).signsIn().opensTheCase(won);
            assertThat(second.find("main a[href$='/licence']").count()).isPositive();
        }
    }

    /** The field of a case on the page of a tender's result. */
    private static String of(String number, String field) {
        return "xpath=//main//h3[contains(., '" + number + "')]/following::input[starts-with(@name, '" + field
                + "')][1]";
    }

    @Test
    @DisplayName("不予许可：写明哪一条不符合、依据和怎么救济，并送达")
    @Proves("M-CAT-19")
    void aRefusalNamesTheConditionTheBasisAndTheRemedies(Hall hall) {
        try (var portal = hall.guest(Manner.english());
                var clerk = Clerk.atWork(hall, "sj.window", Manner.english());
                var chief = Clerk.atWork(hall, "sj.chief", Manner.english())) {
            var trader = new Applicant(portal, Identity.citizen("周明月", "629901200109092080"))
                    .wants("premises-kind", "online");
            String number = trader.appliesFor(SOLE_TRADER);
            clerk.finds(number).doesTheUsual("accept");

            chief.finds(number).turnsTo("refuse");
            chief.guest().press("main form[action$='/do/refuse'] button");
            assertThat(chief.guest().status()).as("no reason, no refusal").isEqualTo(422);
            chief.guest().choose("input[name='unmet']").choose("input[name='basis']");
            chief.guest().type("#reason", "The name is taken by a business of the same trade in this county.");
            chief.sends("refuse");

            trader.opensTheCase(number);
            assertThat(portal.sees(portal.say("application.status.Refused"))).isTrue();
            assertThat(portal.find("#papers ~ ul a[href*='/papers/']").count()).isPositive();
        }
    }

    @Test
    @DisplayName("申请人改了主意，撤回申请")
    void theApplicantThinksBetterOfIt(Hall hall) {
        try (var portal = hall.guest(Manner.elderOnPhone());
                var clerk = Clerk.atWork(hall, "sj.window", Manner.chinese())) {
            var trader = new Applicant(portal, Identity.citizen("孙雨桐", "629901199912310889"))
                    .wants("premises-kind", "online");
            String number = trader.appliesFor(SOLE_TRADER);

            trader.opensTheCase(number);
            portal.press("a[href$='/withdraw']").type("#reason", "先不开店了");
            portal.press("main form[action$='/withdraw'] button");

            assertThat(portal.sees(portal.say("application.status.Withdrawn"))).isTrue();
            assertThat(clerk.hasInTheInbox(number)).isFalse();
        }
    }

    @Test
    @DisplayName("容缺：先受理，材料齐了再发证")
    @Proves({"M-INT-09", "M-INT-10"})
    void aPaperIsPromisedAndTheGrantWaitsForIt(Hall hall) {
        try (var portal = hall.guest(Manner.chinese());
                var clerk = Clerk.atWork(hall, "wjw.window", Manner.chinese());
                var chief = Clerk.atWork(hall, "wjw.chief", Manner.chinese())) {
            var owner = new Applicant(portal, Identity.citizen("蒋文博", "629901198211200199"))
                    .promisesInPlaceOfProofs()
                    .promises("hygiene-rules");
            String number = owner.appliesFor(HYGIENE);

            clerk.finds(number).turnsTo("accept-with-gaps").looksAtEverything().sends("accept-with-gaps");
            chief.finds(number);
            assertThat(chief.isOffered("grant"))
                    .as("nothing is granted before it is complete")
                    .isFalse();
            chief.doesTheUsual("find-ready");

            owner.opensTheCase(number);
            portal.press("main a[href$='/gaps']");
            portal.attach("#file-hygiene-rules", "rules.pdf", "application/pdf", PAPER);
            portal.press("main form[enctype] button");
            clerk.finds(number).turnsTo("check-gap");
            clerk.guest().choose("input[name='good'][value='true']");
            clerk.sends("check-gap");

            chief.finds(number).doesTheUsual("grant").doesTheUsual("issue");
            owner.opensTheCase(number);
            assertThat(portal.find("main a[href$='/licence']").count()).isPositive();
        }
    }

    @Test
    @DisplayName("窗口没有按时答复：依法视为受理；受理后提请补充材料，期限照常计算")
    @Proves("M-INT-08")
    void silenceAcceptsHerAndWhatIsMissingIsAskedForWhileTheClockRuns(Hall hall) {
        try (var portal = hall.guest(Manner.chinese());
                var examiner = Clerk.atWork(hall, "wjw.examiner1", Manner.chinese())) {
            var owner = new Applicant(portal, Identity.citizen("陈晓禾", "629901199503124524"));
            String number = owner.appliesFor(HYGIENE);
            hall.forgets(number, 12);

            for (int looks = 0; looks < 30; looks++) {
                examiner.finds(number);
                if (examiner.isOffered("ask-for-materials")) {
                    break;
                }
                examiner.guest().page().waitForTimeout(2000);
            }
            examiner.turnsTo("ask-for-materials");
            Guest desk = examiner.guest();
            desk.choose("#defect-floor-plan").type("#what-floor-plan", "没有标出消毒间");
            desk.type("#until", hall.today().plusDays(1).toString());
            examiner.sends("ask-for-materials");

            owner.opensTheCase(number);
            assertThat(portal.sees("逾期未告知")).isTrue();
            portal.press("main a[href$='/supplement']");
            assertThat(portal.sees("不中止办理期限")).isTrue();
            portal.attach("#file-floor-plan", "plan.pdf", "application/pdf", PAPER);
            portal.press("main form[enctype] button");
            portal.press("main form[action$='/supplement'] button");

            examiner.finds(number);
            assertThat(desk.sees("已交齐")).isTrue();
            assertThat(examiner.isOffered("ask-for-materials"))
                    .as("and may ask again for the same, never for anything new")
                    .isTrue();
        }
    }

    @Test
    @DisplayName("垂管系统里审批、要缴费的：先回录结果，再决定；缴清了才制证")
    @Proves("M-INT-17")
    void theLineDecidesItsResultIsKeyedAndTheCertificateWaitsForTheMoney(Hall hall) {
        try (var portal = hall.guest(Manner.chinese());
                var clerk = Clerk.atWork(hall, "zr.window", Manner.chinese());
                var examiner = Clerk.atWork(hall, "zr.examiner1", Manner.chinese());
                var chief = Clerk.atWork(hall, "zr.chief", Manner.chinese())) {
            var buyer = new Applicant(portal, Identity.citizen("罗子轩", "629901200506181714"))
                    .wants("property-kind", "housing")
                    .wants("certificates", "1");
            String number = buyer.appliesFor(TRANSFER);
            clerk.finds(number).doesTheUsual("accept");
            examiner.finds(number).doesTheUsual("review");

            chief.finds(number);
            assertThat(chief.isOffered("grant")).as("the line decides first").isFalse();
            keysTheResult(chief, "不动产 2026-" + number.substring(number.length() - 7));
            chief.doesTheUsual("grant");
            assertThat(chief.isOffered("issue")).as("not before it is paid").isFalse();

            buyer.opensTheCase(number);
            portal.press("main a[href*='/fees/']").press("main form[action$='/pay'] button");
            portal.press("main a[href*='/demo-pay/']").press("main form button");
            buyer.opensTheCase(number);
            portal.press("main a[href*='/fees/']");
            assertThat(portal.find("main a[href$='/receipt']").count()).isPositive();

            chief.finds(number).doesTheUsual("issue");
        }
    }

    @Test
    @DisplayName("双人决定：一人拟定，另一人先不同意、说明理由，重新拟定后同意，才发证")
    void oneProposesAnotherOpposesOnceAndConsentsToTheSecondProposal(Hall hall) {
        try (var portal = hall.guest(Manner.chinese());
                var clerk = Clerk.atWork(hall, "sj.window", Manner.chinese());
                var examiner = Clerk.atWork(hall, "sj.examiner2", Manner.chinese());
                var chief = Clerk.atWork(hall, "sj.chief", Manner.chinese());
                var head = Clerk.atWork(hall, "sj.head", Manner.chinese())) {
            var owner = new Applicant(portal, Identity.citizen("徐长卿", "629901198508151594")).wants("kind", "vehicle");
            String number = owner.appliesFor(EQUIPMENT);
            clerk.finds(number).doesTheUsual("accept");
            examiner.finds(number).doesTheUsual("review");

            chief.finds(number);
            keysTheResult(chief, "特设 2026-" + number.substring(number.length() - 7));
            chief.doesTheUsual("grant");
            assertThat(chief.isOffered("consent")).as("not to himself").isFalse();
            assertThat(chief.isOffered("issue")).as("nothing is decided yet").isFalse();
            owner.opensTheCase(number);
            assertThat(portal.sees(portal.say("application.status.Granted"))).isFalse();

            head.finds(number).turnsTo("oppose");
            head.guest().press("main form[action$='/do/oppose'] button");
            assertThat(head.guest().status()).as("no reason, no dissent").isEqualTo(422);
            head.guest().type("#reason", "出厂编号和检验证明上的不一致，请核对。");
            head.sends("oppose");
            chief.finds(number);
            assertThat(chief.guest().sees("请核对")).as("why, for who decides").isTrue();
            owner.opensTheCase(number);
            assertThat(portal.sees("请核对")).as("nor what they argue about").isFalse();

            chief.doesTheUsual("grant");
            assertThat(head.hasInTheInbox(number)).isTrue();
            head.finds(number).doesTheUsual("consent");
            chief.finds(number).doesTheUsual("issue");

            owner.opensTheCase(number);
            assertThat(portal.find("main a[href$='/licence']").count()).isPositive();
        }
    }

    @Test
    @DisplayName("专职队伍：局长组队、选人，首席代表把办件交给队员负责，申请人看得到由谁负责")
    @Proves("M-STF-23")
    void aTeamIsFormedAndItsMemberAnswersForACase(Hall hall) {
        try (var portal = hall.guest(Manner.onPhone());
                var clerk = Clerk.atWork(hall, "jy.window", Manner.chinese());
                var chief = Clerk.atWork(hall, "jy.chief", Manner.chinese());
                var head = Clerk.atWork(hall, "jy.head", Manner.chinese());
                var member = Clerk.atWork(hall, "jy.examiner1", Manner.chinese())) {
            var teacher = new Applicant(portal, Identity.citizen("欧阳知夏", "629901199007041463"));
            String number = teacher.appliesFor(TEACHER);
            clerk.finds(number).doesTheUsual("accept");
            chief.finds(number);
            assertThat(chief.isOffered("entrust"))
                    .as("no team, nobody to choose")
                    .isFalse();

            String today = hall.today().toString();
            Guest office = head.guest().goTo("/desk/teams");
            office.type("#name", "教师资格专班").choose("input[name='themes'][value='education']");
            office.page().fill("#from", today);
            proven(office, "main form[action='/desk/teams'] button");
            office.find("#team").selectOption(new SelectOption().setLabel("教师资格专班"));
            office.find("#person").selectOption(new SelectOption().setLabel("万知秋"));
            office.page().fill("#joins", today);
            proven(office, "main form[action$='/join'] button");
            assertThat(office.find("main tr:has-text('万知秋'):has-text('教师资格专班')").count())
                    .isEqualTo(1);

            chief.finds(number).turnsTo("entrust");
            chief.guest().choose("main label:has-text('万知秋') >> xpath=../input");
            chief.sends("entrust");

            member.guest().goTo("/desk");
            assertThat(member.guest()
                            .find("#managed tr:has-text('" + number + "')")
                            .count())
                    .isEqualTo(1);
            teacher.opensTheCase(number);
            assertThat(portal.text("section[aria-labelledby='manager']")).contains("万知秋");
        }
    }

    /** What the line's own system decided, to grant, comes back into the case. */
    private static void keysTheResult(Clerk chief, String document) {
        Guest desk = chief.guest().press("main a[href$='/line']");
        desk.type("#number", document);
        desk.choose("input[name='result'][value='granted']");
        desk.page().fill("#on", desk.hall().today().toString());
        desk.press("main form[action$='/line'] button");
    }

    /** Presses and, where he is asked, says once more who he is. */
    private static void proven(Guest guest, String button) {
        guest.press(button);
        if (guest.find("#step-up").count() > 0) {
            guest.type("#step-up", DemoAccounts.PASSWORD).press("main form button");
        }
        assertThat(guest.status()).isEqualTo(200);
    }
}
