package org.yimen.insight;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is counted, each by one condition on the facts of a case. The number and the list of the cases behind it are read
 * by the same condition, so that the list is the number. {@code :to} is the last day of the period, {@code :today} today.
 */
public enum Tally {
    /** 收件. */
    HANDED_IN(Cohort.HANDED_IN, "true"),
    /** 网上申报: on the web or the phone. */
    ONLINE(Cohort.HANDED_IN, "online"),
    /** 网上审批: of those handed in online, what was granted by the end of the period. */
    ONLINE_GRANTED(Cohort.HANDED_IN, "online and ended_as = 'GRANTED' and decided_on <= :to::date"),
    ONLINE_REFUSED(Cohort.HANDED_IN, "online and ended_as = 'REFUSED' and decided_on <= :to::date"),
    /** 二次补正. */
    ASKED_AGAIN(Cohort.HANDED_IN, "notices >= 2"),
    ASKED_ONCE(Cohort.HANDED_IN, "notices >= 1"),
    /** 一次性告知之外. */
    LATE_POINTS(Cohort.HANDED_IN, "late_points > 0"),
    FIELDS_ASKED(Cohort.HANDED_IN, "asked > 0", "asked"),
    FIELDS_KEPT(Cohort.HANDED_IN, "kept > 0", "kept"),

    /** 受理. */
    ACCEPTED(Cohort.ACCEPTED, "true"),
    FINISHED(Cohort.ACCEPTED, "ended_on <= :to::date"),
    /** 在办, 未到期: still open on the last day, and nothing of it is late. */
    OPEN_IN_TIME(
            Cohort.ACCEPTED,
            "(ended_on is null or ended_on > :to::date) and (promised_on is null or promised_on >= least(:to::date, :today::date))"),
    OPEN_LATE(
            Cohort.ACCEPTED,
            "(ended_on is null or ended_on > :to::date) and promised_on < least(:to::date, :today::date)"),
    PROMISE(Cohort.ACCEPTED, "not instant"),
    PROMISE_FINISHED(Cohort.ACCEPTED, "not instant and ended_on <= :to::date"),
    /** 即办件; what was accepted today and is still open is not yet counted. */
    INSTANT(Cohort.ACCEPTED, "instant and (accepted_on < :today::date or ended_on is not null)"),
    INSTANT_SAME_DAY(Cohort.ACCEPTED, "instant and ended_on <= accepted_on"),
    INSTANT_OVERNIGHT(
            Cohort.ACCEPTED,
            "instant and (ended_on > accepted_on or (ended_on is null and accepted_on < :today::date))"),

    /** 作出决定. */
    DECIDED(Cohort.DECIDED, "true"),
    DAYS_USED(Cohort.DECIDED, "true", "used_days"),
    WITH_STATUTORY(Cohort.DECIDED, "statutory_days is not null"),
    STATUTORY_DAYS(Cohort.DECIDED, "statutory_days is not null", "statutory_days"),
    STATUTORY_USED(Cohort.DECIDED, "statutory_days is not null", "used_days"),
    STATUTORY_PROMISED(Cohort.DECIDED, "statutory_days is not null", "promised_days"),
    WITH_PROMISE(Cohort.DECIDED, "promised_on is not null"),
    IN_TIME(Cohort.DECIDED, "decided_on <= promised_on"),
    /** 即办件 has no earlier day. */
    MAY_BE_EARLY(Cohort.DECIDED, "not instant and promised_on is not null"),
    EARLY(Cohort.DECIDED, "not instant and decided_on < promised_on"),

    /** 办结, with a decision or without. */
    ENDED(Cohort.ENDED, "true"),
    ENDED_ONLINE(Cohort.ENDED, "online and trips = 0"),
    TRIPS(Cohort.ENDED, "trips > 0", "trips"),
    NO_TRIP(Cohort.ENDED, "trips = 0"),
    AT_MOST_ONE_TRIP(Cohort.ENDED, "trips <= 1"),
    MORE_TRIPS(Cohort.ENDED, Tally.MORE_TRIPS_THAN_PROMISED),
    /** 一扇门、一个窗. */
    ONE_PLACE(Cohort.ENDED, "doors <= 1 and windows <= 1"),
    SEVERAL_PLACES(Cohort.ENDED, Tally.SENT_ABOUT),
    DOORS(Cohort.ENDED, "doors > 0", "doors"),
    WINDOWS(Cohort.ENDED, "windows > 0", "windows"),
    SPARED(Cohort.ENDED, "spared > 0", "spared"),
    SOURCES(Cohort.ENDED, "sources > 0", "sources");

    /** Who chose the window came once by his own wish. */
    static final String MORE_TRIPS_THAN_PROMISED =
            "trips > greatest(promised_trips, case when channel = 'window' then 1 else 0 end)";

    static final String SENT_ABOUT = "(doors > 1 or windows > 1)";

    /** The cases of a time, by what happened to them in it. */
    enum Cohort {
        HANDED_IN("handed_in_on"),
        ACCEPTED("accepted_on"),
        DECIDED("decided_on"),
        ENDED("ended_on");

        private final String column;

        Cohort(String column) {
            this.column = column;
        }

        String column() {
            return column;
        }

        List<Tally> tallies() {
            return Arrays.stream(Tally.values())
                    .filter(tally -> tally.cohort == this)
                    .toList();
        }
    }

    private final Cohort cohort;
    private final String condition;
    private final String sum;

    Tally(Cohort cohort, String condition) {
        this(cohort, condition, "");
    }

    Tally(Cohort cohort, String condition, String sum) {
        this.cohort = cohort;
        this.condition = condition;
        this.sum = sum;
    }

    public static Optional<Tally> of(String code) {
        return Arrays.stream(values())
                .filter(tally -> tally.code().equals(code))
                .findFirst();
    }

    /** As it stands in addresses and keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Cohort cohort() {
        return cohort;
    }

    String condition() {
        return condition;
    }

    /** The column that is added up, or empty where cases are counted. */
    public String sum() {
        return sum;
    }

    /** True where each case counts once, so that its list is as long as the number. */
    public boolean countsCases() {
        return sum.isEmpty();
    }

    String selected() {
        return countsCases()
                ? "count(*) filter (where " + condition + ") as " + column()
                : "coalesce(sum(" + sum + ") filter (where " + condition + "), 0) as " + column();
    }

    String column() {
        return "t_" + name().toLowerCase(Locale.ROOT);
    }
}
