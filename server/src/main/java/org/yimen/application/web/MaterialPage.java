package org.yimen.application.web;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.application.CaseView;
import org.yimen.application.Dossier.Filed;
import org.yimen.application.Dossier.Origin;
import org.yimen.application.Drafts;
import org.yimen.application.Holdings.Held;
import org.yimen.application.Validity;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.platform.CityTime;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.ErrorItem;
import org.yimen.platform.ui.ErrorMessage;
import org.yimen.platform.web.Words;

/**
 * One material: what it must be, what was uploaded, one more file; or the promise to bring it later.
 *
 * @param held what the applicant gave before and may use again
 * @param latest the last day that may be promised, or null where it must be there at once
 * @param typed the day as it was typed, right or wrong
 */
public record MaterialPage(
        Filling filling,
        Material material,
        List<Held> held,
        @Nullable LocalDate latest,
        LocalDate today,
        @Nullable RuleBroken refusal,
        @Nullable String typed) {

    /** Kinds of files that are taken in, for the file chooser; what a file is, its bytes say. */
    public static final String ACCEPT = ".pdf,.ofd,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png";

    public MaterialPage {
        held = List.copyOf(held);
    }

    public List<Filed> files() {
        return filling.draft().files(material.code());
    }

    /** 有效期: how long such a paper is good, and by the day that was typed, until when; null where it bears none. */
    public @Nullable String term(Words words) {
        var term = material.term();
        if (term == null) {
            return null;
        }
        return Validity.until(filling.item(), material, filling.draft())
                .map(until -> words.say(
                        until.isBefore(today) ? "application.validity.over" : "application.validity.until", until))
                .orElseGet(() -> term.months() == 0
                        ? words.say("application.validity.its-day")
                        : words.say("application.validity.months", term.months()));
    }

    /** Until when a paper of a case is good, and until when the one was that was handed in; null where none is there. */
    public static @Nullable String term(CaseView view, Material material, Words words) {
        if (view.dossier().files(material.code()).isEmpty()) {
            return null;
        }
        return Validity.until(view.item(), material, view.dossier())
                .map(until -> Validity.before(view.item(), material, view.dossier())
                        .map(before -> words.list(List.of(
                                words.say("application.validity.now", until),
                                words.say("application.validity.before", before))))
                        .orElseGet(() -> words.say("application.validity.now", until)))
                .orElse(null);
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

    /** The day for which it is promised, if it is. */
    public @Nullable LocalDate promised() {
        return filling.draft().content().promised().get(material.code());
    }

    /** True where the day was refused, and not the file. */
    public boolean promiseRefused() {
        return refusal != null && typed != null;
    }

    public @Nullable ErrorMessage promiseError(Words words) {
        return refusal == null || !promiseRefused() ? null : ErrorMessage.of(message(refusal, words));
    }

    public @Nullable ErrorMessage error(Words words) {
        return refusal == null || promiseRefused() ? null : ErrorMessage.of(message(refusal, words));
    }

    public List<ErrorItem> errors(Words words) {
        return refusal == null
                ? List.of()
                : List.of(ErrorItem.of(promiseRefused() ? "by" : "file", message(refusal, words)));
    }

    private static String message(RuleBroken refusal, Words words) {
        return words.say(refusal.code(), refusal.arguments().toArray());
    }

    /** What a file that was taken over was given for, and its grade; null of one that was uploaded here. */
    public static @Nullable String origin(Filed file, Words words) {
        var origin = file.origin();
        return origin == null
                ? null
                : words.say(
                        "application.reuse.from", origin.item(), origin.grade().name(), words.shortDate(day(origin)));
    }

    private static LocalDate day(Origin origin) {
        return CityTime.day(origin.givenAt());
    }

    public static String size(Filed file) {
        long kilobytes = Math.max(1, Math.round(file.size() / 1024.0));
        return kilobytes < 1024 ? kilobytes + " kB" : "%.1f MB".formatted(kilobytes / 1024.0);
    }
}
