package org.yimen.console;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.audit.TransparencyLog;
import org.yimen.identity.StaffMember;
import org.yimen.platform.web.Page;

/** 存证日志, for the audit administrator: whether it keeps up, who signed it, what is in it and whether it is whole. */
@Controller
class AuditLogController {

    private static final int PAGE = 25;
    private static final int LONGEST_WORDS = 100;

    private final Administrators administrators;
    private final TransparencyLog log;

    AuditLogController(Administrators administrators, TransparencyLog log) {
        this.administrators = administrators;
        this.log = log;
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

    /** Goes through the whole log now. */
    @PostMapping("/console/audit/log/verify")
    String verify(@AuthenticationPrincipal StaffMember staff) {
        var _ = administrators.in(ConsoleArea.AUDIT_LOG, staff);
        log.verify();
        return "redirect:/console/audit/log";
    }
}
