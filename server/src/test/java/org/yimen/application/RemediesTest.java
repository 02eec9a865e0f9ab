package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Ground;
import org.yimen.casework.CaseId;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.Office;
import org.yimen.document.PaperKind;
import org.yimen.document.SealedPapers;
import org.yimen.testing.HallTest;
import org.yimen.testing.Law;

/** 救济途径: a paper against which one can turn names to whom and until when. */
@HallTest
class RemediesTest {

    private static final String CITY = "629901";
    private static final String HYGIENE = "public-place-hygiene";

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private SealedPapers papers;

    @Autowired
    private Catalogue catalogue;

    @Test
    @DisplayName("告知申请人享有依法申请行政复议或者提起行政诉讼的权利")
    @Law(value = "行政许可法 第三十八条第二款", rule = "Papers: a refusal names the organ that reviews it and the court")
    void aRefusalNamesWhoReviewsItAndTheCourt() {
        CaseId id = city.accepted(HYGIENE).id();
        city.review(id);
        String condition = desk.item(desk.find(id)).conditions().getFirst().code();
        desk.write(
                id,
                city.at("WJW/chief"),
                City.key(),
                null,
                paper -> new Command.Refuse(List.of(condition), "场所不符合要求", "公共场所卫生管理条例第四条", paper));

        assertThat(paper(id, PaperKind.REFUSAL)).contains("自知道之日起六十日内向安澜市人民政府申请行政复议", "六个月内向安澜市人民法院提起行政诉讼");
    }

    @Test
    @Law(
            value = "行政复议法 第二十条",
            rule = "Papers: a grant that burdens its holder says who reviews it, and no other grant does")
    void aGrantWithProvisosNamesThemAndAGrantWithoutNeedsNone() {
        CaseId burdened = decided(List.of(new Proviso("c1", "营业面积限于一层")));
        CaseId free = decided(List.of());

        assertThat(paper(burdened, PaperKind.GRANT)).contains("自知道之日起六十日内向安澜市人民政府申请行政复议", "六个月内向安澜市人民法院提起行政诉讼");
        assertThat(paper(free, PaperKind.GRANT)).doesNotContain("行政复议", "行政诉讼");
    }

    private CaseId decided(List<Proviso> provisos) {
        CaseId id = city.accepted(HYGIENE).id();
        city.review(id);
        desk.write(id, city.at("WJW/chief"), City.key(), null, paper -> new Command.Grant(paper, provisos, false));
        return id;
    }

    @Test
    @Law(value = "行政复议法 第二十四条", rule = "Office.remedies: a non-acceptance names the government that reviews it")
    void aNonAcceptanceDoesTheSame() {
        CaseId id = city.submitted(HYGIENE).id();
        desk.write(
                id,
                city.at("ZX/window"),
                City.key(),
                null,
                paper -> new Command.Decline(Ground.NO_LICENCE_NEEDED, "不需要许可", null, paper));

        assertThat(paper(id, PaperKind.NON_ACCEPTANCE)).contains("向安澜市人民政府申请行政复议", "向安澜市人民法院提起行政诉讼");
    }

    @Test
    @Law(value = "行政复议法 第二十七条", rule = "Office.remedies: under vertical lead the next higher organ reviews")
    void everyDepartmentOfThePlaceHasBothAndWhereNothingIsEnteredTheLawIsSaid() {
        assertThat(catalogue.published())
                .extracting(
                        item -> catalogue.setting().office(item.department()).orElseThrow())
                .allMatch(office -> office.review() != null && office.court() != null);
        assertThat(Office.remedies(catalogue.setting().office("YC"))).contains("向省烟草专卖局申请行政复议");
        assertThat(Office.remedies(Optional.empty())).contains("依法申请行政复议", "依法向人民法院提起行政诉讼");
    }

    private String paper(CaseId id, PaperKind kind) {
        return PdfText.of(papers.ofCase(CITY, id.value()).stream()
                        .filter(each -> each.kind() == kind)
                        .findFirst()
                        .flatMap(each -> papers.read(CITY, each.id()))
                        .orElseThrow())
                .replaceAll("\\s", "");
    }
}
