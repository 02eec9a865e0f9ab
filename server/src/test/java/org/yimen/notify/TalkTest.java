package org.yimen.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.application.City;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.Text;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

@HallTest
class TalkTest {

    private static final String REGION = "629901";
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 18);
    private static final Enquiries.About ABOUT =
            new Enquiries.About("food-business", new Text("食品经营许可", "Food licence"), "SJ");

    @Autowired
    Remarks remarks;

    @Autowired
    Enquiries enquiries;

    @Autowired
    Outbox outbox;

    @Autowired
    Directory directory;

    @Autowired
    City city;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestTime time;

    @Test
    void aTextIsStoredOnceForItsFormAndSealed() throws Exception {
        Remark.About about = about();
        String key = City.key();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                var _ = threads.submit(() -> remarks.ask(about, about.person(), key, "请问要等多久？"));
            }
        }

        assertThat(remarks.of(REGION, about.caseId())).singleElement().satisfies(remark -> {
            assertThat(remark.text()).isEqualTo("请问要等多久？");
            assertThat(remark.waits()).isTrue();
            assertThat(remark.dueOn()).isEqualTo(TODAY.plusDays(2));
        });
        byte[] kept = jdbc.sql("select text_sealed from notify.remark where case_id = :case")
                .param("case", about.caseId())
                .query(byte[].class)
                .single();
        assertThat(new String(kept, StandardCharsets.UTF_8)).doesNotContain("请问");
    }

    @Test
    @Proves("M-CHN-22")
    void unansweredTextsAreCountedAndRemindedOnceAndAnAnswerEndsThat() {
        Remark.About about = about();
        int before = remarks.counts(REGION).getOrDefault("SJ", 0);
        remarks.ask(about, about.person(), City.key(), "第一问");
        remarks.ask(about, about.person(), City.key(), "第二问");
        assertThat(remarks.counts(REGION).getOrDefault("SJ", 0)).isEqualTo(before + 2);

        time.advance(Duration.ofDays(5));
        while (remarks.remindOnce() > 0) {
            // Others' are reminded of as well.
        }
        List<Remark> waiting = remarks.of(REGION, about.caseId());
        assertThat(waiting).allMatch(remark -> remark.remindedAt() != null);
        UUID head = city.at("SJ/head").id();
        assertThat(outbox.of(
                        REGION, head, "remark-overdue:" + waiting.getFirst().id()))
                .hasSize(1);
        assertThat(remarks.remindOnce()).as("once").isZero();

        UUID examiner = city.at("SJ/examiner").id();
        String key = City.key();
        remarks.answer(about, examiner, "SJ/examiner", key, "两问一并答复");
        remarks.answer(about, examiner, "SJ/examiner", key, "两问一并答复");

        assertThat(remarks.counts(REGION).getOrDefault("SJ", 0)).isEqualTo(before);
        assertThat(remarks.of(REGION, about.caseId())).hasSize(3).noneMatch(Remark::waits);
        assertThat(outbox.inbox(REGION, about.holder(), null, 10))
                .as("the applicant is told, once")
                .singleElement()
                .satisfies(message -> assertThat(message.template()).isEqualTo("notify.remark"));
        assertThat(remarks.unseen(REGION, about.caseId())).isEqualTo(1);
        remarks.seen(REGION, about.caseId(), false);
        assertThat(remarks.unseen(REGION, about.caseId())).isZero();
    }

    @Test
    void aFormThatComesBackWithAnotherTextIsNotTakenForTheOldOne() {
        Remark.About about = about();
        String key = City.key();
        remarks.ask(about, about.person(), key, "要等多久？");
        UUID first = enquiries.ask(REGION, about.person(), ABOUT, key, "租的房子可以吗？");

        assertThatThrownBy(() -> remarks.ask(about, about.person(), key, "要交多少钱？"))
                .isInstanceOf(NotifyRefused.class)
                .hasMessageContaining("platform.key.reused");
        assertThatThrownBy(() -> enquiries.ask(REGION, about.person(), ABOUT, key, "借的房子呢？"))
                .isInstanceOf(NotifyRefused.class)
                .hasMessageContaining("platform.key.reused");

        assertThat(enquiries.ask(REGION, about.person(), ABOUT, key, "租的房子可以吗？"))
                .isEqualTo(first);
        assertThat(remarks.of(REGION, about.caseId())).hasSize(1);
    }

    @Test
    void nothingEmptyNothingLongAndNoEndlessThread() {
        Remark.About about = about();

        assertThatThrownBy(() -> remarks.ask(about, about.person(), City.key(), "  "))
                .isInstanceOf(NotifyRefused.class);
        assertThatThrownBy(() -> remarks.ask(about, about.person(), City.key(), "长".repeat(1001)))
                .isInstanceOf(NotifyRefused.class);
        for (int i = 0; i < Remarks.MOST_A_DAY; i++) {
            remarks.ask(about, about.person(), City.key(), "第 " + i + " 条");
        }
        assertThatThrownBy(() -> remarks.ask(about, about.person(), City.key(), "再一条"))
                .isInstanceOf(NotifyRefused.class);
    }

    @Test
    @Proves("M-INT-07")
    void aQuestionHasAnOwnerAtEveryMomentAndANamedReceiverMustConfirm() {
        UUID person = UUID.randomUUID();
        UUID id = enquiries.ask(REGION, person, ABOUT, City.key(), "租的房子可以吗？");
        Enquiry asked = enquiries.find(REGION, id).orElseThrow();
        Officer owner = directory.officer(asked.owner(), TODAY);
        assertThat(owner.posts()).contains("SJ/examiner");
        assertThat(asked.firstOwner()).isEqualTo(asked.owner());
        Officer chief = directory.officer(city.at("SJ/chief").id(), TODAY);
        Officer other = directory.officer(city.at("SJ/head").id(), TODAY);

        assertThatThrownBy(() -> enquiries.handOver(asked, other, chief.id())).isInstanceOf(NotifyRefused.class);
        assertThatThrownBy(() -> enquiries.handOver(asked, owner, UUID.randomUUID()))
                .as("nobody by that name")
                .isInstanceOf(NotifyRefused.class);
        enquiries.handOver(asked, owner, chief.id());
        Enquiry offered = enquiries.find(REGION, id).orElseThrow();
        assertThat(offered.owner()).as("until he confirms").isEqualTo(owner.id());
        assertThatThrownBy(() -> enquiries.confirm(offered, other, true)).isInstanceOf(NotifyRefused.class);
        enquiries.confirm(offered, chief, false);
        assertThat(enquiries.find(REGION, id).orElseThrow().owner()).isEqualTo(owner.id());
        enquiries.handOver(enquiries.find(REGION, id).orElseThrow(), owner, chief.id());
        enquiries.confirm(enquiries.find(REGION, id).orElseThrow(), chief, true);

        Enquiry taken = enquiries.find(REGION, id).orElseThrow();
        assertThat(taken.owner()).isEqualTo(chief.id());
        assertThat(taken.firstOwner()).isEqualTo(owner.id());
        assertThatThrownBy(() -> enquiries.answer(taken, owner, "不再是我的")).isInstanceOf(NotifyRefused.class);
        enquiries.answer(taken, chief, "可以，提交租赁合同即可。");
        assertThatThrownBy(() -> enquiries.answer(taken, chief, "再答一次")).isInstanceOf(NotifyRefused.class);
        assertThat(enquiries.of(REGION, person))
                .singleElement()
                .satisfies(mine -> assertThat(mine.answer()).isEqualTo("可以，提交租赁合同即可。"));
        assertThat(outbox.inbox(REGION, person, null, 5)).hasSize(1);
    }

    @Test
    @Proves("M-INT-07")
    void whoIsAskedByPhoneOwnsItAndCallsBackOnceSomebodyTookItFromHimOrNot() {
        UUID clerk = city.at("ZX/window").id();
        Officer officer = directory.officer(clerk, TestTime.START);
        String key = City.key();
        var caller = Enquiries.Asker.unknown("王女士", "0900-555 7788", true);

        UUID id = enquiries.takeDown(REGION, caller, ABOUT, clerk, key, "要带什么？");

        assertThat(enquiries.takeDown(REGION, caller, ABOUT, clerk, key, "要带什么？"))
                .as("sent twice")
                .isEqualTo(id);
        Enquiry taken = enquiries.find(REGION, id).orElseThrow();
        assertThat(taken.owner()).isEqualTo(clerk);
        assertThat(taken.person()).isNull();
        assertThat(taken.caller()).isEqualTo(new Enquiry.Caller("王女士", "0900-555 7788"));
        assertThat(taken.toString()).doesNotContain("7788");
        enquiries.answer(taken, officer, "已回电：带身份证。");
        assertThat(enquiries.find(REGION, id).orElseThrow().answered()).isTrue();
        assertThatThrownBy(() -> Enquiries.Asker.unknown("王女士", "", true)).isInstanceOf(NotifyRefused.class);
        assertThatThrownBy(() -> Enquiries.Asker.unknown(" ", "0900-555 7788", true))
                .isInstanceOf(NotifyRefused.class);
    }

    @Test
    void whoTakesAQuestionDownAtTheWindowOwnsIt() {
        UUID clerk = city.at("ZX/window").id();
        UUID id = enquiries.takeDown(
                REGION, Enquiries.Asker.known(UUID.randomUUID(), false), ABOUT, clerk, City.key(), "口头问的");

        assertThat(enquiries.find(REGION, id).orElseThrow().owner()).isEqualTo(clerk);
    }

    @Test
    void whatIsMadePublicHoldsNoNumberAndIsPublicOnce() {
        UUID clerk = city.at("ZX/window").id();
        Officer officer = directory.officer(clerk, TODAY);
        var about = new Enquiries.About("faq-" + UUID.randomUUID(), Text.of("某事项"), "SJ");
        UUID id = enquiries.takeDown(
                REGION, Enquiries.Asker.known(UUID.randomUUID(), false), about, clerk, City.key(), "我能办吗");
        Enquiry open = enquiries.find(REGION, id).orElseThrow();
        assertThatThrownBy(() -> enquiries.publish(open, officer, "能办吗", "能"))
                .as("not answered yet")
                .isInstanceOf(NotifyRefused.class);
        enquiries.answer(open, officer, "能");
        Enquiry answered = enquiries.find(REGION, id).orElseThrow();

        assertThatThrownBy(() -> enquiries.publish(answered, officer, "我 13800138000 能办吗", "能"))
                .isInstanceOf(NotifyRefused.class);
        enquiries.publish(answered, officer, "能办吗", "能");
        assertThatThrownBy(() -> enquiries.publish(answered, officer, "能办吗", "能"))
                .isInstanceOf(NotifyRefused.class);
        assertThat(enquiries.published(REGION, about.item(), 10))
                .singleElement()
                .satisfies(faq -> assertThat(faq.question()).isEqualTo("能办吗"));
    }

    private Remark.About about() {
        UUID holder = UUID.randomUUID();
        return new Remark.About(
                REGION, UUID.randomUUID(), "629901-20261118-000001", Text.of("食品经营许可"), "SJ", holder, holder);
    }
}
