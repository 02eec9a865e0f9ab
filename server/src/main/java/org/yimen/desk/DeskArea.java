package org.yimen.desk;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.yimen.organisation.Officer;
import org.yimen.platform.Guard;

/** The areas of the desk and the roles that may enter each; without a role it is open to every officer. */
enum DeskArea {
    INBOX("/desk"),
    OVERDUE("/desk/overdue", "head", "director", "supervisor"),
    INTAKE("/desk/intake", "window"),
    PRE_CHECKS("/desk/pre-checks", "window"),
    ENTRY_TIMES("/desk/entry-times", "window", "hall", "supervisor", "director"),
    ORDERS("/desk/orders"),
    PHONE("/desk/phone", "operator", "dispatcher"),
    KNOWLEDGE(
            "/desk/knowledge",
            "examiner",
            "chief",
            "head",
            "operator",
            "dispatcher",
            "investigator",
            "catalogue",
            "director"),
    WINDOW("/desk/window", "window"),
    BOOKINGS("/desk/bookings", "window", "guide", "hall"),
    CONSULTS("/desk/consults", "guide", "window", "hall", "supervisor", "director"),
    FAST("/desk/fast", "window", "examiner", "chief", "head", "hall", "supervisor", "director"),
    HELPING("/desk/helping", "guide", "hall"),
    ROSTER("/desk/roster", "hall"),
    HALL("/desk/hall", "hall", "director", "supervisor"),
    CASES("/desk/search"),
    TALK("/desk/talk", "window", "examiner", "chief", "head", "supervisor", "director"),
    RATINGS("/desk/ratings", "supervisor", "director", "head"),
    RATING_CALLS("/desk/rating-calls", "operator"),
    RATING_SIGNS("/desk/rating-signs", "supervisor", "director"),
    RATING_WORDS("/desk/rating-words", "supervisor", "director"),
    SURVEYS("/desk/surveys", "hall", "supervisor", "director"),
    EVALUATIONS("/desk/evaluations", "chief", "head", "supervisor", "director"),
    EVALUATORS("/desk/evaluations/people", "supervisor", "director"),
    LETTERS("/desk/letters", "head", "director", "supervisor", "chief"),
    SEALS("/desk/seals", "head", "director", "supervisor", "chief"),
    POWERS("/desk/powers", "head", "director", "supervisor"),
    ENTRIES("/desk/entries", "window"),
    FEES("/desk/fees", "finance", "director", "supervisor"),
    ABSENCES("/desk/absences"),
    TEAMS("/desk/teams", "head", "director", "supervisor"),
    ADMINISTRATORS("/desk/administrators", "director"),
    ATTEMPTS("/desk/attempts", "supervisor", "director"),
    DEVIATIONS("/desk/deviations", "supervisor", "director"),
    PROCEDURES("/desk/procedures", "examiner", "chief", "head", "supervisor", "director"),
    HALTS("/desk/procedures/halts", "supervisor", "director"),
    EXPERTS("/desk/procedures/pool", "director"),
    CHECKS("/desk/checks", "examiner", "chief", "head", "supervisor", "director"),
    SUPERVISION("/desk/supervision", "examiner", "chief", "head", "supervisor", "director"),
    PROMISES("/desk/promises", "head", "supervisor", "director"),
    BANS("/desk/bans", "head", "supervisor", "director"),
    JUDGMENTS("/desk/judgments", "head", "supervisor", "director"),
    ACCOUNTABILITY("/desk/accountability", "chief", "head", "supervisor", "director"),
    INQUIRIES("/desk/inquiries", "investigator", "head", "supervisor", "director"),
    TRAININGS("/desk/trainings", "head", "supervisor", "director"),
    PROBLEMS("/desk/problems", "chief", "head", "supervisor", "director", "investigator", "dispatcher"),
    IMPROVEMENT("/desk/improvement", "chief", "head", "supervisor", "director"),
    BULLETINS("/desk/bulletins", "chief", "head", "supervisor", "director"),
    DECISIONS("/desk/decisions", "supervisor", "director"),
    ASSESSMENT("/desk/assessment", "head", "supervisor", "director"),
    FIGURES("/desk/figures", "head", "director", "supervisor"),
    ONE_NUMBER("/desk/one-number", "supervisor", "director"),
    TERMINALS("/desk/terminals", "supervisor", "director"),
    MAIL("/desk/mail", "window", "supervisor", "director", "finance"),
    ORIGINALS(
            "/desk/originals", "window", "certificates", "examiner", "chief", "head", "hall", "supervisor", "director"),
    STUCK("/desk/stuck", "supervisor", "director"),
    ON_SITE("/desk/on-site", "catalogue", "supervisor", "director"),
    CATALOGUE("/desk/catalogue", "catalogue", "editor", "director");

    private final String href;
    /** Space-separated, because an enum holds only what cannot change. */
    private final String roles;

    DeskArea(String href, String... roles) {
        this.href = href;
        this.roles = String.join(" ", roles);
    }

    String href() {
        return href;
    }

    @Guard
    boolean isOpenTo(Officer officer) {
        Officer asked = takesIn() ? officer.everywhere() : officer.overall();
        return roles.isEmpty() || Stream.of(roles.split(" ", -1)).anyMatch(asked::holdsAny);
    }

    /** True where what comes gets its place from who is there: then a post for one place is enough. */
    boolean takesIn() {
        return this == INTAKE;
    }

    static List<DeskArea> openTo(Officer officer) {
        return Arrays.stream(values()).filter(area -> area.isOpenTo(officer)).toList();
    }
}
