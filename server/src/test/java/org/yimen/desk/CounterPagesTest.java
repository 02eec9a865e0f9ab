package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Applicant;
import org.yimen.application.Applicants;
import org.yimen.application.Application.Command.Grant;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.Beginnings;
import org.yimen.application.City;
import org.yimen.application.Dossier;
import org.yimen.application.Drafts;
import org.yimen.application.Start.How;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.desk.Clerk.Answer;
import org.yimen.identifier.CitizenId;
import org.yimen.identity.Access;
import org.yimen.identity.Accesses;
import org.yimen.identity.CardChecks;
import org.yimen.identity.Channel;
import org.yimen.identity.Delegations;
import org.yimen.identity.Delegations.Extent;
import org.yimen.identity.IdentityRuleBroken;
import org.yimen.identity.Masks;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.StepUp;
import org.yimen.identity.TestNumbers;
import org.yimen.identity.Verification;
import org.yimen.identity.Verifications;
import org.yimen.platform.CityTime;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** The person at the counter: his one number, his card, his code, and what is shown of him. */
@HallTest
class CounterPagesTest {

    private static final String LI = "629901198806210134";
    private static final String MA = "629901197110010359";
    private static final String BOSS = "629901198508151594";

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private Applicants applicants;

    @Autowired
    private Drafts drafts;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private Beginnings beginnings;

    @Autowired
    private People people;

    @Autowired
    private Accesses accesses;

    @Autowired
    private Verifications verifications;

    @Autowired
    private Delegations delegations;

    @Autowired
    private AuditLog audit;

    @Autowired
    private TestTime time;

    @Test
    void oneNumberBringsUpCasesDraftsAndLicences() throws Exception {
        var somebody = city.somebody();
        var file = city.submitted(somebody, "tobacco-retail");
        Dossier draft = city.complete(somebody, "minimum-living-allowance");
        Clerk clerk = pages.at("zx.window1");

        String page = clerk.open(
                        clerk.send("/desk/intake", "number", somebody.number()).location())
                .body();

        assertThat(page)
                .contains("/desk/cases/" + file.id().value(), "在别处开始，核身后打开", "证照", "只报了号码，还没核身")
                .doesNotContain(somebody.number());
        assertThat(looks(somebody.number()))
                .as("the person reads who looked him up")
                .anySatisfy(look -> {
                    assertThat(look.kind()).isEqualTo(Access.Kind.LOOKED_UP);
                    assertThat(look.staffName()).isEqualTo("孟小雨");
                });
        drafts.discard(draft);
    }

