package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.Ground;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.CaseView;
import org.yimen.application.CaseViews;
import org.yimen.application.City;
import org.yimen.application.Judgment;
import org.yimen.application.Judgments;
import org.yimen.application.NoticeHandOvers;
import org.yimen.application.PdfText;
import org.yimen.application.Recusals;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.document.PaperKind;
import org.yimen.document.SealedPapers;
import org.yimen.document.StoredPaper;
import org.yimen.testing.HallTest;
import org.yimen.testing.Law;

/** 复议、诉讼: what is set aside goes on in the same case, is decided by others, and supervision reads it. */
@HallTest
class JudgmentPagesTest {

    private static final String HYGIENE = "public-place-hygiene";
    private static final String WHY = "布局不符合要求";
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 18);
    private static final byte[] DOCUMENT = "%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private CaseViews views;

    @Autowired
    private Judgments judgments;

    @Autowired
    private NoticeHandOvers notices;

    @Autowired
    private SealedPapers papers;

    @Test
    @Law(
            value = "行政复议法 第六十四条",
            rule = "Anew: what was set aside is decided anew in the days ordered, by others and not the same")
    void aRefusalIsSetAsideAndOthersDecideItAnewInTheSameCase() throws Exception {
        CaseId id = refused();
        String at = "/desk/cases/" + id.value() + "/judgment";
        Clerk chief = pages.at("wjw.chief");
        Clerk head = pages.at("wjw.head");
        String number = "安复决〔2026〕" + id.value();

        assertThat(head.open("/desk/cases/" + id.value() + "/do/decide-anew").location())
                .isEqualTo(at);
        assertThat(head.open(at).body()).contains("另一人确认后才生效", "name=\"organ\"");
        assertThat(head.open(at + "?lang=en").body()).contains("Result of a review");
        assertThat(chief.open(at).body()).as("the head enters it").doesNotContain("name=\"organ\"");
        assertThat(send(chief, at, number, "DECIDE_ANEW").status()).isEqualTo(422);
        assertThat(head.send(at, fields(number, "DECIDE_ANEW")).status())
                .as("without the document")
                .isEqualTo(422);
        assertThat(send(head, at, number, "DECIDE_ANEW").status()).isEqualTo(303);

        Judgments.Entered entered = judgments.of(id).getFirst();
        assertThat(desk.find(id).state()).as("nothing yet").isInstanceOf(State.Refused.class);
        broken("application.judgment.second", () -> judgments.confirm(id, city.at("WJW/head"), entered.id()));
        assertThat(chief.open("/desk/cases/" + id.value()).body()).contains("已登记，等待另一人确认");
        assertThat(chief.open(at + "/" + entered.id() + "/file").status()).isEqualTo(200);
        assertThat(chief.proven(at + "/" + entered.id() + "/confirm", "key", City.key())
                        .status())
                .isEqualTo(303);

        assertThat(desk.find(id).state()).isInstanceOf(State.Reviewing.class);
        assertThat(view(id).history())
                .as("what was decided first stays in the story")
                .anyMatch(entry -> entry.event() instanceof Event.Refused)
                .anyMatch(entry -> entry.event() instanceof Event.SetAside && entry.isPublic());
        assertThat(view(id).clocks())
                .filteredOn(clock -> clock.code().equals("statutory"))
                .singleElement()
                .satisfies(clock -> {
                    assertThat(clock.start()).isEqualTo(TODAY.minusDays(2));
                    assertThat(clock.reading().dueOn())
                            .isEqualTo(TODAY.minusDays(2).plusDays(30));
                });
        StoredPaper paper = paper(id);
        assertThat(PdfText.of(papers.read(id.region(), paper.id()).orElseThrow()))
                .contains("复议、诉讼结果办理告知书", "撤销并责令重新作出", number, "第六十四条", "回避");
        assertThat(notices.of(desk.find(id))).anyMatch(line -> line.paper().id().equals(paper.id()));

        city.review(id);
        assertThat(Recusals.binds(desk.find(id).state(), city.at("WJW/chief").id()))
                .isTrue();
        broken(
                "application.may-not.recused",
                () -> desk.write(id, city.at("WJW/chief"), City.key(), null, Command.Grant::new));
        broken("application.judgment.same", () -> refuse(id, "WJW/head", WHY));
        broken(
                "application.extend.ordered",
                () -> desk.write(
                        id, city.at("WJW/head"), City.key(), null, extended -> new Command.Extend("忙", extended)));
        desk.write(id, city.at("WJW/head"), City.key(), null, Command.Grant::new);
        assertThat(desk.find(id).state()).isInstanceOf(State.Granted.class);

        assertThat(pages.at("zx.supervisor").open("/desk/judgments").body()).contains(number, "撤销并责令重新作出", "开启效能调查");
        assertThat(pages.at("sj.head").open("/desk/judgments").body())
                .as("another department's is not shown")
                .doesNotContain(number);
        assertThat(judgments.counts(id.region(), TODAY.withDayOfYear(1)))
                .anyMatch(count -> count.department().equals("WJW") && count.kind() == Judgment.Kind.DECIDE_ANEW);
    }

    @Test
    @Law(value = "行政复议法 第六十三条", rule = "Anew: a refusal that was varied is granted without another examination")
    void whatWasVariedIsGrantedWithoutAnotherExamination() {
        CaseId id = refused();

        confirmed(id, judgment(Judgment.Kind.VARIED, null));

        assertThat(desk.find(id).state()).isInstanceOf(State.Deciding.class);
        broken("application.judgment.bound", () -> refuse(id, "WJW/head", "另有理由"));
        desk.write(id, city.at("WJW/head"), City.key(), null, Command.Grant::new);
        assertThat(desk.find(id).state()).isInstanceOf(State.Granted.class);
    }

    @Test
    @Law(value = "行政复议法 第六十五条", rule = "Anew: what is unlawful and not set aside stays as it is, on record")
    void whatIsUnlawfulOnlyStaysAsItIs() {
        CaseId id = refused();

        confirmed(id, judgment(Judgment.Kind.UNLAWFUL, null));

        assertThat(desk.find(id).state()).isInstanceOf(State.Refused.class);
        assertThat(judgments.of(id)).singleElement().matches(Judgments.Entered::isConfirmed);
    }

    @Test
    void aNonAcceptanceThatWasSetAsideIsAnsweredAnew() {
        CaseId id = city.submitted(city.somebody(), HYGIENE).id();
        desk.write(
                id,
                city.at("ZX/window"),
                City.key(),
                null,
                paper -> new Command.Decline(Ground.NO_LICENCE_NEEDED, "不需要许可", null, paper));

        broken(
                "application.judgment.varied",
                () -> judgments.enter(
                        id,
                        city.at("WJW/head"),
                        UUID.randomUUID(),
                        judgment(Judgment.Kind.VARIED, null),
                        "理由",
                        "判决.pdf",
                        DOCUMENT));
        confirmed(id, judgment(Judgment.Kind.SET_ASIDE, null));

        assertThat(desk.find(id).state()).isInstanceOf(State.Received.class);
        assertThat(Recusals.binds(desk.find(id).state(), city.at("ZX/window").id()))
                .as("whoever declined")
                .isTrue();
        assertThat(view(id).clocks())
                .filteredOn(clock -> clock.code().equals("answer"))
                .singleElement()
                .satisfies(clock -> assertThat(clock.start()).isEqualTo(TODAY.minusDays(2)));
    }

    @Test
    void aLicenceThatWasIssuedIsLeftToItsMeasures() {
        CaseId id = city.granted(HYGIENE).id();
        desk.issue(id, city.at("WJW/chief"), City.key(), null);

        confirmed(id, judgment(Judgment.Kind.SET_ASIDE, null));

        assertThat(desk.find(id).state()).isInstanceOf(State.Issued.class);
    }

    @Test
    void whatAnotherDoesNotConfirmChangesNothing() throws Exception {
        CaseId id = refused();
        UUID entry = entered(id, judgment(Judgment.Kind.SET_ASIDE, null));
        String at = "/desk/cases/" + id.value() + "/judgment/" + entry;

        broken("application.judgment.waits", () -> entered(id, judgment(Judgment.Kind.SET_ASIDE, null)));
        assertThat(pages.at("wjw.chief")
                        .send(at + "/deny", "key", City.key(), "note", " ")
                        .status())
                .isEqualTo(422);
        assertThat(pages.at("wjw.chief")
                        .send(at + "/deny", "key", City.key(), "note", "文书属于另一件")
                        .status())
                .isEqualTo(303);
        broken("application.judgment.decided", () -> judgments.confirm(id, city.at("WJW/chief"), entry));

        assertThat(desk.find(id).state()).isInstanceOf(State.Refused.class);
    }

    private CaseId refused() {
        CaseId id = city.accepted(city.somebody(), HYGIENE).id();
        city.review(id);
        refuse(id, "WJW/chief", WHY);
        return id;
    }

    private void refuse(CaseId id, String post, String reason) {
        var item = desk.item(desk.find(id));
        desk.write(
                id,
                city.at(post),
                City.key(),
                null,
                paper -> new Command.Refuse(
                        List.of(item.conditions().getFirst().code()),
                        reason,
                        item.basis().getFirst().cited(),
                        paper));
    }

    private static Judgment judgment(Judgment.Kind kind, @Nullable Integer days) {
        return new Judgment(
                Judgment.Body.REVIEW,
                kind,
                "安澜市人民政府",
                "安复决〔2026〕" + UUID.randomUUID(),
                TODAY.minusDays(3),
                TODAY.minusDays(2),
                days,
                false);
    }

    private UUID entered(CaseId id, Judgment judgment) {
        UUID key = UUID.randomUUID();
        judgments.enter(id, city.at("WJW/head"), key, judgment, "主要事实不清", "决定书.pdf", DOCUMENT);
        return key;
    }

    private void confirmed(CaseId id, Judgment judgment) {
        judgments.confirm(id, city.at("WJW/chief"), entered(id, judgment));
    }

    private static String[] fields(String number, String kind) {
        return new String[] {
            "key",
            City.key(),
            "body",
            "REVIEW",
            "kind",
            kind,
            "organ",
            "安澜市人民政府",
            "number",
            number,
            "on",
            "2026-11-15",
            "effective",
            "2026-11-16",
            "days",
            "30",
            "gist",
            "主要事实不清"
        };
    }

    private static Clerk.Answer send(Clerk clerk, String at, String number, String kind) throws Exception {
        return clerk.upload(at, DOCUMENT, fields(number, kind));
    }

    private CaseView view(CaseId id) {
        return views.view(id, city.at("WJW/head"));
    }

    private StoredPaper paper(CaseId id) {
        return papers.ofCase(id.region(), id.value()).stream()
                .filter(each -> each.kind() == PaperKind.SET_ASIDE)
                .findFirst()
                .orElseThrow();
    }

    private static void broken(String code, ThrowingCallable act) {
        assertThatExceptionOfType(CaseRuleBroken.class).isThrownBy(act).returns(code, CaseRuleBroken::code);
    }
}
