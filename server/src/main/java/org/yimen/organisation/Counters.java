package org.yimen.organisation;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * 窗口: which counters there are and for whom each stands. The one place that knows it: whoever takes in, hands out or reads
 * a case at a counter does so from one that stands for the department of its item (M-IDA-07, M-OTH-03).
 */
public final class Counters {

    /** 综合窗口 of the centre, which stands for every department. */
    public static final String CENTRE = "ZX/" + LetterRules.WINDOW;

    private Counters() {}

    /** 部门窗口: the department's own counter, which stands for its items only. */
    public static String of(String department) {
        return department + "/" + LetterRules.WINDOW;
    }

    /** From which post he serves who comes for an item of the department, the nearer first; from none where he does not. */
    public static Optional<String> at(Officer officer, String department) {
        return Stream.of(of(department), CENTRE).filter(officer::holds).findFirst();
    }

    public static boolean standsFor(Officer officer, String department) {
        return at(officer, department).isPresent();
    }

    public static boolean standsForAll(Officer officer) {
        return officer.holds(CENTRE);
    }

    /** True for the post of a counter, whosever it is. */
    public static boolean isOne(String post) {
        return LetterRules.isWindow(post);
    }

    public static boolean sitsAtOne(Officer officer) {
        return officer.holdsAny(LetterRules.WINDOW);
    }

    /** Where he sits, for what is of no item yet: the centre's counter, else his department's; the centre's if he sits at none. */
    public static String seat(Officer officer) {
        return standsForAll(officer)
                ? CENTRE
                : officer.posts().stream()
                        .filter(LetterRules::isWindow)
                        .sorted()
                        .findFirst()
                        .orElse(CENTRE);
    }

    /** True where a task at this post may be his: its work comes to him, or his own counter may do what lies at the centre's. */
    public static boolean takes(Officer officer, String post, String department) {
        return officer.serves(post) || (post.equals(CENTRE) && standsFor(officer, department));
    }
}
