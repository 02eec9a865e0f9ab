package org.yimen.browser;

import static java.net.HttpURLConnection.HTTP_CONFLICT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZonedDateTime;
import java.util.Base64;
import org.yimen.organisation.DemoAccounts;

/** Somebody who works in the hall or in a department behind it. */
final class Clerk implements AutoCloseable {

    private static final byte[] PHOTO = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private final Guest guest;

    private Clerk(Guest guest) {
        this.guest = guest;
    }

    static Clerk atWork(Hall hall, String login, Manner manner) {
        return signedIn(hall.guest(manner), login);
    }

    /** At work on a later day. */
    static Clerk atWorkAt(Hall hall, ZonedDateTime moment, String login, Manner manner) {
        return signedIn(hall.guestAt(moment, manner), login);
    }

    private static Clerk signedIn(Guest guest, String login) {
        var clerk = new Clerk(guest);
        Manner manner = guest.manner();
        guest.goTo(manner.isEnglish() ? "/desk/sign-in?lang=en" : "/desk/sign-in");
        guest.type("#login", login);
        guest.type("#password", DemoAccounts.PASSWORD);
        guest.press("main form button");
        // Whoever has no task of his own is led to what is overdue.
        assertThat(guest.path()).as("signed in as " + login).isIn("/desk", "/desk/overdue", "/console");
        return clerk;
    }

    /** Says that he is away for the day; his stand-in has his work from now. */
    Clerk leaves() {
        String today = guest.hall().today().toString();
        guest.goTo("/desk/absences").type("#from", today).type("#until", today).type("#reason", "培训");
        guest.press("form[action='/desk/absences'] button");
        assertThat(guest.status()).isEqualTo(200);
        return this;
    }

    Clerk comesBack() {
        guest.goTo("/desk/absences").press("form[action='/desk/absences/end'] button");
        assertThat(guest.status()).isEqualTo(200);
        return this;
    }

    Guest guest() {
        return guest;
    }

    /** Looks a case up by its number. */
    Clerk finds(String number) {
        if (guest.manner().keyboard()) {
            guest.tap("/");
        }
        guest.type("#desk-q", number);
        guest.key("Enter");
        opensFirst();
        assertThat(guest.sees(number)).isTrue();
        return this;
    }

    /** Whether the case waits in the inbox, on whatever page of it. */
    boolean hasInTheInbox(String number) {
        guest.goTo("/desk");
        while (!guest.sees(number)) {
            if (guest.find("a[href^='/desk?after=']").count() == 0) {
                return false;
            }
            guest.press("a[href^='/desk?after=']");
        }
        return true;
    }

    /** What is usually done next: the main button, or its key. */
    Clerk doesTheUsual(String command) {
        String button = "form[action$='/do/" + command + "'] button";
        assertThat(guest.find(button).count())
                .as(command + " is the main button")
                .isEqualTo(1);
        String file = guest.path();
        presses(button);
        if (guest.status() == HTTP_CONFLICT) {
            // Time or a rule moved the case on while he looked; he does what the page says, and looks again.
            guest.goTo(file);
            presses(button);
        }
        // A grant is not taken back, so its page asks once; where a seal goes on, it is his identity that is asked.
        boolean asked = guest.path().contains("/do/" + command) && concernsNobodyElse();
        if (guest.path().contains("/do/" + command) && guest.find("#step-up").count() == 0) {
            // While a radio has the focus, a digit is typed and does nothing.
            if (guest.manner().keyboard() && !asked) {
                guest.key("1");
            } else {
                guest.press("main form[action$='/do/" + command + "'] button");
            }
        }
        return provesHimself(command).done(command);
    }

    /** Gives the result to whoever stands there, whose card he has looked at. */
    Clerk handsOver() {
        presses("form[action$='/do/deliver'] button");
        assertThat(guest.path()).endsWith("/hand-over");
        guest.choose("#looked");
        guest.press("main form[action$='/hand-over'] button");
        return done("deliver");
    }

