package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.application.Applicant;
import org.yimen.application.City;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.hotline.OrderDesk;
import org.yimen.hotline.OrderFiles;
import org.yimen.hotline.Report;
import org.yimen.hotline.Report.Content;
import org.yimen.hotline.Report.Reporter;
import org.yimen.hotline.WorkOrder.Accused;
import org.yimen.hotline.WorkOrder.Command;
import org.yimen.hotline.WorkOrder.Command.Accept;
import org.yimen.hotline.WorkOrder.Command.Act;
import org.yimen.hotline.WorkOrder.Command.Agree;
import org.yimen.hotline.WorkOrder.Command.Contribute;
import org.yimen.hotline.WorkOrder.Command.Correct;
import org.yimen.hotline.WorkOrder.Command.Dispatch;
import org.yimen.hotline.WorkOrder.Command.Reclassify;
import org.yimen.hotline.WorkOrder.Command.Respond;
import org.yimen.hotline.WorkOrder.Command.Withdraw;
import org.yimen.hotline.WorkOrder.State;
import org.yimen.hotline.WorkOrder.Verdict;
import org.yimen.hotline.WorkOrders;
import org.yimen.identity.Access;
import org.yimen.identity.Accesses;
import org.yimen.identity.People;
import org.yimen.intake.SocialAccount.Incoming;
import org.yimen.intake.SocialInbox;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Staff;
import org.yimen.platform.CityTime;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** The pages of the report, of the pools, of boxes and of public opinion, as the desk sees them. */
@HallTest
class OrderChannelsPagesTest {

    private static final Pattern ORDER = Pattern.compile("/desk/orders/([0-9a-f-]{36})");

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private OrderDesk desk;

    @Autowired
    private OrderFiles files;

    @Autowired
    private WorkOrders orders;

    @Autowired
    private SocialInbox inbox;

    @Autowired
    private Directory directory;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private People people;

    @Autowired
    private Accesses accesses;

    @Autowired
    private TestTime time;

    @Test
    @Proves("M-HOT-02")
    void theReportHasSevenColumnsAndEachOpensToItsOrders() throws Exception {
        Clerk supervisor = pages.at("zx.supervisor");

        String report = supervisor.open("/desk/orders/report").body();

        assertThat(report)
                .contains("统一管理", "统一受理", "分级办理", "限时办结", "统一督办", "评价反馈", "统一考核")
                .contains("未核实");
        for (String part :
                new String[] {"account", "intake", "routing", "limits", "supervision", "feedback", "assessment"}) {
            assertThat(supervisor
                            .open("/desk/orders/report/orders?part=" + part)
                            .status())
                    .as(part)
                    .isEqualTo(200);
            assertThat(supervisor
                            .open("/desk/orders/report/orders?counted=false&part=" + part)
                            .status())
                    .as(part)
                    .isEqualTo(200);
        }
        assertThat(supervisor.open("/desk/orders/report?month=999999-99").status())
                .isEqualTo(200);
        assertThat(supervisor.open("/desk/orders/topics").body()).contains("<svg");
        assertThat(pages.at("zx.window1").open("/desk/orders/report").status()).isEqualTo(403);
    }

    @Test
    @Proves({"M-HOT-05", "M-HOT-12"})
    void theWindowForTheUndoneTakesAnOrderOnInOneStepWithItsScan() throws Exception {
        Clerk window = pages.at("zx.undone");
        assertThat(window.open("/desk/orders/new?type=undone").status()).isEqualTo(200);

        var sent = window.send(
                "/desk/orders/new",
                "key",
                City.key(),
                "type",
                "undone",
                "topic",
                "market",
                "department",
                "SJ",
                "channel",
                "window",
                "area",
                "629901001",
                "text",
                "许可证交了两次都被退回来");
        assertThat(sent.status()).isEqualTo(303);
        String order = window.open(sent.location()).body();
        assertThat(order).contains("承办中").contains("市场监管局");
        assertThat(window.open("/desk/undone").body()).contains(id(sent.location()));
        String files = "/desk/orders/" + id(sent.location()) + "/files";
        assertThat(window.upload(files, City.PHOTO, "key", City.key()).status())
                .as("a picture that calls itself a PDF")
                .isEqualTo(422);
        byte[] pdf = "%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);
        assertThat(window.upload(files, pdf, "key", City.key()).status()).isEqualTo(303);
        assertThat(window.open(sent.location()).body()).contains("附件1.pdf");
    }

