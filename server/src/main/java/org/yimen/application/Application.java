package org.yimen.application;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Application.Command.*;
import org.yimen.application.Application.State.*;
import org.yimen.application.Gaps.Promise;
import org.yimen.audit.AuditLog;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.casework.Plan;
import org.yimen.casework.Plan.Act;
import org.yimen.casework.Plan.Stage;
import org.yimen.casework.Plan.Step;
import org.yimen.casework.TransitionTable;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Regime;
import org.yimen.delivery.Receiver;
import org.yimen.organisation.Right;
import org.yimen.time.Reading;

/**
 * 申请, from receipt to archive. Pure: whatever it must know besides the case is in {@link Context}. Articles without a
 * name are of 行政许可法.
 */
public final class Application {

    private Application() {}

    /** Where the case stands. What is known in one state only lives in that state only. */
    public sealed interface State {
        /** Nothing was handed in yet. */
        record Draft() implements State {}

        record Received(Filing filing) implements State {}

        /** 补正: the one notice of defects is out; the applicant's time is no office time. */
        record SupplementDue(Filing filing, DefectNotice notice) implements State {}

        /** The supplement came in on {@code on}; the clerk has not looked yet. */
        record Supplemented(
                Filing filing,
                DefectNotice notice,
                LocalDate on,
                List<String> materials,
                @Nullable Instant at) implements State {
            public Supplemented {
                materials = List.copyOf(materials);
            }
        }

        record Reviewing(Filing filing, Acceptance acceptance, Course course) implements State {}

        /** A special procedure runs; it stops the clock where its step says so. */
        record InProcedure(Filing filing, Acceptance acceptance, Course course, Halt halt) implements State {}

        record Deciding(Filing filing, Acceptance acceptance, Course course) implements State {}

        /** 容缺: all is well but for a promised material; the decision waits for it. */
        record ReadyToGrant(Filing filing, Acceptance acceptance, Course course, Readiness readiness)
                implements State {}

        /** 双人决定: the first decided; it takes effect with the second one's consent. */
        record Proposed(Filing filing, Acceptance acceptance, Course course, SecondEyes.Proposal proposal)
                implements State {}

        record Granted(Filing filing, Acceptance acceptance, Course course, Decision decision) implements State {}

        record Issued(Filing filing, Acceptance acceptance, Course course, Decision decision, Outcome outcome)
                implements State {}

        record Delivered(
                Filing filing,
                Acceptance acceptance,
                Course course,
                Decision decision,
                Outcome outcome,
                LocalDate on,
                String how)
                implements State {}

        record Refused(Filing filing, Acceptance acceptance, Course course, Decision decision, String reason)
                implements State {}

        record RefusalServed(
                Filing filing,
                Acceptance acceptance,
                Course course,
                Decision decision,
                String reason,
                LocalDate on,
                String how)
                implements State {}

        record Declined(
                Filing filing,
                LocalDate on,
                Ground ground,
                String reason,
                @Nullable String rightOffice) implements State {}

        record Withdrawn(Filing filing, LocalDate on, String reason) implements State {}

        record Terminated(Filing filing, LocalDate on, String reason) implements State {}

        /** @param refusal why it was refused; null of a grant, and in rows that are older than this */
        record Archived(
                Filing filing,
                Acceptance acceptance,
                Course course,
                Decision decision,
                LocalDate on,
                @Nullable String refusal)
                implements State {}
    }

    /** What somebody asks for. */
    public sealed interface Command {
        /**
         * @param dossier digest of what was handed in; the dossier itself is kept apart, encrypted
         * @param promised 容缺: what the applicant brings later, as he signs by handing in
         * @param commitment 告知承诺: digest of the text that he signs by handing in, or null
         * @param assisted 代办: true where another hands in for a person
         * @param concern the licence that it is about, or null where a new one is asked for
         */
        record Submit(
                String dossier,
                List<Promise> promised,
                @Nullable String commitment,
                @Nullable Boolean assisted,
                @Nullable Concern concern)
                implements Command {
            public Submit {
                // Commands of callers that know of no promises.
                promised = promised == null ? List.of() : List.copyOf(promised);
            }

            public Submit(String dossier, List<Promise> promised, @Nullable String commitment) {
                this(dossier, promised, commitment, null, null);
            }

            public Submit(String dossier) {
                this(dossier, List.of(), null);
            }
        }

        /** @param looked the checkpoints that were looked at, as {@link Checkpoints} names them */
        record Accept(PaperRef paper, List<String> looked) implements Command {
            public Accept {
                looked = List.copyOf(looked);
            }

            /** By who vouches for every checkpoint, whatever they are; no page and no machine can. */
            public Accept(PaperRef paper) {
                this(paper, Checkpoints.ALL);
            }
        }

        /** 容缺受理: what is missing is what the applicant promised when he handed in. */
        record AcceptWithGaps(PaperRef paper, List<String> looked) implements Command {
            public AcceptWithGaps {
                looked = List.copyOf(looked);
            }

            public AcceptWithGaps(PaperRef paper) {
                this(paper, Checkpoints.ALL);
            }
        }

        /** 收件: a window that may not accept looks at the papers and leaves the case to the department (art. 24). */
        record Receive(List<String> looked) implements Command {
            public Receive {
                looked = List.copyOf(looked);
            }
        }

        /** 当场更正 (art. 32(3)): {@code dossier} holds the answer as the applicant wants it. */
        record CorrectOnTheSpot(String question, String dossier) implements Command {}

        /**
         * 一次性告知.
         *
         * @param reason why a later notice names what the first left out, which supervision reads; null where it does not
         * @param expectedBy by when the supplement is expected, or null for the usual day
         */
        record NoticeDefects(
                List<Defect> defects,
                PaperRef paper,
                @Nullable String reason,
                @Nullable LocalDate expectedBy) implements Command {
            public NoticeDefects {
                defects = List.copyOf(defects);
            }

            public NoticeDefects(List<Defect> defects, PaperRef paper, @Nullable String reason) {
                this(defects, paper, reason, null);
            }

            public NoticeDefects(List<Defect> defects, PaperRef paper) {
                this(defects, paper, null, null);
            }
        }

        record Decline(
                Ground ground, String reason, @Nullable String rightOffice, PaperRef paper) implements Command {}

        record Supply(List<String> materials, String dossier) implements Command {
            public Supply {
                materials = List.copyOf(materials);
            }
        }

        /**
         * 提请补充材料: whom silence accepted is asked for what is missing; no clock stops.
         *
         * @param dueOn until when he should hand it in, before the decision is due
         */
        record AskForMaterials(List<Defect> defects, LocalDate dueOn, PaperRef paper) implements Command {
            public AskForMaterials {
                defects = List.copyOf(defects);
            }
        }

        /** Hands in what was promised. */
        record SupplyGap(List<String> materials, String dossier) implements Command {
            public SupplyGap {
                materials = List.copyOf(materials);
            }
        }

        /** @param remark what is wrong with what came in; empty where it is good */
        record CheckGap(String material, boolean good, String remark) implements Command {}

        record Review(String department, boolean favourable, String opinion) implements Command {}

        record StartStep(String step, int days, PaperRef paper) implements Command {}

        /** @param paper the document that ends it and says when the clock runs on */
        record FinishStep(String finding, PaperRef paper) implements Command {}

        /** A stop outlasts the days of its notice: another notice says how many more, and why (art. 45). */
        record ProlongStep(int days, String reason, PaperRef paper) implements Command {}

        record Extend(String reason, PaperRef paper) implements Command {}

        /**
         * @param colleague the one of that department who is urged, or null for all of it
         * @param replyBy by when he is to answer, or null for the next working day
         */
        record Urge(
                String department,
                @Nullable UUID colleague,
                String note,
                @Nullable LocalDate replyBy) implements Command {
            public Urge(String department, @Nullable UUID colleague, String note) {
                this(department, colleague, note, null);
            }
        }

        /** @param urging its number within the case */
        record AnswerUrge(int urging, String note) implements Command {}

        /** @param task key of an open task, e.g. {@code review:SJ} */
        record Assign(String task, UUID to, String note) implements Command {}

        /** 回避: whoever asks says that he has an interest in the case, and does nothing on it from then on. */
        record Recuse(String reason) implements Command {}

        /** 项目经理: who answers for the whole case, whoever does its tasks. */
        record Entrust(UUID to, String note) implements Command {}

        record Hurry(String task, LocalDate dueOn, String reason) implements Command {}

        /** @param element the later element that is to come first */
        record Deviate(String element, String reason) implements Command {}

        /** 急件、绿色通道: before others, by a rule or by somebody's approval. */
        record Admit(Lane lane) implements Command {}

        record Assent(String note) implements Command {}

        record Dissent(String note) implements Command {}

        /** 提请延长: asks the head of the government to extend what is handled jointly (art. 42(2)). */
        record AskExtension(String reason) implements Command {}

        /** He does not extend it, and says why. */
        record DenyExtension(String reason) implements Command {}

        record SendBack(List<String> departments, String reason) implements Command {
            public SendBack {
                departments = List.copyOf(departments);
            }
        }

        /** Tells the applicant of the fee that the published version names; nobody names another. */
        record Charge() implements Command {}

        /** Nothing stands against granting but a promised material that is still missing. */
        record FindReady(String note) implements Command {}

        /**
         * @param provisos what whoever gets it must keep to; mostly nothing
         * @param others art. 36: whether the matter directly concerns major interests of others; null where nobody said
         */
        record Grant(
                PaperRef paper,
                List<Proviso> provisos,
                @Nullable Boolean others) implements Command {
            public Grant {
                provisos = List.copyOf(provisos);
            }

            /** By who says that it concerns nobody else; no page and no machine can. */
            public Grant(PaperRef paper) {
                this(paper, List.of(), false);
            }
        }

        /**
         * @param unmet codes of the published conditions that are not met
         * @param others as above
         */
        record Refuse(
                List<String> unmet,
                String reason,
                String basis,
                PaperRef paper,
                @Nullable Boolean others) implements Command {
            public Refuse {
                unmet = List.copyOf(unmet);
            }

            /** By who says that it concerns nobody else; no page and no machine can. */
            public Refuse(List<String> unmet, String reason, String basis, PaperRef paper) {
                this(unmet, reason, basis, paper, false);
            }
        }

        /**
         * The second decider's consent, from which the decision counts.
         *
         * @param grants what he consents to: to grant, or to refuse
         */
        record Consent(boolean grants, PaperRef paper) implements Command {}

        /** He does not consent: it is to be decided anew. */
        record Oppose(String reason) implements Command {}

        record Issue(UUID licence, String number) implements Command {}

        /**
         * @param receiver who took it at the window; null where nobody hands it over
         */
        record Deliver(String how, @Nullable Receiver receiver) implements Command {
            public Deliver(String how) {
                this(how, null);
            }
        }

