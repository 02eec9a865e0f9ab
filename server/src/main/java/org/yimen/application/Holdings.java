package org.yimen.application;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.State;
import org.yimen.application.Dossier.Filed;
import org.yimen.application.Dossier.Origin;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseDesk;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.catalogue.Catalogue;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;

/** 材料库: what a holder gave once, how far it can be trusted, and that it is not asked for again while it holds good. */
@Service
public class Holdings {

    /** Kind of the audit entries of comparisons with the original. */
    public static final String COMPARED = "application.compared";

    /** What bears no date of its own is offered for a year. */
    public static final int MONTHS_GOOD = 12;

    /** The most files that are offered for one material. */
    private static final int MOST = 5;

    /** How many open drafts of the same holder are looked through. */
    private static final int MOST_DRAFTS = 10;

    private static final String GIVEN = """
        insert into application.holding
               (region_code, dossier_id, file_id, holder_id, material_code, given_at, valid_until)
        values (:region, :dossier, :file, :holder, :material, :at, :until)
            on conflict (region_code, dossier_id, file_id) do update
           set valid_until = excluded.valid_until
         where holding.compared_at is null
        """;

    private static final String OFFERED = """
        select dossier_id, file_id, given_at, compared_by, compared_at, valid_until
          from application.holding
         where region_code = :region and holder_id = :holder and material_code = :material
           and faulty_at is null and dossier_id <> :dossier
           and coalesce(valid_until >= :today, given_at >= :since)
         order by given_at desc
         limit :limit
        """;

    private static final String COMPARED_OF = """
        select dossier_id, file_id, given_at, compared_by, compared_at, valid_until
          from application.holding
         where region_code = :region and dossier_id = any(:dossiers) and compared_at is not null
        """;

    private static final String COMPARE = """
        update application.holding
           set compared_by = :by, compared_at = :at, valid_until = coalesce(:until, valid_until)
         where region_code = :region and dossier_id = :dossier and file_id = :file
           and compared_at is null and faulty_at is null
        """;

    /** What was found wanting is not offered again; what was held all the same is counted, once per case. */
    private static final String NOTICED = """
        with held as (
          select material.code
            from unnest(:materials) material (code)
           where exists (select from application.waiver waiver
                          where waiver.region_code = :region and waiver.case_id = :case
                            and waiver.material_code = material.code)
              or material.code = any(:takenOver)
              or exists (select from application.holding holding
                          where holding.region_code = :region and holding.holder_id = :holder
                            and holding.material_code = material.code and holding.dossier_id <> :case
                            and holding.faulty_at is null
                            and coalesce(holding.valid_until >= :today, holding.given_at >= :since))),
        faulty as (
          update application.holding
             set faulty_at = :at
           where region_code = :region and dossier_id = :case and material_code = any(:materials) and faulty_at is null)
        insert into application.asked_again (region_code, case_id, material_code, asked_at, asked_by)
        select :region, :case, held.code, :at, :by
          from held
            on conflict (region_code, case_id, material_code) do nothing
        """;

    private static final String ASKED_AGAIN = """
        select material_code
          from application.asked_again
         where region_code = :region and case_id = :case
         order by material_code
        """;

    private final JdbcClient jdbc;
    private final Dossiers dossiers;
    private final CaseDesk cases;
    private final ApplicationProcedure procedure;
    private final Catalogue catalogue;
    private final AuditLog audit;
    private final InstantSource time;

    Holdings(
            JdbcClient jdbc,
            Dossiers dossiers,
            CaseDesk cases,
            ApplicationProcedure procedure,
            Catalogue catalogue,
            AuditLog audit,
            InstantSource time) {
        this.jdbc = jdbc;
        this.dossiers = dossiers;
        this.cases = cases;
        this.procedure = procedure;
        this.catalogue = catalogue;
        this.audit = audit;
        this.time = time;
    }

    /** 可信等级 of what is held. */
    public enum Grade {
        /** issued here, or answered by the register that keeps it */
        A,
        /** compared with the original by a clerk */
        B,
        /** part of an application that was accepted */
        C,
        /** uploaded, and nobody has looked at it yet */
        D
    }

    /**
     * A file that can be used again.
     *
     * @param dossier where it was given
     * @param item for what
     * @param submitted false where it is in a draft
     * @param until the last day on which it holds good, where somebody said so
     */
    public record Held(
            UUID dossier,
            Filed file,
            Grade grade,
            Text item,
            boolean submitted,
            @Nullable LocalDate until) {

        Origin origin() {
            Origin before = file.origin();
            return before == null ? new Origin(dossier, file.id(), item.zh(), grade, file.at()) : before;
        }
    }

