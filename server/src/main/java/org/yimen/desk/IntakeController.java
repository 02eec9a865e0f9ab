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
import org.yimen.application.ApplicationDesk;
import org.yimen.application.Dossier;
import org.yimen.application.Drafts;
import org.yimen.application.Start;
import org.yimen.application.Start.How;
import org.yimen.application.Start.KeyKind;
import org.yimen.application.WindowDrafts;
import org.yimen.application.WindowEntries.Way;
import org.yimen.application.web.EventWords;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.casework.Attempts;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.casework.WorkLists;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.hall.Booking;
import org.yimen.hall.HallRuleBroken;
import org.yimen.hall.Ticket;
import org.yimen.hall.Tickets;
import org.yimen.hotline.WorkOrders;
import org.yimen.identifier.CitizenId;
import org.yimen.identifier.CreditCode;
import org.yimen.identity.Access;
import org.yimen.identity.Accesses;
import org.yimen.identity.Acting;
import org.yimen.identity.CardChecks;
import org.yimen.identity.CardRead;
import org.yimen.identity.Channel;
import org.yimen.identity.Entities;
import org.yimen.identity.IdentityRuleBroken;
import org.yimen.identity.LegalEntity;
import org.yimen.identity.Onlooker;
import org.yimen.identity.Operator;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.PersonKnown;
import org.yimen.identity.SpecialGroup;
import org.yimen.identity.SpecialGroups;
import org.yimen.identity.StaffMember;
import org.yimen.identity.Verifications;
import org.yimen.identity.Verifications.Shown;
import org.yimen.licence.LicenceDesk;
import org.yimen.notify.Enquiries;
import org.yimen.organisation.Counters;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.Text;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;
import org.yimen.rating.Occasion;
import org.yimen.rating.Ratings;

/** 综合窗口收件: one clerk takes in any item of any department, for whoever stands at the window. */
@Controller
class IntakeController {

    /** The states in which nothing more is done for the applicant. */
    private static final Set<String> OVER =
            Set.of("Delivered", "RefusalServed", "Archived", "Declined", "Withdrawn", "Terminated");

    private static final int MOST_LICENCES = 50;

    private final Officers officers;
    private final People people;
    private final Entities entities;
    private final Applicants applicants;
    private final Drafts drafts;
    private final WindowDrafts windowDrafts;
    private final Catalogue catalogue;
    private final WorkLists lists;
    private final EventWords events;
    private final Acting acting;
    private final Verifications verifications;
    private final Accesses accesses;
    private final SpecialGroups groups;
    private final CardChecks checks;
    private final Counter counter;
    private final Arrivals arrivals;
    private final AtTheWindow atTheWindow;
    private final Presence presence;
    private final LicenceDesk licences;
    private final WorkOrders orders;
    private final HallSides hall;
    private final Tickets tickets;
    private final Enquiries enquiries;
    private final Ratings ratings;
    private final Attempts attempts;
    private final AuditLog audit;
    private final InstantSource time;

    IntakeController(
            Officers officers,
            People people,
            Entities entities,
            Applicants applicants,
            Drafts drafts,
            WindowDrafts windowDrafts,
            Catalogue catalogue,
            WorkLists lists,
            EventWords events,
            Acting acting,
            Verifications verifications,
            Accesses accesses,
            SpecialGroups groups,
            CardChecks checks,
            Counter counter,
            Arrivals arrivals,
            AtTheWindow atTheWindow,
            Presence presence,
            LicenceDesk licences,
            WorkOrders orders,
            HallSides hall,
            Tickets tickets,
            Enquiries enquiries,
            Ratings ratings,
            Attempts attempts,
            AuditLog audit,
            InstantSource time) {
        this.officers = officers;
        this.people = people;
        this.entities = entities;
        this.applicants = applicants;
        this.drafts = drafts;
        this.windowDrafts = windowDrafts;
        this.catalogue = catalogue;
        this.lists = lists;
        this.events = events;
        this.acting = acting;
        this.verifications = verifications;
        this.accesses = accesses;
        this.groups = groups;
        this.checks = checks;
        this.counter = counter;
        this.arrivals = arrivals;
        this.atTheWindow = atTheWindow;
        this.presence = presence;
        this.licences = licences;
        this.orders = orders;
        this.hall = hall;
        this.tickets = tickets;
        this.enquiries = enquiries;
        this.ratings = ratings;
        this.attempts = attempts;
        this.audit = audit;
        this.time = time;
    }

