package org.yimen.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.yimen.api.Bodies.ConditionBody;
import org.yimen.api.Bodies.GuideEntry;
import org.yimen.api.Bodies.GuideSection;
import org.yimen.api.Bodies.ItemBody;
import org.yimen.api.Bodies.ItemLine;
import org.yimen.api.Bodies.ItemList;
import org.yimen.api.Bodies.MaterialBody;
import org.yimen.api.Bodies.ProcedureBody;
import org.yimen.api.Bodies.QuestionBody;
import org.yimen.api.Bodies.StageBody;
import org.yimen.application.Bans;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.form.Question;
import org.yimen.platform.web.Problems;
import org.yimen.platform.web.Words;
import org.yimen.search.Finder;

/** What can be applied for, with everything that the guide says. */
@RestController("apiItems")
class ItemsController {

    private static final int LONGEST_QUERY = 100;

    private final Catalogue catalogue;
    private final Finder finder;
    private final Problems problems;

    ItemsController(Catalogue catalogue, Finder finder, Problems problems) {
        this.catalogue = catalogue;
        this.finder = finder;
        this.problems = problems;
    }

    @Operation(
            operationId = "items",
            summary = "List the items, or search them",
            description = "With q: what people call it, nearest first, one page. Without: all by code, in pages.")
    @GetMapping("/api/v1/items")
    ItemList list(
            @Parameter(schema = @Schema(maxLength = LONGEST_QUERY), example = "hygiene")
                    @RequestParam(required = false)
                    @Nullable
                    String q,
            @Parameter(description = "Code of the last item of the page before.")
                    @RequestParam(required = false)
                    @Nullable
                    String after,
            @Parameter(schema = @Schema(type = "integer", minimum = "1", maximum = "100", defaultValue = "20"))
                    @RequestParam(required = false)
                    @Nullable
                    Integer limit,
            HttpServletRequest request) {
        var check = new Check();
        int most = check.limit(limit);
        String last = after == null ? "" : check.code("after", after);
        if (q != null && (q.length() > LONGEST_QUERY || !Check.isPlain(q))) {
            check.flaw("q", "api.field.too-long", LONGEST_QUERY);
        }
        check.done();
        Words words = problems.words(request);
        if (q != null) {
            return new ItemList(
                    finder.find(q, most).stream()
                            .flatMap(hit -> catalogue.current(hit.id()).stream())
                            .map(item -> line(item, words))
                            .toList(),
                    null);
        }
        List<ItemVersion> page = catalogue.published().stream()
                .sorted(Comparator.comparing(ItemVersion::code))
                .filter(item -> item.code().compareTo(last) > 0)
                .limit(most + 1L)
                .toList();
        boolean more = page.size() > most;
        List<ItemVersion> shown = more ? page.subList(0, most) : page;
        return new ItemList(
                shown.stream().map(item -> line(item, words)).toList(),
                more ? shown.getLast().code() : null);
    }

    @Operation(
            operationId = "item",
            summary = "One item",
            description = "Form, materials, stages, limits and the guide, all of the version in force today.")
    @GetMapping("/api/v1/items/{code}")
    ItemBody one(
            @Parameter(example = "public-place-hygiene", schema = @Schema(maxLength = 64)) @PathVariable String code,
            HttpServletRequest request) {
        ItemVersion item = catalogue.current(code).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return body(item, problems.words(request));
    }

    private static ItemLine line(ItemVersion item, Words words) {
        return new ItemLine(
                item.code(),
                item.number(),
                item.taskCode(),
                words.text(item.name()),
                words.text(item.summary()),
                item.department(),
                item.isInstant());
    }

    private ItemBody body(ItemVersion item, Words words) {
        Locale locale = words.locale();
        var statutory = item.limits().statutory();
        return new ItemBody(
                item.code(),
                item.number(),
                item.effectiveOn(),
                item.taskCode(),
                words.text(item.name()),
                words.text(item.summary()),
                item.department(),
                item.audiences().stream()
                        .map(each -> Shown.kebab(each.name()))
                        .sorted()
                        .toList(),
                Shown.limit(item.limits().promised()),
                statutory == null ? null : Shown.limit(statutory),
                item.form().questions().stream()
                        .map(question -> question(question, words))
                        .toList(),
                item.conditions().stream()
                        .map(each -> new ConditionBody(each.code(), words.text(each.text()), each.excludes()))
                        .toList(),
                item.materials().stream()
                        .map(material -> new MaterialBody(
                                material.code(),
                                words.text(material.name()),
                                Shown.kebab(material.supply().name()),
                                material.required(),
                                Shown.source(material.onlyIf())))
                        .toList(),
                item.plan().stages().stream()
                        .map(stage -> new StageBody(
                                stage.code(),
                                words.text(stage.name()),
                                Shown.kebab(stage.act().name()),
                                stage.departments(),
                                Shown.limit(stage.limit())))
                        .toList(),
                item.plan().steps().stream()
                        .map(step -> new ProcedureBody(
                                step.code(),
                                words.text(step.name()),
                                step.department(),
                                Shown.limit(step.limit()),
                                step.stopsClock(),
                                step.basis()))
                        .toList(),
                Bans.bases(item),
                catalogue.guide(item, locale).sections().stream()
                        .map(section -> new GuideSection(
                                section.code(),
                                section.heading(),
                                section.entries().stream()
                                        .map(entry -> new GuideEntry(entry.label(), entry.text()))
                                        .toList()))
                        .toList());
    }

    private static QuestionBody question(Question question, Words words) {
        return new QuestionBody(
                question.code(),
                words.text(question.label()),
                question.field().kind(),
                question.required(),
                question.field().maxLength(),
                question.choices().stream().map(Question.Choice::code).toList(),
                Shown.source(question.onlyIf()),
                Shown.columns(question).stream()
                        .map(column -> question(column, words))
                        .toList());
    }
}
