package org.yimen.evaluation.web;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.yimen.evaluation.Finding;
import org.yimen.evaluation.Outing;
import org.yimen.evaluation.Outings;
import org.yimen.evaluation.Outings.Picture;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.Text;

/**
 * One look: what was to be seen, what was seen, and what came of it.
 *
 * @param base address of the page, to which its forms go
 * @param department name of the department
 * @param item its name, or null where it is about no single one
 * @param employee number of whom of the staff it was at, or null
 * @param reports whoever reads it has yet to say what he saw
 * @param key of the form
 * @param typed what was sent and refused, by the field
 */
public record OutingPanel(
        Outing outing,
        String department,
        @Nullable Text item,
        @Nullable String employee,
        List<Shown> findings,
        List<Picture> pictures,
        String base,
        boolean reports,
        String key,
        Map<String, List<String>> typed,
        @Nullable RuleBroken refusal) {

    /** Fields for findings that the form offers at once. */
    private static final int FIELDS = 3;

    public OutingPanel {
        findings = List.copyOf(findings);
        pictures = List.copyOf(pictures);
        typed = Map.copyOf(typed);
    }

    /**
     * A finding with the order that it became.
     *
     * @param number of the order, or null before there is one
     * @param status code of the order's status, or null
     * @param reply what the department answered, or null
     */
    public record Shown(
            Finding finding,
            @Nullable String number,
            @Nullable String status,
            @Nullable String reply) {}

    /** The same for whom it is about, before he may read what was found. */
    public OutingPanel withoutEvidence() {
        return new OutingPanel(
                outing, department, item, employee, findings, List.of(), base, reports, key, typed, refusal);
    }

    public String typed(String field) {
        List<String> given = typed.getOrDefault(field, List.of());
        return given.isEmpty() ? "" : given.getFirst();
    }

    public List<String> found() {
        List<String> given = typed.getOrDefault("finding", List.of());
        int fields = Math.min(Outings.MOST_FINDINGS, Math.max(FIELDS, given.size()));
        return IntStream.range(0, fields)
                .mapToObj(i -> i < given.size() ? given.get(i) : "")
                .toList();
    }
}
