package org.yimen.identity;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.identifier.Uuid7;
import org.yimen.platform.CityTime;

/**
 * 人证比对: compares the card on the reader with those who may stand at the window for a case. Another person's card, or one
 * that has run out, stops the case at the window until the right one is read.
 */
@Service
public class CardChecks {

    /** What the log calls a card of somebody else; supervision lists it. */
    public static final String STOPPED = "identity.card-mismatch";

    /** How the comparison ended. */
    public enum Outcome {
        MATCHED,
        OTHER_PERSON,
        EXPIRED
    }

    private static final String LAST = """
        select outcome
          from identity.card_check
         where region_code = :region and case_id = :case
         order by at desc, id desc
         limit 1
        """;

    private static final String INSERT = """
        insert into identity.card_check (region_code, id, case_id, at, staff_id, outcome, person_id)
        values (:region, :id, :case, :at, :staff, :outcome, :person)
        """;

    private final JdbcClient jdbc;
    private final Verifications verifications;
    private final Accesses accesses;
    private final AuditLog audit;
    private final InstantSource time;

    CardChecks(JdbcClient jdbc, Verifications verifications, Accesses accesses, AuditLog audit, InstantSource time) {
        this.jdbc = jdbc;
        this.verifications = verifications;
        this.accesses = accesses;
        this.audit = audit;
        this.time = time;
    }

    /** @param expected those who may stand at the window: the applicant, or who acts for him */
    @Transactional
    public Outcome compare(String region, UUID caseId, CardRead card, Collection<Person> expected, Onlooker by) {
        Instant now = time.instant();
        Optional<Person> holder = expected.stream()
                .filter(person -> person.citizenId().equals(card.number())
                        && person.name().equals(card.name().strip()))
                .findFirst();
        Outcome outcome = holder.isEmpty()
                ? Outcome.OTHER_PERSON
                : card.expiredOn(CityTime.day(now)) ? Outcome.EXPIRED : Outcome.MATCHED;
        jdbc.sql(INSERT)
                .param("region", region)
                .param("id", Uuid7.next(now))
                .param("case", caseId)
                .param("at", Timestamp.from(now))
                .param("staff", by.staff())
                .param("outcome", outcome.name())
                .param(
                        "person",
                        outcome == Outcome.MATCHED ? holder.orElseThrow().id() : null,
                        Types.OTHER)
                .update();
        if (outcome == Outcome.MATCHED) {
            accepted(holder.orElseThrow(), by, caseId);
        } else {
            audit.record(
                    region,
                    by.staff().toString(),
                    STOPPED,
                    caseId.toString(),
                    Map.of(
                            "code",
                            outcome == Outcome.EXPIRED ? "identity.card.expired" : "identity.card.other-person",
                            "kind",
                            "OFFICER",
                            "post",
                            by.post()));
        }
        return outcome;
    }

    private void accepted(Person person, Onlooker by, UUID caseId) {
        verifications.verified(person.id(), Verification.How.ID_CARD, Channel.WINDOW, by.post());
        accesses.note(person.id(), Access.Kind.CARD_READ, Channel.WINDOW, by, "", caseId);
    }

    /** True where the last card that was compared was not the right one. */
    public boolean stopped(String region, UUID caseId) {
        return last(region, caseId)
                .filter(outcome -> outcome != Outcome.MATCHED)
                .isPresent();
    }

    /** How the last comparison of a case ended, if there was one. */
    public Optional<Outcome> last(String region, UUID caseId) {
        return jdbc.sql(LAST)
                .param("region", region)
                .param("case", caseId)
                .query((row, _) -> Outcome.valueOf(row.getString("outcome")))
                .optional();
    }
}
