package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Applicant;
import org.yimen.application.Application.Command;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.application.Dossier;
import org.yimen.application.Drafts;
import org.yimen.audit.AuditLog;
import org.yimen.audit.Trail;
import org.yimen.casework.CaseId;
import org.yimen.desk.Clerk.Answer;
import org.yimen.identity.Channel;
import org.yimen.identity.People;
import org.yimen.identity.TestNumbers;
import org.yimen.identity.Verification;
import org.yimen.identity.Verifications;
import org.yimen.notify.Outbox;
import org.yimen.notify.Way;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;
import org.yimen.testing.Turns;

@HallTest
class IntakePagesTest {

    private static final byte[] PDF = "%PDF-1.4\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private Drafts drafts;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private People people;

    @Autowired
    private AuditLog audit;

    @Autowired
    private Verifications verifications;

    @Autowired
    private Outbox outbox;

    @Autowired
    private Turns turns;

    @Autowired
    private TestTime time;

    @ParameterizedTest
    @ValueSource(strings = {"public-place-hygiene", "food-business", "teacher-qualification", "tobacco-retail"})
    @Proves({"M-INT-01", "M-INT-27"})
    void oneClerkTakesInItemsOfManyDepartments(String item) throws Exception {
        Dossier begunOnline = city.complete(item);
        Clerk clerk = pages.at("zx.window1");
        Answer welcome = clerk.send("/desk/intake/card", "card", "chen");
        assertThat(clerk.open(welcome.location()).body()).contains("/desk/intake/" + begunOnline.id());
        String base = "/desk/intake/" + begunOnline.id();

        Answer check = clerk.open(base + "/check");
        Answer sent = clerk.send(base + "/submit", "key", check.hidden("key"));
        Answer again = clerk.send(base + "/submit", "key", check.hidden("key"));

        assertThat(sent.location()).isEqualTo("/desk/cases/" + begunOnline.id());
        assertThat(again.location()).isEqualTo(sent.location());
        var file = desk.find(new CaseId(DeskPages.CITY, begunOnline.id()));
        assertThat(file.channel()).isEqualTo("window");
        assertThat(file.applicant()).isEqualTo(city.citizen().holder());
        assertThat(clerk.open(sent.location()).body()).contains("受理并通知申请人");
    }

    @Test
    @Proves("M-INT-04")
    void whatIsScannedAtTheWindowGoesUpInPiecesAndGoesOnAfterACut() throws Exception {
        Applicant somebody = city.somebody();
        Clerk clerk = pages.at("zx.window2");
        String holder = clerk.send("/desk/intake", "number", somebody.number()).location();
        String base = clerk.send(holder, "item", "teacher-qualification").location();
        UUID draft = UUID.fromString(base.substring(base.lastIndexOf('/') + 1));
        String material = drafts.item(drafts.find(draft).orElseThrow())
                .broughtByApplicant()
                .getFirst()
                .code();
        String uploads = base + "/material/" + material + "/uploads";
        assertThat(clerk.open(base + "/material/" + material).body()).contains("data-resume=\"" + uploads + "\"");
        int half = PDF.length / 2;
        String[] announced = {"name", "材料.pdf", "size", String.valueOf(PDF.length), "mark", "1"};
        String id = Uploading.id(clerk.send(uploads, announced).body());
        clerk.upload(uploads + "/" + id, Arrays.copyOf(PDF, half), "from", "0");

        Answer again = clerk.send(uploads, announced);
        assertThat(again.body()).as("after the cut").contains(id, "\"received\":" + half);
        Answer last = clerk.upload(
                uploads + "/" + id, Arrays.copyOfRange(PDF, half, PDF.length), "from", String.valueOf(half));

        assertThat(last.body()).contains("\"done\":true");
        assertThat(drafts.find(draft).orElseThrow().files(material)).hasSize(1);
        drafts.discard(drafts.find(draft).orElseThrow());
    }