    /** That a clerk compared a file with the original. */
    public record Comparison(UUID by, Instant at, @Nullable LocalDate until) {}

    private record Row(
            UUID dossier,
            UUID file,
            @Nullable LocalDate until,
            @Nullable Comparison comparison) {}

    /** What the holder of this draft gave for the same material, the most trusted first; what is in it already is left out. */
    List<Held> offered(Dossier draft, String material) {
        Applicant applicant = draft.applicant();
        if (!applicant.entity() && !applicant.holder().equals(applicant.person())) {
            // Who acts for another person brings that one's papers; he does not read them here.
            return List.of();
        }
        var offered = new ArrayList<Held>();
        for (Row row : given(draft, material)) {
            dossiers.find(draft.region(), row.dossier())
                    .flatMap(dossier -> dossier.file(row.file())
                            .map(file -> new Held(
                                    dossier.id(),
                                    file,
                                    grade(dossier, row.comparison()),
                                    name(dossier),
                                    true,
                                    row.until())))
                    .ifPresent(offered::add);
        }
        for (Dossier other : dossiers.drafts(draft.region(), applicant.holder(), MOST_DRAFTS)) {
            if (!other.id().equals(draft.id())) {
                // What ran out is offered from no draft either.
                boolean outdated = outdated(other, material);
                other.files(material).stream()
                        .filter(file -> !outdated && file.origin() == null)
                        .map(file -> new Held(other.id(), file, Grade.D, name(other), false, null))
                        .forEach(offered::add);
            }
        }
        Map<String, Held> distinct = offered.stream()
                .filter(held -> !draft.has(material, held.file().sm3(), Instant.MIN))
                .sorted(Comparator.comparing(Held::grade))
                .collect(Collectors.toMap(
                        held -> held.file().sm3(), Function.identity(), (better, _) -> better, LinkedHashMap::new));
        return distinct.values().stream().limit(MOST).toList();
    }

    private boolean outdated(Dossier draft, String material) {
        return lasts(draft, material)
                .filter(until -> until.isBefore(CityTime.day(time.instant())))
                .isPresent();
    }

    /** The last day of a paper, by the day read off it, as far as that is known. */
    private Optional<LocalDate> lasts(Dossier dossier, String material) {
        return catalogue
                .version(dossier.item(), dossier.itemVersion())
                .flatMap(item -> item.materials().stream()
                        .filter(each -> each.code().equals(material))
                        .findFirst()
                        .flatMap(each -> Validity.until(item, each, dossier)));
    }

    private List<Row> given(Dossier draft, String material) {
        return jdbc.sql(OFFERED)
                .param("region", draft.region())
                .param("holder", draft.applicant().holder())
                .param("material", material)
                .param("dossier", draft.id())
                .param("today", CityTime.day(time.instant()))
                .param("since", since(time.instant()))
                .param("limit", MOST)
                .query((row, _) -> row(row))
                .list();
    }

    private static Timestamp since(Instant now) {
        return Timestamp.from(
                now.atOffset(ZoneOffset.UTC).minusMonths(MONTHS_GOOD).toInstant());
    }

    private Text name(Dossier dossier) {
        return catalogue
                .version(dossier.item(), dossier.itemVersion())
                .map(item -> item.name())
                .orElseGet(() -> Text.of(dossier.item()));
    }

    private Grade grade(Dossier dossier, @Nullable Comparison comparison) {
        if (comparison != null) {
            return Grade.B;
        }
        CaseFile<State> file = cases.find(procedure, new CaseId(dossier.region(), dossier.id()));
        return isAccepted(file.state()) ? Grade.C : Grade.D;
    }

    /** A refusal may have found fault with it, so it proves nothing. */
    private static boolean isAccepted(State state) {
        return switch (state) {
            case State.Reviewing _, State.InProcedure _, State.Deciding _, State.ReadyToGrant _ -> true;
            case State.Proposed _, State.Granted _, State.Issued _, State.Delivered _, State.Archived _ -> true;
            case State.Draft _, State.Received _, State.SupplementDue _, State.Supplemented _ -> false;
            case State.Refused _, State.RefusalServed _, State.Declined _, State.Withdrawn _ -> false;
            case State.Terminated _ -> false;
        };
    }

    /** Keeps what came in after the handing-in; its last day follows the day that was read off it, until a clerk did. */
    void given(Dossier dossier, Filed file) {
        jdbc.sql(GIVEN)
                .param("region", dossier.region())
                .param("dossier", dossier.id())
                .param("file", file.id())
                .param("holder", dossier.applicant().holder())
                .param("material", file.material())
                .param("at", Timestamp.from(file.at()))
                .param("until", until(dossier, file.material()).orElse(null))
                .update();
    }

