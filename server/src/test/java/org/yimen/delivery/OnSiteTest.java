package org.yimen.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.audit.AuditLog;
import org.yimen.audit.Trail;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.delivery.OnSite.Check;
import org.yimen.delivery.OnSite.Exemption;
import org.yimen.platform.CityTime;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** 受理、发证均在政务服务中心完成, or the director has said why not and until when. */
@HallTest
class OnSiteTest {

    private static final String ELSEWHERE = "disability-certificate";

    @Autowired
    Catalogue catalogue;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    OnSite asPublished;

    private OnSite items;

    /** The catalogue, but for one item that nobody can hand in at the centre. */
    @BeforeEach
    void oneItemIsElsewhere() {
        List<ItemVersion> published = catalogue.published().stream()
                .map(item -> item.code().equals(ELSEWHERE) ? elsewhere(item) : item)
                .toList();
        items = new OnSite(() -> published, jdbc, audit, time, "629901");
    }

    @Autowired
    AuditLog audit;

    @Autowired
    TestTime time;

    @Test
    @Proves("M-APR-10")
    void eachItemIsCheckedAndAnExceptionHasAReasonAnApproverAndAnEnd() {
        assertThat(items.checks()).isNotEmpty().anyMatch(Check::isGood);
        assertThat(asPublished.checks()).as("what is public now").noneMatch(Check::isBroken);
        assertThat(of(ELSEWHERE)).returns(false, Check::acceptedHere).returns(true, Check::isBroken);
        UUID director = UUID.randomUUID();
        LocalDate today = CityTime.day(time.instant());

        items.allow(ELSEWHERE, "残联到乡镇上门发证", today.plusDays(30), director);
        items.allow(ELSEWHERE, "再点一次", today.plusDays(60), director);

        assertThat(of(ELSEWHERE))
                .returns(false, Check::isBroken)
                .returns(new Exemption(ELSEWHERE, "残联到乡镇上门发证", director, today.plusDays(30)), Check::exemption);
        assertThat(Trail.of(audit, "629901", List.of(OnSite.ALLOWED)))
                .anyMatch(line -> line.actor().equals(director.toString()));

        time.advance(Duration.ofDays(31));
        assertThat(of(ELSEWHERE)).as("it has run out").returns(true, Check::isBroken);
        items.allow(ELSEWHERE, "再延一个月", today.plusDays(60), director);
        assertThat(of(ELSEWHERE)).returns(false, Check::isBroken);
        items.end(ELSEWHERE, director);
        assertThat(of(ELSEWHERE)).returns(true, Check::isBroken);
    }

    @Test
    void whatHappensHereNeedsNoExceptionAndNothingIsAllowedForEver() {
        String here = items.checks().stream()
                .filter(Check::isGood)
                .findFirst()
                .orElseThrow()
                .item()
                .code();
        LocalDate today = CityTime.day(time.instant());

        assertThatExceptionOfType(DeliveryRuleBroken.class)
                .isThrownBy(() -> items.allow(here, "理由", today.plusDays(1), UUID.randomUUID()))
                .returns("delivery.off-site.needless", DeliveryRuleBroken::code);
        assertThatExceptionOfType(DeliveryRuleBroken.class)
                .isThrownBy(() -> items.allow(ELSEWHERE, "理由", today.plusYears(3), UUID.randomUUID()))
                .returns("delivery.off-site.until", DeliveryRuleBroken::code);
        assertThatExceptionOfType(DeliveryRuleBroken.class)
                .isThrownBy(() -> items.allow(ELSEWHERE, " ", today.plusDays(1), UUID.randomUUID()))
                .returns("delivery.off-site.reason", DeliveryRuleBroken::code);
    }

    private Check of(String item) {
        return items.checks().stream()
                .filter(check -> check.item().code().equals(item))
                .findFirst()
                .orElseThrow();
    }

    private static ItemVersion elsewhere(ItemVersion item) {
        var mode = item.mode();
        var online = new ItemVersion.Mode(
                Set.of(ItemVersion.Mode.Channel.ONLINE), mode.depth(), mode.scope(), mode.express(), mode.payOnline());
        // Whatever else a version says stays as it is.
        RecordComponent[] components = ItemVersion.class.getRecordComponents();
        Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            var values = new ArrayList<@Nullable Object>();
            for (RecordComponent component : components) {
                values.add(
                        component.getName().equals("mode")
                                ? online
                                : component.getAccessor().invoke(item));
            }
            return ItemVersion.class.getDeclaredConstructor(types).newInstance(values.toArray());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
