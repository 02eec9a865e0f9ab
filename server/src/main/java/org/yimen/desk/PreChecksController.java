package org.yimen.desk;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.Application.Defect;
import org.yimen.application.Checkpoints;
import org.yimen.application.Dossier;
import org.yimen.application.Dossier.Filed;
import org.yimen.application.Drafts;
import org.yimen.application.PreChecks;
import org.yimen.application.PreChecks.PreCheck;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.catalogue.ItemVersion;
import org.yimen.document.BlobId;
import org.yimen.document.BlobStore;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Counters;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.SentFile;

/** 预审 at the window: drafts that their applicants asked to have looked at, and nothing else of theirs. */
@Controller
@RequestMapping("/desk/pre-checks")
public class PreChecksController {

    private final Officers officers;
    private final PreChecks preChecks;
    private final Drafts drafts;
    private final BlobStore blobs;
    private final Counter counter;
    private final InstantSource time;

    PreChecksController(
            Officers officers,
            PreChecks preChecks,
            Drafts drafts,
            BlobStore blobs,
            Counter counter,
            InstantSource time) {
        this.officers = officers;
        this.preChecks = preChecks;
        this.drafts = drafts;
        this.blobs = blobs;
        this.counter = counter;
        this.time = time;
    }

    /** What waits, the longest first. */
    public record ListPage(DeskFrame frame, List<Line> lines) {
        public ListPage {
            lines = List.copyOf(lines);
        }
    }

    public record Line(PreCheck asked, Dossier draft, ItemVersion item) {}

    @GetMapping
    ModelAndView list(@AuthenticationPrincipal StaffMember staff) {
        Officer clerk = officers.in(DeskArea.PRE_CHECKS, staff);
        var lines = new ArrayList<Line>();
        for (PreCheck asked : preChecks.open(clerk.region())) {
            drafts.find(asked.draft())
                    .filter(draft -> isOf(clerk, draft))
                    .ifPresent(draft -> lines.add(new Line(asked, draft, drafts.item(draft))));
        }
        return Page.show("desk/pre-checks", new ListPage(officers.frame(clerk, DeskArea.PRE_CHECKS.href()), lines));
    }

    @GetMapping("/{id}")
    ModelAndView look(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Officer clerk = officers.in(DeskArea.PRE_CHECKS, staff);
        return show(clerk, draft(clerk, id), List.of(), List.of(), null);
    }

    /** Passes it, or says everything that is wrong with it, at once. */
    @PostMapping("/{id}")
    ModelAndView answer(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam long seen,
            @RequestParam(defaultValue = "") String answer,
            @RequestParam MultiValueMap<String, String> typed) {
        Officer clerk = officers.in(DeskArea.PRE_CHECKS, staff);
        if (preChecks.asked(id).isEmpty()
                && drafts.find(id).filter(found -> isOf(clerk, found)).isPresent()) {
            // The second one of two clicks, or the applicant took it back.
            return Page.goTo(DeskArea.PRE_CHECKS.href());
        }
        Dossier draft = draft(clerk, id);
        List<String> looked = typed.getOrDefault(ActForm.LOOKED, List.of());
        List<String> named = typed.getOrDefault("defect", List.of());
        List<Defect> defects = named.stream()
                .map(code -> new Defect(code, first(typed, "what-" + code)))
                .toList();
        try {
            boolean passes = answer.equals("pass");
            if (passes != defects.isEmpty()) {
                throw new CaseRuleBroken(passes ? "desk.pre-check.pass-with" : "desk.pre-check.name-one");
            }
            preChecks.answer(draft, clerk.id(), seen, defects, looked);
            return Page.goTo(DeskArea.PRE_CHECKS.href());
        } catch (RuleBroken refusal) {
            return show(clerk, draft, looked, defects, refusal);
        }
    }

    @GetMapping("/{id}/files/{file}")
    ResponseEntity<byte[]> file(
            @AuthenticationPrincipal StaffMember staff, @PathVariable UUID id, @PathVariable UUID file) {
        Officer clerk = officers.in(DeskArea.PRE_CHECKS, staff);
        Dossier draft = draft(clerk, id);
        Filed filed = draft.content().files().stream()
                .filter(each -> each.id().equals(file))
                .findFirst()
                .orElseThrow(PreChecksController::none);
        counter.fileShown(clerk, draft.applicant(), id);
        byte[] bytes = blobs.read(new BlobId(filed.blob())).orElseThrow(PreChecksController::none);
        return SentFile.shown(bytes, MediaType.parseMediaType(filed.mediaType()));
    }

    private ModelAndView show(
            Officer clerk, Dossier draft, List<String> looked, List<Defect> defects, @Nullable RuleBroken refusal) {
        ItemVersion item = drafts.item(draft);
        return Page.show(
                "desk/pre-check",
                new PreCheckPage(
                        officers.frame(clerk, DeskArea.PRE_CHECKS.href()),
                        draft,
                        item,
                        Checkpoints.of(item, draft, CityTime.day(time.instant())),
                        looked,
                        defects,
                        refusal),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** Only what was asked about opens; every other draft is its applicant's own. */
    private Dossier draft(Officer clerk, UUID id) {
        return preChecks.asked(id).filter(draft -> isOf(clerk, draft)).orElseThrow(PreChecksController::none);
    }

    /** Another region's window is as little asked as anybody, and another department's no more. */
    @Guard
    private boolean isOf(Officer clerk, Dossier draft) {
        return draft.region().equals(clerk.region())
                && Counters.standsFor(clerk, drafts.item(draft).department());
    }

    private static String first(MultiValueMap<String, String> typed, String field) {
        String value = typed.getFirst(field);
        return value == null ? "" : value.strip();
    }

    private static ResponseStatusException none() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
