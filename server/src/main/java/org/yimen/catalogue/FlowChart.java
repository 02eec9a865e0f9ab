package org.yimen.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yimen.casework.Plan;
import org.yimen.platform.Text;

/**
 * 审批流程图: the plan as a picture that a screen reader can read and a page may inline. It is drawn from top to bottom
 * for a width of 320 pixels, with text as text, the page's own colours, and attributes instead of styles, which the
 * content security policy would drop.
 */
public final class FlowChart {

    private static final int WIDTH = 320;
    private static final int MARGIN = 8;
    private static final int GAP = 28;
    private static final int PADDING = 10;
    private static final int LINE = 19;
    private static final int FONT = 14;
    /** More departments side by side cannot be read at 320 pixels; the others go below. */
    private static final int ABREAST = 2;

    private final Setting setting;
    private final Words words;
    private final StringBuilder svg = new StringBuilder();
    private int y = MARGIN;

    private FlowChart(Setting setting, Words words) {
        this.setting = setting;
        this.words = words;
    }

    /** The chart of this version's plan as an SVG element. */
    public static String svg(ItemVersion version, Setting setting, Locale locale) {
        return new FlowChart(setting, Words.in(locale)).draw(version);
    }

    private String draw(ItemVersion version) {
        boolean first = true;
        for (Plan.Element element : version.plan().elements()) {
            if (!first) {
                arrow();
            }
            first = false;
            switch (element) {
                case Plan.Stage stage when stage.departments().size() > 1 -> parallel(stage);
                case Plan.Stage stage ->
                    box(MARGIN, WIDTH - 2 * MARGIN, lines(stage, owners(stage, setting, words)), false);
                case Plan.Step step -> box(MARGIN + 16, WIDTH - 2 * MARGIN - 32, lines(step), true);
            }
        }
        String id = "flow-" + version.code() + "-" + version.number();
        int height = y + MARGIN;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" class="ym-flow" role="img" \
                aria-labelledby="%1$s-title %1$s-desc" viewBox="0 0 %2$d %3$d" width="%2$d" height="%3$d" \
                font-family="sans-serif" font-size="%4$d" fill="currentColor" lang="%5$s">\
                <title id="%1$s-title">%6$s</title><desc id="%1$s-desc">%7$s</desc>%8$s</svg>""".formatted(
                        id,
                        WIDTH,
                        height,
                        FONT,
                        words.isEnglish() ? "en" : "zh-CN",
                        escaped(words.say("catalogue.flow.title", version.name())),
                        escaped(description(version.plan())),
                        svg);
    }

    /** The chart in words, for those who do not see it. */
    private String description(Plan plan) {
        var sentences = new ArrayList<String>();
        for (Plan.Element element : plan.elements()) {
            sentences.add(
                    switch (element) {
                        case Plan.Stage stage ->
                            words.say(
                                    "catalogue.flow.stage", stage.name(), owners(stage, setting, words), stage.limit());
                        case Plan.Step step ->
                            words.say(
                                    step.always() ? "catalogue.flow.step" : "catalogue.flow.step-if-needed",
                                    step.name(),
                                    owner(step.department(), setting, words),
                                    step.limit(),
                                    counted(step));
                    });
        }
        return String.join(words.isEnglish() ? " " : "", sentences);
    }

    private String counted(Plan.Step step) {
        return words.say(step.stopsClock() ? "catalogue.flow.stops" : "catalogue.flow.no-stage");
    }

    private List<Line> lines(Plan.Stage stage, String owner) {
        var lines = new ArrayList<Line>();
        add(lines, words.say(stage.name()), true, WIDTH - 2 * MARGIN);
        add(lines, owner, false, WIDTH - 2 * MARGIN);
        add(lines, words.say(stage.limit()), false, WIDTH - 2 * MARGIN);
        return lines;
    }

    private List<Line> lines(Plan.Step step) {
        var lines = new ArrayList<Line>();
        int width = WIDTH - 2 * MARGIN - 32;
        add(lines, words.say(step.name()), true, width);
        add(lines, owner(step.department(), setting, words), false, width);
        add(lines, words.say("catalogue.flow.at-most", step.limit()), false, width);
        add(lines, counted(step), false, width);
        if (!step.always()) {
            add(lines, words.say("catalogue.flow.if-needed"), false, width);
        }
        return lines;
    }

