package org.yimen.desk;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yimen.application.web.EventWords;
import org.yimen.catalogue.ItemVersion.Basis;
import org.yimen.hotline.OrderChoices;
import org.yimen.hotline.OrderRow;
import org.yimen.hotline.WorkOrders;
import org.yimen.organisation.Department;
import org.yimen.organisation.Staff;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Choice;
import org.yimen.platform.ui.ErrorMessage;
import org.yimen.platform.ui.Hint;
import org.yimen.platform.ui.Option;
import org.yimen.platform.web.Words;
import org.yimen.supervision.ConductRules;
import org.yimen.supervision.ConductRules.From;
import org.yimen.supervision.Inquiry;

/**
 * 效能调查: what the officer may read, what was decided about him or his unit, and which complaints wait.
 *
 * @param mayOpen he may look into the conduct of others
 */
public record InquiriesPage(
        DeskFrame frame,
        List<Inquiry> lines,
        List<Inquiry> about,
        List<WorkOrders.Line> waiting,
        boolean mayOpen,
        ConductRules rules,
        EventWords events) {

    public InquiriesPage {
        lines = List.copyOf(lines);
        about = List.copyOf(about);
        waiting = List.copyOf(waiting);
    }

    public String kind(Inquiry of, Words words) {
        return kind(rules, of.kind(), words);
    }

    /** A kind by its code, in words. */
    static String kind(ConductRules rules, String code, Words words) {
        return rules.kind(code).map(kind -> words.text(kind.name())).orElse(code);
    }

    /** The basis of something in words; one that nobody has read says so. */
    static String basis(Basis basis, Words words) {
        return basis.verified() ? basis.cited() : basis.cited() + words.say("desk.inquiries.unverified");
    }

    /**
     * The form that opens one.
     *
     * @param order the complaint; null for a clue
     * @param seconds who may be the second one
     */
    public record New(
            DeskFrame frame,
            @Nullable OrderRow order,
            List<Department> departments,
            List<Staff> seconds,
            ConductRules rules,
            EventWords events,
            String key,
            Map<String, String> values,
            @Nullable RuleBroken refusal) {

        private static final Map<String, String> FIELDS = Map.of(
                "supervision.inquiry.kind", "kind",
                "supervision.inquiry.department", "department",
                "supervision.inquiry.employee", "employee",
                "supervision.inquiry.second", "second",
                "supervision.inquiry.words", "text");

        public New {
            departments = List.copyOf(departments);
            seconds = List.copyOf(seconds);
            values = Map.copyOf(values);
        }

        public String value(String field) {
            return values.getOrDefault(field, "");
        }

        /** The field at which the refusal is shown; the first one where it is about the whole. */
        public String field() {
            return refusal == null ? "" : FIELDS.getOrDefault(refusal.code(), "kind");
        }

        public @Nullable ErrorMessage error(String field, Words words) {
            return refusal == null || !field().equals(field)
                    ? null
                    : ErrorMessage.of(
                            words.say(refusal.code(), refusal.arguments().toArray()));
        }

        /** The department is known: the complaint names it. */
        public @Nullable String accused() {
            return order == null ? null : order.accusedDepartment();
        }

        public List<Choice> kinds(Words words) {
            return rules.kinds().stream()
                    .filter(kind -> (kind.from() == From.CLUE) == (order == null))
                    .map(kind -> Choice.of(kind.code(), words.text(kind.name()), Hint.of(basis(kind.basis(), words))))
                    .toList();
        }

        public List<Option> units(Words words) {
            return OrderChoices.departments(departments, words);
        }

        public List<Option> seconds(Words words) {
            Stream<Option> named = seconds.stream().map(staff -> Option.of(named(staff.id()), staff.name()));
            return Option.orNone(words.say("hotline.field.choose"), named);
        }

        private static String named(UUID staff) {
            return staff.toString();
        }
    }
}
