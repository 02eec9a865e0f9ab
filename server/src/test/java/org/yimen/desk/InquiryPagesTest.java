package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.application.City;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.hotline.OrderDesk;
import org.yimen.hotline.Report;
import org.yimen.hotline.Report.Content;
import org.yimen.hotline.Report.Reporter;
import org.yimen.hotline.WorkOrder.Accused;
import org.yimen.hotline.WorkOrder.Command.Accept;
import org.yimen.hotline.WorkOrder.Command.Confirm;
import org.yimen.hotline.WorkOrder.Command.Dispatch;
import org.yimen.hotline.WorkOrder.Command.Respond;
import org.yimen.hotline.WorkOrder.Outcome;
import org.yimen.hotline.WorkOrder.Source;
import org.yimen.hotline.WorkOrder.State;
import org.yimen.hotline.WorkOrder.Verdict;
import org.yimen.hotline.WorkOrders;
import org.yimen.identity.TestNumbers;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Staff;
import org.yimen.platform.CityTime;
import org.yimen.supervision.Accountabilities;
import org.yimen.supervision.Accountabilities.Score;
import org.yimen.supervision.Accountability;
import org.yimen.supervision.Inquiries;
import org.yimen.supervision.Inquiries.Opening;
import org.yimen.supervision.Inquiry;
import org.yimen.supervision.Inquiry.Finding;
import org.yimen.supervision.Inquiry.Stage;
import org.yimen.supervision.InquiryDecisions;
import org.yimen.supervision.InquiryDecisions.Decision;
import org.yimen.supervision.PublicNotices;
import org.yimen.supervision.PublicNotices.PublicNotice;
import org.yimen.supervision.SupervisionRefused;
import org.yimen.supervision.Trainings;
import org.yimen.supervision.Trainings.Training;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** 效能调查: two who are not of the unit look into it, another decides, a third settles; few read it and nothing goes away. */
@HallTest
class InquiryPagesTest {

    private static final String CITY = "629901";
    private static final byte[] PDF = "%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private OrderDesk desk;

    @Autowired
    private WorkOrders orders;

    @Autowired
    private Inquiries inquiries;

    @Autowired
    private InquiryDecisions decisions;

    @Autowired
    private PublicNotices notices;

    @Autowired
    private Accountabilities accountabilities;

    @Autowired
    private Trainings trainings;

    @Autowired
    private Directory directory;

    @Autowired
    private AuditLog audit;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestTime time;

