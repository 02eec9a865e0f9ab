package org.yimen.platform.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A part of a sentence that is in one language, so that a reading voice pronounces names and titles of laws as what they
 * are.
 *
 * @param chinese Chinese inside of an English sentence
 */
public record Run(String text, boolean chinese) {

    /** Han characters and their punctuation, with the digits, blanks and masks between them. */
    private static final Pattern CHINESE = Pattern.compile(
            "[\\u3000-\\u303f\\uff00-\\uffef]*[\\u3400-\\u9fff](?:[\\s\\d*·]*[\\u3000-\\u303f\\u3400-\\u9fff\\uff00-\\uffef])*");

    /** The runs of a sentence on an English page; a Chinese page needs none but itself. */
    public static List<Run> of(String sentence, boolean english) {
        if (!english) {
            return List.of(new Run(sentence, false));
        }
        var runs = new ArrayList<Run>();
        var found = CHINESE.matcher(sentence);
        int from = 0;
        while (found.find()) {
            if (found.start() > from) {
                runs.add(new Run(sentence.substring(from, found.start()), false));
            }
            runs.add(new Run(found.group(), true));
            from = found.end();
        }
        if (from < sentence.length()) {
            runs.add(new Run(sentence.substring(from), false));
        }
        return List.copyOf(runs);
    }
}
