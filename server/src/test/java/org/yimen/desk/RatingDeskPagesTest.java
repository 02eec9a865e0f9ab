package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.application.Applicants;
import org.yimen.application.City;
import org.yimen.crypto.ColumnCipher;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;
import org.yimen.portal.Browser;
import org.yimen.rating.Channel;
import org.yimen.rating.Level;
import org.yimen.rating.Practices;
import org.yimen.rating.RatingLinks;
import org.yimen.rating.RatingPolicy.Look;
import org.yimen.rating.Ratings;
import org.yimen.rating.Rectification;
import org.yimen.rating.Rectifications;
import org.yimen.rating.Sign;
import org.yimen.rating.Signs;
import org.yimen.rating.Way;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** The pages about ratings: what the rated sees, what supervision does, what everybody reads. */
@HallTest
class RatingDeskPagesTest {

    private static final String CITY = "629901";
    private static final String WORDS = "/desk/rating-words/";

    @LocalServerPort
    private int port;

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private ColumnCipher cipher;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private People people;

    @Autowired
    private Ratings ratings;

    @Autowired
    private Rectifications rectifications;

    @Autowired
    private RatingLinks links;

    @Autowired
    private Signs signs;

    @Autowired
    private Practices practices;

    @Autowired
    private Directory directory;

    @Autowired
    private Applicants applicants;

    @Autowired
    private TestTime time;

    private Person somebody() {
        return people.find(city.somebody().holder()).orElseThrow();
    }

    /** People of tests share a number. */
    private Person withOwnPhone(Person person) {
        people.change(person.id(), "154" + ThreadLocalRandom.current().nextInt(10_000_000, 100_000_000), "");
        return people.find(person.id()).orElseThrow();
    }

    private UUID visit(@Nullable Person person, UUID ticket) {
        UUID id = person == null ? null : person.id();
        return ratings.served(
                CITY,
                Ratings.Served.visit(ticket, id, id, null, "SJ", "ZX-W1", Text.of("窗口服务"))
                        .about("food-business"),
                time.instant());
    }

    private UUID rated(Level level, String text) {
        UUID occasion = visit(null, UUID.randomUUID());
        ratings.rateVisit(CITY, occasion, level, List.of(), text, Way.of(Channel.TICKET));
        return occasion;
    }

    @Test
    @Proves("M-EVA-01")
    void theRatedReadsNoWordsAndNoListAndCannotActOnThem() throws Exception {
        String said = "排队太久 " + UUID.randomUUID();
        UUID bad = rated(Level.DISSATISFIED, said);

        for (String login : List.of("sj.head", "sj.chief", "sj.examiner1", "sj.window")) {
            Clerk clerk = pages.at(login);
            for (String path : List.of(
                    "/desk/ratings/list?only=bad",
                    "/desk/rating-words",
                    WORDS + bad,
                    "/desk/rating-signs",
                    "/desk/ratings/coverage")) {
                assertThat(clerk.open(path).status()).as(login + " " + path).isEqualTo(403);
            }
            assertThat(clerk.send(WORDS + bad + "/publication", "said", "很好", "answer", "没有的事")
                            .status())
                    .isEqualTo(403);
            assertThat(clerk.send(WORDS + bad + "/cause", "cause", "other").status())
                    .isEqualTo(403);
        }
        assertThat(pages.at("sj.head").open("/desk/ratings/rates").body()).doesNotContain(said, "教育局");
        assertThat(ratings.find(CITY, bad).orElseThrow().rating())
                .satisfies(rating -> assertThat(rating.text()).isEqualTo(said));
    }

    @Test
    @Proves("M-EVA-01")
    void supervisionPublishesWithAnAnswerAndEverybodyReadsIt() throws Exception {
        String said = "排队太久 " + UUID.randomUUID();
        UUID bad = rated(Level.DISSATISFIED, said);
        Clerk supervisor = pages.at("zx.supervisor");
        assertThat(supervisor.open("/desk/rating-words").body()).contains(said);
        assertThat(supervisor.open("/desk/ratings/list?only=bad").body()).contains(said);
        var visitor = new Browser(port);
        assertThat(visitor.open("/ratings").body()).doesNotContain(said);

        Clerk.Answer bare = supervisor.send(WORDS + bad + "/publication", "said", said);
        assertThat(bare.status()).isEqualTo(422);
        assertThat(bare.body()).contains("差评公开要同时写答复", said);
        assertThat(supervisor
                        .send(WORDS + bad + "/publication", "said", said, "answer", "已经加开窗口")
                        .location())
                .isEqualTo(WORDS + bad + "?done=true");

        assertThat(visitor.open("/ratings").body()).contains(said, "已经加开窗口", "正在核实整改", "匿名");
        assertThat(visitor.open("/items/food-business").body()).contains(said, "群众评价");
        assertThat(supervisor.open("/desk/rating-words").body()).doesNotContain(said);
    }