    @Test
    @Proves({"M-HOT-10", "M-STF-19", "M-TIM-15"})
    void aComplaintIsLookedIntoByTwoDecidedByAnotherAnsweredPutToAccountAndMadePublic() throws Exception {
        Staff accused = pages.newcomer("SJ/examiner");
        CaseId order = accepted();
        Clerk first = pages.at("xn.investigator");
        Clerk second = pages.at("zx.supervisor");
        Clerk head = pages.at("xn.head");
        assertThatExceptionOfType(CaseRuleBroken.class)
                .as("nothing is upheld without an inquiry")
                .isThrownBy(() -> respond(order, Verdict.UPHELD))
                .returns("supervision.inquiry.answer-without", CaseRuleBroken::code);

        assertThat(first.open("/desk/inquiries").body()).contains("/desk/inquiries/new?order=" + order.value());
        assertThat(first.open("/desk/inquiries/new?order=" + order.value()).body())
                .contains("擅自增加环节或者条件", "《安阳市政务服务条例》第五十六条第三项", "（未核实）");
        String[] form = {
            "key", City.key(), "order", order.value().toString(), "kind", "added-step", "employee", accused.login()
        };
        assertThat(first.send("/desk/inquiries", with(form, "second", staff("sj.head")))
                        .status())
                .as("of the unit itself")
                .isEqualTo(422);
        String at = first.send("/desk/inquiries", with(form, "second", staff("zx.supervisor")))
                .location();
        UUID id = UUID.fromString(at.substring(at.lastIndexOf('/') + 1));
        assertThat(first.open(at).body()).contains("立案时平台上的事实", "提交", "谁看过", "包明察");
        assertThatExceptionOfType(CaseRuleBroken.class)
                .as("the answer does not overtake it")
                .isThrownBy(() -> respond(order, Verdict.NOT_UPHELD))
                .returns("supervision.inquiry.answer-first", CaseRuleBroken::code);
        for (String login : List.of("sj.head", "wjw.head")) {
            assertThat(pages.at(login).open(at).status()).as(login).isEqualTo(404);
        }
        assertThat(pages.at(accused).open(at).status()).isEqualTo(403);

        assertThat(first.send(at + "/note", "key", City.key(), "whom", "窗口同事", "text", "多要了一份证明")
                        .status())
                .isEqualTo(303);
        assertThat(first.upload(at + "/files", PDF, "key", City.key(), "what", "一次性告知单")
                        .status())
                .isEqualTo(303);
        assertThat(first.send(at + "/finding", "key", City.key(), "finding", "upheld", "text", "属实")
                        .body())
                .as("what is upheld has a sanction")
                .contains("请选择处理方式");
        String[] finding = {"finding", "upheld", "sanction", "notice", "points", "4", "text", "多要一份指南没有列的证明"};
        assertThat(first.send(at + "/finding", with(finding, "key", City.key())).status())
                .isEqualTo(303);
        assertThat(first.send(at + "/second", "key", City.key(), "agrees", "true", "text", "")
                        .status())
                .as("not his own")
                .isEqualTo(422);
        assertThat(second.send(at + "/second", "key", City.key(), "agrees", "true", "text", "")
                        .status())
                .isEqualTo(303);
        String[] decision = with(with(finding, "leads", "true"), "reply", "情况属实，已经纠正，向您致歉。");
        assertThat(second.proven(at + "/decision", with(decision, "key", City.key()))
                        .status())
                .as("who investigated does not decide")
                .isEqualTo(422);
        assertThat(head.send(at + "/decision", with(decision, "key", City.key()))
                        .status())
                .as("without proving himself once more")
                .isEqualTo(403);
        assertThat(head.proven(at + "/decision", with(decision, "key", City.key()))
                        .status())
                .isEqualTo(303);

        assertThat(desk.find(order).state())
                .isInstanceOfSatisfying(
                        State.Replied.class,
                        replied -> assertThat(replied.reply().verdict()).isEqualTo(Verdict.UPHELD));
        Accountability record = accountabilities.of(CITY, id).orElseThrow();
        assertThat(record.person()).isEqualTo(accused.id());
        assertThat(record.cost()).isEqualTo(new Accountability.Cost("notice", 4, UUID.fromString(staff("sj.head")), 1));
        assertThat(scores(accused.id())).isEqualTo(4);
        assertThat(pages.at("sj.head").open("/desk/assessment").body()).contains("月度考核", accused.name());
        assertThat(pages.at("zx.supervisor").proven("/desk/assessment/file").body())
                .contains("\"" + accused.name() + "\",\"4\"");

        String conduct = "/desk/conduct/" + id;
        assertThat(pages.at(accused).open(conduct).body())
                .contains("多要一份指南没有列的证明", "通报批评", "申诉理由")
                .doesNotContain(desk.find(order).number(), "陈晓禾", "窗口同事");
        assertThat(pages.at("sj.head").open("/desk/inquiries").body()).contains(conduct);
        assertThat(pages.at("wjw.head").open(conduct).status()).isEqualTo(404);

        String[] notice = {"text", "在收件时多要一份指南没有列的证明，已经纠正。"};
        assertThat(head.proven(at + "/notice", with(notice, "key", City.key())).status())
                .as("he may still appeal")
                .isEqualTo(422);
        time.advance(Duration.ofDays(31));
        assertThat(head.proven(at + "/notice", "key", City.key(), "text", accused.name() + "多要证明")
                        .body())
                .contains("不能写被处理人的全名");
        assertThat(head.proven(at + "/notice", with(notice, "key", City.key())).status())
                .isEqualTo(303);
        assertThat(notices.published(CITY))
                .filteredOn(each -> each.number().equals(record.number()))
                .singleElement()
                .returns("试某某", PublicNotice::name)
                .returns("notice", PublicNotice::sanction);
        assertThat(first.open("/accountability").body()).contains("效能问责通报", "试某某", "怎样投诉");

        assertThat(inquiries.readings(inquiries.seen(officer("xn.head"), id).orElseThrow()))
                .extracting(Inquiries.Reading::staff)
                .contains(UUID.fromString(staff("xn.investigator")));
        String of = " where inquiry_id = '" + id + "'";
        for (String edit : List.of(
                "delete from supervision.inquiry_entry" + of,
                "update supervision.inquiry_entry set by_id = gen_random_uuid()" + of,
                "update supervision.inquiry_entry set content_sm3 = ''" + of,
                "delete from supervision.inquiry_reading" + of,
                "delete from supervision.inquiry_investigator" + of,
                "update supervision.public_notice set text = '改了'" + of,
                "update supervision.inquiry set person_id = null where id = '" + id + "'",
                "delete from supervision.inquiry where id = '" + id + "'",
                "update supervision.accountability set points = 0 where case_id = '" + id + "'")) {
            assertThatThrownBy(() -> jdbc.sql(edit).update()).as(edit).isNotNull();
        }
    }