    @Test
    @Proves("M-INT-27")
    void theSameQuestionsAreAnsweredAtTheWindow() throws Exception {
        Applicant somebody = city.somebody();
        Clerk clerk = pages.at("zx.window2");
        String holder = clerk.send("/desk/intake", "number", somebody.number()).location();
        String base = clerk.send(holder, "item", "teacher-qualification").location();
        UUID draft = UUID.fromString(base.substring(base.lastIndexOf('/') + 1));
        var item = drafts.item(drafts.find(draft).orElseThrow());
        var phone = item.form().questions().stream()
                .filter(question -> question.code().equals("phone"))
                .findFirst()
                .orElseThrow();
        var material = item.broughtByApplicant().getFirst();

        assertThat(clerk.open(base).status()).isEqualTo(200);
        assertThat(clerk.open(base + "/question/" + phone.code()).status()).isEqualTo(200);
        Answer wrong = clerk.send(base + "/question/" + phone.code(), "answer", "12");
        Answer right = clerk.send(base + "/question/" + phone.code(), "answer", "15400000077");
        clerk.open(base + "/material/" + material.code());
        Answer uploaded = clerk.upload(base + "/material/" + material.code(), PDF);
        Answer check = clerk.open(base + "/check");
        Answer early = clerk.send(base + "/submit", "key", UUID.randomUUID().toString());

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(right.status()).isEqualTo(303);
        assertThat(uploaded.status()).isEqualTo(303);
        assertThat(check.body()).contains("154****0077").doesNotContain("15400000077");
        assertThat(early.status()).as("gaps are said, nothing is handed in").isEqualTo(422);
        Dossier saved = drafts.find(draft).orElseThrow();
        assertThat(saved.files(material.code())).hasSize(1);
        assertThat(drafts.find(draft, somebody.holder()))
                .as("the applicant goes on with it at home")
                .isPresent();
        drafts.discard(saved);
    }

    @Test
    @Proves("M-INT-11")
    void nobodyPromisesAtTheWindowWhatHeMayNotPromiseAndTheClerkReadsWhy() throws Exception {
        Applicant somebody = city.somebody();
        city.brokePromise(somebody);
        Clerk clerk = pages.at("zx.window2");
        String of = clerk.send("/desk/intake", "number", somebody.number()).location();
        String hygiene = clerk.send(of, "item", "public-place-hygiene").location();
        String sand = clerk.send(of, "item", "river-sand-extraction").location();

        Answer broke = clerk.send(hygiene + "/commitment", "signs", "true");
        Answer excluded = clerk.send(sand + "/commitment", "signs", "true");

        assertThat(clerk.open(hygiene).body()).contains("修复以前不适用告知承诺").doesNotContain(hygiene + "/commitment");
        assertThat(clerk.open(hygiene + "/commitment").body())
                .contains("修复以前不适用告知承诺")
                .doesNotContain("name=\"signs\"");
        assertThat(broke.status()).isEqualTo(422);
        assertThat(broke.body()).contains("修复以前不适用告知承诺");
        assertThat(clerk.open(sand).body()).contains("不适用：直接关系公共安全；生态环境保护");
        assertThat(excluded.status()).isEqualTo(422);
        assertThat(excluded.body()).contains("不适用：直接关系公共安全；生态环境保护");
    }

