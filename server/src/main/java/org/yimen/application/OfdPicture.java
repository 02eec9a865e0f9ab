package org.yimen.application;

import static org.yimen.application.OfdPackage.child;
import static org.yimen.application.OfdPackage.children;
import static org.yimen.application.OfdPackage.resolve;
import static org.yimen.application.OfdPackage.text;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Draws the pages of an OFD (GB/T 33190) below each other as one SVG: text, paths and pictures, templates and annotations. It
 * shows what the file says and proves nothing of it: seals, clips and embedded fonts are not drawn, and a picture of a kind that
 * browsers do not know is a grey field. The SVG holds no script and names nothing outside itself. Lengths are millimetres.
 * Ours, because the kept library for it (ofdrw-converter 2.3.8) needs iText under the AGPL.
 */
public final class OfdPicture {

    /** Whoever reads more of a paper downloads it. */
    static final int MOST_PAGES = 50;

    private static final int MOST_OBJECTS = 60_000;
    /** In one piece of text; a page of print has some two thousand. */
    private static final int MOST_SIGNS = 20_000;

    private static final int MOST_OUTPUT = 12 * 1024 * 1024;
    private static final long MOST_PICTURE = 8L * 1024 * 1024;
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int DEEPEST = 6;

    /** Ten metres: no page is longer, and no number of a page is either. */
    private static final double LARGEST = 10_000;

    private static final double GAP = 4;
    private static final double[] A4 = {0, 0, 210, 297};

    /** 0.353 mm: one point, as the standard has it where a path says nothing. */
    private static final String THIN = "0.353";

    /** The file cannot be drawn: it is broken, or too large for it. */
    public static final class NotDrawn extends Exception {
        private static final long serialVersionUID = 1;

        private NotDrawn(String reason, @Nullable Throwable cause) {
            super(reason, cause);
        }
    }

    private final OfdPackage ofd;
    private final long deadline = System.nanoTime() + LONGEST.toNanos();
    private final StringBuilder svg = new StringBuilder();
    private final Map<String, Typeface> fonts = new HashMap<>();
    private final Map<String, String> media = new HashMap<>();
    private final Map<String, Element> params = new HashMap<>();
    private final Map<String, Element> units = new HashMap<>();
    private final Map<String, String> templates = new HashMap<>();
    private final Map<String, String> drawn = new LinkedHashMap<>();
    private int objects;

    private record Typeface(String name, boolean serif, boolean bold, boolean italic) {}

    private OfdPicture(OfdPackage ofd) {
        this.ofd = ofd;
    }

    /** @param bytes of an OFD that was looked into when it came in */
    public static String svg(byte[] bytes) throws NotDrawn {
        try (var ofd = new OfdPackage(bytes)) {
            return new OfdPicture(ofd).draw();
        } catch (IOException | IllegalArgumentException broken) {
            throw new NotDrawn(String.valueOf(broken.getMessage()), broken);
        }
    }