    @Test
    @Proves({"M-HOT-10", "M-TIM-15", "M-STF-19"})
    void whateverNamesSomebodyOfTheOfficesIsUpheldOnlyByAnInquiry() {
        Staff accused = pages.newcomer("SJ/examiner");
        for (String type : List.of("complaint", "report")) {
            CaseId order = accepted(type, new Accused("SJ", accused.id(), null));

            assertThatExceptionOfType(CaseRuleBroken.class)
                    .as(type)
                    .isThrownBy(() -> respond(order, Verdict.PARTLY_UPHELD))
                    .returns("supervision.inquiry.answer-without", CaseRuleBroken::code);
            assertThat(inquiries.waiting(officer("xn.investigator")))
                    .as(type)
                    .anyMatch(line -> line.row().id().equals(order.value()));
        }
        CaseId shop = accepted("complaint", null);
        respond(shop, Verdict.UPHELD);
        assertThat(desk.find(shop).state()).isInstanceOf(State.Replied.class);
    }

    @Test
    @Proves({"M-STF-19", "M-TIM-15"})
    void anAppealIsDecidedByAnotherAndARevokedDecisionCostsNothing() {
        Staff accused = pages.newcomer("SJ/examiner");
        UUID id = decided(clue(accused));
        Officer himself = officer(accused);
        assertThat(scores(accused.id())).isEqualTo(2);
        refused("supervision.inquiry.not-yours", () -> decisions.appeal(officer("wjw.chief"), id, key(), "替人申诉"));

        decisions.appeal(himself, id, key(), "当时指南还没有改");

        refused(
                "supervision.inquiry.not-yours",
                () -> decisions.settle(officer("xn.head"), id, key(), false, "自己决定自己的"));
        refused("supervision.inquiry.stage", () -> decisions.appeal(himself, id, key(), "再申诉"));
        decisions.settle(officer("zx.director"), id, key(), true, "指南确实没有改");
        assertThat(accountabilities.of(CITY, id).orElseThrow().revokedOn()).isNotNull();
        assertThat(scores(accused.id())).isZero();
        time.advance(Duration.ofDays(60));
        refused("supervision.inquiry.not-yet-public", () -> decisions.publish(officer("xn.head"), id, key(), "通报"));
    }

