package org.yimen.catalogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yimen.casework.Plan;
import org.yimen.catalogue.Dictionaries.Heading;
import org.yimen.catalogue.Dictionaries.Part;
import org.yimen.catalogue.ItemVersion.Basis;
import org.yimen.catalogue.ItemVersion.Condition;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.platform.Text;
import org.yimen.time.TimeLimit;

/**
 * 办事指南, made from the item version and never written by hand: the eight disclosures in the locality's order, then
 * whatever of place, hours, phone and complaint route they do not hold.
 *
 * @param disclosures 八公开
 * @param contact where to go, when, whom to ask, where to complain
 */
public record Guide(List<Section> disclosures, List<Section> contact) {

    public record Section(String code, String heading, Part shows, List<Entry> entries) {
        public Section {
            entries = List.copyOf(entries);
        }
    }

    /**
     * @param label what the text is about; empty where it speaks for itself
     * @param unverified true where nobody has read the article it rests on: the page says 未核实
     * @param chinese true where a reader of another language is shown Chinese: mark it {@code lang="zh"}
     */
    public record Entry(String label, String text, boolean unverified, boolean chinese) {}

    public Guide {
        disclosures = List.copyOf(disclosures);
        contact = List.copyOf(contact);
    }

    public static Guide of(ItemVersion version, Setting setting, Locale locale) {
        var writer = new Writer(version, setting, Words.in(locale));
        List<Heading> headings = setting.dictionaries().headings();
        List<Section> disclosures = headings.stream()
                .map(heading -> new Section(
                        heading.code(), heading.name().in(locale), heading.shows(), writer.entries(heading.shows())))
                .toList();
        List<Section> contact = Stream.of(Part.PLACE, Part.HOURS, Part.PHONE, Part.COMPLAINT)
                .filter(part -> headings.stream().noneMatch(heading -> heading.shows() == part))
                .map(part -> new Section(code(part), writer.heading(part), part, writer.entries(part)))
                .toList();
        return new Guide(disclosures, contact);
    }

    public List<Section> sections() {
        return Stream.concat(disclosures.stream(), contact.stream()).toList();
    }

    /** The headings under which nothing stands, and the parts that no heading shows; none of them may be missing. */
    public List<String> missing() {
        var missing = new ArrayList<String>();
        for (Part part : Part.values()) {
            List<Section> showing =
                    sections().stream().filter(each -> each.shows() == part).toList();
            if (showing.isEmpty()) {
                missing.add(code(part));
            }
            showing.stream()
                    .filter(each -> each.entries().isEmpty())
                    .map(Section::heading)
                    .forEach(missing::add);
        }
        return List.copyOf(missing);
    }

    private static String code(Part part) {
        return part.name().toLowerCase(Locale.ROOT);
    }

    private record Writer(ItemVersion version, Setting setting, Words words) {

        String heading(Part part) {
            return words.say("catalogue.guide." + code(part));
        }

        List<Entry> entries(Part part) {
            return switch (part) {
                case ITEM -> item();
                case BASIS -> version.basis().stream().map(this::entry).toList();
                case CONDITION -> conditions();
                case MATERIAL ->
                    version.materials().stream().map(this::material).toList();
                case PROCEDURE -> procedure();
                case LIMIT -> limits();
                case FEE -> fee();
                case RESULT -> result();
                case PLACE -> ofOffice(Office::address);
                case HOURS -> ofOffice(Office::hours);
                case PHONE -> ofOffice(office -> Text.of(office.phone()));
                case COMPLAINT -> ofOffice(office -> Text.of(office.complaintPhone()));
            };
        }

        private List<Entry> item() {
            if (version.name().zh().isBlank() || version.summary().zh().isBlank()) {
                return List.of();
            }
            var entries = new ArrayList<Entry>();
            entries.add(entry(words.say("catalogue.guide.name"), version.name()));
            entries.add(entry(words.say("catalogue.guide.summary"), version.summary()));
            setting.office(version.department())
                    .ifPresent(office -> entries.add(entry(words.say("catalogue.guide.office"), office.name())));
            ItemVersion.Transfer transfer = version.transferredFrom();
            if (transfer != null) {
                setting.office(transfer.department())
                        .map(former -> words.say(former.name())
                                + words.say("catalogue.guide.semicolon")
                                + transfer.basis().cited())
                        .ifPresent(said -> entries.add(plain(words.say("catalogue.guide.transferred-from"), said)));
            }
            entries.add(plain(words.say("catalogue.guide.task-code"), version.taskCode()));
            return entries;
        }

        private List<Entry> conditions() {
            var entries = new ArrayList<Entry>();
            version.conditions().stream().map(this::condition).forEach(entries::add);
            if (version.oversight().safety()) {
                entries.add(plain(words.say("catalogue.guide.excludes"), words.say("catalogue.guide.false-statement")));
            }
            if (version.commitment() == null && version.oversight().isExcludedFromPromises()) {
                String fields = version.oversight().excludedFields().stream()
                        .map(field -> words.say(field.key()))
                        .collect(Collectors.joining(words.say("catalogue.guide.semicolon")));
                entries.add(new Entry(
                        words.say("catalogue.guide.promise"),
                        words.say("catalogue.guide.no-promise", fields),
                        true,
                        false));
            }
            return entries;
        }

        private Entry condition(Condition condition) {
            return entry(condition.excludes() ? words.say("catalogue.guide.excludes") : "", condition.text());
        }