    @Test
    @Proves("M-EVA-01")
    void numbersInOlderWordsAreMaskedWhereTheyAreReadAndLeftOutOfWhatIsPublished() throws Exception {
        UUID bad = rated(Level.DISSATISFIED, "排队太久");
        String kept = "排队太久 " + UUID.randomUUID() + "。";
        byte[] sealed = cipher.seal("rating.rating.text", CITY, bad.toString(), kept + "打 13912345678 找我。")
                .bytes();
        jdbc.sql("update rating.rating set text_sealed = :text where region_code = :region and occasion_id = :id")
                .param("text", sealed)
                .param("region", CITY)
                .param("id", bad)
                .update();
        Clerk supervisor = pages.at("zx.supervisor");

        assertThat(supervisor.open(WORDS + bad).body()).contains(kept).doesNotContain("13912345678");
        assertThat(supervisor
                        .send(WORDS + bad + "/publication", "said", kept, "answer", "已经加开窗口")
                        .location())
                .isEqualTo(WORDS + bad + "?done=true");
    }

    @Test
    @Proves("M-EVA-05")
    void aPracticeIsChosenHereAndApprovedByTheDirector() throws Exception {
        UUID good = rated(Level.VERY_SATISFIED, "一次就办好了");
        String title = "一张表 " + UUID.randomUUID();
        Clerk supervisor = pages.at("zx.supervisor");

        supervisor.send(
                WORDS + good + "/practice",
                "key",
                UUID.randomUUID().toString(),
                "title-of",
                title,
                "lesson",
                "把五张表并成一张");

        var visitor = new Browser(port);
        assertThat(visitor.open("/practices").body()).doesNotContain(title);
        UUID id = practices.all(CITY).stream()
                .filter(each -> each.title().equals(title))
                .findFirst()
                .orElseThrow()
                .id();
        String approve = WORDS + "practices/" + id + "/approve";
        assertThat(supervisor.send(approve).status()).as("his own choice").isEqualTo(422);
        assertThat(pages.at("zx.director").send(approve).status()).isEqualTo(303);
        assertThat(visitor.open("/practices").body()).contains(title, "市场监督管理局");
    }

    @Test
    @Proves("M-EVA-01")
    void aCheckTakesTwoAndShowsNobodyWhoRated() throws Exception {
        Person person = withOwnPhone(somebody());
        UUID clerk = directory.everybody(CITY).stream()
                .filter(each -> each.login().equals("sj.window"))
                .findFirst()
                .orElseThrow()
                .id();
        for (String login : List.of("zx.supervisor", "zx.director")) {
            UUID by = directory.staff(CITY, login).orElseThrow().id();
            signs.ownNumber(directory.officer(by, time.instant()), clerk, person.phone());
        }
        UUID occasion = ratings.served(
                CITY,
                Ratings.Served.visit(
                        UUID.randomUUID(), person.id(), person.id(), clerk, "SJ", "ZX-W1", Text.of("窗口服务")),
                time.instant());
        ratings.rate(CITY, occasion, person.id(), Level.VERY_SATISFIED, List.of(), "一会儿就好了", Way.of(Channel.WEB));
        signs.look(CITY, CityTime.day(time.instant()));
        Sign sign = signs.recent(CITY, Signs.MOST).stream()
                .filter(each -> each.look() == Look.OWN_NUMBER && each.ratings().contains(occasion))
                .findFirst()
                .orElseThrow();
        String page = "/desk/rating-signs/" + sign.id();
        Clerk supervisor = pages.at("zx.supervisor");

        assertThat(supervisor.open(page).body())
                .contains("本人号码")
                .doesNotContain(person.name(), person.phone(), "一会儿就好了", "非常满意");
        assertThat(supervisor.send(page + "/proposal", "strikes", "true").status())
                .as("without a reason")
                .isEqualTo(422);
        assertThat(supervisor
                        .send(page + "/proposal", "strikes", "true", "reason", "本人号码")
                        .status())
                .isEqualTo(303);
        assertThat(supervisor.send(page + "/decision", "agrees", "true").status())
                .isEqualTo(422);
        assertThat(pages.at("zx.director")
                        .send(page + "/decision", "agrees", "true")
                        .status())
                .isEqualTo(303);
        assertThat(supervisor.open(page).body()).contains("已剔除");
    }

