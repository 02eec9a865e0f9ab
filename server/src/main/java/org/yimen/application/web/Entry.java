package org.yimen.application.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.form.FieldView;
import org.yimen.form.Kept;
import org.yimen.platform.web.Words;

/**
 * A question of a draft on a page.
 *
 * @param asked false where the answers do not lead to it yet
 * @param kept what is kept as its answer now
 * @param computed true where it is shown and not asked
 */
public record Entry(FieldView view, boolean asked, List<String> kept, boolean computed) {

    public Entry {
        kept = List.copyOf(kept);
    }

    /** Nothing of what is not shown: a masked number would be found by trying. */
    public String mark(Filling filling) {
        return veiled(filling) ? "" : Kept.mark(kept);
    }

    /** True where it is known and not for these eyes, and may be said anew. */
    public boolean veiled(Filling filling) {
        return !computed && filling.veiled(view.question());
    }

    /** The field: empty where the answer is not for these eyes. */
    public FieldView field(Filling filling) {
        return veiled(filling) ? view.unanswered() : view;
    }

    /** What a computed or withheld answer says, or that it is not known yet. */
    public String said(Words words, Filling filling) {
        return kept.isEmpty()
                ? words.say("application.apply.not-computed")
                : filling.said(view.question(), kept, words);
    }

    /** True where the answer is said and not asked: it follows from others, is his own identity, or is not for these eyes. */
    public boolean fixed(Filling filling) {
        return computed || filling.fixed(view.question());
    }

    public boolean identity(Filling filling) {
        return filling.isIdentity(view.question());
    }

    /** Where the value that stands there comes from; null where somebody typed it. */
    public @Nullable String source(Words words, Filling filling) {
        return filling.source(view.question(), words);
    }
}
