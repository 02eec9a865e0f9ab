package org.yimen.desk;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.web.EventWords;
import org.yimen.audit.AuditEntry;
import org.yimen.audit.AuditLog;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Officer;
import org.yimen.platform.web.Page;

/** 拦下的动作: what was tried beyond the published list, without authority or off the plan, and stopped; for supervision. */
@Controller
class AttemptsController {

    private static final int PAGE = 25;

    /** What went beyond the published list, and who came to the window with another person's card. */
    private final Officers officers;

    private final AuditLog audit;
    private final WorkLists lists;
    private final EventWords events;

    AttemptsController(Officers officers, AuditLog audit, WorkLists lists, EventWords events) {
        this.officers = officers;
        this.audit = audit;
        this.lists = lists;
        this.events = events;
    }

    @GetMapping("/desk/attempts")
    ModelAndView attempts(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam(defaultValue = "") String before,
            @RequestParam(defaultValue = "") String kind) {
        Officer officer = officers.in(DeskArea.ATTEMPTS, staff);
        List<String> kinds = AttemptsPage.KINDS.contains(kind) ? List.of(kind) : AttemptsPage.KINDS;
        AuditLog.@Nullable Cursor cursor = Listed.cursor(before).orElse(null);
        List<AuditEntry> entries = audit.recent(officer.region(), kinds, cursor, PAGE);
        Map<UUID, Summary> cases = lists.byIds(
                officer.region(),
                entries.stream()
                        .flatMap(entry -> Listed.uuid(entry.subject()).stream())
                        .distinct()
                        .toList());
        return Page.show(
                "desk/attempts",
                new AttemptsPage(
                        officers.frame(officer, DeskArea.ATTEMPTS.href()),
                        entries.stream().map(entry -> attempt(entry, cases)).toList(),
                        events,
                        kinds.size() == 1 ? kind : "",
                        entries.size() < PAGE ? null : Listed.spell(entries.getLast()),
                        cursor == null));
    }

    private static AttemptsPage.Attempt attempt(AuditEntry entry, Map<UUID, Summary> cases) {
        var arguments = new TreeMap<Integer, String>();
        entry.detail().forEach((key, value) -> {
            if (key.matches("\\d")) {
                arguments.put(Integer.valueOf(key), value);
            }
        });
        return new AttemptsPage.Attempt(
                entry.at(),
                entry.kind(),
                Listed.actor(entry),
                Listed.uuid(entry.subject()).map(cases::get).orElse(null),
                entry.detail().getOrDefault("code", ""),
                entry.detail().getOrDefault("command", ""),
                List.copyOf(arguments.values()));
    }
}
