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

    /** What can be chosen; the log itself takes whatever modules tell it. */
    private static final List<String> KINDS = List.of(
            "api.applicant-lookup",
            "catalogue.published",
            "console.setting-changed",
            "desk.intake-lookup",
            "document.seal-entered",
            "document.seal-entrusted",
            "document.seal-stopped",
            "exchange.redelivered",
            "exchange.subscribed",
            "exchange.unsubscribed",
            "hall.call-taken-over",
            "identity.account-locked",
            "identity.account-unlocked",
            "identity.machine-refused",
            "identity.machine-registered",
            "identity.machine-resumed",
            "identity.machine-scopes-changed",
            "identity.machine-secret-changed",
            "identity.machine-signed-in",
            "identity.machine-suspended",
            "identity.password-changed",
            "identity.password-refused",
            "identity.password-reset",
            "identity.password-reset-asked",
            "identity.profile-changed",
            "identity.registered",
            "identity.registration-refused",
            "identity.relying-party-changed",
            "identity.second-factor-enrolled",
            "identity.second-factor-removed",
            "identity.session-ended",
            "identity.sign-in-refused",
            "identity.signed-in",
            "identity.signed-out",
            "identity.step-up-refused",
            "identity.stepped-up",
            "identity.unmasked",
            "keys.reseal",
            "organisation.absence-ended",
            "organisation.absence-entered",
            "organisation.acceptance-commissioned",
            "organisation.administrator-confirmed",
            "organisation.administrator-consented",
            "organisation.administrator-declined",
            "organisation.administrator-end-consented",
            "organisation.administrator-end-declined",
            "organisation.administrator-end-proposed",
            "organisation.administrator-end-taken-back",
            "organisation.administrator-proposed",
            "organisation.administrator-taken-back",
            "organisation.commission-consented",
            "organisation.commission-declined",
            "organisation.commission-proposed",
            "organisation.commission-taken-back",
            "organisation.director-consented",
            "organisation.director-declined",
            "organisation.director-proposed",
            "organisation.director-taken-back",
            "organisation.entry-keyed",
            "organisation.item-right-given",
            "organisation.item-right-taken",
            "organisation.letter-consented",
            "organisation.letter-declined",
            "organisation.letter-granted",
            "organisation.letter-proposed",
            "organisation.letter-taken-back",
            "organisation.letter-withdrawn",
            "organisation.machine-consented",
            "organisation.machine-declined",
            "organisation.machine-proposed",
            "organisation.machine-scopes-consented",
            "organisation.machine-scopes-declined",
            "organisation.machine-scopes-proposed",
            "organisation.machine-scopes-taken-back",
            "organisation.machine-secret-consented",
            "organisation.machine-secret-declined",
            "organisation.machine-secret-proposed",
            "organisation.machine-secret-taken-back",
            "organisation.machine-taken-back",
            "organisation.password-reset-consented",
            "organisation.password-reset-declined",
            "organisation.password-reset-proposed",
            "organisation.password-reset-taken-back",
            "organisation.post-given",
            "organisation.post-opened",
            "organisation.post-taken",
            "organisation.power-passed-down",
            "organisation.second-factor-removal-consented",
            "organisation.second-factor-removal-declined",
            "organisation.second-factor-removal-proposed",
            "organisation.second-factor-removal-taken-back",
            "organisation.staff-changed",
            "organisation.staff-engaged",
            "organisation.staff-imported",
            "organisation.staff-left",
            "organisation.team-ended",
            "organisation.team-founded",
            "organisation.team-joined",
            "organisation.team-left",
            "organisation.unit-closed",
            "organisation.weighty-post-consented",
            "organisation.weighty-post-declined",
            "organisation.weighty-post-end-consented",
            "organisation.weighty-post-end-declined",
            "organisation.weighty-post-end-proposed",
            "organisation.weighty-post-end-taken-back",
            "organisation.weighty-post-proposed",
            "organisation.weighty-post-taken-back",
            "platform.pages-changed");

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
        List<String> kinds = KINDS.contains(kind) ? List.of(kind) : List.of();
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
                        KINDS,
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
