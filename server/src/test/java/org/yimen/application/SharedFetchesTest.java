package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.application.SharedData.Answer;
import org.yimen.application.SharedFetches.Fetched;
import org.yimen.application.Waivers.Entered;
import org.yimen.application.Waivers.Source;
import org.yimen.casework.Actor;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** 免证办: sources are asked when somebody hands in, and what they do not give is his to bring. */
@HallTest
class SharedFetchesTest {

    private static final String HYGIENE = "public-place-hygiene";

    @Autowired
    private City city;

    @Autowired
    private Drafts drafts;

    @Autowired
    private Waivers waivers;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private Saved saved;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestTime time;

    private SharedFetches asking(@Nullable SharedData port) {
        return new SharedFetches(waivers, drafts, jdbc, time, port);
    }

    @Test
    @Proves("M-INT-13")
    void whatASourceGivesIsWaivedWithItsReferenceAndCounted() {
        Applicant holder = city.somebody();
        Dossier draft = city.complete(holder, HYGIENE);
        var asked = new CopyOnWriteArrayList<String>();

        var answer = asking(request -> {
                    asked.add(request.material());
                    return new Answer.Found("共享-" + request.material());
                })
                .ask(draft);

        assertThat(answer.lacking()).isEmpty();
        assertThat(asked).as("nothing that is held here").containsExactlyInAnyOrder("business-licence", "staff-health");
        var file = desk.submit(draft, Actor.applicant(holder.holder(), holder.person()), "web", City.key());
        String region = file.id().region();
        assertThat(waivers.ofCase(region, file.id().value()))
                .contains(
                        new Entered("business-licence", Source.SHARED, null),
                        new Entered("staff-health", Source.SHARED, null));
        assertThat(saved.ofCase(region, file.id().value()).orElseThrow().dataCalls())
                .isEqualTo(3);
        Fetched health = Objects.requireNonNull(
                asking(null).of(region, file.id().value()).get("staff-health"));
        assertThat(health).returns("共享-staff-health", Fetched::reference);
        assertThat(health.consentedAt()).isNotNull().isBeforeOrEqualTo(health.answeredAt());
        assertThat(health.issuer().zh()).isEqualTo("卫生健康委员会");
    }

    @Test
    @Proves("M-INT-13")
    void whatASourceDoesNotGiveIsAskedOfTheApplicantWhoIsTold() {
        Dossier draft = city.complete(city.somebody(), HYGIENE);

        var answer = asking(request -> request.material().equals("staff-health") ? silent() : new Answer.None())
                .ask(draft);

        assertThat(answer.lacking())
                .extracting(Fetched::material, Fetched::outcome)
                .containsExactlyInAnyOrder(
                        tuple("staff-health", Fetched.Outcome.SILENT), tuple("business-licence", Fetched.Outcome.NONE));
        assertThat(uploads(answer.draft())).contains("staff-health", "business-licence");
        assertThat(drafts.gaps(answer.draft())).isNotEmpty();

        Dossier again = drafts.bring(answer.draft(), Set.of());
        assertThat(asking(_ -> new Answer.Found("共享-1")).ask(again).lacking())
                .as("asked once more")
                .isEmpty();
        assertThat(uploads(again)).doesNotContain("staff-health");
    }

    @Test
    void aSourceThatFailsOrIsSlowHoldsNobodyUp() {
        Dossier draft = city.complete(city.somebody(), HYGIENE);
        long before = System.nanoTime();

        var answer = asking(request -> {
                    if (request.material().equals("staff-health")) {
                        LockSupport.parkNanos(Duration.ofSeconds(30).toNanos());
                    }
                    throw new IllegalStateException("the line is dead");
                })
                .ask(draft);

        assertThat(answer.lacking()).hasSize(2).allMatch(each -> each.outcome() == Fetched.Outcome.SILENT);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void withoutAConnectionTheOfficeFetchesAsBefore() {
        Dossier draft = city.complete(city.somebody(), HYGIENE);

        assertThat(asking(null).ask(draft).lacking()).isEmpty();

        assertThat(drafts.waived(draft))
                .extracting(Waivers.Waived::source)
                .contains(Source.OFFICE)
                .doesNotContain(Source.SHARED);
    }

    private static Answer silent() {
        return new Answer.Silent();
    }

    private List<String> uploads(Dossier dossier) {
        return Drafts.uploads(drafts.item(dossier), dossier).stream()
                .map(Material::code)
                .toList();
    }
}
