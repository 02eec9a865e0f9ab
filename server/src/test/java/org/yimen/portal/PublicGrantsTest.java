package org.yimen.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yimen.application.Applicant;
import org.yimen.application.Application.Command;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.casework.CaseId;
import org.yimen.licence.Licence;
import org.yimen.licence.LicenceDesk;
import org.yimen.testing.HallTest;
import org.yimen.testing.Law;

/** What everybody may look up of what was granted. */
@HallTest
class PublicGrantsTest {

    /** Not the link to the same page in the other language. */
    private static final Pattern OLDER =
            Pattern.compile("href=\"(/grants\\?item=[\\w-]*&on=[\\d-]+&id=[0-9a-f-]{36})\"");

    private static final int MOST_PAGES = 500;

    @LocalServerPort
    private int port;

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private LicenceDesk licences;

    @Test
    @Law(value = "行政许可法 第四十条", rule = "PublicGrantsController: what was granted is published, privacy apart")
    void whatWasGrantedStandsThereForEverybodyWithoutNumbersAndInPages() throws Exception {
        Applicant holder = city.somebody();
        Licence registered = issued(holder, "enterprise-registration", "SJ");
        for (int i = 0; i < 20; i++) {
            issued(holder, "public-place-hygiene", "WJW");
        }
        Licence granted = issued(holder, "public-place-hygiene", "WJW");
        var stranger = new Browser(port);

        String page = stranger.open("/grants?item=public-place-hygiene").body();
        assertThat(older(page)).as("more than one page").isPresent();
        int pages = 1;
        // Other tests' days may lie ahead of this one's.
        while (!page.contains(granted.number()) && pages < MOST_PAGES) {
            page = stranger.open(older(page).orElseThrow()).body();
            pages++;
        }

        assertThat(page)
                .contains(holder.maskedName())
                .doesNotContain(holder.name(), holder.number(), holder.maskedNumber());
        Optional<String> behind = older(page);
        if (behind.isPresent()) {
            assertThat(stranger.open(behind.get()).body())
                    .as("page " + (pages + 1))
                    .doesNotContain(granted.number());
        }
        assertThat(stranger.open("/grants").body()).as("no licence").doesNotContain(registered.number());
    }

    private static Optional<String> older(String page) {
        var older = OLDER.matcher(page.replace("&amp;", "&"));
        return older.find() ? Optional.of(older.group(1)) : Optional.empty();
    }

    private Licence issued(Applicant holder, String item, String department) {
        CaseId id = city.submitted(holder, item).id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        city.review(id);
        desk.write(id, city.at(department + "/chief"), City.key(), null, Command.Grant::new);
        desk.issue(id, city.at(department + "/chief"), City.key(), null);
        return licences.ofCase("629901", id.value()).getFirst();
    }
}
