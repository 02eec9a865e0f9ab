package org.yimen.desk;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.ItemVersion;
import org.yimen.licence.Licence;
import org.yimen.licence.Standing;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.Text;
import org.yimen.platform.ui.Choice;
import org.yimen.platform.ui.Option;
import org.yimen.platform.web.Words;
import org.yimen.supervision.Findings.Finding;
import org.yimen.supervision.Measure;
import org.yimen.supervision.PlannedChecks.PlannedCheck;
import org.yimen.supervision.Referral;
import org.yimen.supervision.Referrals;

/**
 * 审管联动: decisions that wait to be confirmed, checks that are planned, and what is being done to licences.
 *
 * @param departments names of the departments on the page, by code
 */
public record SupervisionPage(
        DeskFrame frame,
        LocalDate today,
        List<Line<Referral>> open,
        List<Line<PlannedCheck>> checks,
        List<Line<Measure>> measures,
        Map<String, Text> departments) {

    /** Something of a case. */
    public record Line<T>(T what, Summary file, ItemVersion item) {
        public String address() {
            return "/desk/supervision/" + file.id().value();
        }
    }

    /** A licence of the case and where it stands today. */
    public record Held(Licence licence, Standing standing, boolean mayStrikeOff) {}

    /** A measure and what the officer may do about it. */
    public record Step(Measure measure, boolean mayHear, boolean mayDecide, boolean mayLift) {}

    /** What was typed, right or wrong, by the names of the fields. */
    public record Typed(Map<String, String> fields) {
        static final Typed NOTHING = new Typed(Map.of());

        public Typed {
            fields = Map.copyOf(fields);
        }

        public String of(String name) {
            return fields.getOrDefault(name, "");
        }
    }

    /**
     * Everything about one decision.
     *
     * @param kinds the measures that the officer may propose
     * @param colleagues who may be the second of the two
     * @param refusal why something was not taken, or null
     */
    public record One(
            DeskFrame frame,
            LocalDate today,
            Line<Referral> line,
            boolean supervises,
            List<PlannedCheck> checks,
            List<Held> licences,
            List<Step> measures,
            List<Finding> findings,
            List<Measure.Kind> kinds,
            List<Choice> colleagues,
            Map<String, Text> departments,
            Typed typed,
            @Nullable RuleBroken refusal) {
        public One {
            checks = List.copyOf(checks);
            licences = List.copyOf(licences);
            measures = List.copyOf(measures);
            findings = List.copyOf(findings);
            kinds = List.copyOf(kinds);
            colleagues = List.copyOf(colleagues);
        }

        public String address() {
            return line.address();
        }

        /** The licences that a measure may be proposed against. */
        public List<Option> against() {
            return licences.stream()
                    .filter(held -> !(held.standing() instanceof Standing.Ended))
                    .map(held -> Option.of(
                            held.licence().id().toString(), held.licence().number()))
                    .toList();
        }

        public boolean mayRescind() {
            return kinds.contains(Measure.Kind.RESCISSION);
        }

        public List<Option> kinds(Words words) {
            return kinds.stream()
                    .map(kind -> Option.of(kind.code(), words.say("supervision.kind." + kind.code())))
                    .toList();
        }

        public List<Option> methods(Words words) {
            return Stream.of(Referrals.Method.values())
                    .map(method -> Option.of(method.code(), words.say("supervision.method." + method.code())))
                    .toList();
        }

        public List<Option> seconds() {
            return colleagues.stream()
                    .map(colleague -> Option.of(String.valueOf(colleague.value()), String.valueOf(colleague.text())))
                    .toList();
        }
    }

    public SupervisionPage {
        open = List.copyOf(open);
        checks = List.copyOf(checks);
        measures = List.copyOf(measures);
    }
}
