package org.yimen.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.yimen.api.Bodies.FormBody;
import org.yimen.api.Bodies.FormChecked;
import org.yimen.api.Bodies.FormChoice;
import org.yimen.api.Bodies.FormFinding;
import org.yimen.api.Bodies.FormQuestion;
import org.yimen.api.Bodies.FormRule;
import org.yimen.api.Bodies.FormSection;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.form.Answers;
import org.yimen.form.Finding;
import org.yimen.form.FormCheck;
import org.yimen.form.FormReading;
import org.yimen.form.Question;
import org.yimen.platform.Text;
import org.yimen.platform.web.Problems;
import org.yimen.platform.web.Words;

/** 表单 as a common service: another system shows the form of an item and has answers read by the engine that reads ours. */
@RestController("apiForms")
class FormsController {

    private final Catalogue catalogue;
    private final Problems problems;

    FormsController(Catalogue catalogue, Problems problems) {
        this.catalogue = catalogue;
        this.problems = problems;
    }

    @Operation(
            operationId = "form",
            summary = "The form of an item 表单",
            description =
                    "Sections, questions, choices and conditions of the version in force today, in the language asked for.")
    @GetMapping("/api/v1/items/{code}/form")
    FormBody form(
            @Parameter(example = "public-place-hygiene", schema = @Schema(maxLength = 64)) @PathVariable String code,
            HttpServletRequest request) {
        ItemVersion item = item(code);
        Words words = problems.words(request);
        return new FormBody(
                item.code(),
                item.number(),
                item.form().sections().stream()
                        .map(section -> new FormSection(
                                section.code(),
                                words.text(section.title()),
                                section.whole(),
                                section.questions().stream()
                                        .map(question -> question(question, words))
                                        .toList()))
                        .toList(),
                item.form().checks().stream()
                        .map(check -> new FormRule(check.at(), check.holds().source(), words.text(check.message())))
                        .toList());
    }

    @Operation(
            operationId = "checkForm",
            summary = "Read answers without handing them in 校验",
            description =
                    "What these answers lead to, what follows from them and everything that is wrong, as the portal"
                            + " would say it. Nothing is kept, so no key is needed.")
    @PostMapping("/api/v1/items/{code}/form/check")
    FormChecked check(
            @Parameter(example = "public-place-hygiene", schema = @Schema(maxLength = 64)) @PathVariable String code,
            @RequestBody Bodies.AnswersGiven body,
            HttpServletRequest request) {
        var check = new Check();
        Map<String, List<String>> answers = check.answers(body.answers());
        check.done();
        ItemVersion item = item(code);
        Check.mustBeAsked(answers.keySet(), item.form());
        FormReading reading = FormCheck.read(item.form(), new Answers(answers));
        Words words = problems.words(request);
        return new FormChecked(
                item.code(),
                item.number(),
                reading.findings().isEmpty(),
                reading.asked().stream().map(Question::code).toList(),
                computed(item, reading),
                item.materials(reading).stream().map(Material::code).toList(),
                reading.findings().stream()
                        .map(finding -> finding(finding, words))
                        .toList());
    }

    private ItemVersion item(String code) {
        return catalogue.current(code).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static Map<String, List<String>> computed(ItemVersion item, FormReading reading) {
        var computed = new LinkedHashMap<String, List<String>>();
        item.form().questions().stream()
                .filter(Question::isComputed)
                .forEach(question -> reading.value(question.code())
                        .ifPresent(value -> computed.put(question.code(), value.canonical())));
        return computed;
    }

    private static FormFinding finding(Finding finding, Words words) {
        Finding.Cell cell = finding.cell();
        return new FormFinding(
                finding.question(),
                cell == null ? null : cell.row(),
                cell == null ? null : cell.column(),
                finding.key(),
                words.say(finding.key(), finding.arguments().toArray()));
    }

    private static FormQuestion question(Question question, Words words) {
        var computed = question.when().computed();
        return new FormQuestion(
                question.code(),
                words.text(question.label()),
                said(question.hint(), words),
                said(question.why(), words),
                question.field().kind(),
                question.required(),
                question.field().maxLength(),
                said(question.unit(), words),
                question.choices().stream()
                        .map(choice -> new FormChoice(choice.code(), words.text(choice.label())))
                        .toList(),
                Shown.source(question.onlyIf()),
                Shown.source(question.when().needed()),
                computed == null ? null : computed.source(),
                Shown.columns(question).stream()
                        .map(column -> question(column, words))
                        .toList());
    }

    private static @Nullable String said(@Nullable Text text, Words words) {
        return text == null ? null : words.text(text);
    }
}
