package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Application.Command.Accept;
import org.yimen.application.Application.Command.Extend;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.document.PaperKind;
import org.yimen.document.SealedPapers;
import org.yimen.testing.HallTest;
import org.yimen.testing.Law;

/** 联合办理: what the government ordered for several departments is extended by its head, in writing. */
@HallTest
class JointHandlingTest {

    private static final String CITY = "629901";

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private SealedPapers papers;

    @Test
    @Law(
            value = "行政许可法 第四十二条第二款",
            rule = "ApplicationDesk: the applicant gets the reason for the fifteen days on paper")
    void theHeadOfTheGovernmentExtendsAndTheApplicantReadsWhy() {
        CaseId id = city.submitted(city.somebody(), "road-excavation").id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Accept::new);
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() ->
                        desk.write(id, city.at("ZJ/head"), City.key(), null, paper -> new Extend("地下管线没有查清", paper)))
                .returns("application.may-not.extend-joint", CaseRuleBroken::code);

        desk.write(id, city.at("ZF/head"), City.key(), null, paper -> new Extend("地下管线没有查清", paper));

        assertThat(Application.course(desk.find(id).state()).extension()).isEqualTo(15);
        var notice = papers.ofCase(CITY, id.value()).stream()
                .filter(paper -> paper.kind() == PaperKind.EXTENSION_NOTICE)
                .findFirst()
                .orElseThrow();
        assertThat(PdfText.of(papers.read(CITY, notice.id()).orElseThrow()))
                .contains("本级人民政府负责人批准", "15个工作日", "地下管线没有查清", "以本级人民政府职权");
    }
}
