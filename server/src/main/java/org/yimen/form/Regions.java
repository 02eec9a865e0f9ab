package org.yimen.form;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.yimen.platform.Text;

/** 行政区划代码 (GB/T 2260) that can be picked: the provinces, and the counties of this city. */
public final class Regions {

    private static final List<Question.Choice> ALL = read();

    private Regions() {}

    /** The regions whose codes begin so; with none, the provinces. */
    static List<Question.Choice> within(String digits) {
        return ALL.stream()
                .filter(region -> digits.isEmpty()
                        ? region.code().endsWith("0000")
                        : region.code().startsWith(digits) && !region.code().endsWith("00"))
                .toList();
    }

    public static Optional<Text> name(String code) {
        return ALL.stream()
                .filter(region -> region.code().equals(code))
                .map(Question.Choice::label)
                .findFirst();
    }

    private static List<Question.Choice> read() {
        try (InputStream file = Regions.class.getResourceAsStream("/form/regions.csv")) {
            if (file == null) {
                throw new IllegalStateException("form/regions.csv is missing");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split(",", 3))
                    .map(cells -> new Question.Choice(cells[0], new Text(cells[1], cells[2])))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