    @Test
    @Proves("M-GOV-10")
    void aClueIsReadByFewHandedOverWithAReceiptAndItsOutcomeMadePublic() throws Exception {
        Staff accused = pages.newcomer("SJ/examiner");
        UUID id = clue(accused);
        String at = "/desk/inquiries/" + id;
        Clerk head = pages.at("xn.head");
        assertThat(pages.at("xn.investigator").open(at).body()).contains("线索内容", "多次暗示", "变相吃拿卡要");
        for (String login : List.of("sj.head", "zx.supervisor", "wjw.head")) {
            assertThat(pages.at(login).open(at).status()).as(login).isEqualTo(404);
        }
        assertThat(head.open(at).body()).contains("移送纪检监察机关");
        assertThat(audit.recent(CITY, List.of(Inquiries.READ), null, 50))
                .anyMatch(entry ->
                        entry.subject().equals(id.toString()) && entry.actor().equals(staff("xn.head")));

        assertThat(head.proven(at + "/transfer", "key", City.key(), "text", "涉嫌违纪")
                        .status())
                .isEqualTo(303);
        assertThat(head.open(at).body()).contains("回执 收字", "演示", "等办理结果");
        assertThat(pages.at("xn.investigator")
                        .send(at + "/note", "key", City.key(), "whom", "某人", "text", "还想查")
                        .status())
                .as("it has left the house")
                .isEqualTo(422);
        String[] outcome = {
            "finding", "upheld", "sanction", "discipline", "points", "12", "leads", "true", "text", "给予记过处分"
        };
        assertThat(head.proven(at + "/outcome", "key", City.key(), "text", "已立案")
                        .status())
                .as("without saying what was found")
                .isEqualTo(422);
        assertThat(head.proven(at + "/outcome", with(outcome, "key", City.key()))
                        .status())
                .isEqualTo(303);
        Accountability record = accountabilities.of(CITY, id).orElseThrow();
        assertThat(record.person()).isEqualTo(accused.id());
        assertThat(record.cost())
                .isEqualTo(new Accountability.Cost("discipline", 12, UUID.fromString(staff("sj.head")), 4));
        assertThat(scores(accused.id())).isEqualTo(12);
        assertThat(pages.at(accused).open("/desk/conduct/" + id).body())
                .contains("给予记过处分")
                .doesNotContain("申诉理由");
        assertThat(pages.at("wjw.head").open("/desk/conduct/" + id).status()).isEqualTo(404);
        assertThat(head.proven(at + "/notice", "key", City.key(), "text", "一条线索已移送并办结。")
                        .status())
                .isEqualTo(303);
        String number = inquiries.seen(officer("xn.head"), id).orElseThrow().number();
        assertThat(notices.published(CITY))
                .filteredOn(each -> each.number().equals(number))
                .singleElement()
                .returns(null, PublicNotice::name)
                .returns(true, PublicNotice::clue);
    }

    @Test
    @Proves({"M-GOV-10", "M-TIM-15"})
    void whatTheBodyOfDisciplineDidNotUpholdCostsNothing() throws Exception {
        Staff accused = pages.newcomer("SJ/examiner");
        UUID id = clue(accused);
        Officer head = officer("xn.head");
        decisions.transfer(head, id, key(), "涉嫌违纪", InquiryDecisions.Handed.NOTHING);

        decisions.outcome(head, id, key(), new Decision(Finding.NOT, null, 0, false, "查无实据", ""));

        assertThat(accountabilities.of(CITY, id)).isEmpty();
        assertThat(scores(accused.id())).isZero();
        assertThat(pages.at(accused).open("/desk/conduct/" + id).status()).isEqualTo(404);
    }

    @Test
    @Proves("M-GOV-10")
    void aClueHasADayThatClimbsAndItsDecisionEndsIt() {
        UUID id = clue(pages.newcomer("SJ/examiner"));
        var line = orders.raisedFrom(CITY, Source.Kind.CLUE, id.toString()).getFirst();
        CaseId task = new CaseId(CITY, line.row().id());
        assertThat(desk.content(task).text()).doesNotContain("请客", "SJ");
        desk.act(task, city.at("XN/investigator"), City.key(), null, new Accept());
        assertThatExceptionOfType(CaseRuleBroken.class)
                .as("what is open is not said to be done")
                .isThrownBy(() ->
                        desk.act(task, city.at("XN/investigator"), City.key(), null, new Respond("办好了", null, "")))
                .returns("supervision.task.elsewhere", CaseRuleBroken::code);

        time.advance(Duration.ofDays(43));
        desk.wake(task);

        assertThat(orders.view(task.value(), city.at("XN/head")).next())
                .anyMatch(each -> each.post().equals("XN/head"));
        var _ = decided(id);
        assertThat(desk.find(task).state()).isInstanceOf(State.Closed.class);
        decisions.appeal(officer(accusedOf(id)), id, key(), "不是我");
        assertThat(orders.raisedFrom(CITY, Source.Kind.CLUE, id.toString()))
                .filteredOn(each -> each.row().open())
                .hasSize(1);
        decisions.settle(officer("zx.director"), id, key(), false, "维持");
        assertThat(orders.raisedFrom(CITY, Source.Kind.CLUE, id.toString()))
                .noneMatch(each -> each.row().open());
    }

    private Staff accusedOf(UUID id) {
        Inquiry of = inquiries.seen(officer("xn.head"), id).orElseThrow();
        return directory.staff(Objects.requireNonNull(of.person()));
    }