    /** Ticks the checkpoints, if there are any on the page: by key, or one after the other. */
    Clerk looksAtEverything() {
        boolean byKey = guest.manner().keyboard() && guest.manner().script();
        while (guest.find("input[data-tick]:not(:checked)").count() > 0) {
            if (byKey) {
                guest.tap("c");
            } else {
                guest.find("input[data-tick]:not(:checked)").first().check();
            }
        }
        return this;
    }

    private void presses(String button) {
        looksAtEverything();
        if (guest.manner().keyboard()) {
            guest.key("1");
        } else {
            guest.press(button);
        }
    }

    /** Opens the form of a command. */
    Clerk turnsTo(String command) {
        guest.press("a[href$='/do/" + command + "']");
        assertThat(guest.status()).as(command + " at " + guest.path()).isEqualTo(200);
        assertThat(guest.path()).endsWith("/do/" + command);
        return this;
    }

    Clerk sends(String command) {
        var _ = concernsNobodyElse();
        if (guest.find("#step-up").count() > 0) {
            return provesHimself(command).done(command);
        }
        guest.press("main form[action$='/do/" + command + "'] button");
        return provesHimself(command).done(command);
    }

    /** Art. 36: whoever decides on a licence says whether it concerns others; here it never does. */
    private boolean concernsNobodyElse() {
        String no = "main input[name=others][value=no]";
        boolean asked = guest.find(no).count() == 1;
        if (asked) {
            guest.choose(no);
        }
        return asked;
    }

    /** Appoints a survey for this very moment, takes a picture, ticks every point and writes down what he found. */
    Clerk surveys() {
        return surveysWith("WJW");
    }

    /** The same, together with somebody of this department. */
    Clerk surveysWith(String department) {
        String file = guest.path();
        boolean english = guest.manner().isEnglish();
        guest.press("a[href$='/surveys/survey']");
        guest.choose("input[name=mode][value=independent]");
        var now = guest.hall().now();
        // A date field takes no text that is pasted by keyboard.
        guest.page().fill("#day", now.toLocalDate().toString());
        guest.page().fill("#hour", "%02d:%02d".formatted(now.getHour(), now.getMinute()));
        guest.type("#place", english ? "The shop" : "经营场所");
        // He goes himself; somebody goes with him.
        guest.choose("input[name=surveyor][value^='" + department + "/'] >> nth=0");
        guest.press("form[action$='/appointment'] button");
        assertThat(guest.find("form[action$='/finding']").count()).isEqualTo(1);
        guest.attach("#file", "photo.png", "image/png", PHOTO);
        guest.press("form[action$='/photos'] button");
        int points = guest.find("input[name^='point-'][value=true]").count();
        for (int i = 0; i < points; i++) {
            guest.choose("input[name^='point-'][value=true] >> nth=" + i);
        }
        guest.choose("input[name=met][value=true]");
        guest.type("#finding", english ? "As drawn on the plan" : "与平面图一致");
        guest.press("form[action$='/finding'] button");
        guest.goTo(file);
        return this;
    }

    /** Opens another window on the page that is in front of him. */
    Guest anotherWindow() {
        return guest.withAnEmptyCache().goTo(guest.path());
    }

    boolean isOffered(String command) {
        return guest.find("[action$='/do/" + command + "'], a[href$='/do/" + command + "']")
                        .count()
                > 0;
    }

    @Override
    public void close() {
        guest.close();
    }

    private void opensFirst() {
        if (guest.manner().keyboard() && guest.manner().script()) {
            guest.tap("j");
            guest.key("o");
        } else {
            guest.press("[data-row] a");
        }
    }

    /** Before a seal goes on he is asked once more who he is; for five minutes after that no more. */
    private Clerk provesHimself(String command) {
        if (guest.find("#step-up").count() > 0) {
            guest.type("#step-up", DemoAccounts.PASSWORD);
            guest.press("main form[action$='/do/" + command + "'] button");
        }
        return this;
    }

    private Clerk done(String command) {
        assertThat(guest.status()).as(command + " at " + guest.path()).isEqualTo(200);
        assertThat(guest.path()).endsWith("?done=" + command);
        return this;
    }
}
