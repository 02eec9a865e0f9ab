package org.yimen.document;

import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yimen.audit.AuditLog;
import org.yimen.identifier.CitizenId;
import org.yimen.identity.Masks;

/**
 * What a formal paper says, in Chinese as the law words it. How it looks is {@link PaperMaker}'s.
 *
 * @param number 文号; empty where the paper has none
 * @param addressee who it is written to, or the holder of a licence
 * @param paragraphs what comes first
 * @param facts the table after them
 * @param items a numbered list after the table
 * @param closing paragraphs after the list, such as the remedies
 * @param signer the organ whose seal the paper bears
 * @param date the date above the seal
 * @param person whose name readers see masked; empty where the paper is about a firm, whose name is public
 */
public record Paper(
        PaperKind kind,
        String number,
        String title,
        String addressee,
        List<String> paragraphs,
        List<Fact> facts,
        List<String> items,
        List<String> closing,
        String signer,
        LocalDate date,
        String person) {

    /** Of any list on a paper. */
    static final int MOST_ENTRIES = 100;
    /** Of all texts together: some thirty pages. */
    static final int MOST_CHARACTERS = 20_000;

    private static final String HIDDEN = "******";
    private static final Pattern CITIZEN = Pattern.compile("(?<![0-9A-Za-z])[1-9][0-9]{16}[0-9Xx](?![0-9A-Za-z])");
    private static final Pattern MOBILE = Pattern.compile("(?<![0-9A-Za-z-])1[3-9][0-9]{9}(?![0-9A-Za-z-])");

    public Paper {
        paragraphs = List.copyOf(paragraphs);
        facts = List.copyOf(facts);
        items = List.copyOf(items);
        closing = List.copyOf(closing);
        boolean tooMany = paragraphs.size() > MOST_ENTRIES
                || facts.size() > MOST_ENTRIES
                || items.size() > MOST_ENTRIES
                || closing.size() > MOST_ENTRIES;
        if (tooMany || characters(number, title, addressee, paragraphs, facts, items, closing) > MOST_CHARACTERS) {
            throw new DocumentRuleBroken("document.paper.too-long", MOST_CHARACTERS);
        }
        if (title.isBlank() || signer.isBlank()) {
            throw new IllegalArgumentException("a paper needs a title and a signer");
        }
    }

    /** A paper that says nothing yet; see the {@code with…} methods. */
    public static Paper of(
            PaperKind kind, String number, String title, String addressee, String signer, LocalDate date) {
        return new Paper(kind, number, title, addressee, List.of(), List.of(), List.of(), List.of(), signer, date, "");
    }

    public Paper withParagraphs(String... texts) {
        return new Paper(kind, number, title, addressee, List.of(texts), facts, items, closing, signer, date, person);
    }

    public Paper withFacts(List<Fact> table) {
        return new Paper(kind, number, title, addressee, paragraphs, table, items, closing, signer, date, person);
    }

    /** With one more, behind the others. */
    public Paper withFact(Fact fact) {
        return withFacts(Stream.concat(facts.stream(), Stream.of(fact)).toList());
    }

    public Paper withItems(List<String> list) {
        return new Paper(kind, number, title, addressee, paragraphs, facts, list, closing, signer, date, person);
    }

    public Paper withClosing(String... texts) {
        return new Paper(
                kind, number, title, addressee, paragraphs, facts, items, List.of(texts), signer, date, person);
    }

    /** Says whose name is no business of whoever only reads. */
    public Paper about(String name) {
        return new Paper(kind, number, title, addressee, paragraphs, facts, items, closing, signer, date, name);
    }

    /** What whoever sees the case may read: names and numbers as screens show them. */
    Paper masked() {
        return new Paper(
                kind,
                number,
                title,
                masked(addressee),
                paragraphs.stream().map(this::masked).toList(),
                facts.stream()
                        .map(fact -> new Fact(fact.label(), masked(fact.value())))
                        .toList(),
                items.stream().map(this::masked).toList(),
                closing.stream().map(this::masked).toList(),
                signer,
                date,
                "");
    }

    private String masked(String text) {
        String named = person.isBlank() ? text : text.replace(person, Masks.name(person));
        String citizens = CITIZEN.matcher(named)
                .replaceAll(found ->
                        CitizenId.parse(found.group()).map(CitizenId::masked).orElse(HIDDEN));
        String phones = MOBILE.matcher(citizens).replaceAll(found -> Masks.phone(found.group()));
        // In groups, in full width: what is still a number is not shown at all.
        return AuditLog.holdsPersonalNumber(phones) ? HIDDEN : phones;
    }

    private static int characters(
            String number,
            String title,
            String addressee,
            List<String> paragraphs,
            List<Fact> facts,
            List<String> items,
            List<String> closing) {
        int sum = number.length() + title.length() + addressee.length();
        for (var texts : List.of(paragraphs, items, closing)) {
            sum += texts.stream().mapToInt(String::length).sum();
        }
        for (Fact fact : facts) {
            sum += fact.label().length() + fact.value().length();
        }
        return sum;
    }
}
