package org.yimen.desk;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.identifier.Uuid7;
import org.yimen.identity.Verifications;
import org.yimen.identity.Verifications.VisitCode;
import org.yimen.notify.Notice;
import org.yimen.notify.Outbox;
import org.yimen.organisation.Officer;

/** 到场码 that a window prints: one for each reading of a card, and its person is told at once. */
@Service
class PrintedCodes {

    private final Verifications verifications;
    private final Outbox outbox;
    private final InstantSource time;

    PrintedCodes(Verifications verifications, Outbox outbox, InstantSource time) {
        this.verifications = verifications;
        this.outbox = outbox;
        this.time = time;
    }

    /** Empty where this clerk has not read the person's card within minutes, or has printed one for that reading. */
    @Transactional
    Optional<VisitCode> print(Officer clerk, UUID person) {
        Optional<VisitCode> code = verifications.print(person, Counter.atWindow(clerk));
        code.ifPresent(_ -> tell(clerk, person));
        return code;
    }

    /** Whoever was not there when it was printed learns of it in time. */
    private void tell(Officer clerk, UUID person) {
        Instant now = time.instant();
        String cause = "visit-code:" + Uuid7.next(now);
        outbox.post(Notice.of(clerk.region(), person, person, cause, "desk.news.code-printed", List.of(), now)
                .to("/me/access"));
    }
}
