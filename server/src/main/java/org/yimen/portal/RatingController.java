package org.yimen.portal;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.identity.Citizen;
import org.yimen.organisation.Directory;
import org.yimen.platform.Text;
import org.yimen.platform.ui.ErrorItem;
import org.yimen.platform.ui.ErrorMessage;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Words;
import org.yimen.rating.Level;
import org.yimen.rating.Occasion;
import org.yimen.rating.RatingRefused;
import org.yimen.rating.Ratings;

/** 评价: somebody says once how a service was. */
@Controller
public class RatingController {

    private final Visitors visitors;
    private final Ratings ratings;
    private final Directory directory;
    private final java.time.InstantSource time;

    RatingController(Visitors visitors, Ratings ratings, Directory directory, java.time.InstantSource time) {
        this.visitors = visitors;
        this.ratings = ratings;
        this.directory = directory;
        this.time = time;
    }

    /**
     * The service, what was said of it or the form to say it.
     *
     * @param late the period is over
     */
    public record RatePage(
            Occasion occasion,
            Text office,
            boolean late,
            @Nullable Level level,
            List<String> tags,
            String text,
            @Nullable String field,
            @Nullable String flaw) {
        public RatePage {
            tags = List.copyOf(tags);
        }

        public String key(Level one) {
            return "rating.level." + kebab(one.name());
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

    @GetMapping("/me/ratings/{id}")
    ModelAndView show(@PathVariable UUID id, @AuthenticationPrincipal Citizen citizen) {
        return page(occasion(id, citizen), null, List.of(), "", null, null, HttpStatus.OK);
    }

    @PostMapping("/me/ratings/{id}")
    ModelAndView rate(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String level,
            @RequestParam(defaultValue = "") List<String> tag,
            @RequestParam(defaultValue = "") String text,
            @AuthenticationPrincipal Citizen citizen) {
        Occasion occasion = occasion(id, citizen);
        Level given = Arrays.stream(Level.values())
                .filter(each -> kebab(each.name()).equals(level))
                .findFirst()
                .orElse(null);
        if (given == null) {
            return page(
                    occasion, null, tag, text, "level", "portal.rate.level-missing", HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            // Every tag is on the page, so that it works without JavaScript: those of other levels are left out.
            ratings.rate(
                    occasion.region(),
                    id,
                    occasion.holder(),
                    given,
                    tag.stream().filter(given.tags()::contains).toList(),
                    text,
                    "web");
        } catch (RatingRefused refusal) {
            return page(
                    occasion(id, citizen),
                    given,
                    tag,
                    text,
                    refusal.code().equals("rating.text-long") ? "text" : "level",
                    refusal.code(),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return Page.goTo("/me/ratings/" + id);
    }

    private ModelAndView page(
            Occasion occasion,
            @Nullable Level level,
            List<String> tags,
            String text,
            @Nullable String field,
            @Nullable String flaw,
            HttpStatus status) {
        return Page.show(
                "portal/rate",
                new RatePage(
                        occasion,
                        directory.department(occasion.department()).name(),
                        occasion.late(time.instant()),
                        level,
                        tags,
                        text,
                        field,
                        flaw),
                status);
    }

    private Occasion occasion(UUID id, Citizen citizen) {
        Visitor visitor = visitors.of(citizen);
        return ratings.ofHolder(directory.region(), id, visitor.holder())
                .filter(each -> each.item().isEmpty() ? visitor.part().coversAll() : visitor.covers(each.item()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    static String kebab(String name) {
        return name.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
