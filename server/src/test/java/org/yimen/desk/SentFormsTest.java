package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.application.City;
import org.yimen.casework.CaseId;
import org.yimen.desk.Clerk.Answer;
import org.yimen.organisation.DemoAccounts;
import org.yimen.payment.FeeDesk;
import org.yimen.payment.FeeOrder;
import org.yimen.testing.HallTest;

/** 防重复提交: a form that is sent again does nothing again, and is refused where it says something else than before. */
@HallTest
class SentFormsTest {

    private static final String OTHER = "这次的内容与上次不同，没有办理";

    @Autowired
    private City city;

    @Autowired
    private DeskPages pages;

    @Autowired
    private FeeDesk fees;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void theSameFormAgainIsDoneAndWithOtherContentRefused() throws Exception {
        FeeOrder order = order();
        Clerk clerk = pages.at("zx.window1");
        String base = "/desk/fees/orders/" + order.id();
        String key = City.key();

        Answer paid = clerk.send(base + "/take", "key", key, "way", "cash");
        Answer again = clerk.send(base + "/take", "key", key, "way", "cash");
        Answer other = clerk.send(base + "/take", "key", key, "way", "card");

        assertThat(List.of(paid.location(), again.location())).containsOnly(base);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.body()).contains(OTHER);
        assertThat(clerk.open(base).body()).contains("窗口现金").doesNotContain("窗口刷卡");
    }

    @Test
    void whatWasRefusedIsPutRightUnderTheSameKey() throws Exception {
        FeeOrder order = order();
        Clerk clerk = pages.at("zx.window1");
        String base = "/desk/fees/orders/" + order.id();
        clerk.send(base + "/take", "key", City.key(), "way", "cash");
        String key = City.key();

        Answer much = clerk.send(base + "/refund", "key", key, "yuan", "90", "reason", "多收");
        Answer right = clerk.send(base + "/refund", "key", key, "yuan", "30", "reason", "多收");
        Answer more = clerk.send(base + "/refund", "key", key, "yuan", "40", "reason", "多收");

        assertThat(much.status()).isEqualTo(422);
        assertThat(right.location()).isEqualTo(base);
        assertThat(more.status()).isEqualTo(422);
        assertThat(more.body()).contains(OTHER);
    }

    @Test
    void aSheetIsComparedTooAndTheKeyOfOnePersonIsNoneOfAnother() throws Exception {
        Clerk clerk = pages.at("zx.window1");
        String key = City.key();

        Answer first = clerk.send("/desk/consults", "key", key, "item", "food-business");
        Answer other = clerk.send("/desk/consults", "key", key, "item", "tobacco-retail");
        Answer colleague = pages.at("zx.window2").send("/desk/consults", "key", key, "item", "tobacco-retail");

        assertThat(first.status()).isEqualTo(303);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.body()).contains(OTHER);
        assertThat(colleague.status()).isEqualTo(303);
    }

    @Test
    void theProofOfWhoSendsItIsNoContent() throws Exception {
        Clerk clerk = pages.at("zx.window1");
        String key = City.key();

        clerk.send("/desk/consults", "key", key, "item", "food-business", "step-up", DemoAccounts.PASSWORD);
        Answer again = clerk.send("/desk/consults", "key", key, "item", "food-business", "step-up", "123456");

        assertThat(again.status()).isEqualTo(303);
        assertThat(jdbc.sql("select count(*) from identity.form_binding where key = :key")
                        .param("key", key)
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    private FeeOrder order() {
        CaseId id = city.accepted("immovable-transfer").id();
        return fees.ofCase(id).getFirst();
    }
}
