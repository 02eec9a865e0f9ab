package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Application.Command.NoticeDefects;
import org.yimen.application.Application.Defect;
import org.yimen.application.Application.State;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.testing.HallTest;

/** 补正 of answers: a notice names them one by one, and exactly they are corrected. */
@HallTest
class CorrectionTest {

    private static final String ITEM = "tobacco-retail";

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    private CaseId noticed(String... named) {
        CaseFile<State> file = city.submitted(ITEM);
        return city.noticed(
                file.id(),
                Stream.of(named)
                        .map(question -> new Defect(Defect.answer(question), "和平面图对不上"))
                        .toArray(Defect[]::new));
    }

    private Actor applicant() {
        return Actor.applicant(city.citizen().holder(), city.citizen().person());
    }

    @Test
    void aNamedAnswerIsCorrectedAndBothAreKept() {
        CaseId id = noticed("area");
        String before = desk.dossier(id).answers().one("area").orElseThrow();

        desk.correct(id, desk.dossier(id), "area", List.of("８８"));
        desk.correct(id, desk.dossier(id), "area", List.of("88"));
        var supplied = desk.supply(id, applicant(), City.key(), desk.dossier(id), List.of(Defect.answer("area")));

        Dossier dossier = desk.dossier(id);
        assertThat(dossier.answers().one("area")).contains("88");
        assertThat(dossier.before("area")).containsExactly(before);
        assertThat(dossier.content().corrections()).hasSize(1);
        assertThat(supplied.state()).isInstanceOf(State.Supplemented.class);
    }

    @Test
    void onlyWhatTheNoticeNamesCanBeCorrected() {
        CaseId id = noticed("area");
        Dossier dossier = desk.dossier(id);

        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> desk.correct(id, dossier, "shop-name", List.of("别的店")))
                .returns("application.step.not-open", CaseRuleBroken::code);
    }

    @Test
    void aCorrectionThatIsWrongOrMeansAnotherSituationIsRefused() {
        CaseId id = noticed("area", "delivery");
        Dossier dossier = desk.dossier(id);
        assertThat(dossier.answers().one("delivery")).contains("electronic");

        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> desk.correct(id, dossier, "area", List.of("八十")))
                .returns("form.number.wrong", CaseRuleBroken::code);
        assertThatExceptionOfType(CaseRuleBroken.class)
                .as("mail asks for an address, which nobody gave")
                .isThrownBy(() -> desk.correct(id, dossier, "delivery", List.of("mail")))
                .returns("application.supplement.leads-elsewhere", CaseRuleBroken::code);
    }

    @Test
    void aNoticeNamesNoQuestionThatTheVersionDoesNotAsk() {
        CaseFile<State> file = city.submitted(ITEM);
        var defects = List.of(new Defect(Defect.answer("favourite-colour"), "请补填"));

        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> desk.write(
                        file.id(), city.at("ZX/window"), City.key(), null, paper -> new NoticeDefects(defects, paper)))
                .returns("application.notice.not-on-the-list", CaseRuleBroken::code);
    }
}