    private String draw() throws IOException {
        Element root = ofd.markup("OFD.xml").orElseThrow(() -> new IOException("No root"));
        String place = child(root, "DocBody", "DocRoot")
                .map(each -> resolve("", text(each)))
                .orElseThrow(() -> new IOException("No document"));
        Element document = ofd.markup(place).orElseThrow(() -> new IOException("No document"));
        Optional<Element> common = child(document, "CommonData");
        if (common.isPresent()) {
            for (String kind : List.of("PublicRes", "DocumentRes")) {
                for (Element resource : children(common.get(), kind)) {
                    resources(resolve(place, text(resource)));
                }
            }
            for (Element template : children(common.get(), "TemplatePage")) {
                templates.put(template.getAttribute("ID"), resolve(place, template.getAttribute("BaseLoc")));
            }
        }
        double[] usual = common.flatMap(each -> child(each, "PageArea", "PhysicalBox"))
                .map(each -> box(text(each), A4))
                .orElse(A4);
        List<Element> pages =
                child(document, "Pages").map(each -> children(each, "Page")).orElse(List.of());
        Map<String, List<Element>> notes = notes(place, document);
        double below = 0;
        double width = 0;
        for (Element page : pages.stream().limit(MOST_PAGES).toList()) {
            mustHurry();
            String at = resolve(place, page.getAttribute("BaseLoc"));
            Optional<Element> content = ofd.markup(at);
            if (content.isPresent()) {
                double[] box = child(content.get(), "Area", "PhysicalBox")
                        .map(each -> box(text(each), usual))
                        .orElse(usual);
                page(content.get(), at, box, below, notes.getOrDefault(page.getAttribute("ID"), List.of()));
                below += box[3] + GAP;
                width = Math.max(width, box[2]);
            }
        }
        if (below == 0) {
            throw new IOException("No page");
        }
        if (pages.size() > MOST_PAGES) {
            svg.append("<text x=\"4\" y=\"")
                    .append(number(below + 6))
                    .append("\" font-size=\"5\">1–")
                    .append(MOST_PAGES)
                    .append(" / ")
                    .append(pages.size())
                    .append("</text>");
            below += 10;
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + number(width) + "mm\" height=\"" + number(below)
                + "mm\" viewBox=\"0 0 " + number(width) + " " + number(below) + "\"><defs>"
                + String.join("", drawn.values()) + "</defs><rect width=\"100%\" height=\"100%\" fill=\"#ddd\"/>" + svg
                + "</svg>";
    }

    private void mustHurry() throws IOException {
        if (svg.length() > MOST_OUTPUT || System.nanoTime() > deadline) {
            throw new IOException("Too much to draw");
        }
    }

    private void resources(String place) throws IOException {
        mustHurry();
        Optional<Element> found = ofd.markup(place);
        if (found.isEmpty()) {
            return;
        }
        String base = found.get().getAttribute("BaseLoc");
        String folder = base.isEmpty() ? place : resolve(place, base) + "/";
        for (Element group : children(found.get())) {
            for (Element each : children(group)) {
                String id = each.getAttribute("ID");
                switch (String.valueOf(each.getLocalName())) {
                    case "Font" -> fonts.put(id, typeface(each));
                    case "MultiMedia" ->
                        child(each, "MediaFile").ifPresent(file -> media.put(id, resolve(folder, text(file))));
                    case "DrawParam" -> params.put(id, each);
                    case "CompositeGraphicUnit" -> units.put(id, each);
                    default -> {
                        // Colour spaces: how many numbers a colour has says which one it is.
                    }
                }
            }
        }
    }

    private static Typeface typeface(Element font) {
        String name = font.getAttribute("FontName");
        String all = (name + " " + font.getAttribute("FamilyName")).toLowerCase(Locale.ROOT);
        boolean sans = all.contains("黑") || all.contains("hei") || all.contains("sans") || all.contains("arial");
        // A name goes into an attribute: letters, digits and blanks only.
        return new Typeface(
                name.replaceAll("[^\\p{L}\\p{N} _-]", "").strip(),
                !sans,
                all.contains("bold") || "true".equals(font.getAttribute("Bold")),
                "true".equals(font.getAttribute("Italic")));
    }

    /** 注释 by page: what was stamped or written onto it afterwards. */
    private Map<String, List<Element>> notes(String place, Element document) throws IOException {
        var notes = new HashMap<String, List<Element>>();
        Optional<String> list = child(document, "Annotations").map(each -> resolve(place, text(each)));
        if (list.isEmpty()) {
            return notes;
        }
        Optional<Element> found = ofd.markup(list.get());
        if (found.isEmpty()) {
            return notes;
        }
        for (Element page : children(found.get(), "Page")) {
            Optional<Element> file = child(page, "FileLoc");
            Optional<Element> onPage =
                    file.isEmpty() ? Optional.empty() : ofd.markup(resolve(list.get(), text(file.get())));
            onPage.ifPresent(each -> notes.computeIfAbsent(page.getAttribute("PageID"), _ -> new ArrayList<>())
                    .addAll(children(each, "Annot")));
        }
        return notes;
    }

    private void page(Element content, String place, double[] box, double below, List<Element> notes)
            throws IOException {
        for (Element resource : children(content, "PageRes")) {
            resources(resolve(place, text(resource)));
        }
        svg.append("<svg");
        written("y", below);
        written("width", box[2]);
        written("height", box[3]);
        written("viewBox", box);
        svg.append("><rect");
        written("x", box[0]);
        written("y", box[1]);
        written("width", box[2]);
        written("height", box[3]);
        svg.append(" fill=\"#fff\"/>");
        template(content, false);
        layers(content);
        template(content, true);
        for (Element note : notes) {
            if (!"false".equals(note.getAttribute("Visible"))) {
                for (Element look : children(note, "Appearance")) {
                    group(look, null, 0);
                }
            }
        }
        svg.append("</svg>");
    }

    /** One attribute of the element that is being written. */
    private void written(String attribute, double... values) {
        svg.append(' ').append(attribute).append("=\"").append(joined(values)).append('"');
    }

    private void template(Element content, boolean foreground) throws IOException {
        for (Element used : children(content, "Template")) {
            if ("Foreground".equals(used.getAttribute("ZOrder")) == foreground) {
                String at = templates.get(used.getAttribute("TemplateID"));
                Optional<Element> found = at == null ? Optional.empty() : ofd.markup(at);
                if (found.isPresent()) {
                    layers(found.get());
                }
            }
        }
    }

    private void layers(Element page) throws IOException {
        Optional<Element> content = child(page, "Content");
        if (content.isPresent()) {
            for (Element layer : children(content.get(), "Layer")) {
                objects(layer, params.get(layer.getAttribute("DrawParam")), 0);
            }
        }
    }

    private void objects(Element of, @Nullable Element param, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("Nested too deep");
        }
        for (Element each : children(of)) {
            if (++objects > MOST_OBJECTS || svg.length() > MOST_OUTPUT || System.nanoTime() > deadline) {
                throw new IOException("Too much to draw");
            }
            if ("false".equals(each.getAttribute("Visible"))) {
                continue;
            }
            Element own = params.get(each.getAttribute("DrawParam"));
            Element inherited = own == null ? param : own;
            switch (String.valueOf(each.getLocalName())) {
                case "TextObject" -> drawText(each, inherited);
                case "PathObject" -> drawPath(each, inherited);
                case "ImageObject" -> drawImage(each);
                case "PageBlock" -> group(each, inherited, depth + 1);
                case "CompositeObject" -> composite(each, inherited, depth + 1);
                default -> {
                    // Actions, clips and whatever a maker added of his own.
                }
            }
        }
    }

