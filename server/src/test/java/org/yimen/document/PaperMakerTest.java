package org.yimen.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;
import org.yimen.crypto.KeyStore;
import org.yimen.crypto.TestKeys;

class PaperMakerTest {

    @TempDir
    private static Path home;

    private static PaperMaker maker;
    private static Seal office;
    private static Seal acceptance;

    @BeforeAll
    static void open() {
        KeyStore keys = TestKeys.in(home);
        maker = new PaperMaker(keys);
        office = Papers.seal(keys, SealKind.OFFICE, null);
        acceptance = Papers.seal(keys, SealKind.ACCEPTANCE, null);
    }

    @Test
    void aNoticeIsOnePageOfRealText() throws IOException {
        byte[] pdf = maker.make(Papers.acceptance(), Papers.MARKS, acceptance, Papers.NOW);

        try (var reader = new PdfReader(pdf)) {
            assertThat(reader.getNumberOfPages()).isOne();
            assertThat(reader.getPageSize(1).getWidth())
                    .isLessThan(reader.getPageSize(1).getHeight());
        }
        assertThat(text(pdf))
                .contains(
                        "行政许可申请受理通知书",
                        "安卫许受〔2026〕第00017号",
                        "安澜市云水间餐饮管理有限责任公司：",
                        "629901-261121-00017-K",
                        "2026年11月21日",
                        Papers.MARKS.code().grouped(),
                        PaperMaker.NO_EFFECT);
    }

    @Test
    void aLongNoticeTakesMorePagesAndLosesNothing() throws IOException {
        List<String> items = Collections.nCopies(60, "房屋使用证明：租赁合同已经届满，请提供现行有效的合同。");
        byte[] pdf = maker.make(Papers.defects().withItems(items), Papers.MARKS, acceptance, Papers.NOW);

        try (var reader = new PdfReader(pdf)) {
            assertThat(reader.getNumberOfPages()).isBetween(3, 5);
        }
        assertThat(text(pdf).split("租赁合同已经届满", -1)).hasSize(61);
    }

    @Test
    void aLicenceIsOneLyingPageHoweverLongItsNames() throws IOException {
        Paper paper = Papers.licence()
                .withFacts(List.of(
                        new Fact("单位名称", "安澜市云水间餐饮管理有限责任公司".repeat(5)),
                        new Fact("地址", "安澜市城东区滨河大道一百二十八号".repeat(6)),
                        new Fact("有效期限", "2026年11月21日至2030年11月20日")));

        byte[] pdf = maker.make(paper, Papers.MARKS, office, Papers.NOW);

        try (var reader = new PdfReader(pdf)) {
            assertThat(reader.getNumberOfPages()).isOne();
            var page = reader.getPageSizeWithRotation(1);
            assertThat(page.getWidth()).isGreaterThan(page.getHeight());
        }
        assertThat(text(pdf)).contains("公共场所卫生许可证", "安卫公证字〔2026〕第000017号");
    }

    @Test
    void aCopyForReadingHoldsNeitherNumberNorNameNorSealNorCode() throws IOException {
        Paper paper = Papers.defects()
                .withFacts(List.of(
                        new Fact("申请人", "王小明"),
                        new Fact("公民身份号码", "629901199302271173"),
                        new Fact("联系电话", "13800138000"),
                        new Fact("办理机关", "安澜市卫生健康委员会，0990-1234567"),
                        new Fact("办件编号", "629901-261013-00003-P")))
                .withItems(List.of("王小明的身份证 62990119930227 1173 不清晰"))
                .about("王小明");

        for (Paper each : List.of(paper, Papers.licence())) {
            byte[] pdf = maker.reading(each.masked(), Papers.NOW);

            assertThat(SignedFile.read(pdf)).isEqualTo(new SignedFile.Reading.Missing(SignedFile.Flaw.UNSIGNED));
            assertThat(text(pdf))
                    .contains(each.title(), PaperMaker.COPY_WORDS)
                    .doesNotContain("629901199302271173", "30227", "王小明", "13800138000", "核验码");
        }
        assertThat(text(maker.reading(paper.masked(), Papers.NOW)))
                .contains("王*明", "629***********1173", "138****8000", "0990-1234567", "629901-261013-00003-P");
    }

    @Test
    void theFontIsEmbeddedAsASubset() {
        byte[] pdf = maker.make(Papers.licence(), Papers.MARKS, office, Papers.NOW);

        assertThat(pdf).hasSizeBetween(20_000, 400_000);
        assertThat(new String(pdf, StandardCharsets.ISO_8859_1))
                .containsPattern("/FontFile2")
                .containsPattern("/FontName/[A-Z]{6}\\+NotoSerifSC-Regular");
    }

    @Test
    void aCharacterThatTheFontDoesNotHaveIsRefusedAndNotLeftOut() {
        Paper paper = Paper.of(PaperKind.RECEIPT, "1", "收件凭证", "王\uD883\uDEDE", Papers.ORGAN, Papers.TODAY);

        assertThatExceptionOfType(DocumentRuleBroken.class)
                .isThrownBy(() -> maker.make(paper, Papers.MARKS, acceptance, Papers.NOW))
                .returns("document.paper.character-missing", DocumentRuleBroken::code)
                .satisfies(refusal -> assertThat(refusal.arguments()).contains("U+30EDE"));
    }

    @Test
    void aPaperThatIsTooLongIsRefused() {
        assertThatExceptionOfType(DocumentRuleBroken.class)
                .isThrownBy(() -> Papers.acceptance().withParagraphs("长".repeat(Paper.MOST_CHARACTERS)))
                .returns("document.paper.too-long", DocumentRuleBroken::code);
        assertThatExceptionOfType(DocumentRuleBroken.class)
                .isThrownBy(() -> maker.make(
                        Papers.licence().withParagraphs("长".repeat(9_000)), Papers.MARKS, office, Papers.NOW))
                .returns("document.paper.too-long", DocumentRuleBroken::code);
    }

    @Test
    void severalPapersAreMadeAtOnce() throws Exception {
        Callable<byte[]> one = () -> maker.make(Papers.defects(), Papers.MARKS, acceptance, Papers.NOW);
        Callable<byte[]> other = () -> maker.make(Papers.licence(), Papers.MARKS, office, Papers.NOW);
        String expectedOne = text(one.call());
        String expectedOther = text(other.call());

        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Future<byte[]>> made = threads.invokeAll(List.of(one, other, one, other, one, other, one, other));
            for (int i = 0; i < made.size(); i++) {
                assertThat(text(made.get(i).get())).isEqualTo(i % 2 == 0 ? expectedOne : expectedOther);
            }
        }
    }

    private static String text(byte[] pdf) throws IOException {
        try (var reader = new PdfReader(pdf)) {
            var text = new StringBuilder();
            var extractor = new PdfTextExtractor(reader);
            for (int page = 1; page <= reader.getNumberOfPages(); page++) {
                text.append(extractor.getTextFromPage(page)).append('\n');
            }
            return text.toString();
        }
    }
}
