package org.yimen.procedure;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * 听证 of one case.
 *
 * @param ordered by a rule or by the office itself, so that it is announced (art. 46)
 * @param holdBy the last day: twenty days after it was asked for (art. 47)
 * @param schedule null while no day is set
 * @param minutes null until it was held and signed
 */
public record Hearing(
        UUID id,
        UUID caseId,
        String department,
        String item,
        int itemVersion,
        boolean ordered,
        LocalDate requestedOn,
        LocalDate holdBy,
        @Nullable Schedule schedule,
        @Nullable Minutes minutes,
        int version) {

    /**
     * @param announcedOn when it was announced to everybody, or null
     * @param because why another day was set than the one before, or null where this is the first
     */
    public record Schedule(
            Instant at,
            String place,
            UUID chair,
            LocalDate noticedOn,
            @Nullable LocalDate announcedOn,
            @Nullable String because) {}

    /** @param signed who signed it, after it was read to them (art. 48(5)) */
    public record Minutes(String number, LocalDate on, String text, List<String> signed) {
        public Minutes {
            signed = List.copyOf(signed);
        }
    }

    /**
     * Who was told that he may ask for a hearing, and what he said.
     *
     * @param party a third party; else the applicant himself, without a name here
     * @param phone at which a third party hears of it; empty where he left none
     * @param number of his identity card or of the firm; empty for the applicant, and where nobody knew it
     * @param spoken what he had to say on the matter (art. 36), each time as he said it
     * @param dueOn the last day to ask for it
     * @param choice {@code requested}, {@code waived}, {@code withdrawn} where he asked and no longer does, or null while
     *     he has not chosen
     * @param chosenBy the member of staff who entered it for him; null where he chose himself
     * @param said from whom the member of staff has it, and how; else empty
     * @param paper 利害关系人权利告知书, by which a third party is told; null for the applicant and in older rows
     * @param servedOn when that reached him, from which his days run; null while it did not
     */
    public record Entitled(
            UUID id,
            UUID caseId,
            boolean party,
            String name,
            String phone,
            String number,
            String interest,
            List<Spoken> spoken,
            LocalDate toldOn,
            LocalDate dueOn,
            @Nullable String choice,
            @Nullable LocalDate chosenOn,
            @Nullable UUID chosenBy,
            String said,
            @Nullable UUID paper,
            @Nullable String paperNumber,
            @Nullable LocalDate servedOn) {

        public Entitled {
            spoken = List.copyOf(spoken);
        }

        /** All that he had to say on the matter. */
        public String statement() {
            return spoken.stream().map(Spoken::text).collect(Collectors.joining("\n"));
        }

        /** True while he may still speak up: he has not, or somebody entered today that he waives it or no longer asks. */
        public boolean isOpenOn(LocalDate day) {
            boolean inTime = !day.isAfter(dueOn) || "withdrawn".equals(choice) || isUnserved();
            return inTime && (choice == null || isPendingOn(day));
        }

        /** True while what tells him of his rights has not reached him: none of his days has begun. */
        public boolean isUnserved() {
            return paper != null && servedOn == null;
        }

        /** 次日生效: what staff entered against a hearing counts from the next day on, until when its owner may say otherwise. */
        public boolean isPendingOn(LocalDate day) {
            return ("waived".equals(choice) || "withdrawn".equals(choice)) && chosenBy != null && day.equals(chosenOn);
        }
    }

    /**
     * What somebody said on one day; it stays beside what he says later.
     *
     * @param on null where it was written down before days were
     * @param by the member of staff who wrote it down; null where he did himself
     */
    public record Spoken(@Nullable LocalDate on, @Nullable UUID by, String text) {}

    public boolean isHeld() {
        return minutes != null;
    }

    /** True where art. 47's twenty days have gone by and nobody was heard: nothing extends them. */
    public boolean isOverdueOn(LocalDate day) {
        return !isHeld() && day.isAfter(holdBy);
    }
}
