package org.yimen.document;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.Document;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfGState;
import org.openpdf.text.pdf.PdfWriter;
import org.yimen.document.Lines.Line;
import org.yimen.document.PaperMaker.Bearing;
import org.yimen.document.Sheet.Face;
import org.yimen.document.Sheet.Ink;

/** A licence on A4, lying: one page within a woven border, whatever it says set as large as it fits. */
final class LicenceSheet {

    private static final float WIDTH = Sheet.mm(297);
    private static final float HEIGHT = Sheet.mm(210);
    private static final float BAND = Sheet.mm(11);
    private static final float BAND_WIDTH = Sheet.mm(6);
    private static final float LEFT = Sheet.mm(34);
    private static final float RIGHT = WIDTH - Sheet.mm(34);
    private static final float SIDE = Sheet.mm(58);
    private static final float BOTTOM = Sheet.mm(30);
    private static final float QR_SIDE = Sheet.mm(30);
    private static final Ink PAPER = new Ink(0.996f, 0.990f, 0.972f);
    private static final float[] SCALES = {1, 0.92f, 0.84f, 0.76f, 0.68f, 0.6f};

    private final Sheet sheet;

    LicenceSheet(Document document, PdfWriter writer, PaperFont font) {
        this.sheet = new Sheet(writer.getDirectContent(), font);
        if (document.getPageSize().getWidth() < document.getPageSize().getHeight()) {
            throw new IllegalStateException("a licence lies");
        }
    }

    /** Draws the page and tells where the seal stands; a copy for reading bears none. */
    @Nullable
    SealSpot draw(Paper paper, @Nullable Bearing bearing) {
        ground(bearing == null ? PaperMaker.COPY : PaperMaker.DEMO);
        float top = heading(paper);
        text(paper, top);
        return side(paper, bearing, top);
    }

    private void ground(String watermark) {
        PdfContentByte canvas = sheet.canvas();
        sheet.fill(PAPER);
        canvas.rectangle(0, 0, WIDTH, HEIGHT);
        canvas.fill();
        rosette(WIDTH / 2, HEIGHT / 2 - 10, Sheet.mm(62));
        canvas.saveState();
        var multiply = new PdfGState();
        multiply.setBlendMode(PdfGState.BM_MULTIPLY);
        canvas.setGState(multiply);
        sheet.watermark(watermark, WIDTH, HEIGHT);
        canvas.restoreState();
        border();
    }

    /** Turned ellipses, as on bank notes: hard to copy well, easy to see. */
    private void rosette(float x, float y, float radius) {
        PdfContentByte canvas = sheet.canvas();
        canvas.saveState();
        canvas.setLineWidth(0.35f);
        sheet.stroke(new Ink(0.955f, 0.925f, 0.845f));
        int turns = 36;
        for (int i = 0; i < turns; i++) {
            float cos = (float) Math.cos(Math.PI * i / turns);
            float sin = (float) Math.sin(Math.PI * i / turns);
            canvas.saveState();
            canvas.concatCTM(cos, sin, -sin, cos, x, y);
            canvas.ellipse(-radius, -radius * 0.38f, radius, radius * 0.38f);
            canvas.stroke();
            canvas.restoreState();
        }
        canvas.restoreState();
    }

    private void border() {
        float inner = BAND + BAND_WIDTH;
        sheet.frame(BAND - 6, BAND - 6, WIDTH - 2 * BAND + 12, HEIGHT - 2 * BAND + 12, 1.6f, Ink.GOLD);
        sheet.frame(BAND - 2.5f, BAND - 2.5f, WIDTH - 2 * BAND + 5, HEIGHT - 2 * BAND + 5, 0.5f, Ink.GOLD);
        sheet.frame(inner + 2.5f, inner + 2.5f, WIDTH - 2 * inner - 5, HEIGHT - 2 * inner - 5, 0.5f, Ink.GOLD);
        sheet.frame(inner + 5.5f, inner + 5.5f, WIDTH - 2 * inner - 11, HEIGHT - 2 * inner - 11, 1.1f, Ink.GOLD);
        float middle = BAND + BAND_WIDTH / 2;
        weave(middle, middle, WIDTH - middle, middle);
        weave(middle, HEIGHT - middle, WIDTH - middle, HEIGHT - middle);
        weave(middle, middle, middle, HEIGHT - middle);
        weave(WIDTH - middle, middle, WIDTH - middle, HEIGHT - middle);
    }

    /** Waves of four phases along a line, with a whole number of periods, so that they meet in the corners. */
    private void weave(float x1, float y1, float x2, float y2) {
        PdfContentByte canvas = sheet.canvas();
        float length = (float) Math.hypot(x2 - x1, y2 - y1);
        float alongX = (x2 - x1) / length;
        float alongY = (y2 - y1) / length;
        int periods = Math.round(length / 17f);
        int steps = periods * 16;
        canvas.saveState();
        canvas.setLineWidth(0.55f);
        sheet.stroke(Ink.GOLD);
        for (int phase = 0; phase < 4; phase++) {
            for (int i = 0; i <= steps; i++) {
                float at = length * i / steps;
                double wave = Math.sin(2 * Math.PI * periods * i / steps + phase * Math.PI / 2);
                float swing = (float) wave * BAND_WIDTH / 2;
                float x = x1 + alongX * at - alongY * swing;
                float y = y1 + alongY * at + alongX * swing;
                if (i == 0) {
                    canvas.moveTo(x, y);
                } else {
                    canvas.lineTo(x, y);
                }
            }
            canvas.stroke();
        }
        canvas.restoreState();
    }

