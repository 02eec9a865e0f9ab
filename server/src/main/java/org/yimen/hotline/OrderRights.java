package org.yimen.hotline;

import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.yimen.hotline.OrderBook.Reach;
import org.yimen.organisation.Officer;
import org.yimen.platform.Guard;

/** Who of the staff sees an order, and who may learn from whom it came. */
@Component
public class OrderRights {

    /** Posts that see every order of the region but those in which they are accused. */
    private static final Set<String> ALL = Set.of(
            OrderPosts.OPERATOR,
            OrderPosts.DISPATCHER,
            OrderPosts.HOTLINE_HEAD,
            OrderPosts.INVESTIGATOR,
            OrderPosts.EFFICIENCY_HEAD,
            OrderPosts.SUPERVISOR,
            OrderPosts.DIRECTOR);

    private final String region;

    OrderRights(@Value("${yimen.region}") String region) {
        this.region = region;
    }

    /** True where he has to do with the order; the accused never has. */
    @Guard
    public boolean sees(Officer officer, OrderRow order) {
        return officer.region().equals(order.region())
                && !isAccused(officer, order)
                && (seesAll(officer)
                        || order.units().stream().anyMatch(unit -> OrderPosts.worksIn(officer, unit))
                        || officer.id().equals(order.registeredBy())
                        || isRaiser(officer, order));
    }

    /** He holds the post from which it was raised, be it that another raised it. */
    private static boolean isRaiser(Officer officer, OrderRow order) {
        OrderRow.Raised raised = order.raised();
        return raised != null && officer.holds(raised.post());
    }

    /** 回避: himself, who acted on what it is about, and everybody who has a post in the department that is complained of. */
    private static boolean isAccused(Officer officer, OrderRow order) {
        return order.keptOut().contains(officer.id())
                || officer.everywhere().posts().stream()
                        .map(OrderPosts::department)
                        .anyMatch(each -> each.equals(order.accusedDepartment()));
    }

    /**
     * Who the reporter is: for those who call him back. A unit that is to help him may know it, one that looks into what
     * somebody has done may not; of who complains only the investigator learns, and who took it down knew.
     */
    @Guard
    public boolean maySeeReporter(Officer officer, OrderRow order, OrderType type) {
        boolean knows = officer.holds(OrderPosts.INVESTIGATOR) || officer.id().equals(order.registeredBy());
        boolean calls = officer.holds(OrderPosts.OPERATOR) || officer.holds(OrderPosts.DISPATCHER);
        boolean helps = order.unit() != null
                && type.accused() != OrderType.AccusedRule.SERVED
                && OrderPosts.worksIn(officer, order.unit());
        return !order.anonymous() && sees(officer, order) && (knows || (!type.complaint() && (calls || helps)));
    }

    /**
     * 回访: who asks the reporter whether it is done has him called while the answer waits for his word, and sees him masked.
     * Of a complaint that is all that he learns; what the mask hides stays with the few of {@link #maySeeReporter}.
     */
    @Guard
    public boolean mayCallBack(Officer officer, OrderRow order) {
        return order.status().equals("Replied")
                && !order.anonymous()
                && order.raised() == null
                && sees(officer, order)
                && officer.holds(OrderPosts.verifier(order));
    }

    static boolean seesAll(Officer officer) {
        return ALL.stream().anyMatch(officer::holds);
    }

    static Reach reach(Officer officer) {
        // A post for one place opens nothing here, and keeps out as any does (ADR 56).
        List<String> departments = officer.everywhere().departments();
        return new Reach(
                seesAll(officer),
                departments.stream()
                        .filter(each -> OrderPosts.worksIn(officer, each))
                        .toList(),
                departments,
                officer.posts().stream().sorted().toList(),
                officer.id());
    }

    /** May raise an order of this type, from one of his posts. */
    @Guard
    public boolean mayRaise(Officer officer, OrderType type) {
        return servesHere(officer) && officer.posts().stream().anyMatch(type::isRaisedFrom);
    }

    /** May take down what somebody says at the phone or at the window. */
    @Guard
    public boolean registers(Officer officer) {
        return servesHere(officer) && OrderPosts.registers(officer);
    }

    @Guard
    public boolean dispatches(Officer officer) {
        return servesHere(officer)
                && (officer.holds(OrderPosts.DISPATCHER) || officer.holds(OrderPosts.EFFICIENCY_HEAD));
    }

    /** May read the figures of all. */
    @Guard
    public boolean counts(Officer officer) {
        return servesHere(officer) && seesAll(officer);
    }

    /** A post of the same code elsewhere is no post here. */
    private boolean servesHere(Officer officer) {
        return officer.region().equals(region);
    }
}
