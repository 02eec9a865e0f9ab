package org.yimen.application;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
     * @param corrections 补正 of answers, in their order: what an answer was before
     * @param brought materials that the office would fetch, and that the applicant would rather bring himself
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
            @Nullable String commitment,
            List<Correction> corrections,
            Set<String> brought) {

        public Content {
            corrections = List.copyOf(Objects.requireNonNullElse(corrections, List.<Correction>of()));
            files = List.copyOf(files);
            brought = Set.copyOf(Objects.requireNonNullElse(brought, Set.<String>of()));
            // What was sealed before this was kept has none.
            known = Objects.requireNonNullElse(known, Map.<String, Known>of());
            known = Map.copyOf(known);
            promised = Map.copyOf(Objects.requireNonNullElse(promised, Map.<String, LocalDate>of()));
        }
    }

    /** What an answer was until then; what it is now stands among the answers. */
    public record Correction(String question, List<String> before, Instant at) {
        public Correction {
            before = List.copyOf(before);
        }
    }

    /**
     * One file for one material.
     *
     * @param blob its address in the store
     * @param size in bytes
     * @param sm3 digest of the file, in hex
     * @param origin where it was given before; null where it was uploaded for this application
     */
    public record Filed(
            UUID id,
            String material,
            String blob,
            String name,
            String mediaType,
            long size,
            String sm3,
            Instant at,
            @Nullable Origin origin) {

        /** The file as another application uses it: the same bytes, nothing copied. */
        Filed takenOver(UUID id, Instant at, Origin origin) {
            return new Filed(id, material, blob, name, mediaType, size, sm3, at, origin);
        }
    }

    /**
     * Where a file that is used again was given.
     *
     * @param item name of what it was given for
     * @param grade how far it could be trusted when it was taken over
     */
    public record Origin(UUID dossier, UUID file, String item, Holdings.Grade grade, Instant givenAt) {}

    public Applicant applicant() {
        return content.applicant();
    }

    /** By what it was begun; what was begun before this was kept came by an account. */
    Start start() {
        Start start = content.start();
        return start == null ? Start.signedIn(applicant()) : start;
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

    /** True where something came in for the material after that moment. */
    public boolean came(String material, Instant after) {
        return files(material).stream().anyMatch(file -> file.at().isAfter(after));
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

    /** True for name and number as the state's register confirmed them, of who applies for himself: he is who he is. */
    public boolean isIdentity(String question) {
        Known known = content.known().get(question);
        return known != null
                && known.source() == Known.Source.REAL_NAME
                && !applicant().entity()
                && applicant().holder().equals(applicant().person());
    }

    /** With his confirmed name and number, whatever somebody typed in their place. */
    public Dossier identified() {
        Answers answers = answers();
        for (var known : content.known().entrySet()) {
            if (isIdentity(known.getKey()) && !keeps(known.getKey())) {
                answers = answers.with(known.getKey(), List.of(known.getValue().value()));
            }
        }
        return answers.equals(answers()) ? this : with(answers);
    }

    /** What had been filled in, where the applicant put something else in its place. */
    public @Nullable Known changed(String question) {
        return keeps(question) ? null : content.known().get(question);
    }

    /** What the answer was when it was handed in, where it is another now. */
    public @Nullable List<String> before(String question) {
        return content.corrections().stream()
                .filter(each -> each.question().equals(question))
                .findFirst()
                .map(Correction::before)
                .filter(before -> !before.equals(answers().all(question)))
                .orElse(null);
    }

    /** True where the answer was corrected after that moment. */
    public boolean corrected(String question, Instant after) {
        return content.corrections().stream()
                .anyMatch(each -> each.question().equals(question) && !each.at().isBefore(after));
    }

    /** With another answer than the one that was handed in; both are kept. */
    Dossier correct(String question, List<String> answer, Instant at) {
        var corrections = new ArrayList<>(content.corrections());
        corrections.add(new Correction(question, answers().all(question), at));
        var next = new Content(
                content.applicant(),
                answers().with(question, answer),
                content.files(),
                content.known(),
                content.start(),
                content.promised(),
                content.commitment(),
                corrections,
                content.brought());
        return new Dossier(region, id, item, itemVersion, next, version, savedAt, submittedAt);
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
                content.start(),
                content.promised(),
                content.commitment(),
                content.corrections(),
                content.brought());
        return new Dossier(region, id, item, itemVersion, next, version, savedAt, submittedAt);
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

    /** With the materials that he brings himself although the office could fetch them. */
    Dossier bringing(Set<String> brought) {
        var next = new Content(
                content.applicant(),
                answers(),
                content.files(),
                content.known(),
                content.start(),
                content.promised(),
                content.commitment(),
                content.corrections(),
                brought);
        return new Dossier(region, id, item, itemVersion, next, version, savedAt, submittedAt);
    }

    /** The file of that id. */
    public Optional<Filed> file(UUID file) {
        return content.files().stream().filter(each -> each.id().equals(file)).findFirst();
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
                commitment,
                content.corrections(),
                content.brought());
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
                content.applicant(),
                answers,
                files,
                content.known(),
                content.start(),
                promised,
                content.commitment(),
                content.corrections(),
                content.brought());
        return new Dossier(region, id, item, itemVersion, next, version, savedAt, submittedAt);
    }
}
