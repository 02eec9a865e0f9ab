package org.yimen.desk;

import java.util.List;
import java.util.Locale;
import org.yimen.organisation.Officer;
import org.yimen.platform.Text;
import org.yimen.platform.ui.NavBar;
import org.yimen.platform.ui.NavEntry;
import org.yimen.platform.web.Words;

/**
 * The frame of every page of the desk: where one can go, and from which post one acts.
 *
 * @param uncovered the posts and windows that nobody looks after now, with their codes, for whoever must hear of it
 * @param away true where the officer is entered as away: then nothing waits for him
 */
public record DeskFrame(Officer officer, long waiting, String current, List<Text> uncovered, boolean away) {

    public DeskFrame {
        uncovered = List.copyOf(uncovered);
    }

    public NavBar entries(Words words) {
        List<DeskArea> areas = DeskArea.openTo(officer).stream()
                .filter(area -> area != DeskArea.INBOX || !watches())
                .toList();
        var menu = DeskMenu.of(officer.overall(), areas);
        return new NavBar(
                entries(menu.first(), words),
                menu.sections().stream()
                        .map(section ->
                                new NavBar.Group(words.say(section.group().key()), entries(section.areas(), words)))
                        .toList());
    }

    private List<NavEntry> entries(List<DeskArea> areas, Words words) {
        return areas.stream()
                .map(area -> new NavEntry(
                        area.href(),
                        words.say("desk.nav."
                                + area.name().toLowerCase(Locale.ROOT).replace('_', '-')),
                        area == DeskArea.INBOX ? waiting : null,
                        area.href().equals(current),
                        area == DeskArea.INTAKE ? "i" : null))
                .toList();
    }

    /** True where nothing waits for the officer himself: then what is late with others is his home. */
    boolean watches() {
        return waiting == 0 && DeskArea.OVERDUE.isOpenTo(officer);
    }

    /** The roles of the officer in words, e.g. 综合窗口. */
    public String post(Words words) {
        return words.list(officer.everywhere().posts().stream()
                .map(post -> post.substring(post.indexOf('/') + 1))
                .distinct()
                .sorted()
                .map(role -> words.knows("desk.role." + role) ? words.say("desk.role." + role) : role)
                .toList());
    }
}
