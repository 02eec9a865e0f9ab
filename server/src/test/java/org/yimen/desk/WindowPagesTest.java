package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yimen.application.Applicant;
import org.yimen.application.Applicants;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.Checkpoints;
import org.yimen.application.City;
import org.yimen.application.Dossier;
import org.yimen.application.Drafts;
import org.yimen.application.LineResults;
import org.yimen.application.PreChecks;
import org.yimen.application.Waivers;
import org.yimen.application.WindowEntries;
import org.yimen.application.WindowEntries.Way;
import org.yimen.casework.CaseDesk;
import org.yimen.casework.CaseId;
import org.yimen.desk.Clerk.Answer;
import org.yimen.identifier.CitizenId;
import org.yimen.identity.Channel;
import org.yimen.identity.Passwords;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.TestNumbers;
import org.yimen.identity.Verification;
import org.yimen.identity.Verifications;
import org.yimen.platform.CityTime;
import org.yimen.portal.Browser;
import org.yimen.testing.HallTest;
import org.yimen.testing.Law;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** What a window clerk does in one screen, beside the person who stands there. */
@HallTest
class WindowPagesTest {

    private static final String PASSWORD = "Right-password-1";
    private static final String HYGIENE = "public-place-hygiene";
    private static final String PROPERTY = "immovable-transfer";

    @LocalServerPort
    private int port;

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private People people;

    @Autowired
    private Passwords passwords;

    @Autowired
    private Applicants applicants;

    @Autowired
    private Drafts drafts;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private PreChecks preChecks;

    @Autowired
    private Waivers waivers;

    @Autowired
    private WindowEntries entries;

    @Autowired
    private LineResults lines;

    @Autowired
    private Verifications verifications;

    @Autowired
    private CaseDesk cases;

    @Autowired
    private TestTime time;

    @Test
    @Proves("M-INT-03")
    @Law(value = "行政许可法 第三十二条第一款第四项", rule = "PreChecks: no term runs before the submission")
    void aDraftIsLookedAtBeforeTheVisitAndAcceptedOnArrivalWithOneClick() throws Exception {
        CitizenId number = TestNumbers.citizen();
        Person person = people.register("预审人", number, "15400000031", passwords.hash(PASSWORD));
        Dossier draft = city.complete(applicants.of(person.id(), null), HYGIENE);
        String check = "/apply/draft/" + draft.id() + "/check";
        Browser home = signedIn(person, number);
        Clerk clerk = pages.at("zx.window1");
        assertThat(clerk.open("/desk/pre-checks/" + draft.id()).status())
                .as("nobody asked, so nobody looks")
                .isEqualTo(404);

        assertThat(home.open(check).body()).contains("预审（自愿）", "五个工作日", "从正式提交起算");
        home.send("/apply/draft/" + draft.id() + "/pre-check", Map.of());
        String at = "/desk/pre-checks/" + draft.id();
        assertThat(clerk.open("/desk/pre-checks").body()).contains(at);
        Answer page = clerk.open(at);
        assertThat(page.body()).contains("受理前逐条核对").doesNotContain(number.value(), "15400000031");
        Answer silent = clerk.send(at, "seen", page.hidden("seen"), "answer", "defects");
        Answer listed = clerk.send(
                at,
                "seen",
                page.hidden("seen"),
                "answer",
                "defects",
                "defect",
                "floor-plan",
                "what-floor-plan",
                "没有标出消毒间",
                "defect",
                "answer:phone",
                "what-answer:phone",
                "少一位");

        assertThat(silent.status()).isEqualTo(422);
        assertThat(listed.location()).isEqualTo("/desk/pre-checks");
        assertThat(home.open(check).body()).contains("发现 2 处要改", "没有标出消毒间", "少一位");
        assertThat(desk.submitted(draft.id())).as("no case, no clock").isEmpty();

        home.send("/apply/draft/" + draft.id() + "/pre-check", Map.of());
        String seen = clerk.open(at).hidden("seen");
        Answer unlooked = clerk.send(at, "seen", seen, "answer", "pass");
        Answer passed = clerk.send(at, passing(draft, seen));
        assertThat(unlooked.status()).isEqualTo(422);
        assertThat(passed.location()).isEqualTo("/desk/pre-checks");
        assertThat(home.open(check).body()).contains("预审通过");

        String of = clerk.send("/desk/intake", "number", number.value()).location();
        assertThat(clerk.open(of).body())
                .as("a typed number accepts nothing that was begun at home")
                .doesNotContain("预审已通过：受理");
        verifications.verified(person.id(), Verification.How.ID_CARD, Channel.WEB, "");
        String code = verifications.code(person.id()).orElseThrow().text();
        clerk.send("/desk/intake", "number", code);
        Answer arrived = clerk.open(of);
        assertThat(arrived.body()).contains("预审已通过：受理");
        String key = arrived.hidden("key");
        Answer accepted = clerk.send("/desk/intake/" + draft.id() + "/accept", "key", key);
        Answer again = clerk.send("/desk/intake/" + draft.id() + "/accept", "key", key);

        CaseId id = new CaseId(DeskPages.CITY, draft.id());
        assertThat(accepted.location()).isEqualTo("/desk/cases/" + draft.id() + "?done=accept");
        assertThat(again.location()).isEqualTo(accepted.location());
        assertThat(desk.find(id).state()).isInstanceOf(State.Reviewing.class);
        assertThat(desk.dossier(id).content().files()).isEqualTo(draft.content().files());
        assertThat(cases.history(id))
                .extracting(event -> event.type())
                .containsOnlyOnce("Submitted", "Checked", "Accepted");
    }

