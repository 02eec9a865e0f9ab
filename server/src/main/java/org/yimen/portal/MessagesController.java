package org.yimen.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.ApplicationDesk;
import org.yimen.identity.Citizen;
import org.yimen.identity.ContactCodes.Tried;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.ProvenPhones;
import org.yimen.notify.Letterbox;
import org.yimen.notify.MailProof;
import org.yimen.notify.Message;
import org.yimen.notify.Outbox;
import org.yimen.notify.Preference;
import org.yimen.notify.Preferences;
import org.yimen.notify.SimulatedGateway;
import org.yimen.organisation.Directory;
import org.yimen.platform.web.Page;

/** 我的消息: the inbox, what somebody wants of messages, and how he proves phone and address. */
@Controller
public class MessagesController {

    static final String HOME = "/me/messages";
    private static final String CODE = HOME + "/code";
    private static final int PAGE = 20;
    private static final int HOURS = 24;
    private static final Pattern MAIL =
            Pattern.compile("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63}){1,4}");

    private final Visitors visitors;
    private final Outbox outbox;
    private final Letterbox letterbox;
    private final Preferences preferences;
    private final MailProof mails;
    private final ProvenPhones phones;
    private final People people;
    private final ApplicationDesk desk;
    private final ObjectProvider<SimulatedGateway> simulated;
    private final Directory directory;

    MessagesController(
            Visitors visitors,
            Outbox outbox,
            Letterbox letterbox,
            Preferences preferences,
            MailProof mails,
            ProvenPhones phones,
            People people,
            ApplicationDesk desk,
            ObjectProvider<SimulatedGateway> simulated,
            Directory directory) {
        this.visitors = visitors;
        this.outbox = outbox;
        this.letterbox = letterbox;
        this.preferences = preferences;
        this.mails = mails;
        this.phones = phones;
        this.people = people;
        this.desk = desk;
        this.simulated = simulated;
        this.directory = directory;
    }

    /**
     * The inbox and what is beside it.
     *
     * @param phone masked, empty where there is none
     * @param arrived what an invented city's phone shows
     * @param older the message after which the next page begins, or null
     */
    public record MessagesPage(
            List<Letterbox.Letter> letters,
            int unread,
            Preference preference,
            String phone,
            boolean phoneProven,
            boolean codes,
            List<SimulatedGateway.Arrived> arrived,
            @Nullable UUID older,
            String done,
            FormState form) {
        public MessagesPage {
            letters = List.copyOf(letters);
            arrived = List.copyOf(arrived);
        }
    }

    /**
     * The code that was sent.
     *
     * @param what {@code phone} or {@code mail}
     * @param readOut the code where the city is an invented one
     */
    public record CodePage(String what, UUID request, String target, Optional<String> readOut, FormState form) {}