    @Test
    @Proves("M-HOT-05")
    void whatTheHotlineHasOfTheUndoneGoesToTheWindowAndTheDepartmentIsAskedForItsReason() throws Exception {
        CaseId order = registered(city.somebody(), "undone", new Accused("SJ", null, null));

        String form = pages.at("rx.dispatcher1")
                .open("/desk/orders/" + order.value() + "/do/dispatch")
                .body();

        assertThat(form).containsPattern("<option value=\"ZX\" selected").contains("<option value=\"SJ\"");
        assertThat(form).containsPattern("name=\"assisting\" type=\"checkbox\" value=\"SJ\" checked");
        assertThat(form).doesNotContainPattern("name=\"assisting\" type=\"checkbox\" value=\"ZJ\" checked");
    }

    @Test
    @Proves("M-HOT-05")
    void theDepartmentIsAskedForItsReasonAlthoughTheHotlineNamedNobodyToAssist() {
        CaseId order = registered(city.somebody(), "undone", new Accused("SJ", null, null));
        Actor window = city.at("ZX/orders");
        var answer = new Respond("按新指南可以办", Verdict.SOLVED, "到综合窗口一次办完");
        act(order, city.at("12345/dispatcher"), new Dispatch("ZX", List.of(), ""));
        act(order, window, new Accept());
        act(order, window, new Act("调了办件记录"));

        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> act(order, window, answer))
                .returns("hotline.need.reasoned", CaseRuleBroken::code);
        act(order, city.at("SJ/chief"), new Contribute("SJ", "系统里缺一项场地证明"));
        act(order, window, answer);

