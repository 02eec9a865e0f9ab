package org.yimen.document;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.Document;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfWriter;
import org.yimen.document.Lines.Line;
import org.yimen.document.PaperMaker.Bearing;
import org.yimen.document.Sheet.Face;
import org.yimen.document.Sheet.Ink;

/** A notice or decision on A4, upright, after the habits of GB/T 9704: as many pages as it needs, the seal on the last. */
final class LetterSheet {

    private static final float WIDTH = Sheet.mm(210);
    private static final float HEIGHT = Sheet.mm(297);
    private static final float LEFT = Sheet.mm(28);
    private static final float RIGHT = WIDTH - Sheet.mm(26);
    private static final float MEASURE = RIGHT - LEFT;
    private static final float TOP = HEIGHT - Sheet.mm(30);
    private static final float BOTTOM = Sheet.mm(24);
    /** The foot of the last page: QR code, verification code. */
    private static final float FOOT_TOP = Sheet.mm(41);

    private static final float QR_SIDE = Sheet.mm(23);

    /** A paper that almost fits a page is set a little closer, before it takes a second one. */
    private static final float[] SCALES = {1, 0.96f, 0.92f, 0.88f};

    private static final Face ORGAN = new Face(17, Ink.TEXT, false);
    private static final Face TITLE = Face.bold(23);
    private static final Face NUMBER = Face.plain(12.5f);
    private static final Face SMALL = Face.quiet(9);
    private static final float LABEL_WIDTH = Sheet.mm(36);

    private final PdfWriter writer;
    private final PaperFont font;
    private final @Nullable Document document;
    private final boolean copy;
    private final Face body;
    private final float leading;
    private final Face cell;
    private final float cellLeading;
    private final float cellPadding;
    /** From the last line of text to the signer, so that the seal presses no text. */
    private final float aboveSigner;

    private Sheet sheet;
    private int page = 1;
    private float y = TOP;

    /** Without a document it draws nothing that stays and only finds out how many pages there would be. */
    private LetterSheet(@Nullable Document document, PdfWriter writer, PaperFont font, float scale, boolean copy) {
        this.document = document;
        this.copy = copy;
        this.writer = writer;
        this.font = font;
        body = Face.plain(14.5f * scale);
        leading = 26.5f * scale;
        cell = Face.plain(12 * scale);
        cellLeading = 18 * scale;
        cellPadding = 7 * scale;
        aboveSigner = 46;
        sheet = blank();
    }

    /** Draws all pages and tells where the seal stands on the last; a copy for reading bears none. */
    static @Nullable SealSpot draw(
            Document document, PdfWriter writer, PaperFont font, Paper paper, @Nullable Bearing bearing) {
        float chosen = SCALES[0];
        for (float scale : SCALES) {
            var trial = new LetterSheet(null, writer, font, scale, bearing == null);
            var _ = trial.draw(paper, bearing);
            if (trial.page == 1) {
                chosen = scale;
                break;
            }
        }
        return new LetterSheet(document, writer, font, chosen, bearing == null).draw(paper, bearing);
    }

    private Sheet blank() {
        var canvas = document == null ? new PdfContentByte(writer) : writer.getDirectContent();
        var fresh = new Sheet(canvas, font);
        fresh.watermark(copy ? PaperMaker.COPY : PaperMaker.DEMO, WIDTH, HEIGHT);
        if (copy) {
            fresh.right(PaperMaker.COPY_WORDS, RIGHT, HEIGHT - Sheet.mm(14), SMALL.in(Ink.SEAL));
        }
        return fresh;
    }

    private @Nullable SealSpot draw(Paper paper, @Nullable Bearing bearing) {
        heading(paper);
        if (!paper.addressee().isBlank()) {
            flow(paper.addressee() + "：", 0, 0);
        }
        paper.paragraphs().forEach(this::paragraph);
        table(paper.facts());
        items(paper.items());
        paper.closing().forEach(this::paragraph);
        SealSpot spot = signature(paper, bearing);
        foot(bearing);
        if (page > 1) {
            pageNumber();
        }
        return spot;
    }

    private void heading(Paper paper) {
        for (Line line : sheet.broken(paper.signer(), MEASURE, MEASURE, ORGAN)) {
            sheet.spaced(line.text(), WIDTH / 2, y, ORGAN, 1);
            y -= 28;
        }
        y -= 5;
        for (Line line : sheet.broken(paper.title(), MEASURE, MEASURE, TITLE)) {
            sheet.spaced(line.text(), WIDTH / 2, y, TITLE, line.text().length() < 12 ? 3 : 0);
            y -= 32;
        }
        if (!paper.number().isBlank()) {
            y += 2;
            sheet.centred(paper.number(), WIDTH / 2, y, NUMBER);
            y -= 14;
        }
        sheet.rule(LEFT, y, RIGHT, y, 1.1f, Ink.TEXT);
        sheet.rule(LEFT, y - 2.6f, RIGHT, y - 2.6f, 0.4f, Ink.TEXT);
        y -= 34;
    }

    private void paragraph(String text) {
        flow(text, 2 * body.size(), 0);
    }