        /** The same for a refusal. */
        record Serve(String how, @Nullable Receiver receiver) implements Command {
            public Serve(String how) {
                this(how, null);
            }
        }

        /** 交寄: the result goes to the address that the applicant chose. */
        record Dispatch() implements Command {}

        /** A parcel is back, or was called back before it left. */
        record ComeBack(String reason) implements Command {}

        /** @param present who stood at the window and said so; null where the applicant does it on his own page */
        record Withdraw(String reason, @Nullable Present present) implements Command {
            public Withdraw(String reason) {
                this(reason, null);
            }
        }

        /**
         * 终止办理, by the second of two.
         *
         * @param evidence digest of the file that shows the ground; empty where the ground needs none
         * @param proposedBy who proposed it; null where nobody did, which is refused
         * @param paper what the applicant is told on
         */
        record Terminate(
                TerminationGround ground,
                String reason,
                String evidence,
                @Nullable UUID proposedBy,
                PaperRef paper) implements Command {}

        /**
         * 复议、诉讼: by the second of two; what was decided is set aside, and is decided anew.
         *
         * @param evidence digest of the document
         * @param proposedBy who entered it; null where nobody did, which is refused
         * @param first who declined to accept, as the journal names him; of a decision its own people are known
         * @param paper what the applicant is told on
         */
        record DecideAnew(
                Judgment judgment,
                String evidence,
                @Nullable UUID proposedBy,
                List<UUID> first,
                PaperRef paper) implements Command {
            public DecideAnew {
                first = List.copyOf(first);
            }
        }

        /**
         * 更正, by the second of two.
         *
         * @param proposedBy who found it; null where nobody did, which is refused
         * @param outcome the edition that takes the place of a certificate; null of a paper
         */
        record Correct(
                Correction correction,
                @Nullable UUID proposedBy,
                @Nullable Outcome outcome,
                PaperRef paper) implements Command {}

        /**
         * Time itself: silence accepts, what is finished goes to the archive.
         *
         * @param paper the acceptance of whom silence accepted; null elsewhere, and where no seal can be used
         */
        record Wake(@Nullable PaperRef paper) implements Command {
            /** Where nothing is written. */
            public Wake() {
                this(null);
            }
        }
    }

    /** What happened. */
    public sealed interface Event {
        /**
         * @param promised what the applicant signed to bring later
         * @param commitment digest of the commitment that he signed, or null
         * @param assisted true where another handed in for a person
         */
        record Submitted(
                Instant at,
                LocalDate on,
                LocalDate answerDue,
                String dossier,
                List<Promise> promised,
                @Nullable String commitment,
                @Nullable Boolean assisted,
                @Nullable Concern concern)
                implements Event {
            public Submitted {
                // Events that were written before there were promises.
                promised = promised == null ? List.of() : List.copyOf(promised);
            }
        }

        /**
         * @param late 一次性告知之外: the materials and answers that the first notice had left out
         * @param reason why they are named all the same; null where there are none
         * @param expectedBy by when the supplement is expected; null in journals that are older than this
         * @param lapseBasis the article by which it is taken as withdrawn after that day; null where nothing follows
         */
        record DefectsNoticed(
                Instant at,
                LocalDate on,
                List<Defect> defects,
                PaperRef paper,
                @Nullable Authority authority,
                List<String> late,
                @Nullable String reason,
                @Nullable LocalDate expectedBy,
                @Nullable String lapseBasis)
                implements Event {
            public DefectsNoticed {
                defects = List.copyOf(defects);
                // Events that were written before there were such reasons.
                late = late == null ? List.of() : List.copyOf(late);
            }
        }

        /** @param at the moment of it; null in journals that are older than this */
        record MaterialsSupplied(
                LocalDate on,
                List<String> materials,
                String dossier,
                @Nullable Instant at) implements Event {
            public MaterialsSupplied {
                materials = List.copyOf(materials);
            }
        }

        record MaterialsAsked(Instant at, LocalDate on, List<Defect> defects, LocalDate dueOn, PaperRef paper)
                implements Event {
            public MaterialsAsked {
                defects = List.copyOf(defects);
            }
        }

        /** @param authority null where silence accepted */
        record Accepted(
                Acceptance acceptance,
                @Nullable PaperRef paper,
                @Nullable Authority authority) implements Event {}

        /** 受理审查要点: what was looked at before acceptance. */
        record Checked(LocalDate on, List<String> points) implements Event {
            public Checked {
                points = List.copyOf(points);
            }
        }

        record CorrectedOnTheSpot(LocalDate on, String question, String dossier) implements Event {}

        /** @param lapseBasis the article by which it is taken as withdrawn if they do not come; null where it is refused */
        record GapsPromised(
                LocalDate on, List<Promise> gaps, @Nullable String lapseBasis) implements Event {
            public GapsPromised {
                gaps = List.copyOf(gaps);
            }
        }

        record GapSupplied(LocalDate on, List<String> materials, String dossier) implements Event {
            public GapSupplied {
                materials = List.copyOf(materials);
            }
        }

        record GapClosed(LocalDate on, String material) implements Event {}

        record GapRejected(Instant at, LocalDate on, String material, String remark) implements Event {}

        record GapReminded(LocalDate on, String material, LocalDate dueOn) implements Event {}

        record PromiseBroken(LocalDate on, String material, LocalDate dueOn) implements Event {}

        record FoundReady(Readiness readiness) implements Event {}

        record Declined(
                LocalDate on,
                Ground ground,
                String reason,
                @Nullable String rightOffice,
                PaperRef paper,
                @Nullable Authority authority)
                implements Event {}

        /**
         * @param position index of the element in the plan
         * @param decides the element is the decision, so that folding needs no plan
         */
        record Entered(int position, String element, boolean decides, LocalDate on) implements Event {}

        record Reviewed(Opinion opinion) implements Event {}

        record StepStarted(Halt halt, int days, PaperRef paper) implements Event {}

        /** @param paper null in journals that are older than such papers */
        record StepFinished(
                String step,
                LocalDate on,
                String finding,
                @Nullable PaperRef paper) implements Event {}

        /** The stop ran past the days that its notice stated: who runs it ends it, or says how many more. */
        record StepOverdue(LocalDate on, String step, LocalDate dueOn) implements Event {}

        /** @param until the last of the days that it states */
        record StepProlonged(LocalDate on, String step, int days, LocalDate until, String reason, PaperRef paper)
                implements Event {}

        record Extended(
                LocalDate on,
                int days,
                String reason,
                UUID by,
                PaperRef paper,
                @Nullable Authority authority) implements Event {}

        record Urged(
                LocalDate on,
                String department,
                @Nullable UUID colleague,
                String note,
                UUID by,
                @Nullable Authority authority,
                @Nullable LocalDate replyBy)
                implements Event {}

        /**
         * Nobody answered in time: the next level hears of it.
         *
         * @param level 1 for the head of the department, 2 for the director of the centre
         * @param dueOn by when it was to be answered
         * @param replyBy by when the next level is to answer
         */
        record UrgeEscalated(LocalDate on, int urging, int level, LocalDate dueOn, LocalDate replyBy)
                implements Event {}

        record UrgeAnswered(LocalDate on, int urging, String note) implements Event {}

        record Assigned(
                LocalDate on,
                String task,
                UUID to,
                String note,
                @Nullable Authority authority) implements Event {}

        record Entrusted(
                LocalDate on,
                UUID to,
                String note,
                @Nullable Authority authority) implements Event {}

        record Recused(LocalDate on, UUID officer, String reason) implements Event {}

        record Hurried(
                LocalDate on,
                String task,
                LocalDate dueOn,
                String reason,
                @Nullable Authority authority) implements Event {}

        record DeviationAsked(
                LocalDate on,
                int position,
                String element,
                String reason,
                UUID by,
                @Nullable Authority authority) implements Event {}

        /**
         * The order of the plan was left.
         *
         * @param postponed the element that was to come first
         * @param by who asked for it; who gave his assent is the event's actor
         */
        record Deviated(
                LocalDate on, int position, String element, String postponed, String reason, UUID by, String note)
                implements Event {}

        record DeviationDenied(LocalDate on, String element, String note) implements Event {}

        record ExtensionAsked(LocalDate on, String reason, UUID by) implements Event {}

        record ExtensionDenied(
                LocalDate on, String reason, @Nullable Authority authority) implements Event {}

        record Admitted(LocalDate on, Lane lane) implements Event {}

        /**
         * @param foundReady true where all but a promised material had been found good before; null elsewhere and in journals that
         *     are older than this
         */
        record SentBack(
                LocalDate on,
                int position,
                String stage,
                List<String> departments,
                String reason,
                @Nullable Authority authority,
                @Nullable Boolean foundReady)
                implements Event {
            public SentBack {
                departments = List.copyOf(departments);
            }
        }

        /** @param fee in the words of the version */
        record Charged(LocalDate on, String fee) implements Event {}

        record Granted(Decision decision) implements Event {}

        /** 视为准予延续 (art. 50): the licence ran out before anybody decided on its renewal; the grant follows. */
        record DeemedRenewed(LocalDate on, LocalDate expiredOn) implements Event {}

        /** The licence ran out too, but it had been taken from its holder before: silence renews nothing. */
        record NotRenewed(LocalDate on, LocalDate expiredOn) implements Event {}

        /** @param unmet codes of the conditions of the version that were not met */
        record Refused(Decision decision, String reason, String basis, List<String> unmet) implements Event {
            public Refused {
                // Refusals that were written before conditions had codes.
                unmet = unmet == null ? List.of() : List.copyOf(unmet);
            }
        }

        record Proposed(SecondEyes.Proposal proposal) implements Event {}

        /** @param by whose proposal it was; who opposes is the event's actor */
        record Opposed(
                LocalDate on,
                UUID by,
                boolean grants,
                String reason,
                @Nullable Authority authority) implements Event {}

        record Issued(Outcome outcome, @Nullable Authority authority) implements Event {}

        /** @param to how who took it stands to the applicant; null in a journal that is older than this */
        record Delivered(LocalDate on, String how, @Nullable String to) implements Event {}

        /** @param to as above */
        record RefusalServed(
                LocalDate on, String how, @Nullable String to) implements Event {}

        /** @param round its number within the case, from 1 */
        record Dispatched(LocalDate on, int round) implements Event {}

        record CameBack(LocalDate on, int round, String reason) implements Event {}

        /** @param how the code of the end of the licence that nobody is given any more */
        record HandOverEnded(LocalDate on, String how) implements Event {}

        /** @param present as above; null in journals that are older than this */
        record Withdrawn(
                LocalDate on, String reason, @Nullable Present present) implements Event {}

        /**
         * @param authority of the second of two, who confirmed; null where he is the head of the department
         * @param ground null in journals that are older than grounds, as what follows is where one alone ended it
         */
        record Terminated(
                LocalDate on,
                String reason,
                @Nullable Authority authority,
                @Nullable TerminationGround ground,
                @Nullable String evidence,
                @Nullable UUID proposedBy,
                @Nullable PaperRef paper)
                implements Event {}

