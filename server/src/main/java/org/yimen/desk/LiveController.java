package org.yimen.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.yimen.identity.StaffMember;

/** The stream on which an open page of desk or console hears that it should look again, or that it is over. */
@Controller
class LiveController {

    private final Officers officers;
    private final LiveStreams streams;

    LiveController(Officers officers, LiveStreams streams) {
        this.officers = officers;
        this.streams = streams;
    }

    @GetMapping(path = "/desk/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> live(@AuthenticationPrincipal StaffMember staff, HttpServletRequest request) {
        officers.of(staff);
        SseEmitter stream = streams.open(staff.staffId(), session(request));
        return stream == null
                ? ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build()
                : ResponseEntity.ok()
                        .header("Cache-Control", "no-store")
                        .header("X-Accel-Buffering", "no")
                        .body(stream);
    }

    /** The id of the session in which a page is open. */
    static @Nullable String session(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null ? null : session.getId();
    }
}
