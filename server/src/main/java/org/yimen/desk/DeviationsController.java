package org.yimen.desk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.SupervisionNotes;
import org.yimen.application.web.EventWords;
import org.yimen.audit.AuditEntry;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.Catalogue;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Officer;
import org.yimen.platform.web.Page;

/** 偏离流程: where the order of a plan was left, who asked for it, who gave his assent and why, for supervision. */
@Controller
class DeviationsController {

    private static final int PAGE = 25;

    /** What stands in the last list of the page. */
    private static final List<String> NOTES = List.of(SupervisionNotes.DECLINED_LATE, SupervisionNotes.SENT_BACK_READY);

    private final Officers officers;
    private final AuditLog audit;
    private final WorkLists lists;
    private final Catalogue catalogue;
    private final EventWords events;

    DeviationsController(Officers officers, AuditLog audit, WorkLists lists, Catalogue catalogue, EventWords events) {
        this.officers = officers;
        this.audit = audit;
        this.lists = lists;
        this.catalogue = catalogue;
        this.events = events;
    }

    @GetMapping("/desk/deviations")
    ModelAndView deviations(
            @AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String before) {
        Officer officer = officers.in(DeskArea.DEVIATIONS, staff);
        AuditLog.@Nullable Cursor cursor = Listed.cursor(before).orElse(null);
        List<AuditEntry> entries = audit.recent(officer.region(), List.of(ApplicationDesk.DEVIATION), cursor, PAGE);
        List<UUID> ids = entries.stream()
                .flatMap(entry -> Listed.uuid(entry.subject()).stream())
                .distinct()
                .toList();
        Map<UUID, Summary> cases = lists.byIds(officer.region(), ids);
        return Page.show(
                "desk/deviations",
                new DeviationsPage(
                        officers.frame(officer, DeskArea.DEVIATIONS.href()),
                        entries.stream()
                                .flatMap(entry -> deviation(entry, cases).stream())
                                .toList(),
                        events,
                        entries.size() < PAGE ? null : Listed.spell(entries.getLast()),
                        cursor == null,
                        cursor == null ? latePoints(officer) : List.of(),
                        cursor == null ? notes(officer) : List.of()));
    }

    /** 一次性告知之外: the last of them, beside the first page. */
    private List<DeviationsPage.LatePoint> latePoints(Officer officer) {
        List<AuditEntry> entries =
                audit.recent(officer.region(), List.of(SupervisionNotes.LATE_POINT), null, AuditLog.MOST);
        Map<UUID, Summary> cases = lists.byIds(
                officer.region(),
                entries.stream()
                        .flatMap(entry -> Listed.uuid(entry.subject()).stream())
                        .distinct()
                        .toList());
        return entries.stream()
                .flatMap(entry -> Listed.uuid(entry.subject()).map(cases::get).stream()
                        .flatMap(file -> catalogue
                                .version(file.subject().code(), file.subject().version())
                                .map(item -> new DeviationsPage.LatePoint(
                                        entry.at(),
                                        file,
                                        item,
                                        List.of(entry.detail()
                                                .getOrDefault("points", "")
                                                .split(" ", -1)),
                                        entry.detail().getOrDefault("reason", ""),
                                        Listed.actor(entry)))
                                .stream()))
                .toList();
    }

    /** What was done later, or otherwise, than the law has it: the last of it, beside the first page. */
    private List<DeviationsPage.Note> notes(Officer officer) {
        List<AuditEntry> entries = audit.recent(officer.region(), NOTES, null, AuditLog.MOST);
        Map<UUID, Summary> cases = lists.byIds(
                officer.region(),
                entries.stream()
                        .flatMap(entry -> Listed.uuid(entry.subject()).stream())
                        .distinct()
                        .toList());
        return entries.stream()
                .flatMap(entry -> Listed.uuid(entry.subject()).map(cases::get).stream()
                        .map(file -> new DeviationsPage.Note(
                                entry.at(),
                                file,
                                entry.kind(),
                                SupervisionNotes.received(entry),
                                entry.detail().getOrDefault("reason", ""),
                                Listed.actor(entry))))
                .toList();
    }

    private Optional<DeviationsPage.Deviation> deviation(AuditEntry entry, Map<UUID, Summary> cases) {
        Map<String, String> detail = entry.detail();
        return Listed.uuid(entry.subject())
                .map(cases::get)
                .flatMap(file -> catalogue
                        .version(file.subject().code(), file.subject().version())
                        .map(item -> new DeviationsPage.Deviation(
                                entry.at(),
                                file,
                                item,
                                detail.getOrDefault("element", ""),
                                detail.getOrDefault("postponed", ""),
                                detail.getOrDefault("reason", ""),
                                detail.getOrDefault("note", ""),
                                Listed.uuid(detail.getOrDefault("asked-by", "")).orElse(Actor.SYSTEM.id()),
                                Listed.actor(entry))));
    }
}
