package org.yimen.platform.ui;

import gg.jte.Content;
import org.jspecify.annotations.Nullable;

/** One task of a task list; without a link it cannot be started yet. */
public record Task(
        Piece title,
        @Nullable Piece hint,
        Status status,
        @Nullable String href,
        @Nullable String classes) {

    public static Task of(String title, @Nullable String hint, @Nullable String href, Status status) {
        return new Task(Piece.of(title), hint == null ? null : Piece.of(hint), status, href, null);
    }

    /** The same as the task that is being done. */
    public Task now() {
        return new Task(title, hint, status, href, "is-now");
    }

    /** How far a task is: a tag, or plain text where nothing needs attention. */
    public record Status(
            @Nullable Tag tag,
            @Nullable String text,
            @Nullable Content html,
            @Nullable String classes) {

        public static Status of(String text) {
            return new Status(null, text, null, null);
        }

        /** Done: a tick before the word. */
        public static Status done(String text) {
            return new Status(null, text, null, "ym-done");
        }

        /** Nothing to do here yet. */
        public static Status quiet(String text) {
            return new Status(null, text, null, "ym-dim");
        }

        public static Status of(Tag tag) {
            return new Status(tag, null, null, null);
        }
    }
}
