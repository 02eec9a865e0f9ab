package org.yimen.hotline;

import java.util.List;
import org.yimen.hotline.OrderTypes.Area;
import org.yimen.hotline.OrderTypes.Topic;
import org.yimen.organisation.Department;
import org.yimen.platform.ui.Option;
import org.yimen.platform.web.Words;

/** What the forms about orders let somebody choose, or leave open. */
public final class OrderChoices {

    private OrderChoices() {}

    public static List<Option> types(List<OrderType> types, Words words) {
        return Option.orNone(
                words.say("hotline.field.choose"),
                types.stream().map(each -> Option.of(each.code(), words.text(each.name()))));
    }

    public static List<Option> topics(List<Topic> topics, Words words) {
        return Option.orNone(
                words.say("hotline.field.choose"),
                topics.stream().map(each -> Option.of(each.code(), words.text(each.name()))));
    }

    public static List<Option> areas(List<Area> areas, Words words) {
        return Option.orNone(
                words.say("hotline.field.no-area"),
                areas.stream().map(each -> Option.of(each.code(), words.text(each.name()))));
    }

    /** By their short names. */
    public static List<Option> departments(List<Department> departments, Words words) {
        return departments(departments, "hotline.field.choose", words);
    }

    /** @param none the key of the words for none of them */
    public static List<Option> departments(List<Department> departments, String none, Words words) {
        return Option.orNone(
                words.say(none),
                departments.stream().map(each -> Option.of(each.code(), words.text(each.shortName()))));
    }
}
