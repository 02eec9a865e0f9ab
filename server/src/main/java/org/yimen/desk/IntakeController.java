package org.yimen.desk;

import jakarta.servlet.http.HttpSession;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.Applicant;
import org.yimen.application.Applicants;
import org.yimen.application.Dossier;
import org.yimen.application.Drafts;
import org.yimen.application.web.ApplyFlow;
import org.yimen.application.web.EventWords;
import org.yimen.audit.AuditLog;
import org.yimen.casework.CaseDesk;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.casework.WorkLists;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.identifier.CitizenId;
import org.yimen.identifier.CreditCode;
import org.yimen.identity.Entities;
import org.yimen.identity.LegalEntity;
import org.yimen.identity.Operator;
import org.yimen.identity.Passwords;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.PersonKnown;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;
import org.yimen.platform.web.Page;

/** 综合窗口收件: one clerk takes in any item of any department, for whoever stands at the window. */
@Controller
class IntakeController {

    /** The states in which nothing more is done for the applicant. */
    private static final Set<String> OVER =
            Set.of("Delivered", "RefusalServed", "Archived", "Declined", "Withdrawn", "Terminated");

    private final Officers officers;
    private final People people;
    private final Entities entities;
    private final Passwords passwords;
    private final Applicants applicants;
    private final Drafts drafts;
    private final Catalogue catalogue;
    private final WorkLists lists;
    private final EventWords events;
    private final AuditLog audit;
    private final InstantSource time;

    IntakeController(
            Officers officers,
            People people,
            Entities entities,
            Passwords passwords,
            Applicants applicants,
            Drafts drafts,
            Catalogue catalogue,
            WorkLists lists,
            EventWords events,
            AuditLog audit,
            InstantSource time) {
        this.officers = officers;
        this.people = people;
        this.entities = entities;
        this.passwords = passwords;
        this.applicants = applicants;
        this.drafts = drafts;
        this.catalogue = catalogue;
        this.lists = lists;
        this.events = events;
        this.audit = audit;
        this.time = time;
    }

