package org.yimen.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.GregorianCalendar;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.Document;
import org.openpdf.text.PageSize;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfBoolean;
import org.openpdf.text.pdf.PdfDate;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfObject;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfWriter;
import org.springframework.stereotype.Component;
import org.yimen.crypto.KeyStore;
import org.yimen.platform.CityTime;

/** Draws a paper as PDF and signs it with the key of its seal. */
@Component
class PaperMaker {

    /** Every paper says so: the city is invented, and no seal of ours has legal effect. */
    static final String DEMO = "演示";

    static final String NO_EFFECT = "演示文书，不具有法律效力";

    /** 查阅本. */
    static final String COPY = "查阅本";

    static final String COPY_WORDS = "查阅本：姓名和号码已遮盖，未加盖印章，不作凭证使用";

    private static final ZoneId ZONE = CityTime.ZONE;

    private final KeyStore keys;
    private final PaperFont font = PaperFont.load();

    PaperMaker(KeyStore keys) {
        this.keys = keys;
    }

    /**
     * The paper as a file that {@link PaperVerifier} finds genuine.
     *
     * @throws DocumentRuleBroken where the seal is revoked or outside its validity at {@code signedAt}, or a text cannot
     *     be printed
     */
    byte[] make(Paper paper, Marks marks, Seal seal, Instant signedAt) {
        return make(paper, marks, seal, signedAt, null);
    }

    /** The same with a file inside, which the signature covers with the rest. */
    byte[] make(Paper paper, Marks marks, Seal seal, Instant signedAt, @Nullable Enclosure enclosed) {
        seal.requireUsableAt(signedAt);
        if (paper.kind().seal() != seal.kind()) {
            throw new IllegalStateException(paper.kind() + " does not bear a seal of kind " + seal.kind());
        }
        requirePrintable(paper, seal.name());
        byte[] unsigned = draw(paper, new Bearing(marks, seal), signedAt, enclosed);
        if (enclosed != null && !SignedFile.hasOneGap(unsigned)) {
            throw new DocumentRuleBroken("document.enclosure.signed");
        }
        return SignedFile.sign(unsigned, seal, signedAt, keys);
    }

    /** 查阅本: the same page without seal, signature and code, marked as a copy; nobody takes it for the paper. */
    byte[] reading(Paper masked, Instant now) {
        requirePrintable(masked, "");
        return draw(masked, null, now, null);
    }

    private void requirePrintable(Paper paper, String seal) {
        Stream.of(
                        Stream.of(paper.number(), paper.title(), paper.addressee(), paper.signer(), seal),
                        paper.paragraphs().stream(),
                        paper.facts().stream().flatMap(fact -> Stream.of(fact.label(), fact.value())),
                        paper.items().stream(),
                        paper.closing().stream())
                .flatMap(texts -> texts)
                .forEach(font::requirePrintable);
    }

    /** What makes a page the paper itself. */
    record Bearing(Marks marks, Seal seal) {}

    private byte[] draw(Paper paper, @Nullable Bearing bearing, Instant signedAt, @Nullable Enclosure enclosed) {
        boolean licence = paper.kind() == PaperKind.LICENCE;
        Rectangle size = licence ? PageSize.A4.rotate() : PageSize.A4;
        var file = new ByteArrayOutputStream();
        try (var document = new Document(size)) {
            PdfWriter writer = PdfWriter.getInstance(document, file);
            writer.setPdfVersion(PdfWriter.VERSION_1_7);
            describe(writer, paper, signedAt);
            document.open();
            if (enclosed != null) {
                writer.addFileAttachment(enclosed.name(), enclosed.file(), enclosed.name(), enclosed.name());
            }
            SealSpot spot = licence
                    ? new LicenceSheet(document, writer, font).draw(paper, bearing)
                    : LetterSheet.draw(document, writer, font, paper, bearing);
            if (bearing != null && spot != null) {
                SignedFile.reserve(writer, spot, bearing.seal(), signedAt);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    private static void describe(PdfWriter writer, Paper paper, Instant at) {
        writer.getInfo().put(PdfName.TITLE, unicode(paper.title() + " " + paper.number()));
        writer.getInfo().put(PdfName.AUTHOR, unicode(paper.signer()));
        var date = new PdfDate(GregorianCalendar.from(at.atZone(ZONE)));
        writer.getInfo().put(PdfName.CREATIONDATE, date);
        writer.getInfo().put(PdfName.MODDATE, date);
        writer.getExtraCatalog().put(PdfName.LANG, new PdfString("zh-CN"));
        var preferences = new PdfDictionary();
        preferences.put(PdfName.DISPLAYDOCTITLE, PdfBoolean.PDFTRUE);
        writer.getExtraCatalog().put(PdfName.VIEWERPREFERENCES, preferences);
    }

    private static PdfString unicode(String text) {
        return new PdfString(text.strip(), PdfObject.TEXT_UNICODE);
    }

    /** As a paper writes a day: 2026年11月21日. */
    static String chinese(LocalDate date) {
        return "%d年%d月%d日".formatted(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    }
}
