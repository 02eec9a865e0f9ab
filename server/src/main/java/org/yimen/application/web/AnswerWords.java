package org.yimen.application.web;

import java.util.List;
import java.util.UUID;
import org.yimen.application.Dossier;
import org.yimen.form.Question;
import org.yimen.form.Said;
import org.yimen.platform.web.Words;

/** Answers as a person reads them back. */
public final class AnswerWords {

    private AnswerWords() {}

    /** What was answered, or empty; a file is called by its name. */
    static String said(Question question, List<String> given, Words words, Dossier draft) {
        return Said.of(question, given, words, false, id -> file(id, draft, words));
    }

    /** The same for a clerk who looks on: personal numbers are not on the screen in full. */
    static String masked(Question question, List<String> given, Words words, Dossier draft) {
        return Said.of(question, given, words, true, id -> file(id, draft, words));
    }

    private static String file(UUID id, Dossier draft, Words words) {
        return draft.content().files().stream()
                .filter(file -> file.id().equals(id))
                .findFirst()
                .map(Dossier.Filed::name)
                .orElseGet(() -> words.say("application.check.chosen"));
    }
}
