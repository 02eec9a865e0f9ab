package org.yimen.application;

import org.jspecify.annotations.Nullable;
import org.yimen.platform.Text;

/**
 * 数据共享: asks whoever issued a paper for it, so that its holder need not bring it. A port: the country's platforms are behind
 * it where the office is connected to them. Without one the office fetches by its own means, as before.
 */
public interface SharedData {

    /**
     * One paper of one holder.
     *
     * @param material code of the material in the item
     * @param issuer who issues it; null where the item does not name one
     * @param entity true for a firm
     * @param number citizen number or unified credit code
     */
    record Request(
            String region,
            String material,
            Text name,
            @Nullable Text issuer,
            boolean entity,
            String number) {

        /** Without the number. */
        @Override
        public String toString() {
            return "Request[" + region + " " + material + "]";
        }
    }

    /** What the source says. */
    sealed interface Answer {
        /** @param reference under which the source keeps that it gave it */
        record Found(String reference) implements Answer {}

        /** The source answers, and has no such paper of this holder. */
        record None() implements Answer {}

        /** No answer in time. */
        record Silent() implements Answer {}
    }

    /** Asks once; whoever takes longer than some seconds is not waited for. */
    Answer ask(Request request);
}
