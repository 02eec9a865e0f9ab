package org.yimen.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.yimen.catalogue.Dictionaries.By;
import org.yimen.catalogue.Dictionaries.CaseClass;
import org.yimen.catalogue.Dictionaries.Decider;
import org.yimen.catalogue.Dictionaries.Document;
import org.yimen.catalogue.Dictionaries.HandlingSystem;
import org.yimen.catalogue.Dictionaries.Heading;
import org.yimen.catalogue.Dictionaries.Part;
import org.yimen.catalogue.Dictionaries.Runs;
import org.yimen.catalogue.Dictionaries.ShortLimit;
import org.yimen.catalogue.Dictionaries.Theme;
import org.yimen.catalogue.ItemVersion.Audience;
import org.yimen.form.Question.Choice;
import org.yimen.identifier.CreditCode;
import org.yimen.platform.Text;

/** The catalogue as it stands in files: dictionaries, offices and item versions, read and checked together. */
public record Library(Setting setting, List<Sheet> sheets) {

    private static final String DICTIONARIES = "dictionaries.yaml";
    private static final String DEPARTMENTS = "departments.yaml";
    private static final Pattern SHEET = Pattern.compile("([a-z0-9-]+)/v(\\d{1,4})\\.yaml");
    private static final Pattern PHONE = Pattern.compile("0\\d{2,3}-\\d{7,8}|0\\d{2,3}-\\d{3,4} \\d{4}");

    /**
     * One file: an item version, and what the database keeps of it.
     *
     * @param isPublished true where the file says so; a draft becomes public through {@link Catalogue#publish}
     * @param digest SM3 of the canonical content, in hexadecimal; layout, comments and the status do not matter
     */
    public record Sheet(ItemVersion version, boolean isPublished, String digest, String yaml) {}

    public Library {
        sheets = List.copyOf(sheets);
    }

