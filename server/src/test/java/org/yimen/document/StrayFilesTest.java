package org.yimen.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.application.Applicant;
import org.yimen.application.City;
import org.yimen.application.Dossier;
import org.yimen.application.Drafts;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.testing.HallTest;
import org.yimen.testing.Law;
import org.yimen.testing.TestTime;

/** A file whose row never came is deleted a day later, and no file that a row leads to. */
@HallTest
class StrayFilesTest {

    private static final String ITEM = "public-place-hygiene";
    private static final String OTHER = "food-business";
    private static final String PLAN = "floor-plan";
    private static final byte[] PAPER =
            "%PDF-1.4\n1 0 obj<</X(stray)>>endobj\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);
    private static final Duration NEARLY = StrayFiles.KEPT.minusSeconds(1);

    @Autowired
    private City city;

    @Autowired
    private Drafts drafts;

    @Autowired
    private BlobStore blobs;

    @Autowired
    private StrayFiles strays;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestTime time;

    @Test
    @Law(value = "个人信息保护法 第四十七条第一款", rule = "StrayFiles: what no row leads to is deleted")
    void whatWasStoredAndNeverNotedIsDeletedADayLater() {
        BlobId stray = stored(city.somebody(), false);

        time.advance(NEARLY);
        strays.sweep();
        assertThat(blobs.read(stray)).isPresent();

        time.advance(Duration.ofSeconds(2));
        strays.sweep();
        assertThat(blobs.read(stray)).isEmpty();
    }

    @Test
    void whatARowLeadsToStays() {
        BlobId file = stored(city.somebody(), true);
        CaseId id = city.accepted(ITEM).id();
        city.special(id, city.step(id, "survey"));
        var kept = new ArrayList<>(List.of(file));
        kept.addAll(named("select blob_id from document.paper where case_id = :case", id));
        int papers = kept.size();
        kept.addAll(named("""
                        select photo.blob_id
                          from procedure.survey_photo photo
                               join procedure.survey on survey.region_code = photo.region_code
                                and survey.id = photo.survey_id
                         where survey.case_id = :case
                        """, id));
        assertThat(papers).as("papers").isGreaterThan(1);
        assertThat(kept.size()).as("photos").isGreaterThan(papers);

        time.advance(StrayFiles.KEPT.plusDays(30));
        strays.sweep();

        assertThat(kept).allSatisfy(each -> assertThat(blobs.read(each)).isPresent());
    }

    @Test
    void whatIsHandedInAgainAndNotedThisTimeStays() {
        Applicant somebody = city.somebody();
        BlobId stray = stored(somebody, false);
        time.advance(StrayFiles.KEPT.plusSeconds(1));

        BlobId again = stored(somebody, true);
        strays.sweep();

        assertThat(again).isEqualTo(stray);
        assertThat(blobs.read(again)).isPresent();
    }

    /** The draft that gets it is read before it has it, and the one that had it is gone before it would be read. */
    @Test
    void whatIsTakenOverWhileTheRowsAreReadStays() {
        Applicant somebody = city.somebody();
        Dossier late = drafts.create(somebody, OTHER);
        Dossier had = drafts.attach(drafts.create(somebody, ITEM), PLAN, "平面图.pdf", PAPER);
        UUID given = had.files(PLAN).getFirst().id();
        var file = new BlobId(had.files(PLAN).getFirst().blob());
        time.advance(StrayFiles.KEPT.plusSeconds(1));
        BlobRows oneByOne = asked -> {
            var named = new HashSet<>(files(late.id()));
            drafts.takeOver(late, plan(late), had.id(), given);
            drafts.discard(had);
            named.addAll(files(had.id()));
            named.retainAll(asked);
            return named;
        };

        new StrayFiles(only(List.of(file)), List.of(oneByOne), time).sweep();

        assertThat(files(late.id())).containsExactly(file);
        assertThat(blobs.read(file)).hasValue(PAPER);
    }

