package org.yimen.desk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yimen.application.web.ClockPages;
import org.yimen.application.web.EventWords;
import org.yimen.casework.Plan;
import org.yimen.catalogue.Finding;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.catalogue.PublishRefused;
import org.yimen.form.Question;
import org.yimen.platform.web.Words;
import org.yimen.time.TimeLimit;

/**
 * One version of an item: what stands against publishing it, and what it changes.
 *
 * @param before the version that it replaces, or null where the item is new
 * @param manager whoever looks at it may publish
 * @param done it was just published
 * @param refusal why publishing was refused
 */
public record VersionPage(
        DeskFrame frame,
        ItemVersion version,
        boolean published,
        @Nullable ItemVersion before,
        List<Finding> findings,
        EventWords events,
        boolean manager,
        boolean done,
        @Nullable PublishRefused refusal) {

    public VersionPage {
        findings = List.copyOf(findings);
    }

    /**
     * One element that is not as it was.
     *
     * @param was null where it is new
     * @param is null where it is gone
     */
    public record Change(
            String what, @Nullable String was, @Nullable String is) {}

    public boolean publishable() {
        return manager && !published && findings.isEmpty();
    }

    /** Limits, stages, materials, questions and fee, each where it differs from the version before. */
    public List<Change> changes(Words words) {
        return changes(before, version, events, words);
    }

    static List<Change> changes(@Nullable ItemVersion before, ItemVersion version, EventWords events, Words words) {
        Map<String, String> now = elements(version, events, words);
        Map<String, String> earlier = before == null ? Map.of() : elements(before, events, words);
        var labels = new LinkedHashSet<>(now.keySet());
        labels.addAll(earlier.keySet());
        var changes = new ArrayList<Change>();
        for (String label : labels) {
            String was = earlier.get(label);
            String is = now.get(label);
            if (was == null || !was.equals(is)) {
                changes.add(new Change(label, was, is));
            }
        }
        return changes;
    }

    private static Map<String, String> elements(ItemVersion item, EventWords events, Words words) {
        var elements = new LinkedHashMap<String, String>();
        elements.put(words.say("desk.version.name"), words.text(item.name()));
        elements.put(words.say("desk.version.effective"), words.plainDate(item.effectiveOn()));
        elements.put(words.say("desk.version.promised"), limit(item.limits().promised(), words));
        TimeLimit statutory = item.limits().statutory();
        elements.put(
                words.say("desk.version.statutory"),
                statutory == null ? words.say("desk.version.none") : limit(statutory, words));
        for (Plan.Element element : item.plan().elements()) {
            switch (element) {
                case Plan.Stage stage ->
                    elements.put(
                            words.say("desk.version.stage", words.text(stage.name())), stage(stage, events, words));
                case Plan.Step step ->
                    elements.put(words.say("desk.version.step", words.text(step.name())), step(step, events, words));
            }
        }
        for (Material material : item.materials()) {
            elements.put(words.say("desk.version.material", words.text(material.name())), material(material, words));
        }
        for (Question question : item.form().questions()) {
            elements.put(
                    words.say("desk.version.question", words.text(question.label())),
                    words.say(question.required() ? "desk.version.required" : "desk.version.optional"));
        }
        elements.put(words.say("desk.version.fee"), words.text(item.fee().text()));
        return elements;
    }

    private static String stage(Plan.Stage stage, EventWords events, Words words) {
        String limit = limit(stage.limit(), words);
        return stage.departments().isEmpty()
                ? limit
                : words.say(
                        "desk.version.by",
                        words.list(stage.departments().stream()
                                .map(department -> events.department(department, words))
                                .toList()),
                        limit);
    }

    private static String step(Plan.Step step, EventWords events, Words words) {
        String said =
                words.say("desk.version.by", events.department(step.department(), words), limit(step.limit(), words));
        return step.stopsClock() ? words.say("desk.version.stops", said) : said;
    }

    private static String material(Material material, Words words) {
        String supply =
                words.say("desk.version.supply." + material.supply().name().toLowerCase(Locale.ROOT));
        String required = words.say(material.required() ? "desk.version.required" : "desk.version.optional");
        return words.list(
                material.tolerable()
                        ? List.of(supply, required, words.say("desk.version.tolerable"))
                        : List.of(supply, required));
    }

    private static String limit(TimeLimit limit, Words words) {
        return ClockPages.limit(limit, words);
    }
}
