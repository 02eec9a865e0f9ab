package org.yimen.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VocabularyTest {

    private static final Path TEMPLATES = Path.of("src/main/jte");
    private static final Path CODE = Path.of("src/main/java");
    private static final Path BUNDLES = Path.of("src/main/resources/i18n");

    /** A key: whole, or the beginning of one that goes on with a variable. */
    private static final String KEY = "\"([a-z]+\\.[a-z0-9.-]+)\"(\\s*\\+)?";

    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d)");
    private static final Pattern ASSET = Pattern.compile("[a-z]+\\.(?:css|js|json|svg)");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    private final Words chinese = Words.of(Locale.SIMPLIFIED_CHINESE);
    private final Words english = Words.of(Locale.ENGLISH);

    @Test
    void bothLanguagesSayTheSameThings() {
        assertThat(new TreeSet<>(english.keys())).isEqualTo(new TreeSet<>(chinese.keys()));
    }

    @Test
    void englishHasNoChineseInItButTheNameOfTheOtherLanguage() {
        assertThat(english.keys().stream()
                        .filter(key -> !key.equals("platform.shell.other-language"))
                        .filter(key -> HAN.matcher(english.pattern(key)).find()))
                .isEmpty();
    }

    @Test
    void bothLanguagesTakeTheSameArguments() {
        for (String key : chinese.keys()) {
            assertThat(arguments(english.pattern(key))).as(key).isEqualTo(arguments(chinese.pattern(key)));
        }
    }

    @Test
    void everyKeyThatIsSaidHasWords() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Path template : files(TEMPLATES)) {
            missing.addAll(unknown(template, Pattern.compile(KEY)));
        }
        for (Path source : files(CODE)) {
            missing.addAll(unknown(source, Pattern.compile("\\.say\\(\\s*" + KEY)));
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void noTemplateSpeaksWithoutAKey() throws IOException {
        List<String> literals = new ArrayList<>();
        for (Path template : files(TEMPLATES)) {
            for (String word : TemplateText.of(Files.readString(template))) {
                literals.add(template + ": " + word);
            }
        }

        assertThat(literals).isEmpty();
    }

    @Test
    void everyTextTellsItsTranslatorWhereItShows() throws IOException {
        for (Path bundle : files(BUNDLES)) {
            List<String> lines = Files.readAllLines(bundle);
            List<String> keys = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).matches("[a-z][a-z0-9.-]*\\s*=.*")) {
                    keys.add(
                            lines.get(i).substring(0, lines.get(i).indexOf('=')).strip());
                    assertThat(i == 0 ? "" : lines.get(i - 1))
                            .as(bundle + ": " + keys.getLast())
                            .startsWith("#");
                }
            }
            assertThat(keys).as(bundle.toString()).isSorted();
        }
    }

    @Test
    void literalsAreFoundInTextInBlocksAndInSpokenAttributes() {
        assertThat(TemplateText.of("<%-- note --%>@param String x\n<p class=\"a\">Hello ${x}</p>"))
                .containsExactly("Hello");
        assertThat(TemplateText.of("@template.ui.card(title = x, content = @`<b>好</b>`)"))
                .containsExactly("好");
        assertThat(TemplateText.of("<nav aria-label=\"Main\"><kbd>Esc</kbd> &ctdot; 1 · 2</nav>"))
                .containsExactly("Main");
        assertThat(TemplateText.of("@if(x.equals(\"no\"))${words.say(\"a.b\")}@else${y}@endif"))
                .isEmpty();
    }

    /** In a template every literal of this form is a key, but for the names of assets; in code only what is said. */
    private List<String> unknown(Path file, Pattern pattern) throws IOException {
        List<String> found = new ArrayList<>();
        Matcher said = pattern.matcher(Files.readString(file));
        while (said.find()) {
            String key = said.group(1);
            boolean known = said.group(2) == null
                    ? chinese.knows(key)
                    : chinese.keys().stream().anyMatch(one -> one.startsWith(key));
            if (!known && !ASSET.matcher(key).matches()) {
                found.add(file + ": " + key);
            }
        }
        return found;
    }

    private static Set<String> arguments(String pattern) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = ARGUMENT.matcher(pattern);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static List<Path> files(Path... folders) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> all = Files.walk(folder)) {
                all.filter(Files::isRegularFile).sorted().forEach(found::add);
            }
        }
        return found;
    }
}
