package org.yimen.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.catalogue.Catalogue;
import org.yimen.desk.HallSheets.Sent;
import org.yimen.desk.KnowledgePages.ArticlePage;
import org.yimen.identity.StaffMember;
import org.yimen.knowledge.Article;
import org.yimen.knowledge.Article.Source;
import org.yimen.knowledge.Articles;
import org.yimen.knowledge.AskedQuestions;
import org.yimen.knowledge.KnowledgeRights;
import org.yimen.knowledge.Library;
import org.yimen.knowledge.Question;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.Text;
import org.yimen.platform.ui.Sheet;
import org.yimen.platform.ui.Sheet.Pick;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;

/** 知识库: what the departments answer with, what waits for a second officer, and the questions that nobody could answer. */
@Controller
@RequestMapping("/desk/knowledge")
class KnowledgeController {

    private static final String KEY = "knowledge.desk";
    private static final String HREF = "/desk/knowledge";

    private final Officers officers;
    private final HallSheets sheets;
    private final Articles articles;
    private final AskedQuestions questions;
    private final Library library;
    private final KnowledgeRights rights;
    private final Catalogue catalogue;
    private final Directory directory;

    KnowledgeController(
            Officers officers,
            HallSheets sheets,
            Articles articles,
            AskedQuestions questions,
            Library library,
            KnowledgeRights rights,
            Catalogue catalogue,
            Directory directory) {
        this.officers = officers;
        this.sheets = sheets;
        this.articles = articles;
        this.questions = questions;
        this.library = library;
        this.rights = rights;
        this.catalogue = catalogue;
        this.directory = directory;
    }

    @GetMapping
    ModelAndView list(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String done) {
        Officer officer = officers.in(DeskArea.KNOWLEDGE, staff);
        List<String> departments = rights.writesFor(officer);
        List<Question> open = questions.open(departments);
        return sheets.show(
                officer,
                DeskArea.KNOWLEDGE,
                KEY,
                done.isEmpty() ? null : Sheet.say(KEY + ".done"),
                Sent.NOTHING,
                List.of(
                        new Sheet.Links(List.of(
                                Sheet.cell(Sheet.say(KEY + ".new")).to(HREF + "/new"),
                                Sheet.cell(Sheet.say("knowledge.public.title")).to("/answers"))),
                        new Sheet.Table(
                                KEY + ".questions",
                                List.of(KEY + ".question", KEY + ".department", KEY + ".due"),
                                open.stream().map(this::row).toList(),
                                KEY + ".no-questions"),
                        new Sheet.Table(
                                KEY + ".articles",
                                List.of(KEY + ".title-head", KEY + ".department", KEY + ".state", KEY + ".until"),
                                articles.of(departments).stream().map(this::row).toList(),
                                KEY + ".no-articles")));
    }

    private Sheet.Row row(Question question) {
        var due = question.dueOn();
        boolean late = due != null && due.isBefore(sheets.today());
        return Sheet.row(
                Sheet.cell(Sheet.data(question.text())).to(HREF + "/questions/" + question.id()),
                Sheet.cell(department(question.department())),
                due == null
                        ? Sheet.cell(Sheet.plain("—"))
                        : Sheet.cell(Sheet.day(due)).marked(late ? "late" : "ok"));
    }

    private Sheet.Row row(Article article) {
        boolean over = article.validUntil().isBefore(sheets.today());
        return Sheet.row(
                Sheet.cell(Sheet.data(article.title())).to(HREF + "/" + article.id() + "/" + article.version()),
                Sheet.cell(department(article.department())),
                Sheet.cell(HallSheets.named("knowledge.state.", article.state())),
                Sheet.cell(Sheet.day(article.validUntil())).marked(over ? "late" : "ok"));
    }

    private Sheet.Said department(@Nullable String code) {
        return code == null
                ? Sheet.plain("—")
                : Sheet.data(directory.department(code).shortName());
    }

    // --- writing
    // -----------------------------------------------------------------------------------------------------------

    @GetMapping("/new")
    ModelAndView write(@AuthenticationPrincipal StaffMember staff) {
        return form(writer(staff), null, null, Sent.NOTHING, newKey());
    }

    /** The question that nobody could answer, with the form that answers it. */
    @GetMapping("/questions/{id}")
    ModelAndView answer(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Officer officer = writer(staff);
        return form(officer, question(officer, id), null, Sent.NOTHING, newKey());
    }

