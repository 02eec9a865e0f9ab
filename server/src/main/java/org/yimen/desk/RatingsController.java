package org.yimen.desk;

import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.web.EventWords;
import org.yimen.identity.StaffMember;
import org.yimen.insight.Period;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.web.Page;
import org.yimen.rating.Figures;
import org.yimen.rating.Level;
import org.yimen.rating.Ratings;
import org.yimen.rating.Rectifications;

/** 评价: figures of a month for supervision, which reads what was said as well; the rated department its own totals of a finished quarter only. */
@Controller
public class RatingsController {

    private static final int PAGE = 50;

    private final Officers officers;
    private final RatingSheets names;
    private final Ratings ratings;
    private final Rectifications rectifications;
    private final EventWords events;
    private final InstantSource time;

    RatingsController(
            Officers officers,
            RatingSheets names,
            Ratings ratings,
            Rectifications rectifications,
            EventWords events,
            InstantSource time) {
        this.officers = officers;
        this.names = names;
        this.ratings = ratings;
        this.rectifications = rectifications;
        this.events = events;
        this.time = time;
    }

    /**
     * The figures.
     *
     * @param settled of which quarter a head sees the figures; null for supervision, which chooses a month
     * @param figures of the whole centre first, for supervision; else of the officer's own departments
     * @param mending what became of the bad ones, for supervision only
     * @param said what was written, for supervision only
     * @param supervises true for supervision
     */
    public record RatingsPage(
            DeskFrame frame,
            Month month,
            @Nullable Period settled,
            List<Figures> figures,
            Rectifications.@Nullable Figures mending,
            List<Ratings.Said> said,
            boolean bad,
            boolean supervises,
            EventWords events) {
        public RatingsPage {
            figures = List.copyOf(figures);
            said = List.copyOf(said);
        }

        public String key(Level level) {
            return "rating.level." + level.code();
        }

        /** Of few ratings the department would guess who gave them. */
        public boolean shows(Figures one) {
            return supervises || one.tellsNobody();
        }
    }

    @GetMapping("/desk/ratings")
    ModelAndView ratings(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam(defaultValue = "") String month,
            @RequestParam(defaultValue = "false") boolean bad) {
        Officer officer = officers.in(DeskArea.RATINGS, staff);
        var shown = Month.of(month, YearMonth.from(CityTime.day(time.instant())));
        boolean supervises = officer.watchesAll();
        // Of a month that still grows two looks tell what one visitor said in between.
        Period settled = supervises ? null : names.settled(ratings.days()).getFirst();
        Instant from = settled == null ? shown.from() : RatingSheets.from(settled);
        Instant until = settled == null ? shown.until() : RatingSheets.until(settled);
        List<Figures> figures = ratings.figures(officer.region(), from, until).stream()
                .filter(each -> supervises || officer.holds(each.department() + "/head"))
                .toList();
        return Page.show(
                "desk/ratings",
                new RatingsPage(
                        officers.frame(officer, DeskArea.RATINGS.href()),
                        shown,
                        settled,
                        figures,
                        supervises ? rectifications.figures(officer.region(), shown.from(), shown.until()) : null,
                        supervises ? ratings.said(officer.region(), bad, PAGE) : List.of(),
                        bad,
                        supervises,
                        events));
    }
}
