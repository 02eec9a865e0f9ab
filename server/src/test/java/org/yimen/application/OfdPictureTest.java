package org.yimen.application;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yimen.application.OfdPicture.NotDrawn;

class OfdPictureTest {

    private static final String NS = " xmlns:ofd=\"http://www.ofdspec.org/2016\"";
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0};

    private static final String TEXT = "<ofd:TextObject Boundary=\"20 30 80 6\" Font=\"7\" Size=\"4.5\">"
            + "<ofd:FillColor Value=\"255 0 0\"/>"
            + "<ofd:TextCode X=\"0\" Y=\"4\" DeltaX=\"g 2 4.5 3\">安澜&lt;市</ofd:TextCode></ofd:TextObject>";

    private static Map<String, byte[]> parts(String objects) {
        var parts = new LinkedHashMap<String, byte[]>();
        put(
                parts,
                "OFD.xml",
                "<ofd:OFD" + NS
                        + "><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>");
        put(
                parts,
                "Doc_0/Document.xml",
                "<ofd:Document" + NS + "><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 140</ofd:PhysicalBox>"
                        + "</ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData>"
                        + "<ofd:Pages><ofd:Page ID=\"1\" BaseLoc=\"Pages/Page_0/Content.xml\"/></ofd:Pages></ofd:Document>");
        put(
                parts,
                "Doc_0/PublicRes.xml",
                "<ofd:Res" + NS
                        + " BaseLoc=\"Res\"><ofd:Fonts><ofd:Font ID=\"7\" FontName=\"宋体'&quot;&lt;\"/></ofd:Fonts>"
                        + "<ofd:MultiMedias><ofd:MultiMedia ID=\"9\"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia>"
                        + "<ofd:MultiMedia ID=\"10\"><ofd:MediaFile>../../../etc/passwd</ofd:MediaFile></ofd:MultiMedia>"
                        + "</ofd:MultiMedias></ofd:Res>");
        put(
                parts,
                "Doc_0/Pages/Page_0/Content.xml",
                "<ofd:Page" + NS + "><ofd:Content><ofd:Layer>" + objects + "</ofd:Layer></ofd:Content></ofd:Page>");
        parts.put("Doc_0/Res/a.png", PNG);
        return parts;
    }

    private static void put(Map<String, byte[]> parts, String name, String text) {
        parts.put(name, text.getBytes(UTF_8));
    }

    private static byte[] zip(Map<String, byte[]> parts) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static String svg(String objects) throws Exception {
        String svg = OfdPicture.svg(zip(parts(objects)));
        // Well-formed, whatever was in the file.
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(UTF_8)));
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
        return svg;
    }

    @Test
    void textStandsSignBySignWhereTheFileSaysInItsColour() throws Exception {
        assertThat(svg(TEXT))
                .contains(
                        "viewBox=\"0 0 210 144\"",
                        "translate(20 30)",
                        "fill=\"#ff0000\"",
                        "font-size=\"4.5\"",
                        "x=\"0 4.5 9 12\"",
                        ">安澜&lt;市<")
                .contains("font-family=\"'宋体',");
    }

    @Test
    void aPathKeepsItsFigureInTheLettersOfSvg() throws Exception {
        assertThat(
                        svg(
                                "<ofd:PathObject Boundary=\"1 2 3 4\" LineWidth=\"0.5\" Fill=\"true\">"
                                        + "<ofd:AbbreviatedData>S 0 0 L 10 0 B 1 2 3 4 5 6 Q 1 1 2 2 C</ofd:AbbreviatedData></ofd:PathObject>"))
                .contains("d=\"M 0 0 L 10 0 C 1 2 3 4 5 6 Q 1 1 2 2 Z\"", "stroke-width=\"0.5\"", "fill=\"#000\"");
    }

    @Test
    void aPictureIsTakenFromThePackageOnlyAndOnce() throws Exception {
        String image = "<ofd:ImageObject Boundary=\"5 5 40 20\" CTM=\"40 0 0 20 0 0\" ResourceID=\"9\"/>";

        String svg = svg(image + image + "<ofd:ImageObject Boundary=\"5 5 40 20\" ResourceID=\"10\"/>");

        assertThat(svg).containsOnlyOnce("data:image/png;base64,").contains("matrix(40 0 0 20 0 0)");
        assertThat(svg.split("<use ", -1)).hasSize(3);
        assertThat(svg).as("what is not in the package is a grey field").contains("fill=\"#ccc\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<ofd:PathObject Boundary=\"0 0 1 1\"><ofd:AbbreviatedData>M 0 0\"/><script>alert(1)</ofd:AbbreviatedData></ofd:PathObject>",
                "<ofd:TextObject Boundary=\"0 0 1 1\" Size=\"NaN\"><ofd:TextCode>a</ofd:TextCode></ofd:TextObject>",
                "<ofd:TextObject Boundary=\"0 0 1e9 1\"><ofd:TextCode>a</ofd:TextCode></ofd:TextObject>",
                "<ofd:TextObject Boundary=\"0 0 1\"><ofd:TextCode>a</ofd:TextCode></ofd:TextObject>"
            })
    void whatIsNoFigureIsNotDrawn(String objects) {
        assertThatExceptionOfType(NotDrawn.class).isThrownBy(() -> OfdPicture.svg(zip(parts(objects))));
    }

    @Test
    void anEntityAPageThatNestsAndAPageOfTooManyObjectsAreRefused() {
        var entity = parts("");
        put(
                entity,
                "Doc_0/Pages/Page_0/Content.xml",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><ofd:Page" + NS + ">&e;</ofd:Page>");
        String blocks = "<ofd:PageBlock>".repeat(20) + "</ofd:PageBlock>".repeat(20);
        String many = "<ofd:A/>".repeat(60_001);

        assertThatExceptionOfType(NotDrawn.class).isThrownBy(() -> OfdPicture.svg(zip(entity)));
        assertThatExceptionOfType(NotDrawn.class).isThrownBy(() -> OfdPicture.svg(zip(parts(blocks))));
        assertThatExceptionOfType(NotDrawn.class).isThrownBy(() -> OfdPicture.svg(zip(parts(many))));
        assertThatExceptionOfType(NotDrawn.class).isThrownBy(() -> OfdPicture.svg(new byte[] {'P', 'K', 3, 4}));
    }

    @Test
    void aTextOfTooManySignsIsRefused() {
        String text = "<ofd:TextObject Boundary=\"20 30 80 6\" Font=\"7\" Size=\"4.5\"><ofd:TextCode X=\"0\" Y=\"0\""
                + " DeltaX=\"g 30000 0.0001\">" + "字".repeat(20_001) + "</ofd:TextCode></ofd:TextObject>";

        assertThatExceptionOfType(NotDrawn.class).isThrownBy(() -> OfdPicture.svg(zip(parts(text))));
    }

    /** The worst that the bounds let in, by what is in it: the memory that one drawing takes, which is one at a time. */
    @ParameterizedTest
    @ValueSource(strings = {"<ofd:A/>", "<a/>", "<ofd:A B=\"1\"/>", "x<a/>", "<ofd:P/>"})
    void theWorstFileThatTheBoundsLetInTakesSoMuchMemory(String filling) throws Exception {
        var worst = parts("");
        int times = 1_990_000 / filling.length();
        put(
                worst,
                "Doc_0/PublicRes.xml",
                "<ofd:Res" + NS + "><ofd:Fonts>" + filling.repeat(times) + "</ofd:Fonts></ofd:Res>");
        put(
                worst,
                "Doc_0/Document.xml",
                "<ofd:Document" + NS
                        + "><ofd:CommonData><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>"
                        + "<ofd:Page ID=\"1\" BaseLoc=\"Pages/Page_0/Content.xml\"/>".repeat(2)
                        + "</ofd:Pages></ofd:Document>");
        put(
                worst,
                "Doc_0/Pages/Page_0/Content.xml",
                "<ofd:Page" + NS + "><ofd:Content><ofd:Layer></ofd:Layer>" + filling.repeat(times)
                        + "</ofd:Content></ofd:Page>");
        byte[] file = zip(worst);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        try {
            var _ = OfdPicture.svg(file);
        } catch (NotDrawn refused) {
            assertThat(refused).isNotNull();
        }

        long taken = threads.getCurrentThreadAllocatedBytes() - before;
        // Measured 133 to 292 MB: text between the smallest elements is the worst, a node for each two signs.
        assertThat(taken).isBetween(50_000_000L, 400_000_000L);
    }

    @Test
    void aPageThatSwellsIsRefused() {
        var swelling = parts("");
        put(
                swelling,
                "Doc_0/Pages/Page_0/Content.xml",
                "<ofd:Page" + NS + ">" + " ".repeat(5 * 1024 * 1024) + "</ofd:Page>");

        assertThatExceptionOfType(NotDrawn.class).isThrownBy(() -> OfdPicture.svg(zip(swelling)));
    }
}
