package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;
import org.yimen.application.Dossier.Filed;
import org.yimen.application.Uploads.Announced;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.document.BlobId;
import org.yimen.document.BlobStore;
import org.yimen.testing.HallTest;
import org.yimen.testing.Law;
import org.yimen.testing.TestTime;

/** What its owner removed is deleted, and nothing that anybody still needs. */
@HallTest
class GivenUpFilesTest {

    private static final String ITEM = "public-place-hygiene";
    private static final String PLAN = "floor-plan";
    private static final byte[] PAPER = Samples.pdf("/X(given up)");
    private static final Duration NEARLY = GivenUpFiles.KEPT.minusSeconds(1);

    @Autowired
    private City city;

    @Autowired
    private Drafts drafts;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private Uploads uploads;

    @Autowired
    private UploadAllowance allowance;

    @Autowired
    private GivenUpFiles givenUp;

    @Autowired
    private BlobStore blobs;

    @Autowired
    private Dossiers dossiers;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestTime time;

    private Applicant holder;

    @BeforeEach
    void somebody() {
        holder = city.somebody();
    }

    @Test
    @Law(value = "个人信息保护法 第四十七条第一款", rule = "GivenUpFiles: what was removed is deleted")
    void whatIsTakenOutOfADraftIsDeletedAnHourLater() {
        Dossier draft = drafts.attach(drafts.create(holder, ITEM), PLAN, "平面图.pdf", PAPER);
        Filed file = draft.files(PLAN).getFirst();
        drafts.detach(draft, file.id());

        time.advance(NEARLY);
        givenUp.delete();
        assertThat(read(file)).isNotNull();

        time.advance(Duration.ofSeconds(1));
        givenUp.delete();
        assertThat(read(file)).isNull();
        assertThat(notes()).isZero();
    }

    @Test
    void whatADiscardedDraftHeldIsDeleted() {
        Dossier draft = drafts.attach(drafts.create(holder, ITEM), PLAN, "平面图.pdf", PAPER);
        Filed file = draft.files(PLAN).getFirst();
        drafts.discard(draft);
        drafts.discard(draft);

        anHourLater();

        assertThat(read(file)).isNull();
        assertThat(notes()).isZero();
    }

    @Test
    void whatAnotherDraftTookOverStaysUntilThatOneGivesItUp() {
        Dossier one = drafts.attach(drafts.create(holder, ITEM), PLAN, "平面图.pdf", PAPER);
        Filed file = one.files(PLAN).getFirst();
        Dossier other = drafts.create(holder, ITEM);
        var material = drafts.item(other).materials().stream()
                .filter(each -> each.code().equals(PLAN))
                .findFirst()
                .orElseThrow();
        other = drafts.takeOver(other, material, one.id(), file.id());
        drafts.discard(one);

        anHourLater();
        assertThat(read(file)).isEqualTo(PAPER);
        assertThat(notes()).isZero();

        drafts.discard(other);
        anHourLater();
        assertThat(read(file)).isNull();
    }

    @Test
    void whatWasHandedInStaysWhateverBecomesOfDraftsWithTheSameContent() {
        Dossier complete = city.complete(holder, ITEM);
        Filed file = complete.files(PLAN).getFirst();
        byte[] content = blobs.read(new BlobId(file.blob())).orElseThrow();
        Dossier same = drafts.attach(drafts.create(holder, ITEM), PLAN, "同一份.pdf", content);
        desk.submit(complete, Actor.applicant(holder.holder(), holder.person()), "web", City.key());
        drafts.discard(same);
        drafts.discard(complete);

        anHourLater();

        assertThat(same.files(PLAN).getFirst().blob()).isEqualTo(file.blob());
        assertThat(read(file)).isEqualTo(content);
    }

    @Test
    void whatCameBackWithinTheHourStays() {
        Dossier draft = drafts.attach(drafts.create(holder, ITEM), PLAN, "平面图.pdf", PAPER);
        draft = drafts.detach(draft, draft.files(PLAN).getFirst().id());
        draft = drafts.attach(draft, PLAN, "平面图.pdf", PAPER);

        anHourLater();

        assertThat(read(draft.files(PLAN).getFirst())).isEqualTo(PAPER);
    }

    @Test
    void oneDossierThatCannotBeReadKeepsItsHoldersFilesAndHoldsUpNobodyElses() {
        Dossier damaged = drafts.create(holder, ITEM);
        Dossier draft = drafts.attach(drafts.create(holder, ITEM), PLAN, "平面图.pdf", PAPER);
        Applicant other = city.somebody();
        Dossier others = drafts.attach(drafts.create(other, ITEM), PLAN, "平面图.pdf", PAPER);
        drafts.discard(draft);
        drafts.discard(others);
        byte[] content = content(damaged);
        try {
            content(damaged, new byte[] {1, 2, 3});
            anHourLater();
        } finally {
            content(damaged, content);
        }

        assertThat(read(draft.files(PLAN).getFirst())).isEqualTo(PAPER);
        assertThat(read(others.files(PLAN).getFirst())).isNull();
        givenUp.delete();
        assertThat(read(draft.files(PLAN).getFirst())).isNull();
    }

