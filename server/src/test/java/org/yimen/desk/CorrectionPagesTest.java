package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.application.Correction;
import org.yimen.application.Corrections;
import org.yimen.application.PdfText;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.document.PaperKind;
import org.yimen.document.SealedPapers;
import org.yimen.document.StoredPaper;
import org.yimen.licence.Licence;
import org.yimen.licence.LicenceCheck;
import org.yimen.licence.LicenceDesk;
import org.yimen.licence.Standing;
import org.yimen.testing.HallTest;

/** 更正: a slip is corrected by two, the old edition says by what, and the holder is told. */
@HallTest
class CorrectionPagesTest {

    private static final String HYGIENE = "public-place-hygiene";

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private Corrections corrections;

    @Autowired
    private LicenceDesk licences;

    @Autowired
    private SealedPapers papers;

    @Test
    void aCertificateGetsAnEditionThatReadsAsItShould() throws Exception {
        CaseId id = city.granted(HYGIENE).id();
        desk.issue(id, city.at("WJW/chief"), City.key(), null);
        Licence old = licences.ofCase(id.region(), id.value()).getFirst();
        String at = "/desk/cases/" + id.value() + "/correction";
        Clerk examiner = pages.at("wjw.examiner1");
        Clerk chief = pages.at("wjw.chief");

        assertThat(chief.open("/desk/cases/" + id.value() + "/do/correct").location())
                .isEqualTo(at);
        assertThat(examiner.open(at).body()).contains(old.number(), Correction.HOLDER);
        assertThat(examiner.open(at + "?lang=en").body()).contains("Correct a slip");
        assertThat(propose(examiner, at, old.id() + ":" + Correction.HOLDER, old.holderName())
                        .status())
                .as("nothing would change")
                .isEqualTo(422);
        assertThat(propose(examiner, at, old.id() + ":" + Correction.HOLDER, "陈小禾")
                        .status())
                .isEqualTo(303);
        UUID proposal = corrections.of(id).getFirst().id();
        assertThat(examiner.proven(at + "/" + proposal + "/confirm", "key", City.key())
                        .status())
                .as("he proposed it, and decides nothing")
                .isEqualTo(422);
        assertThat(chief.proven(at + "/" + proposal + "/confirm", "key", City.key())
                        .status())
                .isEqualTo(303);

        var checked = (LicenceCheck.Genuine) licences.verify(old.code().value());
        assertThat(checked.standing()).isInstanceOf(Standing.Ended.class);
        Licence next = licences.ofCase(id.region(), id.value()).stream()
                .filter(each -> !each.id().equals(old.id()))
                .findFirst()
                .orElseThrow();
        assertThat(checked.corrected()).isEqualTo(next.number());
        assertThat(next.holderName()).isEqualTo("陈小禾");
        assertThat(next.term()).isEqualTo(old.term());
        assertThat(next.facts()).isEqualTo(old.facts());
        assertThat(desk.find(id).state())
                .isInstanceOfSatisfying(
                        State.Issued.class,
                        issued -> assertThat(issued.outcome().licence()).isEqualTo(next.id()));
        assertThat(PdfText.of(
                        papers.read(id.region(), paper(id, PaperKind.CORRECTION).id())
                                .orElseThrow()))
                .contains("更正通知书", old.number(), next.number(), "陈小禾");
        assertThat(chief.open("/verify/" + old.code().value()).body()).contains("已更正，以 " + next.number());

        desk.act(id, city.at("ZX/window"), City.key(), null, city.toHimself(id));
        assertThat(desk.find(id).state()).isInstanceOf(State.Delivered.class);
    }

    @Test
    void aPaperIsReadWithItsCorrection() throws Exception {
        CaseId id = city.accepted(city.somebody(), HYGIENE).id();
        city.review(id);
        var item = desk.item(desk.find(id));
        desk.write(
                id,
                city.at("WJW/chief"),
                City.key(),
                null,
                paper -> new Command.Refuse(
                        List.of(item.conditions().getFirst().code()),
                        "面积为 38 平方米",
                        item.basis().getFirst().cited(),
                        paper));
        StoredPaper refusal = paper(id, PaperKind.REFUSAL);
        UUID key = UUID.randomUUID();

        corrections.propose(id, city.at("WJW/chief"), key, refusal.id(), "理由", "38 平方米", "28 平方米", "笔误");
        broken("application.correction.second", () -> corrections.confirm(id, city.at("WJW/chief"), key));
        corrections.confirm(id, city.at("WJW/head"), key);

        assertThat(desk.find(id).state()).isInstanceOf(State.Refused.class);
        String by = corrections.by(id.region(), refusal.id()).orElseThrow();
        assertThat(paper(id, PaperKind.CORRECTION).number()).isEqualTo(by);
        assertThat(pages.at("wjw.chief")
                        .open("/verify/" + refusal.code().value())
                        .body())
                .contains("已更正，以 " + by);
    }

    @Test
    void whatAnotherDoesNotConfirmStays() throws Exception {
        CaseId id = city.granted(HYGIENE).id();
        StoredPaper grant = paper(id, PaperKind.GRANT);
        UUID key = UUID.randomUUID();
        corrections.propose(id, city.at("WJW/examiner"), key, grant.id(), "日期", "十一日", "十八日", "笔误");
        String at = "/desk/cases/" + id.value() + "/correction/" + key + "/deny";

        broken(
                "application.may-not.post",
                () -> corrections.propose(
                        id, city.at("ZX/window"), UUID.randomUUID(), grant.id(), "日期", "十一日", "十八日", "笔误"));
        assertThat(pages.at("wjw.chief")
                        .send(at, "key", City.key(), "note", "没有错")
                        .status())
                .isEqualTo(303);

        assertThat(corrections.by(id.region(), grant.id())).isEmpty();
        broken("application.correction.decided", () -> corrections.confirm(id, city.at("WJW/head"), key));
    }

    private static Clerk.Answer propose(Clerk clerk, String at, String line, String right) throws Exception {
        return clerk.send(at, "key", City.key(), "line", line, "right", right, "reason", "录入时写错");
    }

    private StoredPaper paper(CaseId id, PaperKind kind) {
        return papers.ofCase(id.region(), id.value()).stream()
                .filter(each -> each.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private static void broken(String code, ThrowingCallable act) {
        assertThatExceptionOfType(CaseRuleBroken.class).isThrownBy(act).returns(code, CaseRuleBroken::code);
    }
}