        assertThat(desk.find(order).state()).isInstanceOf(State.Replied.class);
    }

    @Test
    @Proves({"M-HOT-10", "M-TIM-15", "M-GOV-10"})
    void whomAMessageAccusesIsPutDownAndHeldToAnInquiry() throws Exception {
        String message = UUID.randomUUID().toString();
        inbox.hear("wechat", new Incoming(message, "o" + message, "投诉 市场监管局窗口让我去指定的店打印", time.instant()));
        CaseId order = ofMessage(message);
        String page = "/desk/orders/" + order.value();
        Clerk dispatcher = pages.at("rx.dispatcher1");
        Staff clerk = directory.staff(city.at("SJ/examiner").id());
        String correct = page + "/do/correct";

        var nobody = dispatcher.send(
                correct,
                "key",
                City.key(),
                "seen",
                dispatcher.open(correct).hidden("seen"),
                "topic",
                "market",
                "department",
                "SJ",
                "employee",
                "no-such-number");
        var named = dispatcher.send(
                correct,
                "key",
                City.key(),
                "seen",
                dispatcher.open(correct).hidden("seen"),
                "topic",
                "market",
                "department",
                "SJ",
                "employee",
                clerk.employeeNumber());

        assertThat(nobody.status()).isEqualTo(422);
        assertThat(named.status()).isEqualTo(303);
        assertThat(dispatcher.open(page).body()).contains("记明针对", "点名了工作人员").doesNotContain(clerk.name());
        assertThat(dispatcher.open(correct).body()).contains("<option value=\"SJ\" selected");
        List<Actor> two = directory.holders("629901", "12345/dispatcher", CityTime.day(time.instant())).stream()
                .map(holder -> Actor.officer(holder.staff().id(), "12345/dispatcher"))
                .distinct()
                .toList();
        refused("hotline.unit.accused", order, two.getFirst(), new Dispatch("SJ", List.of(), ""));
        refused(
                "hotline.accused.stays",
                order,
                two.getFirst(),
                new Correct("market", "", new Accused("ZJ", null, null)));
        act(order, two.getFirst(), new Reclassify("efficiency", "说的是工作人员"));
        act(order, two.get(1), new Agree(""));
        act(order, two.getFirst(), new Dispatch("XN", List.of(), ""));
        act(order, city.at("XN/investigator"), new Accept());
        refused(
                "supervision.inquiry.answer-without",
                order,
                city.at("XN/investigator"),
                new Respond("属实", Verdict.UPHELD, "已经批评"));
        assertThat(orders.seenBy(order.value(), officer("SJ/chief"))).isEmpty();
        var row = orders.find(order.value()).orElseThrow().row();
        assertThat(row.accusedDepartment()).isEqualTo("SJ");
        assertThat(row.keptOut()).containsExactly(clerk.id());
    }

    private Officer officer(String post) {
        return directory.officer(city.at(post).id(), time.instant());
    }

    private CaseId ofMessage(String external) {
        return new CaseId(
                "629901",
                jdbc.sql("select order_id from intake.message where external_id = :id")
                        .param("id", external)
                        .query(UUID.class)
                        .single());
    }

    private void refused(String code, CaseId order, Actor actor, Command command) {
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> act(order, actor, command))
                .returns(code, CaseRuleBroken::code);
    }

    private void act(CaseId order, Actor actor, Command command) {
        var _ = desk.act(order, actor, City.key(), null, command);
    }

    private static String id(String location) {
        var found = ORDER.matcher(location);
        assertThat(found.find()).as(location).isTrue();
        return found.group(1);
    }

    @Test
    @Proves("M-HOT-12")
    void theAccusedFindsNeitherTheOrderNorItsAttachment() throws Exception {
        Applicant somebody = city.somebody();
        var said = new Report(
                "complaint",
                "market",
                new Accused("SJ", null, null),
                false,
                new Content("窗口让我去指定的店打印", "", ""),
                new Reporter(somebody.name(), somebody.phone(), somebody.person(), null));
        CaseId order = desk.register(
                        said,
                        somebody.holder(),
                        Actor.applicant(somebody.holder(), somebody.person()),
                        "web",
                        City.key())
                .id();
        files.add(order, "店名.png", City.PHOTO, null, true);
        String file = "/desk/orders/" + order.value() + "/files/1";

        assertThat(pages.at("xn.investigator").open(file).status()).isEqualTo(200);
        assertThat(pages.at("xn.investigator").open(file).body()).isNotEmpty();
        for (String login : new String[] {"sj.chief", "sj.head", "zx.window1"}) {
            assertThat(pages.at(login).open(file).status()).as(login).isEqualTo(404);
            assertThat(pages.at(login).open("/desk/orders/" + order.value()).status())
                    .as(login)
                    .isEqualTo(404);
        }
        assertThat(files.of(order))
                .singleElement()
                .satisfies(each -> assertThat(each.name()).isEqualTo("附件1.png"));
        Clerk operator = pages.at("rx.operator1");
        assertThat(operator.open("/desk/orders/" + order.value()).body()).doesNotContain(file);
        assertThat(operator.open(file).status())
                .as("who complains he does not learn by the photo either")
                .isEqualTo(403);
        assertThat(accesses.of(somebody.person(), time.instant().plusSeconds(1), 50))
                .anySatisfy(each -> assertThat(each)
                        .returns(Access.Kind.OPENED, Access::kind)
                        .returns(order.value(), Access::caseId));

        desk.act(order, Actor.applicant(somebody.holder(), somebody.person()), City.key(), null, new Withdraw("算了"));

        byte[] pdf = "%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> files.add(order, "又一张.pdf", pdf, null, true))
                .returns("hotline.file.ended", CaseRuleBroken::code);
    }

    @Test
    @Proves("M-HOT-12")
    void aLetterIsTheReportersWhicheverOperatorScansItAndEvidenceIsTheUnitsOwn() throws Exception {
        CaseId order = registered(city.somebody(), "complaint", new Accused("WJW", null, null));
        desk.act(order, city.at("12345/dispatcher"), City.key(), null, new Dispatch("SJ", List.of(), ""));
        String page = "/desk/orders/" + order.value();
        Clerk operator = pages.at("rx.operator1");
        Clerk unit = pages.at("sj.chief");

        assertThat(operator.open(page).body()).containsPattern("value=\"reporter\" checked");
        assertThat(operator.upload(page + "/files", pdf("信"), "key", City.key()).status())
                .isEqualTo(303);
        assertThat(unit.open(page).body())
                .containsPattern("value=\"own\" checked")
                .doesNotContain(page + "/files/1");
        assertThat(unit.open(page + "/files/1").status())
                .as("another operator than the one who took it down scanned it")
                .isEqualTo(403);
        assertThat(unit.upload(page + "/files", pdf("现场"), "key", City.key()).status())
                .isEqualTo(303);
        assertThat(pages.at("xn.investigator")
                        .upload(page + "/files", pdf("笔录"), "key", City.key())
                        .status())
                .isEqualTo(303);
        assertThat(unit.upload(page + "/files", pdf("来信"), "key", City.key(), "whose", "reporter")
                        .status())
                .isEqualTo(303);

        assertThat(files.of(order))
                .extracting(OrderFiles.Filed::fromReporter)
                .containsExactly(true, false, false, true);
    }

    private static byte[] pdf(String mark) {
        return ("%PDF-1.4\n%" + mark + "\n1 0 obj<<>>endobj\n%%EOF\n").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    @Proves("M-HOT-12")
    void beneathHisNameStandsNothingThatKeepsHisNameSecret() throws Exception {
        Applicant somebody = city.somebody();
        String number = people.find(somebody.person()).orElseThrow().citizenId().value();
        CaseId complaint = registered(somebody, "complaint", new Accused("SJ", null, null));
        CaseId help = registered(somebody, "help", null);

        String body = pages.at("rx.operator1")
                .send("/desk/orders/caller", "citizen", number)
                .body();

        assertThat(body)
                .contains(help.value().toString())
                .doesNotContain(complaint.value().toString());
    }

    private CaseId registered(Applicant somebody, String type, @Nullable Accused accused) {
        var said = new Report(
                type,
                "market",
                accused,
                false,
                new Content("缺斤少两", "", ""),
                new Reporter(somebody.name(), somebody.phone(), somebody.person(), null));
        return desk.register(
                        said,
                        somebody.person(),
                        Actor.applicant(somebody.person(), somebody.person()),
                        "web",
                        City.key())
                .id();
    }

    @Test
    @Proves("M-HOT-11")
    void aBoxIsOpenedByTwoAtTheirOwnDesks() throws Exception {
        Clerk first = pages.at("rx.operator1");
        Clerk second = pages.at("rx.operator2");
        String box = "P" + UUID.randomUUID().toString().substring(0, 8);
        assertThat(first.send("/desk/boxes", "key", City.key(), "code", box, "place", "二楼", "days", "7")
                        .status())
                .isEqualTo(303);
        assertThat(first.send("/desk/boxes", "key", City.key(), "code", box, "place", "", "days", "x")
                        .status())
                .isEqualTo(422);
        String opening = UUID.randomUUID().toString();
        var opened = first.send("/desk/boxes/open", "key", opening, "box", box, "papers", "1");
        assertThat(opened.location()).endsWith("/desk/boxes/" + opening);

        assertThat(first.proven(opened.location() + "/confirm", "key", City.key(), "papers", "1")
                        .status())
                .isEqualTo(422);
        assertThat(second.send(opened.location() + "/confirm", "key", City.key(), "papers", "1")
                        .status())
                .as("without a proof that it is he")
                .isNotEqualTo(303);
        assertThat(second.proven(opened.location() + "/confirm", "key", City.key(), "papers", "1")
                        .status())
                .isEqualTo(303);
        assertThat(second.open(opened.location()).body()).contains("multipart/form-data");
        assertThat(second.open("/desk/boxes").body()).contains(box);
    }

    @Test
    @Proves("M-STD-11")
    void whatPeopleTalkAboutIsRegisteredAndListed() throws Exception {
        Clerk dispatcher = pages.at("rx.dispatcher1");
        String title = "公交改线 " + UUID.randomUUID();

        var sent = dispatcher.send(
                "/desk/opinions",
                "key",
                City.key(),
                "title",
                title,
                "source",
                "本地论坛",
                "level",
                "serious",
                "topic",
                "other",
                "text",
                "说改线没有征求意见",
                "departments",
                "ZJ");

        assertThat(sent.status()).isEqualTo(303);
        assertThat(dispatcher.open(sent.location()).body()).contains(title).contains("较大");
        assertThat(dispatcher.open("/desk/opinions").body()).contains(title);
        assertThat(dispatcher
                        .send(sent.location() + "/again", "key", City.key(), "source", "业主群")
                        .status())
                .isEqualTo(303);
        assertThat(dispatcher
                        .send("/desk/opinions", "key", City.key(), "title", "")
                        .status())
                .isEqualTo(422);
        assertThat(pages.at("zx.window1").open("/desk/opinions").status()).isEqualTo(403);
    }

    @Test
    @Proves("M-ENT-12")
    void thePoolOfDemandsIsThereForTheDesk() throws Exception {
        assertThat(pages.at("fg.chief").open("/desk/demands").status()).isEqualTo(200);
        assertThat(pages.at("rx.operator1").open("/desk/demands").body()).contains("/desk/orders/new?type=demand");
    }
}