    /** What came in for an outdated paper bears another day. */
    private Optional<LocalDate> until(Dossier dossier, String material) {
        return lasts(dossier, material).filter(until -> !until.isBefore(CityTime.day(time.instant())));
    }

    /** What a notice of defects means for what is held, in its transaction. */
    void follow(CaseFile<State> next, List<Event> events, Actor actor, Instant now) {
        for (Event event : events) {
            List<Application.Defect> defects = switch (event) {
                case Event.DefectsNoticed noticed -> noticed.defects();
                case Event.MaterialsAsked asked -> asked.defects();
                default -> List.of();
            };
            if (!defects.isEmpty()) {
                String[] materials = defects.stream()
                        .map(defect -> defect.material())
                        .filter(named -> Application.Defect.question(named).isEmpty())
                        .toArray(String[]::new);
                if (materials.length > 0) {
                    noticed(next, materials, actor, now);
                }
            }
        }
    }

    private void noticed(CaseFile<State> file, String[] materials, Actor actor, Instant now) {
        jdbc.sql(NOTICED)
                .param("region", file.id().region())
                .param("case", file.id().value())
                .param("holder", file.applicant())
                .param("materials", materials)
                .param("takenOver", takenOver(file.id()))
                .param("today", CityTime.day(now))
                .param("since", since(now))
                .param("at", Timestamp.from(now))
                .param("by", actor.id())
                .update();
    }

    private String[] takenOver(CaseId id) {
        return dossiers.find(id.region(), id.value()).stream()
                .flatMap(dossier -> dossier.content().files().stream())
                .filter(file -> file.origin() != null)
                .map(Filed::material)
                .distinct()
                .toArray(String[]::new);
    }

    /** Materials that were asked for in this case although they are held. */
    public List<String> askedAgain(CaseId id) {
        return jdbc.sql(ASKED_AGAIN)
                .param("region", id.region())
                .param("case", id.value())
                .query((row, _) -> row.getString("material_code"))
                .list();
    }

    /**
     * 核验原件: a clerk says that the file shows what the original says; said twice it is said once.
     *
     * @param until the last day on which it holds good, or null where it bears none
     */
    public void compare(CaseId id, UUID file, Actor clerk, @Nullable LocalDate until) {
        Instant now = time.instant();
        if (until != null && until.isBefore(CityTime.day(now))) {
            throw new CaseRuleBroken("application.compare.past");
        }
        int rows = jdbc.sql(COMPARE)
                .param("by", clerk.id())
                .param("at", Timestamp.from(now))
                .param("until", until)
                .param("region", id.region())
                .param("dossier", id.value())
                .param("file", file)
                .update();
        if (rows == 1) {
            audit.record(
                    id.region(),
                    clerk.id().toString(),
                    COMPARED,
                    id.value().toString(),
                    Map.of("file", file.toString(), "post", clerk.post()));
        }
    }

    /** The comparisons of a case's files, by file; those of files that were taken over count here as well. */
    public Map<UUID, Comparison> comparisons(Dossier dossier) {
        var wanted = new HashMap<UUID, UUID>();
        var places = new ArrayList<UUID>();
        places.add(dossier.id());
        for (Filed file : dossier.content().files()) {
            Origin origin = file.origin();
            wanted.put(origin == null ? file.id() : origin.file(), file.id());
            if (origin != null) {
                places.add(origin.dossier());
            }
        }
        var found = new HashMap<UUID, Comparison>();
        jdbc.sql(COMPARED_OF)
                .param("region", dossier.region())
                .param("dossiers", places.stream().distinct().toArray(UUID[]::new))
                .query((row, _) -> row(row))
                .list()
                .forEach(row -> Optional.ofNullable(wanted.get(row.file()))
                        .ifPresent(file -> Optional.ofNullable(row.comparison())
                                .ifPresent(comparison -> found.put(file, comparison))));
        return found;
    }

    private static Row row(ResultSet row) throws SQLException {
        Timestamp compared = row.getTimestamp("compared_at");
        return new Row(
                row.getObject("dossier_id", UUID.class),
                row.getObject("file_id", UUID.class),
                row.getObject("valid_until", LocalDate.class),
                compared == null
                        ? null
                        : new Comparison(
                                row.getObject("compared_by", UUID.class),
                                compared.toInstant(),
                                row.getObject("valid_until", LocalDate.class)));
    }
}
