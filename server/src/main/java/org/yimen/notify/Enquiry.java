package org.yimen.notify;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.platform.Text;

/**
 * 咨询: a question about an item, and who owns it.
 *
 * @param person who asked, where he is known; else null
 * @param caller whom to call back, where nobody knows who asked; else null
 * @param channel web, window or phone
 * @param owner the member of staff who answers for it; the first who was asked, or who confirmed that he takes it
 * @param receiver whom it was offered to and who has not confirmed yet, or null
 * @param answer empty until it is given
 */
public record Enquiry(
        String region,
        UUID id,
        @Nullable UUID person,
        @Nullable Caller caller,
        String item,
        Text itemName,
        String department,
        String channel,
        String question,
        Instant askedAt,
        LocalDate dueOn,
        UUID owner,
        UUID firstOwner,
        @Nullable UUID receiver,
        int handovers,
        String answer,
        @Nullable Instant answeredAt,
        @Nullable UUID answeredBy,
        @Nullable Faq faq) {

    /** 回电: somebody who asked aloud or by phone, as he said. */
    public record Caller(String name, String phone) {
        /** Without what he said. */
        @Override
        public String toString() {
            return "Caller[…]";
        }
    }

    /** What was made public of it, in the office's words. */
    public record Faq(String question, String answer, Instant publishedAt) {}

    public boolean answered() {
        return answeredAt != null;
    }

    public boolean overdue(LocalDate today) {
        return !answered() && dueOn.isBefore(today);
    }

    /** Without what was asked. */
    @Override
    public String toString() {
        return "Enquiry[" + id + "]";
    }
}
