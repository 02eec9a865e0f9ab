package org.yimen.desk;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.Dossier;
import org.yimen.application.Dossier.Filed;
import org.yimen.application.Drafts;
import org.yimen.application.Holdings.Held;
import org.yimen.application.web.ApplyFlow;
import org.yimen.application.web.FileViewer;
import org.yimen.identity.Access;
import org.yimen.identity.Accesses;
import org.yimen.identity.Channel;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Counters;
import org.yimen.organisation.Officer;
import org.yimen.platform.web.Page;

/**
 * 窗口的材料复用和免交: what is held of whoever stands at the window is taken over by the rules of the web. A typed number
 * opens none of it: only his card, his code or his number while it is served.
 */
@Controller
@RequestMapping("/desk/intake/{id}")
class HoldingsController {

    private final Officers officers;
    private final AtTheWindow window;
    private final Drafts drafts;
    private final ApplyFlow flow;
    private final FileViewer viewer;
    private final Counter counter;
    private final Accesses accesses;

    HoldingsController(
            Officers officers,
            AtTheWindow window,
            Drafts drafts,
            ApplyFlow flow,
            FileViewer viewer,
            Counter counter,
            Accesses accesses) {
        this.officers = officers;
        this.window = window;
        this.drafts = drafts;
        this.flow = flow;
        this.viewer = viewer;
        this.counter = counter;
        this.accesses = accesses;
    }

    /** 材料复用 on the material's own page; taken over twice it is there once, and noted once. */
    @PostMapping("/material/{code}/take")
    ModelAndView takeOver(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @PathVariable UUID id,
            @PathVariable String code,
            @RequestParam UUID dossier,
            @RequestParam UUID file) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        Dossier draft = draft(clerk, session, id);
        if (!present(session, draft)) {
            return toHolder(draft);
        }
        ModelAndView page = flow.takeOver(draft, IntakePages.bench(draft, true), code, dossier, file);
        // The second one of two clicks takes nothing, and nothing is noted twice.
        if (drafts.find(id).filter(now -> now.version() != draft.version()).isPresent()) {
            note(clerk, draft, Access.Kind.PAPERS_REUSED);
        }
        return page;
    }

    /** One of the files that are offered, looked at before it is taken over; he reads who looked. */
    @GetMapping("/held/{dossier}/{file}")
    ResponseEntity<byte[]> look(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @PathVariable UUID id,
            @PathVariable UUID dossier,
            @PathVariable UUID file,
            HttpServletResponse response) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        Dossier draft = draft(clerk, session, id);
        Filed held = Optional.of(draft).filter(each -> present(session, each)).stream()
                .flatMap(this::offered)
                .filter(each ->
                        each.dossier().equals(dossier) && each.file().id().equals(file))
                .map(Held::file)
                .findFirst()
                .orElseThrow(HoldingsController::none);
        counter.fileShown(clerk, draft.applicant(), id);
        return viewer.bytes(held, response);
    }

    /** 免交: what the office fetches, and what he would rather bring. */
    @GetMapping("/free")
    ModelAndView free(@AuthenticationPrincipal StaffMember staff, HttpSession session, @PathVariable UUID id) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        Dossier draft = draft(clerk, session, id);
        return present(session, draft) ? flow.free(draft, IntakePages.bench(draft, true)) : toHolder(draft);
    }

    @PostMapping("/free")
    ModelAndView bring(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") List<String> bring) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        Dossier draft = draft(clerk, session, id);
        return present(session, draft) ? flow.bring(draft, IntakePages.bench(draft, true), bring) : toHolder(draft);
    }

    private Stream<Held> offered(Dossier draft) {
        return Drafts.uploads(drafts.item(draft), draft).stream()
                .flatMap(material -> drafts.held(draft, material).stream());
    }

    private void note(Officer clerk, Dossier draft, Access.Kind kind) {
        accesses.note(draft.applicant().holder(), kind, Channel.WINDOW, Counter.atWindow(clerk), "", draft.id());
    }

    /** The holder's, and nobody else's: who began a draft for a typed number sees nothing that is held. */
    private boolean present(HttpSession session, Dossier draft) {
        return window.present(session, draft.applicant().holder());
    }

    private Dossier draft(Officer clerk, HttpSession session, UUID id) {
        return drafts.find(id)
                .filter(each -> window.holds(session, each.applicant().holder()))
                .filter(each -> Counters.standsFor(clerk, drafts.item(each).department()))
                .orElseThrow(HoldingsController::none);
    }

    /** His page says what is missing, and offers the card reader and the code. */
    private static ModelAndView toHolder(Dossier draft) {
        return Page.goTo(DeskArea.INTAKE.href() + "/of/" + draft.applicant().holder());
    }

    private static ResponseStatusException none() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
