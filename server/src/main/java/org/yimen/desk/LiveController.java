package org.yimen.desk;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.yimen.identity.StaffMember;

/** The stream on which an open page of the desk hears that it should look again. */
@Controller
class LiveController {

    private final Officers officers;
    private final LiveStreams streams;

    LiveController(Officers officers, LiveStreams streams) {
        this.officers = officers;
        this.streams = streams;
    }

    @GetMapping(path = "/desk/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> live(@AuthenticationPrincipal StaffMember staff) {
        officers.of(staff);
        SseEmitter stream = streams.open(staff.staffId());
        return stream == null
                ? ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build()
                : ResponseEntity.ok()
                        .header("Cache-Control", "no-store")
                        .header("X-Accel-Buffering", "no")
                        .body(stream);
    }
}
