package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Applicant;
import org.yimen.application.Application.Command;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.desk.Clerk.Answer;
import org.yimen.hall.Booking;
import org.yimen.hall.Bookings;
import org.yimen.hall.Door;
import org.yimen.hall.Hall;
import org.yimen.hall.Slots;
import org.yimen.hotline.OrderDesk;
import org.yimen.hotline.Report;
import org.yimen.hotline.WorkOrders;
import org.yimen.identity.People;
import org.yimen.licence.LicenceDesk;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.Text;
import org.yimen.rating.Ratings;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** 一号申请: everything that somebody has with the centre hangs on his one number. */
@HallTest
class OneIdentityTest {

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private LicenceDesk licences;

    @Autowired
    private Hall hall;

    @Autowired
    private Slots slots;

    @Autowired
    private Bookings bookings;

    @Autowired
    private OrderDesk orders;

    @Autowired
    private Ratings ratings;

    @Autowired
    private People people;

    @Autowired
    private WorkOrders workOrders;

    @Autowired
    private Directory directory;

    @Test
    @Proves("M-IDA-03")
    void theNumberBringsUpCasesLicencesBookingsEvaluationsAndComplaintsAtTheWindow() throws Exception {
        Applicant somebody = city.somebody();
        UUID holder = somebody.holder();
        CaseId running = city.submitted(somebody, "food-business").id();
        CaseId done = city.submitted(somebody, "public-place-hygiene").id();
        desk.write(done, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        city.review(done);
        desk.write(done, city.at("WJW/chief"), City.key(), null, Command.Grant::new);
        desk.issue(done, city.at("WJW/chief"), City.key(), null);
        desk.act(done, city.at("ZX/window"), City.key(), null, city.toHimself(done));
        var licence = licences.ofCase(DeskPages.CITY, done.value()).getFirst();
        var group = hall.group(1);
        hall.slots(group, 3);
        Booking booking = bookings.book(
                DeskPages.CITY,
                new Bookings.Wish(
                        slots.bookable(DeskPages.CITY, group.code(), null)
                                .getFirst()
                                .id(),
                        null,
                        holder,
                        holder,
                        null,
                        Door.WEB,
                        holder,
                        UUID.randomUUID()));
        var person = people.find(holder).orElseThrow();
        var complaint = orders.register(
                new Report(
                        "complaint",
                        "housing",
                        null,
                        false,
                        new Report.Content("楼道灯坏了", "修好", "云溪区"),
                        new Report.Reporter(person.name(), person.phone(), holder, null)),
                holder,
                Actor.applicant(holder, holder),
                "web",
                City.key());
        Text served = Text.of("一号试验的服务");
        ratings.served(
                DeskPages.CITY,
                Ratings.Served.ofCase(UUID.randomUUID(), holder, holder, null, "SJ", "food-business", served),
                TestTime.START);

        Clerk window = pages.at("zx.window1");
        Answer found = window.send("/desk/intake", "number", somebody.number());
        String page = window.open(found.location()).body();

        assertThat(page)
                .contains(desk.find(running).number())
                .contains(licence.type())
                .contains(Bookings.spelt(booking.code()))
                .contains(served.zh())
                .doesNotContain(somebody.number())
                .as("a number that is typed is anybody's: who complained is not told")
                .doesNotContain(complaint.number());
        Officer clerk = directory.officer(
                directory.staff(DeskPages.CITY, "zx.window1").orElseThrow().id(), TestTime.START);
        assertThat(workOrders.of(DeskPages.CITY, holder, clerk, true, 50))
                .as("once he stands there")
                .extracting(line -> line.row().id())
                .contains(complaint.id().value());
    }
}
