package org.yimen.application;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Application.Defect;
import org.yimen.casework.Actor;
import org.yimen.casework.Plan.Step;
import org.yimen.catalogue.Dictionaries;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Material.Supply;
import org.yimen.licence.Standing;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.time.WorkCalendar;

/**
 * What a decision needs to know besides the case.
 *
 * @param today the day in the city
 * @param calendar with provisional days for years whose arrangement is not published; readings say where they used them
 * @param item the version under which the case was opened
 * @param officer who asks, with his posts and letters; null for applicants and for time itself
 * @param colleagues who else serves today, for acts that name somebody
 * @param applicant whose matter it is
 * @param inForce the version is published and in force today: only then is a case opened under it
 * @param words the locality's classes and handling systems; null where nothing follows from them
 * @param records what is recorded of its special procedures
 */
public record Context(
        Instant now,
        LocalDate today,
        WorkCalendar calendar,
        ItemVersion item,
        Actor actor,
        @Nullable Officer officer,
        Colleagues colleagues,
        UUID applicant,
        boolean waitsForEarlier,
        boolean inForce,
        @Nullable Dictionaries words,
        Records records) {

    /** Of a case on which nothing is recorded besides its journal. */
    Context(
            Instant now,
            LocalDate today,
            WorkCalendar calendar,
            ItemVersion item,
            Actor actor,
            @Nullable Officer officer,
            Colleagues colleagues,
            UUID applicant,
            boolean waitsForEarlier,
            boolean inForce) {
        this(
                now,
                today,
                calendar,
                item,
                actor,
                officer,
                colleagues,
                applicant,
                waitsForEarlier,
                inForce,
                null,
                Records.NONE);
    }

    /** What the records of special procedures say; asked only by the rule that needs to know. */
    interface Records {
        Records NONE = new Records() {};

        /** The message key of why a step cannot begin, where nobody asked for what it is for. */
        default Optional<String> unasked(Step step) {
            return Optional.empty();
        }

        /** The message key of what the record of a step still lacks, if anything. */
        default Optional<String> wanting(Step step) {
            return Optional.empty();
        }

        /** The day since which the step needed no more time, where a body outside reported; else it needs it until today. */
        default Optional<LocalDate> doneOn(Step step) {
            return Optional.empty();
        }

        /** The message key of who must be heard before anything is decided, if anybody. */
        default Optional<String> unheard() {
            return Optional.empty();
        }

        /** Art. 36: true where a third party was told that the matter directly concerns his major interests. */
        default boolean hasToldOthers() {
            return false;
        }

        /**
         * Where a tender or an auction gives the places (art. 53): the message key of why this case has none, if it has none.
         */
        default Optional<String> lost() {
            return Optional.empty();
        }

        /** True where the licence that the case is about has ended or been replaced since. */
        default boolean isOver(Concern concern) {
            return false;
        }

        /** The message key of why nothing takes the place of the licence that the case is about, any more or yet. */
        default Optional<String> halted(Concern concern) {
            return Optional.empty();
        }

        /** Where a licence that was issued stands today. */
        default Optional<Standing> standing(UUID licence) {
            return Optional.empty();
        }

        /** The same as {@link #halted} of a grant, which of several is given to one. */
        default Optional<String> barred(Concern concern) {
            return Optional.empty();
        }

        /** The last day on which the applicant may not apply for this, if there is one (arts. 78, 79). */
        default Optional<LocalDate> bannedUntil() {
            return Optional.empty();
        }

        /** The item's version that is in force today; empty where none is. */
        default Optional<ItemVersion> inForce() {
            return Optional.empty();
        }

        /** The next window in which the item can be applied for, where one is published. */
        default Optional<ItemVersion.Window> nextWindow() {
            return Optional.empty();
        }

        /** Those who are of a team of one of the item's themes today. */
        default Set<UUID> team() {
            return Set.of();
        }

        /** True of a program that did not hand this case in: nobody stands before it. */
        default boolean isStrangeMachine(UUID officer) {
            return false;
        }

        /** True for a person who may see this case: whoever may not, or is a program, answers for none. */
        default boolean mayAnswerFor(Officer colleague) {
            return true;
        }

        /** True where that officer was named to look at the facts of this case, or to inspect or test for it. */
        default boolean hasVerified(UUID officer) {
            return false;
        }

        /** Who is on a post for this case: for the whole region, or for its place. */
        default List<Directory.Holder> holders(String post) {
            return List.of();
        }

        /** Who has the work of a post when these keep out of the case, where all of its first holders do. */
        default Optional<UUID> deputy(String post, List<UUID> recused) {
            return Optional.empty();
        }

        /** What the region set about the applicant's own time. */
        default HouseRules house() {
            return HouseRules.STANDARD;
        }

        /** True where that officer holds the hearing of this case. */
        default boolean isChaired(UUID officer) {
            return false;
        }
    }

    /** Looks up members of staff as they are today. */
    @FunctionalInterface
    interface Colleagues {
        Optional<Officer> find(UUID staff);
    }

    /** The same, asked by somebody who is on other posts for this case. */
    Context by(Officer other) {
        return new Context(
                now,
                today,
                calendar,
                item,
                actor,
                other,
                colleagues,
                applicant,
                waitsForEarlier,
                inForce,
                words,
                records);
    }

    /** Art. 45: the last day of the time that the step needed. */
    LocalDate endOf(Step step) {
        return records.doneOn(step).orElse(today);
    }

    /** True where the version lists the material and the applicant must bring it, or asks the question that is named. */
    boolean asks(String material) {
        Optional<String> question = Defect.question(material);
        if (question.isPresent()) {
            return item.form()
                    .question(question.get())
                    .filter(each -> !each.isComputed())
                    .isPresent();
        }
        return item.materials().stream()
                .anyMatch(each -> each.code().equals(material) && each.supply() == Supply.APPLICANT);
    }

    /** True where the material may be missing at acceptance (容缺). */
    boolean tolerates(String material) {
        return asks(material)
                && item.materials().stream().anyMatch(each -> each.code().equals(material) && each.tolerable());
    }
}
