package org.yimen.platform.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The words of all modules in both languages: {@code i18n/<module>.properties} and {@code <module>_en.properties}. */
record Vocabulary(Words chinese, Words english) {

    private static final String BUNDLES = "classpath*:i18n/*.properties";
    private static final String ENGLISH_ENDING = "_en.properties";

    static Vocabulary ofClassPath(boolean strict) {
        Map<String, String> chinese = new HashMap<>();
        Map<String, String> english = new HashMap<>();
        try {
            for (Resource bundle : new PathMatchingResourcePatternResolver().getResources(BUNDLES)) {
                String name = String.valueOf(bundle.getFilename());
                add(bundle, name.endsWith(ENGLISH_ENDING) ? english : chinese);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return new Vocabulary(
                new Words(Locale.SIMPLIFIED_CHINESE, chinese, strict), new Words(Locale.ENGLISH, english, strict));
    }

    Words in(Locale locale) {
        return locale.getLanguage().equals("en") ? english : chinese;
    }

    private static void add(Resource bundle, Map<String, String> words) throws IOException {
        Properties read = new Properties();
        try (Reader text = new InputStreamReader(bundle.getInputStream(), StandardCharsets.UTF_8)) {
            read.load(text);
        }
        for (String key : read.stringPropertyNames()) {
            String already = words.put(key, read.getProperty(key));
            if (already != null) {
                throw new IllegalStateException("The key " + key + " is said twice, last in " + bundle.getFilename());
            }
        }
    }
}
