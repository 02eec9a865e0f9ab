package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.yimen.application.Samples.bytes;
import static org.yimen.application.Samples.joined;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yimen.application.Inspection.Kind;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.testing.Proves;

/** What comes in is what it says it is, whole, and only shows pages. */
@Proves("M-INT-04")
class InspectionTest {

    private static final byte[] PNG = Samples.picture("png", 40, 30);
    private static final byte[] JPEG = Samples.picture("jpg", 40, 30);
    private static final byte[] PDF = Samples.pdf("");
    private static final byte[] OFD = Samples.ofd(Map.of("Doc_0/Pages/Page_0/Content.xml", bytes("<ofd:Page/>")));

    @Test
    void eachKindIsKnownByItsContent() {
        assertThat(Inspection.of("a.pdf", PDF)).isEqualTo(Kind.PDF);
        assertThat(Inspection.of("a.png", PNG)).isEqualTo(Kind.PNG);
        assertThat(Inspection.of("a.JPG", JPEG)).isEqualTo(Kind.JPEG);
        assertThat(Inspection.of("a.ofd", OFD)).isEqualTo(Kind.OFD);
        assertThat(Inspection.of("平面图", PDF)).isEqualTo(Kind.PDF);
    }

    @Property(tries = 300)
    void whatHasNoKnownBeginningNeverComesIn(@ForAll @Size(max = 400) byte[] bytes) {
        byte[] content = joined(new byte[] {'Q'}, bytes);

        refused("a.pdf", content, "application.file.type");
    }

