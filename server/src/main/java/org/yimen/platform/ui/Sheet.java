package org.yimen.platform.ui;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.Text;
import org.yimen.platform.web.Words;

/**
 * A plain page of a register: what was just done or refused, then figures, tables and forms in their order. Whoever lists
 * things and enters them says what is in them; how it looks is said once, in {@code jte/ui/sheet.jte}.
 *
 * @param key title and lead are {@code <key>.title} and {@code <key>.lead}
 * @param done key of what was just done, or null
 * @param refusal why the form that was sent was refused, or null
 */
public record Sheet(
        String key, @Nullable Said done, @Nullable Refusal refusal, List<Block> blocks) {

    public Sheet {
        blocks = List.copyOf(blocks);
    }

    /** What the summary of errors says: what is missing or cannot be read is named by its label, the rest says so itself. */
    public String summary(Words words) {
        if (refusal == null) {
            return "";
        }
        String why = refusal.why().in(words);
        boolean plain = refusal.why().key() != null && refusal.why().key().startsWith("platform.sheet.");
        return blocks.stream()
                .flatMap(block -> block instanceof Form form ? form.fields().stream() : Stream.empty())
                .filter(field ->
                        plain && field.kind() != Kind.HIDDEN && field.name().equals(refusal.field()))
                .findFirst()
                .map(field -> words.say("platform.sheet.of", words.say(field.label()), why))
                .orElse(why);
    }

    /** Something between the heading and the end of the page. */
    public sealed interface Block permits Figures, Table, Form, Filter, Links {}

    /** Words by key, or a text of the data. */
    public record Said(
            @Nullable String key,
            List<Object> arguments,
            @Nullable Text text) {
        public Said {
            arguments = List.copyOf(arguments);
        }

        public String in(Words words) {
            return key != null
                    ? words.say(
                            key,
                            arguments.stream()
                                    .map(argument -> said(argument, words))
                                    .toArray())
                    : text == null ? "" : words.text(text);
        }

        private static Object said(Object argument, Words words) {
            return switch (argument) {
                case Said said -> said.in(words);
                case List<?> several ->
                    words.list(several.stream()
                            .map(one -> said(one, words).toString())
                            .toList());
                case LocalDate day -> words.plainDate(day);
                default -> argument;
            };
        }
    }

    /** What was refused, and the field to put it right in. */
    public record Refusal(Said why, String field) {
        public static Refusal of(RuleBroken broken, String field) {
            // A condition by its key reads better than its code.
            return new Refusal(new Said(broken.code(), broken.arguments(), null), field);
        }
    }

    /** One number with what it counts; it opens its list. */
    public record Figure(
            Said what,
            String number,
            @Nullable Said of,
            @Nullable String href) {}

    /** Numbers side by side. */
    public record Figures(String title, List<Figure> figures) implements Block {
        public Figures {
            figures = List.copyOf(figures);
        }
    }

    /**
     * What stands in a cell.
     *
     * @param mark the shape before it: {@code ok}, {@code soon} or {@code late}
     * @param below what stands in a second line
     */
    public record Cell(
            Said said,
            @Nullable String mark,
            @Nullable String href,
            @Nullable Cell below) {
        public Cell marked(String shape) {
            return new Cell(said, shape, href, below);
        }

        public Cell to(@Nullable String address) {
            return new Cell(said, mark, address, below);
        }

        public Cell over(@Nullable Cell second) {
            return new Cell(said, mark, href, second);
        }
    }

    /** One row; the buttons at its end post what they hold. */
    public record Row(List<Cell> cells, List<Button> buttons) {
        public Row {
            cells = List.copyOf(cells);
            buttons = List.copyOf(buttons);
        }
    }

    /** A small form in a row: nothing to type. */
    public record Button(String text, String action, Map<String, String> fields, Said about, boolean grave) {
        public Button {
            fields = Map.copyOf(fields);
        }
    }

    /** A table with the keys of its heads. */
    public record Table(String title, List<String> heads, List<Row> rows, String empty) implements Block {
        public Table {
            heads = List.copyOf(heads);
            rows = List.copyOf(rows);
        }

        public boolean acts() {
            return rows.stream().anyMatch(row -> !row.buttons().isEmpty());
        }
    }

    /** Links to other pages. */
    public record Links(List<Cell> links) implements Block {
        public Links {
            links = List.copyOf(links);
        }
    }

    /** Something to fill in. */
    public record Form(
            String title, @Nullable String lead, String action, List<Field> fields, String submit, boolean upload)
            implements Block {
        public Form {
            fields = List.copyOf(fields);
        }
    }

    /** A choice that narrows what the page lists, or a number to look up. */
    public record Filter(String action, Field field) implements Block {}

    /** One field of a form. */
    public record Field(
            Kind kind, String name, String label, @Nullable String hint, List<Pick> picks, List<String> values) {
        public Field {
            picks = List.copyOf(picks);
            values = List.copyOf(values);
        }

        public @Nullable String value() {
            return values.isEmpty() ? null : values.getFirst();
        }

        public List<Option> options(Words words) {
            return picks.stream()
                    .map(pick -> Option.of(pick.value(), pick.said().in(words)))
                    .toList();
        }

        public List<Choice> choices(Words words) {
            return picks.stream()
                    .map(pick -> Choice.of(pick.value(), pick.said().in(words)))
                    .toList();
        }
    }

    /** How a field is filled in. */
    public enum Kind {
        TEXT,
        /** Where a scanner types: the cursor waits in it. */
        SCAN,
        DATE,
        AREA,
        SELECT,
        CHECKS,
        HIDDEN,
        FILE
    }

    /** Something to choose. */
    public record Pick(String value, Said said) {}

    public static Said say(String key, Object... arguments) {
        return new Said(key, List.of(arguments), null);
    }

    public static Said data(String text) {
        return new Said(null, List.of(), Text.of(text));
    }

    public static Said data(Text text) {
        return new Said(null, List.of(), text);
    }

    /** A word, number or date that is the same in every language. */
    public static Said plain(String text) {
        return new Said(null, List.of(), new Text(text, text));
    }

    public static Said day(LocalDate day) {
        return say("platform.sheet.said", day);
    }

    /** From a day until another, or on without an end. */
    public static Said period(@Nullable LocalDate from, @Nullable LocalDate until) {
        if (from == null) {
            return until == null ? plain("—") : say("platform.sheet.until", until);
        }
        return until == null ? say("platform.sheet.since", from) : say("platform.sheet.period", from, until);
    }

    /** Several things, one after the other. */
    public static Said list(List<Said> several) {
        return say("platform.sheet.said", several);
    }

    public static Cell cell(Said said) {
        return new Cell(said, null, null, null);
    }

    public static Row row(Cell... cells) {
        return new Row(List.of(cells), List.of());
    }

    /** Builds the fields of a form and gives back what was typed. */
    public static final class Fields {
        private final Map<String, List<String>> typed;
        private final String prefix;
        private final List<Field> fields = new ArrayList<>();

        /** @param prefix of the keys of the labels; a hint is {@code <label>-hint} */
        public Fields(String prefix, Map<String, List<String>> typed) {
            this.prefix = prefix;
            this.typed = typed;
        }

        public Fields text(String name) {
            return add(Kind.TEXT, name, false, List.of());
        }

        public Fields hinted(Kind kind, String name) {
            return add(kind, name, true, List.of());
        }

        public Fields date(String name) {
            return add(Kind.DATE, name, false, List.of());
        }

        public Fields area(String name) {
            return add(Kind.AREA, name, false, List.of());
        }

        public Fields select(String name, List<Pick> picks) {
            return add(Kind.SELECT, name, false, picks);
        }

        public Fields checks(String name, List<Pick> picks) {
            return add(Kind.CHECKS, name, false, picks);
        }

        public Fields hintedChecks(String name, List<Pick> picks) {
            return add(Kind.CHECKS, name, true, picks);
        }

        public Fields hidden(String name, String value) {
            fields.add(new Field(Kind.HIDDEN, name, name, null, List.of(), List.of(value)));
            return this;
        }

        private Fields add(Kind kind, String name, boolean hinted, List<Pick> picks) {
            String label = prefix + "." + name;
            fields.add(new Field(
                    kind, name, label, hinted ? label + "-hint" : null, picks, typed.getOrDefault(name, List.of())));
            return this;
        }

        public List<Field> list() {
            return fields;
        }
    }
}