    /** The same content comes and goes in several drafts of one person while two other nodes delete what was given up. */
    @Test
    void aFileThatWasTakenInIsThereWhoeverRemovesTheSameOneAtThatMoment() throws Exception {
        int workers = 3;
        var working = new AtomicInteger(workers);
        var tasks = new ArrayList<Callable<Dossier>>();
        for (int i = 0; i < workers; i++) {
            Dossier draft = drafts.create(holder, ITEM);
            tasks.add(() -> {
                try {
                    return comingAndGoing(draft);
                } finally {
                    working.decrementAndGet();
                }
            });
        }
        for (int i = 0; i < 2; i++) {
            var node = new GivenUpFiles(jdbc, dossiers, blobs, transaction, time, "629901");
            tasks.add(() -> {
                while (working.get() > 0) {
                    time.advance(GivenUpFiles.KEPT);
                    node.delete();
                }
                return drafts.create(holder, ITEM);
            });
        }

        try (var pool = Executors.newFixedThreadPool(tasks.size())) {
            for (var done : pool.invokeAll(tasks)) {
                for (Filed file : done.get().content().files()) {
                    assertThat(read(file)).isEqualTo(PAPER);
                }
            }
        }
        anHourLater();
        assertThat(drafts.of(holder.holder()))
                .filteredOn(draft -> !draft.files(PLAN).isEmpty())
                .hasSize(workers)
                .allSatisfy(
                        draft -> assertThat(read(draft.files(PLAN).getFirst())).isEqualTo(PAPER));
    }

    private Dossier comingAndGoing(Dossier begun) {
        Dossier draft = drafts.attach(begun, PLAN, "平面图.pdf", PAPER);
        for (int round = 0; round < 60; round++) {
            draft = drafts.detach(draft, draft.files(PLAN).getFirst().id());
            draft = drafts.attach(draft, PLAN, "平面图.pdf", PAPER);
            assertThat(read(draft.files(PLAN).getFirst())).as("round %d", round).isEqualTo(PAPER);
        }
        return draft;
    }

    @Test
    void whoUploadedTooMuchIsRefusedBeforeItIsStoredWholeOrInPieces() {
        Dossier draft = drafts.create(holder, ITEM);
        var begun = uploads.begin(draft, PLAN, new Announced("前.pdf", PAPER.length, ""));
        allowance.take(holder.person(), DataSize.ofMegabytes(300).toBytes() - 2L * PAPER.length);

        refused(() -> drafts.attach(draft, PLAN, "大.pdf", Samples.pdf("/X(" + "x".repeat(50_000) + ")")));
        refused(() -> uploads.begin(draft, PLAN, new Announced("大.pdf", 50_000, "")));

        // What was announced in time comes in, and somebody else is not concerned.
        uploads.piece(draft, begun.id(), 0, PAPER);
        assertThat(drafts.find(draft.id()).orElseThrow().files(PLAN)).hasSize(1);
        Dossier others = drafts.create(city.somebody(), ITEM);
        assertThat(drafts.attach(others, PLAN, "平面图.pdf", PAPER).files(PLAN)).hasSize(1);
    }

    @Test
    void theAllowanceComesBackWithTime() {
        var small = new UploadAllowance(DataSize.ofBytes(100), DataSize.ofBytes(3600), time);
        var person = UUID.randomUUID();

        small.take(person, 100);
        refused(() -> small.take(person, 1));
        time.advance(Duration.ofSeconds(10));
        small.take(person, 10);
        refused(() -> small.take(person, 1));
        time.advance(Duration.ofHours(-1));
        refused(() -> small.take(person, 1));
    }

    private static void refused(Runnable upload) {
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(upload::run)
                .returns("application.file.too-much", CaseRuleBroken::code);
    }

    private void anHourLater() {
        time.advance(GivenUpFiles.KEPT);
        givenUp.delete();
    }

    private byte @Nullable [] read(Filed file) {
        return blobs.read(new BlobId(file.blob())).orElse(null);
    }

    private long notes() {
        return jdbc.sql("select count(*) from application.file_given_up where holder_id = :holder")
                .param("holder", holder.holder())
                .query(Long.class)
                .single();
    }

    private byte[] content(Dossier dossier) {
        return jdbc.sql("select content from application.dossier where id = :id")
                .param("id", dossier.id())
                .query((row, _) -> row.getBytes(1))
                .single();
    }

    private void content(Dossier dossier, byte[] content) {
        jdbc.sql("update application.dossier set content = :content where id = :id")
                .param("content", content)
                .param("id", dossier.id())
                .update();
    }
}
