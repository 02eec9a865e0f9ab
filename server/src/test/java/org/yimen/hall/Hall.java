package org.yimen.hall;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;
import org.yimen.hall.WindowGroups.Hours;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.TestNumbers;
import org.yimen.organisation.Organisation;
import org.yimen.organisation.Site;
import org.yimen.organisation.Unit;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;
import org.yimen.testing.TestTime;

/** Opens groups of a test's own in the hall of the demo city, and sends people there. */
@Component
public class Hall {

    private static final String PHONE = "15400009999";

    public static final String CITY = "629901";

    /** Who opens and closes things in tests. */
    public static final UUID BY = new UUID(4, 2);

    private static final AtomicInteger NEXT = new AtomicInteger();

    private final WindowGroups groups;
    private final Slots slots;
    private final Organisation organisation;
    private final People people;

    Hall(WindowGroups groups, Slots slots, Organisation organisation, People people) {
        this.groups = groups;
        this.slots = slots;
        this.organisation = organisation;
        this.people = people;
    }

    /** A group in a hall of its own, with so many windows, for these items; none means all. */
    public WindowGroup group(int windows, String... items) {
        int number = NEXT.incrementAndGet();
        // Behind the demo's hall, which stays the first one.
        String site = "ZZ-" + number;
        organisation.place(
                new Site(CITY, site, Text.of("试验大厅 " + number), "ZX", Text.of("试验路"), "12345", Text.of("全天")));
        var codes = new ArrayList<String>();
        for (int i = 1; i <= windows; i++) {
            String code = site + "-W" + i;
            organisation.place(new Unit.Window(CITY, code, Text.of("试验窗口 " + number + "-" + i), site));
            codes.add(code);
        }
        return add(number, site, codes, items);
    }

    /** Another group that is called from the windows of the first. */
    public WindowGroup beside(WindowGroup other) {
        return add(NEXT.incrementAndGet(), other.site(), other.windows());
    }

    private WindowGroup add(int number, String site, List<String> windows, String... items) {
        String letter = "T" + (char) ('A' + number / 26) + (char) ('A' + number % 26);
        var group = new WindowGroup(
                CITY, "T" + number, site, letter, Text.of("试验组 " + number), Set.of(items), windows, false);
        groups.add(group, BY);
        return group;
    }

    /** Slots of an hour each working day from nine to twelve, with so many places, two weeks ahead. */
    public List<Slot> slots(WindowGroup group, int capacity) {
        var hours = new Hours(LocalTime.of(9, 0), LocalTime.of(12, 0), 60, capacity);
        groups.addTemplate(CITY, group.code(), null, hours, CityTime.day(TestTime.START), BY);
        slots.makeAhead(CITY);
        return slots.bookable(CITY, group.code(), null);
    }

    /** Somebody of no special group. */
    public Person person() {
        return people.enter("试验来人", TestNumbers.citizen(), PHONE);
    }

    /** Somebody who completed sixty years. */
    public Person aged() {
        return people.enter("试验长者", TestNumbers.aged(), PHONE);
    }
}
