package org.yimen.application;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yimen.application.Dossier.Filed;
import org.yimen.application.Waivers.Waived;
import org.yimen.catalogue.ItemVersion;
import org.yimen.form.FormCheck;
import org.yimen.platform.Json;

/** 一号申请 and 免填: by what applications were begun, and how much of each nobody had to type. */
@Repository
public class Beginnings {

    /** The most cases that one page of the list shows. */
    public static final int MOST = 100;

    /** One statement, as a command has three at most: the draft becomes what was handed in, and its beginning is kept. */
    private static final String HAND_IN = """
        with handed as (
          update application.dossier
             set content = :content, submitted_at = :at
           where region_code = :region and id = :case and version = :version and submitted_at is null
          returning region_code, id),
        given as (
          insert into application.holding
                 (region_code, dossier_id, file_id, holder_id, material_code, given_at, valid_until)
          select handed.region_code, handed.id, file.id, :holder, file.material, :at, file.until
            from handed,
                 unnest(cast(:files as uuid[]), cast(:materials as text[]), cast(:untils as date[]))
                     file (id, material, until)),
        spared as (
          insert into application.waiver (region_code, case_id, material_code, source, licence_id, consented_at)
          select handed.region_code, handed.id, each.material, each.source, each.licence, :at
            from handed,
                 unnest(cast(:waivedMaterials as text[]), cast(:waivedSources as text[]),
                        cast(:waivedLicences as uuid[])) each (material, source, licence))
        insert into application.beginning
               (region_code, case_id, person_id, item_code, channel, key_kind, how, handed_in_at, asked, known, kept,
                uploaded, reused, waived, data_calls, sources)
        select region_code, id, :person, :item, :channel, :key, :how, :at, :asked, :known, :kept,
               :uploaded, :reused, :waived, :dataCalls, cast(:sources as jsonb)
          from handed
        """;

    private static final String FIND = """
        select asked, known, kept
          from application.beginning
         where region_code = :region and case_id = :case
        """;

    private static final String OF_CASES = """
        select case_id, asked, known, kept
          from application.beginning
         where region_code = :region and case_id = any(:cases)
        """;

    private static final String FIGURES = """
        select count(*) as base,
               count(*) filter (where key_kind = 'CITIZEN_ID') as one_number,
               count(distinct person_id) filter (where key_kind = 'CITIZEN_ID') as persons,
               coalesce(sum(asked), 0) as asked, coalesce(sum(known), 0) as known,
               coalesce(sum(kept), 0) as kept
          from application.beginning
         where region_code = :region and handed_in_at >= :from and handed_in_at < :until
        """;

    private static final String STARTED = """
        select count(*) filter (where b.key_kind = 'CITIZEN_ID') as one_number,
               count(distinct b.person_id) filter (where b.key_kind = 'CITIZEN_ID') as persons,
               count(*) filter (where b.key_kind = 'CITIZEN_ID' and d.submitted_at is not null) as handed_in,
               count(*) filter (where b.key_kind = 'CITIZEN_ID' and d.id is null) as given_up,
               count(*) filter (where b.key_kind = 'CREDIT_CODE') as of_firms,
               count(distinct b.holder_id) filter (where b.key_kind = 'CREDIT_CODE') as firms
          from application.begun b
               left join application.dossier d on d.region_code = b.region_code and d.id = b.dossier_id
         where b.region_code = :region and b.begun_at >= :from and b.begun_at < :until
        """;

    private static final String BY_WAY = """
        select channel, how, count(*) as number
          from application.beginning
         where region_code = :region and handed_in_at >= :from and handed_in_at < :until
           and key_kind = 'CITIZEN_ID'
         group by channel, how
         order by number desc, channel, how
        """;

    private static final String CASES = """
        select case_id, channel, how, handed_in_at, asked, kept
          from application.beginning
         where region_code = :region and handed_in_at >= :from and handed_in_at < :until
           and key_kind = 'CITIZEN_ID' and (handed_in_at, case_id) < (:before, :id)
         order by handed_in_at desc, case_id desc
         limit :limit
        """;

    private static final String TERMINALS = """
        select channel, count(*) as number, coalesce(sum(asked), 0) as asked, coalesce(sum(kept), 0) as kept
          from application.beginning
         where region_code = :region and handed_in_at >= :from and handed_in_at < :until
         group by channel
         order by number desc, channel
        """;

