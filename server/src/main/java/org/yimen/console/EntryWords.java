package org.yimen.console;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.yimen.audit.AuditEntry;
import org.yimen.identity.Machine;
import org.yimen.identity.Machines;
import org.yimen.identity.Masks;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Staff;
import org.yimen.platform.web.Words;

/** 操作记录的说法: says of an entry of the audit log who did what to whom, by names instead of ids. */
@Component
public class EntryWords {

    private static final String KINDS = "console.entry.";
    private static final String DETAILS = "console.entry-detail.";
    private static final int LONGEST = 200;

    private final Directory directory;
    private final People people;
    private final Machines machines;

    EntryWords(Directory directory, People people, Machines machines) {
        this.directory = directory;
        this.people = people;
        this.machines = machines;
    }

    /** What happened; its code where this release has no words for it. */
    public static String kind(String kind, Words words) {
        return words.knows(KINDS + kind) ? words.say(KINDS + kind) : kind;
    }

    /** The name of who acted or of what it happened to; citizens by their masked names, numbers as they are. */
    public String name(String region, String id, Words words) {
        if (words.knows("console.entry-who." + id)) {
            return words.say("console.entry-who." + id);
        }
        Optional<Machine> machine = machines.find(region, id);
        return machine.map(Machine::name)
                .or(() -> uuid(id).flatMap(this::person))
                .orElse(id);
    }

    /** Label and value, line by line. */
    public List<String> details(AuditEntry entry, Words words) {
        return new TreeMap<>(entry.detail())
                .entrySet().stream()
                        .filter(each -> !each.getValue().isBlank())
                        .map(each -> words.say(
                                "console.entry-detail",
                                label(each.getKey(), words),
                                value(entry, each.getValue(), words)))
                        .toList();
    }

    private String value(AuditEntry entry, String value, Words words) {
        String text = value.strip().replace("\n", " ");
        String said = uuid(text).isPresent() ? name(entry.region(), text, words) : text;
        return said.length() <= LONGEST ? said : said.substring(0, LONGEST) + "…";
    }

    private static String label(String name, Words words) {
        return words.knows(DETAILS + name) ? words.say(DETAILS + name) : name;
    }

    private Optional<String> person(UUID id) {
        try {
            return Optional.of(directory.staff(id)).map(Staff::name);
        } catch (NoSuchElementException nobody) {
            return people.find(id).map(Person::name).map(Masks::name);
        }
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
