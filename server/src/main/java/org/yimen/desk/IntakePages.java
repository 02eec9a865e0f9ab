package org.yimen.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.Application.Command.Accept;
import org.yimen.application.Application.Command.AcceptWithGaps;
import org.yimen.application.Application.Command.Receive;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.Dossier;
import org.yimen.application.Drafts;
import org.yimen.application.PreChecks;
import org.yimen.application.PreChecks.PreCheck;
import org.yimen.application.WindowEntries;
import org.yimen.application.WindowEntries.Way;
import org.yimen.application.web.ApplyFlow;
import org.yimen.application.web.Bench;
import org.yimen.application.web.UploadFlow;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.catalogue.ItemVersion;
import org.yimen.form.Autosaved;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Counters;
import org.yimen.organisation.Officer;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Words;

/** 线上线下一套流程: the pages of applying as citizens see them, filled in by the clerk for whoever stands there. */
@Controller
@RequestMapping("/desk/intake/{id}")
class IntakePages {

    private static final String CHANNEL = "window";
    private static final String CHECK = "check";

    private final Officers officers;
    private final Drafts drafts;
    private final ApplicationDesk desk;
    private final ApplyFlow flow;
    private final Counter counter;
    private final PreChecks preChecks;
    private final WindowEntries entries;
    private final Arrivals arrivals;
    private final AtTheWindow atTheWindow;
    private final UploadFlow uploads;

    IntakePages(
            Officers officers,
            Drafts drafts,
            ApplicationDesk desk,
            ApplyFlow flow,
            Counter counter,
            PreChecks preChecks,
            WindowEntries entries,
            Arrivals arrivals,
            AtTheWindow atTheWindow,
            UploadFlow uploads) {
        this.officers = officers;
        this.drafts = drafts;
        this.desk = desk;
        this.flow = flow;
        this.counter = counter;
        this.preChecks = preChecks;
        this.entries = entries;
        this.arrivals = arrivals;
        this.atTheWindow = atTheWindow;
        this.uploads = uploads;
    }

    static String address(UUID draft) {
        return DeskArea.INTAKE.href() + "/" + draft;
    }

    @GetMapping
    ModelAndView tasks(@AuthenticationPrincipal StaffMember staff, HttpSession session, @PathVariable UUID id) {
        Dossier draft = draft(staff, session, id);
        entries.opened(draft.region(), id, Way.FOUND, staff.staffId());
        return flow.tasks(draft, bench(session, draft));
    }

    @GetMapping("/question/{code}")
    ModelAndView question(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @PathVariable UUID id,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String rows) {
        Dossier draft = draft(staff, session, id);
        return flow.question(draft, bench(session, draft), code, CHECK.equals(from), rows);
    }

    @GetMapping("/section/{code}")
    ModelAndView section(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @PathVariable UUID id,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String rows) {
        Dossier draft = draft(staff, session, id);
        return flow.section(draft, bench(session, draft), code, CHECK.equals(from), rows);
    }

    @PostMapping("/section/{code}")
    ModelAndView answers(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @PathVariable UUID id,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam MultiValueMap<String, String> form) {
        Dossier draft = change(staff, session, id, address(id));
        return flow.answers(draft, bench(session, draft), code, form, CHECK.equals(from));
    }

    /** Saves what a page holds while the clerk is typing. */
    @PostMapping("/answers")
    @ResponseBody
    Autosaved autosave(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> form,
            Locale locale) {
        Dossier draft = change(staff, session, id, address(id));
        return flow.autosave(draft, bench(session, draft), form, Words.of(locale));
    }

    @PostMapping("/question/{code}")
    ModelAndView answer(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @PathVariable UUID id,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam MultiValueMap<String, String> form) {
        Dossier draft = change(staff, session, id, address(id));
        return flow.answer(draft, bench(session, draft), code, form, CHECK.equals(from));
    }

    @GetMapping("/material/{code}")
    ModelAndView material(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @PathVariable UUID id,
            @PathVariable String code) {
        Dossier draft = draft(staff, session, id);
        return flow.material(draft, bench(session, draft), code);
    }

    @PostMapping("/material/{code}")
    ModelAndView attach(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @PathVariable UUID id,
            @PathVariable String code,
            @RequestParam MultipartFile file)
            throws IOException {
        Dossier draft = change(staff, session, id, address(id) + "/material/" + code);
        return flow.attach(draft, bench(session, draft), code, file);
    }

