package org.yimen.application;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.form.Answers;

/**
 * What was handed in: who applies, what was answered, which files. It is kept encrypted beside the case, which knows only
 * its digest, so that personal data can be deleted without breaking the journal.
 *
 * @param id also the id of the case once it is submitted
 * @param version counts the savings, so that two devices do not overwrite each other unseen
 */
public record Dossier(
        String region,
        UUID id,
        String item,
        int itemVersion,
        Content content,
        long version,
        Instant savedAt,
        @Nullable Instant submittedAt) {

    /**
     * @param known what was filled in before anybody typed, by question
     * @param start null in what was begun before this was kept
     */
    public record Content(
            Applicant applicant,
            Answers answers,
            List<Filed> files,
            Map<String, Known> known,
            @Nullable Start start) {

        public Content {
            files = List.copyOf(files);
            // What was sealed before this was kept has none.
            known = Objects.requireNonNullElse(known, Map.<String, Known>of());
            known = Map.copyOf(known);
        }
    }

    /**
     * One file for one material.
     *
     * @param blob its address in the store
     * @param size in bytes
     * @param sm3 digest of the file, in hex
     */
    public record Filed(
            UUID id, String material, String blob, String name, String mediaType, long size, String sm3, Instant at) {}

    public Applicant applicant() {
        return content.applicant();
    }

    public Answers answers() {
        return content.answers();
    }

    public List<Filed> files(String material) {
        return content.files().stream()
                .filter(file -> file.material().equals(material))
                .toList();
    }

    /** True where this file came in for the material after that moment. */
    boolean has(String material, String sm3, Instant after) {
        return files(material).stream()
                .anyMatch(file -> file.sm3().equals(sm3) && file.at().isAfter(after));
    }

    /** True where the answer still is what was filled in beforehand. */
    public boolean keeps(String question) {
        Known known = content.known().get(question);
        return known != null && answers().all(question).equals(List.of(known.value()));
    }

    /** True where nobody has typed anything: it is open, or still as it was filled in. */
    boolean isOpen(String question) {
        return answers().all(question).isEmpty() || keeps(question);
    }

    /** With an answer filled in from what is known. */
    Dossier knowing(String question, Known fact) {
        var known = new LinkedHashMap<>(content.known());
        known.put(question, fact);
        var next = new Content(
                content.applicant(),
                answers().with(question, fact.value()),
                content.files(),
                known,
                content.start());
        return new Dossier(region, id, item, itemVersion, next, version, savedAt, submittedAt);
    }

    Dossier with(Answers answers) {
        return with(content.applicant(), answers, content.files());
    }

    Dossier with(Filed file) {
        var files = new ArrayList<>(content.files());
        files.add(file);
        return with(content.applicant(), content.answers(), files);
    }

    Dossier without(UUID file) {
        var files =
                content.files().stream().filter(each -> !each.id().equals(file)).toList();
        return with(content.applicant(), content.answers(), files);
    }

    Dossier saved(Instant at) {
        return new Dossier(region, id, item, itemVersion, content, version + 1, at, submittedAt);
    }

    private Dossier with(Applicant applicant, Answers answers, List<Filed> files) {
        var next = new Content(applicant, answers, files, content.known(), content.start());
        return new Dossier(region, id, item, itemVersion, next, version, savedAt, submittedAt);
    }
}
