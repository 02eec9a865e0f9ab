package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Applicant;
import org.yimen.application.City;
import org.yimen.desk.Clerk.Answer;
import org.yimen.identity.Access;
import org.yimen.identity.Accesses;
import org.yimen.identity.LookUps;
import org.yimen.identity.Onlooker;
import org.yimen.identity.TestNumbers;
import org.yimen.organisation.Staff;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** Whoever asks for number after number is stopped at every door, and learns no more of whom he knows than of strangers. */
@HallTest
class LookUpDoorsTest {

    private static final String STOPPED = "这一刻钟按号码查询的次数已到上限";

    @Autowired
    private City city;

    @Autowired
    private DeskPages pages;

    @Autowired
    private LookUps lookUps;

    @Autowired
    private Accesses accesses;

    @Autowired
    private TestTime time;

    @Test
    @Proves("M-IDA-06")
    void theWindowsLookUpIsBoundedFoundOrNot() throws Exception {
        Staff staff = pages.newcomer("ZX/window");
        Clerk clerk = pages.at(staff);
        Applicant somebody = city.somebody();
        for (int i = 0; i < LookUps.A_QUARTER; i++) {
            clerk.send("/desk/intake", "number", i == 0 ? somebody.number() : stranger());
        }

        Answer known = clerk.send("/desk/intake", "number", city.somebody().number());
        Answer stranger = clerk.send("/desk/intake", "number", stranger(), "name", "周新来", "phone", "15400000034");

        stopped(known);
        stopped(stranger);
        assertThat(stranger.body()).as("nothing typed is lost").contains("value=\"周新来\"", "value=\"15400000034\"");
        assertThat(clerk.send("/desk/intake", "number", "不是号码").body())
                .as("what is no number tells nothing and is not counted")
                .doesNotContain(STOPPED);
    }

    @Test
    @Proves("M-IDA-06")
    void soAreACallersTheSearchTheBookingTheConsultAndTheQuestion() throws Exception {
        Applicant somebody = city.somebody();
        String number = somebody.number();
        Clerk operator = pages.at(bounded("12345/operator"));
        Clerk window = pages.at(bounded("ZX/window"));
        Clerk guide = pages.at(bounded("ZX/guide"));
        String key = UUID.randomUUID().toString();

        stopped(operator.send("/desk/orders/caller", "citizen", number));
        Answer searched = window.send("/desk/search", "q", number);
        stopped(searched);
        assertThat(searched.body()).contains("value=\"" + number + "\"");
        stopped(window.send("/desk/search", "q", TestNumbers.firm().value()));
        stopped(window.send("/desk/bookings/tickets", "key", key, "group", "A", "number", number));
        stopped(guide.send(
                "/desk/bookings/new", "key", key, "door", "HOTLINE", "slot", key, "number", number, "group", "A"));
        stopped(guide.send("/desk/consults", "key", key, "item", "tobacco-retail", "number", number));
        stopped(window.send(
                "/desk/talk/enquiries",
                "key",
                key,
                "item",
                "tobacco-retail",
                "how",
                "phone",
                "number",
                number,
                "question",
                "要带什么"));

        assertThat(accesses.of(somebody.person(), time.instant().plusSeconds(1), 20))
                .extracting(Access::kind)
                .doesNotContain(Access.Kind.LOOKED_UP);
    }

    private static void stopped(Answer answer) {
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains(STOPPED);
    }

    /** Who has asked as often as he may. */
    private Staff bounded(String post) {
        Staff staff = pages.newcomer(post);
        for (int i = 0; i < LookUps.A_QUARTER; i++) {
            assertThat(lookUps.refusal("629901", new Onlooker(staff.id(), staff.name(), post)))
                    .isEmpty();
        }
        return staff;
    }

    private static String stranger() {
        return TestNumbers.citizen().value();
    }
}
