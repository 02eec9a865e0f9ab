package org.yimen.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.hall.Tickets;
import org.yimen.identity.Citizen;
import org.yimen.identity.Guesses;
import org.yimen.identity.Guesses.Bound;
import org.yimen.identity.StaffMember;
import org.yimen.identity.Terminals;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Unit;
import org.yimen.platform.Text;
import org.yimen.platform.ui.ErrorItem;
import org.yimen.platform.ui.ErrorMessage;
import org.yimen.platform.web.Network;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Words;
import org.yimen.rating.Channel;
import org.yimen.rating.Level;
import org.yimen.rating.Occasion;
import org.yimen.rating.RatingLinks;
import org.yimen.rating.RatingRefused;
import org.yimen.rating.Ratings;
import org.yimen.rating.Rectification;
import org.yimen.rating.Rectifications;
import org.yimen.rating.Way;

/** 评价: somebody says once how a service was. */
@Controller
public class RatingController {

    private static final String OWN = "/me/ratings/";
    private static final String TICKET = "/hall/ticket/{pass}/rate";
    private static final String LINK = "/rate/{subject}/{code}";
    private static final String AT_WINDOW = "/rate/window/{window}";

    /** So long the code that stands at a window asks those who were served there. */
    private static final Duration WINDOW_ASKS = Duration.ofMinutes(30);

    /** More than anybody serves in that time. */
    private static final int SERVED_THERE = 30;

    /** Wrong signs at one number, and from one address at one window, within a quarter of an hour. */
    private static final int AT_A_NUMBER = 5;

    private static final int FROM_AN_ADDRESS = 10;

    private final Visitors visitors;
    private final Ratings ratings;
    private final Rectifications rectifications;
    private final RatingLinks links;
    private final Tickets tickets;
    private final Directory directory;
    private final Guesses guesses;
    private final Terminals terminals;
    private final InstantSource time;

    RatingController(
            Visitors visitors,
            Ratings ratings,
            Rectifications rectifications,
            RatingLinks links,
            Tickets tickets,
            Directory directory,
            Guesses guesses,
            Terminals terminals,
            InstantSource time) {
        this.visitors = visitors;
        this.ratings = ratings;
        this.rectifications = rectifications;
        this.links = links;
        this.tickets = tickets;
        this.directory = directory;
        this.guesses = guesses;
        this.terminals = terminals;
        this.time = time;
    }

    /**
     * The service, what was said of it or the form to say it. What was said is shown to whoever is signed in, never to
     * whoever holds a link or a ticket: both pass through other hands, and only the link of a mending asks again.
     *
     * @param action where the form goes; for a ticket that names nobody it is the ticket's own page
     * @param late the period is over
     * @param mending what became of a bad rating, shown to whoever gave it
     */
    public record RatePage(
            String action,
            Occasion occasion,
            Text office,
            boolean late,
            @Nullable Rectification mending,
            @Nullable Level level,
            List<String> tags,
            String text,
            @Nullable String field,
            @Nullable String flaw) {
        public RatePage {
            tags = List.copyOf(tags);
        }

        /** True on the pages of whoever is signed in. */
        public boolean own() {
            return action.startsWith(OWN);
        }

        public String key(Level one) {
            return "rating.level." + one.code();
        }

        /** Where the form goes: to the first rating, or to the one after it was put right. */
        public String target() {
            return own() && mending != null ? action + "/again" : action;
        }

        public boolean asks() {
            return occasion.rating() == null || (mending != null && mending.asksAgain());
        }

        /** How far it is, as a message key. */
        public String stage() {
            if (mending == null) {
                return "";
            }
            String stage = mending.struck()
                    ? "struck"
                    : mending.endedOn() != null ? "ended" : mending.mendedInTime() != null ? "mended" : "open";
            return "portal.rate.mending." + stage;
        }

        public boolean failed() {
            return flaw != null;
        }

        public List<ErrorItem> errors(Words words) {
            return flaw == null ? List.of() : List.of(ErrorItem.of(String.valueOf(field), said(words)));
        }

        public @Nullable ErrorMessage error(String one, Words words) {
            return flaw == null || !one.equals(field) ? null : ErrorMessage.of(said(words));
        }

        private String said(Words words) {
            return words.say(String.valueOf(flaw), org.yimen.rating.Rating.LONGEST);
        }
    }

    /** What was sent: the level's name, tags of any level, a text. */
    record Typed(String level, List<String> tag, String text) {
        Typed {
            tag = tag == null ? List.of() : List.copyOf(tag);
            level = level == null ? "" : level;
            text = text == null ? "" : text;
        }

        static Typed nothing() {
            return new Typed("", List.of(), "");
        }

        Optional<Level> given() {
            return Level.ofCode(level);
        }

        // Every tag is on the page, so that it works without JavaScript: those of other levels are left out.
        List<String> fitting(Level given) {
            return tag.stream().filter(given.tags()::contains).toList();
        }
    }

    /** Keeps a rating in its own way. */
    private interface Keeping {
        void keep(Level level, List<String> tags, String text);
    }