    @GetMapping("/{id}/{version}/next")
    ModelAndView next(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id, @PathVariable int version) {
        Officer officer = writer(staff);
        Article article = article(officer, id, version);
        String english = article.title().en();
        String body = article.body().en();
        String item = article.source().item();
        String text = article.source().text();
        return form(
                officer,
                null,
                article,
                new Sent(
                        Map.of(
                                "department", List.of(article.department()),
                                "title", List.of(article.title().zh()),
                                "title-en", List.of(english == null ? "" : english),
                                "body", List.of(article.body().zh()),
                                "body-en", List.of(body == null ? "" : body),
                                "item", List.of(item == null ? "" : item),
                                "source", List.of(text == null ? "" : text),
                                "until", List.of(article.validUntil().toString())),
                        null),
                newKey());
    }

    @PostMapping
    ModelAndView propose(
            @AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        Officer officer = writer(staff);
        var typed = new Typed(fields);
        Question question = typed.maybe("question").isPresent() ? question(officer, typed.id("question")) : null;
        Article before = typed.maybe("article").isPresent()
                ? articles.versions(typed.id("article")).stream()
                        .findFirst()
                        .filter(each -> rights.mayWrite(officer, each.department()))
                        .orElse(null)
                : null;
        try {
            Article written = articles.propose(
                    draft(typed, question, before), officer, typed.id("key").toString());
            return Page.goTo(HREF + "/" + written.id() + "/" + written.version() + "?done=proposed");
        } catch (RuleBroken refusal) {
            return form(officer, question, before, Sent.refused(typed, refusal, field(refusal)), typed.text("key"));
        }
    }

    private static Articles.Draft draft(Typed typed, @Nullable Question question, @Nullable Article before) {
        String item = typed.text("item");
        String source = typed.text("source");
        if (item.isEmpty() == source.isEmpty()) {
            throw Typed.flaw("knowledge.article.one-source", "source");
        }
        String asked = question == null ? null : question.department();
        return new Articles.Draft(
                before == null ? null : before.id(),
                question == null ? null : question.id(),
                before != null ? before.department() : asked != null ? asked : typed.needed("department"),
                new Text(typed.needed("title"), typed.maybe("title-en").orElse(null)),
                new Text(typed.needed("body"), typed.maybe("body-en").orElse(null)),
                item.isEmpty() ? Source.ofInstrument(source) : Source.ofGuide(item),
                typed.date("until"));
    }

    private static String field(RuleBroken refusal) {
        return switch (refusal.code()) {
            case "knowledge.article.body-wrong" -> "body";
            case "knowledge.article.source-missing" -> "source";
            case "knowledge.article.until-wrong" -> "until";
            default -> "title";
        };
    }

    private ModelAndView form(
            Officer officer, @Nullable Question question, @Nullable Article before, Sent sent, String key) {
        var fields = new Sheet.Fields(KEY, sent.typed()).hidden("key", key);
        var blocks = new ArrayList<Sheet.Block>();
        if (question != null) {
            fields.hidden("question", question.id().toString());
            blocks.add(new Sheet.Table(
                    KEY + ".asked",
                    List.of(KEY + ".question", KEY + ".department", KEY + ".due"),
                    List.of(row(question)),
                    KEY + ".no-questions"));
        } else if (before == null) {
            fields.select(
                    "department",
                    rights.writesFor(officer).stream()
                            .map(each -> new Pick(each, department(each)))
                            .toList());
        }
        if (before != null) {
            fields.hidden("article", before.id().toString());
        }
        fields.text("title")
                .text("title-en")
                .area("body")
                .area("body-en")
                .select(
                        "item",
                        Stream.concat(
                                        Stream.of(new Pick("", Sheet.say(KEY + ".no-item"))),
                                        catalogue.published().stream()
                                                .map(each -> new Pick(each.code(), Sheet.data(each.name()))))
                                .toList())
                .hinted(Sheet.Kind.TEXT, "source")
                .date("until");
        blocks.add(new Sheet.Form(KEY + ".form", KEY + ".form-lead", HREF, fields.list(), KEY + ".do", false));
        String department = question == null ? null : question.department();
        if (question != null && department != null && rights.mayDecide(officer, department)) {
            blocks.add(new Sheet.Form(
                    KEY + ".dismiss-form",
                    KEY + ".dismiss-lead",
                    HREF + "/questions/" + question.id() + "/dismiss",
                    new Sheet.Fields(KEY, sent.typed()).text("reason").list(),
                    KEY + ".dismiss",
                    false));
            blocks.add(new Sheet.Form(
                    KEY + ".hand-on-form",
                    KEY + ".hand-on-lead",
                    HREF + "/questions/" + question.id() + "/department",
                    new Sheet.Fields(KEY, sent.typed())
                            .select(
                                    "department",
                                    directory.departments().stream()
                                            .filter(each -> !each.code().equals(department))
                                            .map(each -> new Pick(each.code(), department(each.code())))
                                            .toList())
                            .list(),
                    KEY + ".hand-on",
                    false));
        }
        return sheets.show(officer, DeskArea.KNOWLEDGE, KEY + ".write", null, sent, blocks);
    }

