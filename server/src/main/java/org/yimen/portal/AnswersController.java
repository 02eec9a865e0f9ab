package org.yimen.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.hotline.OrderChoices;
import org.yimen.identity.Terminals;
import org.yimen.knowledge.Article;
import org.yimen.knowledge.Articles;
import org.yimen.knowledge.AskedQuestions;
import org.yimen.knowledge.Found;
import org.yimen.knowledge.KnowledgeRefused;
import org.yimen.knowledge.Library;
import org.yimen.knowledge.Searches;
import org.yimen.knowledge.UnfoundWords;
import org.yimen.organisation.Department;
import org.yimen.organisation.Directory;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.Text;
import org.yimen.platform.ui.Option;
import org.yimen.platform.web.FormKey;
import org.yimen.platform.web.Network;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.TokenBuckets;
import org.yimen.platform.web.Words;

/** 常见问答: the approved articles, for everybody, with what they rest on and until when they hold. */
@Controller
public class AnswersController {

    private static final int MOST = 50;
    private static final int LONGEST = 100;

    private static final int MOST_GUIDES = 5;

    /** So many come from one address at once and an hour; the hotline takes the others. */
    private static final double AT_ONCE = 5;

    private static final double PER_SECOND = 5.0 / 3600;

    private final TokenBuckets asking = new TokenBuckets(PER_SECOND, AT_ONCE);

    private final Articles articles;
    private final Library library;
    private final Searches searches;
    private final UnfoundWords unfound;
    private final AskedQuestions questions;
    private final Terminals terminals;
    private final Directory directory;

    AnswersController(
            Articles articles,
            Library library,
            Searches searches,
            UnfoundWords unfound,
            AskedQuestions questions,
            Terminals terminals,
            Directory directory) {
        this.articles = articles;
        this.library = library;
        this.searches = searches;
        this.unfound = unfound;
        this.questions = questions;
        this.terminals = terminals;
        this.directory = directory;
    }

    /**
     * @param ask what somebody looks for, or empty
     * @param found the articles, the nearest first
     * @param guides what guides say of it
     * @param missing nothing that is published speaks of it, so he may ask a department
     * @param department which he has chosen, or empty
     * @param asked a department has just been asked
     * @param flaw key of why it was not, or null
     */
    public record AnswersPage(
            String ask,
            List<Article> found,
            List<Found> guides,
            boolean missing,
            Map<String, Text> departments,
            List<Department> all,
            String department,
            boolean asked,
            @Nullable RuleBroken flaw,
            String key) {
        public AnswersPage {
            found = List.copyOf(found);
            guides = List.copyOf(guides);
            departments = Map.copyOf(departments);
            all = List.copyOf(all);
        }

        public List<Option> units(Words words) {
            return OrderChoices.departments(all, words);
        }

        public @Nullable String says(Words words) {
            return flaw == null ? null : words.say(flaw.code(), flaw.arguments().toArray());
        }
    }

    /** @param from where it is from, in words */
    public record AnswerPage(Article article, Text from, Text department) {}

    @GetMapping("/answers")
    ModelAndView list(
            @RequestParam(defaultValue = "") String ask,
            @RequestParam(defaultValue = "false") boolean asked,
            HttpServletRequest request) {
        String cut = cut(ask);
        List<Found> near = library.near(cut, MOST);
        if (!cut.isEmpty()) {
            searches.count(terminals.way(), !near.isEmpty());
        }
        if (near.isEmpty()) {
            // Whoever shares an address counts as one.
            unfound.missed(terminals.way(), cut, "address:" + Network.of(request.getRemoteAddr()));
        }
        return page(cut, near, "", asked, null, HttpStatus.OK);
    }

    /** 转知识待办: nothing published speaks of it, so the department writes it; who asked is kept nowhere. */
    @PostMapping("/answers")
    ModelAndView ask(
            @RequestParam FormKey key,
            @RequestParam(defaultValue = "") String ask,
            @RequestParam(defaultValue = "") String department,
            HttpServletRequest request) {
        String cut = cut(ask);
        boolean known =
                directory.departments().stream().anyMatch(each -> each.code().equals(department));
        try {
            if (!known) {
                throw new KnowledgeRefused("knowledge.question.department-missing");
            }
            if (asking.take(request.getRemoteAddr()).isPresent()) {
                throw new KnowledgeRefused("knowledge.public.too-many");
            }
            questions.askedByHimself(terminals.way(), cut, department, key.value());
            return Page.goTo("/answers?asked=true");
        } catch (KnowledgeRefused refusal) {
            return page(
                    cut,
                    library.near(cut, MOST),
                    known ? department : "",
                    false,
                    refusal,
                    HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private static String cut(String ask) {
        String asked = ask.strip();
        return asked.length() <= LONGEST ? asked : asked.substring(0, LONGEST);
    }

    private ModelAndView page(
            String ask,
            List<Found> near,
            String department,
            boolean asked,
            @Nullable RuleBroken flaw,
            HttpStatus status) {
        List<Article> found =
                ask.isEmpty() ? articles.current().stream().limit(MOST).toList() : library.articles(ask, MOST);
        return Page.show(
                "portal/answers",
                new AnswersPage(
                        ask,
                        found,
                        near.stream()
                                .filter(each -> each.source().startsWith("guide:"))
                                .limit(MOST_GUIDES)
                                .toList(),
                        !ask.isEmpty() && near.isEmpty(),
                        found.stream()
                                .map(Article::department)
                                .distinct()
                                .collect(Collectors.toMap(
                                        each -> each,
                                        each -> directory.department(each).shortName())),
                        directory.departments(),
                        department,
                        asked,
                        flaw,
                        UUID.randomUUID().toString()),
                status);
    }

    @GetMapping("/answers/{id}")
    ModelAndView show(@PathVariable UUID id) {
        Article article = articles.current(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return Page.show(
                "portal/answer",
                new AnswerPage(
                        article,
                        library.from(article),
                        directory.department(article.department()).name()));
    }
}
