package org.yimen.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.web.EventWords;
import org.yimen.application.web.FileViewer;
import org.yimen.hotline.OrderRow;
import org.yimen.hotline.WorkOrders;
import org.yimen.identity.StaffMember;
import org.yimen.identity.StepUp;
import org.yimen.organisation.Department;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;
import org.yimen.supervision.ConductRules;
import org.yimen.supervision.Inquiries;
import org.yimen.supervision.Inquiries.Opening;
import org.yimen.supervision.Inquiry;
import org.yimen.supervision.Inquiry.Finding;
import org.yimen.supervision.InquiryDecisions;
import org.yimen.supervision.InquiryDecisions.Decision;
import org.yimen.supervision.InquiryDecisions.Handed;
import org.yimen.supervision.InquiryRights;

/** 效能调查与问题线索: two look into it, another decides, a third settles an appeal; whoever opens one stands on its record. */
@Controller
@RequestMapping("/desk/inquiries")
class InquiriesController {

    /** What decides over somebody or goes out of the house. */
    private static final Set<String> GRAVE = Set.of("decision", "transfer", "outcome", "notice");

    private final Officers officers;
    private final Inquiries inquiries;
    private final InquiryDecisions decisions;
    private final InquiryRights rights;
    private final ConductRules rules;
    private final WorkOrders orders;
    private final Directory directory;
    private final EventWords events;
    private final FileViewer viewer;
    private final StepUp stepUp;
    private final InstantSource time;

    InquiriesController(
            Officers officers,
            Inquiries inquiries,
            InquiryDecisions decisions,
            InquiryRights rights,
            ConductRules rules,
            WorkOrders orders,
            Directory directory,
            EventWords events,
            FileViewer viewer,
            StepUp stepUp,
            InstantSource time) {
        this.officers = officers;
        this.inquiries = inquiries;
        this.decisions = decisions;
        this.rights = rights;
        this.rules = rules;
        this.orders = orders;
        this.directory = directory;
        this.events = events;
        this.viewer = viewer;
        this.stepUp = stepUp;
        this.time = time;
    }

    @GetMapping
    ModelAndView all(@AuthenticationPrincipal StaffMember staff) {
        Officer officer = officers.in(DeskArea.INQUIRIES, staff);
        return Page.show(
                "desk/inquiries",
                new InquiriesPage(
                        officers.frame(officer, DeskArea.INQUIRIES.href()),
                        inquiries.of(officer),
                        inquiries.about(officer),
                        inquiries.waiting(officer),
                        rights.mayOpen(officer),
                        rules,
                        events));
    }

    /** @param order the complaint to look into; without one it is a clue */
    @GetMapping("/new")
    ModelAndView ask(@AuthenticationPrincipal StaffMember staff, @RequestParam(required = false) @Nullable UUID order) {
        Officer officer = officers.in(DeskArea.INQUIRIES, staff);
        if (!rights.mayOpen(officer)) {
            throw notFound();
        }
        return form(officer, order, UUID.randomUUID(), Map.of(), null);
    }

    @PostMapping
    ModelAndView open(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam UUID key,
            @RequestParam(required = false) @Nullable UUID order,
            @RequestParam MultiValueMap<String, String> fields) {
        Officer officer = officers.in(DeskArea.INQUIRIES, staff);
        var typed = new Typed(fields);
        try {
            UUID id = inquiries.open(
                    officer,
                    key,
                    new Opening(
                            order,
                            typed.text("kind"),
                            typed.text("department"),
                            typed.text("employee"),
                            id(typed.text("second")),
                            typed.text("text")));
            return Page.goTo("/desk/inquiries/" + id);
        } catch (RuleBroken refusal) {
            return form(officer, order, key, fields.toSingleValueMap(), refusal);
        }
    }

    @GetMapping("/{id}")
    ModelAndView one(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Officer officer = officers.in(DeskArea.INQUIRIES, staff);
        Inquiry of = inquiries.read(officer, id).orElseThrow(InquiriesController::notFound);
        return page(officer, of, "", new Typed(new LinkedMultiValueMap<>()), null);
    }

    /** Whatever is written down. */
    @PostMapping("/{id}/{act:note|finding|second|send-back|decision|transfer|outcome|settlement|notice}")
    ModelAndView write(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String act,
            @RequestParam UUID key,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request) {
        Officer officer = officers.in(DeskArea.INQUIRIES, staff);
        Inquiry of = inquiries.seen(officer, id).orElseThrow(InquiriesController::notFound);
        var typed = new Typed(fields);
        if (GRAVE.contains(act) && rights.mayDecide(officer, of)) {
            stepUp.demand(request);
        }
        try {
            written(officer, id, act, key, typed);
        } catch (RuleBroken refusal) {
            return page(officer, of, act, typed, refusal);
        }
        return Page.goTo("/desk/inquiries/" + id);
    }

