package org.yimen.application;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.application.Application.State;
import org.yimen.application.Dossier.Filed;
import org.yimen.casework.Actor;
import org.yimen.casework.Attempts;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.casework.Plan.Step;
import org.yimen.catalogue.ItemVersion;
import org.yimen.custody.Original;
import org.yimen.custody.Whereabouts;
import org.yimen.identity.Accesses;
import org.yimen.organisation.Officer;
import org.yimen.platform.Plain;
import org.yimen.platform.Text;
import org.yimen.procedure.Engagement;
import org.yimen.procedure.Engagement.Conclusion;
import org.yimen.procedure.Engagements;
import org.yimen.procedure.Engagements.Found;
import org.yimen.procedure.Engagements.Order;
import org.yimen.procedure.ProcedureRefused;

/**
 * 委托第三方机构, from both sides: the officer who runs the step orders, gives days and takes back; whoever acts for the body
 * sees what the order hands it, and nothing else of the case.
 */
@Service
public class Engaging {

    private final ApplicationDesk desk;
    private final SpecialProcedures special;
    private final Attempts attempts;
    private final Engagements engagements;
    private final Whereabouts originals;
    private final Accesses accesses;

    Engaging(
            ApplicationDesk desk,
            SpecialProcedures special,
            Attempts attempts,
            Engagements engagements,
            Whereabouts originals,
            Accesses accesses) {
        this.desk = desk;
        this.special = special;
        this.attempts = attempts;
        this.engagements = engagements;
        this.originals = originals;
        this.accesses = accesses;
    }

    /**
     * What a body sees of a case.
     *
     * @param applicant masked, and only where the order says that it needs him; else empty
     * @param files that it was handed
     * @param mayLook false once it is over, or while the body is suspended or has a part in the matter
     */
    public record Handed(Engagement order, Text item, Step step, String applicant, List<Piece> files, boolean mayLook) {
        public Handed {
            files = List.copyOf(files);
        }
    }

    /** @param material what the item calls it */
    public record Piece(Filed filed, Text material) {}

    /** Orders; only from the running step, and only papers that the applicant handed in or that lie here. */
    @Transactional
    public Engagement order(CaseId id, Officer officer, String code, UUID key, Order order) {
        CaseFile<State> file = mine(id, officer, code);
        Dossier dossier = desk.dossier(file.id());
        if (order.files().stream().anyMatch(each -> dossier.file(each).isEmpty())) {
            throw new ProcedureRefused("procedure.engagement.file");
        }
        List<String> here =
                here(id).stream().map(each -> each.number().toString()).toList();
        if (!here.containsAll(order.originals())) {
            throw new ProcedureRefused("procedure.engagement.original");
        }
        return engagements.order(special.matter(file), code, key, order, officer.id(), () -> runs(desk.find(id), code));
    }

    /** The originals of a case that the centre has: what a body may be shown where it lies. */
    public List<Original> here(CaseId id) {
        return originals.ofCase(id.region(), id.value()).stream()
                .filter(Original::isHere)
                .toList();
    }

    @Transactional
    public void decideDays(CaseId id, Officer officer, UUID order, boolean allows) {
        Engagement engagement = of(id, order);
        engagements.decideDays(special.matter(mine(id, officer, engagement.step())), engagement, officer.id(), allows);
    }

    @Transactional
    public void recall(CaseId id, Officer officer, UUID order, String reason) {
        Engagement engagement = of(id, order);
        engagements.recall(special.matter(mine(id, officer, engagement.step())), engagement, officer.id(), reason);
    }

    /** For the applicant and for the officers of the case. */
    public Engagement of(CaseId id, UUID order) {
        return engagements
                .find(id.region(), order)
                .filter(each -> each.caseId().equals(id))
                .orElseThrow(() -> new ProcedureRefused("procedure.engagement.not-open"));
    }

    /** True where that entity has the order. */
    public boolean isIts(Engagement order, UUID entity) {
        return order.entity().equals(entity);
    }

    /** What the body sees, if the order is its own. Where it reads who the applicant is, he reads that it did. */
    @Transactional
    public Optional<Handed> shown(String region, UUID order, UUID entity) {
        Optional<Handed> handed = handed(region, order, entity);
        handed.filter(each -> !each.applicant().isEmpty()).ifPresent(this::note);
        return handed;
    }

    /** One file that the body was handed; the applicant reads who opened it. */
    @Transactional
    public Optional<Filed> opened(String region, UUID order, UUID entity, UUID file) {
        Optional<Handed> handed = handed(region, order, entity);
        Optional<Filed> found = handed.stream()
                .flatMap(each -> each.files().stream())
                .map(Piece::filed)
                .filter(each -> each.id().equals(file))
                .findFirst();
        if (found.isPresent()) {
            handed.ifPresent(this::note);
        }
        return found;
    }