    @GetMapping("/desk/intake")
    ModelAndView form(@AuthenticationPrincipal StaffMember staff) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        return ask(clerk, IntakeForm.empty(), HttpStatus.OK);
    }

    /** Finds who stands at the window, or enters him; the log keeps that somebody looked, not the number. */
    @PostMapping("/desk/intake")
    ModelAndView look(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String phone) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        var form =
                new IntakeForm(number.strip().toUpperCase(Locale.ROOT), name.strip(), phone.strip(), false, Map.of());
        // One number in thirty passes both checks: whoever is known goes first.
        Optional<CitizenId> citizen = CitizenId.parse(form.number());
        Optional<CreditCode> firm = CreditCode.parse(form.number());
        Optional<UUID> known = citizen.flatMap(people::find)
                .map(Person::id)
                .or(() -> firm.flatMap(entities::find).map(LegalEntity::id));
        if (citizen.isEmpty() && firm.isEmpty()) {
            return ask(clerk, form.wrong("number", "desk.intake.wrong"), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        record(clerk, known, "looked-up");
        if (known.isPresent()) {
            return welcome(session, known.get());
        }
        if (citizen.isEmpty()) {
            return ask(clerk, form.wrong("number", "desk.intake.firm-unknown"), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        IntakeForm complete = form.checkedForNewcomer();
        return complete.errors().isEmpty()
                ? welcome(session, register(clerk, citizen.get(), complete).id())
                : ask(clerk, complete, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @GetMapping("/desk/intake/of/{holder}")
    ModelAndView applicant(@AuthenticationPrincipal StaffMember staff, HttpSession session, @PathVariable UUID holder) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        return atTheWindow(session, holder, () -> show(clerk, holder, "", "", null, HttpStatus.OK));
    }

    /** Begins an application, or goes on with the one that the applicant has begun, at home or here. */
    @PostMapping("/desk/intake/of/{holder}")
    ModelAndView begin(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @PathVariable UUID holder,
            @RequestParam(defaultValue = "") String item,
            @RequestParam(defaultValue = "") String person,
            @RequestParam(required = false) @Nullable UUID key) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        UUID once = key == null ? UUID.randomUUID() : key;
        return atTheWindow(session, holder, () -> begin(clerk, holder, item, person, once));
    }

    private ModelAndView begin(Officer clerk, UUID holder, String item, String person, UUID key) {
        if (item.isBlank()) {
            return show(clerk, holder, item, person, "desk.intake.choose-item", HttpStatus.UNPROCESSABLE_CONTENT);
        }
        if (catalogue.current(item).isEmpty()) {
            // 清单之外无权力: the list offers published items only, so somebody forged this; supervision sees it.
            audit.recordAttempt(
                    clerk.region(),
                    clerk.id().toString(),
                    CaseDesk.BEYOND_THE_LIST,
                    "",
                    Map.of("code", "application.item.unknown", "kind", "OFFICER", "post", IntakePages.WINDOW));
            return show(clerk, holder, "", person, "application.item.unknown", HttpStatus.UNPROCESSABLE_CONTENT);
        }
        Optional<Applicant> applicant = applicant(holder, person);
        if (applicant.isEmpty()) {
            return show(clerk, holder, item, person, "desk.intake.agent", HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            Dossier draft = drafts.begin(applicant.get(), item, key);
            return ApplyFlow.goTo(IntakePages.address(draft.id()));
        } catch (CaseRuleBroken refusal) {
            return show(clerk, holder, item, person, refusal.code(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /** The person himself, or the entity with the agent who stands here. */
    private Optional<Applicant> applicant(UUID holder, String person) {
        Optional<LegalEntity> entity = entities.find(holder);
        if (entity.isEmpty()) {
            return Optional.of(applicants.of(holder, null));
        }
        List<Person> agents = agents(entity.get());
        Optional<Person> chosen = agents.size() == 1
                ? Optional.of(agents.getFirst())
                : agents.stream()
                        .filter(agent -> agent.id().toString().equals(person))
                        .findFirst();
        return chosen.map(agent -> applicants.of(agent.id(), holder));
    }

    private List<Person> agents(LegalEntity entity) {
        return entity.operators().stream()
                .map(Operator::person)
                .distinct()
                .filter(person -> entity.operator(person, today()).isPresent())
                .flatMap(person -> people.find(person).stream())
                .toList();
    }

    private ModelAndView show(
            Officer clerk, UUID holder, String item, String person, @Nullable String error, HttpStatus status) {
        Optional<LegalEntity> entity = entities.find(holder);
        Optional<Person> self = entity.isPresent() ? Optional.empty() : people.find(holder);
        ItemVersion.Audience audience = entity.isPresent() ? ItemVersion.Audience.ENTITY : ItemVersion.Audience.PERSON;
        List<ItemVersion> items = catalogue.published().stream()
                .filter(version -> version.audiences().contains(audience))
                .sorted(Comparator.comparing(ItemVersion::department).thenComparing(ItemVersion::code))
                .toList();
        var page = new IntakePage(
                officers.frame(clerk, DeskArea.INTAKE.href()),
                holder,
                entity.map(LegalEntity::name)
                        .or(() -> self.map(Person::maskedName))
                        .orElse(""),
                entity.map(each -> each.creditCode().masked())
                        .or(() -> self.map(Person::maskedCitizenId))
                        .orElse(""),
                entity.map(this::agents).orElse(List.of()),
                entity.isPresent(),
                drafts.of(holder).stream()
                        .map(draft -> new IntakePage.Open(draft, drafts.item(draft)))
                        .toList(),
                running(clerk, holder),
                items,
                item,
                person,
                error,
                events);
        return Page.show("desk/intake-applicant", page, status);
    }

    private List<IntakePage.Running> running(Officer clerk, UUID holder) {
        return lists.ofApplicant(clerk.region(), holder, time.instant().plusSeconds(1), WorkLists.MOST).stream()
                .filter(file -> !OVER.contains(file.status()))
                .map(file -> new IntakePage.Running(file, item(file)))
                .toList();
    }

    private Text item(WorkLists.Summary file) {
        return catalogue
                .version(file.subject().code(), file.subject().version())
                .map(ItemVersion::name)
                .orElseGet(() -> Text.of(file.subject().code()));
    }

    private ModelAndView ask(Officer clerk, IntakeForm form, HttpStatus status) {
        return Page.show(
                "desk/intake", new IntakeFormPage(officers.frame(clerk, DeskArea.INTAKE.href()), form), status);
    }

    private static ModelAndView welcome(HttpSession session, UUID holder) {
        AtTheWindow.add(session, holder);
        return ApplyFlow.goTo("/desk/intake/of/" + holder);
    }

    private static ModelAndView atTheWindow(HttpSession session, UUID holder, Supplier<ModelAndView> page) {
        return AtTheWindow.holds(session, holder) ? page.get() : ApplyFlow.goTo(DeskArea.INTAKE.href());
    }

    /** Nobody knows the password: it can be set at the counter when the person wants to sign in online. */
    private Person register(Officer clerk, CitizenId number, IntakeForm form) {
        String nobodys = UUID.randomUUID() + "-" + UUID.randomUUID();
        try {
            Person person = people.register(form.name(), number, form.phone(), passwords.hash(nobodys));
            record(clerk, Optional.of(person.id()), "registered");
            return person;
        } catch (PersonKnown raced) {
            return people.find(number).orElseThrow(() -> raced);
        }
    }

    private void record(Officer clerk, Optional<UUID> found, String what) {
        audit.record(
                clerk.region(),
                clerk.id().toString(),
                "desk.intake-lookup",
                found.map(UUID::toString).orElse("unknown"),
                Map.of("what", what));
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }
}