    @Test
    @Proves("M-INT-13")
    void whoComesInHasHisPapersFetchedAndIsToldWhatIsLacking() throws Exception {
        Applicant somebody = city.somebody();
        Applicant unanswered = city.somebodyUnanswered();
        Dossier fetched = passed(city.complete(somebody, HYGIENE));
        Dossier lacking = passed(city.complete(unanswered, HYGIENE));
        Clerk clerk = pages.at("zx.window1");

        pages.arrives(somebody.person(), clerk);
        Answer accepted = clerk.send("/desk/intake/" + fetched.id() + "/accept", "key", City.key());
        pages.arrives(unanswered.person(), clerk);
        Answer refused = clerk.send("/desk/intake/" + lacking.id() + "/accept", "key", City.key());

        assertThat(accepted.location()).isEqualTo("/desk/cases/" + fetched.id() + "?done=accept");
        assertThat(sources(fetched.id())).contains(Waivers.Source.SHARED).doesNotContain(Waivers.Source.OFFICE);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("有材料没有取到", "卫生健康委员会没有答复");
        assertThat(desk.submitted(lacking.id())).isEmpty();
        drafts.discard(drafts.find(lacking.id()).orElseThrow());
    }

    @Test
    @Proves("M-INT-13")
    void forWhomOnlySaidHisNumberNoSourceIsAsked() throws Exception {
        Clerk clerk = pages.at("zx.window2");
        String of =
                clerk.send("/desk/intake", "number", city.somebody().number()).location();
        String base = clerk.send(of, "item", HYGIENE).location();
        UUID draft = UUID.fromString(base.substring(base.lastIndexOf('/') + 1));
        city.complete(drafts.find(draft).orElseThrow());

        Answer sent =
                clerk.send(base + "/submit", "key", clerk.open(base + "/check").hidden("key"));

        assertThat(sent.location()).isEqualTo("/desk/cases/" + draft);
        assertThat(sources(draft)).contains(Waivers.Source.OFFICE).doesNotContain(Waivers.Source.SHARED);
    }

    private List<Waivers.Source> sources(UUID id) {
        return waivers.ofCase(DeskPages.CITY, id).stream()
                .map(Waivers.Entered::source)
                .toList();
    }

    @Test
    @Proves("M-INT-03")
    void whatPassedAndIsSubmittedOnlineIsAcceptedWithOneClickAndWhatWasChangedIsNot() throws Exception {
        Dossier same = passed(city.complete(city.somebody(), HYGIENE));
        Dossier other = passed(city.complete(city.somebody(), HYGIENE));
        var phone = drafts.item(other).form().question("phone").orElseThrow();
        Dossier changed = drafts.answer(other, phone, List.of("15400000098"));
        Clerk clerk = pages.at("zx.window1");

        CaseId id = submit(same);
        CaseId second = submit(changed);

        assertThat(clerk.open("/desk/cases/" + id.value()).body()).contains("预审或收件时已核对");
        assertThat(clerk.open("/desk/cases/" + second.value()).body()).doesNotContain("预审或收件时已核对");
    }

