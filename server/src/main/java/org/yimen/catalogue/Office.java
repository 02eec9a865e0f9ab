package org.yimen.catalogue;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yimen.platform.Text;

/**
 * 实施机关 as a guide shows it: where one goes, when, and whom one calls.
 *
 * @param creditCode 统一社会信用代码; the task codes of its items start with it
 * @param address where people are received
 * @param phone for questions, with its area code
 * @param complaintPhone for complaints; never the number that one complains about
 * @param review 行政复议机关: who reviews its decisions (行政复议法 arts. 24, 27), or null where nobody entered it
 * @param court the court before which they are fought, or null
 */
public record Office(
        String code,
        Text name,
        String creditCode,
        Text address,
        Text hours,
        String phone,
        String complaintPhone,
        @Nullable String review,
        @Nullable String court) {

    /**
     * What can be done against a decision, where and until when, as papers say it (行政许可法 art. 38; 行政复议法 art. 20;
     * 行政诉讼法 art. 46).
     */
    public static String remedies(Optional<Office> office) {
        String review = office.map(Office::review).map(each -> "向" + each).orElse("依法");
        String court = office.map(Office::court).map(each -> "向" + each).orElse("依法向人民法院");
        return "如不服本决定，可以自知道之日起六十日内" + review + "申请行政复议，或者自知道之日起六个月内" + court + "提起行政诉讼。";
    }
}
