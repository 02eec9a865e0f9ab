package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.application.NoticeHandOvers;
import org.yimen.application.PdfText;
import org.yimen.application.TerminationGround;
import org.yimen.application.Terminations;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.crypto.Sm3;
import org.yimen.document.PaperKind;
import org.yimen.document.SealedPapers;
import org.yimen.organisation.Staff;
import org.yimen.testing.HallTest;
import org.yimen.testing.Law;

/** 终止办理: one proposes with a proof, another confirms, and the applicant is told on a sealed paper. */
@HallTest
class TerminationPagesTest {

    private static final String HYGIENE = "public-place-hygiene";
    private static final byte[] PROOF = "%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private Terminations terminations;

    @Autowired
    private NoticeHandOvers notices;

    @Autowired
    private SealedPapers papers;

    @Test
    @Law(value = "行政许可法 第七十条", rule = "Terminations: shown by a file, confirmed by another, told on a sealed paper")
    void oneProposesWithAProofAndAnotherConfirms() throws Exception {
        CaseId id = city.accepted(HYGIENE).id();
        String at = "/desk/cases/" + id.value() + "/termination";
        Clerk chief = pages.at("wjw.chief");
        Clerk head = pages.at("wjw.head");

        assertThat(chief.open("/desk/cases/" + id.value() + "/do/terminate").location())
                .isEqualTo(at);
        assertThat(chief.open(at).body()).contains("一人提出并附证明，另一人确认");
        assertThat(chief.send(at, "key", City.key(), "ground", "DISSOLVED", "reason", "公司已经注销登记")
                        .status())
                .as("without a proof")
                .isEqualTo(422);
        UUID proposal = propose(id);
        refused("application.terminate.proposed", () -> propose(id));
        refused("application.terminate.second", () -> terminations.confirm(id, city.at("WJW/chief"), proposal));
        assertThat(desk.find(id).state()).as("it goes on").isInstanceOf(State.Reviewing.class);
        assertThat(pages.at("zx.window1").open("/desk/cases/" + id.value()).body())
                .contains("等待另一人确认");
        assertThat(chief.open(at).body()).doesNotContain(at + "/" + proposal + "/confirm");
        assertThat(head.open(at).body()).contains(at + "/" + proposal + "/confirm");
        assertThat(head.open(at + "/" + proposal + "/file").status()).isEqualTo(200);

        assertThat(head.proven(at + "/" + proposal + "/confirm", "key", City.key())
                        .status())
                .isEqualTo(303);

        assertThat(desk.find(id).state()).isInstanceOf(State.Terminated.class);
        var paper = papers.ofCase(id.region(), id.value()).stream()
                .filter(each -> each.kind() == PaperKind.TERMINATION)
                .findFirst()
                .orElseThrow();
        assertThat(PdfText.of(papers.read(id.region(), paper.id()).orElseThrow()))
                .contains("终止办理告知书", "第七十条第三项", "公司已经注销登记", Sm3.hex(PROOF));
        assertThat(notices.of(desk.find(id)))
                .as("it is served as any other notice")
                .anyMatch(line -> line.paper().id().equals(paper.id()));
    }

    @Test
    void whatAnotherDoesNotConfirmGoesOn() throws Exception {
        CaseId id = city.accepted(HYGIENE).id();
        UUID proposal = propose(id);
        Clerk head = pages.at("wjw.head");
        String at = "/desk/cases/" + id.value() + "/termination/" + proposal;

        assertThat(head.send(at + "/deny", "key", City.key(), "note", " ").status())
                .isEqualTo(422);
        assertThat(head.send(at + "/deny", "key", City.key(), "note", "注销的是另一家公司")
                        .status())
                .isEqualTo(303);
        refused("application.terminate.decided", () -> terminations.confirm(id, city.at("WJW/head"), proposal));

        assertThat(desk.find(id).state()).isInstanceOf(State.Reviewing.class);
        assertThat(pages.at("wjw.examiner1")
                        .send(at + "/deny", "key", City.key(), "note", "x")
                        .status())
                .isEqualTo(422);
        propose(id);
    }

    @Test
    void aKeyStandsForOneProposalOfOneCase() {
        CaseId id = city.accepted(HYGIENE).id();
        CaseId other = city.accepted(HYGIENE).id();
        UUID key = propose(id);
        var chief = city.at("WJW/chief");

        terminations.propose(id, chief, key, TerminationGround.DISSOLVED, "公司已经注销登记", "注销.pdf", PROOF);
        refused(
                "platform.key.reused",
                () -> terminations.propose(
                        other, chief, key, TerminationGround.DISSOLVED, "公司已经注销登记", "注销.pdf", PROOF));
        refused(
                "platform.key.reused",
                () -> terminations.propose(id, chief, key, TerminationGround.DISSOLVED, "另一个理由", "注销.pdf", PROOF));
        refused(
                "platform.key.reused",
                () -> terminations.propose(
                        id, city.at("WJW/head"), key, TerminationGround.DISSOLVED, "公司已经注销登记", "注销.pdf", PROOF));

        assertThat(terminations.of(id)).hasSize(1);
        assertThat(terminations.of(other)).isEmpty();
    }

    @Test
    void whatSomebodyProposedWhoKeepsOutSinceFallsAndMakesRoom() throws Exception {
        CaseId id = city.accepted(HYGIENE).id();
        Staff proposer = pages.newcomer("WJW/head");
        UUID fallen = UUID.randomUUID();
        var by = Actor.officer(proposer.id(), "WJW/head");
        terminations.propose(id, by, fallen, TerminationGround.DISSOLVED, "公司已经注销登记", "注销.pdf", PROOF);
        String at = "/desk/cases/" + id.value() + "/termination";
        Clerk head = pages.at("wjw.head");
        assertThat(head.open(at).body()).contains(fallen + "/confirm");

        desk.act(id, by, City.key(), null, new Command.Recuse("申请人是我的亲属"));

        assertThat(head.open(at).body()).contains("不再有效").doesNotContain(fallen + "/confirm");
        assertThat(head.open("/desk/cases/" + id.value()).body()).doesNotContain("等待另一人确认");
        refused("application.terminate.fallen", () -> terminations.confirm(id, city.at("WJW/chief"), fallen));
        refused("application.terminate.fallen", () -> terminations.deny(id, city.at("WJW/chief"), fallen, "不同意"));
        UUID again = propose(id);
        assertThat(terminations.of(id))
                .extracting(Terminations.Proposal::id, Terminations.Proposal::isOpen)
                .containsExactlyInAnyOrder(tuple(fallen, false), tuple(again, true));
        terminations.confirm(id, city.at("WJW/head"), again);
        assertThat(desk.find(id).state()).isInstanceOf(State.Terminated.class);
    }

    private UUID propose(CaseId id) {
        UUID key = UUID.randomUUID();
        terminations.propose(id, city.at("WJW/chief"), key, TerminationGround.DISSOLVED, "公司已经注销登记", "注销.pdf", PROOF);
        return key;
    }

    private static void refused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        assertThatExceptionOfType(CaseRuleBroken.class).isThrownBy(act).returns(code, CaseRuleBroken::code);
    }
}