    @Test
    @Proves("M-STF-17")
    void aClusterOnOnePersonGivesATrainingAndTheSameCountBeforeAndAfter() throws Exception {
        Staff accused = pages.newcomer("SJ/examiner");
        for (int i = 0; i < 2; i++) {
            var _ = decided(clue(accused));
        }
        assertThat(of(accused)).as("two are no cluster").isEmpty();

        var _ = decided(clue(accused));

        Training due = of(accused).getFirst();
        assertThat(due.before()).isEqualTo(3);
        assertThat(due.dueOn()).isEqualTo(today().plusDays(30));
        var _ = decided(clue(accused));
        assertThat(of(accused)).as("one at a time").hasSize(1);
        CaseId task = new CaseId(CITY, Objects.requireNonNull(due.order()));
        desk.act(task, city.at("SJ/chief"), City.key(), null, new Accept());
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> desk.act(task, city.at("SJ/chief"), City.key(), null, new Respond("好了", null, "")))
                .returns("supervision.task.elsewhere", CaseRuleBroken::code);
        Clerk head = pages.at("sj.head");
        String done = "/desk/trainings/" + due.id() + "/done";
        assertThat(head.open("/desk/trainings").body()).contains(done, accused.name());
        assertThat(pages.at("wjw.head")
                        .send(done, "key", City.key(), "text", "代为登记")
                        .status())
                .isEqualTo(404);
        assertThat(pages.at("zx.supervisor")
                        .send(done, "key", City.key(), "text", "代为登记")
                        .status())
                .isEqualTo(422);
        assertThat(head.send(done, "key", City.key(), "text", " ").status()).isEqualTo(422);
        assertThat(head.send(done, "key", City.key(), "text", "学习一次性告知，四人参加").status())
                .isEqualTo(303);
        desk.act(task, city.at("XN/head"), City.key(), null, new Confirm(Outcome.SATISFIED, ""));
        assertThat(desk.find(task).state()).isInstanceOf(State.Closed.class);
        var _ = trainings.count(CITY);
        assertThat(of(accused).getFirst().after()).as("its days are not over").isNull();

        time.advance(Duration.ofDays(10));
        var _ = decided(clue(accused));
        time.advance(Duration.ofDays(81));
        var _ = trainings.count(CITY);

