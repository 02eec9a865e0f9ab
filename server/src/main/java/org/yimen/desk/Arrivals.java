package org.yimen.desk;

import jakarta.servlet.http.HttpSession;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.Dossier;
import org.yimen.application.Drafts;
import org.yimen.application.PreChecks;
import org.yimen.application.WindowDrafts;
import org.yimen.application.WindowEntries;
import org.yimen.application.WindowEntries.Way;
import org.yimen.casework.WorkLists;
import org.yimen.hall.Booking;
import org.yimen.hall.Bookings;
import org.yimen.hall.Door;
import org.yimen.hall.Ticket;
import org.yimen.notify.Notice;
import org.yimen.notify.Outbox;
import org.yimen.organisation.Counters;
import org.yimen.organisation.Officer;
import org.yimen.platform.Guard;

/** 扫码收件: what a scanned code or a called number opens at the window by itself, and since when the clerk is at it. */
@Component
class Arrivals {

    private final Drafts drafts;
    private final Bookings bookings;
    private final PreChecks preChecks;
    private final WindowEntries entries;
    private final WindowDrafts begun;
    private final AtTheWindow atTheWindow;
    private final WorkLists lists;
    private final Outbox outbox;
    private final InstantSource time;

    Arrivals(
            Drafts drafts,
            Bookings bookings,
            PreChecks preChecks,
            WindowEntries entries,
            WindowDrafts begun,
            AtTheWindow atTheWindow,
            WorkLists lists,
            Outbox outbox,
            InstantSource time) {
        this.drafts = drafts;
        this.bookings = bookings;
        this.preChecks = preChecks;
        this.entries = entries;
        this.begun = begun;
        this.atTheWindow = atTheWindow;
        this.lists = lists;
        this.outbox = outbox;
        this.time = time;
    }

    /** True for a booking that its owner made himself: who else knows its code has it from him. */
    static boolean vouches(Booking booking) {
        return booking.door().own();
    }

    /** True for a number that its owner drew himself; what a colleague drew for a typed one brings nobody here. */
    boolean vouches(Ticket ticket) {
        UUID booking = ticket.booking();
        return ticket.door() == Door.KIOSK
                && (booking == null
                        || bookings.find(ticket.region(), booking)
                                .filter(Arrivals::vouches)
                                .isPresent());
    }

    /** The open booking of this code. It proves nobody: whoever shows it is not yet the one who booked, but opens what he gave ahead. */
    Optional<Booking> booking(Officer clerk, String code) {
        return Bookings.isCode(code)
                ? bookings.byCode(clerk.region(), code)
                        .filter(found -> found.open() || found.state() == Booking.State.CAME)
                : Optional.empty();
    }

    /** The drafts whose pre-check passed and holds: they are accepted with one click. */
    List<UUID> passed(List<Dossier> begun) {
        return begun.stream()
                .filter(draft -> preChecks.passed(draft).isPresent())
                .map(Dossier::id)
                .toList();
    }

    /**
     * Where the clerk is led: to the filled draft where it is plain which one, to the case where that is the only thing,
     * else to everything the person has.
     *
     * @param named the draft of the booking or ticket, or null
     */
    String opens(Officer clerk, HttpSession session, UUID holder, @Nullable UUID named, Way way) {
        List<Dossier> open =
                drafts.of(holder).stream().filter(draft -> isFor(clerk, draft)).toList();
        Optional<Dossier> meant = named == null
                ? open.size() == 1 ? Optional.of(open.getFirst()) : Optional.empty()
                : drafts.find(named, holder).filter(draft -> isFor(clerk, draft));
        if (meant.isPresent() && atTheWindow.vouched(session, holder)) {
            Dossier draft = meant.get();
            atTheWindow.bringsUp(session, draft.id(), holder);
            entries.opened(draft.region(), draft.id(), way, clerk.id());
            return drafts.gaps(draft).isEmpty()
                    ? IntakePages.address(draft.id()) + "/check"
                    : IntakePages.address(draft.id());
        }
        List<UUID> waiting = open.isEmpty() ? waiting(clerk, holder) : List.of();
        if (waiting.size() == 1) {
            entries.opened(clerk.region(), waiting.getFirst(), way, clerk.id());
            return "/desk/cases/" + waiting.getFirst();
        }
        return DeskArea.INTAKE.href() + "/of/" + holder;
    }

