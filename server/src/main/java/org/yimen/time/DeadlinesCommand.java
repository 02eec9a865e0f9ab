package org.yimen.time;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import org.yimen.platform.RuleBroken;

/** {@code ./yimen deadlines}: adds the due date to each row of a file, without starting the server. */
public final class DeadlinesCommand {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final int LONGEST_ECHO = 40;
    private static final int ISO_LENGTH = 10;
    private static final String BYTE_ORDER_MARK = "\ufeff";
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,6}");

    /** What a file says is answered in the language of the data, wherever the command runs. */
    private static final ResourceBundle FILE_WORDS = ResourceBundle.getBundle(
            "i18n.time",
            Locale.ROOT,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));

    private DeadlinesCommand() {}

    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    /** 0 when the file was processed, whatever its rows said; 1 when it could not be written; 2 for wrong usage. */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        ResourceBundle words = ResourceBundle.getBundle("i18n.time", Locale.getDefault());
        Optional<Paths> files = files(args);
        if (files.isEmpty()) {
            err.println(say(words, "time.deadlines.usage"));
            return WRONG_USAGE;
        }
        Path in = files.get().in();
        Path to = files.get().out();
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(in);
        } catch (IOException _) {
            err.println(say(words, "time.deadlines.unreadable", in));
            return WRONG_USAGE;
        }
        Charset charset = charsetOf(bytes);
        var sheet = new Sheet(new String(bytes, charset));
        if (!sheet.missing().isEmpty()) {
            err.println(say(words, "time.deadlines.header", String.join(",", sheet.missing())));
            return WRONG_USAGE;
        }
        String result = sheet.withDueDates();
        try {
            Files.write(to, result.getBytes(charset));
        } catch (IOException _) {
            err.println(say(words, "time.deadlines.unwritable", to));
            return FAILED;
        }
        out.println(say(words, "time.deadlines.done", sheet.rows, sheet.faulty));
        return DONE;
    }

    private record Paths(Path in, Path out) {}

    private static Optional<Paths> files(String[] args) {
        Path in = null;
        Path out = null;
        try {
            for (int i = 0; i < args.length; i++) {
                String[] parts = args[i].split("=", 2);
                boolean inline = parts.length == 2;
                if (!inline && i + 1 == args.length) {
                    return Optional.empty();
                }
                Path path = Path.of(inline ? parts[1] : args[++i]);
                if (parts[0].equals("--in") && in == null) {
                    in = path;
                } else if (parts[0].equals("--out") && out == null) {
                    out = path;
                } else {
                    return Optional.empty();
                }
            }
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
        return in == null || out == null ? Optional.empty() : Optional.of(new Paths(in, out));
    }

    /** UTF-8, or what Chinese spreadsheets write where they do not write UTF-8. */
    private static Charset charsetOf(byte[] bytes) {
        try {
            var _ = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException _) {
            return Charset.forName("GB18030");
        }
    }

    private static String say(ResourceBundle words, String key, Object... arguments) {
        return new MessageFormat(words.getString(key), words.getLocale()).format(arguments);
    }

    /** The file: a header that says where the columns are, and rows. */
    private static final class Sheet {

        private final WorkCalendar calendar = WorkCalendar.national();
        private final CsvRecords records;
        private final StringBuilder result = new StringBuilder();
        private final List<String> header = new ArrayList<>();
        private String lineEnd = "\n";
        private int rows;
        private int faulty;

        Sheet(String text) {
            boolean marked = text.startsWith(BYTE_ORDER_MARK);
            records = new CsvRecords(marked ? text.substring(1) : text);
            if (records.hasNext()) {
                CsvRecords.Row first = records.next();
                first.fields().forEach(name -> header.add(name.strip().toLowerCase(Locale.ROOT)));
                lineEnd = first.end().isEmpty() ? lineEnd : first.end();
                result.append(marked ? BYTE_ORDER_MARK : "")
                        .append(first.raw())
                        .append(",due,error")
                        .append(lineEnd);
            }
        }

        List<String> missing() {
            return List.of("kind", "start", "n").stream()
                    .filter(name -> !header.contains(name))
                    .toList();
        }

        String withDueDates() {
            records.forEachRemaining(row -> {
                if (row.isBlank()) {
                    result.append(row.raw());
                } else {
                    append(row);
                }
                result.append(row.end().isEmpty() ? lineEnd : row.end());
            });
            return result.toString();
        }

        private void append(CsvRecords.Row row) {
            rows++;
            String due = "";
            String error = "";
            try {
                due = dueOn(row).toString();
            } catch (RuleBroken refused) {
                faulty++;
                error = say(FILE_WORDS, refused.code(), refused.arguments().toArray());
            }
            // Short rows are filled up and an open quotation is closed, so that the new fields stand in their columns.
            result.append(row.raw())
                    .append(row.closed() ? "" : "\"")
                    .repeat(',', Math.max(0, header.size() - row.fields().size()))
                    .append(',')
                    .append(due)
                    .append(',')
                    .append(CsvRecords.field(error));
        }

        private LocalDate dueOn(CsvRecords.Row row) {
            if (!row.closed()) {
                throw new BadRow("time.deadlines.quote");
            }
            // Missing cells at the end read as empty ones; a surplus means that the columns have moved.
            if (row.fields().size() > header.size()) {
                throw new BadRow("time.deadlines.columns");
            }
            String kind = cell(row, "kind").toLowerCase(Locale.ROOT);
            if (!kind.equals("working") && !kind.equals("natural")) {
                throw new BadRow("time.deadlines.kind", shortened(kind));
            }
            LocalDate start = date(cell(row, "start"));
            int amount = amount(cell(row, "n"));
            String more = cell(row, "extend");
            int extension = more.isEmpty() ? 0 : amount(more);
            // An extension goes on counting in the same kind, so no days and an extension are a limit as long as that.
            int days = amount + extension;
            TimeLimit limit;
            if (days == 0) {
                limit = TimeLimit.sameDay();
            } else {
                limit = kind.equals("working") ? TimeLimit.workingDays(days) : TimeLimit.naturalDays(days);
            }
            return new Clock(start, limit, pauses(cell(row, "pauses")), 0).dueOn(calendar, start);
        }

        /** Empty for a column that the file or the row does not have. */
        private String cell(CsvRecords.Row row, String name) {
            int column = header.indexOf(name);
            return column < 0 || column >= row.fields().size()
                    ? ""
                    : row.fields().get(column).strip();
        }

        private static LocalDate date(String text) {
            try {
                if (text.length() == ISO_LENGTH) {
                    return LocalDate.parse(text);
                }
            } catch (DateTimeParseException _) {
                // Said below, together with dates of other lengths.
            }
            throw new BadRow("time.deadlines.date", shortened(text));
        }

        private static int amount(String text) {
            if (!AMOUNT.matcher(text).matches()) {
                throw new BadRow("time.deadlines.amount", shortened(text));
            }
            return Integer.parseInt(text);
        }

        private static List<Pause> pauses(String text) {
            var pauses = new ArrayList<Pause>();
            for (String each : text.split(";", -1)) {
                if (each.isBlank()) {
                    continue;
                }
                String[] ends = each.split("/", -1);
                if (ends.length != 2) {
                    throw new BadRow("time.deadlines.pause", shortened(each));
                }
                LocalDate from = date(ends[0].strip());
                LocalDate until = date(ends[1].strip());
                if (until.isBefore(from)) {
                    throw new BadRow("time.deadlines.pause", shortened(each));
                }
                pauses.add(new Pause(from, until, "", ""));
            }
            return pauses;
        }

        private static String shortened(String text) {
            return text.length() <= LONGEST_ECHO ? text : text.substring(0, LONGEST_ECHO) + "…";
        }
    }

    private static final class BadRow extends RuleBroken {
        BadRow(String code, Object... arguments) {
            super(code, arguments);
        }
    }
}
