package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.CaseViews;
import org.yimen.application.City;
import org.yimen.application.Dossier;
import org.yimen.application.Drafts;
import org.yimen.application.Gaps;
import org.yimen.application.PdfText;
import org.yimen.application.Promises;
import org.yimen.application.Restoration;
import org.yimen.application.Restorations;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.desk.Clerk.Answer;
import org.yimen.document.SealedPapers;
import org.yimen.hotline.OrderDesk;
import org.yimen.hotline.WorkOrder;
import org.yimen.hotline.WorkOrders;
import org.yimen.identity.Person;
import org.yimen.platform.CityTime;
import org.yimen.portal.Browser;
import org.yimen.supervision.SupervisedNow;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** A case that is accepted while a paper is missing, through the pages of the desk. */
@HallTest
class GapsPagesTest {

    private static final String HYGIENE = "public-place-hygiene";
    private static final String RULES = "hygiene-rules";
    private static final byte[] PDF = "%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private Drafts drafts;

    @Autowired
    private Promises promises;

    @Autowired
    private Restorations restorations;

    @Autowired
    private SupervisedNow supervised;

    @Autowired
    private OrderDesk orderDesk;

    @Autowired
    private WorkOrders orders;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    @Autowired
    private CaseViews views;

    @Autowired
    private SealedPapers papers;

    @Autowired
    private TestTime time;

    private CaseId id;
    private LocalDate by;

    @BeforeEach
    void aCaseWithAPromise() {
        restoreEverybody();
        Dossier draft = city.complete(HYGIENE);
        Material rules = drafts.item(draft).materials().stream()
                .filter(material -> material.code().equals(RULES))
                .findFirst()
                .orElseThrow();
        draft = drafts.detach(draft, draft.files(RULES).getFirst().id());
        assertThat(drafts.gaps(draft)).hasSize(1);
        by = drafts.latestPromise(draft, rules).orElseThrow();
        draft = drafts.promise(draft, rules, by);
        assertThat(drafts.gaps(draft)).isEmpty();
        id = desk.submit(draft, applicant(), "web", City.key()).id();
    }

