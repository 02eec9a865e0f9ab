package org.yimen.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.yimen.application.City;
import org.yimen.knowledge.Article.Source;
import org.yimen.knowledge.Article.State;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

@HallTest
class ArticlesTest {

    private static final LocalDate NEXT_YEAR = LocalDate.of(2027, 6, 30);

    @Autowired
    private Articles articles;

    @Autowired
    private Searches searches;

    @Autowired
    private AskedQuestions questions;

    @Autowired
    private Library library;

    @Autowired
    private City city;

    @Autowired
    private TestTime time;

    @Autowired
    private JdbcClient jdbc;

    @Test
    @Proves("M-HOT-15")
    void oneWritesAnotherApprovesAndOnlyThenItIsAnsweredWith() {
        String word = word();
        Officer author = city.officer("SJ/chief");
        String key = City.key();
        Article written = articles.propose(draft(null, word, NEXT_YEAR), author, key);

        assertThat(articles.propose(draft(null, word, NEXT_YEAR), author, key).id())
                .as("the same form")
                .isEqualTo(written.id());
        assertThat(found(word)).as("nobody approved it").isEmpty();
        assertThatExceptionOfType(KnowledgeRefused.class)
                .as("not by himself")
                .isThrownBy(() -> articles.approve(written.id(), 1, author))
                .returns("knowledge.article.own", KnowledgeRefused::code);
        assertThatExceptionOfType(AccessDeniedException.class)
                .as("not by another department")
                .isThrownBy(() -> articles.approve(written.id(), 1, city.officer("ZJ/head")));
        assertThatExceptionOfType(AccessDeniedException.class)
                .as("nor by who only examines")
                .isThrownBy(() -> articles.approve(written.id(), 1, city.officer("SJ/examiner")));

        articles.approve(written.id(), 1, city.officer("SJ/head"));

        assertThat(found(word)).singleElement().satisfies(each -> {
            assertThat(each.source()).isEqualTo("article:" + written.id() + ":1");
            assertThat(each.from().zh()).isEqualTo("试验办法 第三条");
        });
    }

    @Test
    @Proves("M-HOT-15")
    void aLaterVersionTakesThePlaceOfTheOneBeforeAndItsDayEndsIt() {
        String word = word();
        Article first = published(draft(null, word, NEXT_YEAR));
        Article second = articles.propose(
                draft(first.id(), word, LocalDate.of(2026, 11, 20)), city.officer("SJ/examiner"), City.key());
        assertThatExceptionOfType(KnowledgeRefused.class)
                .as("one waits already")
                .isThrownBy(() ->
                        articles.propose(draft(first.id(), word, NEXT_YEAR), city.officer("SJ/examiner"), City.key()))
                .returns("knowledge.article.waits", KnowledgeRefused::code);
        assertThat(articles.current(first.id()).orElseThrow().version()).isEqualTo(1);

        articles.approve(second.id(), 2, city.officer("SJ/head"));

        assertThat(articles.current(first.id()).orElseThrow().version()).isEqualTo(2);
        assertThat(articles.find(first.id(), 1).orElseThrow().state()).isEqualTo(State.REPLACED);
        assertThat(library.published("article:" + first.id() + ":1"))
                .as("nobody cites it any more")
                .isEmpty();
        time.set(TestTime.START.plusSeconds(3 * 86_400));
        assertThat(articles.current(first.id())).isEmpty();
        assertThat(found(word)).as("its day is past").isEmpty();
    }

    @Test
    void whatIsWrongIsTakenBackByAnotherOfficerWithAReason() {
        String word = word();
        Article article = published(draft(null, word, NEXT_YEAR));

        assertThatExceptionOfType(KnowledgeRefused.class)
                .isThrownBy(() -> articles.withdraw(article.id(), 1, " ", city.officer("SJ/head")));
        articles.withdraw(article.id(), 1, "标准已修订", city.officer("SJ/head"));

        assertThat(found(word)).isEmpty();
        assertThat(articles.find(article.id(), 1).orElseThrow())
                .returns(State.WITHDRAWN, Article::state)
                .returns("标准已修订", Article::reason);
    }

