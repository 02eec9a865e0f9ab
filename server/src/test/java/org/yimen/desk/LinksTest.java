package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.desk.Clerk.Answer;
import org.yimen.testing.HallTest;

/** Whatever the desk offers somebody, in its menu and on its pages, opens for him. */
@HallTest
class LinksTest {

    private static final Pattern LINK = Pattern.compile("<a [^>]*?href=\"(/(?:desk|console)[^\"#]*)");
    /** Cases that other tests speak of and nobody opened: a real one has an id by its time. */
    private static final Pattern MADE_UP = Pattern.compile("/desk/cases/[0-9a-f]{8}-[0-9a-f]{4}-4");

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}|=[^&]*|\\d{6}-\\d{6}-[\\w-]+");
    private static final int MOST_PAGES = 60;
    private static final int MOST_ALIKE = 2;

    @Autowired
    private DeskPages pages;

    private record Link(String href, String on) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zx.window1",
                "wjw.examiner1",
                "wjw.chief",
                "sj.head",
                "zx.hall",
                "zx.finance",
                "zx.guide1",
                "zx.certificates",
                "zx.catalogue",
                "zx.supervisor",
                "zx.director",
                "rx.dispatcher1",
                "sys.admin",
                "aud.admin"
            })
    void noLinkThatIsShownIsForbiddenOrLeadsNowhere(String login) throws Exception {
        Clerk clerk = pages.at(login);
        var next = new ArrayDeque<Link>(List.of(new Link(login.endsWith("admin") ? "/console" : "/desk", "")));
        var seen = new HashSet<String>();
        var alike = new HashMap<String, Integer>();
        var dead = new ArrayList<String>();
        while (!next.isEmpty() && seen.size() < MOST_PAGES) {
            Link link = next.remove();
            String shape = ID.matcher(link.href()).replaceAll("*");
            if (alike.getOrDefault(shape, 0) >= MOST_ALIKE || !seen.add(link.href())) {
                continue;
            }
            alike.merge(shape, 1, Integer::sum);
            Answer answer = clerk.open(link.href());
            if (answer.status() == 403 || answer.status() == 404 || answer.status() >= 500) {
                dead.add(answer.status() + " " + link.href() + " on " + link.on());
            }
            LINK.matcher(answer.status() == 303 || answer.status() == 302 ? "" : answer.body())
                    .results()
                    .map(found -> found.group(1).replace("&amp;", "&"))
                    .filter(href -> !href.contains("lang="))
                    .filter(href -> !MADE_UP.matcher(href).find())
                    .forEach(href -> next.add(new Link(href, link.href())));
            if (!answer.location().isEmpty()) {
                next.addFirst(new Link(answer.location(), link.href()));
            }
        }

        assertThat(seen).hasSizeGreaterThan(3);
        assertThat(dead).isEmpty();
    }
}
