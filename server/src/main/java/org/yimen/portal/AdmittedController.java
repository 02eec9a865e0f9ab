package org.yimen.portal;

import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.identity.ThirdParties;
import org.yimen.identity.ThirdParty;
import org.yimen.organisation.Directory;
import org.yimen.platform.Text;
import org.yimen.platform.web.Page;

/** 中介机构公示: who may act for applicants as a profession, until when, and who vouches. */
@Controller
public class AdmittedController {

    private final ThirdParties thirdParties;
    private final Directory directory;
    private final String region;

    AdmittedController(ThirdParties thirdParties, Directory directory, @Value("${yimen.region:629901}") String region) {
        this.thirdParties = thirdParties;
        this.directory = directory;
        this.region = region;
    }

    /** One of them, with the name of the department. */
    public record Line(ThirdParty party, Text department) {}

    /** All of them, by name. */
    public record AdmittedPage(List<Line> lines) {
        public AdmittedPage {
            lines = List.copyOf(lines);
        }
    }

    @GetMapping("/third-parties")
    ModelAndView list() {
        return Page.show(
                "portal/third-parties",
                new AdmittedPage(thirdParties.admitted(region).stream()
                        .map(each -> new Line(
                                each,
                                directory
                                        .unit(region, each.department())
                                        .map(unit -> unit.name())
                                        .orElseGet(() -> Text.of(each.department()))))
                        .toList()));
    }
}
