package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.application.Applicant;
import org.yimen.application.Applicants;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFeed;
import org.yimen.casework.CaseFile;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.desk.Clerk.Answer;
import org.yimen.form.FormCheck;
import org.yimen.form.Question;
import org.yimen.hall.Consult;
import org.yimen.hall.Consults;
import org.yimen.hall.Hall;
import org.yimen.hall.HallRuleBroken;
import org.yimen.identity.Access;
import org.yimen.identity.Accesses;
import org.yimen.identity.Person;
import org.yimen.notify.Announcer;
import org.yimen.notify.Outbox;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Organisation;
import org.yimen.organisation.Staff;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;

/** Somebody asks at the counter, from the first word to the case that comes of it. */
@HallTest
class ConsultsPagesTest {

    private static final String CITY = DeskPages.CITY;
    private static final String ITEM = "public-place-hygiene";

    @Autowired
    private DeskPages pages;

    @Autowired
    private Hall hall;

    @Autowired
    private City city;

    @Autowired
    private Consults consults;

    @Autowired
    private Applicants applicants;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private Catalogue catalogue;

    @Autowired
    private Directory directory;

    @Autowired
    private Organisation organisation;

    @Autowired
    private Outbox outbox;

    @Autowired
    private Accesses accesses;

    @Autowired
    private InstantSource time;

    @Autowired
    private List<Announcer> announcers;

    @Autowired
    private JdbcClient jdbc;

    @Test
    @Proves({"M-INT-07", "M-INT-26"})
    void whoIsAskedFirstOwnsItAndTheListIsTheOneThatIsShownOnline() throws Exception {
        Person person = hall.person();
        Clerk guide = pages.at("zx.guide1");
        String key = guide.open("/desk/consults").hidden("key");

        Answer opened = open(guide, key, person.citizenId().value());
        Answer twice = open(guide, key, person.citizenId().value());

        assertThat(twice.location()).isEqualTo(opened.location());
        UUID one = UUID.randomUUID();
        var officer = directory.officer(
                directory.staff(DeskPages.CITY, "zx.guide1").orElseThrow().id(), time.instant());
        var first = consults.open(officer, ITEM, person.id(), one);
        assertThat(consults.open(officer, ITEM, person.id(), one)).isEqualTo(first);
        assertThatExceptionOfType(HallRuleBroken.class)
                .as("the same form for somebody else")
                .isThrownBy(() -> consults.open(officer, ITEM, UUID.randomUUID(), one))
                .returns("platform.key.reused", HallRuleBroken::code);
        assertThat(accesses.of(person.id(), time.instant().plusSeconds(1), 10))
                .as("who is looked up can read it")
                .isNotEmpty()
                .allMatch(access -> access.kind() == Access.Kind.LOOKED_UP)
                .allMatch(access -> staff("zx.guide1").id().equals(access.staff()));
        Consult consult = at(opened);
        assertThat(consult.owner()).isEqualTo(staff("zx.guide1").id()).isEqualTo(consult.firstOwner());
        assertThat(guide.send(opened.location() + "/print").status())
                .as("the situation is open")
                .isEqualTo(422);
        tell(guide, consult);
        Consult told = at(opened);
        ItemVersion item = catalogue.current(ITEM).orElseThrow();
        assertThat(consults.checklist(told).bring())
                .isEqualTo(item.materials(FormCheck.read(item.form(), told.answers())).stream()
                        .filter(material -> material.supply() == ItemVersion.Material.Supply.APPLICANT)
                        .toList())
                .isNotEmpty();
        Answer printed = guide.send(opened.location() + "/print");
        assertThat(guide.open(printed.location()).body())
                .contains(
                        told.number(),
                        consults.checklist(told).bring().getFirst().name().zh())
                .doesNotContain(person.citizenId().value());
        guide.send(opened.location() + "/send");
        guide.send(opened.location() + "/send");
        assertThat(outbox.inbox(CITY, person.id(), null, 10))
                .filteredOn(message -> message.template().equals(Consults.SENT))
                .hasSize(1);
        assertThat(consults.sent(CITY, consult.id(), person.id())).isPresent();
        assertThat(consults.sent(CITY, consult.id(), UUID.randomUUID())).isEmpty();

        CaseFile<?> later = submit(applicants.of(person.id(), null));
        CaseFile<?> another = submit(applicants.of(person.id(), null));

        assertThat(at(opened).caseId()).isEqualTo(later.id().value());
        assertThat(consults.ofCase(CITY, another.id().value())).isEmpty();
        assertThat(pages.at("zx.window1")
                        .open("/desk/cases/" + later.id().value())
                        .body())
                .contains(told.number());
    }