    @Property(tries = 200)
    void aFileThatBreaksOffNeverComesIn(@ForAll("good") byte[] file, @ForAll @IntRange(min = 1, max = 99) int percent) {
        byte[] half = Arrays.copyOf(file, file.length * percent / 100);

        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> Inspection.of("", half))
                .matches(refusal -> refusal.code().startsWith("application.file."));
    }

    @Property(tries = 300)
    void noFileMakesTheInspectionStumble(
            @ForAll("good") byte[] file, @ForAll @IntRange(max = 100_000) int at, @ForAll byte other) {
        byte[] changed = file.clone();
        changed[at % changed.length] = other;

        try {
            assertThat(Inspection.of("", changed)).isNotNull();
        } catch (CaseRuleBroken refusal) {
            assertThat(refusal.code()).startsWith("application.file.");
        }
    }

    @Provide
    Arbitrary<byte[]> good() {
        return Arbitraries.of(PNG, JPEG, PDF, OFD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.jpg", "a.exe", "a.pdf.exe", "a.html", "a.ofd"})
    void aNameThatSaysSomethingElseIsRefused(String name) {
        refused(name, PDF, "application.file.ending");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>",
                "/OpenAction<</S/J#61vaScript/JS(1)>>",
                "/AA<</O<</S/Launch/F(cmd.exe)>>>>",
                "/Names<</EmbeddedFiles 9 0 R>>",
                "/A<</S/GoToE/F(x.pdf)>>",
                "/OpenAction<</S/URI/URI(http://example.invalid/)>>",
                "/OpenAction<</S/GoTo/D[2 0 R/Fit]/Next<</S/URI/URI(http://example.invalid/)>>>>",
                "/OpenAction<</S/GoTo/D(a)/Next 9 0 R>>",
                "/OpenAction<</S/GoTo/D(a)/N#65xt 9 0 R>>",
                "/OpenAction 9 0 R",
                "/OpenAction 2 0 R",
                "/Open#41ction<</S/GoToR/D[0/Fit]/F(x)>>",
                "/A<</S/GoToR/D[0/Fit]/F(x)>>",
                "/AA<</WC<</S/URI/URI(http://example.invalid/)>>>>",
                "/A<</S/SubmitForm/F(http://example.invalid/)>>",
                "/A<</S/Rendition/OP 0>>",
                "/OpenAction<</S/Thread/D 0/F(x)>>"
            })
    void aPdfThatActsIsRefused(String act) {
        refused("a.pdf", Samples.pdf(act), "application.file.active");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/OpenAction[2 0 R/Fit]",
                "/OpenAction [ 2 0 R /XYZ null null 0 ]",
                "/OpenAction<</S/GoTo/D[2 0 R/Fit]>>",
                "/OpenAction << /Type /Action /S /GoTo /D (a) >>",
                "/OpenAction 8 0 R>>endobj\n8 0 obj[2 0 R/Fit]endobj\n7 0 obj<<",
                "/Annots[<</Subtype/Link/A<</S/URI/URI(http://example.invalid/)>>>>]"
            })
    void aPdfThatOpensAtAPlaceOrHasLinksComesIn(String harmless) {
        assertThat(Inspection.of("a.pdf", Samples.pdf(harmless))).isEqualTo(Kind.PDF);
    }

    @Test
    void aPdfWhoseContentLiesElsewhereIsRefused() {
        byte[] fetches = bytes("""
                %PDF-1.7
                3 0 obj<</Length 0/F<</FS/URL/F(http://example.invalid/x)>>>>stream

                endstream endobj
                %%EOF
                """);

        refused("a.pdf", fetches, "application.file.active");
        refused("a.pdf", Samples.packed(bytes("4 0 <</AA<</O 9 0 R>>>>"), "/FlateDecode"), "application.file.active");
        refused(
                "a.pdf",
                Samples.packed(bytes("4 0 <</OpenAction<</S/URI/URI(x)>>>>"), "/FlateDecode"),
                "application.file.active");
    }

    @Test
    void aPdfThatActsFromAPackedObjectIsRefused() {
        byte[] act = bytes("4 0 <</S/JavaScript/JS(1)>>");

        refused("a.pdf", Samples.packed(act, "/FlateDecode"), "application.file.active");
        refused("a.pdf", Samples.packed(act, "[/ASCIIHexDecode/FlateDecode]"), "application.file.active");
        assertThat(Inspection.of("a.pdf", Samples.packed(bytes("4 0 <</Type/Page>>"), "/FlateDecode")))
                .isEqualTo(Kind.PDF);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Type/ObjStm/N 1/First 4/Filter/FlateDecode%endstream\n",
                "/N 1/Fi#72st 4/Filter/FlateDecode",
                "/Type/ObjStm/N 1/First 4/Filter 7 0 R",
                "/Type/ObjStm/N 1/First 4/Filter/FlateDecode/DecodeParms<</Predictor 12>>",
                "/Type/ObjStm/N 1/First 4/Filter/FlateDecode/Filter/DCTDecode",
                "/Type/ObjStm/N 1/First 4/Filter/FlateDecode/X((>>\\)))",
                "/Type/ObjStm/N 1/First 4/Filter/LZWDecode"
            })
    void howeverPackedObjectsAreDescribedTheirActsAreFound(String description) {
        byte[] act = bytes("4 0 <</S/JavaScript/JS(1)>>");

        refused("a.pdf", Samples.described(act, description), "application.file.active");
        refused("a.pdf", Samples.described(act, description + " ".repeat(20_000)), "application.file.active");
    }

    @Test
    void whereverAReaderBeginsInAStreamItFindsWhatWasLookedAt() {
        byte[] harmless = Samples.deflated(bytes("4 0 <</Type/Page>>"));
        byte[] acting = Samples.deflated(bytes("4 0 <</S/JavaScript/JS(1)>>"));
        byte[] head = bytes("%PDF-1.7\n3 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>stream");
        byte[] end = bytes("\nendstream endobj\n%%EOF\n");

        refused("a.pdf", joined(head, bytes(" "), harmless, bytes("\n"), acting, end), "application.file.active");
        refused("a.pdf", joined(head, bytes("\n"), harmless, acting, end), "application.file.active");
        assertThat(Inspection.of("a.pdf", joined(head, bytes("\n"), harmless, end)))
                .isEqualTo(Kind.PDF);
    }

    @Test
    void aFormThatProgramsItselfIsRefused() {
        refused("a.pdf", Samples.pdf("/AcroForm<</XFA 9 0 R>>"), "application.file.active");
    }

    @Property(tries = 200)
    void whatIsWrittenByHandOrDamagedIsReadOrRefusedInTime(@ForAll @Size(max = 400) List<@From("word") String> words) {
        byte[] file = Samples.pdf(String.join("", words));

        try {
            assertThat(Inspection.of("a.pdf", file)).isEqualTo(Kind.PDF);
        } catch (CaseRuleBroken refusal) {
            assertThat(refusal.code()).startsWith("application.file.");
        }
    }

    @Provide
    Arbitrary<String> word() {
        return Arbitraries.of(
                " obj<<", ">>", "[", "]", "(", ")", "/N", "/First", " 1 0 R ", "stream\n", "%", "\n", "<", "\\");
    }

    @Test
    void dictionariesThatBeginInEachOthersStringsDoNotTakeForEver() {
        refused(
                "a.pdf",
                Samples.pdf("/X(" + " obj<</A(".repeat(20_000) + ")>> x ".repeat(20_000) + ")"),
                "application.file.swells");
    }

    @Test
    void whatSwellsWhenUnpackedIsRefused() {
        byte[] swelling = new byte[60 * 1024 * 1024];

        refused("a.pdf", Samples.packed(swelling, "/FlateDecode"), "application.file.swells");
        refused("a.ofd", Samples.ofd(Map.of("Doc_0/Content.xml", swelling)), "application.file.swells");
    }

    @Test
    void aPdfUnderAPasswordIsRefused() {
        refused("a.pdf", Samples.pdf("/Encrypt 5 0 R"), "application.file.locked");
    }

    @Test
    void aFileThatIsTwoThingsAtOnceIsRefused() {
        byte[] archive = Samples.zip("evil.html", bytes("<script>"));

        refused("a.png", joined(PNG, archive), "application.file.two-in-one");
        refused("a.jpg", joined(JPEG, archive), "application.file.two-in-one");
        refused("a.pdf", joined(PDF, archive), "application.file.two-in-one");
        refused("a.png", joined(PNG, bytes("#!/bin/sh")), "application.file.two-in-one");
        refused("a.pdf", Samples.pdf("/X(<script>)"), "application.file.two-in-one");
    }

    @Test
    void anArchiveThatIsNoOfdIsRefused() {
        refused("a.ofd", Samples.zip("word/document.xml", bytes("<w/>")), "application.file.type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Attachs/setup.exe", "../../etc/x.xml", "Doc_0/run.js", "inner.zip"})
    void anOfdWithForeignPartsIsRefused(String part) {
        refused("a.ofd", Samples.ofd(Map.of(part, bytes("x"))), "application.file.foreign");
    }

    @Test
    void anOfdWithEntitiesIsRefused() {
        String entities = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>";

        for (var disguised : Map.of(
                        "Doc_0/Document.xml", bytes(entities),
                        "Doc_0/Wide.xml", ("\ufeff" + entities).getBytes(StandardCharsets.UTF_16BE),
                        "Doc_0/Late.xml", bytes("<!--" + " ".repeat(70_000) + "-->" + entities),
                        "Doc_0/Page.dat", bytes("\n " + entities),
                        "Doc_0/Blank.dat", bytes(" ".repeat(70_000) + entities))
                .entrySet()) {
            refused("a.ofd", Samples.ofd(Map.of(disguised.getKey(), disguised.getValue())), "application.file.active");
        }
    }

    /** GB/T 33190 packs as ordinary ZIP does; other methods need unpackers that nobody asked for. */
    @Test
    void anOfdThatIsPackedInARareWayIsRefused() {
        byte[] rare = Samples.ofd(Map.of("Doc_0/Document.xml", bytes("<x/>")));
        for (int at = 0; at < rare.length - 4; at++) {
            boolean entry = rare[at] == 'P' && rare[at + 1] == 'K';
            if (entry && rare[at + 2] == 3) {
                rare[at + 8] = 93;
            }
            if (entry && rare[at + 2] == 1) {
                rare[at + 10] = 93;
            }
        }

        refused("a.ofd", rare, "application.file.broken");
    }

    @Test
    void aPictureOfAnAbsurdSizeIsRefused() {
        refused("a.png", Samples.picture("png", 20_001, 1), "application.file.pixels");
        refused("a.jpg", Samples.picture("jpg", 1, 20_001), "application.file.pixels");
    }

    private static void refused(String name, byte[] bytes, String code) {
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> Inspection.of(name, bytes))
                .returns(code, CaseRuleBroken::code);
    }
}
