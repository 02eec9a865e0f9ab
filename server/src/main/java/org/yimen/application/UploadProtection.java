package org.yimen.application;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import org.springframework.stereotype.Component;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.platform.Protection;

/** 上传检查: whether what could act by itself is kept out, tried with a few harmless pieces of it. */
@Component
class UploadProtection implements Protection {

    private static final List<String> HOSTILE = List.of(
            "MZ\0\0 a program that calls itself a paper",
            "<html><script>alert(1)</script></html>",
            "%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>endobj\n%%EOF\n");

    @Override
    public String key() {
        return "application.protection.uploads";
    }

    @Override
    public Reading read() {
        long kept = HOSTILE.stream().filter(UploadProtection::isRefused).count();
        return kept == HOSTILE.size()
                ? Reading.of(State.ON, key() + ".on", kept)
                : Reading.of(State.OFF, key() + ".off", HOSTILE.size() - kept);
    }

    private static boolean isRefused(String text) {
        try {
            var _ = Inspection.of("probe.pdf", text.getBytes(US_ASCII));
            return false;
        } catch (CaseRuleBroken _) {
            return true;
        }
    }
}
