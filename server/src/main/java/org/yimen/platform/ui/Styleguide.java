package org.yimen.platform.ui;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.platform.web.Page;

/** Every component on one page, to be looked at; only where {@code yimen.styleguide} is set. */
@Controller
@ConditionalOnProperty("yimen.styleguide")
class Styleguide {

    @GetMapping("/styleguide")
    ModelAndView components() {
        return Page.show("styleguide/components", new StyleguidePage());
    }

    @GetMapping("/styleguide/desk")
    ModelAndView desk() {
        return Page.show("styleguide/desk", new StyleguidePage());
    }

    @GetMapping("/styleguide/question")
    ModelAndView question() {
        return Page.show("styleguide/question", new StyleguidePage());
    }
}