    @Test
    @Proves("M-EVA-06")
    void aLinkRatesWithoutSigningInAndNoStaffDoes() throws Exception {
        UUID ticket = UUID.randomUUID();
        UUID occasion = visit(null, ticket);
        String path = links.path(ticket, Channel.SMS);
        var phone = new Browser(port);

        assertThat(phone.open(path).body()).contains("非常满意");
        assertThat(pages.at("sj.window").open(path).status()).isEqualTo(404);
        assertThat(phone.open(path.replace("?", "0?")).statusCode()).isEqualTo(404);
        phone.open(path);
        phone.send(path, Map.of("level", "satisfied"));
        assertThat(phone.open(path).body()).contains("已经评价过").doesNotContain("<b>满意</b>");
        phone.open("/progress");
        assertThat(phone.send(path, Map.of("level", "satisfied")).statusCode())
                .as("nobody finds out which it was by trying all")
                .isEqualTo(422);

        assertThat(ratings.said(CITY, List.of(occasion))).singleElement().returns("sms", Ratings.Said::channel);
        phone.open("/progress");
        HttpResponse<String> again = phone.send(path, Map.of("level", "fair"));
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.body()).contains("先到的算数");
    }

    @Test
    @Proves("M-EVA-01")
    void theLinkOfTheMendingRatesAgainAndTheFirstOneDoesNot() throws Exception {
        Person person = somebody();
        UUID ticket = UUID.randomUUID();
        UUID occasion = visit(person, ticket);
        String first = links.path(ticket, Channel.RECEIPT);
        String again = links.again(ticket).replaceFirst("^https?://[^/]+", "");
        var phone = new Browser(port);
        phone.open(first);
        phone.send(first, Map.of("level", "dissatisfied"));
        assertThat(phone.open(again).body()).as("not put right yet").doesNotContain("name=\"level\"");
        jdbc.sql("update rating.rectification set ended_on = current_date where occasion_id = :id")
                .param("id", occasion)
                .update();

        assertThat(phone.open(first).body()).doesNotContain("name=\"level\"");
        assertThat(pages.at("sj.window").open(again).status()).isEqualTo(404);
        assertThat(phone.open(again).body()).contains("现在怎么样").doesNotContain("/me/complaints/");
        phone.send(again, Map.of("level", "satisfied", "text", "快多了"));

        assertThat(rectifications.of(CITY, occasion).orElseThrow().again())
                .isEqualTo(new Rectification.Again(Level.SATISFIED, "快多了"));
        assertThat(phone.open(again).body()).contains("再评已经记下").doesNotContain("快多了");
    }

    @Test
    @Proves("M-EVA-01")
    void anOperatorEntersASecondRatingOnceItWasPutRight() {
        Person person = somebody();
        UUID occasion = visit(person, UUID.randomUUID());
        ratings.rate(CITY, occasion, person.id(), Level.DISSATISFIED, List.of(), "", Way.of(Channel.WEB));
        jdbc.sql("update rating.rectification set ended_on = current_date where occasion_id = :id")
                .param("id", occasion)
                .update();
        Officer operator = directory.officer(city.at("12345/operator").id(), time.instant());

        ratings.againForCaller(ratings.find(CITY, occasion).orElseThrow(), operator, Level.FAIR, "");

        assertThat(rectifications.of(CITY, occasion).orElseThrow().again())
                .isEqualTo(new Rectification.Again(Level.FAIR, ""));
    }

    @Test
    @Proves("M-ANA-12")
    void ratesAreShownDownloadedAndOpenedByPart() throws Exception {
        rated(Level.SATISFIED, "");
        Clerk director = pages.at("zx.director");

        assertThat(director.open("/desk/ratings/rates?by=channel").body()).contains("主动评价率", "排队号二维码");
        assertThat(director.open("/desk/ratings/rates?by=item").body()).contains("food-business");
        assertThat(director.open("/desk/ratings/file?by=unit").body()).contains("participation", "unit,SJ,");
        assertThat(pages.at("jy.head").open("/desk/ratings/file").body()).doesNotContain(",SJ,");
        assertThat(director.open("/desk/ratings/units").body()).contains("第三方得分");
        assertThat(director.open("/desk/ratings/stars").body()).contains("星级事项");
        assertThat(director.open("/desk/ratings/coverage").body()).contains("food-business", "覆盖率");
        assertThat(director.send("/desk/ratings/stars", "period", "").status()).isEqualTo(422);
    }

    @Test
    @Proves("M-EVA-21")
    void aBulletinIsApprovedByAnotherAndReadByTheHead() throws Exception {
        for (int i = 0; i < 10; i++) {
            rated(Level.VERY_SATISFIED, "");
        }
        UUID key = UUID.randomUUID();
        String page = "/desk/ratings/bulletins/" + key;
        String month = "month." + CityTime.day(time.instant()).withDayOfMonth(1);
        assertThat(pages.at("zx.supervisor")
                        .send("/desk/ratings/bulletins", "key", key.toString(), "period", month)
                        .status())
                .as("the month runs")
                .isEqualTo(422);
        time.advance(Duration.ofDays(45));
        Clerk supervisor = pages.at("zx.supervisor");
        assertThat(supervisor.open("/desk/ratings/bulletins").body())
                .contains(month)
                .doesNotContain("month." + CityTime.day(time.instant()).withDayOfMonth(1));
        assertThat(supervisor
                        .send("/desk/ratings/bulletins", "key", key.toString(), "period", month)
                        .location())
                .isEqualTo(page);

        Clerk head = pages.at("sj.head");
        assertThat(head.open(page).status()).as("nobody approved it").isEqualTo(404);
        assertThat(supervisor.send(page + "/approve").status()).isEqualTo(422);
        assertThat(pages.at("zx.director").send(page + "/approve").status()).isEqualTo(303);
        assertThat(head.open(page).body()).contains("主动评价率", "/desk/bulletins");
        assertThat(head.open("/desk/bulletins").body()).contains("/desk/bulletins/" + key + "/read");
        assertThat(head.send("/desk/bulletins/" + key + "/read").status()).isEqualTo(303);
        assertThat(supervisor.open(page).body()).contains("市场监督管理局");
    }

    @Test
    @Proves("M-EVA-06")
    void anOperatorEntersWhatACallerSaysOfHisOwnCaseOnly() throws Exception {
        Clerk operator = pages.at("rx.operator1");

        Clerk.Answer unknown = operator.send(
                "/desk/rating-calls", "number", "none", "phone", "0000", "level", "satisfied", "text", "挺好的");

        assertThat(operator.open("/desk/rating-calls").body()).contains("代录评价", "办件号");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.body()).contains("对不上", "挺好的");
        assertThat(pages.at("sj.head").open("/desk/rating-calls").status()).isEqualTo(403);
        Person person = withOwnPhone(somebody());
        var file = city.submitted(applicants.of(person.id(), null), "food-business");
        UUID occasion = ratings.served(
                CITY,
                Ratings.Served.ofCase(
                        file.id().value(), person.id(), person.id(), null, "SJ", "food-business", Text.of("食品经营许可")),
                time.instant());
        String end = person.phone().substring(person.phone().length() - 4);
        assertThat(operator.send("/desk/rating-calls", "number", file.number(), "phone", end, "level", "very-satisfied")
                        .status())
                .as("he has not called")
                .isEqualTo(422);
        assertThat(ratings.find(CITY, occasion).orElseThrow().rating()).isNull();
        String number = "none-" + UUID.randomUUID();
        for (int guess = 0; guess < 5; guess++) {
            assertThat(operator.send("/desk/rating-calls", "number", number, "phone", "000" + guess)
                            .body())
                    .doesNotContain("次数太多");
        }
        assertThat(operator.send("/desk/rating-calls", "number", number, "phone", "0006")
                        .body())
                .contains("次数太多");
    }

    @Test
    @Proves("M-ANA-12")
    void aHeadSeesOnlyQuartersInWhichNothingChangesAnyMore() throws Exception {
        for (int i = 0; i < 5; i++) {
            rated(Level.SATISFIED, "");
        }
        Clerk head = pages.at("sj.head");
        for (String asked :
                List.of("", "quarter.2026-10-01", "month.2026-10-01", "month.2026-11-01", "year.2026-01-01")) {
            assertThat(head.open("/desk/ratings/file?period=" + asked).body())
                    .as(asked)
                    .doesNotContain("2026-10-01", "2026-11-01", "2026-12-31");
        }

        assertThat(head.open("/desk/ratings?month=2026-11").body())
                .as("the same figures by another page")
                .doesNotContain("<th scope=\"row\">市场监管局");
        assertThat(new Browser(port).open("/ratings").body())
                .contains("value=\"2026-07-01\"")
                .doesNotContain("value=\"2026-10-01\"");

        time.advance(Duration.ofDays(75));

        assertThat(pages.at("sj.head").open("/desk/ratings").body()).contains("<th scope=\"row\">市场监管局");
        Clerk later = pages.at("sj.head");
        assertThat(later.open("/desk/ratings/file?period=month.2026-11-01").body())
                .contains("2026-10-01,2026-12-31,unit,SJ,");
        assertThat(later.open("/desk/ratings/rates").body()).contains("市场监督管理局");
    }

    @Test
    @Proves("M-EVA-01")
    void aBadOneByALinkOpensItsOrderToo() throws Exception {
        UUID ticket = UUID.randomUUID();
        UUID occasion = visit(null, ticket);
        String path = links.path(ticket, Channel.RECEIPT);
        var phone = new Browser(port);
        phone.open(path);
        phone.send(path, Map.of("level", "very-dissatisfied", "tag", "slow"));

        assertThat(rectifications.of(CITY, occasion)).isPresent();
    }
}