    @Test
    @Proves("M-INT-07")
    void itGoesOnlyToANamedColleagueWhoConfirmsAndHasAnOwnerAtEveryMoment() throws Exception {
        Clerk guide = pages.at("zx.guide1");
        Clerk window = pages.at("zx.window1");
        Answer opened = open(guide, UUID.randomUUID().toString(), "");
        Consult consult = at(opened);
        String address = opened.location();
        String receiver = staff("zx.window1").id().toString();

        assertThat(window.send(address + "/hand-over", "to", receiver).status())
                .as("not his to give away")
                .isEqualTo(422);
        assertThat(guide.send(
                                address + "/hand-over",
                                "to",
                                staff("sj.chief").id().toString())
                        .status())
                .as("nobody at a counter")
                .isEqualTo(422);
        assertThat(window.send(address + "/confirm", "word", "yes").status()).isEqualTo(422);
        guide.send(address + "/hand-over", "to", receiver);
        assertThat(at(opened).owner()).as("until he confirms").isEqualTo(consult.owner());
        assertThat(window.open("/desk/consults").body()).contains(consult.number());
        window.send(address + "/confirm", "word", "no");
        assertThat(at(opened).owner()).isEqualTo(consult.owner());
        guide.send(address + "/hand-over", "to", receiver);
        window.send(address + "/confirm", "word", "yes");

        Consult taken = at(opened);
        assertThat(taken.owner()).isEqualTo(staff("zx.window1").id());
        assertThat(taken.firstOwner()).isEqualTo(consult.owner());
        assertThat(taken.handovers()).isEqualTo(1);
        assertThat(window.send(address + "/confirm", "word", "yes").status()).isEqualTo(422);
        assertThat(guide.send(address + "/answers").status()).isEqualTo(422);
        assertThat(jdbc.sql("select count(*) from hall.consult where owner_id is null or first_owner_id is null")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("""
                        select count(*)
                          from information_schema.columns
                         where table_schema = 'hall' and table_name = 'consult' and column_name = 'owner_id'
                           and is_nullable = 'NO'
                        """).query(Long.class).single()).isOne();
    }

    @Test
    void whoHasLeftIsStoodInForByTheHall() throws Exception {
        Staff gone = pages.newcomer("ZX/guide");
        Answer opened = open(pages.at(gone), UUID.randomUUID().toString(), "");
        Clerk hall = pages.at("zx.hall");
        String receiver = staff("zx.guide2").id().toString();
        assertThat(hall.send(opened.location() + "/hand-over", "to", receiver).status())
                .as("he still serves")
                .isEqualTo(422);
        organisation.leaves(CITY, gone.id(), LocalDate.of(2026, 11, 17));

        hall.send(opened.location() + "/hand-over", "to", receiver);

        assertThat(at(opened).owner()).isEqualTo(gone.id());
        pages.at("zx.guide2").send(opened.location() + "/confirm", "word", "yes");
        assertThat(at(opened).owner()).isEqualTo(staff("zx.guide2").id());
    }

