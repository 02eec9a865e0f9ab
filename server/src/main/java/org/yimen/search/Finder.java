package org.yimen.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.springframework.stereotype.Component;

/**
 * Finds things by what people type: Chinese in both scripts, everyday words, pinyin and its initials, English with a
 * slip of the finger. The index lives in memory and is replaced as a whole.
 */
@Component
public class Finder {

    /** Longer queries are cut: no question needs more, and every character costs. */
    static final int LONGEST_QUERY = 100;

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_BODY = 20_000;
    private static final int MOST_WORDS = 12;
    private static final int MOST_HITS = 200;

    /** What scores less than this share of the best hit only shares a character or two with the query. */
    private static final double FAINTEST = 0.03;

    /** A query that is a name leaves no doubt; an everyday word says more than a few characters in common. */
    private static final float EXACT = 100;

    private static final float EVERYDAY_WORD = 30;

    private static final String ID = "id";
    private static final String KIND = "kind";
    private static final String NAME = "name";
    private static final String TITLE = "title";
    private static final String ALIAS = "alias";
    private static final String BODY = "body";
    private static final String EVERYDAY = "everyday";
    private static final String TITLE_PINYIN = "title-pinyin";
    private static final String ALIAS_PINYIN = "alias-pinyin";

    /** Read with the first index, not with the class: the rules for pinyin take a moment to load. */
    private static final class Everyday {
        static final EverydayWords WORDS = EverydayWords.read();
    }

    private volatile DirectoryReader reader = open(List.of());

    /** Makes {@code all} what can be found from now on; searches under way end on what was there before. */
    public synchronized void replaceAll(List<Findable> all) {
        DirectoryReader old = reader;
        reader = open(all);
        try {
            old.decRef();
        } catch (IOException e) {
            throw new UncheckedIOException("An index in memory", e);
        }
    }

    /** The nearest {@code limit} things, best first; nothing where nothing is near. Takes any text. */
    public List<Hit> find(String query, int limit) {
        String plain = Cut.plain(capped(query, LONGEST_QUERY));
        if (plain.isEmpty() || limit < 1) {
            return List.of();
        }
        Query asked = query(plain);
        DirectoryReader current = acquire();
        try {
            return hits(new IndexSearcher(current), asked, Math.min(limit, MOST_HITS));
        } catch (IOException e) {
            throw new UncheckedIOException("An index in memory", e);
        } finally {
            release(current);
        }
    }

    private DirectoryReader acquire() {
        DirectoryReader current = reader;
        while (!current.tryIncRef()) {
            current = reader;
        }
        return current;
    }

    private static void release(DirectoryReader current) {
        try {
            current.decRef();
        } catch (IOException e) {
            throw new UncheckedIOException("An index in memory", e);
        }
    }

    private static List<Hit> hits(IndexSearcher searcher, Query query, int limit) throws IOException {
        var hits = new ArrayList<Hit>();
        float best = 0;
        for (ScoreDoc found : searcher.search(query, limit).scoreDocs) {
            best = Math.max(best, found.score);
            if (found.score >= best * FAINTEST) {
                Document document = searcher.storedFields().document(found.doc);
                hits.add(new Hit(document.get(ID), document.get(KIND), found.score));
            }
        }
        return List.copyOf(hits);
    }

    private static String capped(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }

    private static Query query(String plain) {
        String core = Everyday.WORDS.core(plain);
        var any = new BooleanQuery.Builder();
        any.add(flat(best(on(NAME, plain, 1), on(NAME, core, 1)), EXACT), Occur.SHOULD);
        any.add(words(core), Occur.SHOULD);
        for (String term : Everyday.WORDS.terms(plain)) {
            any.add(flat(named(term), EVERYDAY_WORD), Occur.SHOULD);
        }
        return any.build();
    }

    /** What is called {@code term}, all of it, in its title or in its aliases. */
    private static Query named(String term) {
        var all = new BooleanQuery.Builder();
        for (String pair : Cut.of(term).pairs()) {
            all.add(best(on(TITLE, pair, 1), on(ALIAS, pair, 1)), Occur.MUST);
        }
        return all.build();
    }

    private static Query words(String core) {
        Cut cut = Cut.of(core);
        var any = new BooleanQuery.Builder();
        var characters = new LinkedHashSet<>(cut.characters());
        if (!characters.isEmpty()) {
            // More than half: of two characters both, or 视障 would find 保障.
            any.add(some(characters, 0.51, each -> best(on(TITLE, each, 1.5f), on(ALIAS, each, 1))), Occur.SHOULD);
        }
        var pairs = new LinkedHashSet<>(cut.pairs());
        if (!pairs.isEmpty()) {
            any.add(
                    some(pairs, 0.25, each -> best(on(TITLE, each, 6), on(ALIAS, each, 4), on(BODY, each, 1.5f))),
                    Occur.SHOULD);
            // One pair in a name may be all that a long question shares with it; in a body one pair is chance.
            any.add(some(pairs, 0, each -> best(on(TITLE, each, 1), on(ALIAS, each, 1))), Occur.SHOULD);
        }
        var words = new LinkedHashSet<>(
                cut.words().subList(0, Math.min(MOST_WORDS, cut.words().size())));
        if (!words.isEmpty()) {
            any.add(some(words, 0.5, Finder::latin), Occur.SHOULD);
            // gong ji jin is typed for gongjijin.
            any.add(pinyin(String.join("", words)), Occur.SHOULD);
        }
        return any.build();
    }

