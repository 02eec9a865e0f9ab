package org.yimen.kiosk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.Applicants;
import org.yimen.identity.Citizen;
import org.yimen.identity.Station;
import org.yimen.identity.StationVisits;
import org.yimen.organisation.Directory;
import org.yimen.platform.web.Page;
import org.yimen.rating.Channel;
import org.yimen.rating.Level;
import org.yimen.rating.Occasion;
import org.yimen.rating.RatingRefused;
import org.yimen.rating.Ratings;
import org.yimen.rating.Way;

/** 自助端评价: whoever has proven at a machine who he is rates what he has not rated yet, one touch each. */
@Controller
@RequestMapping(Addresses.MINE + "/ratings")
public class KioskRatingsController {

    static final String HERE = Addresses.MINE + "/ratings";
    private static final int SHOWN = 6;

    private final StationVisits visits;
    private final Applicants applicants;
    private final Ratings ratings;
    private final Directory directory;

    KioskRatingsController(StationVisits visits, Applicants applicants, Ratings ratings, Directory directory) {
        this.visits = visits;
        this.applicants = applicants;
        this.ratings = ratings;
        this.directory = directory;
    }

    /** What waits for his rating. */
    public record WaitingPage(List<Occasion> waiting) {
        public WaitingPage {
            waiting = List.copyOf(waiting);
        }
    }

    /**
     * One of them.
     *
     * @param refusal key of why a touch did nothing, or null
     */
    public record RatePage(Occasion occasion, @Nullable String refusal) {

        public List<Level> levels() {
            return List.of(Level.values());
        }

        public String action() {
            return HERE + "/" + occasion.id();
        }
    }

    @GetMapping
    ModelAndView waiting(@AuthenticationPrincipal Citizen visitor) {
        return Page.show(
                "kiosk/ratings",
                new WaitingPage(
                        ratings.of(directory.region(), applicants.of(visitor).holder(), Ratings.MOST).stream()
                                .filter(each -> each.rating() == null)
                                .limit(SHOWN)
                                .toList()));
    }

    @GetMapping("/{id}")
    ModelAndView one(@PathVariable UUID id, @AuthenticationPrincipal Citizen visitor) {
        return page(own(id, visitor), null);
    }

    @PostMapping("/{id}")
    ModelAndView rate(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String level,
            @AuthenticationPrincipal Citizen visitor,
            HttpServletRequest request,
            HttpSession session) {
        Occasion occasion = own(id, visitor);
        VisitController.mustBeHimself(session);
        Optional<Level> given = Level.ofCode(level);
        if (given.isEmpty()) {
            return page(occasion, "portal.rate.level-missing");
        }
        try {
            ratings.rate(
                    occasion.region(),
                    id,
                    applicants.of(visitor).holder(),
                    given.get(),
                    List.of(),
                    "",
                    Way.of(channel(request)));
        } catch (RatingRefused refusal) {
            return page(occasion, refusal.code());
        }
        return Page.goTo(HERE);
    }

    /** Many stand at one machine one after the other: it is no trace of anybody. */
    private Channel channel(HttpServletRequest request) {
        return visits.station(request)
                .map(Station::kind)
                .flatMap(kind -> Channel.of(kind.channel()))
                .orElse(Channel.KIOSK);
    }

    private static ModelAndView page(Occasion occasion, @Nullable String refusal) {
        return Page.show(
                "kiosk/rate",
                new RatePage(occasion, refusal),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private Occasion own(UUID id, Citizen visitor) {
        return ratings.ofHolder(directory.region(), id, applicants.of(visitor).holder())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