        private Entry material(Material material) {
            String supply = switch (material.supply()) {
                case APPLICANT -> material.required() ? "catalogue.guide.bring" : "catalogue.guide.may-bring";
                case FORM -> "catalogue.guide.from-form";
                case SHARED -> "catalogue.guide.shared";
            };
            var text = new StringBuilder(words.say(supply));
            for (Text each : Arrays.asList(material.note(), material.sample())) {
                if (each != null) {
                    text.append(words.say("catalogue.guide.semicolon")).append(words.say(each));
                }
            }
            if (material.tolerable()) {
                text.append(words.say("catalogue.guide.semicolon")).append(words.say("catalogue.guide.tolerable"));
            }
            Basis basis = material.basis();
            boolean unverified = basis != null && !basis.verified();
            Material.Term term = material.term();
            if (term != null) {
                text.append(words.say("catalogue.guide.semicolon"))
                        .append(words.say(
                                term.months() == 0 ? "catalogue.guide.until-its-day" : "catalogue.guide.good-for",
                                term.months()));
                unverified = unverified || !term.basis().verified();
            }
            return new Entry(words.say(material.name()), text.toString(), unverified, isFallback(material.name()));
        }

        private List<Entry> procedure() {
            var entries = new ArrayList<Entry>();
            version.plan().elements().stream().map(this::element).forEach(entries::add);
            if (version.oversight().secondDecider()) {
                entries.add(plain(
                        words.say("catalogue.guide.two-deciders"), words.say("catalogue.guide.two-deciders-what")));
            }
            return entries;
        }

        private Entry element(Plan.Element element) {
            return switch (element) {
                case Plan.Stage stage ->
                    plain(
                            words.say(stage.name()),
                            words.say(
                                    "catalogue.guide.stage",
                                    FlowChart.owners(stage, setting, words),
                                    words.say(stage.limit())));
                case Plan.Step step ->
                    plain(
                            words.say(step.name()),
                            words.say(
                                    step.stopsClock() ? "catalogue.guide.step-stops" : "catalogue.guide.step",
                                    FlowChart.owner(step.department(), setting, words),
                                    words.say(step.limit()),
                                    step.basis()));
            };
        }

        private List<Entry> limits() {
            var limits = version.limits();
            var entries = new ArrayList<Entry>();
            entries.add(plain(words.say("catalogue.guide.promised"), words.say(limits.promised())));
            TimeLimit statutory = limits.statutory();
            entries.add(
                    statutory == null
                            ? plain(words.say("catalogue.guide.statutory"), words.say("catalogue.guide.statutory-none"))
                            : cited("catalogue.guide.statutory", statutory, limits.statutoryBasis()));
            entries.add(cited("catalogue.guide.answer", limits.answer(), limits.answerBasis()));
            entries.add(plain(
                    words.say("catalogue.guide.starts"),
                    words.say("catalogue.guide.starts-"
                            + limits.starts().name().toLowerCase(Locale.ROOT).replace('_', '-'))));
            version.window()
                    .ifPresent(window -> entries.add(plain(
                            words.say("catalogue.guide.window"),
                            words.say("catalogue.guide.window-days", window.from(), window.until()))));
            if (limits.extension() > 0) {
                entries.add(cited(
                        "catalogue.guide.extension",
                        TimeLimit.workingDays(limits.extension()),
                        limits.extensionBasis()));
            }
            Basis joint = limits.joint();
            if (joint != null) {
                entries.add(new Entry(words.say("catalogue.guide.joint"), words.say(joint), !joint.verified(), false));
            }
            return entries;
        }

        private Entry cited(String key, TimeLimit limit, @Nullable Basis basis) {
            String text = basis == null
                    ? words.say(limit)
                    : words.say("catalogue.guide.limit-cited", words.say(limit), words.say(basis));
            return new Entry(words.say(key), text, basis != null && !basis.verified(), false);
        }

        private List<Entry> fee() {
            if (version.fee().text().zh().isBlank()) {
                return List.of();
            }
            var entries = new ArrayList<Entry>();
            entries.add(entry("", version.fee().text()));
            Basis basis = version.fee().basis();
            if (basis != null) {
                entries.add(entry(basis));
            }
            for (FeeLine line : version.fee().lines()) {
                entries.add(new Entry(
                        words.say(line.name()),
                        words.say(line.standard()) + words.say("catalogue.guide.semicolon") + words.say(line.payee()),
                        !line.verified(),
                        isFallback(line.name())));
            }
            return entries;
        }

        private List<Entry> result() {
            if (version.result().name().zh().isBlank()) {
                return List.of();
            }
            var entries = new ArrayList<Entry>();
            entries.add(entry("", version.result().name()));
            Text validity = version.result().validity();
            if (validity != null) {
                entries.add(entry(words.say("catalogue.guide.validity"), validity));
            }
            return entries;
        }

        private List<Entry> ofOffice(Function<Office, Text> field) {
            return setting.office(version.department()).map(field).stream()
                    .filter(text -> !text.zh().isBlank())
                    .map(text -> text.en() == null ? plain("", text.zh()) : entry("", text))
                    .toList();
        }

        private Entry entry(Basis basis) {
            return new Entry("", words.say(basis), !basis.verified(), words.isEnglish());
        }

        private Entry entry(String label, Text text) {
            return new Entry(label, words.say(text), false, isFallback(text));
        }

        private Entry plain(String label, String text) {
            return new Entry(label, text, false, false);
        }

        private boolean isFallback(Text text) {
            return text.fallsBackIn(words.locale());
        }
    }
}