    @Test
    void theCardBringsItsHolderUpAsVerified() throws Exception {
        Clerk clerk = pages.at("zx.window1");

        Answer read = clerk.send("/desk/intake/card", "card", "li");

        assertThat(clerk.open(read.location()).body()).contains("已读身份证核身");
        UUID li = person(LI).id();
        assertThat(verifications.current(li))
                .hasValueSatisfying(each -> assertThat(each.how()).isEqualTo(Verification.How.ID_CARD));
        assertThat(clerk.send("/desk/intake/card", "card", "wang").body()).contains("过有效期");
        assertThat(clerk.send("/desk/intake/card", "card", "none").status()).isEqualTo(422);
        assertThat(pages.at("wjw.examiner1")
                        .send("/desk/intake/card", "card", "li")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void theCardOfSomebodyNewFillsInNameAndNumber() throws Exception {
        Answer read = pages.at("zx.window1").send("/desk/intake/card", "card", "new");

        if (people.find(CitizenId.of("629901199808080024")).isEmpty()) {
            assertThat(read.body()).contains("value=\"江南雨\"", "value=\"629901199808080024\"", "name=\"phone\"");
        }
    }

    @Test
    void aCodeFromThePhoneBringsItsOwnerUpOnce() throws Exception {
        Person person = people.enter("张晓明", TestNumbers.citizen(), "15400000001");
        verifications.verified(person.id(), Verification.How.PASSWORD, Channel.WEB, DeskPages.CITY);
        String code = verifications.code(person.id()).orElseThrow().spelt();
        Clerk clerk = pages.at("zx.window2");

        Answer first = clerk.send("/desk/intake", "number", code);
        Answer second = pages.at("zx.window3").send("/desk/intake", "number", code);

        assertThat(clerk.open(first.location()).body()).contains("已用到场码核身", "张*明");
        assertThat(second.status()).isEqualTo(422);
        assertThat(second.body()).contains("用过了");
    }

    @Test
    @Proves("M-IDA-04")
    void whoShowedHisCardHereTakesACodeAlongAndATypedNumberGetsNone() throws Exception {
        // After whatever other tests know of him.
        time.advance(Duration.ofMinutes(90));
        Clerk clerk = pages.at("zx.window1");
        String read = clerk.send("/desk/intake/card", "card", "zheng").location();

        String page = clerk.send(read + "/code").body();
        Clerk other = pages.at("zx.window2");
        String typed = other.send("/desk/intake", "number", City.CITIZEN).location();
        Answer none = other.send(typed + "/code");

        var code = Pattern.compile("YM-[A-Z0-9]{4}-[A-Z0-9]{4}").matcher(page);
        assertThat(code.find()).isTrue();
        assertThat(verifications.redeem(code.group(), Channel.APP, null))
                .hasValueSatisfying(each -> assertThat(each.channel()).isEqualTo(Channel.WINDOW));
        assertThat(none.location()).isEqualTo(typed);
    }

    @Test
    @Proves("M-IDA-02")
    void aWrongCardStopsTheCaseForTheDepartmentsOwnWindowAndItsChiefToo() throws Exception {
        time.advance(Duration.ofHours(3));
        var file = city.submitted("public-place-hygiene");
        String at = "/desk/cases/" + file.id().value();
        Clerk clerk = pages.at("zx.window1");
        Clerk own = pages.at("wjw.window");
        clerk.send(at + "/card", "card", "li");

        Answer accepted = own.send(at + "/do/accept", "key", City.key(), "seen", Long.toString(file.version()));

        assertThat(accepted.status()).isEqualTo(422);
        assertThat(accepted.body()).contains("请先读申请人或经办人本人的身份证");
        assertThat(desk.find(file.id()).state()).isInstanceOf(State.Received.class);

        time.advance(Duration.ofMinutes(1));
        clerk.send(at + "/card", "card", "chen");
        assertThat(own.send(at + "/do/accept", "key", City.key(), "seen", Long.toString(file.version()))
                        .location())
                .contains("done=accept");
        city.special(file.id(), desk.item(desk.find(file.id())).plan().steps().getFirst());
        city.review(file.id());
        time.advance(Duration.ofMinutes(1));
        clerk.send(at + "/card", "card", "li");
        assertThatExceptionOfType(IdentityRuleBroken.class)
                .isThrownBy(() -> desk.write(file.id(), city.at("WJW/chief"), City.key(), null, Grant::new))
                .returns("identity.card.stopped", IdentityRuleBroken::code);
        assertThat(desk.find(file.id()).state()).isInstanceOf(State.Deciding.class);
    }

    @Test
    @Proves("M-IDA-02")
    void anotherPersonsCardStopsTheCaseAtTheWindowAndSupervisionSeesIt() throws Exception {
        time.advance(Duration.ofHours(3));
        var file = city.submitted("tobacco-retail");
        String at = "/desk/cases/" + file.id().value();
        Clerk clerk = pages.at("zx.window1");

        Answer wrong = clerk.send(at + "/card", "card", "li");
        String stopped = clerk.open(wrong.location()).body();
        Answer tried = clerk.send(
                at + "/do/accept", "key", City.key(), "seen", Long.toString(file.version()), "favourable", "true");

        assertThat(stopped).contains("不是申请人或经办人本人的");
        assertThat(tried.status()).isEqualTo(422);
        assertThat(tried.body()).contains("请先读申请人或经办人本人的身份证");
        assertThat(pages.at("zx.supervisor")
                        .open(DeskPages.attempts(time.instant()))
                        .body())
                .contains("不是申请人或经办人本人的", file.number());
        time.advance(Duration.ofMinutes(1));
        assertThat(clerk.open(clerk.send(at + "/card", "card", "chen").location())
                        .body())
                .contains("人证一致");
        assertThat(clerk.send(at + "/do/accept", "key", City.key(), "seen", Long.toString(file.version()))
                        .location())
                .contains("done=accept");
    }

    @Test
    @Proves("M-IDA-02")
    void oneStrangersCardIsReleasedByAChiefWithHisReasonAndOnRecord() throws Exception {
        var file = city.submitted("public-place-hygiene");
        String at = "/desk/cases/" + file.id().value();
        Clerk clerk = pages.at("zx.window1");
        Clerk head = pages.at("wjw.head");
        clerk.send(at + "/card", "card", "li");

        String stopped = head.open(at).body();
        Answer asked = head.open(at + "/card/release");
        Answer unproven = head.send(at + "/card/release", "reason", "别人误放的卡");
        Answer brief = head.proven(at + "/card/release", "reason", "误");
        Answer clerks = clerk.proven(at + "/card/release", "reason", "别人误放的卡");
        time.advance(Duration.ofMinutes(1));
        Answer done = head.send(at + "/card/release", "reason", "别人误放的卡");

        assertThat(stopped).contains("孟小雨 于", "读的卡", at + "/card/release");
        assertThat(clerk.open(at).body()).doesNotContain("读的卡");
        assertThat(asked.body()).contains("解除不代表已核对本人");
        assertThat(unproven.status()).as("the second proof").isEqualTo(403);
        assertThat(brief.status()).isEqualTo(422);
        assertThat(clerks.status()).isEqualTo(403);
        assertThat(done.location()).isEqualTo(at);
        assertThat(audit.recent(DeskPages.CITY, List.of(CardChecks.RELEASED), null, 50))
                .filteredOn(entry -> entry.subject().equals(file.id().value().toString()))
                .singleElement()
                .satisfies(entry -> assertThat(entry.detail()).containsEntry("reason", "别人误放的卡"));
        assertThat(head.proven(at + "/card/release", "reason", "再来一次").status())
                .as("nothing is stopped any more")
                .isEqualTo(422);
        assertThat(clerk.send(at + "/do/accept", "key", City.key(), "seen", Long.toString(file.version()))
                        .location())
                .contains("done=accept");
    }

    @Test
    @Proves("M-IDA-02")
    void theCardOfWhoActsForHimIsNoMismatch() throws Exception {
        Person giver = people.enter("委托人", TestNumbers.citizen(), "15400000021");
        var file = city.submitted(applicants.of(giver.id(), null), "tobacco-retail");
        String at = "/desk/cases/" + file.id().value();
        Clerk clerk = pages.at("zx.window1");
        UUID agent = people.find(CitizenId.of(LI)).orElseThrow().id();
        var today = CityTime.day(time.instant());
        var given = delegations.toPerson(
                giver.id(), "李安然", CitizenId.of(LI), new Extent(Set.of(), today, today.plusDays(10)));
        delegations.accept(given.id(), agent, agent);

        Answer read = clerk.send(at + "/card", "card", "li");

        assertThat(clerk.open(read.location()).body()).contains("人证一致").doesNotContain("不是申请人");
        assertThat(clerk.send("/desk/intake", "number", giver.citizenId().value())
                        .location())
                .endsWith("/of/" + giver.id());
        assertThat(clerk.send("/desk/intake/of/" + giver.id() + "/card", "card", "li")
                        .location())
                .as("he comes up himself")
                .endsWith("/of/" + agent);
        delegations.end(given.id(), giver.id(), giver.id());
        time.advance(Duration.ofMinutes(1));
        clerk.send(at + "/card", "card", "li");
        assertThat(clerk.open(at).body()).as("afterwards it is").contains("不是申请人");
    }

    @Test
    @Proves("M-IDA-02")
    void aWrongCardAtIntakeStopsTheIntake() throws Exception {
        Clerk clerk = pages.at("zx.window2");
        String at = clerk.send("/desk/intake", "number", MA).location();

        clerk.send(at + "/card", "card", "li");
        Answer begun = clerk.send(at, "item", "tobacco-retail", "person", "self");
        time.advance(Duration.ofMinutes(1));
        clerk.send(at + "/card", "card", "ma");
        Answer again = clerk.send(at, "item", "tobacco-retail", "person", "self");

        assertThat(begun.status()).isEqualTo(422);
        assertThat(begun.body()).contains("请先读申请人或经办人本人的身份证");
        assertThat(again.status()).isEqualTo(303);
        drafts.discard(drafts.find(id(again)).orElseThrow());
    }

    @Test
    void aWholeNumberIsShownToWhoMustActOnceAndForAReason() throws Exception {
        var file = city.submitted("tobacco-retail");
        String at = "/desk/cases/" + file.id().value();
        Clerk clerk = pages.at("zx.window1");
        assertThat(clerk.open(at).body()).contains(at + "/show").doesNotContain(City.CITIZEN);
        String key = clerk.open(at + "/show").hidden("key");

        Answer blank = clerk.send(at + "/show", "key", key, "field", "number", "reason", "");
        Answer asked = clerk.send(at + "/show", "key", key, "field", "number", "reason", "call");
        assertThat(asked.status()).isEqualTo(403);
        assertThat(asked.body()).contains(StepUp.FIELD).doesNotContain(City.CITIZEN);
        Answer shown = clerk.proven(at + "/show", "key", key, "field", "number", "reason", "call");
        Answer again = clerk.send(at + "/show", "key", key, "field", "number", "reason", "call");

        assertThat(blank.status()).isEqualTo(422);
        assertThat(blank.body()).doesNotContain(City.CITIZEN);
        assertThat(shown.body()).contains(City.CITIZEN);
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.body()).contains("重新写明理由").doesNotContain(City.CITIZEN);
        assertThat(looks(City.CITIZEN)).anySatisfy(look -> {
            assertThat(look.kind()).isEqualTo(Access.Kind.UNMASKED);
            assertThat(look.caseId()).isEqualTo(file.id().value());
            assertThat(look.post()).isEqualTo("ZX/window");
        });
    }

    @Test
    void everyNameOnACaseIsMaskedAndShownForAReasonOnly() throws Exception {
        Applicant somebody = city.somebody();
        Dossier draft = city.complete(somebody, "sole-trader-registration");
        draft = drafts.answer(
                draft, Map.of("applicant-name", List.of("试登记"), "home-address", List.of("安澜市云溪区青石桥街7号2单元301室")));
        var file = desk.submit(draft, Actor.applicant(somebody.holder(), somebody.person()), "web", City.key());
        String at = "/desk/cases/" + file.id().value();
        Clerk clerk = pages.at("zx.window1");

        assertThat(clerk.open(at).body())
                .contains("试*记", Masks.address("安澜市云溪区青石桥街7号2单元301室"))
                .contains("系统原来填的是：试*人")
                .doesNotContain("试登记", "试验人", "301室");
        Answer shown = clerk.proven(
                at + "/show", "key", clerk.open(at + "/show").hidden("key"), "field", "answers", "reason", "check");

        assertThat(shown.body()).contains("申请人姓名：试登记", "301室");
        assertThat(accesses.of(somebody.person(), time.instant().plusSeconds(1), 20))
                .anySatisfy(look -> assertThat(look.field()).isEqualTo(Access.Field.ANSWERS));
    }

    @Test
    void whoNeedNotActOnTheCaseIsShownNothingInFull() throws Exception {
        var file = city.submitted("tobacco-retail");
        String at = "/desk/cases/" + file.id().value() + "/show";

        for (String login : List.of("zx.supervisor", "zx.director", "wjw.examiner1")) {
            Clerk other = pages.at(login);
            assertThat(other.open(at).status()).as(login).isEqualTo(403);
            assertThat(other.send(at, "key", City.key(), "field", "number", "reason", "call")
                            .status())
                    .as(login)
                    .isEqualTo(403);
        }
        assertThat(pages.at("zx.window1")
                        .open("/desk/cases/" + UUID.randomUUID() + "/show")
                        .status())
                .isEqualTo(404);
        assertThat(pages.at("zx.window3")
                        .open("/desk/intake/of/" + file.applicant() + "/show")
                        .status())
                .as("nobody looked him up here")
                .isEqualTo(404);
    }

    @Test
    void aSpecialGroupIsNotedOnTheSpotAndShownToTheStaff() throws Exception {
        Person person = people.enter("张晓明", TestNumbers.citizen(), "15400000001");
        Clerk clerk = pages.at("zx.window1");
        String at =
                clerk.send("/desk/intake", "number", person.citizenId().value()).location();

        Answer unseen = clerk.send(at + "/special", "group", "ill", "reason", "术后不能久站");
        assertThat(unseen.status()).as("on a number that somebody said").isEqualTo(422);
        assertThat(unseen.body()).contains("先读身份证");
        assertThat(clerk.open(at).body()).doesNotContain("术后不能久站");
        var _ = verifications.verified(person.id(), Verification.How.PASSWORD, Channel.WEB, DeskPages.CITY);
        clerk.send(
                "/desk/intake",
                "number",
                verifications.code(person.id()).orElseThrow().spelt());

        assertThat(clerk.send(at + "/special", "group", "ill", "reason", "").status())
                .isEqualTo(422);
        clerk.send(at + "/special", "group", "ill", "reason", "术后不能久站");

        assertThat(clerk.open(at).body()).contains("患病", "术后不能久站", "优先叫号");
    }

    @Test
    void listsShowWhoGoesFirstAndNotWhy() throws Exception {
        Clerk clerk = pages.at("zx.window1");
        Dossier complete = city.complete(applicants.of(person(MA).id(), null), "minimum-living-allowance");
        var file = desk.submit(
                complete, Actor.applicant(person(MA).id(), person(MA).id()), "web", City.key());

        Answer led = clerk.send("/desk/search", "q", MA);
        assertThat(led.status()).isEqualTo(303);
        assertThat(led.location()).doesNotContain(MA);
        String found = clerk.open(led.location()).body();

        // Loaded again it is the same page; to another session the name says nothing.
        assertThat(clerk.open(led.location()).body()).contains(file.number());
        assertThat(pages.at("zx.window2").open(led.location()).body()).doesNotContain(file.number());
        assertThat(found).contains(file.number(), "残疾人").doesNotContain("轮椅");
        assertThat(clerk.open("/desk/cases/" + file.id().value()).body()).contains("残疾人", "轮椅");
    }

    @ParameterizedTest
    @ValueSource(strings = {MA, "15400000009"})
    void aPersonsNumberInTheAddressIsNotLookedAt(String number) throws Exception {
        Clerk clerk = pages.at("zx.window1");

        Answer led = clerk.open("/desk/search?q=" + number);

        assertThat(led.status()).isEqualTo(303);
        assertThat(led.location()).doesNotContain(number);
        assertThat(led.body()).doesNotContain(number);
        assertThat(clerk.open(led.location()).body()).contains("不能放在网址里").doesNotContain(number);
        assertThat(clerk.send("/desk/search", "q", "15400000009").location()).isEqualTo(led.location());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "62990119950312452",
                "A629901199503124524",
                "6299-0119-9503-1245-24",
                "+8615400000001",
                "欧阳 小明",
                "11629901MB99011714"
            })
    void onlyACaseNumberGoesIntoTheAddressOfASearch(String typed) throws Exception {
        Clerk clerk = pages.at("zx.window1");

        String led = clerk.send("/desk/search", "q", typed).location();

        assertThat(led).startsWith("/desk/search?of=");
        assertThat(clerk.open(led).status()).isEqualTo(200);
    }

