package org.yimen.application;

import java.time.Instant;
import org.springframework.stereotype.Component;
import org.yimen.document.PaperKind;
import org.yimen.identifier.Numbers;
import org.yimen.platform.CityTime;

/** 文号: one row of numbers for each kind of paper and year; a number that was drawn for nothing stays a gap. */
@Component
class PaperNumbers {

    private final Numbers numbers;

    PaperNumbers(Numbers numbers) {
        this.numbers = numbers;
    }

    String draw(String region, PaperKind kind, Instant now) {
        int year = CityTime.day(now).getYear();
        long number = numbers.draw(region, "paper-" + kind.name() + "-" + year);
        return "安政服%s〔%d〕%d号".formatted(sign(kind), year, number);
    }

    /** The character by which the office tells its papers apart. */
    private static String sign(PaperKind kind) {
        return switch (kind) {
            case ACCEPTANCE -> "受";
            case DEEMED_ACCEPTANCE -> "视受";
            case DEFECT_NOTICE -> "补";
            case MATERIAL_REQUEST -> "提补";
            case NON_ACCEPTANCE -> "不受";
            case STEP_NOTICE -> "特";
            case STEP_END -> "特终";
            case PARTY_RIGHTS -> "利告";
            case EXTENSION_NOTICE -> "延";
            case GRANT -> "准";
            case REFUSAL -> "不准";
            case TERMINATION -> "终";
            case CORRECTION -> "更";
            case SET_ASIDE -> "复诉";
            case LICENCE -> "证";
            case RECEIPT -> "收";
            case FEE_RECEIPT -> "费";
            case MEASURE_NOTICE -> "处告";
            case MEASURE -> "处决";
            case SEALED_FILE -> "用";
        };
    }
}