    private void items(List<String> items) {
        for (int i = 0; i < items.size(); i++) {
            String number = (i + 1) + ".";
            float hang = 2 * body.size() + sheet.width("00. ", body);
            room(leading);
            sheet.text(number, LEFT + 2 * body.size(), y, body);
            flow(items.get(i), hang, hang);
        }
    }

    /** A paragraph whose first line begins {@code first} from the left and whose others {@code rest}. */
    private void flow(String text, float first, float rest) {
        boolean opening = true;
        for (Line line : sheet.broken(text, MEASURE - first, MEASURE - rest, body)) {
            room(leading);
            float indent = opening ? first : rest;
            sheet.line(line, LEFT + indent, y, body, MEASURE - indent);
            y -= leading;
            opening = false;
        }
    }

    private void table(List<Fact> facts) {
        if (facts.isEmpty()) {
            return;
        }
        y += leading - cell.size() - 8;
        for (Fact fact : facts) {
            row(fact);
        }
        y -= leading + 2;
    }

    private void row(Fact fact) {
        float valueWidth = MEASURE - LABEL_WIDTH - 2 * cellPadding;
        List<Line> label =
                sheet.broken(fact.label(), LABEL_WIDTH - 2 * cellPadding, LABEL_WIDTH - 2 * cellPadding, cell);
        List<Line> value = sheet.broken(fact.value(), valueWidth, valueWidth, cell);
        int lines = Math.max(label.size(), value.size());
        float height = lines * cellLeading + 2 * cellPadding - 4;
        room(height);
        sheet.frame(LEFT, y - height, LABEL_WIDTH, height, 0.6f, Ink.RULE);
        sheet.frame(LEFT + LABEL_WIDTH, y - height, MEASURE - LABEL_WIDTH, height, 0.6f, Ink.RULE);
        float labelTop = y - (height - label.size() * cellLeading) / 2 - cell.size() - 0.5f;
        for (Line line : label) {
            sheet.centred(line.text(), LEFT + LABEL_WIDTH / 2, labelTop, cell);
            labelTop -= cellLeading;
        }
        float valueTop = y - (height - value.size() * cellLeading) / 2 - cell.size() - 0.5f;
        for (Line line : value) {
            sheet.text(line.text(), LEFT + LABEL_WIDTH + cellPadding, valueTop, cell);
            valueTop -= cellLeading;
        }
        y -= height;
    }

    /** GB/T 9704: the seal rides on the date, level, and presses no text; both stand together on one page. */
    private @Nullable SealSpot signature(Paper paper, @Nullable Bearing bearing) {
        String date = PaperMaker.chinese(paper.date());
        float width = MEASURE * 0.62f;
        List<Line> signer = sheet.broken(paper.signer(), width, width, body);
        float lines = signer.size() * leading;
        float needed = aboveSigner + lines + SealPicture.RADIUS - leading * 0.42f;
        if (y - needed < FOOT_TOP) {
            turn();
            // No seal on a page without text: somebody might put other text above it.
            sheet.text("（此页无正文）", LEFT, y, body);
        }
        float widest = sheet.width(date, body);
        for (Line line : signer) {
            widest = Math.max(widest, (float) line.width());
        }
        float middle = Math.min(RIGHT - 2 * body.size() - widest / 2, RIGHT - SealPicture.RADIUS - 6);
        y -= aboveSigner;
        for (Line line : signer) {
            sheet.centred(line.text(), middle, y, body);
            y -= leading;
        }
        sheet.centred(date, middle, y, body);
        float sealY = y + leading * 0.42f;
        return bearing == null ? null : SealPicture.draw(sheet, bearing.seal(), middle, sealY);
    }

    private void foot(@Nullable Bearing bearing) {
        float top = FOOT_TOP - Sheet.mm(1);
        sheet.rule(LEFT, top, RIGHT, top, 0.5f, Ink.RULE);
        if (bearing == null) {
            sheet.right(PaperMaker.NO_EFFECT, RIGHT, top - 20, SMALL.in(Ink.SEAL));
            return;
        }
        Marks marks = bearing.marks();
        float quiet = QR_SIDE * 0.1f;
        Qr.draw(sheet.canvas(), marks.address(), LEFT - quiet, top - QR_SIDE - 1, QR_SIDE);
        float x = LEFT + QR_SIDE + 6;
        float line = top - 20;
        sheet.text("核验码  " + marks.code().grouped(), x, line, Face.plain(11));
        sheet.text("扫描二维码，或打开下列网址，可以核验本文书的真伪和印章的效力：", x, line - 17, SMALL);
        sheet.text(marks.address(), x, line - 30, SMALL);
        sheet.right(PaperMaker.NO_EFFECT, RIGHT, line, SMALL.in(Ink.SEAL));
    }

    private void room(float needed) {
        if (y - needed + leading * 0.7f < BOTTOM + (y == TOP ? 0 : 12)) {
            turn();
        }
    }

    private void turn() {
        pageNumber();
        if (document != null) {
            document.newPage();
        }
        sheet = blank();
        page++;
        y = TOP;
    }

    private void pageNumber() {
        sheet.centred("— %d —".formatted(page), WIDTH / 2, Sheet.mm(14), SMALL);
    }
}
