package org.yimen.organisation;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.yimen.platform.Text;

/** A region of a test's own, with what the test puts into it. */
final class Town {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 18);
    static final LocalDate NEW_YEAR = LocalDate.of(2026, 1, 1);
    static final LocalDate NEW_YEARS_EVE = LocalDate.of(2026, 12, 31);

    final String code = String.valueOf(ThreadLocalRandom.current().nextInt(100_000, 600_000));
    private final Organisation organisation;
    private int numbers;

    Town(Organisation organisation, @Nullable String within) {
        this.organisation = organisation;
        organisation.found(new Region(code, Text.of("试验市" + code), within, NEW_YEAR, null));
    }

    void department(String department) {
        organisation.place(new Department(
                code,
                department,
                Text.of(department + "局"),
                Text.of(department),
                "11" + code + department,
                "0000-0000",
                Text.of("试验路1号")));
    }

    void post(String department, String role, String unit) {
        organisation.open(new Post(code, department, role, Text.of(role), unit));
    }

    Staff staff(String... posts) {
        numbers++;
        var person = new Staff(UUID.randomUUID(), code, "s" + numbers, "职工" + numbers, code + "-" + numbers, null);
        organisation.engage(person);
        for (String post : posts) {
            organisation.appoint(new Posting(code, post, person.id(), false, NEW_YEAR, null));
        }
        return person;
    }

    /** A letter of {@code department} for the year 2026, to be varied. */
    Letters.Grant letter(String number, String department, Staff holder, Set<Right> rights, @Nullable String parent) {
        return new Letters.Grant(
                code,
                number,
                department,
                holder.id(),
                Set.of(Letter.ALL),
                rights,
                NEW_YEAR,
                NEW_YEARS_EVE,
                List.of("签署人"),
                parent,
                null,
                "test");
    }
}
