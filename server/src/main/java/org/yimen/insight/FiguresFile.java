package org.yimen.insight;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.insight.Counts.By;
import org.yimen.insight.Figures.Cases;
import org.yimen.insight.Figures.Counted;
import org.yimen.insight.Figures.Part;
import org.yimen.insight.Figures.Report;
import org.yimen.insight.Figures.Sight;
import org.yimen.platform.Rate;

/** The figures and their cases as files of comma-separated values. Codes and numbers only: nobody's name is in them. */
@Service
public class FiguresFile {

    /** No list is longer; who needs more asks for a shorter time. */
    public static final int MOST_LINES = 50_000;

    private final Figures figures;
    private final WorkLists lists;

    FiguresFile(Figures figures, WorkLists lists) {
        this.figures = figures;
        this.lists = lists;
    }

    /** A list and how long it is. */
    public record Listed(String text, int lines) {}

    /** One line for each figure, then one for each part of the whole. */
    public String figures(Report report) {
        String period = report.period().from() + "," + report.period().to();
        var lines = Stream.concat(
                report.sections().stream()
                        .flatMap(section -> section.figures().stream())
                        .map(figure -> line(
                                "figure",
                                "",
                                figure.code(),
                                figure.value().part().toPlainString(),
                                figure.value().whole().toPlainString(),
                                plain(figure.shown()),
                                plain(figure.shownBefore()))),
                report.parts().stream().flatMap(FiguresFile::part));
        return "from,to,kind,key,figure,part,whole,value,before\n"
                + lines.map(line -> period + "," + line).collect(Collectors.joining("\n"))
                + "\n";
    }

    private static Stream<String> part(Part part) {
        String by = part.by().code();
        return Stream.of(
                line(
                        by,
                        part.key(),
                        "accepted",
                        Long.toString(part.accepted()),
                        "1",
                        Long.toString(part.accepted()),
                        ""),
                line(by, part.key(), part.completion(), "completion"),
                line(by, part.key(), part.acceleration(), "acceleration"),
                line(by, part.key(), part.early(), "early"),
                line(
                        by,
                        part.key(),
                        "mean-days",
                        part.mean().part().toPlainString(),
                        part.mean().whole().toPlainString(),
                        plain(part.mean().number(2)),
                        ""));
    }

    private static String line(String by, String key, Rate rate, String figure) {
        return line(
                by, key, figure, rate.part().toPlainString(), rate.whole().toPlainString(), plain(rate.percent(2)), "");
    }

    /** The cases behind a number, with their numbers. */
    public Listed cases(Tally tally, Sight sight, Period period, @Nullable By by, String key) {
        var text = new StringBuilder("number,day,item,counts,trips,doors,windows\n");
        int lines = 0;
        LocalDate before = null;
        UUID id = null;
        while (lines < MOST_LINES) {
            Cases page = figures.cases(tally, sight, period, by, key, before, id, Figures.MOST);
            List<UUID> ids = page.cases().stream().map(Counted::caseId).toList();
            Map<UUID, Summary> files = lists.byIds(sight.region(), ids);
            for (Counted counted : page.cases()) {
                Summary file = files.get(counted.caseId());
                text.append(line(
                                file == null ? counted.caseId().toString() : file.number(),
                                counted.on().toString(),
                                counted.item(),
                                Integer.toString(counted.counts()),
                                Integer.toString(counted.trips()),
                                Integer.toString(counted.doors()),
                                Integer.toString(counted.windows())))
                        .append('\n');
                lines++;
            }
            Counted next = page.next();
            if (next == null) {
                break;
            }
            before = next.on();
            id = next.caseId();
        }
        return new Listed(text.toString(), lines);
    }

    /** Without what sets thousands off, which would end the field. */
    private static String plain(String shown) {
        return shown.replace(",", "");
    }

    private static String line(String... fields) {
        return Stream.of(fields).map(FiguresFile::field).collect(Collectors.joining(","));
    }

    /** No code or number of ours holds a comma or a quote; whatever does is no field of this file. */
    private static String field(String text) {
        return text.chars().anyMatch(sign -> sign == ',' || sign == '"' || sign == '\n')
                ? "\"" + text.replace("\"", "\"\"") + "\""
                : text;
    }
}
