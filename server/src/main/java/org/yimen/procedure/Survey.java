package org.yimen.procedure;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yimen.casework.Plan.Point;

/**
 * 勘验: who looks at what, where and when, and what was found.
 *
 * @param department whose step it is
 * @param round 0 for the first look; 复查 after rectification count from 1
 * @param recordedAt null while nothing is recorded
 */
public record Survey(
        UUID id,
        UUID caseId,
        String step,
        String department,
        int round,
        Appointment appointment,
        @Nullable Finding finding,
        @Nullable UUID recordedBy,
        @Nullable Instant recordedAt,
        int version,
        List<Opinion> opinions,
        List<Photo> photos) {

    /** 独立、联合、委托、专家勘验, each with its own rule of who takes part. */
    public enum Mode {
        INDEPENDENT,
        JOINT,
        ENTRUSTED,
        EXPERT;

        /** As forms and the database spell it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Mode of(String code) {
            return Stream.of(values())
                    .filter(mode -> mode.code().equals(code))
                    .findFirst()
                    .orElseThrow(() -> new ProcedureRefused("procedure.survey.mode"));
        }
    }

    /** Somebody on the staff, and for which department he looks. */
    public record Surveyor(UUID staff, String department) {}

    /**
     * @param unit 受托单位, for an entrusted survey only
     * @param unitBasis what allows to entrust it (行政许可法 art. 24)
     * @param people who comes from the unit, by name
     */
    public record Appointment(
            Mode mode,
            Instant at,
            String place,
            List<Surveyor> surveyors,
            String unit,
            String unitBasis,
            List<String> people) {
        public Appointment {
            // In one order, so that the same people are the same appointment.
            surveyors = surveyors.stream()
                    .sorted(Comparator.comparing(Surveyor::department)
                            .thenComparing(surveyor -> surveyor.staff().toString()))
                    .toList();
            people = List.copyOf(people);
        }

        public List<String> departments() {
            return surveyors.stream().map(Surveyor::department).distinct().toList();
        }
    }

    /**
     * @param checks code of a point that this look was for → whether it is met
     * @param met whether all in all the place meets the conditions
     */
    public record Finding(Map<String, Boolean> checks, boolean met, String text) {
        public Finding {
            checks = Map.copyOf(checks);
        }
    }

    /** One line of a list of surveys. */
    public record Line(UUID caseId, String step, String department, Mode mode, Instant at) {}

    public record Opinion(String department, boolean favourable, String text, UUID by, Instant at) {}

    public record Photo(int number, String mediaType, long size, String sm3, String blob, Instant at) {}

    public Survey {
        opinions = List.copyOf(opinions);
        photos = List.copyOf(photos);
    }

    public boolean isRecorded() {
        return recordedAt != null;
    }

    /** True for a look after rectification. */
    public boolean isAgain() {
        return round > 0;
    }

    /** True where it was found that the place does not meet the conditions. */
    public boolean isUnmet() {
        return finding != null && !finding.met();
    }

    /** Of these points those that it found unmet. */
    public List<Point> unmet(List<Point> checklist) {
        return finding == null
                ? List.of()
                : checklist.stream()
                        .filter(point -> Boolean.FALSE.equals(finding.checks().get(point.code())))
                        .toList();
    }

    public boolean isSurveyor(UUID staff) {
        return appointment.surveyors().stream()
                .anyMatch(surveyor -> surveyor.staff().equals(staff));
    }

    /** The departments that took part in the visit and have not said what they think of it. */
    public List<String> silent() {
        return appointment.mode() != Mode.JOINT
                ? List.of()
                : appointment.departments().stream()
                        .filter(department -> opinions.stream()
                                .noneMatch(opinion -> opinion.department().equals(department)))
                        .toList();
    }
}
