package org.yimen.portal;

import java.util.List;
import java.util.NoSuchElementException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.organisation.Directory;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Words;
import org.yimen.supervision.ConductRules;
import org.yimen.supervision.PublicNotices;
import org.yimen.supervision.PublicNotices.PublicNotice;

/** 效能问责通报 (M-STF-19): what everybody may read of it, and how to complain. */
@Controller
public class AccountabilityNoticesController {

    private final PublicNotices notices;
    private final ConductRules rules;
    private final Directory directory;

    AccountabilityNoticesController(PublicNotices notices, ConductRules rules, Directory directory) {
        this.notices = notices;
        this.rules = rules;
        this.directory = directory;
    }

    /** The notices, the latest first. */
    public record NoticesPage(List<PublicNotice> lines, ConductRules rules, Directory directory) {
        public NoticesPage {
            lines = List.copyOf(lines);
        }

        public String kind(PublicNotice line, Words words) {
            return rules.kind(line.kind()).map(kind -> words.text(kind.name())).orElse(line.kind());
        }

        public String unit(PublicNotice line, Words words) {
            try {
                return words.text(directory.department(line.department()).name());
            } catch (NoSuchElementException closed) {
                return line.department();
            }
        }

        /** The sanction; of a clue that it was handed over and ended. */
        public String outcome(PublicNotice line, Words words) {
            String code = line.sanction();
            return code == null
                    ? words.say("portal.accountability.handed-over")
                    : rules.sanction(code).map(each -> words.text(each.name())).orElse(code);
        }
    }

    @GetMapping("/accountability")
    ModelAndView all() {
        return Page.show(
                "portal/accountability", new NoticesPage(notices.published(directory.region()), rules, directory));
    }
}