    @GetMapping(OWN + "{id}")
    ModelAndView show(@PathVariable UUID id, @AuthenticationPrincipal Citizen citizen) {
        return page(OWN + id, occasion(id, citizen), Typed.nothing(), null, null);
    }

    @PostMapping(OWN + "{id}")
    ModelAndView rate(
            @PathVariable UUID id, Typed typed, @AuthenticationPrincipal Citizen citizen, HttpServletRequest request) {
        Occasion occasion = occasion(id, citizen);
        UUID holder = visitors.of(citizen).holder();
        return rate(
                OWN + id,
                occasion,
                typed,
                (level, tags, text) ->
                        ratings.rate(occasion.region(), id, holder, level, tags, text, way(request, "")));
    }

    /** 再评价: once it was put right, beside the first rating. */
    @PostMapping(OWN + "{id}/again")
    ModelAndView again(@PathVariable UUID id, Typed typed, @AuthenticationPrincipal Citizen citizen) {
        Occasion occasion = occasion(id, citizen);
        UUID holder = visitors.of(citizen).holder();
        return rate(OWN + id, occasion, typed, (level, _, text) -> rectifications.again(occasion, holder, level, text));
    }

    /** Who holds the ticket of a visit rates it once it is over, known or not; the staff does not. */
    @GetMapping(TICKET)
    ModelAndView visit(@PathVariable UUID pass, @AuthenticationPrincipal @Nullable StaffMember staff) {
        return page(visitAt(pass), served(pass, staff), Typed.nothing(), null, null);
    }

    @PostMapping(TICKET)
    ModelAndView rateVisit(
            @PathVariable UUID pass,
            Typed typed,
            @AuthenticationPrincipal @Nullable StaffMember staff,
            HttpServletRequest request) {
        Occasion occasion = served(pass, staff);
        return rate(
                visitAt(pass),
                occasion,
                typed,
                (level, tags, text) -> ratings.rateVisit(
                        occasion.region(), occasion.id(), level, tags, text, way(request, Channel.TICKET.code())));
    }

    /** What a message or a receipt leads to: whoever has it need not sign in, and the staff does not. */
    @GetMapping(LINK)
    ModelAndView linked(
            @PathVariable UUID subject,
            @PathVariable String code,
            @RequestParam(defaultValue = "") String via,
            @AuthenticationPrincipal @Nullable StaffMember staff) {
        Occasion occasion = linked(subject, code, staff);
        return links.opensAgain(subject, code)
                ? mended(linkAt(subject, code, via), occasion, Typed.nothing(), null, null)
                : page(linkAt(subject, code, via), occasion, Typed.nothing(), null, null);
    }

    @PostMapping(LINK)
    ModelAndView rateLinked(
            @PathVariable UUID subject,
            @PathVariable String code,
            @RequestParam(defaultValue = "") String via,
            Typed typed,
            @AuthenticationPrincipal @Nullable StaffMember staff,
            HttpServletRequest request) {
        Occasion occasion = linked(subject, code, staff);
        if (links.opensAgain(subject, code)) {
            return rateAgain(linkAt(subject, code, via), occasion, typed);
        }
        return rate(
                linkAt(subject, code, via),
                occasion,
                typed,
                (level, tags, text) -> ratings.rateByLink(occasion, level, tags, text, way(request, via)));
    }

    /** 再评价 by the link that the message about the mending carries: that is to whoever rated, and to nobody else. */
    private ModelAndView rateAgain(String action, Occasion occasion, Typed typed) {
        Level given = typed.given().orElse(null);
        if (given == null) {
            return mended(action, occasion, typed, "level", "portal.rate.level-missing");
        }
        try {
            rectifications.againByLink(occasion, given, typed.text());
            return Page.goTo(action);
        } catch (RatingRefused refusal) {
            String field = refusal.code().startsWith("rating.text-") ? "text" : "level";
            return mended(action, occasion, typed, field, refusal.code());
        }
    }

    private static String linkAt(UUID subject, String code, String via) {
        String known = Channel.of(via).map(Channel::code).orElse("");
        return "/rate/" + subject + "/" + code + (known.isEmpty() ? "" : "?via=" + known);
    }