    private static Query latin(String word) {
        var ways = new ArrayList<Query>();
        ways.add(on(TITLE, word, 6));
        ways.add(on(ALIAS, word, 4));
        ways.add(on(EVERYDAY, word, 3));
        ways.add(on(BODY, word, 1.5f));
        if (word.length() >= 3) {
            ways.add(boosted(new PrefixQuery(new Term(TITLE, word)), 2));
            ways.add(boosted(new PrefixQuery(new Term(ALIAS, word)), 1.5f));
        }
        if (word.length() >= 5) {
            ways.add(boosted(slip(TITLE, word), 2));
            ways.add(boosted(slip(ALIAS, word), 1.5f));
            ways.add(boosted(slip(EVERYDAY, word), 1));
        }
        return best(ways);
    }

    private static Query pinyin(String letters) {
        var ways = new ArrayList<Query>();
        ways.add(on(TITLE_PINYIN, letters, 5));
        ways.add(on(ALIAS_PINYIN, letters, 4));
        if (letters.length() >= 3) {
            ways.add(boosted(new PrefixQuery(new Term(TITLE_PINYIN, letters)), 2));
            ways.add(boosted(new PrefixQuery(new Term(ALIAS_PINYIN, letters)), 1.5f));
        }
        if (letters.length() >= 6) {
            ways.add(boosted(slip(TITLE_PINYIN, letters), 1));
            ways.add(boosted(slip(ALIAS_PINYIN, letters), 0.8f));
        }
        return best(ways);
    }

    /** One letter wrong, two in a long word; the first is taken to be right. */
    private static Query slip(String field, String word) {
        return new FuzzyQuery(new Term(field, word), word.length() >= 9 ? 2 : 1, 1, 10, true);
    }

    private static Query some(Collection<String> terms, double share, Function<String, Query> toQuery) {
        var some = new BooleanQuery.Builder();
        terms.forEach(each -> some.add(toQuery.apply(each), Occur.SHOULD));
        int least = Math.max(1, (int) Math.ceil(terms.size() * share));
        return some.setMinimumNumberShouldMatch(least).build();
    }

    private static Query on(String field, String term, float boost) {
        return boosted(new TermQuery(new Term(field, term)), boost);
    }

    /** The same score however well it fits. */
    private static Query flat(Query query, float score) {
        return boosted(new ConstantScoreQuery(query), score);
    }

    private static Query boosted(Query query, float boost) {
        return new BoostQuery(query, boost);
    }

    private static Query best(Query... ways) {
        return best(List.of(ways));
    }

    private static Query best(List<Query> ways) {
        return new DisjunctionMaxQuery(ways, 0.1f);
    }

    private static DirectoryReader open(List<Findable> all) {
        var directory = new ByteBuffersDirectory();
        try (var writer = new IndexWriter(directory, new IndexWriterConfig(new WhitespaceAnalyzer()))) {
            for (Findable each : all) {
                writer.addDocument(document(each));
            }
            writer.commit();
            return DirectoryReader.open(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("An index in memory", e);
        }
    }

    private static Document document(Findable findable) {
        var document = new Document();
        document.add(new StoredField(ID, findable.id()));
        document.add(new StoredField(KIND, findable.kind()));
        findable.titles().forEach(title -> add(document, title, TITLE, TITLE_PINYIN));
        findable.aliases().forEach(alias -> add(document, alias, ALIAS, ALIAS_PINYIN));
        // At the query these words stand for their term; here their pinyin and their misspellings are made to lead to
        // it.
        for (String word : Everyday.WORDS.said(Cut.plain(String.join(" ", findable.titles())))) {
            Cut cut = Cut.of(word);
            document.add(text(EVERYDAY, cut.words()));
            cut.runs().forEach(run -> document.add(text(ALIAS_PINYIN, Pinyin.stretches(run))));
        }
        String body = Cut.plain(capped(findable.body(), LONGEST_BODY));
        document.add(text(BODY, Cut.of(body).all()));
        return document;
    }

    private static void add(Document document, String name, String field, String pinyinField) {
        String plain = Cut.plain(capped(name, LONGEST_NAME));
        Cut cut = Cut.of(plain);
        document.add(new StringField(NAME, plain, Field.Store.NO));
        document.add(text(field, cut.all()));
        cut.runs().forEach(run -> document.add(text(pinyinField, Pinyin.stretches(run))));
    }

    private static Field text(String field, Collection<String> terms) {
        return new TextField(field, String.join(" ", terms), Field.Store.NO);
    }
}
