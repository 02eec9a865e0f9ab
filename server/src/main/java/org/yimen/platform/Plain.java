package org.yimen.platform;

/** Text without what nobody sees: characters that turn the direction of writing make {@code gpj.exe} of {@code exe.jpg}. */
public final class Plain {

    private Plain() {}

    /** One line of what people type or send along, without control and format characters. */
    public static String line(String text) {
        var kept = new StringBuilder(text.length());
        text.codePoints().filter(each -> !isUnseen(each)).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean isUnseen(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