    private static final String OF_TERMINAL = """
        select case_id, channel, how, handed_in_at, asked, kept
          from application.beginning
         where region_code = :region and handed_in_at >= :from and handed_in_at < :until
           and channel = :channel and (handed_in_at, case_id) < (:before, :id)
         order by handed_in_at desc, case_id desc
         limit :limit
        """;

    private static final Json JSON = Json.of();
    private static final UUID FIRST = new UUID(0, 0);

    private final JdbcClient jdbc;
    private final Dossiers dossiers;

    Beginnings(JdbcClient jdbc, Dossiers dossiers) {
        this.jdbc = jdbc;
        this.dossiers = dossiers;
    }

    /** How many questions were asked, how many were filled in beforehand, and how many of those stayed as they were. */
    public record Filled(int asked, int known, int kept) {}

    /**
     * What is counted when a case is handed in.
     *
     * @param until the last days on which its papers are good, by material
     */
    record Handed(
            Filled filled, Map<Known.Source, Integer> sources, List<Waived> waived, Map<String, LocalDate> until) {}

    /**
     * The figures of some days.
     *
     * @param base all applications that were handed in
     * @param oneNumber those begun by a citizen number
     * @param persons different people among these
     * @param asked questions of all applications
     * @param known those that were filled in beforehand
     * @param kept those that nobody had to type
     */
    public record Figures(long base, long oneNumber, long persons, long asked, long known, long kept) {

        /** Filled in beforehand and put right by the applicant. */
        public long corrected() {
            return known - kept;
        }
    }

    /**
     * What was begun on some days, handed in or not.
     *
     * @param oneNumber applications begun by a citizen number
     * @param persons different people among these, 人次
     * @param handedIn those of them that were handed in by now
     * @param givenUp those of them that nobody can hand in any more
     * @param ofFirms applications begun by the code of a firm, which are none of the others
     * @param firms different firms among these
     */
    public record Started(long oneNumber, long persons, long handedIn, long givenUp, long ofFirms, long firms) {

        /** Those that are being filled in still. */
        public long open() {
            return oneNumber - handedIn - givenUp;
        }
    }

    /** How many came in on one way. */
    public record Way(String channel, Start.How how, long number) {}

    /**
     * What came in at one terminal.
     *
     * @param asked questions of these applications
     * @param kept those that nobody had to type
     */
    public record Terminal(String channel, long number, long asked, long kept) {}

    /** One application of the numerator. */
    public record Line(UUID caseId, String channel, Start.How how, Instant at, int asked, int kept) {}

    /** How many answers stayed as they were filled in, by where they came from. */
    static Map<Known.Source, Integer> sources(Dossier dossier, ItemVersion item) {
        var sources = new EnumMap<Known.Source, Integer>(Known.Source.class);
        FormCheck.asked(item.form(), dossier.answers()).stream()
                .filter(question -> dossier.keeps(question.code()))
                .flatMap(question -> Stream.ofNullable(dossier.content().known().get(question.code())))
                .forEach(known -> sources.merge(known.source(), 1, Integer::sum));
        return sources;
    }

    /** Counts what a dossier owes to what was known. */
    public static Filled filled(Dossier dossier, ItemVersion item) {
        var asked = FormCheck.asked(item.form(), dossier.answers());
        var known = asked.stream()
                .filter(question -> dossier.content().known().containsKey(question.code()))
                .toList();
        long kept = known.stream()
                .filter(question -> dossier.keeps(question.code()))
                .count();
        return new Filled(asked.size(), known.size(), (int) kept);
    }

    void handIn(Dossier dossier, Handed handed, String channel, Instant at) {
        Filled filled = handed.filled();
        List<Waived> waived = handed.waived();
        List<Filed> uploaded = dossier.content().files().stream()
                .filter(file -> file.origin() == null)
                .toList();
        Start known = dossier.start();
        int rows = jdbc.sql(HAND_IN)
                .param("content", dossiers.sealed(dossier))
                .param("version", dossier.version())
                .param("region", dossier.region())
                .param("case", dossier.id())
                .param("person", dossier.applicant().person())
                .param("item", dossier.item())
                .param("channel", channel)
                .param("key", known.key().name())
                .param("how", known.how().name())
                .param("at", Timestamp.from(at))
                .param("asked", filled.asked())
                .param("known", filled.known())
                .param("kept", filled.kept())
                .param("sources", JSON.write(handed.sources()))
                .param("holder", dossier.applicant().holder())
                .param("files", uploaded.stream().map(Filed::id).toArray(UUID[]::new))
                .param("materials", uploaded.stream().map(Filed::material).toArray(String[]::new))
                .param(
                        "untils",
                        uploaded.stream()
                                .map(file -> handed.until().get(file.material()))
                                .map(until -> until == null ? null : until.toString())
                                .toArray(String[]::new))
                .param("uploaded", uploaded.size())
                .param("reused", dossier.content().files().size() - uploaded.size())
                .param("waived", waived.size())
                .param("dataCalls", waived.stream().filter(Waived::isFetched).count())
                .param(
                        "waivedMaterials",
                        waived.stream().map(each -> each.material().code()).toArray(String[]::new))
                .param(
                        "waivedSources",
                        waived.stream().map(each -> each.source().name()).toArray(String[]::new))
                .param("waivedLicences", waived.stream().map(Waived::licenceId).toArray(UUID[]::new))
                .update();
        if (rows == 0) {
            throw new OptimisticLockingFailureException(
                    "Dossier " + dossier.id() + " moved past version " + dossier.version());
        }
    }

