package org.yimen.hotline;

import static org.yimen.hotline.OrderPowers.check;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.casework.TransitionTable;
import org.yimen.hotline.OrderClocks.OrderClock;
import org.yimen.hotline.WorkOrder.Command.*;
import org.yimen.hotline.WorkOrder.State.*;
import org.yimen.organisation.Officer;
import org.yimen.time.Clock;
import org.yimen.time.Reading;

/** 工单, from the call to the answer that the caller confirms. Pure: what else it must know is in {@link OrderContext}. */
public final class WorkOrder {

    /** So often somebody is called back in vain before the order may be closed without his word. */
    static final int CALLS_IN_VAIN = 3;

    /** So often a caller who is not satisfied reopens an order; after that supervision has it. */
    static final int REOPENINGS = 1;

    /** Characters of a raised order's subject, and of what else stands in a list. */
    public static final int LONGEST_NAME = 80;

    /** On so many days at least whoever gave a bad rating is called in vain before it goes to its unit without his word. */
    static final int DAYS_OF_CALLS = 2;

    /** Head of the unit, supervision, director of the centre. */
    static final int TOP = 3;

    private WorkOrder() {}

    /** Where the order stands. What is known in one state only lives in that state only. */
    public sealed interface State {
        /** Nobody has said anything yet. */
        record Blank() implements State {}

        /** @param since since when the dispatcher has it: from the beginning, or from the day on which it came back */
        record Registered(Matter matter, LocalDate since) implements State {}

        /** 会商: whose duty it is, is not clear. */
        record Consulting(Matter matter, Consultation talk) implements State {}

        record Dispatched(Matter matter, Assignment to) implements State {}

        record Handling(Matter matter, Assignment to, Work work) implements State {}

        record Suspended(Matter matter, Assignment to, Work work, Halt halt) implements State {}

        /** @param inVain calls to the reporter that nobody answered */
        record Replied(Matter matter, Assignment to, Work work, Reply reply, int inVain) implements State {}

        /** 督办: the caller was not satisfied again. */
        record Escalated(Matter matter, Assignment to, Work work, Reply reply, LocalDate on, String reason)
                implements State {}

        /** 申诉: the unit says that the bad rating is none that it must mend. */
        record Appealed(Matter matter, Assignment to, Work work, Appeal appeal) implements State {}

        /** 剔除: upheld by somebody else; the rating is counted apart and stays readable. */
        record Struck(Matter matter, Appeal appeal, LocalDate on, String reason) implements State {}

        record Closed(Matter matter, Reply reply, Ending ending, LocalDate on) implements State {}

        record Declined(Matter matter, LocalDate on, Ground ground, String reason) implements State {}

        record HandedOver(Matter matter, LocalDate on, EmergencyLine line) implements State {}

        /** @param into the order whose answer the reporter reads */
        record Merged(Matter matter, LocalDate on, UUID into) implements State {}

        record Withdrawn(Matter matter, LocalDate on, String reason) implements State {}
    }

    /** What somebody asks for. */
    public sealed interface Command {
        /**
         * 交办: an officer raises it, and it goes straight to its unit.
         *
         * @param post from which it is raised, and whose holders confirm what the unit answers
         * @param person who is in charge of it in the unit, or empty where the unit decides
         * @param dueOn the last day on which the unit answers
         * @param firm a firm is concerned: it is done when the firm says so
         * @param content digest of what is to be done; the words themselves are kept apart, sealed
         */
        record Raise(
                String type,
                String post,
                String subject,
                Source source,
                String unit,
                List<String> assisting,
                String person,
                LocalDate dueOn,
                boolean firm,
                String content)
                implements Command {
            public Raise {
                assisting = List.copyOf(assisting);
            }
        }

        /** @param content digest of what was said; the words themselves are kept apart, sealed */
        record Register(
                String type, String topic, @Nullable Accused accused, boolean anonymous, boolean urgent, String content)
                implements Command {}

        /** 即时答复: the operator knows it. */
        record Answer(String text) implements Command {}

        record Dispatch(String unit, List<String> assisting, String note) implements Command {
            public Dispatch {
                assisting = List.copyOf(assisting);
            }
        }

        record Decline(Ground ground, String reason) implements Command {}

        record HandOver(EmergencyLine line, String note) implements Command {}

        record Merge(UUID into, String reason) implements Command {}

        record Consult(List<String> units, String question) implements Command {
            public Consult {
                units = List.copyOf(units);
            }
        }

        record Opine(String unit, String view) implements Command {}

        /**
         * @param rule true where it is to be so from now on for every order of this topic
         * @param dueOn the last day on which the unit answers, or null for the limit of the type
         * @param participants who sat together, beside the units whose views are there: two at least in all, whoever
         *     leads among them
         */
        record Resolve(
                String unit,
                List<String> assisting,
                String decision,
                boolean rule,
                @Nullable LocalDate dueOn,
                List<String> participants)
                implements Command {
            public Resolve {
                assisting = List.copyOf(assisting);
                participants = List.copyOf(participants);
            }

            /** By the limit of the type, of those whose views are there. */
            public Resolve(String unit, List<String> assisting, String decision, boolean rule) {
                this(unit, assisting, decision, rule, null, List.of());
            }
        }

        /**
         * 联系核实: what whoever gave the bad rating says when he is called.
         *
         * @param complex it cannot be put right at once, so the longer limit holds
         */
        record Contact(boolean reached, boolean complex, String note) implements Command {}

        record Accept() implements Command {}

        record Return(String reason) implements Command {}

        record Act(String note) implements Command {}

        record Contribute(String unit, String text) implements Command {}

        record Extend(String reason) implements Command {}

        record Suspend(String reason, LocalDate until) implements Command {}

        record Resume(String note) implements Command {}

        /** @param measure what was put right or decided against whom; empty where there is none */
        record Respond(String text, @Nullable Verdict verdict, String measure) implements Command {}

        record Appeal(AppealGround ground, String reason) implements Command {}

        record Strike(String reason) implements Command {}

        record Dismiss(String reason) implements Command {}

        record CallInVain(String note) implements Command {}

        record Confirm(Outcome outcome, String note) implements Command {}

        record Escalate(String reason) implements Command {}

        /** 来电催办: whoever reported it calls again about it, and no second order is registered. */
        record Remind(String note) implements Command {}

        /** 升级缩短时限: from now on it is as urgent as if it had been so from the beginning; no limit becomes longer. */
        record Hasten(String reason) implements Command {}

        record Conclude(String reason) implements Command {}

        record Reclassify(String type, String reason) implements Command {}

        /**
         * 更正: what it is about, where, and whom it accuses, so that it finds its unit, its place on the map and 回避.
         *
         * @param area code of the street or village, or empty where that does not matter
         * @param accused whom the reporter's words name and nobody put down; null adds nobody
         */
        record Correct(String topic, String area, @Nullable Accused accused) implements Command {

            /** Whom it accuses stays as it is. */
            public Correct(String topic, String area) {
                this(topic, area, null);
            }
        }

        record Agree(String note) implements Command {}

        record Disagree(String note) implements Command {}

        record Withdraw(String reason) implements Command {}

        /** Time itself: what nobody answers climbs. */
        record Wake() implements Command {}
    }

    /** What happened. */
    public sealed interface Event {
        record Raised(Instant at, Matter matter, Assignment to, String content) implements Event {}

        record Registered(Instant at, Matter matter, String content) implements Event {}

        record AnsweredAtOnce(Assignment by, Reply reply) implements Event {}

        record Dispatched(Assignment to) implements Event {}

        record Declined(LocalDate on, Ground ground, String reason) implements Event {}

        record HandedOver(LocalDate on, EmergencyLine line, String note) implements Event {}

        record Merged(LocalDate on, UUID into, String reason) implements Event {}

        record ConsultationCalled(Consultation talk) implements Event {}

        record Opined(View view) implements Event {}

        /** @param participants units that sat together, or null of a consultation that was held before they were noted */
        record Resolved(
                Assignment to,
                String topic,
                boolean rule,
                @Nullable List<String> participants) implements Event {}

        record Contacted(WorkOrder.Contact contact) implements Event {}

        record Accepted(LocalDate on, UUID by) implements Event {}

        record Returned(LocalDate on, String unit, String reason) implements Event {}

        record Acted(LocalDate on, String note) implements Event {}

        record Contributed(Contribution contribution) implements Event {}

        record Extended(LocalDate on, int days, String reason, UUID by) implements Event {}

        record Suspended(Halt halt) implements Event {}

        record Resumed(LocalDate on, String note) implements Event {}

