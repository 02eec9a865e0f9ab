package org.yimen.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Faq;
import org.yimen.platform.Text;
import org.yimen.search.Findable;
import org.yimen.search.Finder;

/** 知识检索: what is published and may answer a question, from the guides of the catalogue and the approved articles. */
@Service
public class Library {

    private static final String GUIDE = "guide";
    private static final String ARTICLE = "article";
    private static final int EXCERPT = 300;

    private final Catalogue catalogue;
    private final Articles articles;

    /** An index of its own: what people search on the portal leads to items only. */
    private final Finder finder = new Finder();

    private volatile Shelf shelf = new Shelf(List.of(), "");

    /** What the index was made of. */
    private record Shelf(List<ItemVersion> guides, String revision) {}

    Library(Catalogue catalogue, Articles articles) {
        this.catalogue = catalogue;
        this.articles = articles;
    }

    /** The nearest, best first; articles that ran out today and guides that are no longer in force are not among them. */
    public List<Found> find(String question, int limit) {
        refresh();
        return finder.find(question, limit).stream()
                .flatMap(hit -> (hit.kind().equals(GUIDE) ? guide(hit.id(), question) : article(hit.id())).stream())
                .toList();
    }

    /**
     * Those of the nearest that speak of it by name: enough to send them to somebody whom nobody sees reading. A guide is called
     * by its name, its other names and its own questions, an article by its title.
     */
    public List<Found> near(String question, int limit) {
        String asked = question.length() <= LONGEST_ASKED ? question : question.substring(0, LONGEST_ASKED);
        return find(asked, MOST_SEARCHED).stream()
                .filter(found -> names(found).stream().anyMatch(name -> isNear(name, asked)))
                .limit(limit)
                .toList();
    }

    private List<String> names(Found found) {
        String[] source = found.source().split(":", -1);
        var names = new ArrayList<>(texts(found.title()));
        if (source[0].equals(GUIDE)) {
            catalogue.current(source[1]).ifPresent(item -> {
                names.addAll(item.aliases());
                item.faq().forEach(faq -> names.addAll(texts(faq.question())));
            });
        }
        return names;
    }

    /** Two pairs of characters in common; of a question of two characters the one that it has. */
    static boolean isNear(String name, String question) {
        String asked = question.strip();
        long common = IntStream.rangeClosed(0, asked.length() - 2)
                .mapToObj(at -> asked.substring(at, at + 2))
                .filter(name::contains)
                .distinct()
                .count();
        return common >= Math.min(2, asked.length() - 1) && common > 0;
    }

    /** The nearest articles alone, for the public page. */
    public List<Article> articles(String question, int limit) {
        refresh();
        return finder.find(question, MOST_SEARCHED).stream()
                .filter(hit -> hit.kind().equals(ARTICLE))
                .flatMap(hit -> articles.current(UUID.fromString(hit.id())).stream())
                .limit(limit)
                .toList();
    }

    private static final int MOST_SEARCHED = 100;

    /** What comes after says nothing that the beginning did not. */
    private static final int LONGEST_ASKED = 100;

    /** What an answer cites, if it is still published in that version. */
    public Optional<Found> published(String source) {
        String[] parts = source.split(":", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            Optional<Found> found = switch (parts[0]) {
                case GUIDE -> guide(parts[1], "");
                case ARTICLE -> article(UUID.fromString(parts[1]).toString());
                default -> Optional.empty();
            };
            return found.filter(each -> each.source().equals(source));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Where an article is from, to be read out: the name of the guide, or the instrument. */
    public Text from(Article article) {
        String item = article.source().item();
        String text = article.source().text();
        return item == null
                ? Text.of(text == null ? "" : text)
                : catalogue.current(item).map(ItemVersion::name).orElseGet(() -> Text.of(item));
    }

    private Optional<Found> guide(String code, String question) {
        return catalogue
                .current(code)
                .map(item -> new Found(
                        GUIDE + ":" + code + ":" + item.number(),
                        item.name(),
                        says(item, question),
                        basis(item),
                        "/items/" + code));
    }

    /** The one of its own questions that shares most with what is asked, else what the guide says at first. */
    private static Text says(ItemVersion item, String question) {
        return item.faq().stream()
                .filter(faq -> shared(faq, question) >= 2)
                .max((one, other) -> Integer.compare(shared(one, question), shared(other, question)))
                .map(Faq::answer)
                .orElse(item.summary());
    }

    private static int shared(Faq faq, String question) {
        String asked = faq.question().zh();
        int pairs = 0;
        for (int at = 0; at + 2 <= question.length(); at++) {
            if (asked.contains(question.substring(at, at + 2))) {
                pairs++;
            }
        }
        return pairs;
    }

    private static Text basis(ItemVersion item) {
        return item.basis().stream()
                .findFirst()
                .map(basis -> Text.of("《" + basis.instrument() + "》" + basis.article()))
                .orElseGet(item::name);
    }

    private Optional<Found> article(String id) {
        return articles.current(UUID.fromString(id))
                .map(article -> new Found(
                        ARTICLE + ":" + id + ":" + article.version(),
                        article.title(),
                        excerpt(article.body()),
                        from(article),
                        "/answers/" + id));
    }

    private static Text excerpt(Text body) {
        String english = body.en();
        return new Text(cut(body.zh()), english == null ? null : cut(english));
    }

    private static String cut(String text) {
        return text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "…";
    }

    /** Where somebody approved, on whatever node, or a version came into force, the next search notices. */
    private void refresh() {
        List<ItemVersion> guides = catalogue.published();
        String revision = articles.revision();
        Shelf known = shelf;
        if (!known.revision().equals(revision) || !known.guides().equals(guides)) {
            fill(guides, revision);
        }
    }

    private synchronized void fill(List<ItemVersion> guides, String revision) {
        List<Article> current = articles.current();
        var all = new ArrayList<Findable>();
        guides.forEach(item -> all.add(findable(item, GUIDE)));
        current.forEach(article -> all.add(new Findable(
                article.id().toString(),
                ARTICLE,
                texts(article.title()),
                List.of(),
                String.join(" ", texts(article.body())))));
        finder.replaceAll(all);
        shelf = new Shelf(List.copyOf(guides), revision);
    }

    /** How a guide is found, wherever guides are. */
    public static Findable findable(ItemVersion item, String kind) {
        var body = new ArrayList<String>();
        add(body, item.summary());
        add(body, item.result().name());
        item.conditions().forEach(condition -> add(body, condition.text()));
        item.materials().forEach(material -> add(body, material.name()));
        item.faq().forEach(faq -> add(body, faq.question()));
        return new Findable(item.code(), kind, texts(item.name()), item.aliases(), String.join(" ", body));
    }

    private static void add(List<String> body, Text text) {
        body.addAll(texts(text));
    }

    private static List<String> texts(Text text) {
        @Nullable String english = text.en();
        return english == null
                ? List.of(text.zh())
                : Stream.of(text.zh(), english).toList();
    }
}