    private Occasion linked(UUID subject, String code, @Nullable StaffMember staff) {
        return Optional.of(subject)
                .filter(_ -> staff == null)
                .flatMap(known -> ratings.byLink(directory.region(), known, code))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /**
     * The code that stands at a window.
     *
     * @param flaw key of why nobody was found by the number, or null
     */
    public record WindowPage(
            String action,
            Text window,
            String number,
            @Nullable String flaw) {

        public List<ErrorItem> errors(Words words) {
            return flaw == null ? List.of() : List.of(ErrorItem.of("number", words.say(flaw)));
        }

        public @Nullable ErrorMessage error(Words words) {
            return flaw == null ? null : ErrorMessage.of(words.say(flaw));
        }
    }

    @GetMapping(AT_WINDOW)
    ModelAndView atWindow(@PathVariable String window, @AuthenticationPrincipal @Nullable StaffMember staff) {
        return atWindow(known(window, staff), "", null);
    }

    /**
     * Whoever was served there a moment ago says his number and what only his slip has: the number alone stood on the board.
     */
    @PostMapping(AT_WINDOW)
    ModelAndView number(
            @PathVariable String window,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String check,
            @AuthenticationPrincipal @Nullable StaffMember staff,
            HttpServletRequest request) {
        Unit at = known(window, staff);
        String typed = number.strip().toUpperCase(Locale.ROOT);
        List<Bound> bounds = List.of(
                new Bound("rate-number\n" + at.code() + "\n" + typed, AT_A_NUMBER),
                new Bound("rate-window\n" + at.code() + "\n" + Network.of(request.getRemoteAddr()), FROM_AN_ADDRESS));
        if (!guesses.admits(bounds)) {
            return atWindow(at, typed, "portal.rate.window-wait");
        }
        return ratings.servedAt(directory.region(), at.code(), time.instant().minus(WINDOW_ASKS), SERVED_THERE).stream()
                .map(served -> UUID.fromString(served.subject()))
                .filter(ticket -> tickets.find(directory.region(), ticket)
                        .filter(one -> one.number().equals(typed) && one.check().equalsIgnoreCase(check.strip()))
                        .isPresent())
                .findFirst()
                .map(ticket -> {
                    guesses.right(bounds);
                    return Page.goTo(links.path(ticket, Channel.WINDOW));
                })
                .orElseGet(() -> atWindow(at, typed, "portal.rate.window-none"));
    }

    private Unit known(String window, @Nullable StaffMember staff) {
        return Optional.of(window)
                .filter(_ -> staff == null)
                .flatMap(code -> directory.unit(directory.region(), code))
                .filter(Unit.Window.class::isInstance)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static ModelAndView atWindow(Unit window, String number, @Nullable String flaw) {
        return Page.show(
                "portal/rate-window",
                new WindowPage("/rate/window/" + window.code(), window.name(), number, flaw),
                flaw == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** By which way it came, and from where; kept as digests. */
    private Way way(HttpServletRequest request, String via) {
        String agent = Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), "");
        HttpSession session = request.getSession(false);
        return Way.of(
                Channel.ofPage(via, agent, terminals.way()),
                request.getRemoteAddr() + "|" + agent,
                session == null ? "" : session.getId());
    }

    private static String visitAt(UUID pass) {
        return "/hall/ticket/" + pass + "/rate";
    }

    private Occasion served(UUID pass, @Nullable StaffMember staff) {
        return Optional.of(pass)
                .filter(_ -> staff == null)
                .flatMap(own -> tickets.withPass(directory.region(), own))
                .flatMap(ticket -> ratings.ofVisit(ticket.region(), ticket.id()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private ModelAndView rate(String action, Occasion occasion, Typed typed, Keeping keeping) {
        if (occasion.rating() != null && !action.startsWith(OWN)) {
            // Also of the very same one: whoever tries all levels must not learn which was given.
            return page(action, occasion, Typed.nothing(), "level", "rating.once");
        }
        Level given = typed.given().orElse(null);
        if (given == null) {
            return page(action, occasion, typed, "level", "portal.rate.level-missing");
        }
        try {
            keeping.keep(given, typed.fitting(given), typed.text());
        } catch (RatingRefused refusal) {
            // What was said before, perhaps a moment ago, is shown with the refusal.
            Occasion now = ratings.find(occasion.region(), occasion.id()).orElse(occasion);
            return page(
                    action, now, typed, refusal.code().startsWith("rating.text-") ? "text" : "level", refusal.code());
        }
        return Page.goTo(action);
    }

    private ModelAndView page(
            String action, Occasion occasion, Typed typed, @Nullable String field, @Nullable String flaw) {
        // Who only holds a ticket reads nothing of what others wrote about it.
        return action.startsWith(OWN)
                ? mended(action, occasion, typed, field, flaw)
                : page(action, occasion, null, typed, field, flaw);
    }

    private ModelAndView mended(
            String action, Occasion occasion, Typed typed, @Nullable String field, @Nullable String flaw) {
        Rectification mending =
                rectifications.of(occasion.region(), occasion.id()).orElse(null);
        return page(action, occasion, mending, typed, field, flaw);
    }

    private ModelAndView page(
            String action,
            Occasion occasion,
            @Nullable Rectification mending,
            Typed typed,
            @Nullable String field,
            @Nullable String flaw) {
        return Page.show(
                "portal/rate",
                new RatePage(
                        action,
                        occasion,
                        directory.department(occasion.department()).name(),
                        occasion.late(time.instant()),
                        mending,
                        typed.given().orElse(null),
                        typed.tag(),
                        typed.text(),
                        field,
                        flaw),
                flaw == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private Occasion occasion(UUID id, Citizen citizen) {
        Visitor visitor = visitors.of(citizen);
        return ratings.ofHolder(directory.region(), id, visitor.holder())
                .filter(each -> each.item().isEmpty() ? visitor.part().coversAll() : visitor.covers(each.item()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