    /** Begins an upload in pieces, or finds the one that broke off. */
    @PostMapping("/material/{code}/uploads")
    @ResponseBody
    ResponseEntity<UploadFlow.Answer> upload(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @PathVariable UUID id,
            @PathVariable String code,
            UploadFlow.Announced announced,
            Locale locale) {
        Dossier draft = change(staff, session, id, address(id) + "/material/" + code);
        return uploads.begin(draft, code, announced.file(), locale);
    }

    @PostMapping("/material/{code}/uploads/{upload}")
    @ResponseBody
    ResponseEntity<UploadFlow.Answer> piece(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @PathVariable UUID id,
            @PathVariable String code,
            @PathVariable UUID upload,
            @RequestParam long from,
            @RequestParam MultipartFile file,
            Locale locale)
            throws IOException {
        Dossier draft = change(staff, session, id, address(id) + "/material/" + code);
        return uploads.piece(draft, upload, from, file.getBytes(), locale);
    }

    @GetMapping("/commitment")
    ModelAndView commitment(@AuthenticationPrincipal StaffMember staff, HttpSession session, @PathVariable UUID id) {
        Dossier draft = draft(staff, session, id);
        return flow.commitment(draft, bench(session, draft));
    }

    @PostMapping("/commitment")
    ModelAndView commit(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean signs) {
        Dossier draft = change(staff, session, id, address(id));
        return flow.commit(draft, bench(session, draft), signs);
    }

    @PostMapping("/material/{code}/promise")
    ModelAndView promise(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @PathVariable UUID id,
            @PathVariable String code,
            @RequestParam(defaultValue = "") String by) {
        Dossier draft = change(staff, session, id, address(id) + "/material/" + code);
        return flow.promise(draft, bench(session, draft), code, by);
    }

    @PostMapping("/material/{code}/promise/withdraw")
    ModelAndView promiseNothing(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @PathVariable UUID id,
            @PathVariable String code) {
        Dossier draft = change(staff, session, id, address(id) + "/material/" + code);
        return flow.promiseNothing(draft, bench(session, draft), code);
    }

    @PostMapping("/material/{code}/remove")
    ModelAndView detach(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @PathVariable UUID id,
            @PathVariable String code,
            @RequestParam UUID file) {
        Dossier draft = change(staff, session, id, address(id) + "/material/" + code);
        return flow.detach(draft, bench(session, draft), code, file);
    }

    @GetMapping("/check")
    ModelAndView check(@AuthenticationPrincipal StaffMember staff, HttpSession session, @PathVariable UUID id) {
        Dossier draft = draft(staff, session, id);
        return flow.check(draft, bench(session, draft));
    }

