package org.yimen.desk;

import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.Beginnings;
import org.yimen.application.Beginnings.Figures;
import org.yimen.application.Beginnings.Line;
import org.yimen.application.Beginnings.Started;
import org.yimen.application.Beginnings.Way;
import org.yimen.application.Known;
import org.yimen.application.Saved;
import org.yimen.application.Saved.Totals;
import org.yimen.application.Start;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Rate;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Words;

/** 一号申请: how many applications were begun by the citizen number alone, down to the cases. */
@Controller
public class OneNumberController {

    private static final int PAGE = 25;

    private final Officers officers;
    private final Saved saved;
    private final Beginnings beginnings;
    private final WorkLists lists;
    private final InstantSource time;

    OneNumberController(Officers officers, Beginnings beginnings, Saved saved, WorkLists lists, InstantSource time) {
        this.officers = officers;
        this.beginnings = beginnings;
        this.saved = saved;
        this.lists = lists;
        this.time = time;
    }

    /** One case of the numerator. */
    public record Row(Line line, @Nullable Summary file) {}

    /** The figures of one month, and its cases. */
    public record OneNumberPage(
            DeskFrame frame,
            Month month,
            Figures figures,
            Started started,
            List<Way> ways,
            Totals saved,
            Map<Known.Source, Long> sources,
            List<Row> rows,
            @Nullable Instant next,
            boolean first) {

        public OneNumberPage {
            ways = List.copyOf(ways);
            sources = Map.copyOf(sources);
            rows = List.copyOf(rows);
        }

        /** Of all, as a share; nothing where there is no base. */
        public String share() {
            return Rate.of(figures.oneNumber(), figures.base()).percent(1);
        }

        /** Where answers came from that nobody typed, as the page says it. */
        public List<Map.Entry<String, Long>> sources(Words words) {
            return Arrays.stream(Known.Source.values())
                    .filter(sources::containsKey)
                    .map(source -> Map.entry(
                            words.say("desk.one-number.source-"
                                    + source.name().toLowerCase(Locale.ROOT).replace('_', '-')),
                            sources.getOrDefault(source, 0L)))
                    .toList();
        }

        public String spared() {
            return Rate.of(figures.kept(), figures.asked()).percent(1);
        }

        public String way(String channel, Start.How how, Words words) {
            return words.say("desk.one-number.way", words.say("application.channel." + channel), how(how, words));
        }

        private static String how(Start.How how, Words words) {
            return words.say(
                    "desk.one-number.how-" + how.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
    }

    @GetMapping("/desk/one-number")
    ModelAndView figures(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam(defaultValue = "") String month,
            @RequestParam(required = false) @Nullable Instant before) {
        Officer officer = officers.in(DeskArea.ONE_NUMBER, staff);
        var chosen = Month.of(month, YearMonth.from(CityTime.day(time.instant())));
        Instant from = chosen.from();
        Instant until = chosen.until();
        List<Line> lines =
                beginnings.oneNumber(officer.region(), from, until, before == null ? until : before, PAGE + 1);
        boolean more = lines.size() > PAGE;
        List<Line> shown = more ? lines.subList(0, PAGE) : lines;
        Map<UUID, Summary> files =
                lists.byIds(officer.region(), shown.stream().map(Line::caseId).toList());
        return Page.show(
                "desk/one-number",
                new OneNumberPage(
                        officers.frame(officer, DeskArea.ONE_NUMBER.href()),
                        chosen,
                        beginnings.figures(officer.region(), from, until),
                        beginnings.started(officer.region(), from, until),
                        beginnings.ways(officer.region(), from, until),
                        saved.totals(officer.region(), from, until),
                        saved.bySource(officer.region(), from, until),
                        shown.stream()
                                .map(line -> new Row(line, files.get(line.caseId())))
                                .toList(),
                        more ? shown.getLast().at() : null,
                        before == null));
    }
}
