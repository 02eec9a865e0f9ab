package org.yimen.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.yimen.casework.Plan;
import org.yimen.casework.Plan.Act;
import org.yimen.casework.Plan.Procedure;
import org.yimen.platform.Text;
import org.yimen.time.TimeLimit;
import org.yimen.time.WorkCalendar;

class PublishRulesPropertyTest {

    private static final List<String> DEPARTMENTS = List.of("WJW", "SJ", "ZJ");

    @Property
    void stagesCountAndStepsDoNot(
            @ForAll @Size(max = 8) List<@IntRange(max = 2) Integer> owners,
            @ForAll @Size(max = 6) List<Procedure> procedures) {
        var elements = new ArrayList<Plan.Element>();
        for (int owner : owners) {
            elements.add(new Plan.Stage(
                    "stage-" + elements.size(),
                    Text.of("环节"),
                    Act.REVIEW,
                    List.of(DEPARTMENTS.get(owner)),
                    TimeLimit.sameDay()));
        }
        for (Procedure procedure : procedures) {
            elements.add(
                    elements.size() / 2,
                    new Plan.Step(
                            "step-" + elements.size(),
                            Text.of("步骤"),
                            procedure,
                            "ZX",
                            TimeLimit.workingDays(5),
                            false,
                            "某条例 第一条",
                            false));
        }
        long departments = owners.stream().distinct().count();

        var findings = PublishRules.stageCount(with(new Plan(elements)));

        assertThat(findings.isEmpty()).isEqualTo(owners.size() <= (departments > 1 ? 5 : 3));
    }

    private static ItemVersion with(Plan plan) {
        var v = Sheets.version("tobacco-retail");
        return new ItemVersion(
                v.code(),
                v.number(),
                v.effectiveOn(),
                v.taskCode(),
                v.name(),
                v.summary(),
                v.aliases(),
                v.type(),
                v.regime(),
                v.caseClass(),
                v.department(),
                v.audiences(),
                v.themes(),
                v.basis(),
                v.conditions(),
                v.materials(),
                v.form(),
                plan,
                v.limits(),
                v.fee(),
                v.result(),
                v.visits(),
                v.quota(),
                v.faq(),
                v.history(),
                v.mode(),
                null,
                v.oversight(),
                v.business(),
                v.transferredFrom());
    }

    /** The bound against every day of ten real years: what is called within never ends later. */
    @Property
    void aPromiseInWorkingDaysThatIsWithinNaturalDaysNeverEndsLater(
            @ForAll @IntRange(max = 3500) int offset, @ForAll @IntRange(min = 1, max = 90) int naturalDays) {
        LocalDate start = LocalDate.of(2017, 1, 1).plusDays(offset);
        var calendar = WorkCalendar.national();
        LocalDate end = start.plusDays(naturalDays);
        if (end.getYear() > 2026 || end.isAfter(LocalDate.of(2026, 12, 30))) {
            return;
        }
        while (!calendar.isWorkday(end)) {
            end = end.plusDays(1);
        }

        LocalDate promised = calendar.after(start, PublishRules.leastWorkingDays(naturalDays));

        assertThat(promised).isBeforeOrEqualTo(end);
    }
}