        /**
         * @param reopens the case goes on; else it is on record only
         * @param first who decided first, and keeps out from now on
         */
        record SetAside(
                LocalDate on,
                Judgment judgment,
                Judgment.What what,
                boolean reopens,
                List<UUID> first,
                String evidence,
                UUID proposedBy,
                @Nullable Authority authority,
                PaperRef paper)
                implements Event {
            public SetAside {
                first = List.copyOf(first);
            }
        }

        /** @param outcome the edition that took the place of a certificate; null of a paper */
        record Corrected(
                LocalDate on,
                Correction correction,
                UUID proposedBy,
                @Nullable Outcome outcome,
                @Nullable Authority authority,
                PaperRef paper)
                implements Event {}

        record Archived(LocalDate on) implements Event {}

        /**
         * A limit was missed; nobody can edit it.
         *
         * @param by who finished late, or null where nobody acted at all
         */
        record FinishedLate(
                String clock,
                LocalDate dueOn,
                LocalDate on,
                int days,
                @Nullable UUID by) implements Event {}
    }

    /**
     * Receipt: the moment of entering the system (电子签名法 art. 11), and its day.
     *
     * @param promised what the applicant signed to bring later
     * @param commitment digest of the commitment that he signed in place of proofs, or null
     * @param lane why it goes before others, or null where it does not
     * @param assisted true where another handed in for a person
     * @param concern the licence that it is about, or null where a new one is asked for
     * @param recused 回避: who does nothing on it
     * @param again why it is decided once more, or null
     */
    public record Filing(
            Instant at,
            LocalDate on,
            List<Promise> promised,
            @Nullable String commitment,
            @Nullable Lane lane,
            @Nullable Boolean assisted,
            @Nullable Concern concern,
            List<UUID> recused,
            Anew.@Nullable Again again) {
        public Filing {
            // Rows that were written before there were such things.
            promised = promised == null ? List.of() : List.copyOf(promised);
            recused = recused == null ? List.of() : List.copyOf(recused);
        }

        public Filing(Instant at, LocalDate on) {
            this(at, on, List.of(), null);
        }

        public Filing(Instant at, LocalDate on, List<Promise> promised, @Nullable String commitment) {
            this(at, on, promised, commitment, null, null, null, List.of());
        }

        /** Of what nobody set aside. */
        Filing(
                Instant at,
                LocalDate on,
                List<Promise> promised,
                @Nullable String commitment,
                @Nullable Lane lane,
                @Nullable Boolean assisted,
                @Nullable Concern concern,
                List<UUID> recused) {
            this(at, on, promised, commitment, lane, assisted, concern, recused, null);
        }

        Filing in(Lane next) {
            return new Filing(at, on, promised, commitment, next, assisted, concern, recused, again);
        }

        Filing without(UUID officer) {
            var more = new ArrayList<>(recused);
            more.add(officer);
            return new Filing(at, on, promised, commitment, lane, assisted, concern, more, again);
        }

        /** Decided once more, without these. */
        Filing again(Anew.Again why, List<UUID> without) {
            var more = new ArrayList<>(recused);
            without.stream().filter(each -> !more.contains(each)).forEach(more::add);
            return new Filing(at, on, promised, commitment, lane, assisted, concern, more, why);
        }

        /** The day from which it is to be answered: of its receipt, or since its non-acceptance was set aside. */
        LocalDate since() {
            return again == null || again.accepted() ? on : again.from();
        }

        private Instant sinceAt() {
            return again == null || again.accepted() ? at : again.at();
        }

        boolean isAssisted() {
            return Boolean.TRUE.equals(assisted);
        }
    }

    /**
     * One point of a defect notice.
     *
     * @param material code of a material of the item version, or {@code answer:} and the code of a question
     */
    public record Defect(String material, String what) {

        private static final String ANSWER = "answer:";

        /** How a notice names an answer of the form. */
        public static String answer(String question) {
            return ANSWER + question;
        }

        /** The question, where an answer is named and no material. */
        public static Optional<String> question(String named) {
            return named.startsWith(ANSWER) ? Optional.of(named.substring(ANSWER.length())) : Optional.empty();
        }
    }

    /**
     * @param at files that came in after this moment supplement the application
     * @param expectedBy by when they are expected, or null
     * @param lapseBasis the article by which it is taken as withdrawn after that day, or null where nothing follows
     */
    public record DefectNotice(
            Instant at,
            LocalDate on,
            String number,
            List<Defect> defects,
            @Nullable LocalDate expectedBy,
            @Nullable String lapseBasis) {
        public DefectNotice {
            defects = List.copyOf(defects);
        }

        DefectNotice(Instant at, LocalDate on, String number, List<Defect> defects) {
            this(at, on, number, defects, null, null);
        }

        boolean names(String material) {
            return defects.stream().anyMatch(defect -> defect.material().equals(material));
        }
    }

    /**
     * 受理.
     *
     * @param on the day as of which it counts, not the day of the click
     * @param at the moment that ranks it where numbers are limited (art. 57)
     * @param by who accepted; null where silence did
     */
    public record Acceptance(
            LocalDate on,
            Instant at,
            boolean deemed,
            boolean supplemented,
            @Nullable UUID by) {}

    /**
     * How far the plan has come.
     *
     * @param position index of the element of the plan that is being worked on
     * @param extension working days by which the term was extended, 0 or once
     * @param flow what was laid on its way besides the plan
     * @param gaps what it was accepted without
     * @param requests what was asked for after silence had accepted it
     */
    public record Course(
            int position,
            LocalDate enteredOn,
            List<Opinion> opinions,
            List<Halt> halts,
            int extension,
            Flow flow,
            Gaps gaps,
            Requests requests) {
        public Course {
            opinions = List.copyOf(opinions);
            halts = List.copyOf(halts);
            // Rows that were written before there were such things.
            flow = flow == null ? Flow.NONE : flow;
            gaps = gaps == null ? Gaps.NONE : gaps;
            requests = requests == null ? Requests.NONE : requests;
        }

        static Course begun(LocalDate on) {
            return new Course(0, on, List.of(), List.of(), 0, Flow.NONE, Gaps.NONE, Requests.NONE);
        }

        Course with(Gaps next) {
            return new Course(position, enteredOn, opinions, halts, extension, flow, next, requests);
        }

        Course with(Requests next) {
            return new Course(position, enteredOn, opinions, halts, extension, flow, gaps, next);
        }

        Course entering(int next, LocalDate on) {
            return new Course(next, on, opinions, halts, extension, flow.leaving(position), gaps, requests);
        }

        Course with(Opinion opinion) {
            var more = new ArrayList<>(opinions);
            more.add(opinion);
            return new Course(
                    position, enteredOn, more, halts, extension, flow.answeredBy(opinion.department()), gaps, requests);
        }

        Course with(Halt halt) {
            var more = new ArrayList<>(halts);
            more.add(halt);
            return new Course(position, enteredOn, opinions, more, extension, flow, gaps, requests);
        }

        Course with(Flow next) {
            return new Course(position, enteredOn, opinions, halts, extension, next, gaps, requests);
        }

        Course extendedBy(int days) {
            return new Course(position, enteredOn, opinions, halts, days, flow, gaps, requests);
        }

        /** At a later element first; what was passed over comes after it. */
        Course ahead(int later, LocalDate on) {
            return new Course(later, on, opinions, halts, extension, flow.postponing(position), gaps, requests);
        }

        /** Back at an earlier element, or anew at this one; the opinions of these departments on it no longer count. */
        Course backTo(int earlier, LocalDate on, String stage, List<String> departments) {
            var kept = opinions.stream()
                    .filter(opinion -> !(opinion.stage().equals(stage) && departments.contains(opinion.department())))
                    .toList();
            return earlier == position
                    ? new Course(position, enteredOn, kept, halts, extension, flow, gaps, requests)
                    : new Course(earlier, on, kept, halts, extension, flow.returningTo(earlier), gaps, requests);
        }

        boolean isDone(Step step) {
            return halts.stream().anyMatch(halt -> halt.step().equals(step.code()));
        }

        boolean hasOpinionOf(String stage, String department) {
            return opinions.stream()
                    .anyMatch(opinion -> opinion.stage().equals(stage)
                            && opinion.department().equals(department));
        }
    }

    public record Opinion(String stage, String department, boolean favourable, String text, UUID by, LocalDate on) {}

    /**
     * One run of a special procedure.
     *
     * @param until null while it runs
     * @param statedUntil the last of the days that its latest notice stated; null in rows that are older than this
     * @param overdueOn when it was found to run past that day, or null
     * @param days how many days its notices stated together; null in rows that are older than this
     * @param since the day of its latest notice, where that was not the first; else null
     * @param before the times that the notices before that stated
     */
    public record Halt(
            String step,
            LocalDate from,
            @Nullable LocalDate until,
            boolean stopsClock,
            @Nullable LocalDate statedUntil,
            @Nullable LocalDate overdueOn,
            @Nullable Integer days,
            @Nullable LocalDate since,
            List<Stated> before) {
        public Halt {
            // Rows that were written before there were such things.
            before = before == null ? List.of() : List.copyOf(before);
        }

        /** Begun with the first notice. */
        static Halt begun(Step step, LocalDate from, LocalDate statedUntil, int days) {
            return new Halt(step.code(), from, null, step.stopsClock(), statedUntil, null, days, null, List.of());
        }

        Halt overdue(LocalDate on) {
            return new Halt(step, from, until, stopsClock, statedUntil, on, days, since, before);
        }

        /** Another notice states more; whatever lies between the last of the days before and this day is in neither. */
        Halt prolonged(LocalDate on, int more, LocalDate stated) {
            var all = new ArrayList<>(before);
            if (statedUntil != null) {
                all.add(new Stated(begin(), statedUntil));
            }
            return new Halt(step, from, until, stopsClock, stated, null, (days == null ? 0 : days) + more, on, all);
        }

        Halt ended(LocalDate on) {
            return new Halt(step, from, on, stopsClock, statedUntil, overdueOn, days, since, before);
        }

        private LocalDate begin() {
            return since == null ? from : since;
        }

        /**
         * Art. 45: the times that do not count. No longer than the notices stated, and not beyond the end of the run. Of rows of
         * before the stated day was kept, the whole run.
         */
        List<Span> spans() {
            var all = new ArrayList<Span>();
            before.forEach(each -> all.add(new Span(each.from(), sooner(each.until(), until))));
            all.add(new Span(begin(), sooner(statedUntil, until)));
            return all.stream()
                    // It ended before that notice, with what a body outside had found by then.
                    .filter(span -> span.until() == null || !span.until().isBefore(span.from()))
                    .toList();
        }

        private static @Nullable LocalDate sooner(@Nullable LocalDate one, @Nullable LocalDate other) {
            return one == null || (other != null && other.isBefore(one)) ? other : one;
        }
    }

