package org.yimen.portal;

import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.hall.Consult;
import org.yimen.hall.Consults;
import org.yimen.identity.Citizen;
import org.yimen.organisation.Directory;
import org.yimen.platform.web.Page;

/** The list that somebody was given at the counter, at home. */
@Controller("portalConsults")
public class ConsultsController {

    private final Consults consults;
    private final Directory directory;

    ConsultsController(Consults consults, Directory directory) {
        this.consults = consults;
        this.directory = directory;
    }

    /** What was sent, and the list that it leads to. */
    public record ConsultPage(Consult consult, Consult.Checklist list) {}

    /** Only what was sent to himself. */
    @GetMapping("/me/consults/{id}")
    ModelAndView show(@PathVariable UUID id, @AuthenticationPrincipal Citizen citizen) {
        Consult consult = consults.sent(directory.region(), id, citizen.personId())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return Page.show("portal/consult", new ConsultPage(consult, consults.checklist(consult)));
    }
}