    @Test
    void whoStandsAtTheWindowForAnotherIsTakenInForThatOne() throws Exception {
        Person giver = people.enter("吴桂芳", TestNumbers.citizen(), "15400000001");
        Person taker = people.enter("陈小禾", TestNumbers.citizen(), "15400000002");
        var today = CityTime.day(time.instant());
        var offer = delegations.toPerson(
                giver.id(),
                "陈小禾",
                taker.citizenId(),
                new Extent(Set.of("minimum-living-allowance"), today, today.plusDays(9)));
        delegations.accept(offer.id(), taker.id(), taker.id());
        Clerk clerk = pages.at("zx.window1");
        String at =
                clerk.send("/desk/intake", "number", taker.citizenId().value()).location();
        String as = "self~" + giver.id();

        assertThat(clerk.open(at).body()).contains("以谁的名义办理", as);
        Answer beyond = clerk.send(at, "item", "tobacco-retail", "person", as);
        Answer begun = clerk.send(at, "item", "minimum-living-allowance", "person", as);

        assertThat(beyond.status()).isEqualTo(422);
        var draft = drafts.find(id(begun)).orElseThrow();
        assertThat(draft.applicant().holder()).isEqualTo(giver.id());
        assertThat(draft.applicant().person()).isEqualTo(taker.id());
        assertThat(clerk.open(begun.location()).status()).isEqualTo(200);
        drafts.discard(draft);
    }