    /** The days in {@code (from, until]} that one notice stated. */
    public record Stated(LocalDate from, LocalDate until) {}

    /**
     * Days that do not count.
     *
     * @param until null while they run, of a stop of before its stated day was kept
     */
    record Span(LocalDate from, @Nullable LocalDate until) {}

    /**
     * @param letter number of the letter of authority under which it was taken
     * @param authority whose power that is: the department's own, or on behalf of whom
     * @param paper null where no office decided but the law itself
     * @param atOnce 即审即批: decided on the day of its acceptance, by a plan without a review
     * @param second who consented, where one alone may not decide; null elsewhere
     * @param provisos what it was granted with; none in a refusal
     * @param others art. 36: whether it directly concerns major interests of others, who were told then; null outside the
     *     licence regime, where the law itself decided, and in older decisions
     */
    public record Decision(
            LocalDate on,
            UUID by,
            String letter,
            @Nullable PaperRef paper,
            @Nullable Authority authority,
            @Nullable Boolean atOnce,
            SecondEyes.@Nullable Second second,
            List<Proviso> provisos,
            @Nullable Boolean others) {

        public Decision {
            // Decisions that were written before there were any.
            provisos = provisos == null ? List.of() : List.copyOf(provisos);
        }

        Decision with(SecondEyes.Proposal first, SecondEyes.Second next) {
            return new Decision(
                    on, first.by(), first.letter(), paper, first.authority(), atOnce, next, provisos, others);
        }

        Decision with(List<Proviso> added) {
            return new Decision(on, by, letter, paper, authority, atOnce, second, added, others);
        }

        public boolean takenAtOnce() {
            return Boolean.TRUE.equals(atOnce);
        }
    }

    /** @param by who found that only the promised material is wanting */
    public record Readiness(
            LocalDate on, UUID by, String note, @Nullable Authority authority) {}

    public record Outcome(UUID licence, String number, LocalDate on) {}

    /** A formal paper: its place in the store and the number on it. */
    public record PaperRef(UUID id, String number) {}

    /** Why an application is not accepted (art. 32(1), (2)); nothing else is a ground. */
    public enum Ground {
        NO_LICENCE_NEEDED,
        NOT_COMPETENT,
        /** 不得再次申请 (arts. 78, 79). */
        BANNED
    }

    /** What may follow what; anything else is refused before a rule is asked. */
    public static final TransitionTable<State, Command> TRANSITIONS = TransitionTable.<State, Command>table()
            .row(Draft.class, Submit.class, Received.class)
            .row(Received.class, Accept.class, Reviewing.class, Deciding.class)
            .row(Received.class, AcceptWithGaps.class, Reviewing.class, Deciding.class)
            .row(Received.class, NoticeDefects.class, SupplementDue.class)
            .row(Received.class, Receive.class, Received.class)
            .row(Received.class, CorrectOnTheSpot.class, Received.class)
            .row(Received.class, Decline.class, Declined.class)
            .row(Received.class, Withdraw.class, Withdrawn.class)
            .row(Received.class, Terminate.class, Terminated.class)
            .row(Received.class, Wake.class, Reviewing.class, Deciding.class)
            .row(Received.class, Admit.class, Received.class)
            .row(SupplementDue.class, Admit.class, SupplementDue.class)
            .row(Supplemented.class, Admit.class, Supplemented.class)
            .row(Reviewing.class, Admit.class, Reviewing.class)
            .row(InProcedure.class, Admit.class, InProcedure.class)
            .row(Deciding.class, Admit.class, Deciding.class)
            .row(ReadyToGrant.class, Admit.class, ReadyToGrant.class)
            .row(Received.class, Entrust.class, Received.class)
            .row(SupplementDue.class, Entrust.class, SupplementDue.class)
            .row(Supplemented.class, Entrust.class, Supplemented.class)
            .row(Reviewing.class, Entrust.class, Reviewing.class)
            .row(InProcedure.class, Entrust.class, InProcedure.class)
            .row(Deciding.class, Entrust.class, Deciding.class)
            .row(ReadyToGrant.class, Entrust.class, ReadyToGrant.class)
            .row(Proposed.class, Entrust.class, Proposed.class)
            .row(Granted.class, Entrust.class, Granted.class)
            .row(Received.class, Recuse.class, Received.class)
            .row(SupplementDue.class, Recuse.class, SupplementDue.class)
            .row(Supplemented.class, Recuse.class, Supplemented.class)
            .row(Reviewing.class, Recuse.class, Reviewing.class)
            .row(InProcedure.class, Recuse.class, InProcedure.class)
            .row(Deciding.class, Recuse.class, Deciding.class)
            .row(ReadyToGrant.class, Recuse.class, ReadyToGrant.class)
            .row(Proposed.class, Recuse.class, Proposed.class)
            .row(SupplementDue.class, Supply.class, Supplemented.class)
            .row(SupplementDue.class, Withdraw.class, Withdrawn.class)
            .row(SupplementDue.class, Terminate.class, Terminated.class)
            .row(SupplementDue.class, Wake.class, Withdrawn.class)
            .row(Supplemented.class, Receive.class, Supplemented.class)
            .row(Supplemented.class, Accept.class, Reviewing.class, Deciding.class)
            .row(Supplemented.class, AcceptWithGaps.class, Reviewing.class, Deciding.class)
            .row(Supplemented.class, NoticeDefects.class, SupplementDue.class)
            .row(Supplemented.class, CorrectOnTheSpot.class, Supplemented.class)
            .row(Supplemented.class, Decline.class, Declined.class)
            .row(Supplemented.class, Withdraw.class, Withdrawn.class)
            .row(Supplemented.class, Terminate.class, Terminated.class)
            .row(Supplemented.class, Wake.class, Reviewing.class, Deciding.class)
            .row(Reviewing.class, Review.class, Reviewing.class, Deciding.class)
            .row(Reviewing.class, StartStep.class, InProcedure.class)
            .row(Reviewing.class, Urge.class, Reviewing.class)
            .row(Reviewing.class, AnswerUrge.class, Reviewing.class)
            .row(Reviewing.class, Charge.class, Reviewing.class)
            .row(Reviewing.class, Assign.class, Reviewing.class)
            .row(Reviewing.class, Hurry.class, Reviewing.class)
            .row(Reviewing.class, SendBack.class, Reviewing.class)
            .row(Reviewing.class, Deviate.class, Reviewing.class)
            .row(Reviewing.class, Assent.class, Reviewing.class)
            .row(Reviewing.class, Dissent.class, Reviewing.class)
            .row(Reviewing.class, Extend.class, Reviewing.class)
            .row(Reviewing.class, AskExtension.class, Reviewing.class)
            .row(Reviewing.class, DenyExtension.class, Reviewing.class)
            .row(Reviewing.class, AskForMaterials.class, Reviewing.class)
            .row(Reviewing.class, Supply.class, Reviewing.class)
            .row(Reviewing.class, SupplyGap.class, Reviewing.class)
            .row(Reviewing.class, CheckGap.class, Reviewing.class)
            .row(Reviewing.class, Wake.class, Reviewing.class, Granted.class, Withdrawn.class)
            .row(Reviewing.class, Withdraw.class, Withdrawn.class)
            .row(Reviewing.class, Terminate.class, Terminated.class)
            .row(InProcedure.class, FinishStep.class, Reviewing.class, Deciding.class)
            .row(InProcedure.class, ProlongStep.class, InProcedure.class)
            .row(InProcedure.class, Urge.class, InProcedure.class)
            .row(InProcedure.class, AnswerUrge.class, InProcedure.class)
            .row(InProcedure.class, Assign.class, InProcedure.class)
            .row(InProcedure.class, Hurry.class, InProcedure.class)
            .row(InProcedure.class, Extend.class, InProcedure.class)
            .row(InProcedure.class, AskExtension.class, InProcedure.class)
            .row(InProcedure.class, DenyExtension.class, InProcedure.class)
            .row(InProcedure.class, AskForMaterials.class, InProcedure.class)
            .row(InProcedure.class, Supply.class, InProcedure.class)
            .row(InProcedure.class, SupplyGap.class, InProcedure.class)
            .row(InProcedure.class, CheckGap.class, InProcedure.class)
            .row(InProcedure.class, Wake.class, InProcedure.class, Granted.class, Withdrawn.class)
            .row(InProcedure.class, Withdraw.class, Withdrawn.class)
            .row(InProcedure.class, Terminate.class, Terminated.class)
            .row(Deciding.class, Grant.class, Granted.class, Proposed.class)
            .row(Deciding.class, Refuse.class, Refused.class, Proposed.class)
            .row(Deciding.class, SendBack.class, Reviewing.class)
            .row(Deciding.class, Charge.class, Deciding.class)
            .row(Deciding.class, Urge.class, Deciding.class)
            .row(Deciding.class, AnswerUrge.class, Deciding.class)
            .row(Deciding.class, Hurry.class, Deciding.class)
            .row(Deciding.class, Extend.class, Deciding.class)
            .row(Deciding.class, AskExtension.class, Deciding.class)
            .row(Deciding.class, DenyExtension.class, Deciding.class)
            .row(Deciding.class, AskForMaterials.class, Deciding.class)
            .row(Deciding.class, Supply.class, Deciding.class)
            .row(Deciding.class, SupplyGap.class, Deciding.class)
            .row(Deciding.class, CheckGap.class, Deciding.class)
            .row(Deciding.class, Wake.class, Deciding.class, Granted.class, Withdrawn.class)
            .row(Deciding.class, Withdraw.class, Withdrawn.class)
            .row(Deciding.class, Terminate.class, Terminated.class)
            .row(Deciding.class, FindReady.class, ReadyToGrant.class)
            .row(ReadyToGrant.class, Extend.class, ReadyToGrant.class)
            .row(ReadyToGrant.class, AskExtension.class, ReadyToGrant.class)
            .row(ReadyToGrant.class, DenyExtension.class, ReadyToGrant.class)
            .row(ReadyToGrant.class, Supply.class, ReadyToGrant.class)
            .row(ReadyToGrant.class, SupplyGap.class, ReadyToGrant.class)
            .row(ReadyToGrant.class, CheckGap.class, ReadyToGrant.class)
            .row(ReadyToGrant.class, Wake.class, ReadyToGrant.class, Granted.class, Withdrawn.class)
            .row(ReadyToGrant.class, Grant.class, Granted.class, Proposed.class)
            .row(ReadyToGrant.class, Refuse.class, Refused.class, Proposed.class)
            .row(ReadyToGrant.class, SendBack.class, Reviewing.class)
            .row(ReadyToGrant.class, Urge.class, ReadyToGrant.class)
            .row(ReadyToGrant.class, AnswerUrge.class, ReadyToGrant.class)
            .row(ReadyToGrant.class, Withdraw.class, Withdrawn.class)
            .row(ReadyToGrant.class, Terminate.class, Terminated.class)
            .row(Proposed.class, Consent.class, Granted.class, Refused.class)
            .row(Proposed.class, Oppose.class, Deciding.class, ReadyToGrant.class)
            .row(Proposed.class, Admit.class, Proposed.class)
            .row(Proposed.class, Charge.class, Proposed.class)
            .row(Proposed.class, Urge.class, Proposed.class)
            .row(Proposed.class, AnswerUrge.class, Proposed.class)
            .row(Proposed.class, Hurry.class, Proposed.class)
            .row(Proposed.class, Extend.class, Proposed.class)
            .row(Proposed.class, AskExtension.class, Proposed.class)
            .row(Proposed.class, DenyExtension.class, Proposed.class)
            .row(Proposed.class, Supply.class, Proposed.class)
            .row(Proposed.class, SupplyGap.class, Proposed.class)
            .row(Proposed.class, CheckGap.class, Proposed.class)
            .row(Proposed.class, Wake.class, Proposed.class, Granted.class, Withdrawn.class)
            .row(Proposed.class, Withdraw.class, Withdrawn.class)
            .row(Proposed.class, Terminate.class, Terminated.class)
            .row(Granted.class, Issue.class, Issued.class)
            .row(Granted.class, Terminate.class, Terminated.class)
            .row(Granted.class, Urge.class, Granted.class)
            .row(Granted.class, AnswerUrge.class, Granted.class)
            .row(Granted.class, Hurry.class, Granted.class)
            .row(Granted.class, Wake.class, Granted.class)
            .row(Issued.class, Deliver.class, Delivered.class)
            .row(Issued.class, Dispatch.class, Issued.class)
            .row(Issued.class, ComeBack.class, Issued.class)
            .row(Issued.class, Wake.class, Archived.class)
            .row(Refused.class, Serve.class, RefusalServed.class)
            .row(Refused.class, Dispatch.class, Refused.class)
            .row(Refused.class, ComeBack.class, Refused.class)
            .row(Delivered.class, Wake.class, Archived.class)
            .row(RefusalServed.class, Wake.class, Archived.class)
            .row(Declined.class, Correct.class, Declined.class)
            .row(Granted.class, Correct.class, Granted.class)
            .row(Issued.class, Correct.class, Issued.class)
            .row(Delivered.class, Correct.class, Delivered.class)
            .row(Refused.class, Correct.class, Refused.class)
            .row(RefusalServed.class, Correct.class, RefusalServed.class)
            .row(Archived.class, Correct.class, Archived.class)
            .row(Declined.class, DecideAnew.class, Received.class, Declined.class)
            .row(Granted.class, DecideAnew.class, Reviewing.class, Deciding.class, Granted.class)
            .row(Issued.class, DecideAnew.class, Issued.class)
            .row(Delivered.class, DecideAnew.class, Delivered.class)
            .row(Refused.class, DecideAnew.class, Reviewing.class, Deciding.class, Refused.class)
            .row(RefusalServed.class, DecideAnew.class, Reviewing.class, Deciding.class, RefusalServed.class)
            .row(Archived.class, DecideAnew.class, Reviewing.class, Deciding.class, Archived.class)
            .build();

