package org.yimen.platform.ui;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.yimen.platform.web.Shell;
import org.yimen.platform.web.TestShells;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds our components to the examples of the GOV.UK Frontend package: same options, same markup.
 *
 * <p>What we do not offer is listed with its reason; a listed example that passes after all fails here.
 */
class GovukFixturesTest {

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private static final String ATTRIBUTES =
            "free attributes: JTE writes no attribute whose name is computed, which is what keeps markup safe";

    private static final String LEFT_OUT = "a field is left out by naming the other ones as items";
    private static final String FILE_VALUE = "no browser lets a page choose the file";

    /** The example that every component has for free attributes. */
    private static final String PLAIN = "attributes";

    private static final Map<String, String> NOT_OFFERED = Map.ofEntries(
            Map.entry("breadcrumbs: item attributes", ATTRIBUTES),
            Map.entry("button: link attributes", ATTRIBUTES),
            Map.entry("character-count: with textarea maxlength attribute", ATTRIBUTES),
            Map.entry("checkboxes: fieldset params", ATTRIBUTES),
            Map.entry("checkboxes: items with attributes", ATTRIBUTES),
            Map.entry("checkboxes: label with attributes", ATTRIBUTES),
            Map.entry("date-input: day and month", LEFT_OUT),
            Map.entry("date-input: month and year", LEFT_OUT),
            Map.entry("date-input: with input attributes", ATTRIBUTES),
            Map.entry("error-summary: error list with attributes", ATTRIBUTES),
            Map.entry("file-upload: enhanced, custom wrapper classes and attributes", ATTRIBUTES),
            Map.entry("file-upload: with value", FILE_VALUE),
            Map.entry("input: with customised input wrapper", ATTRIBUTES),
            Map.entry("input: with prefix with attributes", ATTRIBUTES),
            Map.entry("input: with suffix with attributes", ATTRIBUTES),
            Map.entry("notification-banner: custom tabindex", ATTRIBUTES),
            Map.entry("pagination: with custom attributes", ATTRIBUTES),
            Map.entry("panel: interruption, button link", ATTRIBUTES),
            Map.entry("panel: interruption, submit action", ATTRIBUTES),
            Map.entry("panel: interruption, with actions classes and attributes", ATTRIBUTES),
            Map.entry("panel: interruption-with-content-with-long-line-length", ATTRIBUTES),
            Map.entry("radios: fieldset params", ATTRIBUTES),
            Map.entry("radios: items with attributes", ATTRIBUTES),
            Map.entry("radios: label with attributes", ATTRIBUTES),
            Map.entry("select: attributes on items", ATTRIBUTES),
            Map.entry("summary-list: actions with attributes", ATTRIBUTES),
            Map.entry("summary-list: summary card with custom attributes", ATTRIBUTES),
            Map.entry("table: firstCellIsHeader with attributes", ATTRIBUTES),
            Map.entry("table: head with attributes", ATTRIBUTES),
            Map.entry("table: rows with attributes", ATTRIBUTES),
            Map.entry("task-list: custom attributes", ATTRIBUTES));

    private final Shell shell = TestShells.in(Locale.ENGLISH);
    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .addModule(new SimpleModule()
                    .addDeserializer(Content.class, new MarkupReader())
                    .addDeserializer(String.class, new TextReader()))
            .build();

    @TestFactory
    Stream<DynamicContainer> everyComponentDrawsWhatThePackageExpects() throws IOException {
        return components()
                .map(component -> DynamicContainer.dynamicContainer(
                        component,
                        fixtures(component)
                                .map(fixture -> DynamicTest.dynamicTest(
                                        fixture.get("name").asString(), () -> drawsAsExpected(component, fixture)))));
    }

    private void drawsAsExpected(String component, JsonNode fixture) {
        String name = fixture.get("name").asString();
        String reason = name.equals(PLAIN) ? ATTRIBUTES : NOT_OFFERED.get(component + ": " + name);
        String expected = normal(fixture.get("html").asString());

        if (reason == null) {
            assertThat(normal(draw(component, fixture.get("options")))).isEqualTo(expected);
        } else {
            assertThat(drawIfOffered(component, fixture.get("options")))
                    .as(reason)
                    .isNotEqualTo(expected);
        }
    }

