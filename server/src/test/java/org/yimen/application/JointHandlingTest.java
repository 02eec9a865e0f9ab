package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Application.Command.Accept;
import org.yimen.application.Application.Command.AskExtension;
import org.yimen.application.Application.Command.DenyExtension;
import org.yimen.application.Application.Command.Extend;
import org.yimen.application.Application.Event;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.casework.WorkLists;
import org.yimen.document.PaperKind;
import org.yimen.document.SealedPapers;
import org.yimen.notify.Message;
import org.yimen.notify.NewsNow;
import org.yimen.notify.Outbox;
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

    @Autowired
    private WorkLists lists;

    @Autowired
    private CaseViews views;

    @Autowired
    private Outbox outbox;

    @Autowired
    private NewsNow news;

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

    @Test
    void whoIsAskedFindsItInHisInboxAndTheApplicantHearsNothingYet() {
        CaseId id = city.submitted(city.somebody(), "road-excavation").id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Accept::new);

        desk.act(id, city.at("ZJ/chief"), City.key(), null, new AskExtension("地下管线没有查清"));

        assertThat(lists.tasks(id))
                .filteredOn(entry -> entry.task().post().equals("ZF/head"))
                .singleElement()
                .returns("extend-joint", entry -> entry.task().act());
        desk.act(id, city.at("ZF/head"), City.key(), null, new DenyExtension("加派人手，按期办结"));
        assertThat(lists.tasks(id)).noneMatch(entry -> entry.task().post().equals("ZF/head"));
        assertThat(views.view(id, city.at("ZJ/chief")).history())
                .filteredOn(entry ->
                        entry.event() instanceof Event.ExtensionAsked || entry.event() instanceof Event.ExtensionDenied)
                .hasSize(2)
                .noneMatch(CaseView.Entry::isPublic);
    }

    @Test
    void whoAskedIsToldAtTheDeskWhatTheHeadOfTheGovernmentSaid() {
        CaseId refused = asked();
        CaseId extended = asked();

        desk.act(refused, city.at("ZF/head"), City.key(), null, new DenyExtension("加派人手，按期办结"));
        desk.write(extended, city.at("ZF/head"), City.key(), null, paper -> new Extend("地下管线没有查清", paper));

        news.until(() -> told(refused).contains("application.news.extension-denied")
                && told(extended).contains("application.news.extension-allowed"));
        assertThat(told(refused)).containsExactly("application.news.extension-denied");
        assertThat(told(extended)).containsExactly("application.news.extension-allowed");
    }

    @Test
    void whoWasNotAskedTellsNobodyThatItWasAskedFor() {
        CaseId id = city.submitted(city.somebody(), "road-excavation").id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Accept::new);
        desk.write(id, city.at("ZF/head"), City.key(), null, paper -> new Extend("地下管线没有查清", paper));
        CaseId later = asked();
        desk.act(later, city.at("ZF/head"), City.key(), null, new DenyExtension("加派人手，按期办结"));

        news.until(() -> !told(later).isEmpty());

        assertThat(told(id)).isEmpty();
    }

    private CaseId asked() {
        CaseId id = city.submitted(city.somebody(), "road-excavation").id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Accept::new);
        desk.act(id, city.at("ZJ/chief"), City.key(), null, new AskExtension("地下管线没有查清"));
        return id;
    }

    /** What whoever examines there finds in his messages at the desk about a case. */
    private List<String> told(CaseId id) {
        return outbox.inbox(CITY, city.at("ZJ/chief").id(), null, 200).stream()
                .filter(message -> message.link().equals("/desk/cases/" + id.value()))
                .map(Message::template)
                .toList();
    }
}