    @Test
    @Proves("M-INT-02")
    void theApplicantsCodeOpensTheFilledCaseAndTheEntryTimeIsComparedWithTyping() throws Exception {
        Clerk clerk = pages.at("zx.window2");
        CitizenId number = TestNumbers.citizen();
        Person person = people.enter("扫码人", number, "15400000032");
        Dossier draft = city.complete(applicants.of(person.id(), null), HYGIENE);
        verifications.verified(person.id(), Verification.How.ID_CARD, Channel.WEB, "");
        String code = verifications.code(person.id()).orElseThrow().text();

        Answer scanned = clerk.send("/desk/intake", "number", code);
        String base = "/desk/intake/" + draft.id();
        assertThat(scanned.location()).isEqualTo(base + "/check");
        Answer check = clerk.open(scanned.location());
        assertThat(check.body()).contains(City.WORDS);
        clerk.send(base + "/submit", "key", check.hidden("key"));
        time.advance(Duration.ofSeconds(40));
        accept(clerk, draft.id());

        CitizenId typist = TestNumbers.citizen();
        Person slow = people.enter("手填人", typist, "15400000033");
        String of = clerk.send("/desk/intake", "number", typist.value()).location();
        String typed = clerk.send(of, "item", HYGIENE).location();
        UUID begun = UUID.fromString(typed.substring(typed.lastIndexOf('/') + 1));
        drafts.discard(drafts.find(begun).orElseThrow());
        Dossier full = city.complete(applicants.of(slow.id(), null), HYGIENE);
        entries.opened(
                DeskPages.CITY, full.id(), Way.TYPED, city.at("ZX/window").id());
        time.advance(Duration.ofMinutes(10));
        accept(clerk, submit(full).value());

        YearMonth month = YearMonth.from(CityTime.day(time.instant()));
        var from = CityTime.startOf(month.atDay(1));
        var until = CityTime.startOf(month.plusMonths(1).atDay(1));
        assertThat(entries.cases(DeskPages.CITY, from, until)).anySatisfy(line -> {
            assertThat(line.caseId()).isEqualTo(draft.id());
            assertThat(line.way()).isEqualTo(Way.QR);
            assertThat(line.seconds()).isBetween(40L, 60L);
        });
        assertThat(entries.cases(DeskPages.CITY, from, until)).anySatisfy(line -> {
            assertThat(line.caseId()).isEqualTo(full.id());
            assertThat(line.way()).isEqualTo(Way.TYPED);
            assertThat(line.seconds()).isBetween(600L, 640L);
        });
        assertThat(pages.at("zx.supervisor").open("/desk/entry-times").body())
                .contains("扫码", "窗口手工录入", "中位数", "每件没有预填的答案")
                .contains("href=\"/desk/cases/");
        assertThat(pages.at("zx.hall").open("/desk/entry-times").body())
                .as("he looks at times, and no case opens for him")
                .contains("扫码", "中位数")
                .doesNotContain("href=\"/desk/cases/");
    }

    @ParameterizedTest
    @ValueSource(strings = {PROPERTY, "tax-deregistration"})
    @Proves("M-INT-17")
    void anItemOfALineSystemIsSubmittedOnlineAndDecidedAtTheWindowByWhatWasKeyedBack(String item) throws Exception {
        CaseId id = city.accepted(item).id();
        // A number of the line is entered once.
        String head = item.equals(PROPERTY) ? "BDC" : "SW";
        city.review(id);
        String at = "/desk/cases/" + id.value();
        String department = desk.item(desk.find(id)).department();
        Clerk chief = pages.at(department.toLowerCase(java.util.Locale.ROOT) + ".chief");
        var files = desk.dossier(id).content().files();
        var line = Objects.requireNonNull(desk.item(desk.find(id)).mode().lineSystem());
        String system = line.zh();
        String before = chief.open(at).body();
        assertThat(before).contains("垂管系统", "网上提交的材料就是档案", system);
        assertThat(before)
                .as("nobody is offered what would be refused")
                .doesNotContain(at + "/do/grant", at + "/do/refuse");

        Answer early = act(chief, id, "grant");
        Answer without = chief.send(at + "/line", "number", head + "2026-000123", "on", today());
        Answer stranger = pages.at("zx.window1")
                .send(at + "/line", "number", head + "2026-000123", "result", "granted", "on", today());
        Answer keyed = chief.send(at + "/line", "number", head + " 2026-000123", "result", "granted", "on", today());
        Answer again = chief.send(
                at + "/line", "number", " " + head + "\u3000 2026-000123", "result", "granted", "on", today());
        Answer other = chief.send(at + "/line", "number", head + "2026-000999", "result", "refused", "on", today());

        assertThat(early.status()).isEqualTo(422);
        assertThat(early.body()).contains("请先回录那里的结果");
        assertThat(without.status()).isEqualTo(422);
        assertThat(stranger.status()).isEqualTo(403);
        assertThat(keyed.location()).isEqualTo(at);
        assertThat(again.location()).isEqualTo(at);
        assertThat(other.status()).isEqualTo(422);
        assertThat(lines.of(id)).map(LineResults.Keyed::number).contains(head + " 2026-000123");
        assertThat(chief.open(at).body()).contains(at + "/do/grant").doesNotContain(at + "/do/refuse");
        assertThat(act(chief, id, "grant").location()).isEqualTo(at + "?done=grant");
        assertThat(desk.dossier(id).content().files()).isEqualTo(files);
    }

