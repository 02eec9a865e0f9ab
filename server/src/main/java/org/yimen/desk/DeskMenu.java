package org.yimen.desk;

import static org.yimen.desk.DeskArea.ATTEMPTS;
import static org.yimen.desk.DeskArea.BOOKINGS;
import static org.yimen.desk.DeskArea.CASES;
import static org.yimen.desk.DeskArea.CATALOGUE;
import static org.yimen.desk.DeskArea.CONSULTS;
import static org.yimen.desk.DeskArea.FEES;
import static org.yimen.desk.DeskArea.FIGURES;
import static org.yimen.desk.DeskArea.HALL;
import static org.yimen.desk.DeskArea.HELPING;
import static org.yimen.desk.DeskArea.INBOX;
import static org.yimen.desk.DeskArea.INTAKE;
import static org.yimen.desk.DeskArea.LETTERS;
import static org.yimen.desk.DeskArea.MAIL;
import static org.yimen.desk.DeskArea.ORDERS;
import static org.yimen.desk.DeskArea.OVERDUE;
import static org.yimen.desk.DeskArea.PRE_CHECKS;
import static org.yimen.desk.DeskArea.PROCEDURES;
import static org.yimen.desk.DeskArea.STUCK;
import static org.yimen.desk.DeskArea.TALK;
import static org.yimen.desk.DeskArea.WINDOW;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yimen.organisation.Officer;

/**
 * How the areas that are open to an officer lie in his bar.
 *
 * @param first what his roles need all day
 * @param sections the rest by what it is about
 */
record DeskMenu(List<DeskArea> first, List<Section> sections) {

    /** So few areas need no folds. */
    private static final int FEW = 7;

    /** What everybody needs all day, whatever his role. */
    private static final Set<DeskArea> EVERYBODY = EnumSet.of(INBOX, ORDERS, CASES);

    /** What a role needs all day besides; a role that is not named here needs no more. */
    private static final Map<String, Set<DeskArea>> DAILY = Map.of(
            "window", EnumSet.of(INTAKE, PRE_CHECKS, WINDOW),
            "examiner", EnumSet.of(TALK, PROCEDURES),
            "chief", EnumSet.of(TALK, PROCEDURES),
            "head", EnumSet.of(OVERDUE, FIGURES, LETTERS),
            "guide", EnumSet.of(CONSULTS, BOOKINGS, HELPING),
            "hall", EnumSet.of(HALL, BOOKINGS, HELPING),
            "finance", EnumSet.of(FEES, MAIL),
            "catalogue", EnumSet.of(CATALOGUE),
            "supervisor", EnumSet.of(OVERDUE, ATTEMPTS, STUCK),
            "director", EnumSet.of(OVERDUE, HALL, FIGURES));

    DeskMenu {
        first = List.copyOf(first);
        sections = List.copyOf(sections);
    }

    /** The areas of a group that are not needed all day; at least one. */
    record Section(Group group, List<DeskArea> areas) {

        Section {
            areas = List.copyOf(areas);
        }
    }

    /** What an area is about; an area without a group does not compile. */
    enum Group {
        CASES,
        HALL,
        MONEY,
        PEOPLE,
        OVERSIGHT,
        STATISTICS;

        static Group of(DeskArea area) {
            return switch (area) {
                case INBOX,
                        OVERDUE,
                        ORDERS,
                        PHONE,
                        KNOWLEDGE,
                        CASES,
                        TALK,
                        FAST,
                        PROCEDURES,
                        EXPERTS,
                        ORIGINALS,
                        CATALOGUE,
                        ON_SITE -> CASES;
                case INTAKE, PRE_CHECKS, WINDOW, BOOKINGS, CONSULTS, HELPING, ROSTER, ENTRIES, HALL -> HALL;
                case FEES, MAIL -> MONEY;
                case ABSENCES, LETTERS, SEALS, POWERS, TEAMS, ADMINISTRATORS -> PEOPLE;
                case ATTEMPTS,
                        DEVIATIONS,
                        HALTS,
                        CHECKS,
                        SUPERVISION,
                        PROMISES,
                        BANS,
                        JUDGMENTS,
                        ACCOUNTABILITY,
                        EVALUATIONS,
                        EVALUATORS,
                        STUCK,
                        INQUIRIES,
                        TRAININGS,
                        PROBLEMS,
                        IMPROVEMENT,
                        BULLETINS -> OVERSIGHT;
                case ASSESSMENT,
                        FIGURES,
                        RATINGS,
                        RATING_CALLS,
                        RATING_SIGNS,
                        RATING_WORDS,
                        SURVEYS,
                        DECISIONS,
                        ONE_NUMBER,
                        TERMINALS,
                        ENTRY_TIMES -> STATISTICS;
            };
        }

        String key() {
            return "desk.nav-group." + name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param areas those that are open to him */
    static DeskMenu of(Officer officer, List<DeskArea> areas) {
        if (areas.size() <= FEW) {
            return new DeskMenu(areas, List.of());
        }
        var daily = EnumSet.copyOf(EVERYBODY);
        DAILY.forEach((role, needed) -> {
            if (officer.holdsAny(role)) {
                daily.addAll(needed);
            }
        });
        Map<Group, List<DeskArea>> rest = areas.stream()
                .filter(area -> !daily.contains(area))
                .collect(Collectors.groupingBy(Group::of, TreeMap::new, Collectors.toList()));
        return new DeskMenu(
                areas.stream().filter(daily::contains).toList(),
                rest.entrySet().stream()
                        .map(group -> new Section(group.getKey(), group.getValue()))
                        .toList());
    }
}
