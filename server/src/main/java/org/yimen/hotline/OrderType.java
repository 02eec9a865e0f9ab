package org.yimen.hotline;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yimen.catalogue.ItemVersion.Basis;
import org.yimen.hotline.WorkOrder.Verdict;
import org.yimen.platform.Text;
import org.yimen.time.TimeLimit;

/**
 * 工单类型, the plan of an order as data: what may be said against whom, and how long each step may take where.
 *
 * @param origin only what people say is offered in forms
 * @param atOnce an operator may answer on the spot, without sending it to anybody
 * @param complaint counts as a complaint where it is upheld; suggestions and praise are counted apart
 * @param verdicts what the answer must decide between; empty where it decides nothing
 * @param raisedBy roles, or single posts, from which an officer may raise it; empty for what no officer raises
 * @param returns how often units may send it back in all before the next dispatch is final
 * @param audience who may bring it himself; officers take all of them down
 * @param lead whose duty these are whatever they are about, or null where the topic says it
 * @param needs what must be there before an answer is given
 */
public record OrderType(
        String code,
        int version,
        Text name,
        Text what,
        Origin origin,
        AccusedRule accused,
        boolean atOnce,
        boolean complaint,
        List<Verdict> verdicts,
        List<String> raisedBy,
        int returns,
        List<Limits> limits,
        Audience audience,
        @Nullable String lead,
        Set<Need> needs) {

    /** Who may bring an order of a type himself. */
    public enum Audience {
        EVERYBODY,
        /** 企业诉求: who acts for a firm. */
        FIRMS,
        /** 舆情: found by the offices themselves. */
        OFFICERS
    }

    /** What an answer needs. */
    public enum Need {
        /** 溯源: the unit wrote down what it found out. */
        TRACED,
        /** 说明原因: the department concerned and every assisting unit gave its reason, or the term has gone by. */
        REASONED,
        /** 办理路径: the answer proposes a way. */
        MEASURE
    }

    /** Whether somebody is accused, by whom it is then never handled and never seen. */
    public enum AccusedRule {
        NEVER,
        OPTIONAL,
        REQUIRED,
        /** Who served: he keeps out, and his department mends it (国办发〔2019〕51号: 谁办理、谁负责). */
        SERVED
    }

    /** Where orders of this type come from. */
    public enum Origin {
        /** Somebody says it. */
        REPORTER,
        /** A bad rating, by itself. */
        RATING,
        /** An officer raises it: it goes straight to its unit, by a day that he sets within {@code handle}. */
        OFFICER
    }

    /** A limit and what it rests on; a basis that nobody has read is marked 未核实 wherever it is shown. */
    public record Limit(TimeLimit time, Basis basis) {}

    /**
     * The limits of some regions.
     *
     * @param complex the same as {@code handle} for what cannot be put right at once, or null where there is no difference
     * @param appeal within which an appeal of the unit is decided, or null where it has none
     * @param answer within which a unit accepts the order or sends it back
     * @param verify within which the caller is asked, or null where the answer ends it
     * @param extension working days that the head of the unit may add, once; 0 for none
     * @param urgent the shorter limits where life or property is in danger, or null where there are none
     */
    public record Limits(
            Set<String> regions,
            Limit dispatch,
            Limit answer,
            Limit handle,
            @Nullable Limit complex,
            @Nullable Limit appeal,
            @Nullable Limit verify,
            int extension,
            @Nullable Urgent urgent) {

        /** Stands for every region that is not named. */
        static final String ANY = "any";

        public Limits {
            regions = Set.copyOf(regions);
        }

        /** 紧急: the same with the shorter limits, where there are some. */
        Limits urgently() {
            return urgent == null
                    ? this
                    : new Limits(
                            regions,
                            dispatch,
                            urgent.answer(),
                            urgent.handle(),
                            complex,
                            appeal,
                            verify,
                            extension,
                            urgent);
        }
    }

    /** 紧急: within which the unit accepts the order or sends it back, and within which it is handled. */
    public record Urgent(Limit answer, Limit handle) {}

    public OrderType {
        verdicts = List.copyOf(verdicts);
        raisedBy = List.copyOf(raisedBy);
        limits = List.copyOf(limits);
        needs = Set.copyOf(needs);
    }

    /** True where whoever acts for a firm, or for nobody but himself, may bring it. */
    public boolean isOpenTo(boolean firm) {
        return origin == Origin.REPORTER && (audience == Audience.EVERYBODY || (firm && audience == Audience.FIRMS));
    }

    /** True where this type may be raised from this post. */
    boolean isRaisedFrom(String post) {
        return raisedBy.contains(post) || raisedBy.contains(post.substring(post.indexOf('/') + 1));
    }

    /** The limits of a region: its own, else those of any. */
    public Limits in(String region) {
        return limits.stream()
                .filter(each -> each.regions().contains(region))
                .findFirst()
                .or(() -> limits.stream()
                        .filter(each -> each.regions().contains(Limits.ANY))
                        .findFirst())
                .orElseThrow(() -> new IllegalStateException(code + " has no limits in " + region));
    }
}
