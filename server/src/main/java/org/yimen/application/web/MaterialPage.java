package org.yimen.application.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Dossier.Filed;
import org.yimen.application.Drafts;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.ErrorItem;
import org.yimen.platform.ui.ErrorMessage;
import org.yimen.platform.web.Words;

/** One material: what it must be, what was uploaded, one more file. */
public record MaterialPage(
        Filling filling, Material material, @Nullable RuleBroken refusal) {

    /** Kinds of files that are taken in, for the file chooser; what a file is, its bytes say. */
    public static final String ACCEPT = ".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png";

    public List<Filed> files() {
        return filling.draft().files(material.code());
    }

    public boolean full() {
        return files().size() >= Drafts.MOST_FILES;
    }

    public int number() {
        return filling.uploads().indexOf(material) + 1;
    }

    public String back() {
        return filling.before(material);
    }

    public String next() {
        return filling.after(material);
    }

    public String action() {
        return filling.bench().material(material.code());
    }

    public @Nullable ErrorMessage error(Words words) {
        return refusal == null ? null : ErrorMessage.of(message(refusal, words));
    }

    public List<ErrorItem> errors(Words words) {
        return refusal == null ? List.of() : List.of(ErrorItem.of("file", message(refusal, words)));
    }

    private static String message(RuleBroken refusal, Words words) {
        return words.say(refusal.code(), refusal.arguments().toArray());
    }

    public static String size(Filed file) {
        long kilobytes = Math.max(1, Math.round(file.size() / 1024.0));
        return kilobytes < 1024 ? kilobytes + " kB" : "%.1f MB".formatted(kilobytes / 1024.0);
    }
}
