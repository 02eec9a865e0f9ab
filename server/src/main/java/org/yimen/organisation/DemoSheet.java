package org.yimen.organisation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import org.yimen.platform.Text;

/** A branch of {@code demo/people.yaml}. Every leaf is a text: numbers keep their zeros and dates their form. */
record DemoSheet(Map<?, ?> branch) {

    static DemoSheet read() {
        var options = new LoaderOptions();
        var yaml = new Yaml(
                new SafeConstructor(options),
                new Representer(new DumperOptions()),
                new DumperOptions(),
                options,
                new Texts());
        try {
            String sheet = new ClassPathResource("demo/people.yaml").getContentAsString(StandardCharsets.UTF_8);
            return of(yaml.load(sheet));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static final class Texts extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            // None: a plain scalar is a text.
        }
    }

    private static DemoSheet of(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return new DemoSheet(map);
        }
        throw missing("a branch", String.valueOf(value));
    }

    String text(String key) {
        return maybe(key).orElseThrow(() -> missing("a text", key));
    }

    Optional<String> maybe(String key) {
        return Optional.ofNullable(branch.get(key)).map(Object::toString);
    }

    /** Both languages, as in {@code 大厅 | Hall}. */
    Text both(String key) {
        String[] parts = text(key).split(" \\| ", 2);
        return new Text(parts[0], parts.length == 2 ? parts[1] : null);
    }

    DemoSheet under(String key) {
        return of(branch.get(key));
    }

    List<DemoSheet> each(String key) {
        return list(key).stream().map(DemoSheet::of).toList();
    }

    List<String> texts(String key) {
        return list(key).stream().map(Object::toString).toList();
    }

    Map<String, String> pairs(String key) {
        var pairs = new LinkedHashMap<String, String>();
        under(key).branch().forEach((name, value) -> pairs.put(String.valueOf(name), String.valueOf(value)));
        return pairs;
    }

    private List<?> list(String key) {
        if (branch.get(key) instanceof List<?> list) {
            return list;
        }
        throw missing("a list", key);
    }

    private static IllegalStateException missing(String what, String key) {
        return new IllegalStateException("demo/people.yaml lacks " + what + ": " + key);
    }
}
