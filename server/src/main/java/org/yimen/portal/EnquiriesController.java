package org.yimen.portal;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.identity.Citizen;
import org.yimen.notify.Enquiries;
import org.yimen.notify.Enquiry;
import org.yimen.notify.NotifyRefused;
import org.yimen.organisation.Directory;
import org.yimen.platform.Text;
import org.yimen.platform.ui.ErrorMessage;
import org.yimen.platform.web.FormKey;
import org.yimen.platform.web.GivesFormBack;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Words;

/** 网上咨询: somebody asks about an item, and reads what was answered. */
@Controller
public class EnquiriesController {

    private static final String HOME = "/me/enquiries";
    private static final int MOST_FAQ = 20;

    private final Enquiries enquiries;
    private final Catalogue catalogue;
    private final Offers offers;
    private final Directory directory;

    EnquiriesController(Enquiries enquiries, Catalogue catalogue, Offers offers, Directory directory) {
        this.enquiries = enquiries;
        this.catalogue = catalogue;
        this.offers = offers;
        this.directory = directory;
    }

    /** What somebody asked; {@code offices} gives the departments' names by code. */
    public record EnquiriesPage(List<Enquiry> enquiries, Map<String, Text> offices, boolean asked) {
        public EnquiriesPage {
            enquiries = List.copyOf(enquiries);
            offices = Map.copyOf(offices);
        }
    }

    /** A new question, and what others asked of the same item. */
    public record AskPage(
            ItemVersion item,
            Text office,
            List<Enquiry.Faq> faq,
            String typed,
            @Nullable NotifyRefused refusal,
            String key) {
        public AskPage {
            faq = List.copyOf(faq);
        }

        public @Nullable ErrorMessage error(Words words) {
            return refusal == null
                    ? null
                    : ErrorMessage.of(
                            words.say(refusal.code(), refusal.arguments().toArray()));
        }
    }

    @GetMapping(HOME)
    ModelAndView list(@RequestParam(defaultValue = "") String done, @AuthenticationPrincipal Citizen citizen) {
        List<Enquiry> asked = enquiries.of(directory.region(), citizen.personId());
        var offices = new java.util.HashMap<String, Text>();
        asked.forEach(each -> offices.computeIfAbsent(
                each.department(), code -> directory.department(code).shortName()));
        return Page.show("portal/enquiries", new EnquiriesPage(asked, offices, done.equals("asked")));
    }

    @GetMapping(HOME + "/new")
    ModelAndView form(@RequestParam(defaultValue = "") String item) {
        return ask(item(item), "", null, UUID.randomUUID().toString(), HttpStatus.OK);
    }

    @GivesFormBack
    @PostMapping(HOME)
    ModelAndView ask(
            @RequestParam FormKey key,
            @RequestParam(defaultValue = "") String item,
            @RequestParam(defaultValue = "") String question,
            @AuthenticationPrincipal Citizen citizen) {
        ItemVersion about = item(item);
        try {
            var _ = enquiries.ask(
                    directory.region(),
                    citizen.personId(),
                    new Enquiries.About(about.code(), about.name(), about.department()),
                    key.value(),
                    question);
        } catch (NotifyRefused refusal) {
            return ask(about, question, refusal, UUID.randomUUID().toString(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return Page.goTo(HOME + "?done=asked");
    }

    private ModelAndView ask(
            ItemVersion item, String typed, @Nullable NotifyRefused refusal, String key, HttpStatus status) {
        return Page.show(
                "portal/ask",
                new AskPage(
                        item,
                        offers.office(item.department()).name(),
                        enquiries.published(directory.region(), item.code(), MOST_FAQ),
                        typed,
                        refusal,
                        key),
                status);
    }

    private ItemVersion item(String code) {
        return catalogue.published().stream()
                .filter(item -> item.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
