package org.yimen.kiosk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.Start.How;
import org.yimen.catalogue.Catalogue;
import org.yimen.identity.CardRead;
import org.yimen.identity.CardVisits;
import org.yimen.identity.CardVisits.Outcome;
import org.yimen.identity.Citizen;
import org.yimen.identity.Masks;
import org.yimen.identity.Station;
import org.yimen.identity.StationVisits;
import org.yimen.identity.Stations;
import org.yimen.identity.Stations.Pairing;
import org.yimen.identity.TrialStations;
import org.yimen.platform.web.Page;

/** The machine itself: how a browser becomes it, how somebody begins before it, and how nothing of him stays. */
@Controller
class StationController {

    private static final String TRIAL = "trial";
    private static final Pattern PHONE = Pattern.compile("1[0-9]{10}");

    private final Stations stations;
    private final StationVisits visits;
    private final CardVisits cards;
    private final Catalogue catalogue;
    private final ObjectProvider<TrialStations> trial;
    private final InstantSource time;

    StationController(
            Stations stations,
            StationVisits visits,
            CardVisits cards,
            Catalogue catalogue,
            ObjectProvider<TrialStations> trial,
            InstantSource time) {
        this.stations = stations;
        this.visits = visits;
        this.cards = cards;
        this.catalogue = catalogue;
        this.trial = trial;
        this.time = time;
    }

    @GetMapping("/kiosk")
    ModelAndView home(HttpServletRequest request, @AuthenticationPrincipal @Nullable Citizen visitor) {
        Optional<Station> station = visits.station(request);
        if (station.filter(each -> each.kind() == Station.Kind.EVALUATOR).isPresent()) {
            return Page.goTo(EvaluatorController.HERE);
        }
        return station.isEmpty()
                ? Page.show("kiosk/pair", pairing(null, 0))
                : Page.show(
                        "kiosk/home",
                        new StationPage(
                                station.get(),
                                time.instant(),
                                catalogue.published().size(),
                                visitor != null));
    }

    /** A code of the administrator makes this browser the machine. */
    @PostMapping("/kiosk/pair")
    ModelAndView pair(
            @RequestParam(defaultValue = "") String code, HttpServletRequest request, HttpServletResponse response) {
        return pair(stations.pair(code, request.getRemoteAddr()), request, response);
    }

    private ModelAndView pair(Pairing pairing, HttpServletRequest request, HttpServletResponse response) {
        return switch (pairing) {
            case Pairing.Paired paired -> {
                visits.pair(paired, request, response);
                yield Page.goTo(Addresses.HOME);
            }
            case Pairing.Unknown _ ->
                Page.show("kiosk/pair", pairing("kiosk.pair.wrong", 0), HttpStatus.UNPROCESSABLE_CONTENT);
            case Pairing.TooMany(long minutes) ->
                Page.show("kiosk/pair", pairing("kiosk.pair.too-many", minutes), HttpStatus.TOO_MANY_REQUESTS);
        };
    }

    private PairPage pairing(@Nullable String error, long minutes) {
        return new PairPage(error, minutes, trial.stream().findAny().isPresent());
    }

    /** In the demo, where everything is invented: this browser becomes the machine that has been silent longest. */
    @PostMapping("/kiosk/pair/trial")
    ModelAndView trial(HttpServletRequest request, HttpServletResponse response) {
        TrialStations machines =
                trial.stream().findAny().orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        // Whoever tries codes from this address does not keep the demo's own from working.
        return pair(stations.pair(machines.code(), TRIAL), request, response);
    }

    @GetMapping("/kiosk/enter")
    ModelAndView enter(@RequestParam(defaultValue = "") String next) {
        return enter(next, null, null, HttpStatus.OK);
    }

    private ModelAndView enter(String next, @Nullable String cardError, @Nullable String codeError, HttpStatus status) {
        return Page.show(
                "kiosk/enter",
                new EnterPage(cards.reads(), cards.samples(), Addresses.mine(next), cardError, codeError),
                status);
    }

