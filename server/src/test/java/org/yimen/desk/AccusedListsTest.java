package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.City;
import org.yimen.casework.CaseId;
import org.yimen.casework.WorkLists;
import org.yimen.hotline.OrderDesk;
import org.yimen.hotline.Report;
import org.yimen.hotline.WorkOrder.Accused;
import org.yimen.hotline.WorkOrder.Command.*;
import org.yimen.hotline.WorkOrders;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Staff;
import org.yimen.platform.CityTime;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** 被投诉人回避: that there is an order at all, the accused learns from no list, no number and no task of his. */
@HallTest
@Proves("M-EVA-01")
class AccusedListsTest {

    private static final String CITY = DeskPages.CITY;
    private static final Pattern NEXT = Pattern.compile("href=\"(/desk\\?[^\"]+)\" rel=\"next\"");
    private static final int MOST_PAGES = 200;

    @Autowired
    private DeskPages pages;

    @Autowired
    private Officers officers;

    @Autowired
    private OrderDesk desk;

    @Autowired
    private WorkOrders orders;

    @Autowired
    private WorkLists lists;

    @Autowired
    private City city;

    @Autowired
    private People people;

    @Autowired
    private Directory directory;

    @Autowired
    private TestTime time;

    @Test
    void whoServedFindsTheOrderInNoInboxAndInNoNumber() throws Exception {
        Staff served = pages.newcomer("12345/operator");
        Staff colleague = pages.newcomer("12345/operator");
        CaseId order = rated("12345", served.id());
        String number = desk.find(order).number();
        LocalDate today = CityTime.day(time.instant());
        assertThat(lists.tasks(order)).extracting(entry -> entry.task().post()).containsExactly("12345/operator");

        assertThat(inbox(pages.at(colleague))).contains(number);
        assertThat(inbox(pages.at(served))).doesNotContain(number);
        assertThat(waiting(colleague) - waiting(served)).isEqualTo(1);
        assertThat(orders.figures(officer(colleague), today, today).getLast().opened()
                        - orders.figures(officer(served), today, today)
                                .getLast()
                                .opened())
                .as("else the number would tell him")
                .isEqualTo(1);
        assertThat(pages.at(served).open("/desk/search?q=" + number).body())
                .doesNotContain("/desk/orders/" + order.value());
        assertThat(pages.at(served).open("/desk/orders?number=" + number).body())
                .doesNotContain("/desk/orders/" + order.value());
    }

    @Test
    void theWorkGoesToAnotherWhereTheServerWouldBeTheOnlyOne() {
        Staff chief = directory.staff(CITY, "sj.chief").orElseThrow();
        CaseId order = rated("SJ", chief.id());

        var _ = desk.act(order, city.at("12345/operator"), City.key(), null, new Contact(true, false, "排队两个小时"));
        var _ = desk.act(order, city.at("12345/dispatcher"), City.key(), null, new Dispatch("SJ", List.of(), ""));

        assertThat(lists.tasks(order)).extracting(entry -> entry.task().post()).containsExactly("SJ/head");
    }

    /** A bad rating of whoever served. */
    private CaseId rated(String department, UUID server) {
        Person person = people.find(city.somebody().holder()).orElseThrow();
        var report = new Report(
                "bad-rating",
                "service-conduct",
                new Accused(department, server, null),
                false,
                new Report.Content("窗口服务：不满意。等了两个小时", "", ""),
                new Report.Reporter(person.name(), person.phone(), person.id(), null));
        return desk.registerOfRating(report, person.id(), UUID.randomUUID()).id();
    }

    private long waiting(Staff staff) {
        return officers.frame(officer(staff), "").waiting();
    }

    private Officer officer(Staff staff) {
        return directory.officer(staff.id(), time.instant());
    }

    /** Every page of it. */
    private static String inbox(Clerk clerk) throws Exception {
        var all = new StringBuilder();
        String page = clerk.open("/desk").body();
        for (int i = 0; i < MOST_PAGES; i++) {
            all.append(page);
            Matcher next = NEXT.matcher(page);
            if (!next.find()) {
                return all.toString();
            }
            page = clerk.open(next.group(1).replace("&amp;", "&")).body();
        }
        throw new IllegalStateException("no end of the inbox after " + MOST_PAGES + " pages");
    }
}