    private String drawIfOffered(String component, JsonNode options) {
        try {
            return normal(draw(component, options));
        } catch (NotOffered | JacksonException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private String draw(String component, JsonNode options) {
        Method render = render(component);
        Map<String, Parameter> parameters = Arrays.stream(render.getParameters())
                .collect(Collectors.toMap(Parameter::getName, parameter -> parameter));
        Map<String, Object> given = new HashMap<>();
        if (parameters.containsKey("shell")) {
            given.put("shell", shell);
        }
        for (Map.Entry<String, JsonNode> option : withoutNothings(options).properties()) {
            String name = option.getKey().equals("for") ? "forId" : option.getKey();
            Parameter parameter = parameters.get(name);
            if (parameter == null) {
                throw new NotOffered(name);
            }
            JavaType type = json.getTypeFactory().constructType(parameter.getParameterizedType());
            given.put(name, json.convertValue(option.getValue(), type));
        }
        StringOutput output = new StringOutput();
        engine.render("ui/" + component + ".jte", given, output);
        return output.toString();
    }

    private static Method render(String component) {
        String name = "gg.jte.generated.precompiled.ui.Jte" + component.replace("-", "") + "Generated";
        try {
            return Arrays.stream(Class.forName(name).getMethods())
                    .filter(method -> method.getName().equals("render"))
                    .findFirst()
                    .orElseThrow();
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException("No component " + component, missing);
        }
    }

    /** Nunjucks takes null for absent, and skips false or empty entries of a list; so does this. */
    private static ObjectNode withoutNothings(JsonNode options) {
        ObjectNode kept = ((ObjectNode) options).deepCopy();
        strip(kept);
        return kept;
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().stream()
                    .filter(property -> property.getValue().isNull())
                    .map(Map.Entry::getKey)
                    .toList()
                    .forEach(object::remove);
            if (object.path("visuallyHiddenText").isBoolean()) {
                object.put("visuallyHiddenText", "");
            }
            object.properties().forEach(property -> strip(property.getValue()));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode entry = array.get(i);
                if (entry.isBoolean() || (entry.isString() && entry.asString().isEmpty())) {
                    array.setNull(i);
                }
                strip(entry);
            }
        }
    }

    private static Stream<String> components() throws IOException {
        try (InputStream list = resource("components.txt")) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8).lines();
        }
    }

    private Stream<JsonNode> fixtures(String component) {
        try (InputStream file = resource(component + "/fixtures.json")) {
            return StreamSupport.stream(json.readTree(file).get("fixtures").spliterator(), false);
        } catch (IOException broken) {
            throw new IllegalStateException(component, broken);
        }
    }

    private static InputStream resource(String name) {
        InputStream found = GovukFixturesTest.class.getResourceAsStream("/govuk-fixtures/" + name);
        if (found == null) {
            throw new IllegalStateException("No " + name);
        }
        return found;
    }

    /** One line per tag or text; attributes and classes in alphabetical order, white space as single blanks. */
    private static String normal(String html) {
        StringBuilder lines = new StringBuilder();
        Jsoup.parseBodyFragment(html).body().childNodes().forEach(node -> write(node, "", lines));
        return lines.toString();
    }

    private static void write(Node node, String indent, StringBuilder lines) {
        if (node instanceof TextNode text) {
            String words = SPACE.matcher(text.getWholeText()).replaceAll(" ").strip();
            if (!words.isEmpty()) {
                lines.append(indent).append(words).append('\n');
            }
        } else if (node instanceof Element element) {
            Map<String, String> attributes = new TreeMap<>();
            for (Attribute attribute : element.attributes()) {
                attributes.put(
                        attribute.getKey(),
                        attribute.getKey().equals("class")
                                ? SPACE.splitAsStream(attribute.getValue().strip())
                                        .sorted()
                                        .collect(Collectors.joining(" "))
                                : attribute.getValue());
            }
            lines.append(indent)
                    .append(element.tagName())
                    .append(' ')
                    .append(attributes)
                    .append('\n');
            element.childNodes().forEach(child -> write(child, indent + "  ", lines));
        }
    }

    private static final class NotOffered extends RuntimeException {
        NotOffered(String option) {
            super("no option " + option);
        }
    }

    private static final class MarkupReader extends StdDeserializer<Content> {

        MarkupReader() {
            super(Content.class);
        }

        @Override
        public @Nullable Content deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() == JsonToken.VALUE_FALSE) {
                return null;
            }
            String markup = parser.getValueAsString();
            return new Content() {
                @Override
                public void writeTo(TemplateOutput output) {
                    output.writeContent(markup);
                }
            };
        }
    }

    private static final class TextReader extends StdDeserializer<String> {

        TextReader() {
            super(String.class);
        }

        @Override
        public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
            return switch (parser.currentToken()) {
                case VALUE_FALSE -> "false";
                case VALUE_TRUE -> "true";
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_STRING -> parser.getString();
                default -> throw new NotOffered("structure in place of text");
            };
        }
    }
}