    static List<Event> decide(State state, Command command, Context context) {
        if (!TRANSITIONS.allows(state, command)) {
            throw notOpen(state, command);
        }
        Powers.check(state, command, context);
        Handling.mustBeIssued(state, command, context);
        return switch (command) {
            case Submit submit -> submitted(submit, context);
            case Accept(var paper, var looked) ->
                Checkpoints.looked(looked, accepted(state, false, paper, context), context);
            case AcceptWithGaps(var paper, var looked) ->
                Checkpoints.looked(looked, accepted(state, true, paper, context), context);
            case Receive(var looked) -> Checkpoints.received(state, looked, context);
            case CorrectOnTheSpot correct -> Checkpoints.corrected(state, correct, context);
            case NoticeDefects notice -> noticed(state, notice, context);
            case Decline decline -> declined(state, decline, context);
            case Supply supply ->
                state instanceof SupplementDue due
                        ? supplied(due, supply, context)
                        : AfterSilence.supplied(state, supply, context);
            case AskForMaterials ask -> AfterSilence.asked(state, ask, context);
            case SupplyGap supply -> Tolerance.supplied(state, supply, context);
            case CheckGap check -> Tolerance.checked(state, check, context);
            case Review review -> reviewed((Reviewing) state, review, context);
            case StartStep start -> started((Reviewing) state, start, context);
            case FinishStep finish -> finished((InProcedure) state, finish, context);
            case ProlongStep prolong -> List.of(Stops.prolonged((InProcedure) state, prolong, context));
            case Extend(var reason, var paper) -> List.of(Extensions.extended(state, reason, paper, context));
            case Urge urge -> Steering.urged(urge, context);
            case AnswerUrge answer -> List.of(new Event.UrgeAnswered(context.today(), answer.urging(), answer.note()));
            case Assign assign -> Steering.assigned(state, assign, context);
            case Entrust entrust -> CaseManagers.entrusted(entrust, context);
            case AskExtension(var reason) -> List.of(Extensions.asked(state, reason, context));
            case DenyExtension(var reason) -> List.of(Extensions.denied(state, reason, context));
            case Recuse(var reason) -> List.of(Recusals.recused(reason, context));
            case Hurry hurry -> Steering.hurried(state, hurry, context);
            case Deviate deviate -> Steering.deviationAsked((Reviewing) state, deviate, context);
            case Admit(var lane) -> FastTrack.admitted(state, lane, context);
            case Assent(var note) -> Steering.deviated((Reviewing) state, note, context);
            case Dissent(var note) -> Steering.deviationDenied((Reviewing) state, note, context);
            case SendBack back -> Steering.sentBack(state, back, context);
            case Charge _ -> charged(context);
            case FindReady(var note) -> foundReady((Deciding) state, note, context);
            case Grant grant -> SecondEyes.first(state, granted(state, grant, context), context);
            case Refuse refuse -> SecondEyes.first(state, refused(state, refuse, context), context);
            case Consent consent -> SecondEyes.consented((Proposed) state, consent, context);
            case Oppose oppose -> SecondEyes.opposed((Proposed) state, oppose, context);
            case Issue(var licence, var number) -> {
                Renewals.mustNotBeHalted(state, context);
                yield List.of(new Event.Issued(
                        new Outcome(licence, number, context.today()), Powers.under(Right.ISSUE, context)));
            }
            case Deliver deliver -> delivered(state, HandOver.delivered(state, deliver, context), context);
            case Serve serve -> delivered(state, HandOver.served(state, serve, context), context);
            case Dispatch _ -> HandOver.dispatched(state, context);
            case ComeBack back -> HandOver.cameBack(state, back, context);
            // At any time before the decision; the table has no row after it.
            case Withdraw(var reason, var present) -> List.of(new Event.Withdrawn(context.today(), reason, present));
            case Terminate terminate -> List.of(terminated(state, terminate, context));
            case DecideAnew anew -> Anew.decided(state, anew, context);
            case Correct correct -> List.of(Corrected.decided(state, correct, context));
            case Wake(var paper) -> woken(state, paper, context);
        };
    }

    /** To pass over what comes first is for supervision to see; what merely comes too late is not. */
    private static CaseRuleBroken notOpen(State state, Command command) {
        boolean early = switch (command) {
            case Review _, StartStep _, FinishStep _ -> state instanceof Received || state instanceof Supplemented;
            case Grant _, Refuse _ ->
                isUndecided(state)
                        && !(state instanceof Deciding || state instanceof ReadyToGrant || state instanceof Proposed);
            case Issue _ -> isUndecided(state);
            default -> false;
        };
        return early
                ? CaseRuleBroken.offTheRoute("application.step.too-early")
                : new CaseRuleBroken("application.step.not-open");
    }

    static boolean isUndecided(State state) {
        return switch (state) {
            case Received _, SupplementDue _, Supplemented _ -> true;
            case Reviewing _, InProcedure _, Deciding _, ReadyToGrant _, Proposed _ -> true;
            case Draft _, Granted _, Issued _, Delivered _, Refused _, RefusalServed _ -> false;
            case Declined _, Withdrawn _, Terminated _, Archived _ -> false;
        };
    }

