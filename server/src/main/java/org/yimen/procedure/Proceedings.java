package org.yimen.procedure;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.yimen.casework.CaseId;
import org.yimen.casework.Plan.Procedure;
import org.yimen.casework.Plan.Step;
import org.yimen.catalogue.ItemVersion;

/** What the records of special procedures say against finishing one, against deciding, and against examining. */
@Service
public class Proceedings {

    private final Surveys surveys;
    private final Hearings hearings;
    private final Experts experts;
    private final Assignments assignments;
    private final Engagements engagements;
    private final Objections objections;
    private final Tenders tenders;

    Proceedings(
            Surveys surveys,
            Hearings hearings,
            Experts experts,
            Assignments assignments,
            Engagements engagements,
            Objections objections,
            Tenders tenders) {
        this.surveys = surveys;
        this.hearings = hearings;
        this.experts = experts;
        this.assignments = assignments;
        this.engagements = engagements;
        this.objections = objections;
        this.tenders = tenders;
    }

    /** The message key of what the record of the step lacks, if anything. */
    public Optional<String> wanting(CaseId id, ItemVersion item, Step step) {
        // What a body outside was ordered to find out is waited for, or taken back.
        return outside(id, step).or(() -> own(id, item, step));
    }

    /** The message key of why the step does not begin, if anything is against it: nobody wanted the hearing. */
    public Optional<String> unasked(CaseId id, Step step) {
        return step.procedure() == Procedure.HEARING ? hearings.unasked(id) : Optional.empty();
    }

    /** The day on which the last body reported, where bodies were ordered: from then on no time is needed any more. */
    public Optional<LocalDate> doneOn(CaseId id, Step step) {
        return Engagements.canBeOrdered(step) ? engagements.doneOn(id, step.code()) : Optional.empty();
    }

    private Optional<String> outside(CaseId id, Step step) {
        return Engagements.canBeOrdered(step) ? engagements.wanting(id, step.code()) : Optional.empty();
    }

    private Optional<String> own(CaseId id, ItemVersion item, Step step) {
        return switch (step.procedure()) {
            case SITE_SURVEY -> surveys.wanting(id, step.code());
            case HEARING -> hearings.wanting(id);
            case EXPERT_REVIEW ->
                experts.areSeated(id, step.code()) ? Optional.empty() : Optional.of("procedure.draw.not-seated");
            // Their record is what the one who ends them writes on the paper that ends them, and who did them.
            case INSPECTION, TESTING, QUARANTINE, VERIFICATION -> assignments.wanting(id, item, step);
            case PUBLICITY -> objections.wanting(id, step.code()).or(() -> tenders.unconfirmed(id));
            case TENDER, AUCTION -> tenders.wanting(id);
            // It ends with the report of a body outside, or with who of the office did it.
            case APPRAISAL ->
                doneOn(id, step).isPresent()
                        ? Optional.empty()
                        : assignments.wanting(id, item, step).map(_ -> "procedure.step.no-report");
        };
    }

    /** Art. 53: the message key of why the places go to others, or to nobody yet; nothing where this case wins one. */
    public Optional<String> lost(CaseId id) {
        return tenders.lost(id);
    }

    /** What a tender or an auction came to for a case. */
    public Optional<Tender.Result> tender(CaseId id) {
        return tenders.of(id);
    }

    /** What was objected while a step was publicised, as it came in. */
    public List<Objection> objections(CaseId id, String step) {
        return objections.ofStep(id, step);
    }

    /**
     * Those whom a decision concerns, read at once.
     *
     * @param unheard the message key of who must be heard before a decision, if anybody
     * @param toldOthers art. 36: true where at least one third party was told
     */
    public record Voices(Optional<String> unheard, boolean toldOthers) {}

    /** Holds the case against being told more meanwhile, where somebody decides. */
    public Voices voices(CaseId id, LocalDate today) {
        return hearings.voices(id, today);
    }

    /** Arts. 34(3), 55: who of the office was named to look at the facts of the case, or to inspect, test or quarantine for it. */
    public Set<UUID> verifiers(CaseId id, ItemVersion item) {
        return item.plan().steps().stream()
                .flatMap(step -> Stream.concat(
                        assignments.of(id, step.code()).stream()
                                .filter(Assignments.Assigned::counts)
                                .map(Assignments.Assigned::staff),
                        surveys.looks(id, step.code()).stream()
                                .flatMap(survey -> survey.appointment().surveyors().stream())
                                .map(Survey.Surveyor::staff)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Art. 48(3): who holds the hearing does not examine. */
    public boolean isChaired(CaseId id, UUID officer) {
        return hearings.find(id)
                .map(Hearing::schedule)
                .filter(schedule -> schedule.chair().equals(officer))
                .isPresent();
    }

    /** Art. 48, last paragraph: the minutes that the decision follows, by number. */
    public Optional<Hearing.Minutes> minutes(CaseId id) {
        return hearings.find(id).map(Hearing::minutes);
    }
}
