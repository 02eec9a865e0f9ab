package org.yimen.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of this build, whole or with one thing changed. */
final class Sheets {

    static final Library BUNDLED = Library.bundled();
    static final Setting SETTING = BUNDLED.setting();

    private Sheets() {}

    static String yaml(String code) {
        return BUNDLED.sheets().stream()
                .filter(sheet -> sheet.version().code().equals(code))
                .findFirst()
                .orElseThrow()
                .yaml();
    }

    static ItemVersion version(String code) {
        return parsed(code, yaml(code));
    }

    /** The item with one place of its file written otherwise. */
    static ItemVersion changed(String code, String from, String to) {
        String yaml = yaml(code);
        if (!yaml.contains(from)) {
            throw new IllegalArgumentException("no '" + from + "' in " + code);
        }
        return parsed(code, yaml.replace(from, to));
    }

    /** The same with a second place. */
    static ItemVersion changed(String code, String from, String to, String also, String into) {
        return parsed(code, yaml(code).replace(from, to).replace(also, into));
    }

    private static ItemVersion parsed(String code, String yaml) {
        var problems = new ArrayList<Problem>();
        int number = BUNDLED.sheets().stream()
                .filter(sheet -> sheet.version().code().equals(code))
                .findFirst()
                .orElseThrow()
                .version()
                .number();
        return Library.parsed("items/" + code + "/v" + number + ".yaml", yaml, SETTING.dictionaries(), problems)
                .orElseThrow(() -> new IllegalArgumentException(problems.toString()))
                .version();
    }

    static List<String> keys(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.key().replace("catalogue.rule.", ""))
                .distinct()
                .toList();
    }

    /** Dictionaries, offices and one item, as the loader sees them. */
    static Map<String, String> files(String path, String yaml) {
        var files = new LinkedHashMap<String, String>();
        files.put("dictionaries.yaml", resource("dictionaries.yaml"));
        files.put("departments.yaml", resource("departments.yaml"));
        files.put(path, yaml);
        return files;
    }

    static String resource(String name) {
        try (var stream = Sheets.class.getResourceAsStream("/items/" + name)) {
            if (stream == null) {
                throw new IllegalArgumentException(name);
            }
            return new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
