package org.yimen.desk;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.web.EventWords;
import org.yimen.audit.AuditEntry;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseDesk;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.identity.CardChecks;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Officer;
import org.yimen.platform.web.Page;

/** 清单之外无权力: what was tried beyond the published list and stopped, for supervision. */
@Controller
class AttemptsController {

    private static final int PAGE = 25;

    /** What went beyond the published list, and who came to the window with another person's card. */
    private static final List<String> STOPPED = List.of(CaseDesk.BEYOND_THE_LIST, CardChecks.STOPPED);

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
    ModelAndView attempts(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String before) {
        Officer officer = officers.in(DeskArea.ATTEMPTS, staff);
        AuditLog.@Nullable Cursor cursor = cursor(before).orElse(null);
        List<AuditEntry> entries = audit.recent(officer.region(), STOPPED, cursor, PAGE);
        Map<UUID, Summary> cases = lists
                .byIds(
                        officer.region(),
                        entries.stream()
                                .flatMap(entry -> uuid(entry.subject()).stream())
                                .distinct()
                                .toList())
                .stream()
                .collect(Collectors.toMap(file -> file.id().value(), Function.identity()));
        return Page.show(
                "desk/attempts",
                new AttemptsPage(
                        officers.frame(officer, DeskArea.ATTEMPTS.href()),
                        entries.stream().map(entry -> attempt(entry, cases)).toList(),
                        events,
                        entries.size() < PAGE ? null : spell(entries.getLast()),
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
                actor(entry),
                uuid(entry.subject()).map(cases::get).orElse(null),
                entry.detail().getOrDefault("code", ""),
                List.copyOf(arguments.values()));
    }

    private static Actor actor(AuditEntry entry) {
        String post = entry.detail().getOrDefault("post", "");
        boolean officer = entry.detail().getOrDefault("kind", "").equals(Actor.Kind.OFFICER.name());
        return uuid(entry.actor())
                .map(id -> officer ? Actor.officer(id, post) : Actor.applicant(id, id))
                .orElse(Actor.SYSTEM);
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }

    private static String spell(AuditEntry last) {
        return last.at() + "~" + last.id();
    }

    private static Optional<AuditLog.Cursor> cursor(String text) {
        String[] parts = text.split("~", 2);
        try {
            return parts.length < 2
                    ? Optional.empty()
                    : uuid(parts[1]).map(id -> new AuditLog.Cursor(Instant.parse(parts[0]), id));
        } catch (DateTimeParseException spoiled) {
            return Optional.empty();
        }
    }
}
