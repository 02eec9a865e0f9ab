package org.yimen.evaluation;

import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 发现的问题: one thing that was found. It stays open until it is known what it has changed.
 *
 * @param order the work order that it became when it was released, or null before
 * @param use what it changed, or null while nobody has said so
 */
public record Finding(
        UUID id,
        UUID outing,
        int seq,
        String text,
        @Nullable UUID order,
        @Nullable Use use) {

    /** 结果运用. */
    public enum Changed {
        /** 标准. */
        STANDARD,
        /** 流程. */
        PROCESS,
        /** 任务. */
        TASK,
        /** Looked into, and nothing is to be changed. */
        NOTHING;

        public String key() {
            return "evaluation.changed." + name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param text what is different now, or why nothing
     * @param reference the item version that has the new standard or process, as {@code code/version}, or the number of the order; null
     *     where nothing is changed, and of what was said before references were asked for
     */
    public record Use(
            Changed changed, String text, @Nullable String reference, UUID by, LocalDate on) {}
}
