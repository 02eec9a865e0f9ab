package org.yimen.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.common.BitArray;
import com.google.zxing.oned.Code128Reader;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BarcodeTest {

    private static final Pattern BAR = Pattern.compile("M(\\d+) 0h(\\d+)v1h-\\2z");

    @Test
    void aScannerReadsWhatWasDrawn() throws Exception {
        Barcode.SvgPath drawn = Barcode.svgPath("Y26112100017K");

        var row = new BitArray(drawn.width());
        BAR.matcher(drawn.d()).results().forEach(bar -> {
            int from = Integer.parseInt(bar.group(1));
            row.setRange(from, from + Integer.parseInt(bar.group(2)));
        });
        assertThat(BAR.matcher(drawn.d()).replaceAll("")).isEmpty();
        assertThat(new Code128Reader().decodeRow(0, row, Map.of()).getText()).isEqualTo("Y26112100017K");
    }
}
