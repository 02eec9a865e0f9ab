package org.yimen.casework;

import java.util.List;
import org.yimen.platform.Text;
import org.yimen.time.TimeLimit;

/**
 * 流程: the configured way of a case. A locality configures stages and steps, never the state graph.
 *
 * @param copies 抄告: departments that hear of every acceptance and may begin to prepare
 */
public record Plan(List<Element> elements, List<String> copies) {

    public sealed interface Element {
        String code();

        Text name();
    }

    /**
     * 环节: counts against the limit of three stages (five where departments act jointly).
     *
     * @param departments who works on it, all at once; empty for the one-window intake
     */
    public record Stage(String code, Text name, Act act, List<String> departments, TimeLimit limit) implements Element {
        public Stage {
            departments = List.copyOf(departments);
        }
    }

    /** What a stage does: 受理, 审查 or 决定. */
    public enum Act {
        ACCEPT,
        REVIEW,
        DECIDE
    }

    /**
     * 特别程序的步骤: listed with its basis and its longest duration; not counted as a stage.
     *
     * @param stopsClock only with a law that says so (行政许可法 art. 45, or the item's own)
     * @param always part of every case; otherwise an examiner may call for it
     * @param checklist 勘验清单: what is looked at, point by point
     */
    public record Step(
            String code,
            Text name,
            Procedure procedure,
            String department,
            TimeLimit limit,
            boolean stopsClock,
            String basis,
            boolean always,
            List<Point> checklist)
            implements Element {
        public Step {
            // Versions that were published before there were such lists.
            checklist = checklist == null ? List.of() : List.copyOf(checklist);
        }

        /** At most so many days a notice states; what is done on the day takes one. */
        public int mostDays() {
            return Math.max(1, limit.amount());
        }

        /** The time that a notice of so many days states (行政许可法 art. 45). */
        public TimeLimit stated(int days) {
            return limit.amount() == 0 ? limit : new TimeLimit(Math.max(days, 1), limit.unit());
        }

        public Step(
                String code,
                Text name,
                Procedure procedure,
                String department,
                TimeLimit limit,
                boolean stopsClock,
                String basis,
                boolean always) {
            this(code, name, procedure, department, limit, stopsClock, basis, always, List.of());
        }
    }

    /** One point of a checklist. */
    public record Point(String code, Text text) {}

    /** The special procedures: those of 行政许可法 art. 45, and publicity, survey and verification. */
    public enum Procedure {
        HEARING,
        TENDER,
        AUCTION,
        INSPECTION,
        TESTING,
        QUARANTINE,
        APPRAISAL,
        EXPERT_REVIEW,
        PUBLICITY,
        SITE_SURVEY,
        VERIFICATION
    }

    public Plan {
        elements = List.copyOf(elements);
        copies = copies == null ? List.of() : List.copyOf(copies);
    }

    public Plan(List<Element> elements) {
        this(elements, List.of());
    }

    public List<Stage> stages() {
        return elements.stream()
                .filter(Stage.class::isInstance)
                .map(Stage.class::cast)
                .toList();
    }

    public List<Step> steps() {
        return elements.stream()
                .filter(Step.class::isInstance)
                .map(Step.class::cast)
                .toList();
    }

    /** True where more than one department works on the case: the limit is five stages, not three. */
    public boolean isJoint() {
        return stages().stream()
                        .flatMap(stage -> stage.departments().stream())
                        .distinct()
                        .count()
                > 1;
    }
}
