package org.yimen.platform.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** What the foot of every public page links to: how accessible the site is, and what it does with personal data. */
@Controller
class HelpPages {

    @GetMapping("/help/accessibility")
    ModelAndView accessibility() {
        return Page.show("platform/help", HelpPage.ACCESSIBILITY);
    }

    @GetMapping("/help/privacy")
    ModelAndView privacy() {
        return Page.show("platform/help", HelpPage.PRIVACY);
    }
}