    private void group(Element block, @Nullable Element param, int depth) throws IOException {
        svg.append("<g").append(placed(block)).append('>');
        objects(block, param, depth);
        svg.append("</g>");
    }

    private void composite(Element object, @Nullable Element param, int depth) throws IOException {
        Element unit = units.get(object.getAttribute("ResourceID"));
        Optional<Element> content = unit == null ? Optional.empty() : child(unit, "Content");
        if (content.isPresent()) {
            svg.append("<g").append(placed(object)).append('>');
            objects(content.get(), param, depth);
            svg.append("</g>");
        }
    }

    /** An object has its own space: by its matrix into its boundary, by the boundary onto the page. */
    private static String placed(Element object) {
        var transform = new StringBuilder();
        String boundary = object.getAttribute("Boundary");
        if (!boundary.isBlank()) {
            double[] box = box(boundary, new double[4]);
            transform
                    .append("translate(")
                    .append(number(box[0]))
                    .append(' ')
                    .append(number(box[1]))
                    .append(')');
        }
        String matrix = object.getAttribute("CTM");
        if (!matrix.isBlank()) {
            transform.append(" matrix(").append(joined(numbers(matrix, 6))).append(')');
        }
        return transform.isEmpty() ? "" : " transform=\"" + transform.toString().strip() + "\"";
    }

    private void drawText(Element object, @Nullable Element param) {
        var font = fonts.getOrDefault(object.getAttribute("Font"), new Typeface("", true, false, false));
        boolean bold = font.bold() || number(object, "Weight", 400) >= 600;
        boolean italic = font.italic() || "true".equals(object.getAttribute("Italic"));
        boolean filled = !"false".equals(object.getAttribute("Fill"));
        svg.append("<g").append(placed(object)).append(" font-family=\"");
        if (!font.name().isEmpty()) {
            svg.append('\'').append(font.name()).append("',");
        }
        svg.append(font.serif() ? "'Noto Serif CJK SC',SimSun,serif" : "'Noto Sans CJK SC',SimHei,sans-serif")
                .append("\" font-size=\"")
                .append(number(number(object, "Size", 4)))
                .append('"')
                .append(bold ? " font-weight=\"bold\"" : "")
                .append(italic ? " font-style=\"italic\"" : "")
                .append(filled ? colour(object, param, "FillColor", "fill", "#000") : " fill=\"none\"");
        if ("true".equals(object.getAttribute("Stroke"))) {
            svg.append(colour(object, param, "StrokeColor", "stroke", "#000")).append(" stroke-width=\"0.1\"");
        }
        svg.append('>');
        double x = 0;
        double y = 0;
        for (Element code : children(object, "TextCode")) {
            String said = plain(code.getTextContent());
            // Where it says no place it goes on at the place before.
            x = number(code, "X", x);
            y = number(code, "Y", y);
            int signs = said.codePointCount(0, said.length());
            svg.append("<text xml:space=\"preserve\" x=\"")
                    .append(places(x, code.getAttribute("DeltaX"), signs))
                    .append("\" y=\"")
                    .append(places(y, code.getAttribute("DeltaY"), signs))
                    .append("\">")
                    .append(said)
                    .append("</text>");
        }
        svg.append("</g>");
    }

