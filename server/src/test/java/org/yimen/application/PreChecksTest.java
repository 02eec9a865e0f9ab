package org.yimen.application;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.OptimisticLockingFailureException;
import org.yimen.application.Application.Defect;
import org.yimen.application.PreChecks.PreCheck;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.form.Question;
import org.yimen.notify.Message;
import org.yimen.notify.Outbox;
import org.yimen.notify.Way;
import org.yimen.testing.HallTest;
import org.yimen.testing.Law;

/** 预审: a look at a draft that stays a draft. */
@HallTest
class PreChecksTest {

    private static final String HYGIENE = "public-place-hygiene";
    private static final byte[] PDF = "%PDF-1.4\n%%EOF\n".getBytes(US_ASCII);
    private static final List<Defect> NOTHING = List.of();

    @Autowired
    private City city;

    @Autowired
    private Drafts drafts;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private PreChecks preChecks;

    @Autowired
    private Outbox outbox;

    @Test
    @Law(value = "行政许可法 第三十二条第一款第四项", rule = "PreChecks: no term runs before the submission")
    void aPreCheckIsNoSubmissionAndNothingRuns() {
        Dossier draft = city.complete(city.somebody(), HYGIENE);
        preChecks.ask(draft);
        preChecks.answer(draft, clerk(), draft.version(), List.of(new Defect("floor-plan", "看不清")), List.of());

        assertThat(desk.submitted(draft.id())).isEmpty();
        assertThat(drafts.find(draft.id(), draft.applicant().holder())).contains(draft);
        assertThat(preChecks.latest(draft).orElseThrow().defects()).containsExactly(new Defect("floor-plan", "看不清"));
    }

    @Test
    void whoAskedHearsOfEachAnswerOnceOnHisPhoneAndInHisInbox() {
        Dossier draft = city.complete(city.somebody(), HYGIENE);
        preChecks.ask(draft);
        preChecks.answer(draft, clerk(), draft.version(), List.of(new Defect("floor-plan", "看不清")), List.of());
        refused(
                "application.pre-check.over",
                () -> preChecks.answer(draft, clerk(), draft.version(), NOTHING, everything(draft)));
        preChecks.ask(draft);
        preChecks.answer(draft, clerk(), draft.version(), NOTHING, everything(draft));

        assertThat(said(draft, 1))
                .extracting(Message::template, Message::way, Message::link)
                .containsExactlyInAnyOrder(
                        tuple("application.news.pre-check-found", Way.INBOX, "/apply/draft/" + draft.id() + "/check"),
                        tuple("application.news.pre-check-found", Way.SMS, "/apply/draft/" + draft.id() + "/check"));
        assertThat(said(draft, 2)).hasSize(2).allMatch(each -> each.template().endsWith("pre-check-passed"));
    }

    private List<Message> said(Dossier draft, int number) {
        return outbox.of(draft.region(), draft.applicant().holder(), "pre-check:" + draft.id() + ":" + number);
    }

    @Test
    void askingTwiceAsksOnce() {
        Dossier draft = city.complete(city.somebody(), HYGIENE);
        preChecks.ask(draft);
        preChecks.ask(draft);

        assertThat(preChecks.latest(draft)).map(PreCheck::number).contains(1);
        assertThat(preChecks.open(draft.region()))
                .filteredOn(asked -> asked.draft().equals(draft.id()))
                .hasSize(1);
    }

    @Test
    void onlyACompleteDraftIsLookedAtAndItCanBeTakenBack() {
        Dossier draft = city.complete(city.somebody(), HYGIENE);
        Dossier lacking =
                drafts.detach(draft, draft.files("floor-plan").getFirst().id());
        refused("application.submit.incomplete", () -> preChecks.ask(lacking));

        Dossier whole = drafts.attach(lacking, "floor-plan", "图.pdf", PDF);
        preChecks.ask(whole);
        preChecks.takeBack(whole);

        assertThat(preChecks.asked(whole.id())).isEmpty();
        refused(
                "application.pre-check.over",
                () -> preChecks.answer(whole, clerk(), whole.version(), NOTHING, everything(whole)));
    }

    @Test
    void aPassHoldsAsLongAsNothingIsChanged() {
        Dossier draft = city.complete(city.somebody(), HYGIENE);
        preChecks.ask(draft);
        refused(
                "application.checkpoints.open",
                () -> preChecks.answer(draft, clerk(), draft.version(), NOTHING, List.of()));
        preChecks.answer(draft, clerk(), draft.version(), NOTHING, everything(draft));
        assertThat(preChecks.passed(draft)).isPresent();

        Question phone = drafts.item(draft).form().question("phone").orElseThrow();
        Dossier changed = drafts.answer(draft, phone, List.of("15400000099"));

        assertThat(preChecks.passed(changed)).isEmpty();
        assertThat(preChecks.passed(
                        drafts.answer(changed, phone, draft.answers().all("phone"))))
                .isPresent();
    }

    @Test
    void whatWasChangedWhileTheClerkLookedIsLookedAtAgain() {
        Dossier draft = city.complete(city.somebody(), HYGIENE);
        preChecks.ask(draft);
        Question phone = drafts.item(draft).form().question("phone").orElseThrow();
        Dossier changed = drafts.answer(draft, phone, List.of("15400000099"));

        assertThatExceptionOfType(OptimisticLockingFailureException.class)
                .isThrownBy(() -> preChecks.answer(changed, clerk(), draft.version(), NOTHING, everything(changed)));
    }

    @Test
    void nothingBeyondThePublishedListIsAskedFor() {
        Dossier draft = city.complete(city.somebody(), HYGIENE);
        preChecks.ask(draft);

        refused(
                "application.notice.not-on-the-list",
                () -> preChecks.answer(
                        draft, clerk(), draft.version(), List.of(new Defect("bank-statement", "请提供")), List.of()));
        refused(
                "application.pre-check.what",
                () -> preChecks.answer(
                        draft, clerk(), draft.version(), List.of(new Defect("floor-plan", " ")), List.of()));
    }

    private UUID clerk() {
        return city.at("ZX/window").id();
    }

    private List<String> everything(Dossier of) {
        return Checkpoints.of(drafts.item(of), of).stream()
                .map(Checkpoints.Point::id)
                .toList();
    }

    private static void refused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        assertThatExceptionOfType(CaseRuleBroken.class).isThrownBy(act).returns(code, CaseRuleBroken::code);
    }
}