    @GetMapping(HOME)
    ModelAndView inbox(
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = "") String done,
            @AuthenticationPrincipal Citizen citizen) {
        return page(
                citizen,
                after,
                done.matches("saved|proven|too-many|over") ? done : "",
                FormState.empty(),
                HttpStatus.OK);
    }

    @PostMapping(HOME + "/read")
    ModelAndView read(@RequestParam(defaultValue = "") List<UUID> id, @AuthenticationPrincipal Citizen citizen) {
        Visitor visitor = visitors.of(citizen);
        outbox.read(
                directory.region(), visitor.holder(), id.stream().limit(PAGE).toList());
        return Page.goTo(HOME);
    }

    @PostMapping(HOME + "/preferences")
    ModelAndView prefer(
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletRequest request,
            @AuthenticationPrincipal Citizen citizen) {
        FormState form = FormState.typed(typed);
        String mail = form.value("mail");
        if (!mail.isEmpty() && !MAIL.matcher(mail).matches()) {
            return page(
                    citizen,
                    null,
                    "",
                    form.wrong("mail", "portal.messages.mail-wrong"),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        }
        String region = directory.region();
        Preference before = preferences.of(region, citizen.personId());
        boolean same = before.mail().equals(mail);
        List<String> ways = form.all("ways");
        preferences.set(
                region,
                citizen.personId(),
                new Preference(
                        ways.contains("sms"),
                        ways.contains("mail"),
                        mail,
                        same && before.mailProven(),
                        hour(form.value("from"), before.quietFrom()),
                        hour(form.value("until"), before.quietUntil()),
                        form.value("language").equals("en")));
        boolean prove = !mail.isEmpty() && ways.contains("mail") && !(same && before.mailProven()) && mails.possible();
        return prove ? asked("mail", mails.ask(citizen.personId(), mail, request.getRemoteAddr())) : saved();
    }

    /** Sends a code to the phone by which he is known. */
    @PostMapping(HOME + "/phone")
    ModelAndView provePhone(HttpServletRequest request, @AuthenticationPrincipal Citizen citizen) {
        Person person = person(citizen);
        if (person.phone().isEmpty() || !phones.possible()) {
            return Page.goTo("/me/profile/contact");
        }
        return asked("phone", phones.ask(person.id(), person.phone(), request.getRemoteAddr()));
    }

    @GetMapping(CODE)
    ModelAndView code(@RequestParam String what, @RequestParam UUID request, @AuthenticationPrincipal Citizen citizen) {
        return code(citizen, what, request, FormState.empty(), HttpStatus.OK);
    }

    @PostMapping(CODE)
    ModelAndView prove(
            @RequestParam String what,
            @RequestParam UUID request,
            @RequestParam(defaultValue = "") String code,
            @AuthenticationPrincipal Citizen citizen) {
        Tried tried = what.equals("mail")
                ? mails.finish(citizen.personId(), request, code)
                : phones.finish(citizen.personId(), request, code);
        return switch (tried) {
            case Tried.Proven _ -> Page.goTo(HOME + "?done=proven");
            case Tried.Wrong _ ->
                code(
                        citizen,
                        what,
                        request,
                        FormState.empty().wrong("code", "identity.reset.code-wrong"),
                        HttpStatus.UNPROCESSABLE_CONTENT);
            case Tried.Over _ -> Page.goTo(HOME + "?done=over");
        };
    }

    static ModelAndView asked(String what, Optional<UUID> request) {
        return request.map(id -> Page.goTo(CODE + "?what=" + what + "&request=" + id))
                .orElseGet(() -> Page.goTo(HOME + "?done=too-many"));
    }

    private static ModelAndView saved() {
        return Page.goTo(HOME + "?done=saved");
    }

    private ModelAndView code(Citizen citizen, String what, UUID request, FormState form, HttpStatus status) {
        boolean mail = what.equals("mail");
        Optional<String> target =
                mail ? mails.asked(citizen.personId(), request) : phones.asked(citizen.personId(), request);
        if (target.isEmpty()) {
            return Page.goTo(HOME + "?done=over");
        }
        Optional<String> readOut =
                mail ? mails.readOut(citizen.personId(), request) : phones.readOut(citizen.personId(), request);
        return Page.show(
                "portal/contact-code",
                new CodePage(mail ? "mail" : "phone", request, target.get(), readOut, form),
                status);
    }

    private ModelAndView page(Citizen citizen, @Nullable UUID after, String done, FormState form, HttpStatus status) {
        Visitor visitor = visitors.of(citizen);
        Person person = person(citizen);
        String region = directory.region();
        Message before = after == null
                ? null
                : outbox.find(region, after)
                        .filter(message -> message.holder().equals(visitor.holder()))
                        .orElse(null);
        List<Message> messages = outbox.inbox(region, visitor.holder(), before, PAGE + 1);
        boolean more = messages.size() > PAGE;
        List<Message> shown = more ? messages.subList(0, PAGE) : messages;
        SimulatedGateway phone = simulated.getIfAvailable();
        boolean self = visitor.holder().equals(person.id());
        return Page.show(
                "portal/messages",
                new MessagesPage(
                        letterbox.letters(shown.stream()
                                .filter(message -> concerns(message, visitor))
                                .toList()),
                        outbox.unread(region, visitor.holder()),
                        preferences.of(region, person.id()),
                        person.maskedPhone(),
                        phones.isProven(person),
                        phones.possible(),
                        phone == null || !self || person.phone().isEmpty() || !phones.isProven(person)
                                ? List.of()
                                : phone.at(person.phone()),
                        more ? shown.getLast().id() : null,
                        done,
                        form),
                status);
    }

    /** Whoever acts under a delegation for some items reads of those only. */
    private boolean concerns(Message message, Visitor visitor) {
        UUID caseId = message.caseId();
        return visitor.part().coversAll()
                || (caseId != null
                        && desk.ofHolder(caseId, visitor.holder())
                                .filter(file -> visitor.covers(file.subject().code()))
                                .isPresent());
    }

    /** The hours of a day, for the two lists. */
    public static Map<Integer, String> hours() {
        var hours = new java.util.TreeMap<Integer, String>();
        for (int hour = 0; hour < HOURS; hour++) {
            hours.put(hour, "%02d:00".formatted(hour));
        }
        return hours;
    }

    private static int hour(String typed, int before) {
        return typed.matches("\\d|1\\d|2[0-3]") ? Integer.parseInt(typed) : before;
    }

    private Person person(Citizen citizen) {
        return people.find(citizen.personId())
                .orElseThrow(() -> new IllegalStateException("No person " + citizen.personId()));
    }
}
