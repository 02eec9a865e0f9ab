package org.yimen.application;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.openpdf.text.pdf.PRTokeniser;
import org.yimen.casework.CaseRuleBroken;

/**
 * A dictionary of a PDF as it stands in the file.
 *
 * @param values key → its value in words; a reference is {@code R}
 * @param keys of it and of those within it
 * @param isDouble whether a key of its own comes twice, which readers understand differently
 * @param content where the stream begins that it describes; -1 where it describes none
 */
record PdfDictionary(Map<String, List<String>> values, Set<String> keys, boolean isDouble, int content) {

    /** Dictionaries begun in each other's strings would be read again and again. */
    private static final int MOST_READ = 96 * 1024 * 1024;

    private static final int DEEPEST = 100;
    private static final String OBJECT = "obj";
    private static final String STREAM = "stream";

    /**
     * Hands on the dictionary of every object, wherever a reader might find one: tables of contents can be wrong, and then
     * readers search for objects, each in its way.
     *
     * @throws CaseRuleBroken where something that begins as one does not end
     */
    static void all(byte[] bytes, String text, Consumer<PdfDictionary> each) {
        try (var tokens = new PRTokeniser(bytes)) {
            long read = 0;
            for (int at = text.indexOf(OBJECT); at >= 0; at = text.indexOf(OBJECT, at + 1)) {
                if (text.startsWith("end", at - 3)) {
                    continue;
                }
                int begin = at + OBJECT.length();
                at(tokens, begin, text).ifPresent(each);
                read += Math.max(0, tokens.getFilePointer() - begin);
                if (read > MOST_READ) {
                    throw new CaseRuleBroken("application.file.swells");
                }
            }
        } catch (CaseRuleBroken refusal) {
            throw refusal;
        } catch (IOException | RuntimeException damaged) {
            // The reader of words says what it cannot read by whatever it stumbles over.
            throw new CaseRuleBroken("application.file.broken");
        }
    }

    private static Optional<PdfDictionary> at(PRTokeniser tokens, int begin, String text) throws IOException {
        tokens.seek(begin);
        if (begin == text.length() || !PRTokeniser.isDelimiterWhitespace(text.charAt(begin))) {
            return Optional.empty();
        }
        next(tokens);
        if (tokens.getTokenType() != PRTokeniser.TK_START_DIC) {
            return Optional.empty();
        }
        var values = new HashMap<String, List<String>>();
        var keys = new HashSet<String>();
        boolean isDouble = false;
        for (next(tokens); tokens.getTokenType() != PRTokeniser.TK_END_DIC; next(tokens)) {
            String key = key(tokens);
            keys.add(key);
            next(tokens);
            var words = new ArrayList<String>();
            value(tokens, words, keys, 0);
            isDouble |= values.put(key, words) != null;
        }
        next(tokens);
        boolean describes = tokens.getTokenType() == PRTokeniser.TK_OTHER
                && tokens.getStringValue().equals(STREAM);
        return Optional.of(
                new PdfDictionary(values, keys, isDouble, describes ? content(text, tokens.getFilePointer()) : -1));
    }

    private static void value(PRTokeniser tokens, List<String> words, Set<String> keys, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new CaseRuleBroken("application.file.swells");
        }
        switch (tokens.getTokenType()) {
            case PRTokeniser.TK_START_DIC -> {
                words.add("<<");
                for (next(tokens); tokens.getTokenType() != PRTokeniser.TK_END_DIC; next(tokens)) {
                    keys.add(key(tokens));
                    next(tokens);
                    value(tokens, words, keys, depth + 1);
                }
            }
            case PRTokeniser.TK_START_ARRAY -> {
                words.add("[");
                for (next(tokens); tokens.getTokenType() != PRTokeniser.TK_END_ARRAY; next(tokens)) {
                    value(tokens, words, keys, depth + 1);
                }
                words.add("]");
            }
            case PRTokeniser.TK_NAME -> words.add("/" + tokens.getStringValue());
            case PRTokeniser.TK_REF -> words.add("R");
            case PRTokeniser.TK_NUMBER, PRTokeniser.TK_OTHER -> words.add(tokens.getStringValue());
            case PRTokeniser.TK_STRING -> words.add("()");
            default -> throw new CaseRuleBroken("application.file.broken");
        }
    }

    private static String key(PRTokeniser tokens) {
        if (tokens.getTokenType() != PRTokeniser.TK_NAME) {
            throw new CaseRuleBroken("application.file.broken");
        }
        return tokens.getStringValue();
    }

    private static void next(PRTokeniser tokens) throws IOException {
        tokens.nextValidToken();
    }

    /** On the next line, as readers have it; nothing but blanks may stand before. */
    private static int content(String text, int after) {
        int at = after;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        int from = text.startsWith("\r", at) ? at + 1 : at;
        from = text.startsWith("\n", from) ? from + 1 : from;
        if (from == at) {
            throw new CaseRuleBroken("application.file.active");
        }
        return from;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** True where the value is this one word. */
    boolean is(String key, String word) {
        return List.of(word).equals(values.get(key));
    }
}
