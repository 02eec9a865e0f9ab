package org.yimen.document;

import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfGState;
import org.yimen.document.Sheet.Face;
import org.yimen.document.Sheet.Ink;

/** The round red seal: a ring, the organ's name on the arc, a star, and 演示, because no seal of ours has legal effect. */
final class SealPicture {

    /** Of a seal of 40 mm. */
    static final float RADIUS = Sheet.mm(20);

    private static final float RING = RADIUS * 0.055f;
    private static final float STAR = RADIUS * 0.29f;
    /** Where the heads of the characters on the arc end. */
    private static final float ARC = RADIUS * 0.91f;
    /** The part of the circle, in degrees, that a long name takes; the rest stays open below. */
    private static final double WIDEST = 262;

    private static final double STEP = 27;
    private static final float BIGGEST = RADIUS * 0.25f;

    private SealPicture() {}

    static SealSpot draw(Sheet sheet, Seal seal, float x, float y) {
        PdfContentByte canvas = sheet.canvas();
        canvas.saveState();
        var dye = new PdfGState();
        // Like dye on paper: the text beneath stays readable.
        dye.setBlendMode(PdfGState.BM_MULTIPLY);
        dye.setFillOpacity(0.9f);
        dye.setStrokeOpacity(0.9f);
        canvas.setGState(dye);
        sheet.beginPicture();
        ring(sheet, x, y);
        star(sheet, x, y + RADIUS * 0.02f);
        arc(sheet, seal.name(), x, y);
        var face = new Face(RADIUS * 0.21f, Ink.SEAL, true);
        String inscription = seal.kind().inscription();
        if (inscription.isEmpty()) {
            sheet.spaced(PaperMaker.DEMO, x, y - RADIUS * 0.62f, face, RADIUS * 0.14f);
        } else {
            sheet.spaced(inscription, x, y - RADIUS * 0.54f, new Face(RADIUS * 0.19f, Ink.SEAL, true), 0.4f);
            sheet.spaced(PaperMaker.DEMO, x, y - RADIUS * 0.79f, new Face(RADIUS * 0.17f, Ink.SEAL, true), 3);
        }
        sheet.endPicture();
        canvas.restoreState();
        return new SealSpot(x - RADIUS, y - RADIUS, 2 * RADIUS);
    }

    private static void ring(Sheet sheet, float x, float y) {
        PdfContentByte canvas = sheet.canvas();
        sheet.stroke(Ink.SEAL);
        canvas.setLineWidth(RING);
        canvas.circle(x, y, RADIUS - RING / 2);
        canvas.stroke();
    }

    private static void star(Sheet sheet, float x, float y) {
        PdfContentByte canvas = sheet.canvas();
        sheet.fill(Ink.SEAL);
        // The inner corners of a regular five-pointed star.
        float inner = STAR * (float) (Math.sin(Math.toRadians(18)) / Math.sin(Math.toRadians(54)));
        for (int corner = 0; corner < 10; corner++) {
            double angle = Math.toRadians(90 + corner * 36.0);
            float radius = corner % 2 == 0 ? STAR : inner;
            float cornerX = x + radius * (float) Math.cos(angle);
            float cornerY = y + radius * (float) Math.sin(angle);
            if (corner == 0) {
                canvas.moveTo(cornerX, cornerY);
            } else {
                canvas.lineTo(cornerX, cornerY);
            }
        }
        canvas.closePath();
        canvas.fill();
    }

    private static void arc(Sheet sheet, String name, float x, float y) {
        int[] characters = name.codePoints().toArray();
        double step = Math.min(STEP, characters.length > 1 ? WIDEST / (characters.length - 1) : 0);
        double turnPerCharacter = Math.toRadians(step);
        // As large as neighbours leave room at their feet, which stand a character below the heads.
        float fitting = (float) (ARC * turnPerCharacter / (1 + turnPerCharacter)) * 1.1f;
        float size = characters.length > 1 ? Math.min(BIGGEST, fitting) : BIGGEST;
        float feet = ARC - size;
        float room = (float) (feet * turnPerCharacter);
        // A seal's characters are taller than wide; a crowd of them is narrowed further instead of overlapping.
        float narrow = characters.length > 1 ? Math.min(0.86f, room / size * 0.92f) : 0.86f;
        var face = new Face(size, Ink.SEAL, true);
        double angle = 90 + step * (characters.length - 1) / 2;
        for (int character : characters) {
            String text = Character.toString(character);
            double turn = Math.toRadians(angle - 90);
            float cos = (float) Math.cos(turn);
            float sin = (float) Math.sin(turn);
            float half = sheet.width(text, face) * narrow / 2;
            float footX = x - feet * sin - cos * half;
            float footY = y + feet * cos - sin * half;
            sheet.rotated(text, new float[] {cos * narrow, sin * narrow, -sin, cos, footX, footY}, face, 0);
            angle -= step;
        }
    }
}
