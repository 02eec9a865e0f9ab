package org.yimen.application;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.yimen.application.SharedData.Answer;
import org.yimen.application.SharedData.Request;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.platform.Text;

/**
 * 免证办: fetches from their sources what an applicant need not bring. He hands in, and by that agrees; then each source is asked,
 * all at once. What a source does not give is his to bring, and he is told which source it was. Where nothing says that it is he
 * who hands in, nobody has agreed, and no source is asked: the office gets it by its own means.
 */
@Service
public class SharedFetches {

    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private static final Logger log = LoggerFactory.getLogger(SharedFetches.class);

    private static final String KEEP = """
            insert into application.fetched
                   (region_code, dossier_id, material_code, answer, issuer_zh, issuer_en, reference, consented_at, answered_at)
            values (:region, :dossier, :material, :answer, :zh, :en, :reference, :consented, :answered)
                on conflict (region_code, dossier_id, material_code) do update
                set answer = excluded.answer, issuer_zh = excluded.issuer_zh, issuer_en = excluded.issuer_en,
                    reference = excluded.reference, consented_at = excluded.consented_at,
                    answered_at = excluded.answered_at
            """;

    private final Waivers waivers;
    private final Drafts drafts;
    private final JdbcClient jdbc;
    private final InstantSource time;
    private final @Nullable SharedData sources;

    @Autowired
    SharedFetches(
            Waivers waivers, Drafts drafts, JdbcClient jdbc, InstantSource time, ObjectProvider<SharedData> sources) {
        this(waivers, drafts, jdbc, time, sources.getIfAvailable());
    }

    SharedFetches(Waivers waivers, Drafts drafts, JdbcClient jdbc, InstantSource time, @Nullable SharedData sources) {
        this.waivers = waivers;
        this.drafts = drafts;
        this.jdbc = jdbc;
        this.time = time;
        this.sources = sources;
    }

    /**
     * What became of asking for one material.
     *
     * @param reference of the source; null where it gave nothing
     * @param consentedAt when the applicant handed in, and so agreed
     */
    public record Fetched(
            String material,
            Outcome outcome,
            Text issuer,
            @Nullable String reference,
            Instant consentedAt,
            Instant answeredAt) {

        public enum Outcome {
            FOUND,
            NONE,
            SILENT
        }
    }

    /** The draft after its sources were asked, and what they did not give: that is in its list of uploads now. */
    public record Asked(Dossier draft, List<Fetched> lacking) {
        public Asked {
            lacking = List.copyOf(lacking);
        }
    }

    /** Asks for what the office would fetch; the applicant has agreed by handing in. */
    public Asked ask(Dossier draft) {
        SharedData port = sources;
        if (port == null) {
            return new Asked(draft, List.of());
        }
        List<Material> wanted = waivers.of(draft, drafts.item(draft)).stream()
                .filter(waived -> waived.source() == Waivers.Source.OFFICE || waived.source() == Waivers.Source.SHARED)
                .map(Waivers.Waived::material)
                .toList();
        Instant consented = time.instant();
        var lacking = new ArrayList<Fetched>();
        var brought = new HashSet<>(draft.content().brought());
        answers(port, draft, wanted).forEach((material, answer) -> {
            Fetched fetched = keep(draft, material, answer, consented);
            if (fetched.outcome() != Fetched.Outcome.FOUND) {
                lacking.add(fetched);
                brought.add(material.code());
            }
        });
        return new Asked(lacking.isEmpty() ? draft : drafts.bring(draft, brought), lacking);
    }

    private static Map<Material, Answer> answers(SharedData port, Dossier draft, List<Material> wanted) {
        var answers = new LinkedHashMap<Material, Answer>();
        if (wanted.isEmpty()) {
            return answers;
        }
        var calls = new ArrayList<Callable<Answer>>();
        for (Material material : wanted) {
            var request = new Request(
                    draft.region(),
                    material.code(),
                    material.name(),
                    material.issuer(),
                    draft.applicant().entity(),
                    draft.applicant().number());
            calls.add(() -> port.ask(request));
        }
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            List<Future<Answer>> asked = threads.invokeAll(calls, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            for (int i = 0; i < wanted.size(); i++) {
                answers.put(wanted.get(i), answer(asked.get(i), wanted.get(i)));
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            wanted.forEach(material -> answers.putIfAbsent(material, new Answer.Silent()));
        } finally {
            // Whoever is late is not waited for.
            threads.shutdownNow();
        }
        return answers;
    }

    private static Answer answer(Future<Answer> asked, Material material) throws InterruptedException {
        try {
            return asked.get();
        } catch (CancellationException late) {
            return new Answer.Silent();
        } catch (ExecutionException failed) {
            log.warn("The source of {} failed", material.code(), failed.getCause());
            return new Answer.Silent();
        }
    }

    private Fetched keep(Dossier draft, Material material, Answer answer, Instant consented) {
        var fetched = new Fetched(
                material.code(),
                switch (answer) {
                    case Answer.Found _ -> Fetched.Outcome.FOUND;
                    case Answer.None _ -> Fetched.Outcome.NONE;
                    case Answer.Silent _ -> Fetched.Outcome.SILENT;
                },
                Objects.requireNonNullElse(material.issuer(), material.name()),
                answer instanceof Answer.Found(var reference) ? reference : null,
                consented,
                time.instant());
        jdbc.sql(KEEP)
                .param("region", draft.region())
                .param("dossier", draft.id())
                .param("material", fetched.material())
                .param("answer", fetched.outcome().name())
                .param("zh", fetched.issuer().zh())
                .param("en", fetched.issuer().en())
                .param("reference", fetched.reference())
                .param("consented", Timestamp.from(fetched.consentedAt()))
                .param("answered", Timestamp.from(fetched.answeredAt()))
                .update();
        return fetched;
    }

    /** What its source did not give when it was asked, and the applicant has not brought since. */
    public List<Fetched> lacking(Dossier draft) {
        Set<String> brought = draft.content().brought();
        if (sources == null || brought.isEmpty()) {
            return List.of();
        }
        return of(draft.region(), draft.id()).values().stream()
                .filter(each -> each.outcome() != Fetched.Outcome.FOUND)
                .filter(each -> brought.contains(each.material())
                        && draft.files(each.material()).isEmpty())
                .sorted(Comparator.comparing(Fetched::material))
                .toList();
    }

    /** Has what is lacking asked for once more, with the next handing-in. */
    public Dossier again(Dossier draft) {
        var brought = new HashSet<>(draft.content().brought());
        lacking(draft).forEach(each -> brought.remove(each.material()));
        return drafts.bring(draft, brought);
    }

    /** What the sources said about a draft or a case, by material. */
    public Map<String, Fetched> of(String region, UUID dossier) {
        var fetched = new HashMap<String, Fetched>();
        jdbc.sql("""
                        select material_code, answer, issuer_zh, issuer_en, reference, consented_at, answered_at
                          from application.fetched
                         where region_code = :region and dossier_id = :dossier
                        """)
                .param("region", region)
                .param("dossier", dossier)
                .query((row, _) -> fetched(row))
                .list()
                .forEach(each -> fetched.put(each.material(), each));
        return fetched;
    }

    private static Fetched fetched(ResultSet row) throws SQLException {
        return new Fetched(
                row.getString("material_code"),
                Fetched.Outcome.valueOf(row.getString("answer")),
                new Text(row.getString("issuer_zh"), row.getString("issuer_en")),
                row.getString("reference"),
                row.getTimestamp("consented_at").toInstant(),
                row.getTimestamp("answered_at").toInstant());
    }
}
