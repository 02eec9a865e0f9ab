package org.yimen.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.Applicant;
import org.yimen.application.Applicants;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.Bans;
import org.yimen.application.BegunAtWindow;
import org.yimen.application.Dossier;
import org.yimen.application.Dossier.Filed;
import org.yimen.application.Drafts;
import org.yimen.application.Start;
import org.yimen.application.Uploads;
import org.yimen.application.WindowDrafts;
import org.yimen.application.web.ApplyFlow;
import org.yimen.application.web.BegunPage;
import org.yimen.application.web.Bench;
import org.yimen.application.web.FilePage;
import org.yimen.application.web.FileViewer;
import org.yimen.application.web.UploadFlow;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Audience;
import org.yimen.form.Autosaved;
import org.yimen.identity.Citizen;
import org.yimen.identity.IdentityRuleBroken;
import org.yimen.identity.Terminals;
import org.yimen.organisation.Directory;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Words;

/** Mounts the filling-in for citizens and those who act for an entity. */
@Controller
class ApplyController {

    private static final String BEGUN = "/begun";

    private final Visitors visitors;
    private final ApplyFlow flow;
    private final Applicants applicants;
    private final Drafts drafts;
    private final WindowDrafts begun;
    private final Bans bans;
    private final ApplicationDesk desk;
    private final Terminals terminals;
    private final Catalogue catalogue;
    private final Directory directory;
    private final FileViewer viewer;
    private final UploadFlow uploads;

    ApplyController(
            Visitors visitors,
            ApplyFlow flow,
            Applicants applicants,
            Drafts drafts,
            WindowDrafts begun,
            Bans bans,
            ApplicationDesk desk,
            Terminals terminals,
            Catalogue catalogue,
            Directory directory,
            FileViewer viewer,
            UploadFlow uploads) {
        this.visitors = visitors;
        this.flow = flow;
        this.applicants = applicants;
        this.drafts = drafts;
        this.begun = begun;
        this.bans = bans;
        this.desk = desk;
        this.terminals = terminals;
        this.catalogue = catalogue;
        this.directory = directory;
        this.viewer = viewer;
        this.uploads = uploads;
    }

    @GetMapping("/apply/{item}")
    ModelAndView start(@PathVariable String item, @AuthenticationPrincipal Citizen citizen) {
        ItemVersion version = catalogue.current(item).orElseThrow(ApplyController::notFound);
        Visitor visitor = visitors.of(citizen);
        Applicant applicant = applicants.of(citizen);
        boolean open = drafts.of(applicant.holder()).stream()
                .anyMatch(draft -> draft.item().equals(item));
        boolean may = version.audiences().contains(applicant.entity() ? Audience.ENTITY : Audience.PERSON);
        return Page.show(
                "portal/start",
                new StartPage(
                        version,
                        applicant,
                        open,
                        may,
                        visitor.part(),
                        visitor.covers(item),
                        bans.until(directory.region(), applicant.holder(), version)
                                .orElse(null)));
    }

    /** Begins a draft, or goes on with the one that is there. */
    @PostMapping("/apply/{item}")
    ModelAndView begin(
            @PathVariable String item,
            @RequestParam(required = false) @Nullable UUID key,
            @AuthenticationPrincipal Citizen citizen,
            HttpServletRequest request,
            HttpServletResponse response) {
        // 委托 for some items only: what it does not name is not begun in that name.
        Visitor visitor = visitors.of(citizen);
        if (!visitor.covers(item)) {
            throw new IdentityRuleBroken("identity.delegation.not-covered");
        }
        Applicant applicant = applicants.of(citizen);
        Dossier draft = drafts.begin(applicant, item, Start.signedIn(applicant), key == null ? UUID.randomUUID() : key);
        if (begun.isAskedAbout(draft)) {
            // What he has said of his situation waits until he has said whose draft this is.
            return Page.goTo(base(draft.id()) + BEGUN);
        }
        situated(begun.opened(draft), request, response);
        return Page.goTo(base(draft.id()));
    }

    /** What he said of his situation before is answered; what the draft holds already stays. */
    private void situated(Dossier draft, HttpServletRequest request, HttpServletResponse response) {
        Situation.in(request, draft.item()).ifPresent(situation -> {
            var open = new LinkedHashMap<>(situation.answers());
            open.keySet().removeAll(draft.answers().questions());
            var _ = drafts.answer(draft, open);
            Situation.forget(request, response);
        });
    }