    @Test
    void somebodyNewIsEnteredAtTheWindowAndTheLogKeepsNoNumber() throws Exception {
        Clerk clerk = pages.at("zx.window1");
        String number = TestNumbers.citizen().value();

        Answer unknown = clerk.send("/desk/intake", "number", number);
        Answer wrong = clerk.send("/desk/intake", "number", number, "name", "欧阳知春", "phone", "123");
        Answer other =
                clerk.send("/desk/intake", "number", "11010519491231002X", "name", "欧阳知春", "phone", "15400000088");
        Answer entered = clerk.send("/desk/intake", "number", number, "name", "欧阳知春", "phone", "15400000088");

        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.body()).contains("name=\"phone\"", number);
        assertThat(wrong.body()).contains("欧阳知春", "11 位手机号");
        assertThat(other.status()).as("whom the register does not know").isEqualTo(422);
        assertThat(other.body()).contains("不是同一个人的");
        assertThat(clerk.open(entered.location()).body()).contains("欧**春").doesNotContain(number);
        var person = people.find(org.yimen.identifier.CitizenId.of(number)).orElseThrow();
        assertThat(Trail.of(audit, DeskPages.CITY, List.of("desk.intake-lookup")))
                .anySatisfy(entry ->
                        assertThat(entry.subject()).isEqualTo(person.id().toString()))
                .noneSatisfy(entry -> assertThat(entry.toString()).contains(number));
    }

    @Test
    void aDraftStaysShutUntilItsApplicantWasLookedUp() throws Exception {
        Dossier draft = city.complete("tobacco-retail");
        Clerk clerk = pages.at("zx.window3");

        assertThat(clerk.open("/desk/intake/" + draft.id()).status()).isEqualTo(404);
        assertThat(clerk.open("/desk/intake/of/" + city.citizen().holder()).location())
                .isEqualTo("/desk/intake");
        assertThat(clerk.send("/desk/intake/" + draft.id() + "/submit", "key", City.key())
                        .status())
                .isEqualTo(404);
        drafts.discard(draft);
    }

    @Test
    @Proves("M-INT-27")
    void aTypedNumberOpensNothingThatWasBegunElsewhere() throws Exception {
        Applicant somebody = city.somebody();
        Dossier draft = city.complete(somebody, "food-business");
        String at = "/desk/intake/" + draft.id();
        String of = "/desk/intake/of/" + somebody.holder();
        Clerk clerk = pages.at("zx.window3");

        Answer typed = clerk.send("/desk/intake", "number", somebody.number());

        assertThat(typed.location()).isEqualTo(of);
        assertThat(clerk.open(of).body())
                .contains("只报号码不能打开", "href=\"#reader\"", "扫码或输入码")
                .doesNotContain("href=\"" + at, at + "/accept");
        for (String page : List.of("", "/check", "/question/phone", "/commitment")) {
            assertThat(clerk.open(at + page).location()).as(page).isEqualTo(of);
        }
        for (Answer asked : List.of(
                clerk.send(at + "/question/phone", "answer", "15400000099"),
                clerk.send(at + "/submit", "key", City.key()),
                clerk.send(at + "/accept", "key", City.key()))) {
            assertThat(asked.status()).isEqualTo(422);
            assertThat(asked.body()).contains("请刷申请人的身份证").doesNotContain(City.WORDS);
        }
        Answer again = clerk.send(of, "item", "food-business");
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.body()).contains("申请人已在别处开始");
        assertThat(desk.submitted(draft.id())).isEmpty();
        assertThat(drafts.find(draft.id())).contains(draft);
        drafts.discard(draft);
    }

    @Test
    @Proves("M-INT-27")
    void whatItsOwnerBeginsAtTheSameMomentNeverBecomesTheClerks() throws Exception {
        Applicant somebody = city.somebody();
        Clerk clerk = pages.at("zx.window3");
        String of = clerk.send("/desk/intake", "number", somebody.number()).location();

        Answer late = turns.before(
                "application.file " + DeskPages.CITY + ":" + somebody.holder(),
                () -> clerk.send(of, "item", "teacher-qualification"),
                () -> drafts.create(somebody, "teacher-qualification"));

        Dossier his = drafts.of(somebody.holder()).getFirst();
        assertThat(late.status()).isEqualTo(422);
        assertThat(late.body()).contains("申请人已在别处开始");
        assertThat(drafts.of(somebody.holder())).hasSize(1);
        assertThat(clerk.open("/desk/intake/" + his.id()).location()).isEqualTo(of);
        drafts.discard(his);
    }

    @Test
    @Proves("M-INT-27")
    void whatTheClerkBeginsForATypedNumberStaysOpenToHimAlone() throws Exception {
        Applicant somebody = city.somebody();
        Clerk clerk = pages.at("zx.window3");
        String of = clerk.send("/desk/intake", "number", somebody.number()).location();

        String begun = clerk.send(of, "item", "teacher-qualification").location();

        assertThat(clerk.open(begun).status()).isEqualTo(200);
        assertThat(clerk.open(of).body()).contains("href=\"" + begun).doesNotContain("只报号码不能打开");
        Clerk later = pages.at("zx.window3");
        later.send("/desk/intake", "number", somebody.number());
        assertThat(later.open(begun).status()).as("he signed in anew").isEqualTo(200);
        Clerk other = pages.at("zx.window2");
        other.send("/desk/intake", "number", somebody.number());
        assertThat(other.open(begun).location()).isEqualTo(of);
        UUID draft = UUID.fromString(begun.substring(begun.lastIndexOf('/') + 1));
        drafts.discard(drafts.find(draft).orElseThrow());
    }

    @Test
    void aLicenceIsGivenUpOnlyByWhoStandsThereAndWhatElseIsHandedInForATypedNumberIsToldToItsOwner() throws Exception {
        Applicant somebody = city.somebody();
        CaseId id = city.submitted(somebody, "food-business").id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        city.review(id);
        desk.write(id, city.at("SJ/chief"), City.key(), null, Command.Grant::new);
        desk.issue(id, city.at("SJ/chief"), City.key(), null);
        Clerk clerk = pages.at("zx.window3");
        String of = clerk.send("/desk/intake", "number", somebody.number()).location();

        UUID ends = completed(clerk.send(of, "item", "food-business-cancellation"));
        Answer refused = clerk.send("/desk/intake/" + ends + "/submit", "key", City.key());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("请刷申请人的身份证");
        assertThat(desk.submitted(ends)).isEmpty();
        UUID begins = completed(clerk.send(of, "item", "teacher-qualification"));
        String key = City.key();
        assertThat(clerk.send("/desk/intake/" + begins + "/submit", "key", key).status())
                .isEqualTo(303);
        clerk.send("/desk/intake/" + begins + "/submit", "key", key);
        assertThat(outbox.of(DeskPages.CITY, somebody.holder(), "handed-in:" + begins))
                .as("he hears of it, once")
                .filteredOn(message -> message.way() == Way.INBOX)
                .hasSize(1);

        var _ = verifications.verified(somebody.person(), Verification.How.PASSWORD, Channel.WEB, DeskPages.CITY);
        clerk.send(
                "/desk/intake",
                "number",
                verifications.code(somebody.person()).orElseThrow().spelt());
        assertThat(clerk.send("/desk/intake/" + ends + "/submit", "key", City.key())
                        .status())
                .isEqualTo(303);
        assertThat(desk.submitted(ends)).isPresent();
        assertThat(outbox.of(DeskPages.CITY, somebody.holder(), "handed-in:" + ends))
                .isEmpty();
    }

    private UUID completed(Answer begun) {
        String at = begun.location();
        UUID id = UUID.fromString(at.substring(at.lastIndexOf('/') + 1));
        city.complete(drafts.find(id).orElseThrow());
        return id;
    }

    @Test
    @Proves("M-INT-27")
    void whatIsKnownOfATypedNumberIsMaskedUntilACardAndMayBeSaidAnew() throws Exception {
        Applicant somebody = city.somebody();
        Clerk clerk = pages.at("zx.window3");
        String of = clerk.send("/desk/intake", "number", somebody.number()).location();
        String begun = clerk.send(of, "item", "teacher-qualification").location();
        UUID id = UUID.fromString(begun.substring(begun.lastIndexOf('/') + 1));
        String section = begun + "/section/applicant";

        assertThat(clerk.open(begun).body()).doesNotContain(somebody.name());
        assertThat(clerk.open(section).body())
                .contains(somebody.maskedName(), somebody.maskedPhone(), "不改就空着")
                .doesNotContain(somebody.name(), somebody.phone());
        assertThat(clerk.open(begun + "/question/phone").body())
                .contains(somebody.maskedPhone())
                .doesNotContain(somebody.phone());
        clerk.send(section, "has-q-phone", "1", "q-phone", "", "has-q-applicant-name", "1", "q-applicant-name", "");
        assertThat(answer(id, "phone")).as("an empty field keeps what is known").containsExactly(somebody.phone());
        assertThat(clerk.send(begun + "/answers", "has-q-phone", "1", "q-phone", "")
                        .body())
                .as("nothing by which a number could be tried")
                .doesNotContain("\"marks\":{\"q-phone");
        clerk.send(section, "has-q-phone", "1", "q-phone", "15400000088");
        assertThat(answer(id, "phone")).as("he says another one").containsExactly("15400000088");
        assertThat(clerk.open(section).body()).contains("15400000088");

        pages.arrives(somebody.person(), clerk);

        assertThat(clerk.open(section).body())
                .contains("value=\"" + somebody.name() + "\"")
                .doesNotContain("不改就空着");
        drafts.discard(drafts.find(id).orElseThrow());
    }

    private List<String> answer(UUID draft, String question) {
        return drafts.find(draft).orElseThrow().answers().all(question);
    }

    @Test
    @Proves("M-INT-27")
    void theVisitCodeOpensWhatWasBegunElsewhereAndTheCheckIsMasked() throws Exception {
        Applicant somebody = city.somebody();
        Dossier draft = city.complete(somebody, "food-business");
        verifications.verified(somebody.person(), Verification.How.ID_CARD, Channel.WEB, "");
        String code = verifications.code(somebody.person()).orElseThrow().text();
        Clerk clerk = pages.at("zx.window3");

        String opened = clerk.send("/desk/intake", "number", code).location();

        assertThat(opened).isEqualTo("/desk/intake/" + draft.id() + "/check");
        Answer check = clerk.open(opened);
        assertThat(check.status()).isEqualTo(200);
        assertThat(check.body())
                .contains(somebody.maskedNumber(), somebody.maskedPhone())
                .doesNotContain(somebody.number(), somebody.phone());
        clerk.send("/desk/intake", "number", somebody.number());
        assertThat(clerk.open(opened).status())
                .as("a number typed later takes nothing away")
                .isEqualTo(200);
        drafts.discard(draft);
    }

    @Test
    void onlyTheWindowTakesIn() throws Exception {
        for (String login : List.of("wjw.examiner1", "wjw.chief", "zx.supervisor", "zx.director")) {
            Clerk other = pages.at(login);
            assertThat(other.open("/desk/intake").status()).as(login).isEqualTo(403);
            assertThat(other.send("/desk/intake", "number", City.CITIZEN).status())
                    .as(login)
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "629901199503124525", "hello", "91629901MA9900B28V"})
    void aWrongNumberIsSaidAndKept(String number) throws Exception {
        Answer answer = pages.at("zx.window1").send("/desk/intake", "number", number);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("号码不对", "href=\"#number\"", number.toUpperCase(java.util.Locale.ROOT));
    }

    @Test
    void forAFirmTheAgentWhoIsHereIsChosen() throws Exception {
        Clerk clerk = pages.at("zx.window1");
        String holder =
                clerk.send("/desk/intake", "number", "91629901MA9900B28U").location();
        String page = clerk.open(holder).body();
        assertThat(page).contains("安澜市云杉建设工程有限公司", "name=\"person\"");

        Answer nobody = clerk.send(holder, "item", "food-business");
        int at = page.indexOf("name=\"person\"");
        int value = page.indexOf("value=\"", at) + 7;
        Answer begun =
                clerk.send(holder, "item", "food-business", "person", page.substring(value, page.indexOf('"', value)));

        assertThat(nobody.status()).isEqualTo(422);
        assertThat(begun.status()).isEqualTo(303);
        UUID draft = UUID.fromString(begun.location().substring(begun.location().lastIndexOf('/') + 1));
        Applicant applicant = drafts.find(draft).orElseThrow().applicant();
        assertThat(applicant.entity()).isTrue();
        assertThat(applicant.agentName()).isNotNull();
        drafts.discard(drafts.find(draft).orElseThrow());
    }

    @Test
    @Proves("M-CAT-10")
    void noCaseIsBegunForAnItemThatIsNotPublished() throws Exception {
        time.advance(Duration.ofHours(5));
        Clerk clerk = pages.at("zx.window1");
        String holder = clerk.send("/desk/intake", "number", City.CITIZEN).location();

        Answer answer = clerk.send(holder, "item", "licence-to-breathe");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("没有这个事项");
        assertThat(pages.at("zx.supervisor")
                        .open(DeskPages.attempts(time.instant()))
                        .body())
                .contains("没有这个事项");
    }

    @Test
    void anItemForFirmsIsNotTakenInForAPerson() throws Exception {
        Clerk clerk = pages.at("zx.window1");
        String holder = clerk.send("/desk/intake", "number", City.CITIZEN).location();

        Answer answer = clerk.send(holder, "item", "construction-permit");

        assertThat(answer.status()).isEqualTo(422);
    }

    @Test
    void theOneWhoHandsInAtTheWindowIsOnRecord() throws Exception {
        Dossier draft = city.complete("minimum-living-allowance");
        Clerk clerk = pages.at("zx.window2");
        clerk.send("/desk/intake/card", "card", "chen");

        clerk.send("/desk/intake/" + draft.id() + "/submit", "key", City.key());

        var file = desk.find(new CaseId(DeskPages.CITY, draft.id()));
        assertThat(file.version()).isPositive();
        assertThat(clerk.open("/desk/cases/" + draft.id()).body()).contains("姚远航", "窗口");
    }
}