    @PostMapping("/kiosk/card")
    ModelAndView card(
            @RequestParam(defaultValue = "") String card,
            @RequestParam(defaultValue = "") String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        Outcome outcome = cards.lay(station(request), card);
        return switch (outcome) {
            case Outcome.Welcome(Citizen visitor, var _) -> welcome(visitor, How.CARD, next, request, response);
            case Outcome.Newcomer(CardRead read) -> newcomer(read, card, next, "", null, null, HttpStatus.OK);
            case Outcome.Refused(String key) -> enter(next, key, null, HttpStatus.UNPROCESSABLE_CONTENT);
        };
    }

    /** The card is read again: nothing was kept of it while its holder made up his mind. */
    @PostMapping("/kiosk/newcomer")
    ModelAndView newcomer(
            @RequestParam(defaultValue = "") String card,
            @RequestParam(defaultValue = "") String phone,
            @RequestParam(defaultValue = "false") boolean agree,
            @RequestParam(defaultValue = "") String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        Station station = station(request);
        String number = phone.strip();
        String phoneError = PHONE.matcher(number).matches() ? null : "kiosk.newcomer.phone-wrong";
        String agreeError = agree ? null : "kiosk.newcomer.agree-missing";
        Outcome outcome = phoneError == null && agreeError == null
                ? cards.enter(station, card, number)
                : cards.lay(station, card);
        return switch (outcome) {
            case Outcome.Welcome(Citizen visitor, var _) -> welcome(visitor, How.CARD, next, request, response);
            case Outcome.Newcomer(CardRead read) ->
                newcomer(read, card, next, phone, phoneError, agreeError, HttpStatus.UNPROCESSABLE_CONTENT);
            case Outcome.Refused(String key) -> enter(next, key, null, HttpStatus.UNPROCESSABLE_CONTENT);
        };
    }

    private static ModelAndView newcomer(
            CardRead read,
            String card,
            String next,
            String phone,
            @Nullable String phoneError,
            @Nullable String agreeError,
            HttpStatus status) {
        return Page.show(
                "kiosk/newcomer",
                new NewcomerPage(
                        Masks.name(read.name()),
                        read.number().masked(),
                        card,
                        Addresses.mine(next),
                        phone.length() <= 20 ? phone : "",
                        phoneError,
                        agreeError),
                status);
    }

    /** 到场码: proven elsewhere, honoured here. */
    @PostMapping("/kiosk/code")
    ModelAndView code(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        return switch (cards.show(station(request), code)) {
            case Outcome.Welcome(Citizen visitor, var printedBy) -> {
                ModelAndView there = welcome(visitor, How.CODE, next, request, response);
                request.getSession().setAttribute(VisitController.PRINTED_BY, printedBy);
                yield there;
            }
            case Outcome.Refused(String key) -> enter(next, null, key, HttpStatus.UNPROCESSABLE_CONTENT);
            case Outcome.Newcomer _ -> throw new IllegalStateException("a code is somebody's");
        };
    }

    private ModelAndView welcome(
            Citizen visitor, How how, String next, HttpServletRequest request, HttpServletResponse response) {
        visits.begin(visitor, request, response);
        request.getSession().setAttribute(VisitController.HOW, how);
        return Page.goTo(Addresses.mine(next));
    }

    @GetMapping("/kiosk/still-there")
    ModelAndView stillThere(
            @RequestParam(defaultValue = "") String back,
            @RequestParam(defaultValue = "" + StillTherePage.FROM) int left) {
        return Page.show(
                "kiosk/still-there",
                new StillTherePage(Addresses.own(back), Math.clamp(left, StillTherePage.STEP, StillTherePage.FROM)));
    }

    @PostMapping("/kiosk/finish")
    ModelAndView finish(HttpServletRequest request, HttpServletResponse response) {
        visits.end(request, response);
        return Page.goTo("/kiosk/over");
    }

    /** Reached by a refresh where nobody touched the screen, so it ends the visit itself. */
    @GetMapping("/kiosk/over")
    ModelAndView over(HttpServletRequest request, HttpServletResponse response) {
        visits.end(request, response);
        visits.forget(request, response);
        return Page.show("kiosk/over", new OverPage());
    }

    private Station station(HttpServletRequest request) {
        return visits.station(request).orElseThrow(() -> new IllegalStateException("a page of no machine"));
    }
}
