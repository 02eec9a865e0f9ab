package org.yimen.portal;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.knowledge.Article;
import org.yimen.knowledge.Articles;
import org.yimen.knowledge.Library;
import org.yimen.organisation.Directory;
import org.yimen.platform.Text;
import org.yimen.platform.web.Page;

/** 常见问答: the approved articles, for everybody, with what they rest on and until when they hold. */
@Controller
public class AnswersController {

    private static final int MOST = 50;
    private static final int LONGEST = 100;

    private final Articles articles;
    private final Library library;
    private final Directory directory;

    AnswersController(Articles articles, Library library, Directory directory) {
        this.articles = articles;
        this.library = library;
        this.directory = directory;
    }

    /** @param ask what somebody looks for, or empty */
    public record AnswersPage(String ask, List<Article> found, Map<String, Text> departments) {
        public AnswersPage {
            found = List.copyOf(found);
            departments = Map.copyOf(departments);
        }
    }

    /** @param from where it is from, in words */
    public record AnswerPage(Article article, Text from, Text department) {}

    @GetMapping("/answers")
    ModelAndView list(@RequestParam(defaultValue = "") String ask) {
        String asked = ask.strip();
        String cut = asked.length() <= LONGEST ? asked : asked.substring(0, LONGEST);
        List<Article> found =
                cut.isEmpty() ? articles.current().stream().limit(MOST).toList() : library.articles(cut, MOST);
        return Page.show(
                "portal/answers",
                new AnswersPage(
                        cut,
                        found,
                        found.stream()
                                .map(Article::department)
                                .distinct()
                                .collect(Collectors.toMap(
                                        each -> each,
                                        each -> directory.department(each).shortName()))));
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
