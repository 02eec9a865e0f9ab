package org.yimen.console;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.audit.AuditEntry;
import org.yimen.audit.AuditLog;
import org.yimen.audit.TransparencyLog;
import org.yimen.identity.StaffMember;
import org.yimen.platform.CityTime;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;

/** 存证日志, for the audit administrator: whether it keeps up, who signed it, what is in it and whether it is whole. */
@Controller
class AuditLogController {

    private static final int PAGE = 25;
    private static final int LONGEST_WORDS = 100;

    private final Administrators administrators;
    private final TransparencyLog log;
    private final AuditLog audit;
    private final EntryWords entryWords;

    AuditLogController(Administrators administrators, TransparencyLog log, AuditLog audit, EntryWords entryWords) {
        this.administrators = administrators;
        this.log = log;
        this.audit = audit;
        this.entryWords = entryWords;
    }

    @GetMapping("/console/audit/log")
    ModelAndView show(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(required = false) @Nullable Long before) {
        ConsoleFrame frame = administrators.frame(staff, ConsoleArea.AUDIT_LOG);
        String wanted = words.strip();
        if (wanted.length() > LONGEST_WORDS) {
            wanted = wanted.substring(0, LONGEST_WORDS);
        }
        List<TransparencyLog.Line> lines = log.newest(frame.officer().region(), before, wanted, PAGE);
        return Page.show(
                "console/audit-log",
                new AuditLogPage(
                        frame,
                        log.status().orElse(null),
                        log.lastVerification().orElse(null),
                        wanted,
                        lines,
                        lines.size() < PAGE ? null : lines.getLast().index(),
                        before == null));
    }

    /**
     * Who did what to whom, in words.
     *
     * @param day only what was on that day
     * @param after the moment and id of the last entry of the page before
     */
    @GetMapping("/console/audit/entries")
    ModelAndView entries(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") String after) {
        ConsoleFrame frame = administrators.frame(staff, ConsoleArea.AUDIT_ENTRIES);
        LocalDate wanted = day(day);
        List<String> kinds = AuditKinds.ALL.contains(kind) ? List.of(kind) : List.of();
        Instant from = wanted == null ? Instant.MIN : CityTime.startOf(wanted);
        AuditLog.Cursor cursor = cursor(after);
        if (cursor == null && wanted != null) {
            cursor = new AuditLog.Cursor(CityTime.startOf(wanted.plusDays(1)), new UUID(0, 0));
        }
        List<AuditEntry> found = audit.recent(frame.officer().region(), kinds, cursor, PAGE).stream()
                .filter(entry -> !entry.at().isBefore(from))
                .toList();
        return Page.show(
                "console/audit-entries",
                new AuditEntriesPage(
                        frame,
                        AuditKinds.ALL,
                        kinds.isEmpty() ? "" : kind,
                        wanted,
                        found,
                        entryWords,
                        found.size() < PAGE
                                ? null
                                : found.getLast().at() + "_" + found.getLast().id(),
                        after.isEmpty()));
    }

    private static @Nullable LocalDate day(String typed) {
        try {
            return Typed.day(typed);
        } catch (DateTimeParseException _) {
            return null;
        }
    }

    private static AuditLog.@Nullable Cursor cursor(String typed) {
        try {
            int between = typed.indexOf('_');
            return between < 0
                    ? null
                    : new AuditLog.Cursor(
                            CityTime.parseMoment(typed.substring(0, between)),
                            UUID.fromString(typed.substring(between + 1)));
        } catch (DateTimeParseException | IllegalArgumentException _) {
            return null;
        }
    }

    /** Goes through the whole log now. */
    @PostMapping("/console/audit/log/verify")
    String verify(@AuthenticationPrincipal StaffMember staff) {
        var _ = administrators.in(ConsoleArea.AUDIT_LOG, staff);
        log.verify();
        return "redirect:/console/audit/log";
    }
}
