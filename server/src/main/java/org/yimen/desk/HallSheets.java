package org.yimen.desk;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.catalogue.Catalogue;
import org.yimen.hall.Door;
import org.yimen.hall.HomeVisits;
import org.yimen.hall.WindowGroups;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Sheet;
import org.yimen.platform.ui.Sheet.Block;
import org.yimen.platform.ui.Sheet.Pick;
import org.yimen.platform.ui.Sheet.Said;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;

/** What the hall's pages on the desk have in common: names for codes, things to choose from. */
@Component
class HallSheets {

    private final Officers officers;
    private final WindowGroups groups;
    private final HallSides sides;
    private final Catalogue catalogue;
    private final People people;
    private final Directory directory;
    private final InstantSource time;

    HallSheets(
            Officers officers,
            WindowGroups groups,
            HallSides sides,
            Catalogue catalogue,
            People people,
            Directory directory,
            InstantSource time) {
        this.officers = officers;
        this.groups = groups;
        this.sides = sides;
        this.catalogue = catalogue;
        this.people = people;
        this.directory = directory;
        this.time = time;
    }

    /** What was typed into a form that was refused, and why. */
    record Sent(Map<String, List<String>> typed, Sheet.@Nullable Refusal refusal) {
        static final Sent NOTHING = new Sent(Map.of(), null);

        static Sent refused(Typed typed, RuleBroken refusal, String field) {
            return new Sent(typed.fields(), Sheet.Refusal.of(refusal, Typed.fieldOf(refusal, field)));
        }
    }

    ModelAndView show(Officer officer, DeskArea area, String key, @Nullable Said done, Sent sent, List<Block> blocks) {
        return Page.show(
                "desk/sheet",
                new DeskSheet(officers.frame(officer, area.href()), new Sheet(key, done, sent.refusal(), blocks)),
                sent.refusal() == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    LocalDate today() {
        return CityTime.day(time.instant());
    }

    Said group(String region, String code) {
        return Sheet.data(sides.group(region, code));
    }

    Said item(@Nullable String code) {
        var name = sides.item(code);
        return name == null ? Sheet.say("hall.any-item") : Sheet.data(name);
    }

    /** Masked, as on every list. */
    Said person(UUID id) {
        return Sheet.data(people.find(id).map(Person::maskedName).orElse("—"));
    }

    Said staff(@Nullable UUID id) {
        return Sheet.data(id == null ? "—" : directory.staff(id).name());
    }

    List<Pick> groups(String region) {
        return groups.open(region).stream()
                .map(group -> new Pick(group.code(), Sheet.data(group.name())))
                .toList();
    }

    List<Pick> items() {
        return Stream.concat(
                        Stream.of(new Pick("", Sheet.say("hall.any-item"))),
                        catalogue.published().stream().map(item -> new Pick(item.code(), Sheet.data(item.name()))))
                .toList();
    }

    /** One of the items, and no other choice. */
    List<Pick> published() {
        return catalogue.published().stream()
                .map(item -> new Pick(item.code(), Sheet.data(item.name())))
                .toList();
    }

    /** Those who are appointed to help. */
    List<Pick> helpers(String region) {
        return directory.everybody(region).stream()
                .filter(each ->
                        directory.appointee(each.id(), today()).everywhere().holdsAny(HomeVisits.HELPER))
                .map(each -> new Pick(each.id().toString(), Sheet.data(each.name())))
                .toList();
    }

    static Said named(String prefix, Enum<?> constant) {
        return Sheet.say(prefix + constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    static List<Pick> doors(Door... doors) {
        return Stream.of(doors)
                .map(door -> new Pick(door.name(), named("hall.door.", door)))
                .toList();
    }

    static Optional<String> none(String typed) {
        return Optional.of(typed).filter(text -> !text.isEmpty());
    }
}
