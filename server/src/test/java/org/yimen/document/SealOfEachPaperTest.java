package org.yimen.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.yimen.testing.Law;

/** Which seal each kind of paper bears: one table, to be read beside the law; a new kind is not sealed before it is here. */
class SealOfEachPaperTest {

    private static final Map<PaperKind, SealKind> TABLE = new EnumMap<>(Map.ofEntries(
            // What the window says of receiving and accepting: the special seal.
            Map.entry(PaperKind.RECEIPT, SealKind.ACCEPTANCE),
            Map.entry(PaperKind.ACCEPTANCE, SealKind.ACCEPTANCE),
            Map.entry(PaperKind.DEEMED_ACCEPTANCE, SealKind.ACCEPTANCE),
            Map.entry(PaperKind.DEFECT_NOTICE, SealKind.ACCEPTANCE),
            Map.entry(PaperKind.MATERIAL_REQUEST, SealKind.ACCEPTANCE),
            Map.entry(PaperKind.NON_ACCEPTANCE, SealKind.ACCEPTANCE),
            Map.entry(PaperKind.STEP_NOTICE, SealKind.ACCEPTANCE),
            Map.entry(PaperKind.STEP_END, SealKind.ACCEPTANCE),
            Map.entry(PaperKind.FEE_RECEIPT, SealKind.ACCEPTANCE),
            Map.entry(PaperKind.PARTY_RIGHTS, SealKind.ACCEPTANCE),
            // What the office decides, and what follows from it: its own.
            Map.entry(PaperKind.EXTENSION_NOTICE, SealKind.OFFICE),
            Map.entry(PaperKind.GRANT, SealKind.OFFICE),
            Map.entry(PaperKind.TERMINATION, SealKind.OFFICE),
            Map.entry(PaperKind.SET_ASIDE, SealKind.OFFICE),
            Map.entry(PaperKind.CORRECTION, SealKind.OFFICE),
            Map.entry(PaperKind.REFUSAL, SealKind.OFFICE),
            Map.entry(PaperKind.MEASURE_NOTICE, SealKind.OFFICE),
            Map.entry(PaperKind.MEASURE, SealKind.OFFICE),
            Map.entry(PaperKind.LICENCE, SealKind.OFFICE),
            // What its systems write in a case that it decided.
            Map.entry(PaperKind.SEALED_FILE, SealKind.OFFICE)));

    @Test
    @DisplayName("加盖本行政机关专用印章和注明日期的书面凭证；行政许可证件加盖本行政机关印章")
    @Law(value = "行政许可法 第三十二条第二款", rule = "PaperKind: acceptance papers bear the special seal")
    @Law(value = "行政许可法 第三十九条", rule = "PaperKind: licences bear the office's own seal")
    void everyKindHasTheSealThatTheLawGivesIt() {
        var kinds = new EnumMap<PaperKind, SealKind>(PaperKind.class);
        for (PaperKind kind : PaperKind.values()) {
            kinds.put(kind, kind.seal());
        }

        assertThat(kinds).isEqualTo(TABLE);
    }
}
