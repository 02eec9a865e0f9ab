package org.yimen.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.yimen.api.Bodies.FigureBody;
import org.yimen.api.Bodies.FiguresBody;
import org.yimen.api.Bodies.PartBody;
import org.yimen.identity.MachineCaller;
import org.yimen.insight.Figure;
import org.yimen.insight.Figures;
import org.yimen.insight.Figures.Report;
import org.yimen.insight.Figures.Sight;
import org.yimen.insight.Period;
import org.yimen.platform.CityTime;
import org.yimen.platform.Rate;
import org.yimen.platform.web.Problems;
import org.yimen.platform.web.Words;

/** 数据: the figures of a period for machines, by the formulas of the page. */
@RestController("apiFigures")
class FiguresController {

    private final Callers callers;
    private final Figures figures;
    private final Problems problems;
    private final InstantSource time;

    FiguresController(Callers callers, Figures figures, Problems problems, InstantSource time) {
        this.callers = callers;
        this.figures = figures;
        this.problems = problems;
        this.time = time;
    }

    @Operation(
            operationId = "figures",
            summary = "The figures of a period 数据",
            description = "As a director's or a supervisor's post sees them, or a head's post those of its department."
                    + " 403 for a machine without such a post.")
    @GetMapping("/api/v1/figures")
    FiguresBody figures(
            @Parameter(
                            schema =
                                    @Schema(
                                            allowableValues = {"day", "week", "month", "quarter", "year", "dates"},
                                            defaultValue = "month"))
                    @RequestParam(required = false)
                    @Nullable
                    String period,
            @Parameter(
                            description = "A day within the period, or its first; today where left out.",
                            schema = @Schema(type = "string", format = "date"))
                    @RequestParam(required = false)
                    @Nullable
                    String from,
            @Parameter(
                            description = "The last day, for dates; today where left out.",
                            schema = @Schema(type = "string", format = "date"))
                    @RequestParam(required = false)
                    @Nullable
                    String to,
            @Parameter(description = "One department.", schema = @Schema(maxLength = 64))
                    @RequestParam(required = false)
                    @Nullable
                    String unit,
            @AuthenticationPrincipal MachineCaller caller,
            HttpServletRequest request) {
        var check = new Check();
        String wanted = unit == null ? "" : check.code("unit", unit);
        Optional<Period> chosen =
                Period.parse(period == null ? "month" : period, from, to, CityTime.day(time.instant()));
        if (chosen.isEmpty()) {
            check.flaw("period", "api.field.period");
        }
        check.done();
        Sight sight = Sight.of(callers.officer(caller), wanted)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
        Report report = figures.of(sight, chosen.orElseThrow());
        Words words = problems.words(request);
        return new FiguresBody(
                report.period().from(),
                report.period().to(),
                report.workdays(),
                report.readAt(),
                report.sections().stream()
                        .flatMap(section -> section.figures().stream())
                        .map(figure -> body(figure, words))
                        .toList(),
                report.parts().stream()
                        .map(part -> new PartBody(
                                part.by().code(), part.key(), part.handedIn(), part.accepted(), part.finished()))
                        .toList());
    }

    private static FigureBody body(Figure figure, Words words) {
        String key = "insight.figure." + figure.code();
        Rate value = figure.value();
        return new FigureBody(
                figure.code(),
                words.say(key + ".name"),
                words.say(key + ".formula", figure.part(), figure.whole(), value.percent(1), value.number(2)),
                figure.unit().name().toLowerCase(Locale.ROOT),
                value.part().longValueExact(),
                value.whole().longValueExact(),
                value.isDefined() ? figure.shown() : null);
    }
}
