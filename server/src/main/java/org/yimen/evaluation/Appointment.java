package org.yimen.evaluation;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 聘任: somebody from outside who looks at how services are given.
 *
 * @param holder a legal entity of a body, else a person; whoever acts for it, or is he, sees what it is asked to do
 * @param capacity in words, e.g. 人大代表
 * @param departments at which he may look; empty for all
 * @param until the last day
 * @param endedBecause why it is over before that, or null
 */
public record Appointment(
        UUID id,
        String region,
        Kind kind,
        UUID holder,
        String capacity,
        List<String> departments,
        LocalDate from,
        LocalDate until,
        @Nullable LocalDate endedOn,
        @Nullable String endedBecause) {

    /** In which part he comes. */
    public enum Kind {
        /** 第三方测评机构. */
        BODY,
        /** 社会监督员、政务监督员; he also goes on his own. */
        SUPERVISOR,
        /** 人大代表、政协委员、企业和群众代表、媒体. */
        INVITED;

        public String key() {
            return "evaluation.appointment." + name().toLowerCase(Locale.ROOT);
        }
    }

    public Appointment {
        departments = List.copyOf(departments);
    }

    public boolean isOn(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(until) && (endedOn == null || day.isBefore(endedOn));
    }

    public boolean covers(String department) {
        return departments.isEmpty() || departments.contains(department);
    }
}
