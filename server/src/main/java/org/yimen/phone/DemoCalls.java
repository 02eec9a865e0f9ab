package org.yimen.phone;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
import org.yimen.identifier.Uuid7;
import org.yimen.organisation.Officer;
import org.yimen.phone.CallBook.Incoming;
import org.yimen.phone.PhoneCall.State;
import org.yimen.time.WorkCalendar;

/** Calls that the invented city has had before it was opened: they rang when nobody had a phone desk yet. */
@Component
@ConditionalOnBooleanProperty("yimen.demo")
public class DemoCalls {

    private static final Duration WAITED = Duration.ofSeconds(7);
    private static final Duration BACK = Duration.ofHours(1);

    private final CallBook book;
    private final WorkCalendar calendar;
    private final InstantSource time;
    private final String region;

    DemoCalls(CallBook book, WorkCalendar calendar, InstantSource time, @Value("${yimen.region}") String region) {
        this.book = book;
        this.calendar = calendar;
        this.time = time;
        this.region = region;
    }

    /** A call that this operator took after some seconds. */
    public PhoneCall taken(String number, Instant at, Officer operator) {
        UUID id = enter(number, at, List.of(operator.id()), null);
        book.take(region, id, operator.id(), State.RINGING, at.plus(WAITED));
        return book.find(region, id).orElseThrow();
    }

    /** A call that rang where nobody was. */
    public void missed(String number, Instant at) {
        enter(number, at, List.of(), at.plus(BACK));
    }

    private UUID enter(String number, Instant at, List<UUID> offered, @Nullable Instant due) {
        UUID id = Uuid7.next(time.instant());
        book.enter(
                new Incoming(
                        region,
                        id,
                        SimulatedExchange.CODE,
                        id.toString(),
                        number,
                        at,
                        OfficeHours.isWithin(at, calendar),
                        offered),
                due);
        return id;
    }
}