    @Test
    @Proves({"M-INT-04", "M-INT-09", "M-INT-10"})
    void theWindowAcceptsWithTheGapTakesThePaperInAndChecksIt() throws Exception {
        Clerk window = pages.at("zx.window1");
        String address = "/desk/cases/" + id.value();
        assertThat(window.open(address).body()).contains("容缺受理").doesNotContain(address + "/do/accept\"");
        assertThat(window.open(address + "/do/accept-with-gaps").body()).contains("卫生管理制度", "补交");

        assertThat(send(window, "accept-with-gaps").location()).isEqualTo(address + "?done=accept-with-gaps");
        assertThat(acceptancePaper())
                .contains("主要申请材料齐全", "现予容缺受理", "卫生管理制度", "承诺于", by.getMonthValue() + "月" + by.getDayOfMonth() + "日前补交")
                .doesNotContain("经审查，申请材料齐全");
        city.special(id, desk.item(desk.find(id)).plan().steps().getFirst());
        Clerk examiner = pages.at("wjw.examiner1");
        assertThat(examiner.open(address).body())
                .as("the phrase that one signs is there to be read, and says what is missing")
                .contains("除申请人承诺补交的材料外");
        assertThat(send(examiner, "review", "department", "WJW", "favourable", "true", "opinion", " ")
                        .status())
                .as("an opinion without a word")
                .isEqualTo(422);
        city.review(id);
        Clerk chief = pages.at("wjw.chief");
        assertThat(chief.open(address).body())
                .as("nobody is offered what the law forbids, and he reads why")
                .contains(address + "/do/find-ready", "不能作出准予决定")
                .doesNotContain("action=\"" + address + "/do/grant\"", "href=\"" + address + "/do/grant\"");
        assertThat(send(chief, "grant").status()).isEqualTo(422);
        assertThat(send(chief, "find-ready").status()).isEqualTo(303);
        assertThat(desk.find(id).state()).isInstanceOf(State.ReadyToGrant.class);

        String because = "又有人反映" + id.value().toString().substring(0, 4);
        assertThat(chief.open(address).body()).contains(address + "/do/send-back");
        assertThat(send(chief, "send-back", "departments", "WJW", "reason", because)
                        .status())
                .isEqualTo(303);
        assertThat(desk.find(id).state()).isInstanceOf(State.Reviewing.class);
        assertThat(pages.at("zx.supervisor").open("/desk/deviations").body())
                .contains(because, "又退回重新审查", desk.find(id).number());
        assertThat(send(examiner, "review", "department", "WJW", "favourable", "true", "opinion", "复查合格")
                        .status())
                .isEqualTo(303);
        assertThat(send(chief, "find-ready").status()).isEqualTo(303);

        assertThat(window.open(address + "/gaps").body()).contains("请刷申请人的身份证");
        pages.arrives(desk.applicant(desk.find(id)).person(), window);
        assertThat(window.open(address + "/gaps").body()).contains("补交承诺的材料");
        String uploads = address + "/uploads/" + RULES;
        Answer begun = window.send(uploads, "name", "制度.pdf", "size", String.valueOf(PDF.length), "mark", "1");
        String upload = Uploading.id(begun.body());
        assertThat(window.upload(uploads + "/" + upload, PDF, "from", "0").body())
                .contains("\"done\":true");
        assertThat(window.upload(address + "/gaps/" + RULES, new byte[0], "key", City.key(), "upload", upload)
                        .location())
                .isEqualTo(address + "?done=supply");
        Answer checked = send(window, "check-gap", "material", RULES, "good", "true");
        assertThat(checked.status()).isEqualTo(303);
        assertThat(send(chief, "grant").status()).isEqualTo(303);
        assertThat(desk.find(id).state()).isInstanceOf(State.Granted.class);
    }

    @Test
    @Proves("M-INT-10")
    void whoDoesNotBringItIsMarkedAndPromisesNothingMoreUntilTheHeadRestoresHim() throws Exception {
        assertThat(send(pages.at("zx.window1"), "accept-with-gaps").status()).isEqualTo(303);
        time.set(CityTime.startOf(by).minus(Duration.ofDays(1)));
        desk.wake(id);
        time.set(CityTime.startOf(by.plusDays(1)));
        desk.wake(id);

        assertThat(Gaps.of(desk.find(id).state()).missing()).allMatch(Gaps.Gap::isBroken);
        assertThat(promises.areKeptBy(DeskPages.CITY, applicant().id())).isFalse();
        Dossier next = city.complete(HYGIENE);
        next = drafts.detach(next, next.files(RULES).getFirst().id());
        assertThat(drafts.latestPromise(next, material(next))).isEmpty();

        Clerk head = pages.at("wjw.head");
        assertThat(head.open("/desk/promises").body()).contains("没有按期补交：公共场所卫生管理制度", "予以修复", "告知承诺经核查不实，许可后检查不合格");
        assertThat(pages.at("sl.head").open("/desk/promises").body())
                .as("another department's case opens for no head")
                .contains("没有按期补交：公共场所卫生管理制度")
                .doesNotContain("href=\"/desk/cases/" + id.value());
        String restore = "/desk/promises/" + id.value() + "/" + RULES + "/restore";
        assertThat(pages.at("zx.supervisor").send(restore, "reason", "说情").status())
                .isEqualTo(404);
        assertThat(head.send(restore, "reason", " ").status()).isEqualTo(422);
        assertThat(head.send(restore, "reason", "已补交并核实").status()).isEqualTo(303);
        assertThat(promises.areKeptBy(DeskPages.CITY, applicant().id())).isTrue();
    }

