package org.yimen.desk;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.casework.WorkLists;
import org.yimen.desk.HallSheets.Sent;
import org.yimen.identity.Guesses;
import org.yimen.identity.Guesses.Bound;
import org.yimen.identity.People;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Officer;
import org.yimen.phone.Switchboard;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Sheet;
import org.yimen.platform.ui.Sheet.Pick;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;
import org.yimen.rating.Level;
import org.yimen.rating.Occasion;
import org.yimen.rating.Rating;
import org.yimen.rating.Ratings;
import org.yimen.rating.Rectification;
import org.yimen.rating.Rectifications;

/** 12345 代录评价: an operator enters what a caller says of his own case, which he names by its number and his phone. */
@Controller
@RequestMapping("/desk/rating-calls")
class RatingCallsController {

    private static final String KEY = "desk.calls";
    private static final String HREF = DeskArea.RATING_CALLS.href();
    private static final int LAST = 4;

    /** Wrong ends of a telephone number within a quarter of an hour: at one case, and by one operator. */
    private static final int AT_A_CASE = 5;

    private static final int BY_AN_OPERATOR = 10;

    private final Officers officers;
    private final HallSheets sheets;
    private final WorkLists lists;
    private final Ratings ratings;
    private final Rectifications rectifications;
    private final People people;
    private final Guesses guesses;
    private final Switchboard switchboard;

    RatingCallsController(
            Officers officers,
            HallSheets sheets,
            WorkLists lists,
            Ratings ratings,
            Rectifications rectifications,
            People people,
            Guesses guesses,
            Switchboard switchboard) {
        this.officers = officers;
        this.sheets = sheets;
        this.lists = lists;
        this.ratings = ratings;
        this.rectifications = rectifications;
        this.people = people;
        this.guesses = guesses;
        this.switchboard = switchboard;
    }

    @GetMapping
    ModelAndView form(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String done) {
        return page(
                officers.in(DeskArea.RATING_CALLS, staff),
                done.isEmpty() ? null : Sheet.say(KEY + ".done"),
                Sent.NOTHING);
    }

    @PostMapping
    ModelAndView enter(@AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        Officer operator = officers.in(DeskArea.RATING_CALLS, staff);
        var typed = new Typed(fields);
        try {
            Occasion occasion = occasion(operator, typed.needed("number"), typed.needed("phone"))
                    .orElseThrow(() -> Typed.flaw("rating.call.unknown", "number"));
            Level level = Level.ofCode(typed.needed("level"))
                    .orElseThrow(() -> Typed.flaw("platform.sheet.missing", "level"));
            // Every tag is on the page, as on the caller's own: those of other levels are left out.
            List<String> tags =
                    typed.all("tag").stream().filter(level.tags()::contains).toList();
            String text = typed.text("text");
            if (text.length() > Rating.LONGEST) {
                throw Typed.flaw("desk.calls.long", "text");
            }
            if (occasion.rating() != null && asksAgain(occasion)) {
                ratings.againForCaller(occasion, operator, level, text);
            } else {
                ratings.rateForCaller(occasion, operator, level, tags, text);
            }
            return Page.goTo(HREF + "?done=true");
        } catch (RuleBroken refusal) {
            String field = refusal.code().startsWith("rating.text") ? "text" : "number";
            return page(operator, null, Sent.refused(typed, refusal, field));
        }
    }

    /** True where it was put right and he is asked how it is now. */
    private boolean asksAgain(Occasion occasion) {
        return rectifications
                .of(occasion.region(), occasion.id())
                .filter(Rectification::asksAgain)
                .isPresent();
    }

    /** One answer for whatever does not fit, so that nobody tries numbers here. */
    private Optional<Occasion> occasion(Officer operator, String number, String phone) {
        List<Bound> bounds = List.of(
                new Bound("rating-call-case\n" + number, AT_A_CASE),
                new Bound("rating-call-by\n" + operator.id(), BY_AN_OPERATOR));
        if (!guesses.admits(bounds)) {
            throw Typed.flaw("rating.call.too-many", "number");
        }
        Optional<Occasion> his = lists.byNumber(operator.region(), number)
                .flatMap(file -> ratings.ofCase(operator.region(), file.id().value()))
                .filter(occasion -> isHis(operator, occasion, phone));
        his.ifPresent(_ -> guesses.right(bounds));
        return his;
    }

    /** Without him on the line nobody speaks for him, whatever digits of his number are on some page. */
    private boolean isHis(Officer operator, Occasion occasion, String phone) {
        UUID person = occasion.person();
        return person != null
                && people.find(person)
                        .filter(known -> phone.length() == LAST && known.phone().endsWith(phone))
                        .filter(known -> switchboard.speaksWith(operator, known))
                        .isPresent();
    }

    private ModelAndView page(Officer operator, Sheet.@Nullable Said done, Sent sent) {
        return sheets.show(
                operator,
                DeskArea.RATING_CALLS,
                KEY,
                done,
                sent,
                List.of(new Sheet.Form(
                        KEY + ".form",
                        KEY + ".form-lead",
                        HREF,
                        new Sheet.Fields(KEY, sent.typed())
                                .text("number")
                                .hinted(Sheet.Kind.TEXT, "phone")
                                .select(
                                        "level",
                                        Stream.of(Level.values())
                                                .map(level -> new Pick(
                                                        level.code(), Sheet.say("rating.level." + level.code())))
                                                .toList())
                                .checks(
                                        "tag",
                                        Stream.of(Level.values())
                                                .flatMap(level -> level.tags().stream())
                                                .distinct()
                                                .map(tag -> new Pick(tag, Sheet.say("rating.tag." + tag)))
                                                .toList())
                                .area("text")
                                .list(),
                        KEY + ".do",
                        false)));
    }
}