    @Test
    @Law(value = "行政许可法 第三十二条第一款第三项", rule = "Checkpoints: errors may be corrected on the spot")
    void anObviousErrorIsCorrectedOnTheSpotOnceTheApplicantAgrees() throws Exception {
        Applicant somebody = city.somebody();
        CaseId id = city.submitted(somebody, HYGIENE).id();
        String at = "/desk/cases/" + id.value();
        Clerk clerk = pages.at("zx.window1");
        pages.arrives(somebody.person(), clerk);
        String key = clerk.open(at + "/correct?question=place-name").hidden("key");

        Answer disagreed = clerk.send(at + "/correct/place-name", "key", key, "answer-place-name", "云溪浴室");
        Answer wrong = clerk.send(at + "/correct/place-name", "key", key, "answer-place-name", "", "agreed", "true");
        String[] click = {"key", City.key(), "answer-place-name", "云溪浴室", "agreed", "true"};
        Answer done = clerk.send(at + "/correct/place-name", click);
        Answer again = clerk.send(at + "/correct/place-name", click);

        assertThat(disagreed.status()).isEqualTo(422);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(done.location()).isEqualTo(at);
        assertThat(again.location()).isEqualTo(at);
        assertThat(desk.dossier(id).answers().one("place-name")).contains("云溪浴室");
        assertThat(desk.dossier(id).before("place-name")).isNotNull();
        assertThat(cases.history(id)).extracting(event -> event.type()).containsOnlyOnce("CorrectedOnTheSpot");
        assertThat(clerk.open(at).body()).contains("经申请人同意当场更正");

        assertThat(act(clerk, id, "accept").location()).isEqualTo(at + "?done=accept");
        assertThat(clerk.open(at + "/correct").location()).isEqualTo(at + "?moved=true");
    }

    private Dossier passed(Dossier draft) {
        preChecks.ask(draft);
        preChecks.answer(draft, city.at("ZX/window").id(), draft.version(), List.of(), everything(draft));
        return draft;
    }

    private CaseId submit(Dossier draft) {
        var actor = org.yimen.casework.Actor.applicant(
                draft.applicant().holder(), draft.applicant().person());
        return desk.submit(draft, actor, "web", City.key()).id();
    }

    private String[] passing(Dossier draft, String seen) {
        var fields = new ArrayList<>(List.of("seen", seen, "answer", "pass"));
        everything(draft).forEach(point -> fields.addAll(List.of("looked", point)));
        return fields.toArray(String[]::new);
    }

    private List<String> everything(Dossier draft) {
        return Checkpoints.of(drafts.item(draft), draft).stream()
                .map(Checkpoints.Point::id)
                .toList();
    }

    private void accept(Clerk clerk, UUID id) throws Exception {
        assertThat(act(clerk, new CaseId(DeskPages.CITY, id), "accept").location())
                .endsWith("?done=accept");
    }

    private Answer act(Clerk clerk, CaseId id, String code) throws Exception {
        return clerk.proven(
                "/desk/cases/" + id.value() + "/do/" + code,
                "key",
                City.key(),
                "seen",
                Long.toString(desk.find(id).version()),
                "others",
                "no");
    }

    private String today() {
        return CityTime.day(time.instant()).toString();
    }

    private Browser signedIn(Person person, CitizenId number) throws Exception {
        var own = new Browser(port);
        own.signIn(person.name(), number, PASSWORD);
        return own;
    }
}
