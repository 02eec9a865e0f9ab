package org.yimen.identity.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a browser says it is, in two words: enough to know one's own again, and no more is kept. */
final class Browsers {

    // The order matters: Edge says that it is Chrome, and Chrome that it is Safari.
    private static final List<Map.Entry<String, String>> PROGRAMS = List.of(
            Map.entry("MicroMessenger", "WeChat"),
            Map.entry("Edg", "Edge"),
            Map.entry("Firefox", "Firefox"),
            Map.entry("Chrome", "Chrome"),
            Map.entry("Safari", "Safari"));
    private static final List<Map.Entry<String, String>> SYSTEMS = List.of(
            Map.entry("HarmonyOS", "HarmonyOS"),
            Map.entry("Android", "Android"),
            Map.entry("iPhone", "iOS"),
            Map.entry("iPad", "iPadOS"),
            Map.entry("Windows", "Windows"),
            Map.entry("Mac OS", "macOS"),
            Map.entry("Linux", "Linux"));

    private Browsers() {}

    static String named(@Nullable String userAgent) {
        if (userAgent == null) {
            return "?";
        }
        String program = first(PROGRAMS, userAgent);
        String system = first(SYSTEMS, userAgent);
        return system.isEmpty() ? program.isEmpty() ? "?" : program : program + " · " + system;
    }

    private static String first(List<Map.Entry<String, String>> known, String userAgent) {
        return known.stream()
                .filter(each -> userAgent.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