    @Test
    void anArticleNamesAPublishedGuideOrAnInstrumentAndADayAhead() {
        Officer author = city.officer("SJ/examiner");

        assertThatExceptionOfType(KnowledgeRefused.class)
                .isThrownBy(() -> articles.propose(
                        new Articles.Draft(
                                null,
                                null,
                                "SJ",
                                Text.of("题"),
                                Text.of("文"),
                                Source.ofGuide("no-such-item"),
                                NEXT_YEAR),
                        author,
                        City.key()))
                .returns("knowledge.article.source-missing", KnowledgeRefused::code);
        assertThatExceptionOfType(KnowledgeRefused.class)
                .isThrownBy(() -> articles.propose(draft(null, word(), LocalDate.of(2026, 11, 18)), author, City.key()))
                .returns("knowledge.article.until-wrong", KnowledgeRefused::code);
    }

    @Test
    @Proves("M-HOT-15")
    void anAnswerCitesItsSourceAndWhatHasNoneIsTheTaskOfADepartment() {
        String word = word();
        UUID operator = city.at("12345/operator").id();
        HitRate before = questions.rate(LocalDate.of(2026, 11, 18), LocalDate.of(2026, 11, 18));
        assertThatExceptionOfType(KnowledgeRefused.class)
                .isThrownBy(() -> questions.answered("phone", "问" + word, "答", List.of(), operator, City.key()))
                .returns("knowledge.answer.source-missing", KnowledgeRefused::code);
        String key = City.key();

        UUID open = questions.unanswered("phone", "问" + word, "SJ", operator, key);

        assertThat(questions.unanswered("phone", "问" + word, "SJ", operator, key))
                .isEqualTo(open);
        assertThat(questions.open(List.of("SJ"))).anySatisfy(each -> {
            assertThat(each.id()).isEqualTo(open);
            assertThat(each.dueOn()).as("five working days").isEqualTo(LocalDate.of(2026, 11, 25));
        });
        byte[] kept = jdbc.sql("select question_sealed from knowledge.question where id = :id")
                .param("id", open)
                .query(byte[].class)
                .single();
        assertThat(new String(kept, StandardCharsets.UTF_8)).doesNotContain(word);

        Article article = published(new Articles.Draft(
                null,
                open,
                "SJ",
                Text.of("怎么办理" + word),
                Text.of("带身份证到窗口。"),
                Source.ofInstrument("试验办法 第三条"),
                NEXT_YEAR));

        assertThat(questions.find(open).orElseThrow().state()).isEqualTo(Question.State.WRITTEN);
        Found cited = library.published("article:" + article.id() + ":1").orElseThrow();
        UUID answered = questions.answered("phone", "问" + word, "带身份证", List.of(cited), operator, City.key());
        assertThat(questions.find(answered).orElseThrow().sources()).containsExactly(cited.source());
        HitRate after = questions.rate(LocalDate.of(2026, 11, 18), LocalDate.of(2026, 11, 18));
        assertThat(after.asked() - before.asked()).isEqualTo(2);
        assertThat(after.answered() - before.answered()).isEqualTo(1);
    }

    @Test
    @Proves("M-HOT-15")
    void whoFindsNothingHimselfIsCountedByChannelAndMayHandItOnWithoutANameOnce() {
        LocalDate today = CityTime.day(time.instant());
        HitRate before = searches.rates(today, today).getOrDefault("weibo", new HitRate(0, 0));
        HitRate officers = questions.rate(today, today);

        searches.count("weibo", true);
        searches.count("weibo", false);
        String key = City.key();
        UUID asked = questions.askedByHimself("weibo", "怎样领养石狮子", "SJ", key);

        assertThat(questions.askedByHimself("weibo", "怎样领养石狮子", "SJ", key)).isEqualTo(asked);
        assertThat(questions.open(List.of("SJ"))).extracting(Question::id).contains(asked);
        HitRate after = searches.rates(today, today).getOrDefault("weibo", new HitRate(0, 0));
        assertThat(after.asked() - before.asked())
                .as("handing it on is no second search")
                .isEqualTo(2);
        assertThat(after.answered() - before.answered()).isEqualTo(1);
        assertThat(questions.rate(today, today)).as("nobody asked an officer").isEqualTo(officers);
        assertThatExceptionOfType(KnowledgeRefused.class)
                .isThrownBy(() -> questions.askedByHimself("web", "我叫629901198506210134", "SJ", City.key()));
    }