    /** What this build brings along; {@link CatalogueBroken} says everything that is wrong with it. */
    public static Library bundled() {
        var files = new LinkedHashMap<String, String>();
        try {
            for (Resource resource :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:items/**/*.yaml")) {
                String address = resource.getURL().toString();
                files.put(
                        address.substring(address.lastIndexOf("items/") + "items/".length()),
                        resource.getContentAsString(StandardCharsets.UTF_8));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return of(files);
    }

    /** The catalogue in these files, by their paths below {@code items/}. */
    static Library of(Map<String, String> files) {
        var problems = new ArrayList<Problem>();
        var setting = setting(files, problems);
        var sheets = new ArrayList<Sheet>();
        for (String file : files.keySet().stream().sorted().toList()) {
            if (!file.equals(DICTIONARIES) && !file.equals(DEPARTMENTS)) {
                sheet("items/" + file, files.getOrDefault(file, ""), setting, problems)
                        .ifPresent(sheets::add);
            }
        }
        problems.addAll(amongVersions(sheets));
        if (!problems.isEmpty()) {
            problems.sort(Comparator.comparing(Problem::file).thenComparingInt(Problem::line));
            throw new CatalogueBroken(problems);
        }
        return new Library(setting, sheets);
    }

    /** One version from its text, as it may stand in the catalogue; a draft may still break the rules of publishing. */
    private static Optional<Sheet> sheet(String file, String yaml, Setting setting, List<Problem> problems) {
        var tree = new YamlTree(file, yaml);
        Optional<Sheet> sheet = parsed(tree, file, yaml, setting.dictionaries(), problems);
        if (sheet.isEmpty() || !sheet.get().isPublished()) {
            return sheet;
        }
        List<Finding> findings = PublishRules.check(sheet.get().version(), setting);
        for (Finding finding : findings) {
            problems.add(new Problem(
                    file, tree.line(finding.path()), finding.in(Locale.ENGLISH) + " (" + finding.article() + ")"));
        }
        return findings.isEmpty() ? sheet : Optional.empty();
    }

    /** One version from its text, the rules of publishing aside; empty, with the reasons added, where it cannot be read. */
    static Optional<Sheet> parsed(String file, String yaml, Dictionaries words, List<Problem> problems) {
        return parsed(new YamlTree(file, yaml), file, yaml, words, problems);
    }

    private static Optional<Sheet> parsed(
            YamlTree tree, String file, String yaml, Dictionaries words, List<Problem> problems) {
        if (!tree.problems().isEmpty()) {
            problems.addAll(tree.problems());
            return Optional.empty();
        }
        var root = tree.root();
        boolean published = root.value("status", false, Library::isPublished);
        ItemVersion version = ItemReader.read(root, words.lists());
        root.close();
        var path = SHEET.matcher(file.substring(file.indexOf('/') + 1));
        if (!path.matches()
                || !path.group(1).equals(version.code())
                || Integer.parseInt(path.group(2)) != version.number()) {
            root.wrong(
                    "code",
                    "belongs into items/" + version.code() + "/v" + version.number() + ".yaml, as does its number");
        }
        problems.addAll(tree.problems());
        return tree.problems().isEmpty()
                ? Optional.of(new Sheet(version, published, digest(tree.canonical(Set.of("status"))), yaml))
                : Optional.empty();
    }

    private static boolean isPublished(String word) {
        return switch (word) {
            case "published" -> true;
            case "draft" -> false;
            default -> throw new IllegalArgumentException("'" + word + "' is neither published nor draft");
        };
    }

    static String digest(String canonical) {
        byte[] bytes = canonical.getBytes(StandardCharsets.UTF_8);
        var sm3 = new SM3Digest();
        sm3.update(bytes, 0, bytes.length);
        byte[] digest = new byte[sm3.getDigestSize()];
        sm3.doFinal(digest, 0);
        return HexFormat.of().formatHex(digest);
    }

    private static Setting setting(Map<String, String> files, List<Problem> problems) {
        var words = new YamlTree("items/" + DICTIONARIES, files.getOrDefault(DICTIONARIES, ""));
        var dictionaries = dictionaries(words.root());
        problems.addAll(words.problems());
        var places = new YamlTree("items/" + DEPARTMENTS, files.getOrDefault(DEPARTMENTS, ""));
        var root = places.root();
        var offices = new HashMap<String, Office>();
        for (Office office : root.branches("departments", Library::office)) {
            if (offices.put(office.code(), office) != null) {
                root.wrong("departments", office.code() + " stands here twice");
            }
        }
        root.close();
        problems.addAll(places.problems());
        return new Setting(dictionaries, offices);
    }

    private static Dictionaries dictionaries(YamlTree.Branch root) {
        var classes = root.branches(
                "caseClasses",
                each -> new CaseClass(
                        each.value("code", "", Spelling::code),
                        text(each, "name"),
                        text(each, "meaning"),
                        each.value("system", "", Spelling::code),
                        each.optional("by", By.ITEM, Spelling.oneOf(By.class))));
        var systems = root.branches(
                "handlingSystems",
                each -> new HandlingSystem(
                        each.value("code", "", Spelling::code),
                        text(each, "name"),
                        text(each, "meaning"),
                        each.value("decides", Decider.CHIEF, Spelling.oneOf(Decider.class)),
                        Set.copyOf(each.values("documents", Spelling.oneOf(Document.class))),
                        each.value("clock", Runs.PROMISED, Spelling.oneOf(Runs.class))));
        var shortLimits = new HashMap<String, ShortLimit>();
        root.branches(
                        "shortLimits",
                        each -> Map.entry(
                                each.value("item", "", Spelling::code),
                                new ShortLimit(each.value("workingDays", 1, Library::days), each.word("basis"))))
                .forEach(limit -> shortLimits.put(limit.getKey(), limit.getValue()));
        var headings = root.branches(
                "headings",
                each -> new Heading(
                        each.value("code", "", Spelling::code),
                        text(each, "name"),
                        each.value("shows", Part.ITEM, Spelling.oneOf(Part.class))));
        var themes = root.branches(
                "themes",
                each -> new Theme(
                        each.value("code", "", Spelling::code),
                        text(each, "name"),
                        Set.copyOf(each.values("audiences", Spelling.oneOf(Audience.class)))));
        var lists = new HashMap<String, List<Choice>>();
        root.branches(
                        "lists",
                        each -> Map.entry(
                                each.value("code", "", Spelling::code),
                                each.branch("choices", List.<Choice>of(), FormReader::choicesHere)))
                .forEach(list -> lists.put(list.getKey(), list.getValue()));
        root.close();
        size(root, "caseClasses", classes.stream().map(CaseClass::code).toList(), Dictionaries.CASE_CLASSES);
        size(root, "handlingSystems", systems.stream().map(HandlingSystem::code).toList(), Dictionaries.SYSTEMS);
        for (CaseClass each : classes) {
            if (systems.stream().noneMatch(system -> system.code().equals(each.system()))) {
                root.wrong("caseClasses", each.code() + " is handled by no system that is named here");
            }
            if (each.by() != By.ITEM
                    && classes.stream().filter(other -> other.by() == each.by()).count() > 1) {
                root.wrong("caseClasses", "a case would be in two classes by " + each.by());
            }
        }
        size(root, "headings", headings.stream().map(Heading::code).toList(), Dictionaries.HEADINGS);
        return new Dictionaries(classes, systems, shortLimits, headings, themes, lists);
    }

    private static void size(YamlTree.Branch root, String key, List<String> codes, int expected) {
        if (codes.size() != expected) {
            root.wrong(key, expected + " entries are needed, here are " + codes.size());
        }
        if (Set.copyOf(codes).size() != codes.size()) {
            root.wrong(key, "a code stands here twice");
        }
    }

    private static int days(String word) {
        int days = Integer.parseInt(word);
        if (days < 1) {
            throw new IllegalArgumentException("'" + word + "' is no number of days");
        }
        return days;
    }

    private static Office office(YamlTree.Branch branch) {
        var office = new Office(
                branch.word("code"),
                text(branch, "name"),
                branch.value("creditCode", "", code -> CreditCode.of(code).value()),
                text(branch, "address"),
                text(branch, "hours"),
                branch.value("phone", "", Library::phone),
                branch.value("complaintPhone", "", Library::phone),
                branch.<@Nullable String>optional("review", null, word -> word),
                branch.<@Nullable String>optional("court", null, word -> word));
        if (!office.phone().isEmpty() && office.phone().equals(office.complaintPhone())) {
            branch.wrong("complaintPhone", "is the number that one complains about; give another one");
        }
        return office;
    }

    private static String phone(String word) {
        if (!PHONE.matcher(word).matches()) {
            throw new IllegalArgumentException("'" + word + "' is no number with an area code");
        }
        return word;
    }

    private static Text text(YamlTree.Branch branch, String key) {
        return branch.value(key, Text.of(""), Spelling::text);
    }

    /** What only several versions together can break: task codes, the order of versions, the record of promises. */
    private static List<Problem> amongVersions(List<Sheet> sheets) {
        var problems = new ArrayList<Problem>();
        var taskCodes = new HashMap<String, String>();
        for (Sheet sheet : sheets) {
            ItemVersion version = sheet.version();
            String file = "items/" + version.code() + "/v" + version.number() + ".yaml";
            String other = taskCodes.putIfAbsent(version.taskCode(), version.code());
            if (other != null && !other.equals(version.code())) {
                problems.add(new Problem(file, 1, "The task code belongs to " + other));
            }
            before(sheets, version).ifPresent(earlier -> {
                if (version.effectiveOn().isBefore(earlier.effectiveOn())) {
                    problems.add(new Problem(file, 1, "In force before version " + earlier.number()));
                }
                if (version.history().stream()
                        .noneMatch(past -> past.version() == earlier.number()
                                && past.promised().equals(earlier.limits().promised()))) {
                    problems.add(
                            new Problem(file, 1, "The history lacks what version " + earlier.number() + " promised"));
                }
            });
        }
        return problems;
    }

    private static Optional<ItemVersion> before(List<Sheet> sheets, ItemVersion version) {
        return sheets.stream()
                .map(Sheet::version)
                .filter(each -> each.code().equals(version.code()) && each.number() < version.number())
                .max(Comparator.comparingInt(ItemVersion::number));
    }

    /** All versions, drafts among them. */
    public List<ItemVersion> versions() {
        return sheets.stream().map(Sheet::version).toList();
    }

    public Optional<ItemVersion> version(String code, int number) {
        return versions().stream()
                .filter(each -> each.code().equals(code) && each.number() == number)
                .findFirst();
    }
}