        /** @param missing units that were to assist and have said nothing */
        record Responded(Reply reply, List<String> missing) implements Event {
            public Responded {
                missing = List.copyOf(missing);
            }
        }

        record Appealed(WorkOrder.Appeal appeal) implements Event {}

        record Struck(LocalDate on, String reason, UUID by) implements Event {}

        record AppealDismissed(LocalDate on, String reason, UUID by) implements Event {}

        record CalledInVain(LocalDate on, String note) implements Event {}

        /** @param reporter true where the reporter said so himself, false where he was asked */
        record Confirmed(LocalDate on, Outcome outcome, String note, boolean reporter) implements Event {}

        record Reopened(LocalDate on) implements Event {}

        record Escalated(LocalDate on, String reason) implements Event {}

        record Closed(LocalDate on, Ending ending, String reason) implements Event {}

        record ReclassificationAsked(Proposal proposal) implements Event {}

        record Reclassified(LocalDate on, String type, int version, UUID by, UUID with) implements Event {}

        record ReclassificationDenied(LocalDate on, String note) implements Event {}

        /**
         * @param area code of the street or village, or empty where that does not matter
         * @param accused who is accused from now on, or null where that stays
         */
        record Corrected(
                LocalDate on,
                String topic,
                String area,
                @Nullable Accused accused) implements Event {}

        record Withdrawn(LocalDate on, String reason) implements Event {}

        /** Its reporter withdrew, and it goes on for those whose orders were merged into it. */
        record Left(LocalDate on, String reason) implements Event {}

        /** 升级: nobody acted in time, so who is above hears of it. */
        record Climbed(LocalDate on, String clock, LocalDate dueOn, int level) implements Event {}

        /** 催办: somebody tells who is above before time does. */
        record Urged(LocalDate on, int level, String reason) implements Event {}

        /** 来电催办: the reporter has asked again; no limit moves. */
        record Reminded(LocalDate on, String note) implements Event {}

        /** 升级缩短时限: from that day on the shorter limits hold, where they end earlier. */
        record Hastened(LocalDate on, String reason) implements Event {}

        /** A limit was missed; nobody can edit it. */
        record FinishedLate(String clock, LocalDate dueOn, LocalDate on, int days, UUID by) implements Event {}
    }

    /**
     * What stays known of an order from beginning to end.
     *
     * @param anonymous nobody knows who it was, so nobody can be called back
     * @param climbed how far up it has gone without an answer in the present state
     * @param proposal somebody wants it to be of another type, and another has to agree
     * @param instruction what an officer wants who raised it; null where somebody reported it or it came by itself
     * @param once what may happen to it once, however often it is dispatched or opened again; null where nothing has
     */
    public record Matter(
            String type,
            int version,
            String topic,
            @Nullable Accused accused,
            boolean anonymous,
            boolean urgent,
            LocalDate receivedOn,
            int returns,
            int reopenings,
            int climbed,
            @Nullable Proposal proposal,
            @Nullable Contact contact,
            @Nullable Appeal appeal,
            @Nullable Instruction instruction,
            @Nullable Once once) {

        /** What has happened to it already that happens once. */
        Once past() {
            return once == null ? Once.NONE : once;
        }

        /** True where it was urgent from the beginning, or has become so. */
        public boolean hurries() {
            return urgent || past().hastenedOn() != null;
        }

        Matter past(Once next) {
            return new Matter(
                    type,
                    version,
                    topic,
                    accused,
                    anonymous,
                    urgent,
                    receivedOn,
                    returns,
                    reopenings,
                    climbed,
                    proposal,
                    contact,
                    appeal,
                    instruction,
                    next);
        }

        Matter moved() {
            return climbed(0);
        }

        Matter climbed(int level) {
            return with(type, version, returns, reopenings, level, proposal, contact, appeal);
        }

        Matter proposed(@Nullable Proposal asked) {
            return with(type, version, returns, reopenings, climbed, asked, contact, appeal);
        }

        Matter reclassified(String other, int number) {
            return with(other, number, returns, reopenings, climbed, null, contact, appeal);
        }

        Matter about(String other, @Nullable Accused named) {
            return new Matter(
                    type,
                    version,
                    other,
                    named == null ? accused : named,
                    anonymous,
                    urgent,
                    receivedOn,
                    returns,
                    reopenings,
                    climbed,
                    proposal,
                    contact,
                    appeal,
                    instruction,
                    once);
        }

        Matter returned() {
            return with(type, version, returns + 1, reopenings, 0, proposal, contact, appeal);
        }

        Matter reopened() {
            return with(type, version, returns, reopenings + 1, 0, proposal, contact, appeal);
        }

        Matter contacted(Contact call) {
            return with(type, version, returns, reopenings, climbed, proposal, call, appeal);
        }

        Matter appealed(Appeal made) {
            return with(type, version, returns, reopenings, 0, proposal, contact, made);
        }

        private Matter with(
                String type,
                int version,
                int returns,
                int reopenings,
                int climbed,
                @Nullable Proposal proposal,
                @Nullable Contact contact,
                @Nullable Appeal appeal) {
            return new Matter(
                    type,
                    version,
                    topic,
                    accused,
                    anonymous,
                    urgent,
                    receivedOn,
                    returns,
                    reopenings,
                    climbed,
                    proposal,
                    contact,
                    appeal,
                    instruction,
                    once);
        }

        /** True where it cannot be put right at once. */
        boolean isComplex() {
            return contact != null && contact.complex();
        }

        /** True where that department is concerned, as the accused or as the one that mends. */
        boolean names(String department) {
            return accused != null && accused.department().equals(department);
        }

        boolean accuses(String department) {
            return accused != null && !accused.departmentMends() && names(department);
        }

        boolean accuses(UUID officer) {
            return keptOut().contains(officer);
        }

        /** 回避: who keeps out by himself. */
        Set<UUID> keptOut() {
            return accused == null ? Set.of() : accused.people();
        }
    }

    /**
     * What may happen once to an order in all its life.
     *
     * @param extended 延期 by the head of a unit
     * @param suspended 暂缓 by the head of a unit
     * @param handedBack 双向转办: whoever leads orders of its type gave it to the hotline after having taken it on
     * @param left its reporter wants no more of it, and others read its answer
     * @param hastenedOn 升级 since when the limits of what is urgent hold; null where it never became so
     */
    public record Once(
            boolean extended,
            boolean suspended,
            boolean handedBack,
            boolean left,
            @Nullable LocalDate hastenedOn) {

        static final Once NONE = new Once(false, false, false, false, null);

        Once nowExtended() {
            return new Once(true, suspended, handedBack, left, hastenedOn);
        }

        Once nowSuspended() {
            return new Once(extended, true, handedBack, left, hastenedOn);
        }

        Once nowHandedBack() {
            return new Once(extended, suspended, true, left, hastenedOn);
        }

        Once nowLeft() {
            return new Once(extended, suspended, handedBack, true, hastenedOn);
        }

        Once nowHastened(LocalDate on) {
            return hastenedOn == null ? new Once(extended, suspended, handedBack, left, on) : this;
        }
    }

