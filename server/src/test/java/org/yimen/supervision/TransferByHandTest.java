package org.yimen.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.hotline.OrderDesk;
import org.yimen.hotline.WorkOrders;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.supervision.Inquiries.Opening;
import org.yimen.supervision.Inquiry.Act;
import org.yimen.supervision.Inquiry.Stage;
import org.yimen.supervision.InquiryDecisions.Handed;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** 移送 where no body of discipline is connected: on paper, whose receipt whoever decides copies. */
@HallTest
class TransferByHandTest {

    private static final String CITY = "629901";

    private final Directory directory;
    private final Inquiries inquiries;
    private final InquiryDecisions unconnected;
    private final TransactionTemplate transaction;
    private final TestTime time;

    @Autowired
    TransferByHandTest(
            InquiryBook book,
            InquiryRights rights,
            InquiryNews news,
            InquiryTasks tasks,
            PublicNotices notices,
            ConductRules rules,
            Accountabilities accountabilities,
            Trainings trainings,
            WorkOrders orders,
            OrderDesk desk,
            Directory directory,
            Inquiries inquiries,
            TransactionTemplate transaction,
            TestTime time,
            InstantSource source) {
        this.directory = directory;
        this.inquiries = inquiries;
        this.transaction = transaction;
        this.time = time;
        unconnected = new InquiryDecisions(
                book,
                rights,
                news,
                tasks,
                notices,
                rules,
                accountabilities,
                trainings,
                orders,
                desk,
                directory,
                new StaticListableBeanFactory().getBeanProvider(DisciplineBody.class),
                source);
    }

    @Test
    @Proves("M-GOV-10")
    void whoDecidesCopiesTheReceiptWhereNothingIsConnected() {
        UUID second = directory.staff(CITY, "xn.investigator2").orElseThrow().id();
        var opening = new Opening(null, "extortion", "SJ", "", second, "多次暗示办事人请客。");
        UUID id = inquiries.open(officer("xn.investigator"), UUID.randomUUID(), opening);
        UUID key = UUID.randomUUID();

        refused("supervision.inquiry.by-hand", () -> transfer(id, key, Handed.NOTHING));
        refused("supervision.inquiry.by-hand", () -> transfer(id, key, new Handed("某纪委监委", " ")));
        transfer(id, key, new Handed("某纪委监委", " 收〔2026〕7号 "));
        transfer(id, key, new Handed("某纪委监委", "收〔2026〕7号"));
        refused("supervision.inquiry.key", () -> transfer(id, key, new Handed("某纪委监委", "收〔2026〕8号")));

        assertThat(unconnected.connected()).isEmpty();
        Inquiry of = inquiries.seen(officer("xn.head"), id).orElseThrow();
        assertThat(of.stage()).isEqualTo(Stage.TRANSFERRED);
        assertThat(of.last(Act.Transferred.class).orElseThrow().act())
                .isEqualTo(new Act.Transferred("某纪委监委", "收〔2026〕7号", "涉嫌违纪"));
    }

    private void transfer(UUID id, UUID key, Handed handed) {
        transaction.executeWithoutResult(_ -> unconnected.transfer(officer("xn.head"), id, key, "涉嫌违纪", handed));
    }

    private Officer officer(String login) {
        return directory.officer(directory.staff(CITY, login).orElseThrow().id(), time.instant());
    }

    private static void refused(String code, Runnable act) {
        assertThatExceptionOfType(SupervisionRefused.class)
                .isThrownBy(act::run)
                .returns(code, (Function<SupervisionRefused, String>) SupervisionRefused::code);
    }
}
