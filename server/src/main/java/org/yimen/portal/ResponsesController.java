package org.yimen.portal;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.hotline.OrderWords;
import org.yimen.intake.Opinion;
import org.yimen.intake.Opinions;
import org.yimen.platform.web.Page;

/** 回应关切: what the city answered to what people talk about. */
@Controller
public class ResponsesController {

    private final Opinions opinions;
    private final OrderWords words;

    ResponsesController(Opinions opinions, OrderWords words) {
        this.opinions = opinions;
        this.words = words;
    }

    /** Published answers, the newest first. */
    public record ResponsesPage(List<Opinion> answered, OrderWords words) {
        public ResponsesPage {
            answered = List.copyOf(answered);
        }
    }

    @GetMapping("/responses")
    ModelAndView answered() {
        return Page.show("portal/responses", new ResponsesPage(opinions.published(), words));
    }
}