    /** The stage's name and days above, its departments side by side below. */
    private void parallel(Plan.Stage stage) {
        int width = WIDTH - 2 * MARGIN;
        var head = new ArrayList<Line>();
        add(head, words.say(stage.name()), true, width);
        add(head, words.say("catalogue.flow.parallel", stage.limit()), false, width);
        int top = y;
        int bodyTop = top + PADDING + head.size() * LINE;
        text(WIDTH / 2, top + PADDING, head);
        int each = (width - PADDING * (ABREAST + 1)) / ABREAST;
        int rowTop = bodyTop + PADDING / 2;
        for (int i = 0; i < stage.departments().size(); i += ABREAST) {
            List<String> row = stage.departments()
                    .subList(i, Math.min(i + ABREAST, stage.departments().size()));
            List<List<Line>> boxes = row.stream()
                    .map(department -> {
                        var lines = new ArrayList<Line>();
                        add(lines, owner(department, setting, words), false, each);
                        return List.copyOf(lines);
                    })
                    .toList();
            int height = boxes.stream().mapToInt(List::size).max().orElse(1) * LINE + 2 * PADDING;
            for (int k = 0; k < row.size(); k++) {
                int x = MARGIN + PADDING + k * (each + PADDING);
                rect(x, rowTop, each, height, false);
                text(x + each / 2, rowTop + PADDING, boxes.get(k));
            }
            rowTop += height + PADDING;
        }
        rect(MARGIN, top, width, rowTop - top, false);
        y = rowTop;
    }

    private void box(int x, int width, List<Line> lines, boolean dashed) {
        int height = lines.size() * LINE + 2 * PADDING;
        rect(x, y, width, height, dashed);
        text(x + width / 2, y + PADDING, lines);
        y += height;
    }

    private void rect(int x, int top, int width, int height, boolean dashed) {
        svg.append(
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\" fill=\"none\" stroke=\"currentColor\"%s/>"
                        .formatted(x, top, width, height, dashed ? " stroke-dasharray=\"6 4\"" : ""));
    }

    private void text(int x, int top, List<Line> lines) {
        int baseline = top + FONT;
        for (Line line : lines) {
            svg.append("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\"%s>%s</text>"
                    .formatted(x, baseline, line.strong() ? " font-weight=\"bold\"" : "", escaped(line.text())));
            baseline += LINE;
        }
    }

    private void arrow() {
        int from = y;
        y += GAP;
        svg.append("<path d=\"M%1$d %2$dV%3$dM%4$d %5$dL%1$d %3$dL%6$d %5$d\" fill=\"none\" stroke=\"currentColor\"/>"
                .formatted(WIDTH / 2, from + 2, y - 2, WIDTH / 2 - 5, y - 8, WIDTH / 2 + 5));
    }

    private record Line(String text, boolean strong) {}

    /** Adds {@code text} in as many lines as it needs: Latin breaks between words, Chinese anywhere. */
    private static void add(List<Line> lines, String text, boolean strong, int width) {
        double room = (width - 2.0 * PADDING) / FONT;
        var line = new StringBuilder();
        double used = 0;
        for (String piece : text.split("(?<=[ \\u2e80-\\uffee])|(?=[\\u2e80-\\uffee])", -1)) {
            double size = width(piece);
            if (used + size > room && !line.isEmpty()) {
                lines.add(new Line(line.toString().strip(), strong));
                line.setLength(0);
                used = 0;
            }
            line.append(piece);
            used += size;
        }
        lines.add(new Line(line.toString().strip(), strong));
    }

    /** In ems, on the safe side of what system fonts need. */
    private static double width(String piece) {
        return piece.codePoints().mapToDouble(each -> each < 0x2e80 ? 0.6 : 1.0).sum();
    }

    static String owners(Plan.Stage stage, Setting setting, Words words) {
        return stage.departments().isEmpty()
                ? words.say("catalogue.flow.one-window")
                : stage.departments().stream()
                        .map(department -> owner(department, setting, words))
                        .collect(Collectors.joining(words.isEnglish() ? ", " : "、"));
    }

    static String owner(String department, Setting setting, Words words) {
        Optional<Text> name = setting.office(department).map(Office::name);
        return name.map(words::say).orElse(department);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