    private float heading(Paper paper) {
        float y = HEIGHT - Sheet.mm(40);
        float room = WIDTH - 2 * LEFT;
        int characters = paper.title().codePointCount(0, paper.title().length());
        float size = Math.min(40, room / Math.max(characters, 1) * 0.98f);
        var face = new Face(Math.max(size, 26), Ink.CRIMSON, true);
        float gap = Math.min(14, Math.max(0, (room - characters * face.size()) / Math.max(characters, 1)));
        List<Line> lines = sheet.broken(paper.title(), room, room, face);
        for (Line line : lines) {
            sheet.spaced(line.text(), WIDTH / 2, y, face, lines.size() > 1 ? 2 : gap);
            y -= face.size() * 1.25f;
        }
        y += face.size() * 1.25f - 20;
        float half = Sheet.mm(46);
        sheet.rule(WIDTH / 2 - half, y, WIDTH / 2 + half, y, 0.9f, Ink.GOLD);
        sheet.rule(WIDTH / 2 - half * 0.7f, y - 3, WIDTH / 2 + half * 0.7f, y - 3, 0.4f, Ink.GOLD);
        y -= 22;
        if (!paper.number().isBlank()) {
            sheet.centred("编号：" + paper.number(), WIDTH / 2, y, Face.plain(13));
            y -= 16;
        }
        return y - 16;
    }

    private void text(Paper paper, float top) {
        for (float scale : SCALES) {
            float end = text(paper, top, scale, false);
            if (end >= BOTTOM) {
                // What is short stands a little lower, not all at the top.
                text(paper, top - Math.min(14, (end - BOTTOM) / 4), scale, true);
                return;
            }
        }
        throw new DocumentRuleBroken("document.paper.too-long", Paper.MOST_CHARACTERS);
    }

    /** Sets the text, or only finds out where it would end. */
    private float text(Paper paper, float top, float scale, boolean print) {
        var label = new Face(13 * scale, Ink.QUIET, false);
        var value = Face.plain(14.5f * scale);
        float leading = 25 * scale;
        float measure = RIGHT - SIDE - Sheet.mm(8) - LEFT;
        float labels = 0;
        for (Fact fact : paper.facts()) {
            labels = Math.max(labels, Math.min(sheet.width(fact.label(), label), measure * 0.34f));
        }
        float y = top;
        float valueX = LEFT + labels + 16;
        for (Fact fact : paper.facts()) {
            float line = y;
            for (Line part : sheet.broken(fact.label(), labels + 1, labels + 1, label)) {
                if (print) {
                    spread(part.text(), LEFT, line, label, labels);
                }
                line -= leading * 0.8f;
            }
            float valueEnd = y;
            float room = LEFT + measure - valueX;
            for (Line part : sheet.broken(fact.value(), room, room, value)) {
                if (print) {
                    sheet.text(part.text(), valueX, valueEnd, value);
                    sheet.rule(valueX, valueEnd - 5 * scale, LEFT + measure, valueEnd - 5 * scale, 0.35f, Ink.GOLD);
                }
                valueEnd -= leading;
            }
            y = Math.min(line + leading * 0.8f - leading, valueEnd) - 3 * scale;
        }
        y -= paper.facts().isEmpty() ? 0 : 6 * scale;
        float indent = 2 * value.size();
        for (List<String> texts : List.of(paper.paragraphs(), paper.items(), paper.closing())) {
            for (String text : texts) {
                boolean opening = true;
                for (Line part : sheet.broken(text, measure - indent, measure, value)) {
                    float from = opening ? indent : 0;
                    if (print) {
                        sheet.line(part, LEFT + from, y, value, measure - from);
                    }
                    y -= leading;
                    opening = false;
                }
            }
        }
        return y + leading;
    }

    /** Labels of two to five characters fill the same width, as on every Chinese certificate. */
    private void spread(String text, float x, float y, Face face, float width) {
        int characters = text.codePointCount(0, text.length());
        float free = width - sheet.width(text, face);
        boolean even = characters > 1 && free > 0 && characters * face.size() * 2.6f > width;
        if (even) {
            sheet.spaced(text, x + width / 2, y, face, free / (characters - 1));
        } else {
            sheet.text(text, x, y, face);
        }
    }

    private @Nullable SealSpot side(Paper paper, @Nullable Bearing bearing, float top) {
        float middle = RIGHT - SIDE / 2;
        if (bearing != null) {
            float qrTop = top + 12;
            Qr.draw(sheet.canvas(), bearing.marks().address(), middle - QR_SIDE / 2, qrTop - QR_SIDE, QR_SIDE);
            float y = qrTop - QR_SIDE - 13;
            sheet.centred("核验码 " + bearing.marks().code().grouped(), middle, y, Face.plain(9.5f));
            sheet.centred("扫码核验证照真伪与状态", middle, y - 13, Face.quiet(8));
        }

        float width = SIDE + Sheet.mm(14);
        Face face = Face.plain(13);
        List<Line> signer = sheet.broken(paper.signer(), width, width, face);
        float date = Sheet.mm(42);
        float line = date + 22 * signer.size();
        for (Line part : signer) {
            sheet.centred(part.text(), middle, line, face);
            line -= 22;
        }
        sheet.centred(PaperMaker.chinese(paper.date()), middle, date, face);
        float sealY = date + 12;
        sheet.text(
                bearing == null ? PaperMaker.COPY_WORDS : "演示证照，不具有法律效力",
                LEFT,
                Sheet.mm(23.5),
                Face.quiet(8).in(Ink.SEAL));
        return bearing == null ? null : SealPicture.draw(sheet, bearing.seal(), middle, sealY);
    }
}