    /** The place of each sign; of the first only where nothing is said of the others. {@code g 3 4.5} stands for three steps of 4.5. */
    private static String places(double first, String deltas, int signs) {
        if (deltas.isBlank()) {
            return number(first);
        }
        if (signs > MOST_SIGNS) {
            throw new IllegalArgumentException("too many signs");
        }
        var places = new StringBuilder(number(first));
        double at = first;
        int placed = 1;
        String[] steps = deltas.strip().split("\\s+", -1);
        for (int i = 0; i < steps.length && placed < signs; i++) {
            int times = 1;
            if (steps[i].equals("g") && i + 2 < steps.length) {
                times = (int) Math.min(number(steps[i + 1]), signs);
                i += 2;
            }
            double step = number(steps[i]);
            for (int each = 0; each < times && placed < signs; each++) {
                at += step;
                places.append(' ').append(number(at));
                placed++;
            }
        }
        return places.toString();
    }

    private void drawPath(Element object, @Nullable Element param) {
        String data = child(object, "AbbreviatedData").map(OfdPackage::text).orElse("");
        if (data.isEmpty()) {
            return;
        }
        boolean filled = "true".equals(object.getAttribute("Fill"));
        boolean stroked = !"false".equals(object.getAttribute("Stroke"));
        String width = object.getAttribute("LineWidth");
        if (width.isBlank() && param != null) {
            width = param.getAttribute("LineWidth");
        }
        svg.append("<path")
                .append(placed(object))
                .append(filled ? colour(object, param, "FillColor", "fill", "#000") : " fill=\"none\"");
        if ("Even-Odd".equals(object.getAttribute("Rule"))) {
            svg.append(" fill-rule=\"evenodd\"");
        }
        if (stroked) {
            svg.append(colour(object, param, "StrokeColor", "stroke", "#000"))
                    .append(" stroke-width=\"")
                    .append(number(number(width.isBlank() ? THIN : width)))
                    .append('"');
        }
        svg.append(" d=\"").append(curve(data)).append("\"/>");
    }

    /** The figure in the letters of SVG: S and M begin, B is a cubic curve, C closes. */
    private static String curve(String data) {
        var curve = new StringBuilder();
        for (String part : data.split("\\s+", -1)) {
            curve.append(curve.isEmpty() ? "" : " ")
                    .append(
                            switch (part) {
                                case "S", "M" -> "M";
                                case "L", "Q", "A" -> part;
                                case "B" -> "C";
                                case "C" -> "Z";
                                default -> number(number(part));
                            });
        }
        return curve.toString();
    }

    private void drawImage(Element object) throws IOException {
        double[] box = box(object.getAttribute("Boundary"), new double[4]);
        String at = media.get(object.getAttribute("ResourceID"));
        Optional<String> type = Optional.empty();
        byte[] bytes = new byte[0];
        if (at != null && !drawn.containsKey(at)) {
            bytes = ofd.part(at, MOST_PICTURE).orElse(bytes);
            type = pictureType(bytes);
            if (svg.length() + bytes.length * 4L / 3 > MOST_OUTPUT) {
                throw new IOException("Too much to draw");
            }
        }
        if (at != null && type.isPresent()) {
            drawn.put(
                    at,
                    "<image id=\"m" + drawn.size()
                            + "\" width=\"1\" height=\"1\" preserveAspectRatio=\"none\" href=\"data:" + type.get()
                            + ";base64," + Base64.getEncoder().encodeToString(bytes) + "\"/>");
            if (drawn.values().stream().mapToLong(String::length).sum() > MOST_OUTPUT) {
                throw new IOException("Too much to draw");
            }
        }
        if (at == null || !drawn.containsKey(at)) {
            svg.append("<rect x=\"")
                    .append(number(box[0]))
                    .append("\" y=\"")
                    .append(number(box[1]))
                    .append("\" width=\"")
                    .append(number(box[2]))
                    .append("\" height=\"")
                    .append(number(box[3]))
                    .append("\" fill=\"#ccc\"/>");
            return;
        }
        int number = List.copyOf(drawn.keySet()).indexOf(at);
        // A picture is one by one in its own space; without a matrix it fills its boundary.
        String scale = object.getAttribute("CTM").isBlank()
                ? "<g transform=\"scale(" + number(box[2]) + " " + number(box[3]) + ")\">"
                : "<g>";
        svg.append("<g")
                .append(placed(object))
                .append('>')
                .append(scale)
                .append("<use href=\"#m")
                .append(number)
                .append("\"/></g></g>");
    }