    private void written(Officer officer, UUID id, String act, UUID key, Typed typed) {
        String text = typed.text("text");
        switch (act) {
            case "note" -> inquiries.note(officer, id, key, typed.text("whom"), text);
            case "finding" ->
                inquiries.find(officer, id, key, finding(typed), text, typed.text("sanction"), points(typed));
            case "second" ->
                inquiries.second(officer, id, key, typed.text("agrees").equals("true"), text);
            case "send-back" -> decisions.sendBack(officer, id, key, text);
            case "decision" -> decisions.decide(officer, id, key, decision(typed, text));
            case "transfer" ->
                decisions.transfer(officer, id, key, text, new Handed(typed.text("body"), typed.text("receipt")));
            case "outcome" -> decisions.outcome(officer, id, key, decision(typed, text));
            case "settlement" ->
                decisions.settle(officer, id, key, typed.text("revoked").equals("true"), text);
            case "notice" -> decisions.publish(officer, id, key, text);
            default -> throw notFound();
        }
    }

    @PostMapping("/{id}/files")
    ModelAndView attach(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam UUID key,
            @RequestParam(defaultValue = "") String what,
            @RequestParam(required = false) @Nullable MultipartFile file)
            throws IOException {
        Officer officer = officers.in(DeskArea.INQUIRIES, staff);
        Inquiry of = inquiries.seen(officer, id).orElseThrow(InquiriesController::notFound);
        try {
            inquiries.attach(
                    officer,
                    id,
                    key,
                    what,
                    file == null ? "" : Objects.requireNonNullElse(file.getOriginalFilename(), ""),
                    file == null ? new byte[0] : file.getBytes());
        } catch (RuleBroken refusal) {
            var typed = new LinkedMultiValueMap<String, String>();
            typed.add("what", what);
            return page(officer, of, "files", new Typed(typed), refusal);
        }
        return Page.goTo("/desk/inquiries/" + id);
    }

    /** Looking at evidence is looking at the inquiry. */
    @GetMapping("/{id}/files/{entry}")
    ResponseEntity<byte[]> file(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable UUID entry,
            HttpServletResponse response) {
        Officer officer = officers.in(DeskArea.INQUIRIES, staff);
        return inquiries.read(officer, id).stream()
                .flatMap(of -> of.entries().stream())
                .filter(each -> each.id().equals(entry))
                .flatMap(each -> Optional.ofNullable(each.file()).stream())
                .findFirst()
                .map(file ->
                        viewer.bytes(file.name(), file.mediaType(), file.blob().value(), response))
                .orElseThrow(InquiriesController::notFound);
    }

    private ModelAndView page(Officer officer, Inquiry of, String act, Typed typed, @Nullable RuleBroken refusal) {
        UUID order = of.order();
        return Page.show(
                "desk/inquiry",
                new InquiryPage(
                        officers.frame(officer, DeskArea.INQUIRIES.href()),
                        of,
                        CityTime.day(time.instant()),
                        rules,
                        events,
                        inquiries.readings(of),
                        rights.mayInvestigate(officer, of),
                        rights.mayDecide(officer, of),
                        rights.maySettle(officer, of),
                        order != null && orders.seenBy(order, officer).isPresent(),
                        decisions.connected().isPresent(),
                        UUID.randomUUID().toString(),
                        act,
                        typed,
                        refusal),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private ModelAndView form(
            Officer officer, @Nullable UUID order, UUID key, Map<String, String> values, @Nullable RuleBroken refusal) {
        OrderRow row = order == null ? null : orders.seenBy(order, officer).orElseThrow(InquiriesController::notFound);
        String accused = row == null ? null : row.accusedDepartment();
        return Page.show(
                "desk/inquiry-new",
                new InquiriesPage.New(
                        officers.frame(officer, DeskArea.INQUIRIES.href()),
                        row,
                        directory.units(officer.region()).stream()
                                .filter(Department.class::isInstance)
                                .map(Department.class::cast)
                                .toList(),
                        rights.seconds(officer, accused == null ? Set.of() : Set.of(accused)),
                        rules,
                        events,
                        key.toString(),
                        values,
                        refusal),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static Decision decision(Typed typed, String text) {
        return new Decision(
                finding(typed),
                typed.text("sanction"),
                points(typed),
                typed.text("leads").equals("true"),
                text,
                typed.text("reply"));
    }

    private static Finding finding(Typed typed) {
        return Finding.of(typed.text("finding"))
                .orElseThrow(() -> Typed.flaw("supervision.inquiry.finding-missing", "finding"));
    }

    private static int points(Typed typed) {
        String points = typed.text("points");
        // What is no number is more than there can be: the refusal says what fits.
        return points.isEmpty() ? 0 : points.matches("\\d{1,2}") ? Integer.parseInt(points) : Integer.MAX_VALUE;
    }

    private static @Nullable UUID id(String typed) {
        try {
            return UUID.fromString(typed);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
