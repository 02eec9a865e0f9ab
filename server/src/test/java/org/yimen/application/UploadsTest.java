package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.application.Uploads.Announced;
import org.yimen.application.Uploads.Progress;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** A file in pieces arrives whole and once, whatever the line does. */
@HallTest
@Proves("M-INT-04")
class UploadsTest {

    private static final String PLAN = "floor-plan";
    private static final byte[] FILE = Samples.pdf("/X(" + "x".repeat(Uploads.PIECE + 1000) + ")");
    private static final Announced ANNOUNCED = new Announced("平面图.pdf", FILE.length, "1763790000000");
    private static final byte[] FIRST = Arrays.copyOf(FILE, Uploads.PIECE);
    private static final byte[] LAST = Arrays.copyOfRange(FILE, Uploads.PIECE, FILE.length);

    @Autowired
    private City city;

    @Autowired
    private Drafts drafts;

    @Autowired
    private Uploads uploads;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestTime time;

    private Dossier draft;

    @BeforeEach
    void begin() {
        draft = drafts.create(city.somebody(), "public-place-hygiene");
    }

    @Test
    void afterACutTheSameFileGoesOnWhereItWas() {
        Progress begun = uploads.begin(draft, PLAN, ANNOUNCED);
        uploads.piece(draft, begun.id(), 0, FIRST);

        Progress again = uploads.begin(draft, PLAN, ANNOUNCED);
        Progress done = uploads.piece(draft, again.id(), again.received(), LAST).orElseThrow();

        assertThat(again).isEqualTo(new Progress(begun.id(), Uploads.PIECE, FILE.length, false));
        assertThat(done.done()).isTrue();
        assertThat(drafts.find(draft.id()).orElseThrow().files(PLAN))
                .singleElement()
                .returns((long) FILE.length, Dossier.Filed::size)
                .returns("平面图.pdf", Dossier.Filed::name);
        assertThat(pieces(begun)).isZero();
    }

    @Test
    void aPieceThatArrivesTwiceOrOutOfTurnChangesNothing() {
        Progress begun = uploads.begin(draft, PLAN, ANNOUNCED);
        uploads.piece(draft, begun.id(), 0, FIRST);

        assertThat(uploads.piece(draft, begun.id(), 0, FIRST).orElseThrow().received())
                .isEqualTo(Uploads.PIECE);
        assertThat(uploads.piece(draft, begun.id(), 5, LAST).orElseThrow().received())
                .isEqualTo(Uploads.PIECE);
        uploads.piece(draft, begun.id(), Uploads.PIECE, LAST);
        assertThat(uploads.piece(draft, begun.id(), Uploads.PIECE, LAST)
                        .orElseThrow()
                        .done())
                .isTrue();
        assertThat(drafts.find(draft.id()).orElseThrow().files(PLAN)).hasSize(1);
    }

    @Test
    void theLastPieceFourTimesAtOnceFilesOneFile() throws Exception {
        Progress begun = uploads.begin(draft, PLAN, ANNOUNCED);
        uploads.piece(draft, begun.id(), 0, FIRST);
        List<Callable<Boolean>> clicks = IntStream.range(0, 4)
                .<Callable<Boolean>>mapToObj(_ -> () -> uploads.piece(draft, begun.id(), Uploads.PIECE, LAST)
                        .orElseThrow()
                        .done())
                .collect(Collectors.toList());

        try (var pool = Executors.newFixedThreadPool(4)) {
            for (var click : pool.invokeAll(clicks)) {
                assertThat(click.get()).isTrue();
            }
        }

        assertThat(drafts.find(draft.id()).orElseThrow().files(PLAN)).hasSize(1);
    }

    @Test
    void whoBeginsMoreThanThreeHasGivenUpTheEarliest() {
        List<Progress> begun = IntStream.range(0, Uploads.MOST_AT_ONCE + 2)
                .mapToObj(number -> {
                    time.advance(Duration.ofSeconds(1));
                    var each = uploads.begin(draft, PLAN, new Announced(number + ".pdf", FILE.length, ""));
                    return uploads.piece(draft, each.id(), 0, FIRST).orElseThrow();
                })
                .toList();

        assertThat(uploads.piece(draft, begun.getFirst().id(), Uploads.PIECE, LAST))
                .isEmpty();
        assertThat(begun.stream().mapToLong(this::pieces).sum()).isEqualTo(Uploads.MOST_AT_ONCE);
        assertThat(uploads.piece(draft, begun.getLast().id(), Uploads.PIECE, LAST)
                        .orElseThrow()
                        .done())
                .isTrue();
    }

    @Test
    void whatCanNeverComeInIsRefusedBeforeItIsSent() {
        refused(new Announced("a.pdf", Drafts.LARGEST_FILE + 1, ""), "application.file.too-large");
        refused(new Announced("a.pdf", 0, ""), "application.file.empty");
    }

    @Test
    void aHostileFileIsRefusedWithItsLastPieceAndForgotten() {
        byte[] hostile = Samples.pdf("/OpenAction<</S/JavaScript/JS(1)>>");
        Progress begun = uploads.begin(draft, PLAN, new Announced("a.pdf", hostile.length, ""));

        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> uploads.piece(draft, begun.id(), 0, hostile))
                .returns("application.file.active", CaseRuleBroken::code);
        assertThat(uploads.piece(draft, begun.id(), 0, hostile)).isEmpty();
        assertThat(drafts.find(draft.id()).orElseThrow().files(PLAN)).isEmpty();
    }

    @Test
    void whatWaitsForItsRestIsSealedAndNobodyElses() {
        Progress begun = uploads.begin(draft, PLAN, ANNOUNCED);
        uploads.piece(draft, begun.id(), 0, FIRST);

        Dossier stranger = drafts.create(city.somebody(), "public-place-hygiene");
        assertThat(uploads.piece(stranger, begun.id(), Uploads.PIECE, LAST)).isEmpty();
        byte[] stored = jdbc.sql("select content from application.upload_piece where upload_id = :id")
                .param("id", begun.id())
                .query((row, _) -> row.getBytes(1))
                .single();
        assertThat(new String(stored, StandardCharsets.ISO_8859_1))
                .doesNotContain("%PDF")
                .doesNotContain("JVBERi");
    }

    private void refused(Announced announced, String code) {
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> uploads.begin(draft, PLAN, announced))
                .returns(code, CaseRuleBroken::code);
    }

    private int pieces(Progress upload) {
        return jdbc.sql("select count(*) from application.upload_piece where upload_id = :id")
                .param("id", upload.id())
                .query((row, _) -> row.getInt(1))
                .single();
    }
}