    @Test
    @Proves("M-INT-12")
    void whoIsExcludedAsksToBeRestoredWithAProofAndTheDepartmentAnswersWithReasons() throws Exception {
        Person guest = pages.registered("守信人");
        jdbc.sql("""
                        insert into application.broken_promise
                               (region_code, case_id, material, holder_id, due_on, broken_on, kind)
                        values (:region, :case, 'commitment', :holder, date '2026-11-17', date '2026-11-18', 'commitment')
                        """)
                .param("region", DeskPages.CITY)
                .param("case", id.value())
                .param("holder", guest.id())
                .update();
        Browser home = Browser.signedIn(port, guest, DeskPages.PASSWORD);
        String ask = "/me/promises/" + id.value() + "/commitment";
        assertThat(home.open("/me/promises").body()).contains(ask, "申请信用修复");
        assertThat(home.upload(ask, "", new byte[0], wish("已经补办")).body()).contains("请附上证明已经纠正的材料");
        String form = home.page();
        assertThat(home.upload(ask, "整改.pdf", PDF, wish("已经补办")).statusCode()).isEqualTo(303);
        home.still(form);
        assertThat(home.upload(ask, "整改.pdf", PDF, wish("再催一次")).body()).contains("已经申请过，请等答复");
        Restoration first = restorations.ofHolder(DeskPages.CITY, guest.id()).getFirst();
        assertThat(first.dueOn()).isEqualTo(LocalDate.of(2026, 12, 2));

        Clerk head = pages.at("wjw.head");
        String answer = "/desk/promises/restorations/" + first.id();
        assertThat(head.open("/desk/promises").body()).contains(answer, "已经补办");
        assertThat(head.open(answer + "/file").status()).isEqualTo(200);
        assertThat(pages.at("sl.head").open("/desk/promises").body()).doesNotContain(answer + "\"");
        assertThat(pages.at("sl.head")
                        .send(answer, "key", City.key(), "granted", "true", "reason", "说情")
                        .status())
                .isEqualTo(404);
        assertThat(head.send(answer, "key", City.key(), "granted", "false", "reason", " ")
                        .status())
                .as("a refusal has reasons")
                .isEqualTo(422);
        assertThat(head.send(answer, "key", City.key(), "granted", "false", "reason", "还差一份检测报告")
                        .status())
                .isEqualTo(303);
        assertThat(home.open("/me/promises").body()).contains("还差一份检测报告", ask);
        assertThat(promises.areKeptBy(DeskPages.CITY, guest.id())).isFalse();

        time.advance(Duration.ofMinutes(1));
        assertThat(home.upload(ask, "报告.pdf", PDF, wish("检测报告已补")).statusCode()).isEqualTo(303);
        Restoration second = restorations.ofHolder(DeskPages.CITY, guest.id()).stream()
                .filter(each -> each.answer() == null)
                .findFirst()
                .orElseThrow();
        assertThat(head.send(
                                "/desk/promises/restorations/" + second.id(),
                                "key",
                                City.key(),
                                "granted",
                                "true",
                                "reason",
                                "材料齐全")
                        .status())
                .isEqualTo(303);
        assertThat(promises.areKeptBy(DeskPages.CITY, guest.id())).isTrue();
        assertThat(home.open("/me/promises").body()).contains("材料齐全").doesNotContain("action=\"" + ask);
    }