    static State evolve(State state, Event event) {
        return switch (event) {
            case Event.Submitted(
                    var at,
                    var on,
                    var _,
                    var _,
                    var promised,
                    var commitment,
                    var assisted,
                    var concern) ->
                new Received(new Filing(at, on, promised, commitment, null, assisted, concern, List.of()));
            case Event.DefectsNoticed noticed ->
                new SupplementDue(
                        filing(state),
                        new DefectNotice(
                                noticed.at(),
                                noticed.on(),
                                noticed.paper().number(),
                                noticed.defects(),
                                noticed.expectedBy(),
                                noticed.lapseBasis()));
            case Event.MaterialsSupplied(var on, var materials, var _, var at) -> {
                yield state instanceof SupplementDue due
                        ? new Supplemented(due.filing(), due.notice(), on, materials, at)
                        : AfterSilence.evolve(state, event);
            }
            case Event.MaterialsAsked _ -> AfterSilence.evolve(state, event);
            case Event.Accepted(var acceptance, var _, var _) ->
                new Reviewing(filing(state), acceptance, AfterSilence.begun(state, acceptance));
            case Event.GapsPromised _, Event.GapSupplied _, Event.GapClosed _ -> Tolerance.evolve(state, event);
            case Event.GapRejected _, Event.GapReminded _, Event.PromiseBroken _ -> Tolerance.evolve(state, event);
            case Event.FoundReady(var readiness) -> {
                var deciding = (Deciding) state;
                yield new ReadyToGrant(deciding.filing(), deciding.acceptance(), deciding.course(), readiness);
            }
            case Event.Declined(var on, var ground, var reason, var office, var _, var _) ->
                new Declined(filing(state), on, ground, reason, office);
            case Event.Entered(var position, var _, var decides, var on) -> entered(state, position, decides, on);
            case Event.Reviewed(var opinion) -> {
                var reviewing = (Reviewing) state;
                yield new Reviewing(
                        reviewing.filing(),
                        reviewing.acceptance(),
                        reviewing.course().with(opinion));
            }
            case Event.StepStarted(var halt, var _, var _) -> {
                var reviewing = (Reviewing) state;
                yield new InProcedure(reviewing.filing(), reviewing.acceptance(), reviewing.course(), halt);
            }
            case Event.StepFinished(var _, var on, var _, var _) -> {
                var running = (InProcedure) state;
                yield new Reviewing(
                        running.filing(),
                        running.acceptance(),
                        running.course().with(running.halt().ended(on)));
            }
            case Event.StepOverdue _, Event.StepProlonged _ -> Stops.evolve((InProcedure) state, event);
            case Event.Extended _, Event.ExtensionAsked _, Event.ExtensionDenied _ -> Extensions.evolve(state, event);
            case Event.SentBack(var on, var position, var stage, var departments, var _, var _, var _) -> {
                Course back = course(state).backTo(position, on, stage, departments);
                yield switch (state) {
                    case Deciding(var filing, var acceptance, var _) -> new Reviewing(filing, acceptance, back);
                    case Reviewing(var filing, var acceptance, var _) -> new Reviewing(filing, acceptance, back);
                    case ReadyToGrant(var filing, var acceptance, var _, var _) ->
                        new Reviewing(filing, acceptance, back);
                    default -> throw unexpected(state, event);
                };
            }
            case Event.Proposed _, Event.Opposed _ -> SecondEyes.evolve(state, event);
            case Event.Granted(var decision) -> new Granted(filing(state), acceptance(state), course(state), decision);
            case Event.Refused(var decision, var reason, var _, var _) ->
                new Refused(filing(state), acceptance(state), course(state), decision, reason);
            case Event.Issued(var outcome, var _) -> {
                var granted = (Granted) state;
                yield new Issued(granted.filing(), granted.acceptance(), granted.course(), granted.decision(), outcome);
            }
            case Event.Delivered(var on, var how, var _) -> {
                var issued = (Issued) state;
                yield new Delivered(
                        issued.filing(),
                        issued.acceptance(),
                        issued.course(),
                        issued.decision(),
                        issued.outcome(),
                        on,
                        how);
            }
            case Event.RefusalServed(var on, var how, var _) -> {
                var refused = (Refused) state;
                yield new RefusalServed(
                        refused.filing(),
                        refused.acceptance(),
                        refused.course(),
                        refused.decision(),
                        refused.reason(),
                        on,
                        how);
            }
            case Event.Withdrawn(var on, var reason, var _) -> new Withdrawn(filing(state), on, reason);
            case Event.Terminated terminated -> new Terminated(filing(state), terminated.on(), terminated.reason());
            case Event.HandOverEnded(var on, var _) -> {
                var issued = (Issued) state;
                yield new Archived(issued.filing(), issued.acceptance(), issued.course(), issued.decision(), on, null);
            }
            case Event.Archived(var on) ->
                switch (state) {
                    case Delivered(var f, var a, var c, var d, var _, var _, var _) ->
                        new Archived(f, a, c, d, on, null);
                    case RefusalServed(var f, var a, var c, var d, var reason, var _, var _) ->
                        new Archived(f, a, c, d, on, reason);
                    default -> throw unexpected(state, event);
                };
            case Event.SetAside aside -> Anew.evolve(state, aside);
            case Event.Corrected corrected -> Corrected.evolve(state, corrected);
            case Event.Urged _, Event.UrgeEscalated _, Event.UrgeAnswered _ -> Steering.evolve(state, event);
            case Event.Assigned _, Event.Hurried _ -> Steering.evolve(state, event);
            case Event.DeviationAsked _, Event.Deviated _, Event.DeviationDenied _ -> Steering.evolve(state, event);
            case Event.Admitted admitted -> FastTrack.evolve(state, admitted);
            case Event.Recused recused -> Recusals.evolve(state, recused);
            case Event.Dispatched _, Event.CameBack _ -> HandOver.evolve(state, event);
            case Event.Charged _, Event.FinishedLate _, Event.DeemedRenewed _, Event.NotRenewed _ -> state;
            case Event.Checked _, Event.CorrectedOnTheSpot _, Event.Entrusted _ -> state;
        };
    }

    private static List<Event> submitted(Submit submit, Context context) {
        // 清单之外无权力: what is not published, or not in force, is nothing that a case could be opened for.
        if (!context.inForce()) {
            throw CaseRuleBroken.beyondTheList(
                    "application.item.unknown", context.item().code());
        }
        // 电子签名法 art. 11: received the moment it enters the system, also at night or on a holiday.
        LocalDate on = context.today();
        // When one may apply is said by the version in force, also for what was begun under an earlier one.
        context.records()
                .inForce()
                .orElse(context.item())
                .window()
                .filter(window -> !window.isOpenOn(on))
                .ifPresent(window -> {
                    throw closed(window, context);
                });
        Commitments.mayBeSigned(submit.commitment(), context.item());
        Renewals.mustConcern(submit.concern(), context);
        submit.promised().forEach(promise -> Tolerance.mayBePromised(promise.material(), context));
        return List.of(new Event.Submitted(
                context.now(),
                on,
                Clocks.answerDue(on, context),
                submit.dossier(),
                submit.promised(),
                submit.commitment(),
                submit.assisted(),
                submit.concern()));
    }

    /** 受理期 (教师资格条例 art. 16): outside of it nobody applies, and he reads when he can. */
    private static CaseRuleBroken closed(ItemVersion.Window window, Context context) {
        if (context.today().isBefore(window.from())) {
            return new CaseRuleBroken("application.window.early", window.from(), window.until());
        }
        return context.records()
                .nextWindow()
                .map(next -> new CaseRuleBroken("application.window.over", window.until(), next.from(), next.until()))
                .orElseGet(() -> new CaseRuleBroken("application.window.over-for-now", window.until()));
    }

    private static List<Event> accepted(State state, boolean withGaps, PaperRef paper, Context context) {
        if (silent(state, context)) {
            // Art. 32(4): silence past the answer date has accepted the case, as of the day of receipt.
            return silence(state, paper, context);
        }
        Bans.mustNotStand(context);
        if (Tolerance.awaited(state).isEmpty() == withGaps) {
            throw new CaseRuleBroken(withGaps ? "application.gaps.empty" : "application.accept.with-gaps");
        }
        UUID by = context.actor().id();
        return switch (state) {
            case Received(var filing) -> {
                var events = late("answer", Clocks.answer(filing.since(), context), context);
                events.addAll(
                        begin(state, new Acceptance(context.today(), context.now(), false, false, by), paper, context));
                yield events;
            }
            // Art. 32(5): accepted on the day on which the last material came in, whenever the clerk gets to it.
            case Supplemented supplemented -> {
                var events = late("answer", Clocks.answer(supplemented.on(), context), context);
                events.addAll(begin(state, asOf(supplemented, by, context), paper, context));
                yield events;
            }
            default -> throw new CaseRuleBroken("application.step.not-open");
        };
    }

    private static List<Event> silence(State state, @Nullable PaperRef paper, Context context) {
        var answer = Clocks.answer(answeredFrom(state).orElseThrow(), context);
        var events = new ArrayList<Event>();
        // Nothing follows from a provisional date; that a licence runs out is none.
        if (answer.daysLate() > 0 && !answer.provisional()) {
            events.add(new Event.FinishedLate("answer", answer.dueOn(), context.today(), answer.daysLate(), null));
        }
        Filing filing = filing(state);
        Acceptance acceptance = state instanceof Supplemented supplemented
                ? asOf(supplemented, null, context)
                : new Acceptance(filing.since(), filing.sinceAt(), true, false, null);
        events.addAll(begin(state, acceptance, paper, context));
        return events;
    }

    /**
     * Art. 57: the moment ranks it, so it is that of the supplement too and not of the click.
     *
     * @param by who accepts, or null where silence does
     */
    private static Acceptance asOf(Supplemented state, @Nullable UUID by, Context context) {
        Instant at = state.at();
        return new Acceptance(state.on(), at == null ? context.now() : at, by == null, true, by);
    }

    private static List<Event> begin(State state, Acceptance acceptance, @Nullable PaperRef paper, Context context) {
        Authority authority = acceptance.deemed() ? null : Powers.acceptingUnder(context);
        var events = new ArrayList<Event>();
        events.add(new Event.Accepted(acceptance, paper, authority));
        List<Promise> awaited = Tolerance.awaited(state);
        if (!awaited.isEmpty()) {
            // Whom silence accepted nobody can refuse his days any more; what he promised he brings.
            events.add(
                    acceptance.deemed()
                            ? new Event.GapsPromised(
                                    context.today(),
                                    awaited,
                                    context.records().house().promiseLapse())
                            : Tolerance.promised(filing(state), acceptance, awaited, context));
        }
        Course course = Course.begun(acceptance.on());
        events.add(
                filing(state).commitment() == null
                        ? next(course, acceptance.on(), context)
                        : Commitments.decision(context.item().plan(), acceptance.on()));
        return events;
    }

    /** Art. 32(4): everything at once. What was there and unnamed cannot be asked for later. */
    static boolean mayBeNamed(State state, String material) {
        return state instanceof Supplemented(var _, var first, var _, var supplied, var _)
                ? first.names(material) || supplied.contains(material)
                : Requests.of(state).mayName(material);
    }

    /** What the applicant is asked for now: by the one notice, or by a request after silence accepted. */
    public static Optional<DefectNotice> asked(State state) {
        return state instanceof SupplementDue(var _, var notice)
                ? Optional.of(notice)
                : Requests.of(state).open().map(Requests.Request::notice);
    }

    /** What he has just handed in answers. */
    static Optional<DefectNotice> answered(State state) {
        if (state instanceof Supplemented supplemented) {
            return Optional.of(supplemented.notice());
        }
        List<Requests.Request> requests = Requests.of(state).all();
        return requests.isEmpty()
                ? Optional.empty()
                : Optional.of(requests.getLast()).filter(last -> !last.isOpen()).map(Requests.Request::notice);
    }

    private static List<Event> noticed(State state, NoticeDefects notice, Context context) {
        if (notice.defects().isEmpty()) {
            throw new CaseRuleBroken("application.notice.empty");
        }
        for (Defect defect : notice.defects()) {
            // 清单之外无权力: only what the published version lists may be asked for.
            if (!context.asks(defect.material())
                    || Commitments.isReplaced(defect.material(), filing(state), context.item())) {
                throw CaseRuleBroken.beyondTheList("application.notice.not-on-the-list", defect.material());
            }
            if (AuditLog.holdsPersonalNumber(defect.what())) {
                throw new CaseRuleBroken("application.reason.personal-number");
            }
        }
        List<String> late = notice.defects().stream()
                .map(Defect::material)
                .filter(material -> !mayBeNamed(state, material))
                .toList();
        String reason = notice.reason() == null ? "" : notice.reason().strip();
        Renewals.mustNotBeDeemed(state, context);
        mustNotBeSilent(state, context);
        // Unless somebody answers for it with a reason, which supervision reads.
        if (state instanceof Supplemented && !late.isEmpty() && reason.isEmpty()) {
            throw CaseRuleBroken.beyondTheList("application.notice.new-point", late.getFirst());
        }
        var events = late("answer", Clocks.answer(answeredFrom(state).orElseThrow(), context), context);
        events.add(new Event.DefectsNoticed(
                context.now(),
                context.today(),
                notice.defects(),
                notice.paper(),
                Powers.acceptingUnder(context),
                late,
                late.isEmpty() ? null : reason,
                Supplements.expectedBy(notice.expectedBy(), context),
                context.records().house().supplementLapse()));
        return events;
    }

