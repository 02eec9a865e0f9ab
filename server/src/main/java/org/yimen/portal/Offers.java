package org.yimen.portal;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yimen.application.web.ClockPages;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.Dictionaries.Theme;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Audience;
import org.yimen.catalogue.Office;
import org.yimen.platform.Text;
import org.yimen.platform.ui.ItemRow;
import org.yimen.platform.web.Words;
import org.yimen.time.TimeLimit;

/** What can be done here, in the orders in which people look for it. */
@Component
public class Offers {

    /** So many items stand on the home page. */
    private static final int ON_THE_DOOR = 7;

    private final Catalogue catalogue;

    Offers(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** A theme or a department with its items. */
    public record Group(String code, Text name, List<ItemVersion> items) {
        public Group {
            items = List.copyOf(items);
        }
    }

    List<ItemVersion> all() {
        return catalogue.published();
    }

    List<ItemVersion> of(Audience audience) {
        return all().stream()
                .filter(item -> item.audiences().contains(audience))
                .toList();
    }

    /** What stands on the door, the quickest first. How often something is asked for nobody has counted yet. */
    List<ItemVersion> first() {
        return all().stream()
                .sorted(Comparator.comparingInt(
                                (ItemVersion item) -> item.limits().promised().amount())
                        .thenComparing(ItemVersion::code))
                .limit(ON_THE_DOOR)
                .toList();
    }

    /** The themes of the locality under which this audience finds something. */
    List<Group> themes(Audience audience) {
        List<ItemVersion> items = of(audience);
        return catalogue.setting().dictionaries().themes().stream()
                .filter(theme -> theme.audiences().contains(audience))
                .map(theme -> new Group(theme.code(), theme.name(), under(theme, items)))
                .filter(group -> !group.items().isEmpty())
                .toList();
    }

    private static List<ItemVersion> under(Theme theme, List<ItemVersion> items) {
        return items.stream()
                .filter(item -> item.themes().contains(theme.code()))
                .toList();
    }

    List<Group> departments() {
        List<ItemVersion> items = all();
        return items.stream()
                .map(ItemVersion::department)
                .distinct()
                .sorted()
                .map(code -> new Group(
                        code,
                        office(code).name(),
                        items.stream()
                                .filter(item -> item.department().equals(code))
                                .toList()))
                .toList();
    }

    Office office(String code) {
        return catalogue.setting().office(code).orElseThrow(() -> new IllegalStateException("No office " + code));
    }

    @Nullable
    Text theme(String code) {
        return catalogue.setting().dictionaries().theme(code).map(Theme::name).orElse(null);
    }

    /** The row of an item in a list. */
    static ItemRow row(ItemVersion item, Words words) {
        TimeLimit promised = item.limits().promised();
        TimeLimit statutory = item.limits().statutory();
        boolean instant = item.isInstant();
        return new ItemRow(
                "/items/" + item.code(),
                item.name(),
                item.summary(),
                instant ? words.say("portal.items.at-once") : Integer.toString(promised.amount()),
                instant
                        ? words.say("portal.items.finished")
                        : words.say(
                                promised.unit() == TimeLimit.Unit.WORKING_DAY
                                        ? "portal.items.working-days"
                                        : "portal.items.days",
                                promised.amount()),
                statutory == null
                        ? words.say("portal.items.no-law")
                        : words.say("portal.items.law", ClockPages.limit(statutory, words)),
                trips(item, words));
    }

    static List<ItemRow> rows(List<ItemVersion> items, Words words) {
        return items.stream().map(item -> row(item, words)).toList();
    }

    static String trips(ItemVersion item, Words words) {
        int visits = item.visits().number();
        return visits == 0 ? words.say("portal.items.no-trip") : words.say("portal.items.trips", visits);
    }
}