    @Test
    @Proves("M-INT-12")
    void theAnswerToWhoAsksToBeRestoredHasADayThatClimbsAndEndsWithTheAnswer() throws Exception {
        UUID holder = pages.registered("守信人").id();
        jdbc.sql("""
                        insert into application.broken_promise
                               (region_code, case_id, material, holder_id, due_on, broken_on, kind)
                        values (:region, :case, 'commitment', :holder, date '2026-11-17', date '2026-11-18', 'commitment')
                        """)
                .param("region", DeskPages.CITY)
                .param("case", id.value())
                .param("holder", holder)
                .update();
        UUID asked = UUID.randomUUID();
        restorations.ask(
                DeskPages.CITY,
                promises.ofHolder(DeskPages.CITY, holder).getFirst(),
                holder,
                new Restorations.Wish(asked, "已经补办", "整改.pdf"),
                PDF);

        supervised.sweepRestorations();
        supervised.sweepRestorations();

        List<WorkOrders.Line> raised = orders.raisedFrom(DeskPages.CITY, WorkOrder.Source.Kind.OTHER, asked.toString());
        assertThat(raised).hasSize(1);
        var row = raised.getFirst().row();
        CaseId task = new CaseId(DeskPages.CITY, row.id());
        assertThat(row.unit()).isEqualTo("WJW");
        assertThat(row.raised()).isNotNull().satisfies(each -> {
            assertThat(each.answerOn()).isEqualTo(LocalDate.of(2026, 12, 2));
            assertThat(each.subject()).doesNotContain("守信人");
        });
        orderDesk.act(task, city.at("WJW/chief"), City.key(), null, new WorkOrder.Command.Accept());
        assertThatExceptionOfType(CaseRuleBroken.class)
                .as("no word on the order answers him")
                .isThrownBy(() -> orderDesk.act(
                        task, city.at("WJW/chief"), City.key(), null, new WorkOrder.Command.Respond("办好了", null, "")))
                .returns("supervision.task.elsewhere", CaseRuleBroken::code);
        time.advance(Duration.ofDays(15));
        orderDesk.wake(task);
        assertThat(orders.view(task.value(), city.at("WJW/head")).next())
                .anyMatch(each -> each.post().equals("WJW/head") && each.key().startsWith("climbed"));

        Restoration of = restorations.find(DeskPages.CITY, asked).orElseThrow();
        assertThat(of.isLateOn(CityTime.day(time.instant()))).isTrue();
        restorations.decide(DeskPages.CITY, of, city.officer("WJW/head").id(), false, "还差一份检测报告");

        assertThat(orderDesk.find(task).state()).isInstanceOf(WorkOrder.State.Closed.class);
    }

    private static Map<String, String> wish(String reason) {
        return Map.of("key", UUID.randomUUID().toString(), "reason", reason);
    }

    private String acceptancePaper() {
        return views.view(id, city.at("ZX/window")).history().stream()
                .filter(entry -> entry.event() instanceof Event.Accepted)
                .flatMap(entry -> Stream.ofNullable(entry.paper()))
                .map(paper -> papers.read(DeskPages.CITY, paper.id()).orElseThrow())
                .map(PdfText::of)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aKeyOfNoOrOfEndlessLengthIsNotUnderstood() throws Exception {
        Clerk clerk = pages.at("zx.window1");

        for (String key : List.of("", " ", "x".repeat(101), "a\nb")) {
            assertThat(clerk.send("/desk/cases/" + id.value() + "/do/accept", "key", key, "seen", "1", "looked", "")
                            .status())
                    .as("<%s>", key)
                    .isEqualTo(400);
        }
    }

    private Answer send(Clerk clerk, String code, String... fields) throws Exception {
        var form = new ArrayList<>(
                List.of("key", City.key(), "seen", String.valueOf(desk.find(id).version()), "others", "no"));
        form.addAll(List.of(fields));
        return clerk.proven("/desk/cases/" + id.value() + "/do/" + code, form.toArray(String[]::new));
    }

    private Material material(Dossier draft) {
        return drafts.item(draft).materials().stream()
                .filter(each -> each.code().equals(RULES))
                .findFirst()
                .orElseThrow();
    }

    private Actor applicant() {
        return Actor.applicant(city.citizen().holder(), city.citizen().person());
    }

    private void restoreEverybody() {
        promises.recent(DeskPages.CITY, Promises.MOST)
                .forEach(broken -> promises.restore(
                        DeskPages.CITY,
                        broken.caseId(),
                        broken.material(),
                        applicant().id(),
                        "test"));
    }
}
