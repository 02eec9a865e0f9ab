package org.yimen.application;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.catalogue.ItemVersion;
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
     * @param promised 容缺: what the applicant promises to bring later, by material, and by when
     * @param commitment 告知承诺: digest of the text that he signs by handing in, or null
     */
    public record Content(
            Applicant applicant,
            Answers answers,
            List<Filed> files,
            Map<String, Known> known,
            @Nullable Start start,
            Map<String, LocalDate> promised,
            @Nullable String commitment) {

        public Content {
            files = List.copyOf(files);
            // What was sealed before this was kept has none.
            known = Objects.requireNonNullElse(known, Map.<String, Known>of());
            known = Map.copyOf(known);
            promised = Map.copyOf(Objects.requireNonNullElse(promised, Map.<String, LocalDate>of()));
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

    /** True where a file is there, or promised for a day. */
    public boolean holdsOrPromises(String material) {
        return !files(material).isEmpty() || content.promised().containsKey(material);
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

    Dossier with(Answers answers) {
        return with(answers, content.files(), content.promised());
    }

    Dossier with(Filed file) {
        var files = new ArrayList<>(content.files());
        files.add(file);
        return with(content.answers(), files, without(content.promised(), file.material()));
    }

    Dossier without(UUID file) {
        var files =
                content.files().stream().filter(each -> !each.id().equals(file)).toList();
        return with(content.answers(), files, content.promised());
    }

    Dossier saved(Instant at) {
        return new Dossier(region, id, item, itemVersion, content, version + 1, at, submittedAt);
    }

    /** With the commitment of this digest, or without any. */
    Dossier committing(@Nullable String commitment) {
        var next = new Content(
                content.applicant(),
                content.answers(),
                content.files(),
                content.known(),
                content.start(),
                content.promised(),
                commitment);
        return new Dossier(region, id, item, itemVersion, next, version, savedAt, submittedAt);
    }

    /** True where the material is not asked for because the applicant promised that he meets what it would prove. */
    public boolean replaces(ItemVersion item, String material) {
        var offered = item.commitment();
        return content.commitment() != null
                && offered != null
                && offered.replaces().contains(material);
    }

    /** The promise to bring the material by that day. */
    Dossier promising(String material, LocalDate by) {
        var promised = new LinkedHashMap<>(content.promised());
        promised.put(material, by);
        return with(content.answers(), content.files(), promised);
    }

    Dossier notPromising(String material) {
        return with(content.answers(), content.files(), without(content.promised(), material));
    }

    private static Map<String, LocalDate> without(Map<String, LocalDate> promised, String material) {
        var others = new LinkedHashMap<>(promised);
        others.remove(material);
        return others;
    }

    private Dossier with(Answers answers, List<Filed> files, Map<String, LocalDate> promised) {
        var next = new Content(
                content.applicant(), answers, files, content.known(), content.start(), promised, content.commitment());
        return new Dossier(region, id, item, itemVersion, next, version, savedAt, submittedAt);
    }
}
