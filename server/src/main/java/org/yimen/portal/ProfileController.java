package org.yimen.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.ServiceConsents;
import org.yimen.application.ServiceConsents.Place;
import org.yimen.identity.Citizen;
import org.yimen.identity.Consents;
import org.yimen.identity.Consents.Consent;
import org.yimen.identity.IdentityRuleBroken;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.ProvenPhones;
import org.yimen.identity.SpecialGroup;
import org.yimen.identity.SpecialGroups;
import org.yimen.identity.SpecialGroups.Marker;
import org.yimen.identity.Verification;
import org.yimen.identity.Verifications;
import org.yimen.organisation.Directory;
import org.yimen.platform.web.Page;

/** 个人资料: what the centre knows of somebody, for himself. */
@Controller
public class ProfileController {

    private static final Pattern PHONE = Pattern.compile("1[3-9]\\d{9}");
    private static final int LONGEST_ADDRESS = 100;

    private final People people;
    private final Consents consents;
    private final SpecialGroups groups;
    private final Verifications verifications;
    private final ProvenPhones phones;
    private final ServiceConsents service;
    private final Directory directory;

    ProfileController(
            People people,
            Consents consents,
            SpecialGroups groups,
            Verifications verifications,
            ProvenPhones phones,
            ServiceConsents service,
            Directory directory) {
        this.service = service;
        this.directory = directory;
        this.people = people;
        this.consents = consents;
        this.groups = groups;
        this.verifications = verifications;
        this.phones = phones;
    }

    /**
     * The profile, and the form of the special group beside it.
     *
     * @param service what he said last of notices in his inbox; null where he never said anything
     */
    public record ProfilePage(
            Person person,
            List<Consent> consents,
            List<Marker> markers,
            Optional<Verification> verification,
            ServiceConsents.@Nullable Consent service,
            UUID key,
            String done,
            FormState form) {
        public ProfilePage {
            consents = List.copyOf(consents);
            markers = List.copyOf(markers);
        }

        /** Groups that are not marked yet. */
        public List<SpecialGroup> open() {
            return SpecialGroup.noted()
                    .filter(group -> markers.stream().noneMatch(marker -> marker.group() == group))
                    .toList();
        }
    }

    /** Phone and address, to be changed. */
    public record ContactPage(FormState form) {}

    @GetMapping("/me/profile")
    ModelAndView profile(@RequestParam(defaultValue = "") String done, @AuthenticationPrincipal Citizen citizen) {
        return page(citizen, done.equals("saved") ? done : "", FormState.empty(), HttpStatus.OK);
    }

    @GetMapping("/me/profile/contact")
    ModelAndView contact(@AuthenticationPrincipal Citizen citizen) {
        Person person = person(citizen);
        return Page.show(
                "portal/contact",
                new ContactPage(FormState.of(Map.of("phone", person.phone(), "address", person.address()))));
    }

    @PostMapping("/me/profile/contact")
    ModelAndView save(
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletRequest request,
            @AuthenticationPrincipal Citizen citizen) {
        FormState form = FormState.typed(typed);
        if (!PHONE.matcher(form.value("phone")).matches()) {
            form = form.wrong("phone", "portal.contact.phone-wrong");
        }
        if (form.value("address").length() > LONGEST_ADDRESS) {
            form = form.wrong("address", "portal.contact.address-long", LONGEST_ADDRESS);
        }
        if (form.failed()) {
            return Page.show("portal/contact", new ContactPage(form), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        Person before = person(citizen);
        boolean another = !before.phone().equals(form.value("phone"));
        // A new phone counts once the code that was sent there is typed; until then the old one stays.
        boolean prove = another && phones.possible();
        people.change(citizen.personId(), prove ? before.phone() : form.value("phone"), form.value("address"));
        return prove
                ? MessagesController.asked(
                        "phone", phones.ask(citizen.personId(), form.value("phone"), request.getRemoteAddr()))
                : Page.goTo("/me/profile?done=saved");
    }

    /** 老弱病残孕: what the person says of himself; halls serve him first. */
    @PostMapping("/me/profile/special")
    ModelAndView declare(@RequestParam MultiValueMap<String, String> typed, @AuthenticationPrincipal Citizen citizen) {
        FormState form = FormState.typed(typed);
        SpecialGroup group = group(form.value("group"));
        if (group == null) {
            return page(
                    citizen, "", form.wrong("group", "portal.profile.group-missing"), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            groups.declare(citizen.personId(), group, form.value("reason"));
        } catch (IdentityRuleBroken refusal) {
            return page(citizen, "", form.wrong("reason", refusal), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return Page.goTo("/me/profile?done=saved");
    }

    /** 电子送达同意: his own notices reach him in his inbox, or no more. */
    @PostMapping("/me/profile/service")
    ModelAndView serve(@RequestParam UUID key, @RequestParam boolean agreed, @AuthenticationPrincipal Citizen citizen) {
        UUID person = citizen.personId();
        service.say(directory.region(), person, person, agreed, Place.PROFILE, person);
        return Page.goTo("/me/profile?done=saved");
    }

    @PostMapping("/me/profile/special/end")
    ModelAndView end(@RequestParam UUID id, @AuthenticationPrincipal Citizen citizen) {
        groups.end(citizen.personId(), id, citizen.personId());
        return Page.goTo("/me/profile?done=saved");
    }

    static @Nullable SpecialGroup group(String typed) {
        return SpecialGroup.noted()
                .filter(group -> group.name().toLowerCase(Locale.ROOT).equals(typed))
                .findFirst()
                .orElse(null);
    }

    private ModelAndView page(Citizen citizen, String done, FormState form, HttpStatus status) {
        UUID person = citizen.personId();
        return Page.show(
                "portal/profile",
                new ProfilePage(
                        person(citizen),
                        consents.of(person),
                        groups.of(person),
                        verifications.current(person),
                        service.of(directory.region(), person).orElse(null),
                        UUID.randomUUID(),
                        done,
                        form),
                status);
    }

    private Person person(Citizen citizen) {
        return people.find(citizen.personId())
                .orElseThrow(() -> new IllegalStateException("No person " + citizen.personId()));
    }
}