    @Test
    void whatSpeaksOfAQuestionSharesMoreThanACharacterWithIt() {
        assertThat(Library.isNear("食品经营许可", "食品经营许可要什么材料")).isTrue();
        assertThat(Library.isNear("预约", "预约")).isTrue();
        assertThat(Library.isNear("食品经营许可", "食物中毒")).isFalse();
        assertThat(Library.isNear("食品经营许可", "食")).isFalse();
        assertThat(Library.isNear("食品经营许可", "")).isFalse();
    }

    @Test
    void aSingleCaseIsSetAsideByWhoAnswersForTheDepartment() {
        UUID open = questions.unanswered(
                "phone", "我的办件到哪了", "SJ", city.at("12345/operator").id(), City.key());

        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> questions.dismiss(open, "个案", city.officer("SJ/examiner")));
        questions.dismiss(open, "个案", city.officer("SJ/head"));

        assertThat(questions.find(open).orElseThrow().state()).isEqualTo(Question.State.DISMISSED);
        assertThatExceptionOfType(KnowledgeRefused.class)
                .isThrownBy(() -> questions.dismiss(open, "个案", city.officer("SJ/head")));
    }

    @Test
    @Proves("M-HOT-15")
    void aGuideIsFoundByWhatPeopleSayAndNamesTheArticleOfItsBasis() {
        assertThat(library.find("开饭店要办什么证", 6)).anySatisfy(each -> {
            assertThat(each.source()).startsWith("guide:food-business:");
            assertThat(each.href()).isEqualTo("/items/food-business");
            assertThat(each.from().zh()).contains("《");
        });
    }

    @Test
    void nobodysNumberStandsInWhatIsKnown() {
        Officer author = city.officer("SJ/examiner");
        UUID operator = city.at("12345/operator").id();
        UUID open = questions.unanswered("phone", "问" + word(), "SJ", operator, City.key());

        refused(
                "knowledge.text.number",
                () -> articles.propose(draft(null, "15400000001", NEXT_YEAR), author, City.key()));
        refused(
                "knowledge.text.number",
                () -> questions.unanswered("phone", "请回 154 0000 0001", "SJ", operator, City.key()));
        refused("knowledge.text.number", () -> questions.dismiss(open, "已告知 15400000001", city.officer("SJ/head")));
        Article article = published(draft(null, word(), NEXT_YEAR));
        refused(
                "knowledge.text.number",
                () -> articles.withdraw(article.id(), 1, "见 15400000001", city.officer("SJ/head")));
        Found cited = library.published("article:" + article.id() + ":1").orElseThrow();
        refused(
                "knowledge.answer.number",
                () -> questions.answered("phone", "问", "找 15400000001", List.of(cited), operator, City.key()));
    }

    private static void refused(String code, ThrowingCallable act) {
        assertThatExceptionOfType(KnowledgeRefused.class).isThrownBy(act).returns(code, KnowledgeRefused::code);
    }

    private List<Found> found(String word) {
        return library.find(word, 20).stream()
                .filter(each -> each.title().zh().contains(word))
                .toList();
    }

    private Article published(Articles.Draft draft) {
        Article written = articles.propose(draft, city.officer("SJ/examiner"), City.key());
        return articles.approve(written.id(), written.version(), city.officer("SJ/head"));
    }

    private static Articles.Draft draft(@Nullable UUID article, String word, LocalDate until) {
        return new Articles.Draft(
                article,
                null,
                "SJ",
                Text.of("怎么办理" + word),
                Text.of("带身份证到窗口。"),
                Source.ofInstrument("试验办法 第三条"),
                until);
    }

    private static String word() {
        return "zq" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }
}