    /** 窗口代填: asks before he writes into what a clerk began. */
    @GetMapping("/apply/draft/{id}/begun")
    ModelAndView begun(@PathVariable UUID id, @AuthenticationPrincipal Citizen citizen) {
        Visitor visitor = visitors.of(citizen);
        Dossier draft = found(id, visitor).orElseThrow(ApplyController::notFound);
        return begun.isAskedAbout(draft)
                ? Page.show(
                        "application/begun", new BegunPage(bench(id, visitor), drafts.item(draft), UUID.randomUUID()))
                : Page.goTo(base(id));
    }

    @PostMapping("/apply/draft/{id}/begun")
    ModelAndView said(
            @PathVariable UUID id,
            @RequestParam String item,
            @RequestParam String choice,
            @RequestParam UUID key,
            @AuthenticationPrincipal Citizen citizen,
            HttpServletRequest request,
            HttpServletResponse response) {
        Visitor visitor = visitors.of(citizen);
        Optional<Dossier> draft = found(id, visitor).filter(each -> each.item().equals(item));
        if (!visitor.covers(item) || (draft.isEmpty() && !choice.equals("fresh"))) {
            throw notFound();
        }
        Applicant applicant = applicants.of(citizen);
        Dossier his = begun.said(draft, choice.equals("fresh"), applicant, item, Start.signedIn(applicant), key);
        situated(his, request, response);
        return Page.goTo(base(his.id()));
    }

    @ExceptionHandler
    ModelAndView begunAtWindow(BegunAtWindow asked) {
        return Page.goTo(base(asked.draft()) + BEGUN);
    }

    @GetMapping("/apply/draft/{id}")
    ModelAndView tasks(@PathVariable UUID id, @AuthenticationPrincipal Citizen citizen) {
        return with(id, citizen, flow::tasks);
    }

    @GetMapping("/apply/draft/{id}/question/{code}")
    ModelAndView question(
            @PathVariable UUID id,
            @PathVariable String code,
            @RequestParam(name = "from", defaultValue = "") String from,
            @RequestParam(required = false) @Nullable String rows,
            @AuthenticationPrincipal Citizen citizen) {
        return with(id, citizen, (draft, bench) -> flow.question(draft, bench, code, from.equals("check"), rows));
    }

    @GetMapping("/apply/draft/{id}/section/{code}")
    ModelAndView section(
            @PathVariable UUID id,
            @PathVariable String code,
            @RequestParam(name = "from", defaultValue = "") String from,
            @RequestParam(required = false) @Nullable String rows,
            @AuthenticationPrincipal Citizen citizen) {
        return with(id, citizen, (draft, bench) -> flow.section(draft, bench, code, from.equals("check"), rows));
    }

    @PostMapping("/apply/draft/{id}/section/{code}")
    ModelAndView answers(
            @PathVariable UUID id,
            @PathVariable String code,
            @RequestParam(name = "from", defaultValue = "") String from,
            @RequestParam MultiValueMap<String, String> form,
            @AuthenticationPrincipal Citizen citizen) {
        return change(id, citizen, (draft, bench) -> flow.answers(draft, bench, code, form, from.equals("check")));
    }

    /** Saves what a page holds while somebody is typing. */
    @PostMapping("/apply/draft/{id}/answers")
    @ResponseBody
    Autosaved autosave(
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> form,
            @AuthenticationPrincipal Citizen citizen,
            Locale locale) {
        Visitor visitor = visitors.of(citizen);
        Dossier draft = draft(id, visitor).orElseThrow(ApplyController::notFound);
        return flow.autosave(draft, bench(id, visitor), form, Words.of(locale));
    }

    @PostMapping("/apply/draft/{id}/question/{code}")
    ModelAndView answer(
            @PathVariable UUID id,
            @PathVariable String code,
            @RequestParam(name = "from", defaultValue = "") String from,
            @RequestParam MultiValueMap<String, String> form,
            @AuthenticationPrincipal Citizen citizen) {
        return change(id, citizen, (draft, bench) -> flow.answer(draft, bench, code, form, from.equals("check")));
    }