    @Test
    void theFigureOfOneNumberOpensDownToItsCases() throws Exception {
        time.advance(Duration.ofHours(6));
        Clerk clerk = pages.at("zx.window1");
        clerk.send("/desk/intake/card", "card", "chen");
        Dossier begun = city.complete("minimum-living-allowance");
        clerk.send("/desk/intake/" + begun.id() + "/submit", "key", City.key());
        var file = desk.find(new CaseId(DeskPages.CITY, begun.id()));

        String page = pages.at("zx.director")
                .open("/desk/one-number?before=" + time.instant().plusSeconds(60))
                .body();

        assertThat(page).contains(file.number(), "一号申请占比", "以身份证号开始办理的人");
        assertThat(beginnings.of(DeskPages.CITY, begun.id()))
                .hasValueSatisfying(filled -> assertThat(filled.kept()).isPositive());
        assertThat(pages.at("zx.window1").open("/desk/one-number").status()).isEqualTo(403);
        var day = CityTime.startOf(CityTime.day(time.instant()));
        var figures = beginnings.figures(DeskPages.CITY, day, day.plus(Duration.ofDays(1)));
        assertThat(figures.oneNumber()).isBetween(1L, figures.base());
        assertThat(figures.persons()).isLessThanOrEqualTo(figures.oneNumber());
    }

    @Test
    void aFirmTakenInByItsCodeIsNotOneNumber() throws Exception {
        Clerk clerk = pages.at("zx.window1");
        String at = clerk.send("/desk/intake", "number", "91629901MA9900B28U").location();
        Answer begun = clerk.send(
                at, "item", "food-business", "person", person(BOSS).id().toString());

        var start = drafts.find(id(begun)).orElseThrow().content().start();

        assertThat(start).isNotNull();
        assertThat(String.valueOf(start)).contains("CREDIT_CODE", How.TYPED.name());
        drafts.discard(drafts.find(id(begun)).orElseThrow());
    }

    private static UUID id(Answer answer) {
        return UUID.fromString(answer.location().substring(answer.location().lastIndexOf('/') + 1));
    }

    private Person person(String number) {
        return people.find(CitizenId.of(number)).orElseThrow();
    }

    private List<Access> looks(String number) {
        return accesses.of(person(number).id(), time.instant().plusSeconds(1), 100);
    }
}
