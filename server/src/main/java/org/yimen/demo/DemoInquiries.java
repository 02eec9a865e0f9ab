package org.yimen.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
import org.yimen.hotline.OrderRow;
import org.yimen.hotline.WorkOrders;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Staff;
import org.yimen.platform.ReplayTime;
import org.yimen.platform.RuleBroken;
import org.yimen.supervision.Inquiries;
import org.yimen.supervision.Inquiries.Opening;
import org.yimen.supervision.Inquiry.Finding;
import org.yimen.supervision.InquiryDecisions;
import org.yimen.supervision.InquiryDecisions.Decision;

/** Of the demo's complaints one was looked into, appealed and made public, one is under way, and one clue was handed over. */
@Component
@ConditionalOnBooleanProperty("yimen.demo")
class DemoInquiries {

    private static final Logger log = LoggerFactory.getLogger(DemoInquiries.class);

    private static final String FIRST = "xn.investigator";
    private static final String SECOND = "xn.investigator2";
    private static final String DECIDER = "xn.head";
    private static final String SETTLER = "zx.director";
    private static final String ACCUSED = "sj.examiner1";

    private final Inquiries inquiries;
    private final InquiryDecisions decisions;
    private final WorkOrders orders;
    private final Directory directory;
    private final InstantSource time;

    DemoInquiries(
            Inquiries inquiries,
            InquiryDecisions decisions,
            WorkOrders orders,
            Directory directory,
            InstantSource time) {
        this.inquiries = inquiries;
        this.decisions = decisions;
        this.orders = orders;
        this.directory = directory;
        this.time = time;
    }

    /** After the complaints are there. */
    void live() {
        Instant now = time.instant();
        try {
            order("complaint", row -> "SJ".equals(row.accusedDepartment())).ifPresent(order -> finished(now, order));
            order("efficiency", OrderRow::open).ifPresent(order -> running(now, order));
            clue(now);
        } catch (RuleBroken failure) {
            log.error("The demo's inquiries went wrong", failure);
        }
    }

    private Optional<UUID> order(String type, Predicate<OrderRow> such) {
        return orders.list(officer(FIRST), "", type, "", "", WorkOrders.MOST).stream()
                .map(WorkOrders.Line::row)
                .filter(such)
                .map(OrderRow::id)
                .findFirst();
    }

    private void finished(Instant now, UUID order) {
        UUID id = UUID.randomUUID();
        at(now, 13, () -> inquiries.open(officer(FIRST), id, opening(order, "overtime", staff(ACCUSED))));
        at(now, 12, () -> inquiries.note(officer(FIRST), id, key(), "同科室审查员", "积压了两周，没有报告科长。"));
        at(
                now,
                11,
                () -> inquiries.find(officer(FIRST), id, key(), Finding.PARTLY, "审查环节超过承诺时限一天，没有按规定报告。", "talk", 1));
        at(now, 11, () -> inquiries.second(officer(SECOND), id, key(), true, ""));
        var decision =
                new Decision(Finding.PARTLY, "talk", 1, true, "审查环节超过承诺时限一天，没有按规定报告，部分属实。", "情况部分属实，已处理责任人并调整排班。");
        at(now, 10, () -> decisions.decide(officer(DECIDER), id, key(), decision));
        at(now, 8, () -> decisions.appeal(officer(ACCUSED), id, key(), "当天系统检修半天，没有扣除。"));
        at(now, 6, () -> decisions.settle(officer(SETTLER), id, key(), false, "检修在前一日，不影响认定。"));
        at(now, 4, () -> decisions.publish(officer(DECIDER), id, key(), "审查一件食品经营许可超过承诺时限一天，没有按规定报告。"));
    }

    private void running(Instant now, UUID order) {
        UUID id = UUID.randomUUID();
        at(now, 3, () -> inquiries.open(officer(FIRST), id, opening(order, "added-step", null)));
        at(now, 2, () -> inquiries.note(officer(FIRST), id, key(), "窗口工作人员", "说明补要两份材料的经过，称按口头通知办理。"));
    }

    private void clue(Instant now) {
        UUID id = UUID.randomUUID();
        var opening = new Opening(null, "extortion", "ZJ", "", staff(SECOND).id(), "巡察中有两名办事人反映，验收前被暗示到指定单位购买材料。");
        at(now, 5, () -> inquiries.open(officer(FIRST), id, opening));
        at(
                now,
                2,
                () -> decisions.transfer(
                        officer(DECIDER), id, key(), "涉嫌违纪，超出效能调查范围。", InquiryDecisions.Handed.NOTHING));
    }

    private Opening opening(UUID order, String kind, @Nullable Staff accused) {
        String employee = accused == null ? "" : accused.employeeNumber();
        return new Opening(order, kind, "", employee, staff(SECOND).id(), "");
    }

    private static void at(Instant now, int daysAgo, Runnable act) {
        ReplayTime.at(now.minus(Duration.ofDays(daysAgo)), act);
    }

    private Officer officer(String login) {
        return directory.officer(staff(login).id(), time.instant());
    }

    private Staff staff(String login) {
        return directory.staff(directory.region(), login).orElseThrow();
    }

    private static UUID key() {
        return UUID.randomUUID();
    }
}