    @GetMapping("/apply/draft/{id}/material/{code}")
    ModelAndView material(@PathVariable UUID id, @PathVariable String code, @AuthenticationPrincipal Citizen citizen) {
        return with(id, citizen, (draft, bench) -> flow.material(draft, bench, code));
    }

    @PostMapping("/apply/draft/{id}/material/{code}")
    ModelAndView attach(
            @PathVariable UUID id,
            @PathVariable String code,
            @RequestParam MultipartFile file,
            @AuthenticationPrincipal Citizen citizen)
            throws IOException {
        Visitor visitor = visitors.of(citizen);
        Optional<Dossier> draft = draft(id, visitor);
        return draft.isEmpty() && handedIn(id, visitor)
                ? Page.goTo(MyCases.unsaved(id))
                : flow.attach(draft.orElseThrow(ApplyController::notFound), bench(id, visitor), code, file);
    }

    @PostMapping("/apply/draft/{id}/material/{code}/remove")
    ModelAndView detach(
            @PathVariable UUID id,
            @PathVariable String code,
            @RequestParam UUID file,
            @AuthenticationPrincipal Citizen citizen) {
        return change(id, citizen, (draft, bench) -> flow.detach(draft, bench, code, file));
    }

    @PostMapping("/apply/draft/{id}/material/{code}/take")
    ModelAndView takeOver(
            @PathVariable UUID id,
            @PathVariable String code,
            @RequestParam UUID dossier,
            @RequestParam UUID file,
            @AuthenticationPrincipal Citizen citizen) {
        return change(id, citizen, (draft, bench) -> flow.takeOver(draft, bench, code, dossier, file));
    }

    /** Begins an upload in pieces, or finds the one that broke off, with what is here already. */
    @PostMapping("/apply/draft/{id}/material/{code}/uploads")
    @ResponseBody
    ResponseEntity<UploadFlow.Answer> upload(
            @PathVariable UUID id,
            @PathVariable String code,
            @RequestParam String name,
            @RequestParam long size,
            @RequestParam(defaultValue = "") String mark,
            @AuthenticationPrincipal Citizen citizen,
            Locale locale) {
        return uploads.begin(mine(id, citizen), code, new Uploads.Announced(name, size, mark), locale);
    }

    @PostMapping("/apply/draft/{id}/material/{code}/uploads/{upload}")
    @ResponseBody
    ResponseEntity<UploadFlow.Answer> piece(
            @PathVariable UUID id,
            @PathVariable String code,
            @PathVariable UUID upload,
            @RequestParam long from,
            @RequestParam MultipartFile file,
            @AuthenticationPrincipal Citizen citizen,
            Locale locale)
            throws IOException {
        return uploads.piece(mine(id, citizen), upload, from, file.getBytes(), locale);
    }

    @GetMapping("/apply/draft/{id}/files/{file}")
    ResponseEntity<byte[]> file(
            @PathVariable UUID id,
            @PathVariable UUID file,
            @RequestParam(defaultValue = "") String as,
            @AuthenticationPrincipal Citizen citizen,
            HttpServletResponse response) {
        return viewer.bytes(mine(id, citizen).file(file).orElseThrow(ApplyController::notFound), as, response);
    }

    @GetMapping("/apply/draft/{id}/files/{file}/view")
    ModelAndView view(
            @PathVariable UUID id,
            @PathVariable UUID file,
            @AuthenticationPrincipal Citizen citizen,
            HttpServletResponse response) {
        return with(id, citizen, (draft, bench) -> {
            Filed filed = draft.file(file).orElseThrow(ApplyController::notFound);
            FileViewer.framing(response);
            return Page.show(
                    "application/file",
                    new FilePage(filed, drafts.item(draft).name(), bench.file(file), bench.material(filed.material())));
        });
    }

    @GetMapping("/apply/draft/{id}/free")
    ModelAndView free(@PathVariable UUID id, @AuthenticationPrincipal Citizen citizen) {
        return with(id, citizen, flow::free);
    }

    @PostMapping("/apply/draft/{id}/free")
    ModelAndView bring(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") List<String> bring,
            @AuthenticationPrincipal Citizen citizen) {
        return change(id, citizen, (draft, bench) -> flow.bring(draft, bench, bring));
    }

    private Dossier mine(UUID id, Citizen citizen) {
        return draft(id, visitors.of(citizen)).orElseThrow(ApplyController::notFound);
    }

