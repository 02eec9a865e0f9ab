package org.yimen.desk;

import java.time.InstantSource;
import java.time.YearMonth;
import java.util.Locale;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.Decisions;
import org.yimen.application.Decisions.Criterion;
import org.yimen.application.Decisions.Decider;
import org.yimen.application.Decisions.Figures;
import org.yimen.application.Decisions.Tally;
import org.yimen.application.web.EventWords;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Words;

/** What was decided in a month: refusals by the condition that they name, shares by who decides. */
@Controller
public class DecisionsController {

    private final Officers officers;
    private final Decisions decisions;
    private final Catalogue catalogue;
    private final EventWords events;
    private final InstantSource time;

    DecisionsController(
            Officers officers, Decisions decisions, Catalogue catalogue, EventWords events, InstantSource time) {
        this.officers = officers;
        this.decisions = decisions;
        this.catalogue = catalogue;
        this.events = events;
        this.time = time;
    }

    /** The figures of one month. */
    public record DecisionsPage(DeskFrame frame, Month month, Figures figures, Catalogue catalogue, EventWords events) {

        public String item(String code, Words words) {
            return catalogue.current(code).map(item -> words.text(item.name())).orElse(code);
        }

        /** The condition as the version worded it. */
        public String criterion(Criterion criterion, Words words) {
            return catalogue.version(criterion.item(), criterion.version()).stream()
                    .flatMap(item -> item.conditions().stream())
                    .filter(condition -> condition.code().equals(criterion.code()))
                    .map(ItemVersion.Condition::text)
                    .map(words::text)
                    .findFirst()
                    .orElse(criterion.code());
        }

        public String share(Tally tally) {
            return tally.decided() == 0 ? "—" : String.format(Locale.ROOT, "%.1f%%", tally.share());
        }

        public Tally ofItem(Decider decider) {
            return figures.items().getOrDefault(decider.item(), new Tally(0, 0, 0));
        }
    }

    @GetMapping("/desk/decisions")
    ModelAndView decisions(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String month) {
        Officer officer = officers.in(DeskArea.DECISIONS, staff);
        var chosen = Month.of(month, YearMonth.from(CityTime.day(time.instant())));
        return Page.show(
                "desk/decisions",
                new DecisionsPage(
                        officers.frame(officer, DeskArea.DECISIONS.href()),
                        chosen,
                        decisions.of(officer.region(), chosen.from(), chosen.until()),
                        catalogue,
                        events));
    }
}
