package org.yimen.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yimen.organisation.DemoAccounts;

/** Who wants something from the city, and goes through the portal for it. */
final class Applicant {

    /** A made-up document; the portal looks at what a file is, not at what it says. */
    private static final byte[] PLAN = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
            .getBytes(StandardCharsets.US_ASCII);

    /** More pages than any form has. */
    private static final int MOST_PAGES = 80;

    /** Soon enough for any item's term. */
    private static final int PROMISED_DAYS = 3;

    /** How somebody signs in. */
    record Identity(Map<String, String> fields, String path, String tail) {

        static Identity citizen(String name, String citizenId) {
            return new Identity(
                    Map.of("name", name, "citizen-id", citizenId),
                    "/sign-in",
                    citizenId.substring(citizenId.length() - 4));
        }

        static Identity firm(String creditCode, String operatorId) {
            return new Identity(
                    Map.of("credit-code", creditCode, "citizen-id", operatorId),
                    "/sign-in/enterprise",
                    creditCode.substring(creditCode.length() - 4));
        }

        Identity {
            fields = Map.copyOf(fields);
        }
    }

    private final Guest guest;
    private final Identity identity;
    private final Map<String, String> wanted = new HashMap<>();
    private final Set<String> promised = new HashSet<>();
    private boolean commits;

    Applicant(Guest guest, Identity identity) {
        this.guest = guest;
        this.identity = identity;
    }

    Guest guest() {
        return guest;
    }

    /** Prefers an answer; every other question gets the first that fits. */
    Applicant wants(String question, String answer) {
        wanted.put(question, answer);
        return this;
    }

    /** 容缺: brings a material some days later, and says so. */
    Applicant promises(String material) {
        promised.add(material);
        return this;
    }

    /** 告知承诺: promises that he meets the conditions, where the item lets him. */
    Applicant promisesInPlaceOfProofs() {
        commits = true;
        return this;
    }

    Applicant comesToTheDoor() {
        guest.goTo("/");
        if (guest.manner().isEnglish()) {
            guest.press("a[hreflang='en']");
        }
        if (guest.manner().elder()) {
            guest.press("a[href*='elder=on']");
        }
        return this;
    }

    Applicant searches(String query) {
        guest.type("main input[name='q']", query);
        guest.press("main form[action='/search'] button");
        return this;
    }

    Applicant opensTheGuide(String item) {
        guest.press("main a[href='/items/" + item + "']");
        return this;
    }

    /** From the guide; the sign-in page comes between, once. */
    Applicant beginsTheApplication(String item) {
        guest.press("a[href='/apply/" + item + "']");
        if (guest.path().startsWith("/sign-in")) {
            signsIn();
        }
        guest.press("form[action='/apply/" + item + "'] button");
        return this;
    }

    /** On a sign-in page. */
    Applicant signsIn() {
        if (!guest.path().startsWith(identity.path() + "?") && !guest.path().equals(identity.path())) {
            guest.press("main a[href^='" + identity.path() + "?']");
        }
        identity.fields().forEach((field, value) -> guest.type("#" + field, value));
        guest.type("#password", DemoAccounts.PASSWORD);
        guest.press("main form button");
        return this;
    }

    /** Goes on from the task list until the portal has no more to ask, and arrives where the answers are checked. */
    Applicant answersEverything() {
        if (commits) {
            guest.press("main a[href$='/commitment']").press("main button[name='signs'][value='true']");
        }
        guest.goOn("main aside a.govuk-button");
        for (int i = 0; i < MOST_PAGES && !guest.path().endsWith("/check"); i++) {
            if (guest.path().contains("/question/")) {
                answers();
            } else if (promised.stream().anyMatch(material -> guest.path().contains("/material/" + material))) {
                guest.type("#by", guest.hall().today().plusDays(PROMISED_DAYS).toString());
                guest.press("main form[action$='/promise'] button");
            } else if (guest.path().contains("/material/")) {
                uploads("plan.pdf", PLAN);
                guest.goOn("main .ym-ask__go a.govuk-button");
            } else {
                guest.goOn("main aside a.govuk-button");
            }
            assertThat(guest.status()).as("answered " + guest.path()).isEqualTo(200);
        }
        return this;
    }

    Applicant uploads(String name, byte[] content) {
        guest.attach("main input[type='file']", name, "application/pdf", content);
        guest.press("main form[enctype] button");
        return this;
    }

    /** Hands in and gets the receipt; answers with the number on it. */
    String handsIn() {
        guest.press("main form[action$='/submit'] button");
        assertThat(guest.path()).endsWith("/receipt");
        return guest.text(".ym-receipt__no");
    }

    /** The shortest way to a case: straight to an item, everything answered, handed in. */
    String appliesFor(String item) {
        if (guest.manner().isEnglish()) {
            guest.goTo("/?lang=en");
        }
        guest.goTo("/items/" + item);
        return beginsTheApplication(item).answersEverything().handsIn();
    }

    Applicant opensTheCase(String number) {
        guest.goTo("/me");
        guest.press("main .ym-mine li:has-text('" + number + "') a");
        return this;
    }

    /** Asks how far it is, as anybody may who has the number and the tail of the ID. */
    static void asksForProgress(Guest stranger, String number, String tail) {
        stranger.goTo("/progress");
        stranger.type("#number", number);
        stranger.type("#tail", tail);
        stranger.press("main form[action='/progress'] button");
    }

    String tail() {
        return identity.tail();
    }

    private void answers() {
        String path = guest.path();
        String question = path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\?.*", "");
        String form = "main form[action*='/question/'] ";
        String kind = guest.find(form + "[name='answer'], " + form + "[name='answer-year']")
                .first()
                .evaluate("field => field.tagName + field.type + field.inputMode + '/' + field.name")
                .toString();
        switch (kind) {
            case String radio when radio.startsWith("INPUTradio") -> choosesOne(form, "radio", question);
            case String box when box.startsWith("INPUTcheckbox") -> choosesOne(form, "checkbox", question);
            case String date
            when date.endsWith("/answer-year") -> {
                // A paper was made some weeks ago; what is to begin begins some weeks on.
                boolean printed = List.of("health-on", "ventilation-on").contains(question);
                LocalDate day = guest.hall().today().plusDays(printed ? -20 : 40);
                guest.type("#answer-year", Integer.toString(day.getYear()));
                guest.type("#answer-month", Integer.toString(day.getMonthValue()));
                guest.type("#answer-day", Integer.toString(day.getDayOfMonth()));
            }
            case String text -> {
                Locator field = guest.find(form + "[name='answer']").first();
                // What the portal knows already it has filled in.
                if (field.inputValue().isEmpty()) {
                    guest.type(form + "[name='answer']", words(question, text.contains("decimal")));
                }
            }
        }
        guest.send(form + "button");
    }

    private void choosesOne(String form, String type, String question) {
        String value = wanted.get(question);
        guest.choose(form + "input[type='" + type + "']" + (value == null ? "" : "[value='" + value + "']"));
    }

    private String words(String question, boolean number) {
        String known = wanted.get(question);
        if (known != null) {
            return known;
        }
        if (number) {
            return "20";
        }
        return switch (question) {
            case "credit-code" -> "92629901MA9900A13J";
            case "representative-id", "citizen-id" -> "629901199503124524";
            case "phone" -> "15400000001";
            case String code
            when code.endsWith("address") -> guest.manner().isEnglish() ? "18 Binhe East Road" : "滨河东路 18 号";
            default -> guest.manner().isEnglish() ? "Bluestone Bridge Barbers" : "青石桥理发店";
        };
    }
}