    /** The other order: it went while nothing led to it, so nothing may lead to it any more. */
    @Test
    void whatIsGoneIsNotTakenOver() {
        Applicant somebody = city.somebody();
        Dossier late = drafts.create(somebody, OTHER);
        Dossier had = drafts.attach(drafts.create(somebody, ITEM), PLAN, "平面图.pdf", PAPER);
        UUID given = had.files(PLAN).getFirst().id();
        blobs.delete(new BlobId(had.files(PLAN).getFirst().blob()));

        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> drafts.takeOver(late, plan(late), had.id(), given))
                .returns("application.reuse.not-offered", CaseRuleBroken::code);

        assertThat(files(late.id())).isEmpty();
    }

    private Set<BlobId> files(UUID draft) {
        return drafts.find(draft).stream()
                .flatMap(each -> each.content().files().stream())
                .map(each -> new BlobId(each.blob()))
                .collect(Collectors.toSet());
    }

    private Material plan(Dossier draft) {
        return drafts.item(draft).materials().stream()
                .filter(each -> each.code().equals(PLAN))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void filesOfAnotherCityAreLeftAloneAndSoIsWhatNobodyCanLookUp() {
        var others = new ArrayList<BlobId>();
        for (int i = 0; i < 101; i++) {
            others.add(blobs.put("another city/" + i, PAPER));
        }
        time.advance(StrayFiles.KEPT.plusSeconds(1));
        BlobRows none = _ -> Set.of();
        BlobRows broken = _ -> {
            throw new IllegalStateException("a row cannot be read");
        };

        new StrayFiles(only(others), List.of(none), time).sweep();
        new StrayFiles(only(others.subList(0, 10)), List.of(none, broken), time).sweep();
        assertThat(others).allSatisfy(each -> assertThat(blobs.read(each)).isPresent());

        new StrayFiles(only(others.subList(0, 10)), List.of(none), time).sweep();
        assertThat(others.subList(0, 10))
                .allSatisfy(each -> assertThat(blobs.read(each)).isEmpty());
        others.forEach(blobs::delete);
    }

    /** A module that stores files and does not say which of them it needs would lose them. */
    @Test
    void everyModuleThatStoresFilesSaysWhichItNeeds() throws IOException {
        Path source = Path.of("src/main/java/org/yimen");

        assertThat(modules(source, "blobs.put("))
                .containsExactlyInAnyOrderElementsOf(modules(source, "implements BlobRows"))
                .isNotEmpty();
    }

    private static Set<String> modules(Path source, String words) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> holds(file, words))
                    .map(file -> source.relativize(file).getName(0).toString())
                    .collect(Collectors.toSet());
        }
    }

    private static boolean holds(Path file, String words) {
        try {
            return Files.readString(file).contains(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same store, of which only these are gone through. */
    private BlobStore only(List<BlobId> some) {
        return new Narrowed(blobs, some);
    }

    private record Narrowed(BlobStore all, List<BlobId> some) implements BlobStore {

        @Override
        public BlobId put(String holder, byte[] content) {
            return all.put(holder, content);
        }

        @Override
        public Optional<byte[]> read(BlobId id) {
            return all.read(id);
        }

        @Override
        public boolean keep(BlobId id) {
            return all.keep(id);
        }

        @Override
        public void delete(BlobId id) {
            all.delete(id);
        }

        @Override
        public void storedBefore(Instant before, int most, Consumer<Set<BlobId>> batch) {
            batch.accept(Set.copyOf(some));
        }

        @Override
        public boolean deleteOld(BlobId id, Instant before) {
            return all.deleteOld(id, before);
        }
    }

    /** A file in somebody's draft; where its transaction ends otherwise than well, the file is there and nothing else. */
    private BlobId stored(Applicant somebody, boolean noted) {
        return Objects.requireNonNull(transaction.execute(status -> {
            var draft = drafts.attach(drafts.create(somebody, ITEM), PLAN, "平面图.pdf", PAPER);
            if (!noted) {
                status.setRollbackOnly();
            }
            return new BlobId(draft.files(PLAN).getFirst().blob());
        }));
    }

    private List<BlobId> named(String sql, CaseId id) {
        return jdbc.sql(sql)
                .param("case", id.value())
                .query((row, _) -> new BlobId(row.getString("blob_id")))
                .list();
    }
}