    private Optional<Handed> handed(String region, UUID order, UUID entity) {
        return engagements
                .find(region, order)
                .filter(each -> isIts(each, entity))
                .map(each -> {
                    CaseFile<State> file = desk.find(each.caseId());
                    Dossier dossier = desk.dossier(file.id());
                    boolean mayLook = engagements.mayLook(special.matter(file), each);
                    return new Handed(
                            each,
                            desk.item(file).name(),
                            Clocks.step(desk.item(file), each.step()),
                            mayLook && each.terms().showsApplicant()
                                    ? dossier.applicant().maskedName()
                                    : "",
                            mayLook
                                    ? each.terms().files().stream()
                                            .flatMap(id -> dossier.file(id).stream())
                                            .map(filed -> each.terms().showsApplicant() ? filed : unnamed(filed, each))
                                            .map(filed -> new Piece(filed, material(desk.item(file), filed.material())))
                                            .toList()
                                    : List.of(),
                            mayLook);
                });
    }

    private static Text material(ItemVersion item, String code) {
        return item.materials().stream()
                .filter(each -> each.code().equals(code))
                .map(ItemVersion.Material::name)
                .findFirst()
                .orElseGet(() -> Text.of(code));
    }

    /** Files are often named after their owner. */
    private static Filed unnamed(Filed filed, Engagement order) {
        String ending = filed.mediaType().substring(filed.mediaType().indexOf('/') + 1);
        return new Filed(
                filed.id(),
                filed.material(),
                filed.blob(),
                order.number() + "-" + (order.terms().files().indexOf(filed.id()) + 1) + "." + ending,
                filed.mediaType(),
                filed.size(),
                filed.sm3(),
                filed.at(),
                filed.origin());
    }

    private void note(Handed handed) {
        Engagement order = handed.order();
        Applicant applicant = desk.applicant(desk.find(order.caseId()));
        // A firm has nobody of its own who reads it: then he who applied for it does.
        UUID reader = applicant.entity() ? applicant.person() : applicant.holder();
        accesses.seenBy(reader, order.body(), order.caseId().value());
    }

    @Transactional
    public void answer(String region, UUID order, UUID entity, UUID person, boolean accepts, String reason) {
        Engagement engagement = own(region, order, entity);
        engagements.answer(special.matter(desk.find(engagement.caseId())), engagement, person, accepts, reason);
    }

    @Transactional
    public void askForDays(String region, UUID order, UUID entity, UUID person, LocalDate until, String reason) {
        Engagement engagement = own(region, order, entity);
        engagements.askForDays(special.matter(desk.find(engagement.caseId())), engagement, person, until, reason);
    }

    /** Hands in the report, through the checks of every upload. */
    @Transactional
    public void report(
            String region,
            UUID order,
            UUID entity,
            UUID person,
            String number,
            LocalDate on,
            String conclusion,
            String name,
            byte[] bytes) {
        Engagement engagement = own(region, order, entity);
        Inspection.Kind kind = Drafts.inspected(name, bytes);
        engagements.report(
                special.matter(desk.find(engagement.caseId())),
                engagement,
                person,
                new Found(number, on, Conclusion.of(conclusion), Plain.line(name), kind.mediaType()),
                bytes,
                () -> runs(desk.find(engagement.caseId()), engagement.step()));
    }

    private Engagement own(String region, UUID order, UUID entity) {
        return engagements
                .find(region, order)
                .filter(each -> isIts(each, entity))
                .orElseThrow(() -> attempts.told(
                        new CaseId(region, order),
                        Actor.applicant(entity, entity),
                        "application.attempt.procedure",
                        CaseRuleBroken.withoutAuthority("application.may-not.not-yours")));
    }

    private CaseFile<State> mine(CaseId id, Officer officer, String code) {
        CaseFile<State> file = desk.find(id);
        Step step = Clocks.step(desk.item(file), code);
        if (!special.mayRun(officer, step)) {
            throw attempts.told(
                    id,
                    Actor.officer(officer.id(), ""),
                    "application.attempt.procedure",
                    CaseRuleBroken.withoutAuthority("application.may-not.post"));
        }
        return file;
    }

    private boolean runs(CaseFile<State> file, String code) {
        return SpecialProcedures.running(file.state(), desk.item(file))
                .filter(step -> step.code().equals(code))
                .isPresent();
    }
}
