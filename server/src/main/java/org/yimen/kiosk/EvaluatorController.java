package org.yimen.kiosk;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.hall.Calls;
import org.yimen.hall.Ticket;
import org.yimen.hall.Tickets;
import org.yimen.identity.Station;
import org.yimen.identity.StationVisits;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Unit;
import org.yimen.platform.Text;
import org.yimen.platform.web.Page;
import org.yimen.rating.Channel;
import org.yimen.rating.Level;
import org.yimen.rating.Occasion;
import org.yimen.rating.RatingRefused;
import org.yimen.rating.Ratings;
import org.yimen.rating.Way;

/**
 * 窗口评价器: the tablet before a window. It asks whoever was served there a moment ago, and nobody once the next number is
 * called; which window it is was entered by the administrator, so that no clerk's browser shows or sends it.
 */
@Controller
public class EvaluatorController {

    static final String HERE = "/kiosk/evaluator";

    /** So long the visitor is asked; afterwards his ticket and his inbox still do. */
    static final Duration ASKS = Duration.ofSeconds(90);

    private final StationVisits visits;
    private final Ratings ratings;
    private final Calls calls;
    private final Tickets tickets;
    private final Directory directory;
    private final InstantSource time;

    EvaluatorController(
            StationVisits visits,
            Ratings ratings,
            Calls calls,
            Tickets tickets,
            Directory directory,
            InstantSource time) {
        this.visits = visits;
        this.ratings = ratings;
        this.calls = calls;
        this.tickets = tickets;
        this.directory = directory;
        this.time = time;
    }

    /**
     * What the tablet shows: the five levels, thanks, or that nobody is asked.
     *
     * @param occasion whose visit is rated, or null
     * @param service what was done, or null
     * @param clerk number on the sign of who did it, or null
     * @param number of the ticket that was served
     * @param refusal key of why a touch did nothing, or null
     */
    public record EvaluatorPage(
            Text window,
            @Nullable UUID occasion,
            @Nullable Text service,
            @Nullable String clerk,
            String number,
            boolean thanks,
            @Nullable String refusal) {

        private static final int WAITING_SECONDS = 5;
        private static final int ASKING_SECONDS = 20;

        /** Looks by itself whether somebody was served, or is gone. */
        public String refresh() {
            return (occasion == null ? WAITING_SECONDS : ASKING_SECONDS) + "; url=" + HERE;
        }

        public List<Level> levels() {
            return List.of(Level.values());
        }
    }

    @GetMapping(HERE)
    ModelAndView ask(HttpServletRequest request, @RequestParam(defaultValue = "false") boolean thanks) {
        return page(evaluator(request), thanks, null);
    }

    /** One touch is the rating; whom the page did not ask any more is not rated by somebody else. */
    @PostMapping(HERE)
    ModelAndView rate(
            HttpServletRequest request, @RequestParam UUID occasion, @RequestParam(defaultValue = "") String level) {
        Station evaluator = evaluator(request);
        Optional<Occasion> asked = asked(evaluator).filter(each -> each.id().equals(occasion));
        Optional<Level> given = Level.ofCode(level);
        if (asked.isEmpty() || given.isEmpty()) {
            return page(evaluator, false, "kiosk.evaluator.over");
        }
        try {
            ratings.rateVisit(evaluator.region(), occasion, given.get(), List.of(), "", Way.of(Channel.EVALUATOR));
        } catch (RatingRefused refusal) {
            return page(evaluator, false, refusal.code());
        }
        return Page.goTo(HERE + "?thanks=true");
    }

    private Optional<Occasion> asked(Station evaluator) {
        String window = window(evaluator);
        return calls.at(evaluator.region(), window).isPresent()
                ? Optional.empty()
                : ratings.justServed(evaluator.region(), window, time.instant().minus(ASKS));
    }

    private ModelAndView page(Station evaluator, boolean thanks, @Nullable String refusal) {
        Optional<Occasion> asked = asked(evaluator);
        String number = asked.flatMap(occasion -> tickets.find(evaluator.region(), UUID.fromString(occasion.subject())))
                .map(Ticket::number)
                .orElse("");
        String window = window(evaluator);
        return Page.show(
                "kiosk/evaluator",
                new EvaluatorPage(
                        directory
                                .unit(evaluator.region(), window)
                                .map(Unit::name)
                                .orElseGet(() -> Text.of(window)),
                        asked.map(Occasion::id).orElse(null),
                        asked.map(Occasion::name).orElse(null),
                        asked.flatMap(occasion -> Optional.ofNullable(occasion.servedBy()))
                                .map(clerk -> directory.staff(clerk).employeeNumber())
                                .orElse(null),
                        number,
                        thanks && asked.isEmpty(),
                        refusal),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** The machine that asks, if it is one; of another kind the page is not there. */
    private Station evaluator(HttpServletRequest request) {
        return visits.station(request)
                .filter(station -> station.kind() == Station.Kind.EVALUATOR)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static String window(Station evaluator) {
        String window = evaluator.window();
        if (window == null) {
            throw new IllegalStateException("an evaluator of no window: " + evaluator.id());
        }
        return window;
    }
}