    /**
     * 被投诉人: never handles the order, and never sees who complained.
     *
     * @param person the member of staff, where the reporter named one
     * @param caseId the case about which he complains, where there is one
     * @param mends 谁办理、谁负责: the department itself puts right what its member did, who alone keeps out; null is no
     * @param handlers everybody else who acted on what it is about, and keeps out as he does; null of old ones is nobody
     */
    public record Accused(
            String department,
            @Nullable UUID person,
            @Nullable UUID caseId,
            @Nullable Boolean mends,
            @Nullable List<UUID> handlers) {

        public Accused {
            handlers = handlers == null ? null : List.copyOf(handlers);
        }

        /** Of a complaint: the whole department keeps out. */
        public Accused(String department, @Nullable UUID person, @Nullable UUID caseId) {
            this(department, person, caseId, null, null);
        }

        public boolean departmentMends() {
            return Boolean.TRUE.equals(mends);
        }

        /** Everybody who keeps out by himself, whatever his department does. */
        Set<UUID> people() {
            return Stream.concat(
                            Stream.ofNullable(person),
                            Stream.ofNullable(handlers).flatMap(List::stream))
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /**
     * 交办: what an officer wants of a unit, and who says whether it is done.
     *
     * @param by who raised it; {@link Actor#SYSTEM}'s id where a rule did
     * @param post whose holders confirm the answer or send it back: never one of the unit
     * @param unit to which it was given first
     * @param person who is in charge of it there, or empty
     * @param days working days that the unit has, from the day on which it was raised or sent back
     * @param firm a firm is concerned, and is asked whether it is done
     */
    public record Instruction(
            UUID by, String post, String unit, String subject, Source source, String person, int days, boolean firm) {}

    /**
     * From what an order was raised: a reference, which this module does not follow.
     *
     * @param ref what the source's own module finds it by, or empty
     * @param name how people call it: a case number, a meeting's title; or empty
     */
    public record Source(Kind kind, String ref, String name) {

        public enum Kind {
            /** 办件 */
            CASE,
            /** 工单, 投诉 */
            ORDER,
            /** 大走访 */
            VISIT,
            /** 督查 */
            INSPECTION,
            /** 会议 */
            MEETING,
            /** 批示, 交办 */
            DISPATCH,
            /** 问题线索 */
            CLUE,
            /** 差评 */
            RATING,
            /** 变相审批 */
            DISGUISED,
            /** 上级检查, 通报 */
            EXTERNAL,
            /** 知识库 */
            KNOWLEDGE,
            /** 建议 */
            SUGGESTION,
            OTHER
        }

        public Source {
            if (kind == Kind.CASE) {
                var _ = UUID.fromString(ref);
            }
            if (ref.length() > LONGEST_NAME || name.length() > LONGEST_NAME) {
                throw new IllegalArgumentException(kind + " is named too long");
            }
        }

        public static Source ofCase(UUID id, String number) {
            return new Source(Kind.CASE, id.toString(), number);
        }

        @Nullable
        UUID caseId() {
            return kind == Kind.CASE ? UUID.fromString(ref) : null;
        }
    }

    /**
     * 联系核实 of who gave a bad rating; the last try, each of which is an event of its own.
     *
     * @param days on how many days he has been called so far; null of old ones, when the first try was the last
     */
    public record Contact(
            LocalDate on,
            boolean reached,
            boolean complex,
            String note,
            UUID by,
            @Nullable Integer days) {

        /** True where he was reached, or was called on so many days that it goes on without him. */
        boolean done() {
            return reached || days == null || days >= DAYS_OF_CALLS;
        }
    }

    /** 申诉 of the unit against a bad rating. */
    public record Appeal(LocalDate on, AppealGround ground, String reason, UUID by) {}

    /** Why a bad rating should not count. */
    public enum AppealGround {
        /** 误评: another service or level was meant. */
        MISTAKEN,
        /** 恶意: it serves something else than the service. */
        MALICIOUS,
        /** 无法定依据: the law forbids what was wished for; it was explained. */
        NO_BASIS
    }

    /**
     * @param unit who leads
     * @param fixed by the dispatcher's last word: it cannot be sent back any more
     * @param days working days that a consultation gave the unit, or null for the limit of the type
     */
    public record Assignment(
            String unit,
            List<String> assisting,
            LocalDate on,
            boolean fixed,
            String note,
            UUID by,
            @Nullable Integer days) {
        public Assignment {
            assisting = List.copyOf(assisting);
        }

        /** By the limit of the type. */
        public Assignment(String unit, List<String> assisting, LocalDate on, boolean fixed, String note, UUID by) {
            this(unit, assisting, on, fixed, note, by, null);
        }

        Assignment within(@Nullable Integer given) {
            return new Assignment(unit, assisting, on, fixed, note, by, given);
        }
    }

    /** @param startedOn from when the limit runs: the day of the dispatch, or of the reopening */
    public record Work(
            LocalDate startedOn, List<String> acts, List<Contribution> contributions, List<Halt> halts, int extension) {

        public Work {
            acts = List.copyOf(acts);
            contributions = List.copyOf(contributions);
            halts = List.copyOf(halts);
        }

        static Work from(LocalDate on) {
            return new Work(on, List.of(), List.of(), List.of(), 0);
        }

        boolean hasContributionOf(String unit) {
            return contributions.stream().anyMatch(each -> each.unit().equals(unit));
        }

        Work acted(String note) {
            return new Work(startedOn, plus(acts, note), contributions, halts, extension);
        }

        Work contributed(Contribution contribution) {
            return new Work(startedOn, acts, plus(contributions, contribution), halts, extension);
        }

        Work halted(Halt halt) {
            return new Work(startedOn, acts, contributions, plus(halts, halt), extension);
        }

        Work extended(int days) {
            return new Work(startedOn, acts, contributions, halts, days);
        }
    }

    /** 协办: what an assisting unit has to say. */
    public record Contribution(String unit, LocalDate on, String text, UUID by) {}

    /** 暂缓: objective circumstances stand in the way until a day that is said beforehand. */
    public record Halt(LocalDate from, LocalDate until, String reason) {}

    /**
     * 答复.
     *
     * @param verdict what was found or becomes of a suggestion, where the type wants one
     * @param measure what was put right or decided against whom; empty where there is nothing to say
     * @param dueOn the last day of the unit's limit
     */
    public record Reply(
            LocalDate on,
            String unit,
            UUID by,
            String text,
            @Nullable Verdict verdict,
            String measure,
            LocalDate dueOn) {

        boolean inTime() {
            return !on.isAfter(dueOn);
        }
    }

    /** What the units that may be competent are asked, and what they have said so far. */
    public record Consultation(LocalDate on, List<String> units, String question, List<View> views) {
        public Consultation {
            units = List.copyOf(units);
            views = List.copyOf(views);
        }

        boolean hasViewOf(String unit) {
            return views.stream().anyMatch(each -> each.unit().equals(unit));
        }
    }

    /** What one unit says about whose duty it is. */
    public record View(String unit, LocalDate on, String text, UUID by) {}

    /** 改类: another type, asked for by one person. */
    public record Proposal(String type, String reason, UUID by, LocalDate on) {}

    /** What an investigation found, or what becomes of a suggestion. */
    public enum Verdict {
        UPHELD,
        PARTLY_UPHELD,
        NOT_UPHELD,
        ADOPTED,
        PARTLY_ADOPTED,
        NOT_ADOPTED,
        /** 办不成事: done after all. */
        SOLVED,
        /** 办不成事: it cannot be, and why was explained. */
        EXPLAINED,
        /** 办不成事: another way or another office was named and asked. */
        REFERRED
    }

    /** What the reporter says to the answer. */
    public enum Outcome {
        SATISFIED,
        ACCEPTABLE,
        UNSATISFIED,
        UNREACHED
    }

    /** How an order ended. */
    public enum Ending {
        SATISFIED,
        ACCEPTABLE,
        /** The reporter could not be reached; outside the base of what he thinks. */
        UNREACHED,
        /** Nothing was to be confirmed: praise, and what came without a name and was not answered by code. */
        UNHEARD,
        /** 核实销号: who raised it has looked at what was done. */
        VERIFIED,
        /** Supervision closed it although he was not satisfied, and said why. */
        CONCLUDED
    }

    /** 不予受理: why an order is not taken on. */
    public enum Ground {
        IN_COURT,
        IN_PETITION,
        IN_DISCIPLINE,
        SECRET,
        HARASSMENT,
        NOT_HERE
    }

    /** Emergency lines to which what is urgent is handed over at once. */
    public enum EmergencyLine {
        POLICE_110,
        FIRE_119,
        AMBULANCE_120,
        TRAFFIC_122
    }

    public static final TransitionTable<State, Command> TRANSITIONS = TransitionTable.<State, Command>table()
            .row(Blank.class, Register.class, Registered.class)
            .row(Blank.class, Raise.class, Dispatched.class)
            .row(Registered.class, WorkOrder.Command.Contact.class, Registered.class)
            .row(Registered.class, Answer.class, Replied.class, Closed.class)
            .row(Registered.class, Dispatch.class, Dispatched.class)
            .row(Registered.class, Decline.class, Declined.class)
            .row(Registered.class, HandOver.class, HandedOver.class)
            .row(Registered.class, Merge.class, Merged.class)
            .row(Registered.class, Consult.class, Consulting.class)
            .row(Registered.class, Reclassify.class, Registered.class)
            .row(Registered.class, Correct.class, Registered.class)
            .row(Registered.class, Agree.class, Registered.class)
            .row(Registered.class, Disagree.class, Registered.class)
            .row(Registered.class, Withdraw.class, Withdrawn.class, Registered.class)
            .row(Registered.class, Remind.class, Registered.class)
            .row(Registered.class, Hasten.class, Registered.class)
            .row(Registered.class, Wake.class, Registered.class)
            .row(Consulting.class, Opine.class, Consulting.class)
            .row(Consulting.class, Resolve.class, Dispatched.class)
            .row(Consulting.class, Withdraw.class, Withdrawn.class, Consulting.class)
            .row(Consulting.class, Remind.class, Consulting.class)
            .row(Consulting.class, Hasten.class, Consulting.class)
            .row(Consulting.class, Wake.class, Consulting.class)
            .row(Dispatched.class, Accept.class, Handling.class)
            .row(Dispatched.class, Return.class, Registered.class)
            .row(Dispatched.class, Escalate.class, Dispatched.class)
            .row(Dispatched.class, Remind.class, Dispatched.class)
            .row(Dispatched.class, Hasten.class, Dispatched.class)
            .row(Dispatched.class, Reclassify.class, Dispatched.class)
            .row(Dispatched.class, Agree.class, Dispatched.class)
            .row(Dispatched.class, Disagree.class, Dispatched.class)
            .row(Dispatched.class, Withdraw.class, Withdrawn.class, Dispatched.class)
            .row(Dispatched.class, Wake.class, Dispatched.class)
            .row(Handling.class, Act.class, Handling.class)
            .row(Handling.class, Contribute.class, Handling.class)
            .row(Handling.class, Extend.class, Handling.class)
            .row(Handling.class, Suspend.class, Suspended.class)
            .row(Handling.class, Respond.class, Replied.class, Closed.class)
            .row(Handling.class, Return.class, Registered.class)
            .row(Handling.class, Escalate.class, Handling.class)
            .row(Handling.class, Remind.class, Handling.class)
            .row(Handling.class, Hasten.class, Handling.class)
            .row(Handling.class, Reclassify.class, Handling.class)
            .row(Handling.class, Agree.class, Handling.class)
            .row(Handling.class, Disagree.class, Handling.class)
            .row(Handling.class, Withdraw.class, Withdrawn.class, Handling.class)
            .row(Handling.class, Wake.class, Handling.class)
            .row(Handling.class, WorkOrder.Command.Appeal.class, Appealed.class)
            .row(Appealed.class, Strike.class, Struck.class)
            .row(Appealed.class, Dismiss.class, Handling.class)
            .row(Appealed.class, Wake.class, Appealed.class)
            .row(Suspended.class, Resume.class, Handling.class)
            .row(Suspended.class, Contribute.class, Suspended.class)
            .row(Suspended.class, Remind.class, Suspended.class)
            .row(Suspended.class, Hasten.class, Suspended.class)
            .row(Suspended.class, Withdraw.class, Withdrawn.class, Suspended.class)
            .row(Suspended.class, Wake.class, Handling.class)
            .row(Replied.class, CallInVain.class, Replied.class)
            .row(Replied.class, Hasten.class, Replied.class)
            .row(Replied.class, Confirm.class, Closed.class, Handling.class, Escalated.class)
            .row(Replied.class, Wake.class, Replied.class, Closed.class)
            .row(Escalated.class, Dispatch.class, Dispatched.class)
            .row(Escalated.class, Conclude.class, Closed.class)
            .row(Escalated.class, Remind.class, Escalated.class)
            .row(Escalated.class, Hasten.class, Escalated.class)
            .row(Escalated.class, Wake.class, Escalated.class)
            .build();

    static List<Event> decide(State state, Command command, OrderContext context) {
        if (!TRANSITIONS.allows(state, command)) {
            throw new CaseRuleBroken("hotline.step.not-open");
        }
        check(state, command, context);
        mustSuit(state, command, context);
        return switch (command) {
            case Register register -> registered(register, context);
            case Raise raise -> raised(raise, context);
            case Answer(var text) -> answered((Registered) state, text, context);
            case Dispatch dispatch ->
                withLateness(
                        state,
                        new Event.Dispatched(assignment(
                                matter(state),
                                dispatch.unit(),
                                asking(matter(state), dispatch.unit(), dispatch.assisting(), context),
                                fixed(state, context),
                                dispatch.note(),
                                context)),
                        context);
            case Decline(var ground, var reason) -> List.of(new Event.Declined(context.today(), ground, said(reason)));
            case HandOver(var line, var note) -> List.of(new Event.HandedOver(context.today(), line, plain(note)));
            case Merge(var into, var reason) -> merged((Registered) state, into, reason, context);
            case Consult(var units, var question) -> consulted((Registered) state, units, question, context);
            case Opine(var unit, var view) -> opined((Consulting) state, unit, view, context);
            case Resolve resolve -> resolved((Consulting) state, resolve, context);
            case Command.Contact(var reached, var complex, var note) ->
                contacted(state, reached, complex, note, context);
            case Command.Appeal(var ground, var reason) -> appealed((Handling) state, ground, reason, context);
            case Strike(var reason) ->
                List.of(new Event.Struck(
                        context.today(), said(reason), context.actor().id()));
            case Dismiss(var reason) ->
                List.of(new Event.AppealDismissed(
                        context.today(), said(reason), context.actor().id()));
            case Accept _ ->
                withLateness(
                        state,
                        new Event.Accepted(context.today(), context.actor().id()),
                        context);
            case Return(var reason) -> returned(state, reason, context);
            case Act(var note) -> List.of(new Event.Acted(context.today(), said(note)));
            case Contribute(var unit, var text) -> contributed(state, unit, text, context);
            case Extend(var reason) -> extended((Handling) state, reason, context);
            case Suspend(var reason, var until) -> suspended((Handling) state, reason, until, context);
            case Resume(var note) -> List.of(new Event.Resumed(context.today(), plain(note)));
            case Respond respond -> responded((Handling) state, respond, context);
            case CallInVain(var note) -> List.of(new Event.CalledInVain(context.today(), plain(note)));
            case Confirm(var outcome, var note) -> confirmed((Replied) state, outcome, note, context);
            case Escalate(var reason) -> {
                int level = matter(state).climbed();
                if (level == TOP) {
                    throw new CaseRuleBroken("hotline.escalate.top");
                }
                yield List.of(new Event.Urged(context.today(), level + 1, said(reason)));
            }
            case Remind(var note) -> List.of(new Event.Reminded(context.today(), said(note)));
            case Hasten(var reason) -> List.of(new Event.Hastened(context.today(), said(reason)));
            case Conclude(var reason) -> List.of(new Event.Closed(context.today(), Ending.CONCLUDED, said(reason)));
            case Reclassify(var type, var reason) -> proposed(matter(state), type, reason, context);
            case Correct correct -> corrected(matter(state), correct, context);
            case Agree _ -> reclassified(matter(state), context);
            case Disagree(var note) -> {
                proposal(matter(state));
                yield List.of(new Event.ReclassificationDenied(context.today(), plain(note)));
            }
            case Withdraw(var reason) -> withdrawn(state, reason, context);
            case Wake _ -> woken(state, context);
        };
    }

    static State evolve(State state, Event event) {
        Matter matter = matterOrNull(state);
        return switch (event) {
            case Event.Registered(var _, var first, var _) -> new Registered(first, first.receivedOn());
            case Event.Raised(var _, var first, var to, var _) -> new Dispatched(first, to);
            case Event.AnsweredAtOnce(var by, var reply) ->
                new Replied(moved(matter), by, Work.from(reply.on()), reply, 0);
            case Event.Dispatched(var to) -> new Dispatched(moved(matter), to);
            case Event.Declined(var on, var ground, var reason) -> new Declined(moved(matter), on, ground, reason);
            case Event.HandedOver(var on, var line, var _) -> new HandedOver(moved(matter), on, line);
            case Event.Merged(var on, var into, var _) -> new Merged(moved(matter), on, into);
            case Event.ConsultationCalled(var talk) -> new Consulting(moved(matter), talk);
            case Event.Opined(var view) -> {
                var consulting = (Consulting) state;
                Consultation talk = consulting.talk();
                yield new Consulting(
                        consulting.matter(),
                        new Consultation(talk.on(), talk.units(), talk.question(), plus(talk.views(), view)));
            }
            case Event.Resolved(var to, var _, var _, var _) -> new Dispatched(moved(matter), to);
            case Event.Accepted _ -> {
                var dispatched = (Dispatched) state;
                yield new Handling(
                        moved(matter),
                        dispatched.to(),
                        Work.from(dispatched.to().on()));
            }
            case Event.Contacted(var contact) -> with(state, required(matter).contacted(contact));
            case Event.Appealed(var appeal) -> {
                var handling = (Handling) state;
                yield new State.Appealed(required(matter).appealed(appeal), handling.to(), handling.work(), appeal);
            }
            case Event.Struck(var on, var reason, var _) ->
                new State.Struck(moved(matter), ((State.Appealed) state).appeal(), on, reason);
            case Event.AppealDismissed(var on, var reason, var _) -> {
                var appealed = (State.Appealed) state;
                // What the decision took is not the unit's time.
                yield new Handling(
                        moved(matter),
                        appealed.to(),
                        appealed.work().halted(new Halt(appealed.appeal().on(), on, reason)));
            }
            case Event.Returned(var on, var _, var _) -> {
                Matter back = required(matter).returned();
                yield new Registered(
                        state instanceof Handling ? back.past(back.past().nowHandedBack()) : back, on);
            }
            case Event.Acted(var _, var note) -> working(state, work(state).acted(note));
            case Event.Contributed(var contribution) ->
                working(state, work(state).contributed(contribution));
            case Event.Extended(var _, var days, var _, var _) -> {
                Matter kept = required(matter);
                yield with(
                        working(state, work(state).extended(days)),
                        kept.past(kept.past().nowExtended()));
            }
            case Event.Suspended(var halt) -> {
                var handling = (Handling) state;
                Matter kept = moved(matter);
                yield new State.Suspended(kept.past(kept.past().nowSuspended()), handling.to(), handling.work(), halt);
            }
            case Event.Resumed(var on, var _) -> {
                var suspended = (State.Suspended) state;
                Halt halt = suspended.halt();
                yield new Handling(
                        moved(matter),
                        suspended.to(),
                        suspended.work().halted(new Halt(halt.from(), on, halt.reason())));
            }
            case Event.Responded(var reply, var _) -> {
                var handling = (Handling) state;
                yield new Replied(moved(matter), handling.to(), handling.work(), reply, 0);
            }
            case Event.CalledInVain _ -> {
                var replied = (Replied) state;
                yield new Replied(
                        replied.matter(), replied.to(), replied.work(), replied.reply(), replied.inVain() + 1);
            }
            case Event.Confirmed _ -> state;
            case Event.Reopened(var on) -> {
                var replied = (Replied) state;
                yield new Handling(replied.matter().reopened(), replied.to(), Work.from(on));
            }
            case Event.Escalated(var on, var reason) -> {
                var replied = (Replied) state;
                yield new State.Escalated(moved(matter), replied.to(), replied.work(), replied.reply(), on, reason);
            }
            case Event.Closed(var on, var ending, var _) -> new State.Closed(moved(matter), replyOf(state), ending, on);
            case Event.ReclassificationAsked(var proposal) -> with(state, moved(matter, proposal));
            case Event.Reclassified(var _, var type, var version, var _, var _) ->
                with(state, required(matter).reclassified(type, version));
            case Event.ReclassificationDenied _ -> with(state, moved(matter, null));
            case Event.Withdrawn(var on, var reason) -> new State.Withdrawn(moved(matter), on, reason);
            case Event.Left _ -> {
                Matter kept = required(matter);
                yield with(state, kept.past(kept.past().nowLeft()));
            }
            case Event.Climbed(var _, var _, var _, var level) ->
                with(state, required(matter).climbed(level));
            case Event.Urged(var _, var level, var _) ->
                with(state, required(matter).climbed(level));
            case Event.Corrected(var _, var topic, var _, var accused) ->
                with(state, required(matter).about(topic, accused));
            case Event.Hastened(var on, var _) -> {
                Matter kept = required(matter);
                yield with(state, kept.past(kept.past().nowHastened(on)));
            }
            case Event.Reminded _, Event.FinishedLate _ -> state;
        };
    }

    // --- decisions ---------------------------------------------------------------------------------------------------

    private static List<Event> registered(Register register, OrderContext context) {
        OrderType type = context.types()
                .current(register.type())
                .orElseThrow(() -> CaseRuleBroken.beyondTheList("hotline.type.unknown"));
        boolean itself = context.actor().kind() == Actor.Kind.SYSTEM;
        if (type.origin() != (itself ? OrderType.Origin.RATING : OrderType.Origin.REPORTER)) {
            throw CaseRuleBroken.offTheRoute("hotline.type.unknown");
        }
        if (context.types().topic(register.topic()).isEmpty()) {
            throw CaseRuleBroken.beyondTheList("hotline.topic.unknown");
        }
        Accused accused = register.accused();
        mustFit(type, accused);
        if (accused != null && !context.units().exists(accused.department())) {
            throw new CaseRuleBroken("hotline.unit.unknown");
        }
        var matter = new Matter(
                type.code(),
                type.version(),
                register.topic(),
                type.accused() == OrderType.AccusedRule.NEVER ? null : accusedBy(type, accused),
                register.anonymous(),
                register.urgent(),
                context.today(),
                0,
                0,
                0,
                null,
                null,
                null,
                null,
                null);
        return List.of(new Event.Registered(context.now(), matter, register.content()));
    }

    private static List<Event> raised(Raise raise, OrderContext context) {
        OrderType type = context.types()
                .current(raise.type())
                .filter(each -> each.origin() == OrderType.Origin.OFFICER)
                .orElseThrow(() -> CaseRuleBroken.beyondTheList("hotline.type.unknown"));
        var instruction = new Instruction(
                context.actor().id(),
                raise.post(),
                raise.unit(),
                shortly(said(raise.subject())),
                raise.source(),
                shortly(plain(raise.person())),
                daysUntil(raise.dueOn(), type, context),
                raise.firm());
        var matter = new Matter(
                type.code(),
                type.version(),
                OrderTypes.OTHER,
                null,
                false,
                false,
                context.today(),
                0,
                0,
                0,
                null,
                null,
                null,
                instruction,
                null);
        return List.of(new Event.Raised(
                context.now(),
                matter,
                assignment(matter, raise.unit(), raise.assisting(), true, "", context),
                raise.content()));
    }

    /** The day that was set, as working days; a day off stands for the working day before it. */
    private static int daysUntil(LocalDate dueOn, OrderType type, OrderContext context) {
        return daysUntil(dueOn, type.in(context.region()), context);
    }

    private static int daysUntil(LocalDate dueOn, OrderType.Limits limits, OrderContext context) {
        LocalDate latest = Clock.of(context.today(), limits.handle().time()).dueOn(context.calendar(), context.today());
        if (dueOn.isAfter(latest)) {
            throw new CaseRuleBroken("hotline.raise.due-far", latest);
        }
        int days = dueOn.isAfter(context.today()) ? context.calendar().workdaysIn(context.today(), dueOn) : 0;
        if (days == 0) {
            throw new CaseRuleBroken("hotline.raise.due-near");
        }
        return days;
    }

    private static String shortly(String text) {
        if (text.length() > LONGEST_NAME) {
            throw new CaseRuleBroken("hotline.raise.long", LONGEST_NAME);
        }
        return text;
    }

    private static @Nullable Accused accusedBy(OrderType type, @Nullable Accused accused) {
        return accused == null || type.accused() != OrderType.AccusedRule.SERVED
                ? accused
                : new Accused(accused.department(), accused.person(), accused.caseId(), true, accused.handlers());
    }

    private static void mustFit(OrderType type, @Nullable Accused accused) {
        if ((type.accused() == OrderType.AccusedRule.REQUIRED || type.accused() == OrderType.AccusedRule.SERVED)
                && accused == null) {
            throw new CaseRuleBroken("hotline.accused.missing");
        }
    }

    private static List<Event> answered(Registered state, String text, OrderContext context) {
        OrderType type = context.type(state.matter());
        if (!type.atOnce()) {
            throw new CaseRuleBroken("hotline.answer.not-at-once", type.name());
        }
        UUID by = context.actor().id();
        var assignment = new Assignment(OrderPosts.HOTLINE, List.of(), context.today(), true, "", by);
        var reply = new Reply(
                context.today(),
                OrderPosts.HOTLINE,
                by,
                said(text),
                null,
                "",
                OrderClocks.of(state, context).orElseThrow().read(context).dueOn());
        return closedWhereNothingIsToConfirm(new Event.AnsweredAtOnce(assignment, reply), type, context);
    }

    private static Assignment assignment(
            Matter matter, String unit, List<String> assisting, boolean fixed, String note, OrderContext context) {
        Instruction instruction = matter.instruction();
        Stream.concat(Stream.of(unit), assisting.stream()).forEach(each -> {
            if (!context.units().exists(each)) {
                throw new CaseRuleBroken("hotline.unit.unknown");
            }
            // 回避: by others than the accused, whoever he is and whatever he says.
            if (matter.accuses(each)) {
                throw CaseRuleBroken.offTheRoute("hotline.unit.accused");
            }
            // 对账销号: nobody could close what he owns.
            if (instruction != null && OrderPosts.isWorkers(instruction.post(), each)) {
                throw new CaseRuleBroken("hotline.raise.own-unit");
            }
        });
        if (assisting.contains(unit)) {
            throw new CaseRuleBroken("hotline.unit.twice");
        }
        return new Assignment(
                unit,
                assisting.stream().distinct().toList(),
                context.today(),
                fixed,
                plain(note),
                context.actor().id());
    }

    /** 说明原因: whose reason the answer needs is asked for it, whether or not whoever sends it on thinks of that. */
    private static List<String> asking(Matter matter, String unit, List<String> assisting, OrderContext context) {
        return Stream.concat(
                        assisting.stream(),
                        OrderNeeds.asked(context.type(matter), matter, unit).filter(context.units()::exists).stream())
                .distinct()
                .toList();
    }

    /** What is done with a bad rating only, and what with everything else only. */
    private static void mustSuit(State state, Command command, OrderContext context) {
        Matter matter = matterOrNull(state);
        if (matter == null) {
            return;
        }
        if (!suits(matter, command, context)) {
            throw context.type(matter).origin() == OrderType.Origin.RATING && !(command instanceof Command.Contact)
                    ? CaseRuleBroken.offTheRoute("hotline.rating.stays")
                    : new CaseRuleBroken("hotline.step.not-open");
        }
        // 谁办理、谁负责: nobody else is told of it.
        if (command instanceof Dispatch dispatch
                && context.type(matter).origin() == OrderType.Origin.RATING
                && !matter.names(dispatch.unit())) {
            throw CaseRuleBroken.offTheRoute("hotline.rating.own-unit");
        }
        // 实名差评一个工作日内联系核实: nobody works on it before whoever gave it was called.
        if (command instanceof Dispatch && waitsForContact(matter, context)) {
            throw new CaseRuleBroken("hotline.rating.contact-first", DAYS_OF_CALLS);
        }
    }

    /** A bad rating is neither declined nor merged, renamed, put off or answered away. */
    static boolean suits(Matter matter, Command command, OrderContext context) {
        if (matter.instruction() != null) {
            return suitsRaised(matter.instruction(), command);
        }
        boolean rated = context.type(matter).origin() == OrderType.Origin.RATING;
        return switch (command) {
            case Command.Contact _ -> rated && !matter.anonymous();
            case CallInVain _ -> !isPublished(matter, context);
            case Command.Appeal _, Strike _, Dismiss _ -> rated;
            case Answer _, Decline _, HandOver _, Merge _, Consult _, Suspend _, Reclassify _, Withdraw _ -> !rated;
            default -> true;
        };
    }

    /** What was raised goes to its unit and is answered there: nobody passes it on, puts it off or makes it something else. */
    private static boolean suitsRaised(Instruction instruction, Command command) {
        return switch (command) {
            case Accept _, Act _, Contribute _, Extend _, Respond _, Confirm _, Escalate _, Conclude _ -> true;
            case Dispatch _, Withdraw _, Wake _ -> true;
            case CallInVain _ -> instruction.firm();
            case Register _, Raise _, Answer _, Decline _, HandOver _, Merge _, Consult _, Opine _, Resolve _ -> false;
            case Command.Contact _, Command.Appeal _, Strike _, Dismiss _, Return _, Suspend _, Resume _ -> false;
            case Reclassify _, Agree _, Disagree _, Remind _, Correct _, Hasten _ -> false;
        };
    }

    /** 舆情: nobody brought it who could be asked, so its answer is done when everybody can read it. */
    static boolean isPublished(Matter matter, OrderContext context) {
        return context.type(matter).audience() == OrderType.Audience.OFFICERS;
    }

    /** True of a bad rating whose giver was not reached, and not called on enough days either. */
    static boolean waitsForContact(Matter matter, OrderContext context) {
        return context.type(matter).origin() == OrderType.Origin.RATING && !matter.anonymous() && !isContacted(matter);
    }

    static boolean isContacted(Matter matter) {
        Contact contact = matter.contact();
        return contact != null && contact.done();
    }

    private static List<Event> contacted(
            State state, boolean reached, boolean complex, String note, OrderContext context) {
        Matter matter = matter(state);
        if (isContacted(matter)) {
            throw new CaseRuleBroken("hotline.rating.contacted");
        }
        Contact before = matter.contact();
        Integer earlier = before == null ? null : before.days();
        int so = earlier == null ? 0 : earlier;
        int days = before != null && before.on().equals(context.today()) ? so : so + 1;
        var contact = new Contact(
                context.today(), reached, complex, said(note), context.actor().id(), days);
        Event called = new Event.Contacted(contact);
        // A call in vain meets no term: only the one that ends it does.
        return contact.done() ? withLateness(state, called, context) : List.of(called);
    }

    /** Once, and decided by somebody whom it does not concern. */
    private static List<Event> appealed(Handling state, AppealGround ground, String reason, OrderContext context) {
        if (state.matter().appeal() != null) {
            throw new CaseRuleBroken("hotline.appeal.once");
        }
        if (context.limits(state.matter()).appeal() == null) {
            throw new CaseRuleBroken("hotline.step.not-open");
        }
        return List.of(new Event.Appealed(new Appeal(
                context.today(), ground, said(reason), context.actor().id())));
    }

    /** Sent back as often as the type bears it, or from above: from now on the unit keeps it. */
    private static boolean fixed(State state, OrderContext context) {
        Matter matter = matter(state);
        return state instanceof State.Escalated
                || matter.returns() >= context.type(matter).returns();
    }

    private static List<Event> merged(Registered state, UUID into, String reason, OrderContext context) {
        State other = context.others().find(into).orElseThrow(() -> new CaseRuleBroken("hotline.merge.unknown"));
        boolean open = switch (other) {
            case Registered _, Consulting _, Dispatched _, Handling _, State.Suspended _, Replied _ -> true;
            case Blank _,
                    State.Appealed _,
                    State.Struck _,
                    State.Escalated _,
                    State.Closed _,
                    State.Declined _,
                    State.HandedOver _,
                    State.Merged _,
                    State.Withdrawn _ -> false;
        };
        // What has no name closes unheard: nobody would ask him whose name is known.
        if (matter(other).anonymous() && !state.matter().anonymous()) {
            throw new CaseRuleBroken("hotline.merge.anonymous");
        }
        // Who reported the one would read what offices ask of each other.
        if (!open || into.equals(context.self()) || matter(other).instruction() != null) {
            throw new CaseRuleBroken("hotline.merge.not-open");
        }
        String here =
                state.matter().accused() == null ? "" : state.matter().accused().department();
        Accused there = matter(other).accused();
        // Otherwise the accused of one would handle the other.
        if (!here.equals(there == null ? "" : there.department())) {
            throw new CaseRuleBroken("hotline.merge.other-accused");
        }
        return List.of(new Event.Merged(context.today(), into, said(reason)));
    }

    private static List<Event> consulted(Registered state, List<String> units, String question, OrderContext context) {
        List<String> asked = units.stream().distinct().toList();
        if (asked.size() < 2) {
            throw new CaseRuleBroken("hotline.consult.two");
        }
        asked.forEach(unit -> assignment(state.matter(), unit, List.of(), false, "", context));
        return List.of(
                new Event.ConsultationCalled(new Consultation(context.today(), asked, said(question), List.of())));
    }

    private static List<Event> opined(Consulting state, String unit, String view, OrderContext context) {
        if (!state.talk().units().contains(unit) || state.talk().hasViewOf(unit)) {
            throw new CaseRuleBroken("hotline.step.not-open");
        }
        return List.of(new Event.Opined(
                new View(unit, context.today(), said(view), context.actor().id())));
    }

    /** 会商纪要: who sat together, two at least and whoever is to do it among them, what was decided, and until when. */
    private static List<Event> resolved(Consulting state, Resolve resolve, OrderContext context) {
        Matter matter = state.matter();
        Assignment to = assignment(
                matter,
                resolve.unit(),
                asking(matter, resolve.unit(), resolve.assisting(), context),
                true,
                said(resolve.decision()),
                context);
        List<String> participants = Stream.concat(
                        state.talk().views().stream().map(View::unit), resolve.participants().stream())
                .distinct()
                .toList();
        participants.forEach(unit -> assignment(matter, unit, List.of(), false, "", context));
        if (participants.size() < 2 || !participants.contains(resolve.unit())) {
            throw new CaseRuleBroken("hotline.resolve.participants");
        }
        LocalDate dueOn = resolve.dueOn();
        return List.of(new Event.Resolved(
                to.within(dueOn == null ? null : daysUntil(dueOn, context.limits(matter), context)),
                matter.topic(),
                resolve.rule(),
                participants));
    }

    private static List<Event> returned(State state, String reason, OrderContext context) {
        // 双向转办: who took it on has it, but for who leads such orders and finds that it is the hotline's after all.
        if (state instanceof Handling handling && !isLeads(handling, context)) {
            throw new CaseRuleBroken("hotline.return.taken");
        }
        Assignment to = assignmentOf(state);
        if (to.fixed() || (state instanceof Handling && matter(state).past().handedBack())) {
            throw new CaseRuleBroken("hotline.return.final");
        }
        if (clock(state, context).isLate()) {
            throw new CaseRuleBroken("hotline.return.late");
        }
        return List.of(new Event.Returned(context.today(), to.unit(), said(reason)));
    }

    /** True where the unit has it that leads all orders of its type, whatever they are about. */
    static boolean isLeads(Handling state, OrderContext context) {
        return state.to().unit().equals(context.type(state.matter()).lead());
    }

    /** Nobody ends for others what they reported too: where an answer is theirs as well, only he leaves it. */
    private static List<Event> withdrawn(State state, String reason, OrderContext context) {
        Matter matter = matter(state);
        if (matter.instruction() != null || !context.others().readTheAnswerOf(context.self())) {
            return List.of(new Event.Withdrawn(context.today(), plain(reason)));
        }
        if (matter.past().left()) {
            throw new CaseRuleBroken("hotline.step.not-open");
        }
        return List.of(new Event.Left(context.today(), plain(reason)));
    }

    private static List<Event> contributed(State state, String unit, String text, OrderContext context) {
        if (!assignmentOf(state).assisting().contains(unit) || work(state).hasContributionOf(unit)) {
            throw new CaseRuleBroken("hotline.step.not-open");
        }
        return List.of(new Event.Contributed(new Contribution(
                unit, context.today(), said(text), context.actor().id())));
    }

    /** Once, by the head of the unit, before it is due (安阳市政务服务条例 art. 50). */
    private static List<Event> extended(Handling state, String reason, OrderContext context) {
        int days = context.limits(state.matter()).extension();
        if (days == 0) {
            throw new CaseRuleBroken("hotline.extend.never");
        }
        // Opened again it has a new limit, and no second extension; what was extended before that was noted has it in
        // its work.
        if (state.matter().past().extended() || state.work().extension() > 0) {
            throw new CaseRuleBroken("hotline.extend.once");
        }
        if (clock(state, context).isLate()) {
            throw new CaseRuleBroken("hotline.extend.late");
        }
        return List.of(new Event.Extended(
                context.today(), days, said(reason), context.actor().id()));
    }

    /** Once, by the head of the unit, as an extension is: or it would be the way around it. */
    private static List<Event> suspended(Handling state, String reason, LocalDate until, OrderContext context) {
        if (state.matter().past().suspended()) {
            throw new CaseRuleBroken("hotline.suspend.once");
        }
        if (!until.isAfter(context.today()) || until.isAfter(context.today().plusDays(OrderClocks.LONGEST_HALT))) {
            throw new CaseRuleBroken("hotline.suspend.until", OrderClocks.LONGEST_HALT);
        }
        return List.of(new Event.Suspended(new Halt(context.today(), until, said(reason))));
    }

    private static List<Event> responded(Handling state, Respond respond, OrderContext context) {
        OrderType type = context.type(state.matter());
        Verdict verdict = respond.verdict();
        if (type.verdicts().isEmpty()
                ? verdict != null
                : verdict == null || !type.verdicts().contains(verdict)) {
            throw new CaseRuleBroken("hotline.respond.verdict");
        }
        var reply = new Reply(
                context.today(),
                state.to().unit(),
                context.actor().id(),
                said(respond.text()),
                verdict,
                plain(respond.measure()),
                clock(state, context).dueOn());
        List<String> missing = state.to().assisting().stream()
                .filter(unit -> !state.work().hasContributionOf(unit))
                .toList();
        var events = new ArrayList<>(closedWhereNothingIsToConfirm(new Event.Responded(reply, missing), type, context));
        events.addAll(lateness(state, context));
        return events;
    }

    private static List<Event> closedWhereNothingIsToConfirm(Event answer, OrderType type, OrderContext context) {
        return type.in(context.region()).verify() == null
                ? List.of(answer, new Event.Closed(context.today(), Ending.UNHEARD, ""))
                : List.of(answer);
    }

    private static List<Event> confirmed(Replied state, Outcome outcome, String note, OrderContext context) {
        boolean reporter = context.actor().kind() == Actor.Kind.APPLICANT;
        if (outcome == Outcome.UNREACHED && (reporter || state.inVain() < CALLS_IN_VAIN)) {
            throw new CaseRuleBroken("hotline.confirm.calls", CALLS_IN_VAIN);
        }
        if (outcome == Outcome.UNSATISFIED && note.isBlank()) {
            throw new CaseRuleBroken("hotline.confirm.why");
        }
        Instruction instruction = state.matter().instruction();
        if (instruction != null) {
            mustFit(instruction, outcome, note, reporter);
        }
        LocalDate today = context.today();
        var said = new Event.Confirmed(today, outcome, plain(note), reporter);
        if (outcome != Outcome.UNSATISFIED && isPublished(state.matter(), context)) {
            return List.of(new Event.Closed(today, Ending.UNHEARD, plain(note)));
        }
        return switch (outcome) {
            case SATISFIED ->
                List.of(
                        said,
                        new Event.Closed(
                                today,
                                instruction != null && !instruction.firm() ? Ending.VERIFIED : Ending.SATISFIED,
                                ""));
            case ACCEPTABLE -> List.of(said, new Event.Closed(today, Ending.ACCEPTABLE, ""));
            case UNREACHED -> List.of(said, new Event.Closed(today, Ending.UNREACHED, ""));
            case UNSATISFIED ->
                state.matter().reopenings() < REOPENINGS
                        ? List.of(said, new Event.Reopened(today))
                        : List.of(said, new Event.Escalated(today, plain(note)));
        };
    }

    /** Who raised it says that it is done or sends it back; where a firm is concerned he says who of the firm told him. */
    private static void mustFit(Instruction instruction, Outcome outcome, String note, boolean reporter) {
        if (!instruction.firm() && outcome != Outcome.SATISFIED && outcome != Outcome.UNSATISFIED) {
            throw new CaseRuleBroken("hotline.confirm.raised");
        }
        if (instruction.firm() && !reporter && note.isBlank()) {
            throw new CaseRuleBroken("hotline.confirm.firm");
        }
    }

    private static List<Event> corrected(Matter matter, Correct correct, OrderContext context) {
        if (context.types().topic(correct.topic()).isEmpty()) {
            throw CaseRuleBroken.beyondTheList("hotline.topic.unknown");
        }
        String area = correct.area();
        if (!area.isEmpty() && context.types().area(area).isEmpty()) {
            throw CaseRuleBroken.beyondTheList("hotline.area.unknown");
        }
        return List.of(
                new Event.Corrected(context.today(), correct.topic(), area, named(matter, correct.accused(), context)));
    }

    /** 被投诉人 is named, or named more closely, and never taken back: or 回避 would end with a correction. */
    private static @Nullable Accused named(Matter matter, @Nullable Accused wished, OrderContext context) {
        if (wished == null) {
            return null;
        }
        Accused before = matter.accused();
        if (before == null) {
            if (!context.units().exists(wished.department())) {
                throw new CaseRuleBroken("hotline.unit.unknown");
            }
            return accusedBy(context.type(matter), wished);
        }
        UUID person = wished.person();
        boolean more = person != null && !person.equals(before.person());
        if (!before.department().equals(wished.department()) || (more && before.person() != null)) {
            throw new CaseRuleBroken("hotline.accused.stays");
        }
        return more
                ? new Accused(before.department(), person, before.caseId(), before.mends(), before.handlers())
                : null;
    }

    private static List<Event> proposed(Matter matter, String type, String reason, OrderContext context) {
        if (matter.proposal() != null) {
            throw new CaseRuleBroken("hotline.reclassify.waits");
        }
        OrderType other =
                context.types().current(type).orElseThrow(() -> CaseRuleBroken.beyondTheList("hotline.type.unknown"));
        if (other.origin() != OrderType.Origin.REPORTER) {
            throw CaseRuleBroken.offTheRoute("hotline.type.unknown");
        }
        if (type.equals(matter.type())) {
            throw new CaseRuleBroken("hotline.reclassify.same");
        }
        // 企业诉求 are held by a firm; whose order it is does not change.
        if (other.audience() == OrderType.Audience.FIRMS) {
            throw CaseRuleBroken.offTheRoute("hotline.reclassify.firm");
        }
        mustFit(other, matter.accused());
        return List.of(new Event.ReclassificationAsked(
                new Proposal(type, said(reason), context.actor().id(), context.today())));
    }

    /** Two people, or a complaint could be made a suggestion by the one whom it troubles. */
    private static List<Event> reclassified(Matter matter, OrderContext context) {
        Proposal asked = proposal(matter);
        if (asked.by().equals(context.actor().id())) {
            throw CaseRuleBroken.offTheRoute("hotline.reclassify.two");
        }
        OrderType type = context.types().current(asked.type()).orElseThrow();
        return List.of(new Event.Reclassified(
                context.today(),
                type.code(),
                type.version(),
                asked.by(),
                context.actor().id()));
    }

    private static Proposal proposal(Matter matter) {
        Proposal asked = matter.proposal();
        if (asked == null) {
            throw new CaseRuleBroken("hotline.step.not-open");
        }
        return asked;
    }

    private static List<Event> woken(State state, OrderContext context) {
        OrderClock clock = OrderClocks.of(state, context).orElseThrow();
        Reading reading = clock.read(context);
        Matter matter = matter(state);
        if (OrderClocks.wakesOn(state, context)
                .filter(day -> !context.today().isBefore(day))
                .isEmpty()) {
            throw new CaseRuleBroken("hotline.wake.early");
        }
        if (state instanceof State.Suspended(var _, var _, var _, var halt)) {
            // The clock runs on from the day that was said, not from the sweep.
            return List.of(new Event.Resumed(halt.until(), ""));
        }
        if (state instanceof Replied && matter.anonymous() && !isPublished(matter, context)) {
            return List.of(new Event.Closed(context.today(), Ending.UNHEARD, ""));
        }
        return List.of(new Event.Climbed(context.today(), clock.code(), reading.dueOn(), matter.climbed() + 1));
    }

    private static List<Event> withLateness(State state, Event event, OrderContext context) {
        return Stream.concat(Stream.of(event), lateness(state, context).stream())
                .toList();
    }

    private static List<Event> lateness(State state, OrderContext context) {
        OrderClock clock = OrderClocks.of(state, context).orElseThrow();
        Reading reading = clock.read(context);
        return reading.isLate() && !reading.provisional()
                ? List.of(new Event.FinishedLate(
                        clock.code(),
                        reading.dueOn(),
                        context.today(),
                        reading.daysLate(),
                        context.actor().id()))
                : List.of();
    }

    private static Reading clock(State state, OrderContext context) {
        return OrderClocks.of(state, context).orElseThrow().read(context);
    }

    /** What an officer writes is read by others: it is there, and it holds nobody's number. */
    private static String said(String text) {
        if (text.isBlank()) {
            throw new CaseRuleBroken("hotline.text.missing");
        }
        return plain(text);
    }

    private static String plain(String text) {
        if (AuditLog.holdsPersonalNumber(text)) {
            throw new CaseRuleBroken("hotline.text.number");
        }
        return text.strip();
    }

    // --- parts of states ---------------------------------------------------------------------------------------------

    /** What stays known; an order that nobody has registered has none. */
    public static Matter matter(State state) {
        return required(matterOrNull(state));
    }

    static @Nullable Matter matterOrNull(State state) {
        return switch (state) {
            case Blank _ -> null;
            case Registered(var matter, var _) -> matter;
            case Consulting(var matter, var _) -> matter;
            case Dispatched(var matter, var _) -> matter;
            case Handling(var matter, var _, var _) -> matter;
            case State.Suspended suspended -> suspended.matter();
            case Replied replied -> replied.matter();
            case State.Escalated escalated -> escalated.matter();
            case State.Appealed appealed -> appealed.matter();
            case State.Struck struck -> struck.matter();
            case State.Closed closed -> closed.matter();
            case State.Declined declined -> declined.matter();
            case State.HandedOver over -> over.matter();
            case State.Merged merged -> merged.matter();
            case State.Withdrawn withdrawn -> withdrawn.matter();
        };
    }

    /** To whom it was given, where it was. */
    static @Nullable Assignment assignmentOrNull(State state) {
        return switch (state) {
            case Dispatched(var _, var to) -> to;
            case Handling(var _, var to, var _) -> to;
            case State.Suspended suspended -> suspended.to();
            case Replied replied -> replied.to();
            case State.Escalated escalated -> escalated.to();
            case State.Appealed appealed -> appealed.to();
            case Blank _,
                    State.Struck _,
                    Registered _,
                    Consulting _,
                    State.Closed _,
                    State.Declined _,
                    State.HandedOver _,
                    State.Merged _,
                    State.Withdrawn _ -> null;
        };
    }

    /** The answer, where there is one. */
    public static @Nullable Reply replyOrNull(State state) {
        return switch (state) {
            case Replied replied -> replied.reply();
            case State.Escalated escalated -> escalated.reply();
            case State.Closed closed -> closed.reply();
            case Blank _,
                    Registered _,
                    Consulting _,
                    Dispatched _,
                    Handling _,
                    State.Suspended _,
                    State.Appealed _,
                    State.Struck _,
                    State.Declined _,
                    State.HandedOver _,
                    State.Merged _,
                    State.Withdrawn _ -> null;
        };
    }

    private static Assignment assignmentOf(State state) {
        return requiredAssignment(assignmentOrNull(state));
    }

    private static Assignment requiredAssignment(@Nullable Assignment to) {
        if (to == null) {
            throw new IllegalStateException("Nobody has this order");
        }
        return to;
    }

    private static Reply replyOf(State state) {
        Reply reply = replyOrNull(state);
        if (reply == null) {
            throw new IllegalStateException("No answer yet");
        }
        return reply;
    }

    private static Work work(State state) {
        return switch (state) {
            case Handling(var _, var _, var work) -> work;
            case State.Suspended suspended -> suspended.work();
            default -> throw new IllegalStateException("Nobody works on this order");
        };
    }

    private static State working(State state, Work work) {
        return switch (state) {
            case Handling(var matter, var to, var _) -> new Handling(matter, to, work);
            case State.Suspended(var matter, var to, var _, var halt) -> new State.Suspended(matter, to, work, halt);
            default -> throw new IllegalStateException("Nobody works on this order");
        };
    }

    private static State with(State state, Matter matter) {
        return switch (state) {
            case Registered(var _, var since) -> new Registered(matter, since);
            case Consulting(var _, var talk) -> new Consulting(matter, talk);
            case Dispatched(var _, var to) -> new Dispatched(matter, to);
            case Handling(var _, var to, var work) -> new Handling(matter, to, work);
            case State.Suspended(var _, var to, var work, var halt) -> new State.Suspended(matter, to, work, halt);
            case Replied(var _, var to, var work, var reply, var inVain) ->
                new Replied(matter, to, work, reply, inVain);
            case State.Escalated(var _, var to, var work, var reply, var on, var reason) ->
                new State.Escalated(matter, to, work, reply, on, reason);
            case State.Appealed(var _, var to, var work, var appeal) -> new State.Appealed(matter, to, work, appeal);
            default -> throw new IllegalStateException("The matter of this order does not change any more");
        };
    }

    private static Matter moved(@Nullable Matter matter) {
        return required(matter).moved();
    }

    private static Matter moved(@Nullable Matter matter, @Nullable Proposal proposal) {
        return required(matter).proposed(proposal);
    }

    private static Matter required(@Nullable Matter matter) {
        if (matter == null) {
            throw new IllegalStateException("Nothing was registered");
        }
        return matter;
    }

    /** True where this officer is accused himself, or sits in the department that is. */
    static boolean isAccused(Matter matter, Officer officer) {
        return matter.accuses(officer.id())
                || officer.everywhere().posts().stream()
                        .map(OrderPosts::department)
                        .anyMatch(matter::accuses);
    }

    /** True where he or his department is concerned, be it that it mends: about an appeal others decide. */
    static boolean isConcerned(Matter matter, Officer officer) {
        return matter.accuses(officer.id())
                || officer.everywhere().posts().stream()
                        .map(OrderPosts::department)
                        .anyMatch(matter::names);
    }

    private static <T> List<T> plus(List<T> list, T more) {
        return Stream.concat(list.stream(), Stream.of(more)).toList();
    }
}