    private static List<Event> supplied(SupplementDue state, Supply supply, Context context) {
        mustAnswer(state.notice(), supply);
        return List.of(
                new Event.MaterialsSupplied(context.today(), supply.materials(), supply.dossier(), context.now()));
    }

    /** Art. 32(5): all that was asked for, or it is no supplement. */
    static void mustAnswer(DefectNotice notice, Supply supply) {
        for (Defect defect : notice.defects()) {
            if (!supply.materials().contains(defect.material())) {
                throw new CaseRuleBroken("application.supplement.incomplete", defect.material());
            }
        }
    }

    private static List<Event> declined(State state, Decline decline, Context context) {
        Renewals.mustNotBeDeemed(state, context);
        mustNotBeSilent(state, context);
        String office = decline.rightOffice();
        // Art. 32(2): who is not competent names the office that is.
        if (decline.ground() == Ground.NOT_COMPETENT && (office == null || office.isBlank())) {
            throw new CaseRuleBroken("application.decline.office-missing");
        }
        Anew.mustNotRepeat(state, decline.reason());
        if (decline.ground() == Ground.BANNED) {
            Bans.mustStand(context);
        }
        var events = late("answer", Clocks.answer(answeredFrom(state).orElseThrow(), context), context);
        events.add(new Event.Declined(
                context.today(),
                decline.ground(),
                decline.reason(),
                office,
                decline.paper(),
                Powers.acceptingUnder(context)));
        return events;
    }

    private static List<Event> reviewed(Reviewing state, Review review, Context context) {
        Plan plan = context.item().plan();
        if (!(plan.elements().get(state.course().position()) instanceof Stage stage)
                || !stage.departments().contains(review.department())) {
            throw CaseRuleBroken.beyondTheList("application.review.not-in-the-plan", review.department());
        }
        if (state.course().hasOpinionOf(stage.code(), review.department())) {
            throw new CaseRuleBroken("application.review.given");
        }
        // Art. 48(3): who holds the hearing does not examine the application.
        if (context.records().isChaired(context.actor().id())) {
            throw new CaseRuleBroken("application.review.chairs");
        }
        // What nobody wrote nobody can answer for: a signature under nothing is no opinion.
        if (review.opinion().isBlank()) {
            throw new CaseRuleBroken("application.review.empty");
        }
        var opinion = new Opinion(
                stage.code(),
                review.department(),
                review.favourable(),
                review.opinion(),
                context.actor().id(),
                context.today());
        var events = late("stage:" + stage.code(), Clocks.stage(state.course(), stage, context), context);
        events.add(new Event.Reviewed(opinion));
        Course after = state.course().with(opinion);
        boolean complete = stage.departments().stream().allMatch(each -> after.hasOpinionOf(stage.code(), each));
        if (complete) {
            events.add(next(after, context.today(), context));
        }
        return events;
    }

    private static List<Event> started(Reviewing state, StartStep start, Context context) {
        Step step = context.item().plan().steps().stream()
                .filter(each -> each.code().equals(start.step()))
                .findFirst()
                .orElseThrow(() -> CaseRuleBroken.beyondTheList("application.step.not-on-the-list", start.step()));
        Plan.Element now = context.item().plan().elements().get(state.course().position());
        if (now instanceof Step && !now.equals(step)) {
            throw CaseRuleBroken.offTheRoute("application.step.other-first", now.code());
        }
        if (state.course().isDone(step)) {
            throw new CaseRuleBroken("application.step.done");
        }
        // What every case passes has its place; before it, only with an assent.
        if (step.always() && !now.equals(step)) {
            throw CaseRuleBroken.offTheRoute("application.step.not-its-turn", step.code());
        }
        // Art. 45: the clock stops from a written notice that states the time needed; no time is none.
        if (start.days() < 1) {
            throw new CaseRuleBroken("application.step.no-days");
        }
        if (start.days() > step.mostDays()) {
            throw CaseRuleBroken.beyondTheList("application.step.too-long", step.mostDays());
        }
        // What is publicised stays so for the days of the version, which names their law; nobody makes them fewer.
        if (step.procedure() == Plan.Procedure.PUBLICITY && start.days() < step.mostDays()) {
            throw new CaseRuleBroken("application.publicity.too-short", step.mostDays(), step.basis());
        }
        // Art. 45: 依法需要听证的. Whom nobody asked to hear stops no clock.
        context.records().unasked(step).ifPresent(code -> {
            throw new CaseRuleBroken(code);
        });
        LocalDate until = Stops.last(start.days(), step, context);
        Halt halt = Halt.begun(step, context.today(), until, start.days());
        return List.of(new Event.StepStarted(halt, start.days(), start.paper()));
    }

    private static List<Event> finished(InProcedure state, FinishStep finish, Context context) {
        Step step = Clocks.step(context.item(), state.halt().step());
        context.records().wanting(step).ifPresent(code -> {
            throw new CaseRuleBroken(code);
        });
        var events = new ArrayList<Event>();
        events.add(new Event.StepFinished(step.code(), context.endOf(step), finish.finding(), finish.paper()));
        Plan.Element element =
                context.item().plan().elements().get(state.course().position());
        if (element.code().equals(state.halt().step())) {
            events.add(next(state.course().with(state.halt()), context.today(), context));
        }
        return events;
    }

    private static Event terminated(State state, Terminate end, Context context) {
        Renewals.mustBeUndecidedOrOver(state, context);
        if (end.reason().isBlank()) {
            throw new CaseRuleBroken("application.reason.missing");
        }
        if (end.ground().needsEvidence() && end.evidence().isBlank()) {
            throw new CaseRuleBroken("application.terminate.evidence");
        }
        // Two pairs of eyes, as for what is of high value: nobody ends a case of another alone.
        if (end.proposedBy() == null
                || end.proposedBy().equals(context.actor().id())
                || Recusals.of(state).contains(end.proposedBy())) {
            throw new CaseRuleBroken("application.terminate.second");
        }
        return new Event.Terminated(
                context.today(),
                end.reason(),
                Powers.ending(context),
                end.ground(),
                end.evidence(),
                end.proposedBy(),
                end.paper());
    }

    private static List<Event> charged(Context context) {
        // Art. 58: no fee but the one that a law or an administrative regulation sets, as the version publishes it.
        var fee = context.item().fee();
        if (!fee.charged()) {
            throw CaseRuleBroken.beyondTheList("application.fee.not-on-the-list");
        }
        return List.of(new Event.Charged(context.today(), fee.text().zh()));
    }

    private static List<Event> foundReady(Deciding state, String note, Context context) {
        if (state.course().gaps().areClosed()) {
            throw new CaseRuleBroken("application.ready.nothing-missing");
        }
        var readiness = new Readiness(context.today(), context.actor().id(), note, Powers.under(Right.DECIDE, context));
        return List.of(new Event.FoundReady(readiness));
    }

    static List<Event> granted(State state, Grant grant, Context context) {
        againstGranting(state, context).ifPresent(code -> {
            throw new CaseRuleBroken(code);
        });
        Proviso.mustRestOn(context.item().conditions(), grant.provisos());
        Boolean others = others(grant.others(), context);
        var events = lateDecision(state, context);
        events.add(new Event.Granted(
                decision(state, grant.paper(), others, context).with(grant.provisos())));
        return events;
    }

    /** The message key of what forbids to grant now, whoever asks for it. */
    static Optional<String> againstGranting(State state, Context context) {
        // Arts. 38, 69: nothing is granted on a promise.
        if (!course(state).gaps().areClosed()) {
            return Optional.of("application.grant.gap-open");
        }
        // Art. 50: from the day after the last of the old licence the law itself has granted; what has ended is not
        // changed.
        Optional<String> barred = Renewals.bars(state, context);
        if (barred.isPresent()) {
            return barred;
        }
        // Arts. 78, 79: silence may have accepted what is barred; it is not granted for that.
        if (context.records().bannedUntil().isPresent()) {
            return Optional.of("application.grant.banned");
        }
        // Arts. 36, 47, 48: who must be heard is heard first.
        Optional<String> unheard = context.records().unheard();
        if (unheard.isPresent()) {
            return unheard;
        }
        // Art. 53: what a tender or an auction gives goes to its winners.
        Optional<String> lost = context.records().lost();
        if (lost.isPresent()) {
            return lost;
        }
        // Art. 57: where numbers are limited, the order is that of acceptance.
        return context.waitsForEarlier() ? Optional.of("application.grant.earlier-open") : Optional.empty();
    }

    static List<Event> refused(State state, Refuse refuse, Context context) {
        Renewals.mustNotBeDeemed(state, context);
        // Art. 38: a refusal gives its reasons; what to do against it is on the paper.
        if (refuse.reason().isBlank() || refuse.basis().isBlank()) {
            throw new CaseRuleBroken("application.refuse.reason-missing");
        }
        Anew.mustNotRepeat(state, refuse.reason());
        mustNameCriteria(state, refuse, context);
        mustBeHeard(context);
        // Whoever was told that only the promised paper is wanting is refused for nothing else.
        if (state instanceof ReadyToGrant ready
                && !ready.course().gaps().areBroken()
                && !Bans.isNamedBy(refuse.basis(), context)
                && !Competition.refuses(refuse.basis(), context)) {
            throw new CaseRuleBroken("application.refuse.found-ready");
        }
        Boolean others = others(refuse.others(), context);
        var events = lateDecision(state, context);
        events.add(new Event.Refused(
                decision(state, refuse.paper(), others, context), refuse.reason(), refuse.basis(), refuse.unmet()));
        return events;
    }

    /** Arts. 36, 47, 48: who must be heard is heard before anything is decided. */
    private static void mustBeHeard(Context context) {
        context.records().unheard().ifPresent(code -> {
            throw new CaseRuleBroken(code);
        });
    }

    /**
     * Art. 36: whoever decides finds whether the matter directly concerns major interests of others. They are told of it before,
     * so a yes without anybody decides nothing; whoever was told has such an interest, whatever is said later.
     */
    private static @Nullable Boolean others(@Nullable Boolean said, Context context) {
        if (context.item().regime() != Regime.LICENCE) {
            return null;
        }
        if (said == null) {
            throw new CaseRuleBroken("application.decide.others-unsaid");
        }
        boolean told = context.records().hasToldOthers();
        if (said && !told) {
            throw new CaseRuleBroken("application.decide.others-untold");
        }
        return told;
    }

    /** 减少自由裁量权: a refusal rests on published conditions that are not met, or on a promised paper that never came. */
    private static void mustNameCriteria(State state, Refuse refuse, Context context) {
        List<String> published = context.item().conditions().stream()
                .map(ItemVersion.Condition::code)
                .toList();
        for (String code : refuse.unmet()) {
            if (!published.contains(code)) {
                throw CaseRuleBroken.beyondTheList("application.refuse.not-a-condition", code);
            }
        }
        boolean forAPaper =
                Bans.isNamedBy(refuse.basis(), context) || course(state).gaps().areBroken();
        // Art. 53: whoever meets the conditions and did not win is refused for that.
        boolean outbid = Competition.refuses(refuse.basis(), context);
        if (refuse.unmet().isEmpty() && !published.isEmpty() && !forAPaper && !outbid) {
            throw new CaseRuleBroken("application.refuse.criterion-missing");
        }
    }

