package org.yimen.organisation;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.platform.CityTime;

/** 授权书登记: the register of letters of authority. Nothing is deleted from it; a letter ends by its date or by withdrawal. */
@Service
public class Letters {

    /**
     * A letter to be granted.
     *
     * @param parent number of the first-tier letter that this one rests on, or null for a first-tier letter
     * @param commissionBasis the rule that provides for acting in another's place: for who serves the department its head's
     *     (代批), else another organ's name (委托); null for the own power
     * @param by who enters it: a staff id or a name
     */
    public record Grant(
            String region,
            String number,
            String department,
            UUID holder,
            Set<String> items,
            Set<Right> rights,
            LocalDate from,
            LocalDate until,
            List<String> signatories,
            @Nullable String parent,
            @Nullable String commissionBasis,
            String by) {
        public Grant {
            items = Set.copyOf(items);
            rights = Set.copyOf(rights);
            signatories = List.copyOf(signatories);
        }
    }

    private final OrganisationTables tables;
    private final Directory directory;
    private final AuditLog audit;
    private final InstantSource time;

    Letters(OrganisationTables tables, Directory directory, AuditLog audit, InstantSource time) {
        this.tables = tables;
        this.directory = directory;
        this.audit = audit;
        this.time = time;
    }

    /** Enters a letter; it allows what it says from its first day. */
    @Transactional
    public Letter grant(Grant grant) {
        Letter letter = check(grant);
        Instant now = time.instant();
        try {
            tables.insert(grant.region(), letter, grant.by(), now.atOffset(ZoneOffset.UTC));
        } catch (DuplicateKeyException taken) {
            throw new LetterRefused("organisation.letter.number-taken", grant.number());
        }
        audit.record(
                grant.region(),
                grant.by(),
                "organisation.letter-granted",
                letter.number(),
                Map.of(
                        "holder", letter.holder().toString(),
                        "department", letter.department(),
                        "items", String.join(" ", new TreeSet<>(letter.items())),
                        "rights", new TreeSet<>(letter.rights()).toString(),
                        "from", letter.from().toString(),
                        "until", letter.until().toString(),
                        "before", "",
                        "after", said(letter)));
        directory.changing();
        return letter;
    }

    /** The letter as it would be entered today. */
    Letter check(Grant grant) {
        Optional<Letter> parent = Optional.ofNullable(grant.parent()).map(number -> found(grant.region(), number));
        Staff holder = directory.member(grant.region(), grant.holder());
        return LetterRules.granted(
                grant, parent, directory.appointee(grant.holder(), grant.from()).everywhere(), holder.employment());
    }

    /** Passes what is the own organ's to give: in the own power, or to sign for its head. */
    void demandOwnOrgan(Grant grant) {
        Optional<Letter> parent = Optional.ofNullable(grant.parent()).map(number -> found(grant.region(), number));
        LetterRules.ownOrgan(
                grant, parent, directory.appointee(grant.holder(), grant.from()).everywhere());
    }

    /** Ends a letter of the home region at once, and with it every letter that rests on it. */
    @Transactional
    public void withdraw(String number, String reason, String by, Instant at) {
        withdraw(directory.region(), number, reason, by, at);
    }

    @Transactional
    public void withdraw(String region, String number, String reason, String by, Instant at) {
        if (reason.isBlank()) {
            throw new LetterRefused("organisation.letter.reason-missing");
        }
        if (AuditLog.holdsPersonalNumber(reason)) {
            throw new LetterRefused("audit.personal-number");
        }
        if (tables.withdraw(region, number, reason, by, at.atOffset(ZoneOffset.UTC)) == 0) {
            throw new LetterRefused("organisation.letter.not-in-force", number);
        }
        // One that was entered in the same transaction the directory does not know yet.
        Optional<Letter> before = directory.letters(region).stream()
                .filter(letter -> letter.number().equals(number))
                .findAny();
        audit.record(
                region,
                by,
                "organisation.letter-withdrawn",
                number,
                Map.of(
                        "reason", reason,
                        "before", before.map(Letters::said).orElse(""),
                        "after",
                                before.map(letter -> said(letter.withdrawn(CityTime.day(at), reason)))
                                        .orElse("")));
        directory.changing();
    }

    /** All letters of a region, by number. */
    public List<Letter> in(String region) {
        return directory.letters(region);
    }

    /**
     * Which of the admitted items somebody may decide on that day.
     *
     * @param admitted the codes of the items that the hall admits, by department
     */
    public Authorised report(String region, LocalDate on, Map<String, ? extends Collection<String>> admitted) {
        var deciding = directory.letters(region).stream()
                .filter(letter -> letter.parent() != null && letter.rights().contains(Right.DECIDE))
                .toList();
        var lines = new ArrayList<Authorised.Line>();
        new TreeMap<>(admitted).forEach((department, items) -> {
            List<String> covered = items.stream()
                    .distinct()
                    .filter(item -> deciding.stream()
                            .anyMatch(letter ->
                                    letter.department().equals(department) && letter.covers(Right.DECIDE, item, on)))
                    .sorted()
                    .toList();
            if (!covered.isEmpty()) {
                lines.add(new Authorised.Line(department, covered));
            }
        });
        int base = admitted.values().stream()
                .mapToInt(items -> Set.copyOf(items).size())
                .sum();
        return new Authorised(region, on, lines, base);
    }

    /**
     * Which of the admitted items somebody in the hall holds each right for.
     *
     * @param admitted as in {@link #report}
     */
    public Map<Right, List<String>> rights(
            String region, LocalDate on, Map<String, ? extends Collection<String>> admitted) {
        var second = directory.letters(region).stream()
                .filter(letter -> letter.parent() != null)
                .toList();
        var rights = new EnumMap<Right, List<String>>(Right.class);
        for (Right right : Right.values()) {
            rights.put(
                    right,
                    new TreeMap<>(admitted)
                            .entrySet().stream()
                                    .flatMap(department -> department.getValue().stream()
                                            .distinct()
                                            .filter(item -> second.stream()
                                                    .anyMatch(letter ->
                                                            letter.department().equals(department.getKey())
                                                                    && letter.covers(right, item, on))))
                                    .sorted()
                                    .toList());
        }
        return rights;
    }

    /** What a letter allows, in one line: two such lines side by side tell a change. */
    private static String said(Letter letter) {
        String ends = letter.withdrawnOn() == null ? "" : "；" + letter.withdrawnOn() + " 收回";
        return letter.from() + "—" + letter.until() + ends + "；" + new TreeSet<>(letter.rights()) + "；"
                + String.join(" ", new TreeSet<>(letter.items()));
    }

    private Letter found(String region, String number) {
        return directory.letters(region).stream()
                .filter(letter -> letter.number().equals(number))
                .findAny()
                .orElseThrow(() -> new LetterRefused("organisation.letter.parent-unknown", number));
    }
}