    /** A draft that came up in this session, for its holder's sake or its own; every other one is not there. */
    Dossier brought(Officer clerk, HttpSession session, UUID id) {
        Dossier draft = drafts.find(id)
                .filter(each -> atTheWindow.holds(session, each.applicant().holder()) || atTheWindow.holds(session, id))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (!isFor(clerk, draft)) {
            throw new AccessDeniedException("Another department's counter");
        }
        return draft;
    }

    /** True where the clerk's counter stands for the department of what was begun. */
    boolean isFor(Officer clerk, Dossier draft) {
        return Counters.standsFor(clerk, drafts.item(draft).department());
    }

    /**
     * A typed number opens what this clerk began and its owner has not seen; what was begun elsewhere, or is his by now, only
     * a card, a code or a called number.
     */
    @Guard
    boolean mayOpen(Officer clerk, HttpSession session, Dossier draft) {
        return isVouched(session, draft) || begun.isHers(draft, clerk.id());
    }

    /** True while more than a typed number says that whoever may bring up this draft stands here. */
    boolean isVouched(HttpSession session, Dossier draft) {
        return atTheWindow.vouched(session, draft.applicant().holder()) || atTheWindow.vouched(session, draft.id());
    }

    /**
     * 到场: what changes, renews or gives up a licence that somebody has is handed in only with him there; a new matter may be begun
     * and handed in for who only said his number.
     */
    boolean mayHandIn(HttpSession session, Dossier draft) {
        return drafts.item(draft).business() == null || isVouched(session, draft);
    }

    /** Of whom only a number was typed hears at once what was handed in for him; once, however often it is looked at. */
    void handedIn(HttpSession session, Dossier draft) {
        if (isVouched(session, draft)) {
            return;
        }
        var applicant = draft.applicant();
        outbox.post(Notice.of(
                        draft.region(),
                        applicant.holder(),
                        applicant.person(),
                        "handed-in:" + draft.id(),
                        "desk.news.handed-in",
                        List.of(drafts.item(draft).name()),
                        time.instant())
                .to("/me/cases/" + draft.id())
                .ofCase(draft.id()));
    }

    /** Cases of the holder that the window has not answered. */
    private List<UUID> waiting(Officer clerk, UUID holder) {
        return lists
                .ofApplicant(
                        clerk.region(),
                        ApplicationDesk.KIND,
                        holder,
                        time.instant().plusSeconds(1),
                        WorkLists.MOST)
                .stream()
                .filter(file -> Counters.standsFor(clerk, file.department()))
                .filter(file ->
                        file.status().equals("Received") || file.status().equals("Supplemented"))
                .map(file -> file.id().value())
                .toList();
    }

    /** 到号即办理: from the call on the clerk is at what the person gave ahead. */
    void called(Officer clerk, Ticket ticket) {
        UUID draft = ticket.draft();
        if (draft != null && drafts.find(draft).isPresent()) {
            entries.opened(clerk.region(), draft, Way.CALLED, clerk.id());
        }
    }

    /** The clerk is at a draft that the counter has opened or begun. */
    void begun(Drafts.Begun begun, Officer clerk) {
        Dossier draft = begun.draft();
        entries.opened(draft.region(), draft.id(), begun.made() ? Way.TYPED : Way.FOUND, clerk.id());
    }

    void accepted(Officer clerk, UUID caseId) {
        entries.accepted(clerk.region(), caseId);
    }
}