        assertThat(of(accused).getFirst())
                .returns(1, Training::after)
                .returns("supervision.training.better", each -> each.standing(today()));
        assertThatThrownBy(
                        () -> jdbc.sql("update supervision.training set count_after = 0 where id = '" + due.id() + "'")
                                .update())
                .isNotNull();
    }

    @Test
    void aFormSentTwiceIsWrittenOnceAndItsKeyStandsForNothingElse() {
        UUID id = clue(pages.newcomer("SJ/examiner"));
        Officer first = officer("xn.investigator");
        UUID key = key();
        inquiries.note(first, id, key, "同事", "说了一遍");
        inquiries.note(first, id, key, "同事", "说了一遍");

        refused("supervision.inquiry.key", () -> inquiries.note(first, id, key, "同事", "另一遍"));

        Inquiry of = inquiries.seen(first, id).orElseThrow();
        assertThat(of.entries()).hasSize(1);
        assertThat(of.stage()).isEqualTo(Stage.OPEN);
        UUID second = UUID.fromString(staff("xn.investigator2"));
        UUID clue = key();
        var _ = inquiries.open(first, clue, new Opening(null, "extortion", "SJ", "", second, "听说的"));
        var _ = inquiries.open(first, clue, new Opening(null, "extortion", "SJ", "", second, "听说的"));
        refused(
                "supervision.inquiry.key",
                () -> inquiries.open(first, clue, new Opening(null, "extortion", "SJ", "", second, "亲眼看见的")));
    }

    @Test
    void whatMovesAnInquiryMovesItOnceAndItsKeyStandsForNothingElse() {
        UUID id = clue(pages.newcomer("SJ/examiner"));
        Officer first = officer("xn.investigator");
        Officer decider = officer("xn.head");
        UUID found = key();
        UUID decided = key();

        for (int click = 0; click < 2; click++) {
            inquiries.find(first, id, found, Finding.UPHELD, "查实", "review", 2);
        }
        refused("supervision.inquiry.key", () -> inquiries.find(first, id, found, Finding.NOT, "查实", null, 0));
        inquiries.second(officer("xn.investigator2"), id, key(), true, "");
        for (int click = 0; click < 2; click++) {
            decisions.decide(decider, id, decided, decision("查实"));
        }

        refused("supervision.inquiry.key", () -> decisions.decide(decider, id, decided, decision("没有查实")));
        refused("supervision.inquiry.key", () -> decisions.publish(decider, id, decided, "通报"));
        assertThat(inquiries.seen(first, id).orElseThrow().entries()).hasSize(3);
    }

    private static Decision decision(String text) {
        return new Decision(Finding.UPHELD, "review", 2, false, text, "");
    }

    @Test
    void theNameOfAFileThatHoldsANumberIsNotKept() {
        UUID id = clue(pages.newcomer("SJ/examiner"));
        Officer first = officer("xn.investigator");

        inquiries.attach(first, id, key(), "告知单", "告知单.pdf", PDF);
        inquiries.attach(first, id, key(), "身份证", TestNumbers.citizen().value() + ".pdf", PDF);

        assertThat(inquiries.seen(first, id).orElseThrow().entries())
                .extracting(entry -> Objects.requireNonNull(entry.file()).name())
                .containsExactly("告知单.pdf", "证据2.pdf");
    }

    // --- fixtures

    private CaseId accepted() {
        var application = city.submitted("food-business");
        return accepted("efficiency", new Accused("SJ", null, application.id().value()));
    }

    private CaseId accepted(String type, @Nullable Accused about) {
        UUID holder = city.citizen().holder();
        var report = new Report(
                type,
                "approval-speed",
                about,
                false,
                new Content("多要了一份证明", "", ""),
                new Reporter("陈晓禾", "15400000000", holder, null));
        CaseId id = desk.register(report, holder, Actor.applicant(holder, holder), "web", City.key())
                .id();
        desk.act(id, city.at("12345/dispatcher"), City.key(), null, new Dispatch("XN", List.of(), ""));
        desk.act(id, city.at("XN/investigator"), City.key(), null, new Accept());
        return id;
    }

    private void respond(CaseId order, Verdict verdict) {
        desk.act(order, city.at("XN/investigator"), City.key(), null, new Respond("答复", verdict, ""));
    }

    private UUID clue(Staff accused) {
        return inquiries.open(
                officer("xn.investigator"),
                key(),
                new Opening(
                        null,
                        "extortion",
                        "SJ",
                        accused.login(),
                        UUID.fromString(staff("xn.investigator2")),
                        "多次暗示办事人请客。"));
    }

    /** Upheld with two points by the head of the efficiency office. */
    private UUID decided(UUID id) {
        inquiries.find(officer("xn.investigator"), id, key(), Finding.UPHELD, "查实", "review", 2);
        inquiries.second(officer("xn.investigator2"), id, key(), true, "");
        decisions.decide(officer("xn.head"), id, key(), decision("查实"));
        return id;
    }

    private int scores(UUID person) {
        LocalDate today = today();
        return accountabilities.scores(CITY, today.withDayOfMonth(1), today).stream()
                .filter(score -> person.equals(score.person()))
                .mapToInt(Score::points)
                .sum();
    }

    private List<Training> of(Staff accused) {
        return trainings.recent(CITY, true, List.of()).stream()
                .filter(each -> accused.id().equals(each.person()))
                .toList();
    }

    private static void refused(String code, Runnable act) {
        assertThatExceptionOfType(SupervisionRefused.class)
                .isThrownBy(act::run)
                .returns(code, (Function<SupervisionRefused, String>) SupervisionRefused::code);
    }

    private static String[] with(String[] fields, String name, String value) {
        var all = Arrays.copyOf(fields, fields.length + 2);
        all[fields.length] = name;
        all[fields.length + 1] = value;
        return all;
    }

    private Officer officer(String login) {
        return officer(directory.staff(CITY, login).orElseThrow());
    }

    private Officer officer(Staff staff) {
        return directory.officer(staff.id(), time.instant());
    }

    private String staff(String login) {
        return directory.staff(CITY, login).orElseThrow().id().toString();
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }

    private static UUID key() {
        return UUID.randomUUID();
    }
}