    /** By what it begins with, whatever its name is: browsers draw these two. */
    private static Optional<String> pictureType(byte[] bytes) {
        if (bytes.length > 8 && (bytes[0] & 0xff) == 0x89 && bytes[1] == 'P' && bytes[2] == 'N' && bytes[3] == 'G') {
            return Optional.of("image/png");
        }
        return bytes.length > 3 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xd8
                ? Optional.of("image/jpeg")
                : Optional.empty();
    }

    /** By how many numbers it has: grey, red-green-blue, or cyan-magenta-yellow-black; of a gradient its first colour. */
    private static String colour(
            Element object, @Nullable Element param, String name, String attribute, String otherwise) {
        Optional<Element> found = child(object, name).or(() -> param == null ? Optional.empty() : child(param, name));
        if (found.isEmpty()) {
            return " " + attribute + "=\"" + otherwise + "\"";
        }
        Element colour = found.get();
        Element solid = children(colour).stream()
                .findFirst()
                .flatMap(shading -> child(shading, "Segment", "Color"))
                .orElse(colour);
        String value = solid.getAttribute("Value");
        String written = otherwise;
        if (!value.isBlank()) {
            String[] parts = value.strip().split("\\s+", -1);
            int[] of = new int[parts.length];
            for (int i = 0; i < parts.length; i++) {
                of[i] = part(parts[i]);
            }
            written = switch (of.length) {
                case 1 -> rgb(of[0], of[0], of[0]);
                case 3 -> rgb(of[0], of[1], of[2]);
                case 4 ->
                    rgb(
                            (255 - of[0]) * (255 - of[3]) / 255,
                            (255 - of[1]) * (255 - of[3]) / 255,
                            (255 - of[2]) * (255 - of[3]) / 255);
                default -> otherwise;
            };
        }
        String alpha = colour.getAttribute("Alpha");
        return " " + attribute + "=\"" + written + "\""
                + (alpha.isBlank() ? "" : " " + attribute + "-opacity=\"" + number(part(alpha) / 255.0) + "\"");
    }

    private static int part(String of) {
        double number = of.startsWith("#") ? Integer.parseInt(of.substring(1), 16) : number(of);
        return (int) Math.clamp(number, 0, 255);
    }

    private static String rgb(int red, int green, int blue) {
        return "#%02x%02x%02x".formatted(red, green, blue);
    }

    /** Text of XML without what means something in it, or nothing at all. */
    private static String plain(String text) {
        var plain = new StringBuilder();
        text.codePoints()
                .filter(sign -> sign >= 0x20 && sign != 0xfffe && sign != 0xffff && !(sign >= 0xd800 && sign <= 0xdfff))
                .forEach(sign -> {
                    switch (sign) {
                        case '<' -> plain.append("&lt;");
                        case '>' -> plain.append("&gt;");
                        case '&' -> plain.append("&amp;");
                        case '"' -> plain.append("&quot;");
                        default -> plain.appendCodePoint(sign);
                    }
                });
        return plain.toString();
    }

    private static double[] box(String text, double[] otherwise) {
        return text.isBlank() ? otherwise : numbers(text, 4);
    }

    private static double[] numbers(String text, int count) {
        String[] parts = text.strip().split("\\s+", -1);
        if (parts.length != count) {
            throw new IllegalArgumentException("Not " + count + " numbers");
        }
        var numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = number(parts[i]);
        }
        return numbers;
    }

    private static String joined(double[] numbers) {
        var joined = new StringBuilder();
        for (double each : numbers) {
            joined.append(joined.isEmpty() ? "" : " ").append(number(each));
        }
        return joined.toString();
    }

    private static double number(Element of, String attribute, double otherwise) {
        String text = of.getAttribute(attribute);
        return text.isBlank() ? otherwise : number(text);
    }

    /** @throws NumberFormatException of what is none, or larger than any page */
    private static double number(String text) {
        double number = text.length() > 40 ? Double.NaN : Double.parseDouble(text.strip());
        if (Double.isNaN(number) || Math.abs(number) > LARGEST) {
            throw new NumberFormatException("No number of a page");
        }
        return number;
    }

    private static String number(double number) {
        return BigDecimal.valueOf(number)
                .setScale(4, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
