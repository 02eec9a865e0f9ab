package org.yimen.notify;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.platform.Text;

/**
 * 留言: one text on a case.
 *
 * @param author the person who wrote it, or the member of staff
 * @param post from which the office wrote, e.g. {@code SJ/examiner}; empty for the applicant
 * @param dueOn by when the office answers an applicant's; null for the office's own
 * @param seenAt when the other side opened it
 * @param missed 没有收到: the number of the paper that he says did not reach him; else null
 */
public record Remark(
        UUID id,
        About about,
        UUID author,
        String post,
        boolean fromOffice,
        String text,
        Instant at,
        @Nullable LocalDate dueOn,
        @Nullable Instant answeredAt,
        @Nullable Instant remindedAt,
        @Nullable Instant seenAt,
        @Nullable String missed) {

    /**
     * The case that it is about.
     *
     * @param person who applied, for the holder; he is told of answers
     */
    public record About(
            String region, UUID caseId, String number, Text item, String department, UUID holder, UUID person) {}

    /** True where the office owes an answer. */
    public boolean waits() {
        return !fromOffice && answeredAt == null;
    }

    public boolean overdue(LocalDate today) {
        return waits() && dueOn != null && dueOn.isBefore(today);
    }

    /** The department from whose post it was written. */
    public String department() {
        return post.contains("/") ? post.substring(0, post.indexOf('/')) : "";
    }

    /** Without the text. */
    @Override
    public String toString() {
        return "Remark[" + id + "]";
    }
}