    /** Hands in for the applicant; a second click finds the case and shows it. */
    @PostMapping("/submit")
    ModelAndView submit(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @PathVariable UUID id,
            @RequestParam UUID key,
            @RequestParam(defaultValue = "false") boolean inbox) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        boolean done = desk.submitted(id)
                .filter(file -> atTheWindow.holds(session, file.applicant()) || atTheWindow.holds(session, id))
                .isPresent();
        if (done) {
            return Page.goTo("/desk/cases/" + id);
        }
        Dossier draft = handIn(staff, session, id, "/check");
        counter.mustNotBeStopped(clerk, draft.applicant().holder());
        counter.mustNotBeStopped(clerk, draft.applicant().person());
        if (inbox && !atTheWindow.present(session, draft.applicant().holder())) {
            // He agrees to it himself, and so he stands here.
            throw new CardNeeded(id, address(id) + "/check");
        }
        ModelAndView next = flow.submit(
                draft,
                bench(session, draft),
                Actor.officer(clerk.id(), Counters.seat(clerk)),
                CHANNEL,
                key,
                inbox,
                arrivals.isVouched(session, draft));
        if (desk.submitted(id).isPresent()) {
            arrivals.handedIn(session, draft);
        }
        return next;
    }

    /**
     * 到场受理: a draft whose pre-check passed, and was not changed since, is handed in and accepted with one click; where
     * this window only receives, it is handed in and received.
     */
    @PostMapping("/accept")
    ModelAndView accept(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @PathVariable UUID id,
            @RequestParam UUID key) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        Optional<Dossier> handedIn = desk.submitted(id)
                .filter(file -> atTheWindow.holds(session, file.applicant()) || atTheWindow.holds(session, id))
                .map(file -> desk.dossier(file.id()));
        Dossier dossier = handedIn.orElseGet(() -> handIn(staff, session, id, ""));
        Optional<PreCheck> passed = preChecks.passed(dossier);
        if (passed.isEmpty()) {
            return Page.goTo(handedIn.isPresent() ? "/desk/cases/" + id : address(id) + "/check");
        }
        counter.mustNotBeStopped(clerk, dossier.applicant().holder());
        counter.mustNotBeStopped(clerk, dossier.applicant().person());
        Actor window = officers.actor(clerk, drafts.item(dossier));
        if (handedIn.isEmpty()) {
            Optional<ModelAndView> lacking =
                    flow.fetch(dossier, bench(session, dossier), arrivals.isVouched(session, dossier));
            if (lacking.isPresent()) {
                return lacking.get();
            }
            desk.submit(dossier, Actor.officer(clerk.id(), Counters.seat(clerk)), CHANNEL, key.toString());
            arrivals.handedIn(session, dossier);
        }
        ItemVersion item = drafts.item(dossier);
        boolean whole = Drafts.promised(item, dossier).isEmpty();
        List<String> looked = passed.get().looked();
        if (clerk.acceptingLetter(item.department(), item.code(), drafts.today(), item.isInstant())
                .isEmpty()) {
            desk.act(
                    new CaseId(dossier.region(), id),
                    window,
                    UUID.nameUUIDFromBytes((key + "/receive").getBytes(UTF_8)).toString(),
                    null,
                    new Receive(looked));
            entries.accepted(clerk.region(), id);
            return Page.goTo("/desk/cases/" + id + "?done=receive");
        }
        desk.write(
                new CaseId(dossier.region(), id),
                window,
                UUID.nameUUIDFromBytes((key + "/accept").getBytes(UTF_8)).toString(),
                null,
                paper -> whole ? new Accept(paper, looked) : new AcceptWithGaps(paper, looked));
        entries.accepted(clerk.region(), id);
        return Page.goTo("/desk/cases/" + id + "?done=" + (whole ? "accept" : "accept-with-gaps"));
    }

    /** The page of the applicant says what is missing, and offers the card reader and the code. */
    @ExceptionHandler
    ModelAndView begunElsewhere(BegunElsewhere refusal) {
        return Page.goTo(of(refusal.holder));
    }

    private Dossier draft(StaffMember staff, HttpSession session, UUID id) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        Dossier draft = arrivals.brought(clerk, session, id);
        if (!arrivals.mayOpen(clerk, session, draft)) {
            throw new BegunElsewhere(draft.applicant().holder());
        }
        return draft;
    }

    /** As above; what was typed while the card had run out comes along to the reader, and back. */
    private Dossier change(StaffMember staff, HttpSession session, UUID id, String page) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        Dossier draft = arrivals.brought(clerk, session, id);
        if (!arrivals.mayOpen(clerk, session, draft)) {
            throw new CardNeeded(id, page);
        }
        return draft;
    }

    private Dossier handIn(StaffMember staff, HttpSession session, UUID id, String page) {
        Dossier draft = change(staff, session, id, address(id) + page);
        if (!arrivals.mayHandIn(session, draft)) {
            throw new CardNeeded(id, address(id) + page);
        }
        return draft;
    }

    private Bench bench(HttpSession session, Dossier draft) {
        return bench(draft, atTheWindow.present(session, draft.applicant().holder()));
    }

    /** @param present true where the holder himself is there: who began a draft for a typed number sees nothing of his */
    static Bench bench(Dossier draft, boolean present) {
        UUID holder = draft.applicant().holder();
        return new Bench(address(draft.id()), of(holder), "/desk/cases/" + draft.id(), false, present);
    }

    private static String of(UUID holder) {
        return DeskArea.INTAKE.href() + "/of/" + holder;
    }

    /** Only a typed number says that the applicant of this draft is here. */
    static final class BegunElsewhere extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final UUID holder;

        BegunElsewhere(UUID holder) {
            super("Begun elsewhere, and nobody vouched", null, false, false);
            this.holder = holder;
        }
    }
}
