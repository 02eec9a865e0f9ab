package org.yimen.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yimen.application.Applicant;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.State.InProcedure;
import org.yimen.application.Application.State.Reviewing;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.casework.Plan.Stage;
import org.yimen.casework.Plan.Step;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** 公示: everybody reads what is publicised now, with a part of the name hidden, and no longer when it ended. */
@HallTest
class PublicityPageTest {

    @LocalServerPort
    private int port;

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private TestTime time;

    @Test
    @Proves("M-APR-13")
    void whatIsPublicisedStandsThereWithItsDaysAndNobodysFullName() throws Exception {
        Applicant somebody = city.somebody();
        CaseId id = city.submitted(somebody, "disability-certificate").id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        var publicity = publicised(id);
        var stranger = new Browser(port);

        String during = stranger.open("/publicity").body();
        desk.act(
                id,
                Actor.applicant(somebody.holder(), somebody.person()),
                City.key(),
                null,
                new Command.Withdraw("不办了"));
        String after = stranger.open("/publicity").body();

        assertThat(during)
                .contains(somebody.maskedName(), publicity.basis())
                .doesNotContain(somebody.name(), somebody.number());
        assertThat(lines(after)).isEqualTo(lines(during) - 1);
    }

    @Test
    void whoseDaysAreOverStandsThereNoLonger() throws Exception {
        Applicant somebody = city.somebody();
        CaseId id = city.submitted(somebody, "disability-certificate").id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        publicised(id);
        var stranger = new Browser(port);
        int during = lines(stranger.open("/publicity").body());

        time.advance(Duration.ofDays(14));

        assertThat(desk.find(id).state()).as("nobody ended it").isInstanceOf(InProcedure.class);
        assertThat(lines(stranger.open("/publicity").body())).isLessThan(during);
    }

    /** Passes what comes before the publicity, and begins it. */
    private Step publicised(CaseId id) {
        for (int guard = 0; guard < 10; guard++) {
            var course = ((Reviewing) desk.find(id).state()).course();
            switch (desk.item(desk.find(id)).plan().elements().get(course.position())) {
                case Stage stage -> {
                    for (String department : stage.departments()) {
                        var review = new Command.Review(department, true, "同意");
                        desk.act(id, city.at(department + "/examiner"), City.key(), null, review);
                    }
                }
                case Step step
                when step.code().equals("publicity") -> {
                    var examiner = city.at(step.department() + "/examiner");
                    desk.write(id, examiner, City.key(), null, paper -> new Command.StartStep(step.code(), 5, paper));
                    return step;
                }
                case Step step -> city.special(id, step);
            }
        }
        throw new IllegalStateException("No publicity in the plan of " + id);
    }

    private static int lines(String page) {
        return page.split("ym-mine__state", -1).length - 1;
    }
}
