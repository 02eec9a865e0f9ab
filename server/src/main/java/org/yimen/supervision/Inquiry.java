package org.yimen.supervision;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.yimen.audit.AuditLog;
import org.yimen.document.BlobId;
import org.yimen.hotline.WorkOrder.Verdict;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;

/**
 * 效能调查 of one complaint, or of one clue: what was written down is all there is, and where it stands follows from it.
 *
 * @param kind code of {@link ConductRules.Kind}
 * @param order the complaint that it looks into; null for a clue
 * @param caseId the case that it is about, or null
 * @param person who is complained of; null where only the unit is known
 * @param keptOut departments whose people have nothing to do with it: the unit's, and those where the person serves
 * @param receivedOn the day of the complaint or of the clue
 * @param facts what the platform itself knew at the opening, frozen; null without a case
 * @param investigators the two who look into it, who opened it first
 */
public record Inquiry(
        String region,
        UUID id,
        String number,
        String kind,
        @Nullable UUID order,
        @Nullable UUID caseId,
        String department,
        @Nullable UUID person,
        Set<String> keptOut,
        LocalDate receivedOn,
        UUID openedBy,
        Instant openedAt,
        String story,
        @Nullable Facts facts,
        Set<UUID> investigators,
        List<Entry> entries) {

    /** Of one thing that is written down, in characters. */
    public static final int LONGEST = 2000;

    /** 认定. */
    public enum Finding {
        UPHELD,
        PARTLY,
        NOT;

        /** As pages and the database spell it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Finding> of(String code) {
            return List.of(values()).stream()
                    .filter(each -> each.code().equals(code))
                    .findFirst();
        }

        /** As the answer to the complaint says it. */
        Verdict verdict() {
            return switch (this) {
                case UPHELD -> Verdict.UPHELD;
                case PARTLY -> Verdict.PARTLY_UPHELD;
                case NOT -> Verdict.NOT_UPHELD;
            };
        }
    }

    /**
     * What the platform knew of the case.
     *
     * @param state the name of its state
     */
    public record Facts(
            String number, String title, String state, LocalDate openedOn, List<Clock> clocks, List<Happened> events) {

        /** @param daysLate 0 where it was in time */
        public record Clock(String code, LocalDate dueOn, int daysLate) {}

        /** @param post of whoever did it; empty for the applicant and for time itself */
        public record Happened(Instant at, Text what, String post) {}

        public Facts {
            clocks = List.copyOf(clocks);
            events = List.copyOf(events);
        }
    }

    /** What somebody wrote down. */
    public sealed interface Act {
        /** 谈话笔录. */
        record Note(String whom, String text) implements Act {}

        /** A file, beside the entry. */
        record Attached(String what) implements Act {}

        /** 调查结论 of one of the two, with what they propose. */
        record Found(Finding finding, String text, @Nullable String sanction, int points) implements Act {}

        /** The other one of the two agrees. */
        record Seconded(String text) implements Act {}

        /** The investigation is to go on. */
        record SentBack(String text) implements Act {}

        /**
         * 处理决定, by somebody else.
         *
         * @param sanction null where nothing is upheld
         * @param leader of the unit, who answers as well; null where nobody does
         * @param text for whom it is about: it must not tell who complained
         * @param reply for who complained
         */
        record Decided(
                Finding finding,
                @Nullable String sanction,
                int points,
                @Nullable UUID leader,
                int leaderPoints,
                String text,
                String reply)
                implements Act {}

        /** 移送 to the body of discipline, which gave a receipt. */
        record Transferred(String body, String receipt, String text) implements Act {}

        /**
         * What the body of discipline answered.
         *
         * @param charge what it found; null of answers that were noted before they cost anything
         */
        record Outcome(String text, @Nullable Charge charge) implements Act {}

        /**
         * What somebody answers for.
         *
         * @param sanction null where nothing is upheld
         * @param leader of the unit, who answers as well; null where nobody does
         */
        record Charge(
                Finding finding,
                @Nullable String sanction,
                int points,
                @Nullable UUID leader,
                int leaderPoints) {}

        record Appealed(String text) implements Act {}

        /** @param revoked the decision does not stand */
        record AppealDecided(boolean revoked, String text) implements Act {}

        /** 通报. */
        record Published(String text) implements Act {}
    }

    /** @param file of {@link Act.Attached} only */
    public record Entry(
            UUID id,
            int seq,
            UUID by,
            Instant at,
            Act act,
            @Nullable Filed file) {

        /** The message key of what it is. */
        public String key() {
            return "supervision.inquiry.act." + spelled(act.getClass());
        }
    }

    public record Filed(String name, String mediaType, BlobId blob, String sm3) {}

    /** Where it stands. */
    public enum Stage {
        OPEN,
        /** One of the two has found. */
        FOUND,
        /** Both have; somebody else decides. */
        SECONDED,
        DECIDED,
        APPEALED,
        /** The appeal is decided. */
        SETTLED,
        TRANSFERRED,
        /** The body of discipline has answered. */
        ANSWERED;

        public String key() {
            return "supervision.inquiry.stage." + name().toLowerCase(Locale.ROOT);
        }
    }

    public Inquiry {
        keptOut = Set.copyOf(keptOut);
        investigators = Set.copyOf(investigators);
        entries = List.copyOf(entries);
    }

    public boolean isClue() {
        return order == null;
    }

    public Stage stage() {
        var stage = Stage.OPEN;
        for (Entry entry : entries) {
            stage = switch (entry.act()) {
                case Act.Note _, Act.Attached _, Act.Published _ -> stage;
                case Act.Found _ -> Stage.FOUND;
                case Act.Seconded _ -> Stage.SECONDED;
                case Act.SentBack _ -> Stage.OPEN;
                case Act.Decided _ -> Stage.DECIDED;
                case Act.Transferred _ -> Stage.TRANSFERRED;
                case Act.Outcome _ -> Stage.ANSWERED;
                case Act.Appealed _ -> Stage.APPEALED;
                case Act.AppealDecided _ -> Stage.SETTLED;
            };
        }
        return stage;
    }

    /** True while the two look into it. */
    public boolean isUnderWay() {
        return switch (stage()) {
            case OPEN, FOUND, SECONDED -> true;
            case DECIDED, APPEALED, SETTLED, TRANSFERRED, ANSWERED -> false;
        };
    }

    /** The last conclusion that was not sent back. */
    public Optional<Entry> found() {
        Stage stage = stage();
        return stage == Stage.OPEN ? Optional.empty() : last(Act.Found.class);
    }

    public Optional<Act.Decided> decision() {
        return last(Act.Decided.class).map(entry -> (Act.Decided) entry.act());
    }

    /** What somebody answers for in the end: the decision here, or what the body of discipline upheld; empty where nothing is said. */
    public Optional<Act.Decided> charged() {
        return decision()
                .or(() -> last(Act.Outcome.class)
                        .map(entry -> (Act.Outcome) entry.act())
                        .flatMap(outcome -> Optional.ofNullable(outcome.charge())
                                .filter(charge -> charge.finding() != Finding.NOT)
                                .map(charge -> decided(charge, outcome.text(), ""))));
    }

    static Act.Decided decided(Act.Charge charge, String text, String reply) {
        return new Act.Decided(
                charge.finding(),
                charge.sanction(),
                charge.points(),
                charge.leader(),
                charge.leaderPoints(),
                text,
                reply);
    }

    /** When that was said. */
    public Optional<LocalDate> chargedOn() {
        return last(Act.Decided.class).or(() -> last(Act.Outcome.class)).map(entry -> CityTime.day(entry.at()));
    }

    public Optional<Entry> last(Class<? extends Act> type) {
        return entries.reversed().stream()
                .filter(entry -> type.isInstance(entry.act()))
                .findFirst();
    }

    /** True where something was upheld and no appeal has undone it. */
    public boolean stands() {
        return decision().filter(decided -> decided.finding() != Finding.NOT).isPresent()
                && last(Act.AppealDecided.class)
                        .filter(entry -> ((Act.AppealDecided) entry.act()).revoked())
                        .isEmpty();
    }

    /** The last day for an appeal; none before the decision. */
    public Optional<LocalDate> appealUntil(int days) {
        return last(Act.Decided.class).map(entry -> CityTime.day(entry.at()).plusDays(days));
    }

    /** 通报: what stands and cannot be appealed any more, or what the body of discipline answered. */
    public boolean isPublishable(LocalDate today, int appealDays) {
        if (last(Act.Published.class).isPresent()) {
            return false;
        }
        return switch (stage()) {
            case ANSWERED -> true;
            case SETTLED -> stands();
            case DECIDED ->
                stands() && appealUntil(appealDays).filter(today::isAfter).isPresent();
            case OPEN, FOUND, SECONDED, APPEALED, TRANSFERRED -> false;
        };
    }

    /** 回避: the person himself, and everybody of his departments. */
    public boolean concerns(Officer officer) {
        return officer.id().equals(person)
                || officer.everywhere().departments().stream().anyMatch(keptOut::contains);
    }

    /** What was written under that key. */
    Optional<Entry> entry(UUID key) {
        return entries.stream().filter(entry -> entry.id().equals(key)).findFirst();
    }

    /**
     * True where this is written already: a form that was sent twice.
     *
     * @throws SupervisionRefused where the key stands for something else (docs/adr/0047)
     */
    boolean holds(UUID key, UUID by, Predicate<Act> same) {
        Optional<Entry> before = entry(key);
        if (before.filter(entry -> !entry.by().equals(by) || !same.test(entry.act()))
                .isPresent()) {
            throw new SupervisionRefused("supervision.inquiry.key");
        }
        return before.isPresent();
    }

    /** @throws SupervisionRefused where it does not stand there */
    void demand(Stage stage) {
        if (stage() != stage) {
            throw new SupervisionRefused("supervision.inquiry.stage");
        }
    }

    /** @throws SupervisionRefused where nothing is said, too much, or somebody's number */
    static String said(String text) {
        String said = text.strip();
        if (said.isEmpty() || said.length() > LONGEST || AuditLog.holdsPersonalNumber(said)) {
            throw new SupervisionRefused("supervision.inquiry.words", LONGEST);
        }
        return said;
    }

    /** True where he has written something of this kind. */
    boolean did(UUID officer, Class<? extends Act> type) {
        return entries.stream()
                .anyMatch(entry -> type.isInstance(entry.act()) && entry.by().equals(officer));
    }

    /** {@code AppealDecided} becomes {@code appeal-decided}. */
    static String spelled(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
