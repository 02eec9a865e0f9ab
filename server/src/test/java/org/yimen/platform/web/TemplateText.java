package org.yimen.platform.web;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a template as its reader would: what is left when code, comments and markup are taken away. */
final class TemplateText {

    private static final Pattern SPOKEN_ATTRIBUTE =
            Pattern.compile("\\b(?:aria-label|alt|placeholder|title)=\"([^\"$]*\\p{L}[^\"$]*)\"");
    private static final Pattern DIRECTIVE = Pattern.compile("\\G@[a-z]+(?:\\.[a-zA-Z0-9_-]+)*");
    private static final Pattern DECLARATION = Pattern.compile("\\G@(?:import|param)\\b[^\n]*");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern ENTITY = Pattern.compile("\\G&[a-z]+;");

    private final String source;
    private final StringBuilder text = new StringBuilder();
    private final List<String> attributes = new ArrayList<>();
    private int at;
    private boolean key;

    private TemplateText(String source) {
        this.source = source;
    }

    /** The literal words of a template; the caps of keys in {@code kbd} are not words. */
    static List<String> of(String template) {
        TemplateText read = new TemplateText(template);
        read.content(false);
        List<String> words = new ArrayList<>(read.attributes);
        SPACE.splitAsStream(read.text)
                .filter(word -> word.codePoints().anyMatch(Character::isLetter))
                .forEach(words::add);
        return words;
    }

    /** Markup that the code made, such as the flow chart of an item. */
    private static final String UNSAFE = "$unsafe{";

    private void content(boolean nested) {
        while (at < source.length()) {
            char next = source.charAt(at);
            if (nested && next == '`') {
                at++;
                return;
            }
            if (source.startsWith("<%--", at)) {
                at = after("--%>");
            } else if (source.startsWith("${", at) || source.startsWith("!{", at)) {
                at += 2;
                code('}');
            } else if (source.startsWith(UNSAFE, at)) {
                at += UNSAFE.length();
                code('}');
            } else if (next == '@') {
                directive();
            } else if (next == '<') {
                tag();
            } else if (!skip(ENTITY)) {
                text.append(key ? ' ' : next);
                at++;
            }
        }
    }

    private void directive() {
        if (skip(DECLARATION)) {
            return;
        }
        if (!skip(DIRECTIVE)) {
            at++;
        } else if (at < source.length() && source.charAt(at) == '(') {
            at++;
            code(')');
        }
    }

    /** Java up to its closing bracket; strings are skipped, content blocks are read. */
    private void code(char close) {
        char open = close == ')' ? '(' : '{';
        int depth = 1;
        while (depth > 0 && at < source.length()) {
            char next = source.charAt(at);
            if (source.startsWith("@`", at)) {
                at += 2;
                content(true);
                continue;
            }
            if (next == '"') {
                at = string();
                continue;
            }
            depth += next == open ? 1 : next == close ? -1 : 0;
            at++;
        }
    }

    private int string() {
        int end = at + 1;
        while (source.charAt(end) != '"') {
            end += source.charAt(end) == '\\' ? 2 : 1;
        }
        return end + 1;
    }

    private void tag() {
        int start = at;
        while (source.charAt(at) != '>') {
            if (source.startsWith("${", at)) {
                at += 2;
                code('}');
            } else {
                at++;
            }
        }
        at++;
        String tag = source.substring(start, at);
        key = tag.startsWith("<kbd") || (key && !tag.startsWith("</kbd"));
        text.append(' ');
        Matcher spoken = SPOKEN_ATTRIBUTE.matcher(tag);
        while (spoken.find()) {
            attributes.add(spoken.group(1));
        }
    }

    private boolean skip(Pattern pattern) {
        Matcher matcher = pattern.matcher(source);
        if (!matcher.find(at)) {
            return false;
        }
        at = matcher.end();
        return true;
    }

    private int after(String end) {
        int found = source.indexOf(end, at);
        return found < 0 ? source.length() : found + end.length();
    }
}