    @GetMapping("/desk/intake")
    ModelAndView form(@AuthenticationPrincipal StaffMember staff) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        return ask(clerk, IntakeForm.empty(), HttpStatus.OK);
    }

    /**
     * Finds who stands at the window by his one number or by the code that he shows, or enters him; the log keeps that
     * somebody looked, not the number, and the person can read it too.
     */
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
        if (Verifications.isCode(form.number())) {
            Optional<Shown> shown = verifications.redeem(form.number(), Channel.WINDOW, onlooker(clerk));
            if (shown.isEmpty()) {
                return ask(clerk, form.wrong("number", "desk.intake.code-over"), HttpStatus.UNPROCESSABLE_CONTENT);
            }
            UUID person = shown.get().person();
            presence.shown(session, shown.get());
            return Page.goTo(arrivals.opens(clerk, session, person, null, Way.QR));
        }
        Optional<Booking> booked = arrivals.booking(clerk, form.number());
        if (booked.isPresent()) {
            UUID holder = booked.get().holder();
            record(clerk, Optional.of(holder), "booking-scanned");
            var _ = welcome(clerk, session, holder);
            if (Arrivals.vouches(booked.get())) {
                atTheWindow.booked(session, holder);
            }
            return Page.goTo(arrivals.opens(clerk, session, holder, booked.get().draft(), Way.QR));
        }
        Optional<CitizenId> citizen = CitizenId.parse(form.number());
        if (citizen.isEmpty() && CreditCode.parse(form.number()).isEmpty()) {
            return ask(clerk, form.wrong("number", "desk.intake.wrong"), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        Optional<UUID> known;
        try {
            known = counter.holder(clerk, form.number(), "number");
        } catch (Typed.Flaw often) {
            return ask(clerk, form.bounded(often), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        record(clerk, known, "looked-up");
        if (known.isPresent()) {
            return welcome(clerk, session, known.get());
        }
        if (citizen.isEmpty()) {
            return ask(clerk, form.wrong("number", "desk.intake.firm-unknown"), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        IntakeForm complete = form.checkedForNewcomer();
        if (complete.errors().isEmpty() && counter.isSomebodyElse(complete.name(), citizen.get())) {
            complete = complete.wrong("name", "desk.intake.name-other");
        }
        return complete.errors().isEmpty()
                ? welcome(
                        clerk, session, register(clerk, citizen.get(), complete).id())
                : ask(clerk, complete, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** 身份证识别: the card brings up its holder, or fills in name and number of somebody new. */
    @PostMapping("/desk/intake/card")
    ModelAndView card(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @RequestParam(defaultValue = "") String card) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        CardRead read;
        try {
            read = counter.read(clerk, card);
        } catch (IdentityRuleBroken none) {
            return ask(clerk, IntakeForm.empty().wrong("card", none.code()), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        if (read.expiredOn(today())) {
            return ask(clerk, IntakeForm.empty().wrong("card", "desk.card.expired"), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        Optional<Person> known = people.find(read.number());
        record(clerk, known.map(Person::id), "card-read");
        if (known.isEmpty()) {
            var form = new IntakeForm(read.number().value(), read.name(), "", true, Map.of());
            return ask(clerk, form, HttpStatus.OK);
        }
        if (!known.get().name().equals(read.name().strip())) {
            return ask(
                    clerk, IntakeForm.empty().wrong("card", "desk.card.other-name"), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        UUID person = known.get().id();
        var _ = verifications.read(person, onlooker(clerk));
        accesses.note(person, Access.Kind.CARD_READ, Channel.WINDOW, onlooker(clerk), "", null);
        atTheWindow.read(session, person, How.CARD);
        return Page.goTo(DeskArea.INTAKE.href() + "/of/" + person);
    }

    /** Compares the card on the reader with whoever is before the clerk; another one's stops what he has begun. */
    @PostMapping("/desk/intake/of/{holder}/card")
    ModelAndView compare(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @PathVariable UUID holder,
            @RequestParam(defaultValue = "") String card) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        return atTheWindow(session, holder, () -> {
            List<Person> expected =
                    entities.find(holder).map(this::agents).orElseGet(() -> people.find(List.of(holder)));
            CardRead read = counter.read(clerk, card);
            if (isAgent(read, holder)) {
                // Who acts for him is no stranger: he comes up himself, and brings that one's matters with him.
                return card(staff, session, card);
            }
            var outcome = checks.compare(clerk.region(), holder, read, expected, onlooker(clerk));
            if (outcome == CardChecks.Outcome.MATCHED) {
                atTheWindow.read(session, holder, How.CARD);
            }
            return Page.goTo(DeskArea.INTAKE.href() + "/of/" + holder);
        });
    }

    private boolean isAgent(CardRead card, UUID holder) {
        return people.find(card.number())
                .filter(person -> person.name().equals(card.name().strip()))
                .filter(person ->
                        acting.partsOf(person.id()).stream().anyMatch(part -> holder.equals(part.principalId())))
                .isPresent();
    }

    /** 特殊群体标识, noted on the spot. */
    @PostMapping("/desk/intake/of/{holder}/special")
    ModelAndView mark(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @PathVariable UUID holder,
            @RequestParam(defaultValue = "") String group,
            @RequestParam(defaultValue = "") String reason) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        return atTheWindow(session, holder, () -> {
            SpecialGroup chosen = Counter.group(group);
            if (chosen == null || people.find(holder).isEmpty()) {
                return show(clerk, session, holder, "", "", "desk.special.missing", HttpStatus.UNPROCESSABLE_CONTENT);
            }
            if (!atTheWindow.present(session, holder)) {
                // It lets him go first and, by rule, through the green channel: somebody has to have seen him.
                return show(clerk, session, holder, "", "", "desk.special.absent", HttpStatus.UNPROCESSABLE_CONTENT);
            }
            try {
                groups.mark(holder, chosen, reason, onlooker(clerk));
                tickets.marked(clerk.region(), holder);
            } catch (IdentityRuleBroken refusal) {
                String error =
                        refusal.code().equals("identity.special.reason") ? "desk.special.reason" : refusal.code();
                return show(clerk, session, holder, "", "", error, HttpStatus.UNPROCESSABLE_CONTENT);
            }
            return Page.goTo(DeskArea.INTAKE.href() + "/of/" + holder);
        });
    }

    /** 帮办: whoever belongs to a special group is asked at the window whether somebody is to go with him. */
    @PostMapping("/desk/intake/of/{holder}/helper")
    ModelAndView helper(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @PathVariable UUID holder,
            @RequestParam(defaultValue = "true") boolean wanted) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        return atTheWindow(session, holder, () -> {
            Optional<Ticket> number = tickets.of(clerk.region(), holder).stream()
                    .filter(Ticket::open)
                    .findFirst();
            if (number.isEmpty()) {
                return show(clerk, session, holder, "", "", "desk.special.no-number", HttpStatus.UNPROCESSABLE_CONTENT);
            }
            try {
                tickets.wishHelper(clerk.region(), number.get().id(), wanted);
            } catch (HallRuleBroken _) {
                return show(clerk, session, holder, "", "", "desk.special.no-number", HttpStatus.UNPROCESSABLE_CONTENT);
            }
            return Page.goTo(DeskArea.INTAKE.href() + "/of/" + holder);
        });
    }

    @PostMapping("/desk/intake/of/{holder}/special/end")
    ModelAndView unmark(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @PathVariable UUID holder,
            @RequestParam UUID id) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        return atTheWindow(session, holder, () -> {
            groups.end(holder, id, clerk.id());
            return Page.goTo(DeskArea.INTAKE.href() + "/of/" + holder);
        });
    }

    @GetMapping("/desk/intake/of/{holder}")
    ModelAndView applicant(@AuthenticationPrincipal StaffMember staff, HttpSession session, @PathVariable UUID holder) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        return atTheWindow(session, holder, () -> show(clerk, session, holder, "", "", null, HttpStatus.OK));
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
        return atTheWindow(session, holder, () -> begin(clerk, session, holder, item, person, once));
    }

    private ModelAndView begin(Officer clerk, HttpSession session, UUID holder, String item, String person, UUID key) {
        if (item.isBlank()) {
            return show(
                    clerk, session, holder, item, person, "desk.intake.choose-item", HttpStatus.UNPROCESSABLE_CONTENT);
        }
        Optional<ItemVersion> wanted = catalogue.current(item);
        if (wanted.isEmpty()) {
            // 清单之外无权力: the list offers published items only, so somebody forged this; supervision sees it.
            var _ = attempts.told(
                    clerk.region(),
                    Actor.officer(clerk.id(), Counters.seat(clerk)),
                    "application.attempt.begin",
                    CaseRuleBroken.beyondTheList("application.item.unknown", item));
            return show(
                    clerk, session, holder, "", person, "application.item.unknown", HttpStatus.UNPROCESSABLE_CONTENT);
        }
        if (!Counters.standsFor(clerk, wanted.get().department())) {
            return show(
                    clerk, session, holder, "", person, "desk.intake.other-counter", HttpStatus.UNPROCESSABLE_CONTENT);
        }
        Optional<Applicant> applicant = applicant(holder, person);
        if (applicant.isEmpty()) {
            return show(clerk, session, holder, item, person, "desk.intake.agent", HttpStatus.UNPROCESSABLE_CONTENT);
        }
        if (!covers(holder, person, item)) {
            return show(
                    clerk,
                    session,
                    holder,
                    item,
                    person,
                    "identity.delegation.not-covered",
                    HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            counter.mustNotBeStopped(clerk, holder);
            Drafts.Begun begun = windowDrafts.begin(
                    applicant.get(),
                    item,
                    start(session, holder),
                    key,
                    clerk.id(),
                    atTheWindow.present(session, holder));
            Dossier draft = begun.draft();
            // Asked of what is there now: its owner may have begun it at home a moment ago.
            if (!begun.made() && !opens(clerk, session, holder, draft)) {
                return show(
                        clerk,
                        session,
                        holder,
                        item,
                        person,
                        "desk.intake.begun-elsewhere",
                        HttpStatus.UNPROCESSABLE_CONTENT);
            }
            arrivals.begun(begun, clerk);
            atTheWindow.bringsUp(session, draft.id(), holder);
            return Page.goTo(IntakePages.address(draft.id()));
        } catch (RuleBroken refusal) {
            return show(clerk, session, holder, item, person, refusal.code(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /** Whoever stands here for another has shown who he is, not that one. */
    @Guard
    private boolean opens(Officer clerk, HttpSession session, UUID holder, Dossier draft) {
        return atTheWindow.vouched(session, holder) || arrivals.mayOpen(clerk, session, draft);
    }

    /** By which number he came up: a person's by his own, a firm by its code. */
    private Start start(HttpSession session, UUID holder) {
        boolean firm = entities.find(holder).isPresent();
        return new Start(
                firm ? KeyKind.CREDIT_CODE : KeyKind.CITIZEN_ID,
                atTheWindow.how(session, holder).orElse(How.TYPED));
    }

    /**
     * The entity with the agent who stands here, or the person himself or in the name in which he stands here: one number
     * brings up all of them.
     */
    private Optional<Applicant> applicant(UUID holder, String person) {
        Optional<LegalEntity> entity = entities.find(holder);
        if (entity.isEmpty()) {
            return acting.partsOf(holder).stream()
                    .filter(part -> part.code().equals(person.isEmpty() ? "self" : person))
                    .findFirst()
                    .map(part -> applicants.of(holder, part.entityId(), part.principalId()));
        }
        List<Person> agents = agents(entity.get());
        Optional<Person> chosen = agents.size() == 1
                ? Optional.of(agents.getFirst())
                : agents.stream()
                        .filter(agent -> agent.id().toString().equals(person))
                        .findFirst();
        return chosen.map(agent -> applicants.of(agent.id(), holder));
    }

    private boolean covers(UUID holder, String person, String item) {
        return entities.find(holder).isPresent()
                || acting.partsOf(holder).stream()
                        .filter(part -> part.code().equals(person.isEmpty() ? "self" : person))
                        .anyMatch(part -> part.covers(item));
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
            Officer clerk,
            HttpSession session,
            UUID holder,
            String item,
            String person,
            @Nullable String error,
            HttpStatus status) {
        Optional<LegalEntity> entity = entities.find(holder);
        Optional<Person> self = entity.isPresent() ? Optional.empty() : people.find(holder);
        List<Acting.Part> parts = entity.isPresent() ? List.of() : acting.partsOf(holder);
        boolean firms = entity.isPresent() || parts.stream().anyMatch(Acting.Part::firm);
        boolean persons = entity.isEmpty();
        List<WorkLists.Summary> files = lists
                .ofApplicant(
                        clerk.region(),
                        ApplicationDesk.KIND,
                        holder,
                        time.instant().plusSeconds(1),
                        WorkLists.MOST)
                .stream()
                .filter(file -> officers.opens(clerk, file))
                .toList();
        LocalDate today = today();
        // What he has in other places is no matter of one place's window until he stands there.
        boolean present = atTheWindow.present(session, holder);
        Officer reader = present ? clerk : clerk.overall();
        List<Dossier> open = drafts.of(holder).stream()
                .filter(draft -> arrivals.isFor(clerk, draft))
                .toList();
        List<UUID> passed = arrivals.passed(open);
        List<ItemVersion> items = catalogue.published().stream()
                .filter(version -> Counters.standsFor(clerk, version.department()))
                .filter(version -> (firms && version.audiences().contains(ItemVersion.Audience.ENTITY))
                        || (persons && version.audiences().contains(ItemVersion.Audience.PERSON)))
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
                open.stream()
                        .map(draft -> new IntakePage.Open(
                                draft,
                                drafts.item(draft),
                                passed.contains(draft.id()),
                                !opens(clerk, session, holder, draft)))
                        .toList(),
                files.stream()
                        .filter(file -> !OVER.contains(file.status()))
                        .map(this::running)
                        .toList(),
                items,
                item,
                person,
                error,
                events,
                new IntakePage.AtHand(
                        atTheWindow.how(session, holder).orElse(How.TYPED),
                        atTheWindow.lapsed(session, holder),
                        verifications.mayPrint(holder, clerk.id()),
                        files.stream()
                                .filter(file -> OVER.contains(file.status()))
                                .map(this::running)
                                .toList(),
                        licences
                                .heldBy(
                                        clerk.region(),
                                        entity.map(each -> each.creditCode().value())
                                                .or(() -> self.map(
                                                        each -> each.citizenId().value()))
                                                .orElse(""))
                                .stream()
                                .filter(licence -> Counters.standsFor(reader, licence.issuerDepartment()))
                                .limit(MOST_LICENCES)
                                .map(licence -> new IntakePage.Held(licence, licence.standingOn(today)))
                                .toList(),
                        self.orElse(null),
                        self.isPresent() ? groups.of(holder) : List.of(),
                        parts,
                        counter.hasReader(),
                        counter.samples(),
                        counter.stopped(clerk, holder).orElse(null),
                        orders.of(clerk.region(), holder, reader, atTheWindow.present(session, holder), MOST_LICENCES),
                        hall.of(clerk, session, holder)),
                new IntakePage.Said(
                        enquiries.of(clerk.region(), holder).stream()
                                .filter(each -> Counters.standsFor(reader, each.department()))
                                .toList(),
                        toRate(reader, session, holder)));
        return Page.show("desk/intake-applicant", page, status);
    }

    /**
     * What he may still rate. At the counter of those who were rated only while he stands there: from one number to the next it
     * would tell who has rated. Of a visit not: who served him would see that he spoke.
     */
    private List<Text> toRate(Officer clerk, HttpSession session, UUID holder) {
        if (!Counters.standsForAll(clerk) && !atTheWindow.present(session, holder)) {
            return List.of();
        }
        return ratings.of(clerk.region(), holder, Ratings.MOST).stream()
                .filter(occasion -> occasion.kind() == Occasion.Kind.CASE && occasion.rating() == null)
                .filter(occasion -> Counters.standsFor(clerk, occasion.department()))
                .map(Occasion::name)
                .toList();
    }

    private IntakePage.Running running(WorkLists.Summary file) {
        return new IntakePage.Running(file, item(file));
    }

    private Text item(WorkLists.Summary file) {
        return catalogue
                .version(file.subject().code(), file.subject().version())
                .map(ItemVersion::name)
                .orElseGet(() -> Text.of(file.subject().code()));
    }

    private ModelAndView ask(Officer clerk, IntakeForm form, HttpStatus status) {
        return Page.show(
                "desk/intake",
                new IntakeFormPage(
                        officers.frame(clerk, DeskArea.INTAKE.href()), form, counter.hasReader(), counter.samples()),
                status);
    }

    private ModelAndView welcome(Officer clerk, HttpSession session, UUID holder) {
        if (people.find(holder).isPresent()) {
            accesses.lookedUp(holder, onlooker(clerk));
        }
        atTheWindow.found(session, holder);
        return Page.goTo("/desk/intake/of/" + holder);
    }

    private ModelAndView atTheWindow(HttpSession session, UUID holder, Supplier<ModelAndView> page) {
        return atTheWindow.holds(session, holder) ? page.get() : Page.goTo(DeskArea.INTAKE.href());
    }

    private Person register(Officer clerk, CitizenId number, IntakeForm form) {
        try {
            Person person = people.enter(form.name(), number, form.phone());
            record(clerk, Optional.of(person.id()), "registered");
            return person;
        } catch (PersonKnown raced) {
            return people.find(number).orElseThrow(() -> raced);
        }
    }

    private static Onlooker onlooker(Officer clerk) {
        return Counter.atWindow(clerk);
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