    private static Decision decision(State state, PaperRef paper, @Nullable Boolean others, Context context) {
        Authority authority = Powers.deciding(context);
        boolean reviewed = context.item().plan().stages().stream().anyMatch(stage -> stage.act() == Act.REVIEW);
        boolean skipped = filing(state).commitment() != null;
        boolean atOnce = (skipped || !reviewed) && acceptance(state).on().equals(context.today());
        return new Decision(
                context.today(),
                context.actor().id(),
                authority.letter(),
                paper,
                authority,
                atOnce ? true : null,
                null,
                List.of(),
                others);
    }

    private static List<Event> delivered(State state, Event delivered, Context context) {
        var events = new ArrayList<Event>();
        Clocks.delivery(state, context.item())
                .ifPresent(clock ->
                        events.addAll(late("delivery", clock.read(context.calendar(), context.today()), context)));
        Clocks.service(state)
                .ifPresent(clock ->
                        events.addAll(late("service", clock.read(context.calendar(), context.today()), context)));
        events.add(delivered);
        return events;
    }

    private static List<Event> woken(State state, @Nullable PaperRef paper, Context context) {
        return switch (state) {
            case SupplementDue due -> something(Supplements.woken(due, context));
            case Received _, Supplemented _ when silent(state, context) -> silence(state, paper, context);
            case Delivered _, RefusalServed _ -> List.of(new Event.Archived(context.today()));
            case Issued issued -> something(HandOver.ended(issued, context));
            case Granted _ -> something(Urgings.woken(state, context));
            case Reviewing _, InProcedure _, Deciding _, ReadyToGrant _, Proposed _
            when Renewals.isDeemed(state, context) -> something(Renewals.deemed(state, context));
            case Reviewing _, InProcedure _, Deciding _, ReadyToGrant _, Proposed _ -> {
                var events = new ArrayList<Event>(Tolerance.woken(state, context));
                if (events.stream().anyMatch(Event.Withdrawn.class::isInstance)) {
                    yield events;
                }
                events.addAll(Urgings.woken(state, context));
                events.addAll(Stops.woken(state, context));
                if (events.isEmpty()) {
                    events.addAll(Renewals.lapsed(state, context));
                }
                yield something(events);
            }
            default -> throw new CaseRuleBroken("application.wake.nothing");
        };
    }

    private static List<Event> something(List<Event> events) {
        if (events.isEmpty()) {
            throw new CaseRuleBroken("application.wake.nothing");
        }
        return events;
    }

    /** The day from which the office's term to answer runs: of the receipt, or of the complete supplement (art. 32). */
    private static Optional<LocalDate> answeredFrom(State state) {
        return switch (state) {
            case Received(var filing) -> Optional.of(filing.since());
            case Supplemented supplemented -> Optional.of(supplemented.on());
            default -> Optional.empty();
        };
    }

    /**
     * True where the answer is overdue and a rule says that silence accepts; never on a provisional date. Whoever has handed
     * in all that he was asked for is to be accepted (art. 32(5)), so silence does for him what it does for the first answer. What
     * the law has renewed (art. 50) it has accepted before, whatever the date of the answer.
     */
    static boolean silent(State state, Context context) {
        return answeredFrom(state)
                .filter(from -> Renewals.isDeemed(state, context) || isOverdue(Clocks.answer(from, context), context))
                .isPresent();
    }

    private static boolean isOverdue(Reading answer, Context context) {
        return context.item().limits().silence() != null && !answer.provisional() && answer.daysLate() > 0;
    }

    /** Once the days are over, silence has accepted: nobody may answer otherwise any more. */
    static void mustNotBeSilent(State state, Context context) {
        if (silent(state, context)) {
            throw new CaseRuleBroken("application.answer.late");
        }
    }

    private static List<Event> lateDecision(State state, Context context) {
        Stage stage = (Stage) context.item().plan().elements().get(course(state).position());
        var events = late("stage:" + stage.code(), Clocks.stage(course(state), stage, context), context);
        Clocks.promised(state, context.item())
                .ifPresent(clock ->
                        events.addAll(late("promised", clock.read(context.calendar(), context.today()), context)));
        Clocks.statutory(state, context.item())
                .ifPresent(clock ->
                        events.addAll(late("statutory", clock.read(context.calendar(), context.today()), context)));
        return events;
    }

    private static List<Event> late(String clock, Reading reading, Context context) {
        var events = new ArrayList<Event>();
        // Nothing follows from a provisional date.
        if (reading.daysLate() > 0 && !reading.provisional()) {
            UUID by = context.actor().id();
            events.add(new Event.FinishedLate(clock, reading.dueOn(), context.today(), reading.daysLate(), by));
        }
        return events;
    }

    static Event next(Course course, LocalDate on, Context context) {
        Plan plan = context.item().plan();
        int next = positionAfter(plan, course);
        Plan.Element element = plan.elements().get(next);
        boolean decides = element instanceof Stage stage && stage.act() == Act.DECIDE;
        return new Event.Entered(next, element.code(), decides, on);
    }

    /** The next element that this case has not passed: a stage, or a step that always belongs to it. */
    private static int positionAfter(Plan plan, Course course) {
        Flow left = course.flow().leaving(course.position());
        Integer postponed = left.postponed();
        for (int next = postponed == null ? course.position() + 1 : postponed;
                next < plan.elements().size();
                next++) {
            if (!left.ahead().contains(next)
                    && switch (plan.elements().get(next)) {
                        case Stage _ -> true;
                        case Step step -> step.always() && !course.isDone(step);
                    }) {
                return next;
            }
        }
        throw new IllegalStateException("The plan does not end with a decision: " + plan);
    }

    private static State entered(State state, int position, boolean decides, LocalDate on) {
        var reviewing = (Reviewing) state;
        Course course = reviewing.course().entering(position, on);
        return decides
                ? new Deciding(reviewing.filing(), reviewing.acceptance(), course)
                : new Reviewing(reviewing.filing(), reviewing.acceptance(), course);
    }

    static Filing filing(State state) {
        return switch (state) {
            case Draft _ -> throw new IllegalStateException("Nothing was handed in");
            case Received(var filing) -> filing;
            case SupplementDue(var filing, var _) -> filing;
            case Supplemented(var filing, var _, var _, var _, var _) -> filing;
            case Reviewing(var filing, var _, var _) -> filing;
            case InProcedure(var filing, var _, var _, var _) -> filing;
            case Deciding(var filing, var _, var _) -> filing;
            case ReadyToGrant(var filing, var _, var _, var _) -> filing;
            case Proposed(var filing, var _, var _, var _) -> filing;
            case Granted(var filing, var _, var _, var _) -> filing;
            case Issued(var filing, var _, var _, var _, var _) -> filing;
            case Delivered(var filing, var _, var _, var _, var _, var _, var _) -> filing;
            case Refused(var filing, var _, var _, var _, var _) -> filing;
            case RefusalServed(var filing, var _, var _, var _, var _, var _, var _) -> filing;
            case Declined(var filing, var _, var _, var _, var _) -> filing;
            case Withdrawn(var filing, var _, var _) -> filing;
            case Terminated(var filing, var _, var _) -> filing;
            case Archived archived -> archived.filing();
        };
    }

    static Course course(State state) {
        return switch (state) {
            case Reviewing reviewing -> reviewing.course();
            case InProcedure running -> running.course();
            case Deciding deciding -> deciding.course();
            case ReadyToGrant ready -> ready.course();
            case Proposed proposed -> proposed.course();
            case Granted granted -> granted.course();
            case Issued issued -> issued.course();
            case Delivered delivered -> delivered.course();
            case Refused refused -> refused.course();
            case RefusalServed served -> served.course();
            case Archived archived -> archived.course();
            case Draft _, Received _, SupplementDue _, Supplemented _, Declined _, Withdrawn _, Terminated _ ->
                throw new IllegalStateException("Not accepted: " + state);
        };
    }

    /** How a case that is not decided was accepted. */
    static Acceptance acceptance(State state) {
        return switch (state) {
            case Reviewing reviewing -> reviewing.acceptance();
            case InProcedure running -> running.acceptance();
            case Deciding deciding -> deciding.acceptance();
            case ReadyToGrant ready -> ready.acceptance();
            case Proposed proposed -> proposed.acceptance();
            default -> throw new IllegalStateException("Not under decision: " + state);
        };
    }

    /** The same state further on its way. */
    static State with(State state, Course next) {
        return switch (state) {
            case Reviewing(var filing, var acceptance, var _) -> new Reviewing(filing, acceptance, next);
            case InProcedure(var filing, var acceptance, var _, var halt) ->
                new InProcedure(filing, acceptance, next, halt);
            case Deciding(var filing, var acceptance, var _) -> new Deciding(filing, acceptance, next);
            case ReadyToGrant(var filing, var acceptance, var _, var readiness) ->
                new ReadyToGrant(filing, acceptance, next, readiness);
            case Proposed(var filing, var acceptance, var _, var proposal) ->
                new Proposed(filing, acceptance, next, proposal);
            case Granted(var filing, var acceptance, var _, var decision) ->
                new Granted(filing, acceptance, next, decision);
            case Issued(var filing, var acceptance, var _, var decision, var outcome) ->
                new Issued(filing, acceptance, next, decision, outcome);
            case Refused(var filing, var acceptance, var _, var decision, var reason) ->
                new Refused(filing, acceptance, next, decision, reason);
            default -> throw new IllegalStateException("Not on its way: " + state);
        };
    }

    /** The same state of a case of which something else is known since it came in. */
    static State with(State state, Filing filing) {
        return switch (state) {
            case Received _ -> new Received(filing);
            case SupplementDue(var _, var notice) -> new SupplementDue(filing, notice);
            case Supplemented(var _, var notice, var on, var materials, var at) ->
                new Supplemented(filing, notice, on, materials, at);
            case Reviewing(var _, var acceptance, var course) -> new Reviewing(filing, acceptance, course);
            case InProcedure(var _, var acceptance, var course, var halt) ->
                new InProcedure(filing, acceptance, course, halt);
            case Deciding(var _, var acceptance, var course) -> new Deciding(filing, acceptance, course);
            case ReadyToGrant(var _, var acceptance, var course, var readiness) ->
                new ReadyToGrant(filing, acceptance, course, readiness);
            case Proposed(var _, var acceptance, var course, var proposal) ->
                new Proposed(filing, acceptance, course, proposal);
            default -> throw new IllegalStateException("Not open: " + state);
        };
    }

    private static IllegalStateException unexpected(State state, Event event) {
        return new IllegalStateException(event + " cannot have happened in " + state);
    }
}
