package org.yimen.application;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * 容缺: what a case was accepted without, each promised by the applicant for a day.
 *
 * @param lapseBasis the article by which it is taken as withdrawn if they do not come, as the acceptance said; null where it
 *     is refused with reasons
 */
public record Gaps(List<Gap> all, @Nullable String lapseBasis) {

    static final Gaps NONE = new Gaps(List.of(), null);

    /** What the applicant signed: which material, and by when he brings it. */
    public record Promise(String material, LocalDate dueOn) {}

    /**
     * One missing material.
     *
     * @param suppliedOn when it came in, while nobody has checked it or it was found good; null while it is missing
     * @param closedOn when it was found good
     * @param brokenOn when the promised day had passed without it; stays, whatever comes later
     * @param remark what was wrong with what came in, or empty
     * @param since files that came in after this moment count: a rejected one is not handed in again; null for all
     */
    public record Gap(
            String material,
            LocalDate dueOn,
            @Nullable LocalDate remindedOn,
            @Nullable LocalDate suppliedOn,
            @Nullable LocalDate closedOn,
            @Nullable LocalDate brokenOn,
            String remark,
            @Nullable Instant since) {

        static Gap of(Promise promise) {
            return new Gap(promise.material(), promise.dueOn(), null, null, null, null, "", null);
        }

        public boolean isOpen() {
            return closedOn == null;
        }

        /** It came in and nobody has looked at it yet. */
        public boolean awaitsCheck() {
            return isOpen() && suppliedOn != null;
        }

        /** The applicant has to bring it still. */
        public boolean isMissing() {
            return isOpen() && suppliedOn == null;
        }

        public boolean isBroken() {
            return brokenOn != null;
        }

        Gap reminded(LocalDate on) {
            return new Gap(material, dueOn, on, suppliedOn, closedOn, brokenOn, remark, since);
        }

        Gap supplied(LocalDate on) {
            return new Gap(material, dueOn, remindedOn, on, closedOn, brokenOn, "", since);
        }

        Gap closed(LocalDate on) {
            return new Gap(material, dueOn, remindedOn, suppliedOn, on, brokenOn, "", since);
        }

        Gap rejected(Instant at, String why) {
            return new Gap(material, dueOn, remindedOn, null, closedOn, brokenOn, why, at);
        }

        Gap broken(LocalDate on) {
            return new Gap(material, dueOn, remindedOn, suppliedOn, closedOn, on, remark, since);
        }
    }

    public Gaps {
        all = List.copyOf(all);
    }

    /** Those of a case, wherever it stands. */
    public static Gaps of(Application.State state) {
        return Tasks.course(state).map(Application.Course::gaps).orElse(NONE);
    }

    /** What a case that nobody has accepted yet comes without, and by when it was promised. */
    public static List<Promise> awaited(Application.State state) {
        return Tolerance.awaited(state);
    }

    static Gaps of(List<Promise> promises, @Nullable String lapseBasis) {
        return new Gaps(promises.stream().map(Gap::of).toList(), lapseBasis);
    }

    public boolean areClosed() {
        return all.stream().noneMatch(Gap::isOpen);
    }

    /** On which day the last of it came, where all is closed and something was missing. */
    @Nullable
    LocalDate completeOn() {
        return areClosed()
                ? all.stream()
                        .flatMap(gap -> Stream.ofNullable(gap.suppliedOn()))
                        .max(LocalDate::compareTo)
                        .orElse(null)
                : null;
    }

    /** What the applicant has to bring still. */
    public List<Gap> missing() {
        return which(Gap::isMissing).toList();
    }

    /** What came in and waits for somebody's eyes. */
    public List<Gap> unchecked() {
        return which(Gap::awaitsCheck).toList();
    }

    boolean areBroken() {
        return which(Gap::isMissing).anyMatch(Gap::isBroken);
    }

    Optional<Gap> find(String material) {
        return which(gap -> gap.material().equals(material)).findFirst();
    }

    Gaps with(String material, UnaryOperator<Gap> change) {
        return new Gaps(
                all.stream()
                        .map(gap -> gap.material().equals(material) ? change.apply(gap) : gap)
                        .toList(),
                lapseBasis);
    }

    private Stream<Gap> which(Predicate<Gap> filter) {
        return all.stream().filter(filter);
    }
}