    /** The count of one case. */
    public Optional<Filled> of(String region, UUID caseId) {
        return jdbc.sql(FIND)
                .param("region", region)
                .param("case", caseId)
                .query((row, _) -> new Filled(row.getInt("asked"), row.getInt("known"), row.getInt("kept")))
                .optional();
    }

    /** The counts of these cases; what came in before they were kept has none. */
    Map<UUID, Filled> of(String region, Collection<UUID> cases) {
        var filled = new HashMap<UUID, Filled>();
        jdbc.sql(OF_CASES)
                .param("region", region)
                .param("cases", cases.toArray(UUID[]::new))
                .query(row -> {
                    filled.put(
                            row.getObject("case_id", UUID.class),
                            new Filled(row.getInt("asked"), row.getInt("known"), row.getInt("kept")));
                });
        return filled;
    }

    public Figures figures(String region, Instant from, Instant until) {
        return jdbc.sql(FIGURES)
                .param("region", region)
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .query((row, _) -> new Figures(
                        row.getLong("base"),
                        row.getLong("one_number"),
                        row.getLong("persons"),
                        row.getLong("asked"),
                        row.getLong("known"),
                        row.getLong("kept")))
                .single();
    }

    /** 以身份证号开始办理: counted when the draft is made, so that what was given up counts as well. */
    public Started started(String region, Instant from, Instant until) {
        return jdbc.sql(STARTED)
                .param("region", region)
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .query((row, _) -> new Started(
                        row.getLong("one_number"),
                        row.getLong("persons"),
                        row.getLong("handed_in"),
                        row.getLong("given_up"),
                        row.getLong("of_firms"),
                        row.getLong("firms")))
                .single();
    }

    public List<Way> ways(String region, Instant from, Instant until) {
        return jdbc.sql(BY_WAY)
                .param("region", region)
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .query((row, _) -> new Way(
                        row.getString("channel"), Start.How.valueOf(row.getString("how")), row.getLong("number")))
                .list();
    }

    /** The cases behind the numerator, newest first, handed in before {@code before}. */
    public List<Line> oneNumber(String region, Instant from, Instant until, Instant before, int limit) {
        return jdbc.sql(CASES)
                .param("region", region)
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .param("before", Timestamp.from(before))
                .param("id", FIRST)
                .param("limit", Math.min(limit, MOST))
                .query((row, _) -> line(row))
                .list();
    }

    /** 四端: every application that was handed in, by where; together they are {@link Figures#base}. */
    public List<Terminal> terminals(String region, Instant from, Instant until) {
        return jdbc.sql(TERMINALS)
                .param("region", region)
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .query((row, _) -> new Terminal(
                        row.getString("channel"), row.getLong("number"), row.getLong("asked"), row.getLong("kept")))
                .list();
    }

    /** The cases of one terminal, newest first, handed in before {@code before}. */
    public List<Line> ofTerminal(
            String region, String channel, Instant from, Instant until, Instant before, int limit) {
        return jdbc.sql(OF_TERMINAL)
                .param("region", region)
                .param("channel", channel)
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .param("before", Timestamp.from(before))
                .param("id", FIRST)
                .param("limit", Math.min(limit, MOST))
                .query((row, _) -> line(row))
                .list();
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getObject("case_id", UUID.class),
                row.getString("channel"),
                Start.How.valueOf(row.getString("how")),
                row.getTimestamp("handed_in_at").toInstant(),
                row.getInt("asked"),
                row.getInt("kept"));
    }
}
