package org.yimen.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.knowledge.Article;
import org.yimen.platform.Text;

/** The pages of the knowledge base beside its lists. */
public final class KnowledgePages {

    private KnowledgePages() {}

    /**
     * One version of an article.
     *
     * @param from where it is from, in words
     * @param decidedBy who let it stand or not, or null
     * @param mayDecide true where this officer's word counts on it
     * @param error key of why the last word was refused, or null
     */
    public record ArticlePage(
            DeskFrame frame,
            Article article,
            Text from,
            Text department,
            String writtenBy,
            @Nullable String decidedBy,
            List<Article> versions,
            boolean mayDecide,
            boolean done,
            String reason,
            @Nullable String error) {

        public ArticlePage {
            versions = List.copyOf(versions);
        }

        public String address() {
            return "/desk/knowledge/" + article.id() + "/" + article.version();
        }

        public boolean waits() {
            return article.state() == Article.State.PROPOSED;
        }

        public boolean stands() {
            return article.state() == Article.State.APPROVED;
        }
    }
}
