package org.yimen.console;

import java.util.List;
import org.yimen.organisation.Officer;
import org.yimen.platform.ui.NavBar;
import org.yimen.platform.ui.NavEntry;
import org.yimen.platform.web.Words;

/** The frame of every page of the console: where one can go, and as which administrator one is here. */
public record ConsoleFrame(Officer officer, String current) {

    public NavBar entries(Words words) {
        return NavBar.of(ConsoleArea.openTo(officer).stream()
                .map(area -> NavEntry.of(
                        area.href(), words.say(area.key()), area.href().equals(current)))
                .toList());
    }

    /** Key of the name of the area that one is in. */
    public String name() {
        return ConsoleArea.openTo(officer).stream()
                .filter(area -> area.href().equals(current))
                .findFirst()
                .orElse(ConsoleArea.HOME)
                .key();
    }

    /** The areas behind the first page, for its list. */
    public List<Door> doors() {
        return ConsoleArea.openTo(officer).stream()
                .filter(area -> area != ConsoleArea.HOME)
                .map(area -> new Door(area.href(), area.key(), area.key() + ".about"))
                .toList();
    }

    /** An area with the keys of its name and of a sentence about it. */
    public record Door(String href, String name, String about) {}

    /** The roles of the officer in words, e.g. 安全管理员. */
    public String post(Words words) {
        return words.list(officer.roles().stream()
                .sorted()
                .map(role -> words.knows("console.role." + role) ? words.say("console.role." + role) : role)
                .toList());
    }
}
