package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.PaperRef;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.CaseViews;
import org.yimen.application.City;
import org.yimen.application.PdfText;
import org.yimen.casework.CaseId;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Entry;
import org.yimen.desk.Clerk.Answer;
import org.yimen.document.PaperKind;
import org.yimen.document.SealedPapers;
import org.yimen.document.StoredPaper;
import org.yimen.testing.HallTest;
import org.yimen.testing.TestTime;

/** 双人决定 through the forms of the desk: what the chief representative decides counts when the head consents. */
@HallTest
class SecondDeciderPagesTest {

    private static final String EQUIPMENT = "special-equipment-registration";

    @Autowired
    private City city;

    @Autowired
    private DeskPages pages;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private CaseViews views;

    @Autowired
    private SealedPapers papers;

    @Autowired
    private WorkLists lists;

    @Autowired
    private TestTime time;

    private CaseId id = new CaseId(DeskPages.CITY, new UUID(0, 0));
    private String base = "";

    @BeforeEach
    void aCaseToDecide() {
        time.set(TestTime.START.plus(Duration.ofDays(33)));
        id = city.accepted(EQUIPMENT).id();
        city.review(id);
        city.keyed(id);
        base = "/desk/cases/" + id.value();
    }

    @Test
    void nothingIsSealedBeforeTheSecondConsentsAndThePaperNamesBoth() throws Exception {
        Clerk chief = pages.at("sj.chief");
        assertThat(chief.open(base + "/do/grant").body()).contains("由另一位有权决定的人同意后才生效");

        String key = City.key();
        Answer proposed = send(chief, "grant", key);
        // The same click once more, as a browser does that heard no answer.
        chief.send(base + "/do/grant", "key", key, "seen", seen(), "others", "no");

        assertThat(proposed.location()).isEqualTo(base + "?done=grant");
        assertThat(chief.open(base + "?done=grant").body()).contains("待第二人同意后生效", "双人决定");
        assertThat(desk.find(id).state()).isInstanceOf(State.Proposed.class);
        assertThat(views.view(id, city.at("SJ/chief")).history())
                .filteredOn(entry -> entry.event() instanceof Event.Proposed)
                .hasSize(1);
        assertThat(papers.ofCase(id.region(), id.value()))
                .extracting(StoredPaper::kind)
                .doesNotContain(PaperKind.GRANT);
        assertThat(lists.tasks(id)).extracting(Entry::task).singleElement().satisfies(task -> {
            assertThat(task.post()).isEqualTo("SJ/head");
            assertThat(task.dueOn()).isNotNull();
        });
        Answer own = send(chief, "consent", City.key());
        assertThat(own.status()).isEqualTo(422);
        assertThat(own.body()).contains("要由另一人同意");

        Clerk head = pages.at("sj.head");
        assertThat(head.open(base).body()).contains("可以作第二人").doesNotContain("双人决定：缺人");
        assertThat(head.open("/desk").body()).contains("第二人同意决定");
        assertThat(head.open(base).body()).contains(base + "/do/consent", "同意，决定生效", "首席代表");
        String consent = City.key();
        assertThat(send(head, "consent", consent).location()).isEqualTo(base + "?done=consent");
        head.send(base + "/do/consent", "key", consent, "seen", seen());

        assertThat(desk.find(id).state()).isInstanceOf(State.Granted.class);
        PaperRef paper = ((State.Granted) desk.find(id).state()).decision().paper();
        assertThat(papers.ofCase(id.region(), id.value()))
                .filteredOn(each -> each.kind() == PaperKind.GRANT)
                .hasSize(1);
        byte[] pdf = papers.read(
                        id.region(), java.util.Objects.requireNonNull(paper).id())
                .orElseThrow();
        assertThat(PdfText.of(pdf)).contains("（首席代表）", "（部门负责人）", "同意");
    }

    @Test
    void whoDissentsSendsItBackAndBothViewsStayInTheHistory() throws Exception {
        send(pages.at("sj.chief"), "grant", City.key());
        Clerk head = pages.at("sj.head");
        assertThat(head.open(base + "/do/oppose").body()).contains("首席代表", "准予");
        assertThat(send(head, "oppose", City.key(), "reason", "").status()).isEqualTo(422);

        assertThat(send(head, "oppose", City.key(), "reason", "检验报告已过期").location())
                .isEqualTo(base + "?done=oppose");

        assertThat(desk.find(id).state()).isInstanceOf(State.Deciding.class);
        String page = pages.at("sj.chief").open(base + "?lang=en").body();
        assertThat(page).contains("Proposed to grant", "The second decider opposed what", "检验报告已过期");
        assertThat(views.view(id, city.at("SJ/chief")).publicHistory())
                .noneMatch(entry -> entry.event() instanceof Event.Proposed || entry.event() instanceof Event.Opposed);
    }

    private String seen() {
        return String.valueOf(desk.find(id).version());
    }

    private Answer send(Clerk clerk, String code, String key, String... fields) throws Exception {
        String[] form = new String[fields.length + 6];
        form[0] = "key";
        form[1] = key;
        form[2] = "seen";
        form[3] = seen();
        form[4] = "others";
        form[5] = "no";
        System.arraycopy(fields, 0, form, 6, fields.length);
        return clerk.proven(base + "/do/" + code, form);
    }
}