    @PostMapping("/apply/draft/{id}/material/{code}/promise")
    ModelAndView promise(
            @PathVariable UUID id,
            @PathVariable String code,
            @RequestParam(defaultValue = "") String by,
            @AuthenticationPrincipal Citizen citizen) {
        return change(id, citizen, (draft, bench) -> flow.promise(draft, bench, code, by));
    }

    @PostMapping("/apply/draft/{id}/material/{code}/promise/withdraw")
    ModelAndView promiseNothing(
            @PathVariable UUID id, @PathVariable String code, @AuthenticationPrincipal Citizen citizen) {
        return change(id, citizen, (draft, bench) -> flow.promiseNothing(draft, bench, code));
    }

    @GetMapping("/apply/draft/{id}/commitment")
    ModelAndView commitment(@PathVariable UUID id, @AuthenticationPrincipal Citizen citizen) {
        return with(id, citizen, flow::commitment);
    }

    @PostMapping("/apply/draft/{id}/commitment")
    ModelAndView commit(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean signs,
            @AuthenticationPrincipal Citizen citizen) {
        return change(id, citizen, (draft, bench) -> flow.commit(draft, bench, signs));
    }

    @GetMapping("/apply/draft/{id}/check")
    ModelAndView check(@PathVariable UUID id, @AuthenticationPrincipal Citizen citizen) {
        return with(id, citizen, flow::check);
    }

    /** A second click finds the draft handed in already, and shows the receipt like the first. */
    @PostMapping("/apply/draft/{id}/submit")
    ModelAndView submit(
            @PathVariable UUID id,
            @RequestParam UUID key,
            @RequestParam(defaultValue = "false") boolean inbox,
            @AuthenticationPrincipal Citizen citizen) {
        Visitor visitor = visitors.of(citizen);
        Optional<Dossier> draft = draft(id, visitor);
        if (draft.isEmpty() && handedIn(id, visitor)) {
            return Page.goTo(bench(id, visitor).after());
        }
        return flow.submit(
                draft.orElseThrow(ApplyController::notFound),
                bench(id, visitor),
                visitor.actor(),
                terminals.ofCase(),
                key,
                inbox,
                true);
    }

    @PostMapping("/apply/draft/{id}/discard")
    ModelAndView discard(@PathVariable UUID id, @AuthenticationPrincipal Citizen citizen) {
        drafts.discard(draft(id, visitors.of(citizen)).orElseThrow(ApplyController::notFound));
        return Page.goTo("/me");
    }

    private ModelAndView with(UUID id, Citizen citizen, BiFunction<Dossier, Bench, ModelAndView> page) {
        return with(id, citizen, page, "/me/cases/" + id);
    }

    /** As above; what comes after the handing-in changes nothing any more, and the case says so. */
    private ModelAndView change(UUID id, Citizen citizen, BiFunction<Dossier, Bench, ModelAndView> page) {
        return with(id, citizen, page, MyCases.unsaved(id));
    }

    private ModelAndView with(
            UUID id, Citizen citizen, BiFunction<Dossier, Bench, ModelAndView> page, String submitted) {
        Visitor visitor = visitors.of(citizen);
        Optional<Dossier> draft = draft(id, visitor);
        if (draft.isEmpty() && handedIn(id, visitor)) {
            return Page.goTo(submitted);
        }
        return page.apply(draft.orElseThrow(ApplyController::notFound), bench(id, visitor));
    }

    private Optional<Dossier> draft(UUID id, Visitor visitor) {
        return found(id, visitor).map(begun::opened);
    }

    /** Somebody else's draft is as little there as one that never was. */
    private Optional<Dossier> found(UUID id, Visitor visitor) {
        return drafts.find(id, visitor.holder()).filter(draft -> visitor.covers(draft.item()));
    }

    private boolean handedIn(UUID id, Visitor visitor) {
        return desk.ofHolder(id, visitor.holder())
                .filter(file -> visitor.covers(file.subject().code()))
                .isPresent();
    }

    private static String base(UUID id) {
        return "/apply/draft/" + id;
    }

    static Bench bench(UUID id, Visitor visitor) {
        return new Bench(base(id), "/me", "/me/cases/" + id + "/receipt", visitor.himself(), true);
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
