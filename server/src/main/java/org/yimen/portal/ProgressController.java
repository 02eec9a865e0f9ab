package org.yimen.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.CaseView;
import org.yimen.application.ProgressDesk;
import org.yimen.application.web.EventWords;
import org.yimen.casework.CaseId;
import org.yimen.identifier.CaseNumber;
import org.yimen.platform.web.Page;
import org.yimen.rating.Channel;
import org.yimen.rating.RatingLinks;
import org.yimen.rating.Ratings;

/** 查进度, without an account. */
@Controller
public class ProgressController {

    private static final int LONGEST_NUMBER = 60;
    private static final Pattern TAIL = Pattern.compile("[0-9A-Z]{4}");

    private final ProgressDesk desk;
    private final EventWords events;
    private final Offers offers;
    private final Ratings ratings;
    private final RatingLinks links;

    ProgressController(ProgressDesk desk, EventWords events, Offers offers, Ratings ratings, RatingLinks links) {
        this.desk = desk;
        this.events = events;
        this.offers = offers;
        this.ratings = ratings;
        this.links = links;
    }

    @GetMapping("/progress")
    ModelAndView ask(@RequestParam(defaultValue = "") String number) {
        return Page.show("portal/progress", ProgressForm.blank(cut(number)));
    }

    @PostMapping("/progress")
    ModelAndView answer(
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String tail,
            HttpServletRequest request) {
        String typed = cut(number);
        Optional<CaseNumber> parsed = CaseNumber.parse(typed);
        String end = halfWidth(tail);
        String numberError = typed.isBlank()
                ? "portal.progress.number-missing"
                : parsed.isEmpty() ? "portal.progress.number-wrong" : null;
        String tailError = TAIL.matcher(end).matches() ? null : "portal.progress.tail-wrong";
        if (parsed.isEmpty() || tailError != null) {
            return refused(new ProgressForm(typed, numberError, tailError, false, null));
        }
        return switch (desk.ask(parsed.get(), end, request.getRemoteAddr())) {
            case ProgressDesk.Answer.Found(var view) ->
                Page.goTo("/progress/t/" + desk.askedToken(view.file().id()));
            case ProgressDesk.Answer.Unknown _ -> refused(new ProgressForm(typed, null, null, true, null));
            case ProgressDesk.Answer.TooMany(var again) ->
                Page.show(
                        "portal/progress-wait",
                        new ProgressForm("", null, null, false, again),
                        HttpStatus.TOO_MANY_REQUESTS);
        };
    }

    private static ModelAndView refused(ProgressForm form) {
        return Page.show("portal/progress", form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** What the code on a receipt opens, or who asked by number and tail; only the receipt leads on to the rating. */
    @GetMapping("/progress/t/{token}")
    ModelAndView shown(@PathVariable String token) {
        CaseView view = desk.byToken(token).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return Page.show(
                "portal/progress-found",
                new FoundPage(
                        new CaseFacts(view, events, offers.office(view.item().department())),
                        desk.isReceipt(token) ? rate(view) : null));
    }

    /**
     * How far a case is.
     *
     * @param rate where whoever has the receipt rates it; null before it is done, and after it was rated
     */
    public record FoundPage(CaseFacts facts, @Nullable String rate) {}

    private @Nullable String rate(CaseView view) {
        CaseId id = view.file().id();
        return ratings.ofCase(id.region(), id.value())
                .filter(occasion -> occasion.rating() == null)
                .map(_ -> links.path(id.value(), Channel.RECEIPT))
                .orElse(null);
    }

    private static String cut(String number) {
        return number.length() <= LONGEST_NUMBER ? number : number.substring(0, LONGEST_NUMBER);
    }

    private static String halfWidth(String tail) {
        return Normalizer.normalize(tail.length() <= LONGEST_NUMBER ? tail : "", Normalizer.Form.NFKC)
                .replaceAll("\\s", "")
                .toUpperCase(Locale.ROOT);
    }
}