    @Test
    @Proves("M-INT-26")
    void whoNamedNobodyIsJoinedToHisCaseByTheNumberOnHisList() throws Exception {
        Clerk guide = pages.at("zx.guide1");
        Answer opened = open(guide, UUID.randomUUID().toString(), "");
        tell(guide, at(opened));
        assertThat(guide.send(opened.location() + "/send").status())
                .as("to nobody")
                .isEqualTo(422);
        guide.send(opened.location() + "/print");
        Applicant somebody = city.somebody();
        CaseFile<?> other = city.submitted(somebody, "tobacco-retail");
        CaseFile<?> file = submit(somebody);
        assertThat(at(opened).caseId()).isNull();
        Clerk window = pages.at("zx.window1");
        assertThat(window.open("/desk/consults?number=" + at(opened).number()).location())
                .isEqualTo(opened.location());

        assertThat(window.send(opened.location() + "/case", "case", other.number())
                        .status())
                .isEqualTo(422);
        window.send(opened.location() + "/case", "case", file.number());
        window.send(opened.location() + "/case", "case", file.number());

        assertThat(at(opened).caseId()).isEqualTo(file.id().value());
        assertThat(window.send(
                                opened.location() + "/case",
                                "case",
                                submit(somebody).number())
                        .status())
                .as("it leads to one case")
                .isEqualTo(422);
    }

    @Test
    void whatWasToldIsSealedAndWhoOnlyWatchesCounts() throws Exception {
        Clerk guide = pages.at("zx.guide1");
        Answer opened = open(guide, UUID.randomUUID().toString(), "");
        tell(guide, at(opened));
        byte[] kept = jdbc.sql("select answers_sealed from hall.consult where id = :id")
                .param("id", at(opened).id())
                .query(byte[].class)
                .single();
        Clerk supervisor = pages.at("zx.supervisor");

        assertThat(new String(kept, StandardCharsets.UTF_8))
                .doesNotContain(at(opened).answers().questions().iterator().next());
        assertThat(supervisor.open("/desk/consults").body())
                .contains("打印清单")
                .doesNotContain(at(opened).number());
        assertThat(supervisor.open(opened.location()).status()).isEqualTo(403);
        LocalDate day = LocalDate.of(2026, 11, 18);
        assertThat(consults.figures(CITY, day.minusDays(30), day.plusDays(30)).opened())
                .isPositive();
    }

    private Answer open(Clerk clerk, String key, String number) throws Exception {
        Answer opened = clerk.send("/desk/consults", "key", key, "item", ITEM, "number", number);
        assertThat(opened.location()).startsWith("/desk/consults/");
        return opened;
    }

    /** Answers each question that is asked, until none is open. */
    private void tell(Clerk clerk, Consult consult) throws Exception {
        for (int round = 0; round < 10 && consults.checklist(again(consult)).open() > 0; round++) {
            var fields = new ArrayList<String>();
            for (Question question : consults.checklist(again(consult)).questions()) {
                fields.add(question.code());
                fields.add(
                        question.choices().isEmpty()
                                ? "yes"
                                : question.choices().getFirst().code());
            }
            clerk.send("/desk/consults/" + consult.id() + "/answers", fields.toArray(String[]::new));
        }
        assertThat(consults.checklist(again(consult)).open()).isZero();
    }

    /** Hands in, and lets the news of it go round. */
    private CaseFile<?> submit(Applicant applicant) {
        CaseFile<?> file = city.submitted(applicant, ITEM);
        var told = new CaseFeed.Told(
                CaseFeed.Cursor.START,
                file.id(),
                file.number(),
                desk.kind(),
                file.subject(),
                file.department(),
                1,
                file.openedAt(),
                "Submitted",
                Actor.Kind.APPLICANT);
        announcers.forEach(announcer -> announcer.announce(told));
        announcers.forEach(announcer -> announcer.announce(told));
        return file;
    }

    private Consult at(Answer opened) {
        String location = opened.location();
        return consults.find(CITY, UUID.fromString(location.substring(location.lastIndexOf('/') + 1)))
                .orElseThrow();
    }

    private Consult again(Consult consult) {
        return consults.find(CITY, consult.id()).orElseThrow();
    }

    private Staff staff(String login) {
        return directory.staff(CITY, login).orElseThrow();
    }
}
