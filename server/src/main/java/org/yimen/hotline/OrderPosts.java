package org.yimen.hotline;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yimen.hotline.WorkOrder.Instruction;
import org.yimen.hotline.WorkOrder.Matter;
import org.yimen.hotline.WorkOrder.Reply;
import org.yimen.organisation.Counters;
import org.yimen.organisation.Officer;

/** The posts of orders. Whoever is accused is passed over: his department's posts are no posts for such an order. */
public final class OrderPosts {

    /** 12345热线中心. */
    public static final String HOTLINE = "12345";

    /** 效能办, which investigates conduct. */
    public static final String EFFICIENCY = "XN";

    public static final String OPERATOR = HOTLINE + "/operator";
    public static final String DISPATCHER = HOTLINE + "/dispatcher";
    static final String HOTLINE_HEAD = HOTLINE + "/head";
    public static final String INVESTIGATOR = EFFICIENCY + "/investigator";
    public static final String EFFICIENCY_HEAD = EFFICIENCY + "/head";
    public static final String DIRECTOR = "ZX/director";
    public static final String SUPERVISOR = "ZX/supervisor";

    /** Roles that may do the work of a unit, the one first to which its tasks go. */
    static final List<String> WORKERS = List.of("orders", "investigator", "operator", "chief", "head", "examiner");

    /** 办不成事反映窗口 of the centre. */
    public static final String UNDONE = "ZX/orders";

    /** Who may register what somebody else says, beside those at the counters. */
    private static final Set<String> REGISTERING = Set.of(OPERATOR, DISPATCHER, INVESTIGATOR, UNDONE);

    private OrderPosts() {}

    /** True where he takes down for the hotline what others say. */
    static boolean isHotline(Officer officer) {
        return Stream.of(OPERATOR, DISPATCHER, HOTLINE_HEAD).anyMatch(officer::holds);
    }

    static boolean registers(Officer officer) {
        return REGISTERING.stream().anyMatch(officer::holds) || Counters.sitsAtOne(officer);
    }

    /** Who sends it to a unit. */
    static String dispatcher(Matter matter) {
        return matter.accuses(HOTLINE) ? EFFICIENCY_HEAD : DISPATCHER;
    }

    /** Who asks the reporter whether it is done; of what was raised, who raised it. */
    static String verifier(Matter matter) {
        Instruction instruction = matter.instruction();
        if (instruction != null) {
            return instruction.post();
        }
        return matter.accuses(HOTLINE) ? INVESTIGATOR : OPERATOR;
    }

    /** The same by the row of an order that nobody raised. */
    static String verifier(OrderRow order) {
        return HOTLINE.equals(order.accusedDepartment()) ? INVESTIGATOR : OPERATOR;
    }

    /** Who decides when the reporter is not satisfied again. */
    static String supervisor(Matter matter) {
        Instruction instruction = matter.instruction();
        boolean itself = instruction != null && instruction.unit().equals(EFFICIENCY);
        return itself || matter.names(EFFICIENCY) ? DIRECTOR : EFFICIENCY_HEAD;
    }

    /** Who decides then about this answer: the director where supervision gave it and nobody else of it is there. */
    static String judge(Matter matter, Reply reply, OrderContext.Units units) {
        String post = supervisor(matter);
        return units.isHeldOnlyBy(post, Set.of(reply.by())) ? DIRECTOR : post;
    }

    /** Who tells those above that it stands still. */
    static List<String> urgers(Matter matter) {
        Instruction instruction = matter.instruction();
        return List.of(instruction == null ? dispatcher(matter) : instruction.post(), supervisor(matter));
    }

    /** Whom it reaches when it has climbed so far, or null where that one is accused, alone at his post or with his department. */
    static @Nullable String above(Matter matter, String unit, int level, OrderContext.Units units) {
        String post = switch (level) {
            case 1 -> unit + "/head";
            case 2 -> supervisor(matter);
            default -> DIRECTOR;
        };
        return matter.accuses(department(post)) || units.isHeldOnlyBy(post, matter.keptOut()) ? null : post;
    }

    static String department(String post) {
        return post.substring(0, post.indexOf('/'));
    }

    /** True where the work of the unit is done from this post. */
    static boolean isWorkers(String post, String unit) {
        return WORKERS.stream().anyMatch(role -> post.equals(unit + "/" + role));
    }

    /** True where he may do the unit's work. */
    static boolean worksIn(Officer officer, String unit) {
        return WORKERS.stream().anyMatch(role -> officer.holds(unit + "/" + role));
    }
}
