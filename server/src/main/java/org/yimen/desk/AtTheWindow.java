package org.yimen.desk;

import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.yimen.application.Present;
import org.yimen.application.Start.How;
import org.yimen.hall.Call;
import org.yimen.hall.Calls;
import org.yimen.platform.Guard;

/**
 * Whom this clerk has looked up since he signed in, how, and until when that proves that he stands there. Drafts are their
 * applicants' own: they open at the window only after a look-up, which the audit log keeps; what was begun elsewhere opens
 * only for whom more than a typed number vouches, and what is done in his name needs himself: his card or code some minutes
 * ago, or his number, which is being served.
 */
@Component
class AtTheWindow {

    /** So long a card, a code or a booking speaks for who showed it; reading it again begins anew. */
    static final Duration LASTS = Duration.ofMinutes(30);

    private static final String FOUND = "desk.at-the-window";
    private static final String OPENED = "desk.vouched-for";
    private static final String CALLED = "desk.called";
    private static final String OF = "of:";
    private static final int MOST = 20;

    private final Calls calls;
    private final InstantSource time;

    AtTheWindow(Calls calls, InstantSource time) {
        this.calls = calls;
        this.time = time;
    }

    /** By a typed number: it says who is meant, and proves nothing. */
    void found(HttpSession session, UUID holder) {
        put(session, FOUND, holder, value(session, FOUND, holder).orElse(How.TYPED + "@0"));
    }

    /** By the card or the code that he has just shown. */
    void read(HttpSession session, UUID holder, How how) {
        read(session, holder, how, time.instant());
    }

    /** The same of a proof that is older. */
    void read(HttpSession session, UUID holder, How how, Instant shown) {
        put(session, FOUND, holder, how + "@" + shown.plus(LASTS).getEpochSecond());
    }

    /** By a booking that he made himself: it opens what he gave ahead. */
    void booked(HttpSession session, UUID holder) {
        put(session, OPENED, holder, "@" + time.instant().plus(LASTS).getEpochSecond());
    }

    /** By a number that he drew himself: it speaks for him as long as he is being served. */
    void called(HttpSession session, UUID holder, Call call) {
        put(session, CALLED, holder, call.region() + "@" + call.id() + "@" + call.clerk());
    }

    /** Whoever stands here, perhaps for another, brings up this draft and nothing else of that one. */
    void bringsUp(HttpSession session, UUID draft, UUID whoStandsHere) {
        found(session, draft);
        put(session, OPENED, draft, OF + whoStandsHere);
    }

    @Guard
    boolean holds(HttpSession session, UUID holder) {
        return value(session, FOUND, holder).isPresent();
    }

    /** True while a card, a visit code, a booking or a called number vouches for him, or for who brought up this draft. */
    @Guard
    boolean vouched(HttpSession session, UUID id) {
        return present(session, id)
                || value(session, OPENED, id)
                        .filter(entry -> entry.startsWith(OF)
                                ? vouched(session, UUID.fromString(entry.substring(OF.length())))
                                : lasts(entry))
                        .isPresent();
    }

    /** True while he himself is there: by his card or code, or by his number. A booking only says that he meant to come. */
    @Guard
    boolean present(HttpSession session, UUID holder) {
        return proof(session, holder).isPresent();
    }

    /** What proves that he himself is there; nothing where nothing does. */
    Optional<Present.By> proof(HttpSession session, UUID holder) {
        return how(session, holder)
                .flatMap(how -> switch (how) {
                    case CARD -> Optional.of(Present.By.CARD);
                    case CODE -> Optional.of(Present.By.CODE);
                    case SIGNED_IN, TYPED -> Optional.<Present.By>empty();
                })
                .or(() -> isServed(session, holder) ? Optional.of(Present.By.CALLED) : Optional.empty());
    }

    /** How he came up: a card or a code prove for some time that it is he who stands there, a typed number never does. */
    Optional<How> how(HttpSession session, UUID holder) {
        return value(session, FOUND, holder)
                .map(entry -> lasts(entry) ? How.valueOf(entry.substring(0, entry.indexOf('@'))) : How.TYPED);
    }

    /** Whom this clerk has looked up or whose card or code he has read since he signed in. */
    Stream<UUID> people(HttpSession session) {
        return kept(session, FOUND).stream().map(each -> UUID.fromString(each.substring(0, each.indexOf('='))));
    }

    /** True where his card or code was shown, and that is too long ago. */
    boolean lapsed(HttpSession session, UUID holder) {
        return value(session, FOUND, holder)
                .filter(entry -> !entry.startsWith(How.TYPED.name()))
                .filter(entry -> !lasts(entry))
                .isPresent();
    }

    private boolean isServed(HttpSession session, UUID holder) {
        return value(session, CALLED, holder)
                .map(entry -> List.of(entry.split("@", -1)))
                .filter(parts -> calls.find(parts.getFirst(), UUID.fromString(parts.get(1)))
                        .filter(call -> call.endedAt() == null)
                        .filter(call -> call.clerk().toString().equals(parts.getLast()))
                        .isPresent())
                .isPresent();
    }

    private boolean lasts(String entry) {
        int at = entry.indexOf('@');
        // A session from before there was a time says nothing any more.
        return at >= 0 && time.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(entry.substring(at + 1))));
    }

    private static void put(HttpSession session, String attribute, UUID id, String value) {
        var kept = new ArrayList<>(kept(session, attribute));
        kept.removeIf(each -> each.startsWith(id + "="));
        kept.addFirst(id + "=" + value);
        session.setAttribute(attribute, String.join(" ", kept.subList(0, Math.min(MOST, kept.size()))));
    }

    private static Optional<String> value(HttpSession session, String attribute, UUID id) {
        return kept(session, attribute).stream()
                .filter(each -> each.startsWith(id + "="))
                .map(each -> each.substring(each.indexOf('=') + 1))
                .findFirst();
    }

    private static List<String> kept(HttpSession session, String attribute) {
        return session.getAttribute(attribute) instanceof String known && !known.isEmpty()
                ? List.of(known.split(" ", -1))
                : List.of();
    }
}
