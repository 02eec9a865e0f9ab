package org.yimen.phone;

import java.util.Locale;

/** What a call was about, in the log: 咨询, 预约, 投诉, 求助, 举报, 建议, 表扬, 其他. */
public enum CallType {
    CONSULT,
    BOOKING,
    COMPLAINT,
    HELP,
    REPORT,
    SUGGESTION,
    PRAISE,
    OTHER;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * What a call is in whose end an order stands.
     *
     * @param order code of its type; efficiency complaints are complaints
     */
    public static CallType ofOrder(String order) {
        return switch (order) {
            case "consult" -> CONSULT;
            case "help" -> HELP;
            case "report" -> REPORT;
            case "suggestion" -> SUGGESTION;
            case "praise" -> PRAISE;
            case "complaint", "efficiency" -> COMPLAINT;
            default -> OTHER;
        };
    }
}
