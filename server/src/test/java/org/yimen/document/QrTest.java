package org.yimen.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrTest {

    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z");

    @Test
    void thePathReadsBackAsTheText() throws Exception {
        String text = "https://zwfw.example/verify/7KMP4XQ29TB3?办件=一门";

        Qr.SvgPath path = Qr.svgPath(text);

        // The decoder wants the modules without the quiet zone of four.
        var modules = new BitMatrix(path.size() - 8);
        Matcher run = RUN.matcher(path.d());
        while (run.find()) {
            assertThat(run.group(3)).isEqualTo(run.group(4));
            modules.setRegion(number(run, 1) - 4, number(run, 2) - 4, number(run, 3), 1);
        }
        assertThat(new Decoder().decode(modules).getText()).isEqualTo(text);
        assertThat(path.d().replaceAll(RUN.pattern(), "")).isEmpty();
    }

    private static int number(Matcher run, int group) {
        return Integer.parseInt(run.group(group));
    }
}