    /** 转办: it is another department's to answer. */
    @PostMapping("/questions/{id}/department")
    ModelAndView handOn(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields) {
        Officer officer = writer(staff);
        Question question = question(officer, id);
        var typed = new Typed(fields);
        try {
            questions.handOn(id, typed.needed("department"), officer);
            return Page.goTo(HREF + "?done=true");
        } catch (RuleBroken refusal) {
            return form(officer, question, null, Sent.refused(typed, refusal, "department"), newKey());
        }
    }

    @PostMapping("/questions/{id}/dismiss")
    ModelAndView dismiss(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields) {
        Officer officer = writer(staff);
        Question question = question(officer, id);
        var typed = new Typed(fields);
        try {
            questions.dismiss(id, typed.needed("reason"), officer);
            return Page.goTo(HREF + "?done=true");
        } catch (RuleBroken refusal) {
            return form(officer, question, null, Sent.refused(typed, refusal, "reason"), newKey());
        }
    }

    // --- one version
    // -------------------------------------------------------------------------------------------------------

    @GetMapping("/{id}/{version}")
    ModelAndView show(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable int version,
            @RequestParam(defaultValue = "") String done) {
        Officer officer = writer(staff);
        return show(officer, article(officer, id, version), !done.isEmpty(), "", null, HttpStatus.OK);
    }

    /** 审核: let stand, give back with a reason, or take back what stands. */
    @PostMapping("/{id}/{version}")
    ModelAndView decide(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable int version,
            @RequestParam(defaultValue = "") String word,
            @RequestParam(defaultValue = "") String reason) {
        Officer officer = writer(staff);
        Article article = article(officer, id, version);
        try {
            switch (word) {
                case "approve" -> articles.approve(id, version, officer);
                case "return" -> articles.giveBack(id, version, reason.strip(), officer);
                case "withdraw" -> articles.withdraw(id, version, reason.strip(), officer);
                default -> throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
            }
            return Page.goTo(HREF + "/" + id + "/" + version + "?done=" + word);
        } catch (RuleBroken refusal) {
            return show(officer, article, false, reason, refusal.code(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private ModelAndView show(
            Officer officer, Article article, boolean done, String reason, @Nullable String error, HttpStatus status) {
        UUID decidedBy = article.decidedBy();
        return Page.show(
                "desk/knowledge-article",
                new ArticlePage(
                        officers.frame(officer, HREF),
                        article,
                        library.from(article),
                        directory.department(article.department()).shortName(),
                        directory.staff(article.writtenBy()).name(),
                        decidedBy == null ? null : directory.staff(decidedBy).name(),
                        articles.versions(article.id()),
                        rights.mayApprove(officer, article),
                        done,
                        reason,
                        error),
                status);
    }

    private Article article(Officer officer, UUID id, int version) {
        return articles.find(id, version)
                .filter(each -> rights.mayWrite(officer, each.department()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Question question(Officer officer, UUID id) {
        return questions
                .find(id)
                .filter(each -> each.state() == Question.State.OPEN)
                .filter(each -> {
                    String department = each.department();
                    return department != null && rights.mayWrite(officer, department);
                })
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Officer writer(StaffMember staff) {
        Officer officer = officers.in(DeskArea.KNOWLEDGE, staff);
        if (rights.writesFor(officer).isEmpty()) {
            throw new AccessDeniedException("No department to write for");
        }
        return officer;
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }
}
