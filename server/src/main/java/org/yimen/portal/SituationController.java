package org.yimen.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.form.Answers;
import org.yimen.form.Field;
import org.yimen.form.FieldView;
import org.yimen.form.FormCheck;
import org.yimen.form.Question;
import org.yimen.form.Submitted;
import org.yimen.platform.web.Page;

/** 情形: which materials, by the few questions that decide it; nobody signs in for that. */
@Controller
class SituationController {

    private final Catalogue catalogue;

    SituationController(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @GetMapping("/items/{code}/materials")
    ModelAndView materials(@PathVariable String code, HttpServletRequest request) {
        ItemVersion item = item(code);
        // The cookie may hold anything: read as if it were typed just now.
        Answers answers = Situation.in(request, code)
                .map(kept -> typed(item, kept.answers()))
                .orElse(Answers.none());
        return Page.show("portal/situation", page(item, answers));
    }

    /** Shows the list for these answers; with further questions where they lead to any. */
    @PostMapping("/items/{code}/materials")
    ModelAndView answered(
            @PathVariable String code,
            @RequestParam MultiValueMap<String, String> form,
            HttpServletRequest request,
            HttpServletResponse response) {
        ItemVersion item = item(code);
        var given = new HashMap<String, List<String>>();
        item.deciding().stream()
                .filter(question -> !question.choices().isEmpty() || question.field() instanceof Field.YesNo)
                .forEach(question -> given.put(question.code(), Submitted.answer(question, question.code(), form)));
        Answers answers = typed(item, given);
        // A question that is not asked has no answer, and what is wrong decides nothing.
        Situation.of(code, answers.only(FormCheck.asked(item.form(), answers))).keep(request, response);
        return Page.goTo("/items/" + code + "/materials#list");
    }

    private static Answers typed(ItemVersion item, Map<String, List<String>> given) {
        var answers = Answers.none();
        for (Question question : item.deciding()) {
            List<String> said = given.getOrDefault(question.code(), List.of());
            answers = answers.with(question.code(), FormCheck.normalise(question, said));
        }
        return answers;
    }

    private static SituationPage page(ItemVersion item, Answers answers) {
        var reading = FormCheck.read(item.form(), answers);
        List<FieldView> fields = item.deciding().stream()
                .filter(reading.asked()::contains)
                .map(question -> FieldView.of(question, question.code(), answers.all(question.code()), List.of()))
                .toList();
        return new SituationPage(item, fields, reading, !answers.isEmpty());
    }

    private ItemVersion item(String code) {
        return catalogue
                .current(code)
                .filter(item -> !item.deciding().isEmpty())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
