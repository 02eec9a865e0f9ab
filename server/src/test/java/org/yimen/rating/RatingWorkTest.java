package org.yimen.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.application.City;
import org.yimen.casework.CaseId;
import org.yimen.hotline.OrderDesk;
import org.yimen.hotline.WorkOrder.State;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.ProvenPhones;
import org.yimen.improvement.Bulletins;
import org.yimen.improvement.Bulletins.Receipt;
import org.yimen.improvement.Bulletins.Topic;
import org.yimen.insight.Period;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.Text;
import org.yimen.rating.RateBook.By;
import org.yimen.rating.RatingPolicy.Look;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** What becomes of ratings, on a real database; figures in a region of its own, so that they are its own. */
@HallTest
class RatingWorkTest {

    private static final String CITY = "629901";

    @Autowired
    private Ratings ratings;

    @Autowired
    private RateBook rates;

    @Autowired
    private Signs signs;

    @Autowired
    private Publications publications;

    @Autowired
    private Practices practices;

    @Autowired
    private Causes causes;

    @Autowired
    private RatingBulletins written;

    @Autowired
    private Bulletins bulletins;

    @Autowired
    private Stars stars;

    @Autowired
    private Coverage coverage;

    @Autowired
    private RatingLinks links;

    @Autowired
    private OrderDesk orders;

    @Autowired
    private City city;

    @Autowired
    private People people;

    @Autowired
    private ProvenPhones phones;

    @Autowired
    private Directory directory;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private TestTime time;

    private final String region = "r" + UUID.randomUUID().toString().substring(0, 8);
    private final Officer first = officer("甲", region);
    private final Officer second = officer("乙", region);

    private static Officer officer(String name, String of) {
        return new Officer(UUID.randomUUID(), name, of, Set.of("XN/supervisor"), List.of());
    }

    private UUID visit(String of, String window, String item, UUID clerk) {
        return ratings.served(
                of,
                Ratings.Served.visit(UUID.randomUUID(), null, null, clerk, "SJ", window, Text.of("窗口服务"))
                        .about(item.isEmpty() ? null : item),
                time.instant());
    }

    private UUID rated(String of, String window, String item, Level level, Way way) {
        UUID occasion = visit(of, window, item, UUID.randomUUID());
        ratings.rateVisit(of, occasion, level, List.of(), "", way);
        return occasion;
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatExceptionOfType(RuleBroken.class).isThrownBy(call).returns(code, RuleBroken::code);
    }

    @Test
    @Proves("M-ANA-12")
    void ratesAreCountedByUnitItemAndChannelWithTheirBases() {
        rated(region, "W1", "food-business", Level.VERY_SATISFIED, Way.of(Channel.EVALUATOR));
        rated(region, "W1", "food-business", Level.FAIR, Way.of(Channel.TICKET));
        rated(region, "W2", "", Level.SATISFIED, Way.of(Channel.TICKET));
        visit(region, "W2", "", UUID.randomUUID());
        Instant from = time.instant().minusSeconds(1);
        Instant until = time.instant().plusSeconds(1);

        List<Rates> units = rates.by(region, from, until, By.UNIT);
        List<Rates> items = rates.by(region, from, until, By.ITEM);
        List<Rates> channels = rates.by(region, from, until, By.CHANNEL);

        assertThat(units).map(each -> each.said().department()).containsExactly("", "SJ");
        assertThat(units.getFirst().participation().percent(1)).isEqualTo("75.0%");
        assertThat(units.getFirst().grade().number(2)).isEqualTo("4.00");
        assertThat(items).map(each -> each.said().department()).containsExactly("", RateBook.NONE, "food-business");
        assertThat(items.getLast().said().asked()).isEqualTo(2);
        assertThat(items.getLast().grade().number(2)).isEqualTo("4.00");
        assertThat(channels).map(each -> each.said().department()).containsExactly("", "evaluator", "ticket");
        assertThat(channels.getLast().participation().percent(1))
                .as("two of the four that were asked")
                .isEqualTo("50.0%");
        assertThat(ratings.said(region, new Ratings.Asked(from, until, By.CHANNEL, "ticket", Ratings.Only.ALL), 10))
                .hasSize(2);
        assertThat(ratings.said(
                        region, new Ratings.Asked(from, until, By.ITEM, "food-business", Ratings.Only.GOOD), 10))
                .hasSize(1);
    }

    @Test
    @Proves("M-EVA-06")
    void whateverWayComesFirstCountsAndEveryOtherIsRefused() {
        Person person = people.find(city.somebody().holder()).orElseThrow();
        UUID ticket = UUID.randomUUID();
        UUID occasion = ratings.served(
                region,
                Ratings.Served.visit(ticket, person.id(), person.id(), null, "SJ", "W1", Text.of("窗口服务")),
                time.instant());
        String code = links.path(ticket, Channel.SMS).split("[/?]", -1)[3];

        assertThat(ratings.byLink(region, ticket, code)).isPresent();
        assertThat(ratings.byLink(region, ticket, code.replace(code.charAt(0), 'x')))
                .isEmpty();
        assertThat(ratings.byLink(region, UUID.randomUUID(), code)).isEmpty();
        Occasion linked = ratings.byLink(region, ticket, code).orElseThrow();
        ratings.rateByLink(linked, Level.SATISFIED, List.of(), "", Way.of(Channel.SMS, "d", "s"));
        refused(
                "rating.once",
                () -> ratings.rateVisit(
                        region, occasion, Level.VERY_DISSATISFIED, List.of(), "", Way.of(Channel.EVALUATOR)));
        refused(
                "rating.once",
                () -> ratings.rate(region, occasion, person.id(), Level.FAIR, List.of(), "", Way.of(Channel.WECHAT)));
        refused("rating.once", () -> ratings.rateForCaller(linked, first, Level.FAIR, List.of(), ""));
        assertThat(ratings.said(region, false, 10))
                .singleElement()
                .returns("sms", Ratings.Said::channel)
                .satisfies(said -> assertThat(said.rating().level()).isEqualTo(Level.SATISFIED));
        assertThat(Channel.ofPage("", "Mozilla/5.0 MicroMessenger/8.0", "app")).isEqualTo(Channel.WECHAT);
        assertThat(Channel.ofPage("hotline", "Mozilla/5.0", "web"))
                .as("nobody says of himself that he is an operator")
                .isEqualTo(Channel.WEB);
        assertThat(Channel.ofPage("", "Mozilla/5.0", "app")).isEqualTo(Channel.APP);
        assertThat(Channel.ofPage("sms", "Mozilla/5.0", "app"))
                .as("the link says more than the pages in which it is opened")
                .isEqualTo(Channel.SMS);
    }

    @Test
    @Proves("M-EVA-06")
    void anOperatorEntersForACallerAndNeverOfWhatHeDidHimself() {
        UUID occasion = visit(region, "W1", "", first.id());
        Occasion of = ratings.find(region, occasion).orElseThrow();

        refused("rating.call.own", () -> ratings.rateForCaller(of, first, Level.VERY_SATISFIED, List.of(), ""));
        ratings.rateForCaller(of, second, Level.FAIR, List.of(), "");

        assertThat(jdbc.sql("select entered_by from rating.rating where region_code = :region and occasion_id = :id")
                        .param("region", region)
                        .param("id", occasion)
                        .query(UUID.class)
                        .single())
                .isEqualTo(second.id());
        assertThat(ratings.said(region, false, 10).getFirst().channel()).isEqualTo("hotline");
    }

    @Test
    @Proves("M-EVA-01")
    void whatLooksLikeTheStaffsOwnIsStruckByTwoAndStaysReadable() {
        var own = new ArrayList<UUID>();
        for (int i = 0; i < 3; i++) {
            own.add(rated(region, "W1", "", Level.VERY_SATISFIED, Way.of(Channel.TICKET, "one-phone", "")));
            time.advance(Duration.ofMinutes(1));
        }
        UUID other = rated(region, "W2", "", Level.SATISFIED, Way.of(Channel.TICKET, "another", ""));
        LocalDate day = CityTime.day(time.instant());
        signs.look(region, day);
        signs.look(region, day);

        Sign sign = signs.recent(region, 10).stream()
                .filter(each -> each.look() == Look.DEVICE)
                .findFirst()
                .orElseThrow();
        assertThat(signs.recent(region, 10).stream().filter(each -> each.look() == Look.DEVICE))
                .as("looked at twice, found once")
                .hasSize(1);
        assertThat(sign.ratings()).containsExactlyInAnyOrderElementsOf(own).doesNotContain(other);
        assertThat(figures().said().struck()).as("a sign says nothing yet").isZero();
        refused("rating.sign.not-proposed", () -> signs.decide(second, sign.id(), true));
        signs.propose(first, sign.id(), true, "同一部手机");
        refused("rating.sign.proposed", () -> signs.propose(second, sign.id(), false, "看不出"));
        refused("rating.sign.another", () -> signs.decide(first, sign.id(), true));
        assertThat(figures().said().struck()).isZero();
        signs.decide(second, sign.id(), true);

        refused("rating.sign.decided", () -> signs.decide(second, sign.id(), false));
        assertThat(figures().said().struck()).isEqualTo(3);
        assertThat(figures().said().rated()).isEqualTo(1);
        assertThat(ratings.said(region, false, 10))
                .as("what is struck stays readable")
                .hasSize(4)
                .filteredOn(Ratings.Said::struck)
                .hasSize(3);
    }

    private Rates figures() {
        return rates.by(
                        region,
                        time.instant().minus(Duration.ofHours(1)),
                        time.instant().plusSeconds(1),
                        By.UNIT)
                .getFirst();
    }

    @Test
    @Proves("M-EVA-01")
    void theRatedDecidesNothingAboutHimself() {
        for (int i = 0; i < 3; i++) {
            UUID occasion = visit(region, "W9", "", first.id());
            ratings.rateVisit(
                    region, occasion, Level.VERY_SATISFIED, List.of(), "好", Way.of(Channel.TICKET, "his", ""));
        }
        signs.look(region, CityTime.day(time.instant()));
        Sign sign = signs.recent(region, 10).getFirst();

        refused("rating.sign.own", () -> signs.propose(first, sign.id(), false, "都是真的"));
        signs.propose(second, sign.id(), true, "同一部手机");
        refused("rating.sign.own", () -> signs.decide(first, sign.id(), false));
        UUID occasion = sign.ratings().getFirst();
        refused("rating.publish.own", () -> publications.publish(first, occasion, "好", ""));
    }

    @Test
    @Proves("M-EVA-01")
    void aRatingFromAStatedNumberOfTheStaffIsASign() {
        UUID id = city.somebody().holder();
        people.change(id, "154" + ThreadLocalRandom.current().nextInt(10_000_000, 100_000_000), "");
        Person person = people.find(id).orElseThrow();
        UUID clerk = UUID.randomUUID();
        signs.ownNumber(first, clerk, person.phone());
        refused("rating.own-number.spelt", () -> signs.ownNumber(first, second.id(), "12345"));
        UUID occasion = ratings.served(
                region,
                Ratings.Served.visit(UUID.randomUUID(), person.id(), person.id(), clerk, "SJ", "W1", Text.of("窗口服务")),
                time.instant());
        UUID elsewhere = ratings.served(
                region,
                Ratings.Served.visit(
                        UUID.randomUUID(), person.id(), person.id(), UUID.randomUUID(), "SJ", "W2", Text.of("窗口服务")),
                time.instant());
        time.advance(Duration.ofMinutes(5));
        ratings.rate(region, occasion, person.id(), Level.VERY_SATISFIED, List.of(), "很好", Way.of(Channel.WEB));
        ratings.rate(region, elsewhere, person.id(), Level.SATISFIED, List.of(), "", Way.of(Channel.WEB));
        LocalDate today = CityTime.day(time.instant());

        signs.look(region, today);
        assertThat(signs.recent(region, 10)).as("one alone entered it").isEmpty();
        signs.ownNumber(first, clerk, person.phone());
        signs.look(region, today);
        assertThat(signs.recent(region, 10)).as("the same one twice").isEmpty();
        signs.ownNumber(second, clerk, person.phone());
        signs.look(region, today);

        assertThat(signs.recent(region, 10))
                .singleElement()
                .returns(Look.OWN_NUMBER, Sign::look)
                .satisfies(sign -> assertThat(sign.ratings())
                        .as("what somebody else served is none of it")
                        .containsExactly(occasion))
                .satisfies(sign -> assertThat(sign.toString()).doesNotContain(person.phone()));
        refused(
                "rating.sign.own",
                () -> signs.removeOwnNumbers(
                        new Officer(clerk, "本人", region, Set.of("ZX/supervisor"), List.of()), clerk));
        signs.removeOwnNumbers(first, clerk);
        signs.removeOwnNumbers(first, clerk);
        assertThat(signs.ownNumbers(region))
                .as("what two have entered one does not take out")
                .singleElement()
                .returns(first.id(), Signs.OwnNumber::removalBy);
        signs.removeOwnNumbers(second, clerk);
        assertThat(signs.ownNumbers(region)).isEmpty();
        signs.ownNumber(first, clerk, person.phone());
        signs.removeOwnNumbers(second, clerk);
        assertThat(signs.ownNumbers(region)).as("what nobody has confirmed").isEmpty();
    }

    @Test
    @Proves("M-EVA-01")
    void theProvenNumberOfSomebodyElseIsTakenLikeAnyAndFindsNothing() {
        UUID id = city.somebody().holder();
        people.change(id, "154" + ThreadLocalRandom.current().nextInt(10_000_000, 100_000_000), "");
        Person person = people.find(id).orElseThrow();
        UUID asked = phones.ask(id, person.phone(), id.toString()).orElseThrow();
        var _ = phones.finish(id, asked, phones.readOut(id, asked).orElseThrow());
        UUID clerk = UUID.randomUUID();

        signs.ownNumber(first, clerk, person.phone());
        signs.ownNumber(second, clerk, person.phone());

        assertThat(signs.ownNumbers(region))
                .singleElement()
                .as("as any that two have entered")
                .returns(second.id(), Signs.OwnNumber::confirmedBy);
        UUID occasion = ratings.served(
                region,
                Ratings.Served.visit(UUID.randomUUID(), id, id, clerk, "SJ", "W1", Text.of("窗口服务")),
                time.instant());
        ratings.rate(region, occasion, id, Level.VERY_SATISFIED, List.of(), "很好", Way.of(Channel.WEB));
        signs.look(region, CityTime.day(time.instant()));
        assertThat(signs.recent(region, 10)).noneMatch(sign -> sign.look() == Look.OWN_NUMBER);
    }

    @Test
    @Proves("M-EVA-01")
    void whatGoesOutNamesNobodyAndABadOneGoesOutAnswered() {
        Officer officer = officer("丙", CITY);
        Person person = people.find(city.somebody().holder()).orElseThrow();
        String clerk = directory.everybody(CITY).getFirst().name();
        UUID bad = ratings.served(
                CITY,
                Ratings.Served.visit(UUID.randomUUID(), person.id(), person.id(), null, "SJ", "ZX-W1", Text.of("窗口服务"))
                        .about("food-business"),
                time.instant());
        ratings.rate(CITY, bad, person.id(), Level.DISSATISFIED, List.of("slow"), "等了两小时", Way.of(Channel.WEB));

        assertThat(Publications.publishable("等了两小时。打我电话 13912345678！态度也不好。")).isEqualTo("等了两小时。\n态度也不好。");
        assertThat(Publications.publishable("慢。也远。")).isEqualTo("慢。也远。");
        refused("rating.publish.part", () -> publications.publish(officer, bad, "没有等", "已经加开窗口"));
        refused("rating.publish.text", () -> publications.publish(officer, bad, "", "已经加开窗口"));
        refused("rating.publish.answer", () -> publications.publish(officer, bad, "等了两小时", ""));
        refused("rating.publish.name", () -> publications.publish(officer, bad, person.name() + "等了两小时", "已经加开窗口"));
        refused("rating.publish.name", () -> publications.publish(officer, bad, "等了两小时", clerk + "已经道歉"));
        String spaced = String.join("\u3000 ", clerk.split(""));
        refused("rating.publish.name", () -> publications.publish(officer, bad, "等了两小时", spaced + "已经道歉"));
        refused("rating.publish.number", () -> publications.publish(officer, bad, "我的号码是 13912345678", "已经加开窗口"));
        publications.publish(officer, bad, "等了两小时", "上午加开一个窗口");
        refused("rating.publish.done", () -> publications.publish(officer, bad, "等了两小时", "没有的事"));

        assertThat(publications.recent(CITY, "food-business", 50))
                .filteredOn(each -> each.occasion().equals(bad))
                .singleElement()
                .returns("等了两小时", Publication::text)
                .returns("上午加开一个窗口", Publication::answer)
                .returns("rating.published.open", Publication::stage)
                .satisfies(each -> assertThat(each.toString()).doesNotContain(person.name()));
        assertThat(ratings.find(CITY, bad).orElseThrow().rating())
                .satisfies(rating -> assertThat(rating.text()).isEqualTo("等了两小时"));
    }

    @Test
    @Proves("M-EVA-01")
    void wholeSentencesMayBeLeftOutAndNothingMayBeAdded() {
        Officer officer = officer("丁", CITY);
        UUID three = visit(CITY, "ZX-W1", "", UUID.randomUUID());
        ratings.rateVisit(CITY, three, Level.FAIR, List.of(), "等了很久。态度不好！\n最后办成了", Way.of(Channel.TICKET));
        UUID silent = rated(CITY, "ZX-W1", "", Level.DISSATISFIED, Way.of(Channel.TICKET));

        for (String changed : List.of("等了不久。", "最后办成了等了很久。", "态度好！", "办成了", "等了很久。很满意。")) {
            refused("rating.publish.part", () -> publications.publish(officer, three, changed, ""));
        }
        refused("rating.publish.part", () -> publications.publish(officer, silent, "群众表示理解", "已经加开窗口"));
        publications.publish(officer, three, "等了很久。\r\n最后办成了", "");
        publications.publish(officer, silent, "", "已经加开窗口");

        assertThat(publications.recent(CITY, null, Publications.MOST))
                .filteredOn(each -> each.occasion().equals(silent))
                .singleElement()
                .returns("", Publication::text);
        assertThat(publications.publishedAt(CITY, three)).isPresent();
    }

    @Test
    @Proves("M-EVA-01")
    void whatWasMendedForSomebodyWithoutANameIsPublishedFirstAndThenTheNewest() {
        UUID mended = rated(CITY, "ZX-W1", "", Level.DISSATISFIED, Way.of(Channel.TICKET));
        jdbc.sql("""
                        update rating.rectification
                           set ended_on = date '2001-01-01'
                         where region_code = :region and occasion_id = :occasion
                        """).param("region", CITY).param("occasion", mended).update();
        var said = new ArrayList<UUID>();
        for (int i = 0; i < 3; i++) {
            UUID occasion = visit(region, "W1", "", UUID.randomUUID());
            ratings.rateVisit(region, occasion, Level.FAIR, List.of(), "一般" + i, Way.of(Channel.TICKET));
            said.addFirst(occasion);
            time.advance(Duration.ofMinutes(1));
        }

        assertThat(publications.waiting(CITY, 10)).startsWith(mended);
        assertThat(publications.waiting(region, 2)).isEqualTo(said.subList(0, 2));
        publications.publish(officer("戊", CITY), mended, "", "已经加开窗口");
        assertThat(publications.waiting(CITY, 10)).doesNotContain(mended);
        publications.publish(second, said.getFirst(), "一般2", "");
        assertThat(publications.waiting(region, 5)).isEqualTo(said.subList(1, 3));
    }

    @Test
    @Proves("M-EVA-05")
    void badOnesOfOneCauseBecomeAnOrderOfTheDepartment() {
        Officer officer = directory.officer(
                directory.staff(CITY, "zx.supervisor").orElseThrow().id(), time.instant());
        UUID bad = rated(CITY, "ZX-W1", "", Level.VERY_DISSATISFIED, Way.of(Channel.EVALUATOR));
        UUID good = rated(CITY, "ZX-W1", "", Level.SATISFIED, Way.of(Channel.EVALUATOR));
        refused("rating.unknown", () -> causes.sort(officer, good, "waiting"));
        refused("rating.cause.unknown", () -> causes.sort(officer, bad, "weather"));
        causes.sort(officer, bad, "other");
        causes.sort(officer, bad, "fees");
        assertThat(causes.of(CITY, bad)).contains("fees");

        UUID key = UUID.randomUUID();
        refused(
                "rating.improvement.none",
                () -> causes.improve(officer, UUID.randomUUID(), "SL", "online", task("改进")));
        causes.improve(officer, key, "SJ", "fees", task("在窗口公示收费标准"));
        causes.improve(officer, key, "SJ", "fees", task("在窗口公示收费标准"));

        assertThat(causes.improvements(CITY, 100))
                .filteredOn(each -> each.id().equals(key))
                .singleElement()
                .satisfies(task -> {
                    var id = new CaseId(CITY, task.order());
                    assertThat(orders.find(id).state()).isInstanceOf(State.class);
                    assertThat(orders.content(id).text()).contains("在窗口公示收费标准");
                });
    }

    private Causes.Task task(String text) {
        return new Causes.Task(text, CityTime.day(time.instant()).plusDays(14));
    }

    @Test
    @Proves("M-EVA-05")
    void aPracticeIsChosenFromAGoodOneAndApprovedByAnother() {
        UUID good = rated(region, "W1", "", Level.VERY_SATISFIED, Way.of(Channel.TICKET));
        UUID bad = rated(CITY, "ZX-W1", "", Level.DISSATISFIED, Way.of(Channel.TICKET));
        UUID key = UUID.randomUUID();
        refused(
                "rating.practice.not-good",
                () -> practices.choose(officer("戊", CITY), UUID.randomUUID(), bad, "慢慢来", "慢慢来"));

        practices.choose(first, key, good, "一张表", "把五张表并成一张");
        practices.choose(first, key, good, "一张表", "把五张表并成一张");
        refused("platform.key.reused", () -> practices.choose(first, key, good, "一张表", "另一段话"));

        assertThat(practices.published(region)).isEmpty();
        refused("rating.practice.another", () -> practices.approve(first, key));
        practices.approve(second, key);
        assertThat(practices.published(region)).singleElement().returns("一张表", Practices.Practice::title);
    }

    @Test
    @Proves("M-EVA-04")
    void aListOfStarsIsPublishedOnceAfterItsPeriodAndStays() {
        for (int i = 0; i < 10; i++) {
            rated(region, "W1", "food-business", Level.VERY_SATISFIED, Way.of(Channel.TICKET));
            rated(region, "W1", "medical-institution", Level.FAIR, Way.of(Channel.TICKET));
        }
        rated(region, "W1", "public-place-hygiene", Level.VERY_SATISFIED, Way.of(Channel.TICKET));
        Period period = stars.around(CityTime.day(time.instant()));
        assertThat(stars.in(region, period))
                .map(star -> star.item() + " " + star.stars())
                .containsExactly("food-business 5", "medical-institution 2");
        refused("rating.stars.not-over", () -> stars.publish(first, period));

        time.advance(Duration.ofDays(100));
        assertThat(stars.publish(first, period)).isEqualTo(1);
        refused("rating.stars.done", () -> stars.publish(second, period));

        assertThat(stars.published(region, 4)).singleElement().satisfies(list -> {
            assertThat(list.from()).isEqualTo(period.from());
            assertThat(list.stars()).map(Stars.Star::item).containsExactly("food-business");
        });
    }

    @Test
    @Proves("M-EVA-21")
    void aBulletinIsWrittenFromFiguresApprovedByAnotherAndReadByEachDepartment() {
        Officer drafter = officer("己", CITY);
        Officer approver = officer("庚", CITY);
        var head = new Officer(UUID.randomUUID(), "辛", CITY, Set.of("SJ/head"), List.of());
        for (int i = 0; i < 10; i++) {
            rated(CITY, "ZX-W1", "", Level.VERY_SATISFIED, Way.of(Channel.TICKET));
        }
        Period period = Period.around(Period.Kind.MONTH, CityTime.day(time.instant()));
        UUID key = UUID.randomUUID();
        refused("rating.bulletin.running", () -> written.draft(drafter, key, period));
        time.advance(Duration.ofDays(20));
        refused("rating.bulletin.running", () -> written.draft(drafter, key, period));
        time.advance(Duration.ofDays(25));
        refused("rating.bulletin.too-few", () -> written.draft(first, UUID.randomUUID(), period));
        written.draft(drafter, key, period);
        written.draft(drafter, key, period);
        refused("platform.key.reused", () -> written.draft(approver, key, period));

        assertThat(bulletins.recent(CITY, Topic.RATINGS, false))
                .noneMatch(each -> each.id().equals(key));
        refused("improvement.bulletin-another", () -> bulletins.approve(drafter, Topic.RATINGS, key));
        refused("improvement.not-yours", () -> bulletins.approve(head, Topic.RATINGS, key));
        refused("improvement.done", () -> bulletins.read(head, key));
        bulletins.approve(approver, Topic.RATINGS, key);
        refused("improvement.bulletin-another", () -> bulletins.approve(approver, Topic.RATINGS, key));
        bulletins.read(head, key);
        refused("improvement.done", () -> bulletins.read(head, key));

        assertThat(bulletins.find(CITY, Topic.RATINGS, key).orElseThrow()).satisfies(bulletin -> {
            assertThat(bulletin.feed()).startsWith("OA");
            assertThat(bulletin.body()).contains("主动评价率", "好评率");
        });
        assertThat(bulletins.receipts(CITY, key)).singleElement().returns(head.id(), Receipt::by);
        assertThat(bulletins.list(head))
                .as("it stands where every bulletin does")
                .filteredOn(line -> line.id().equals(key))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.read()).isOne();
                    assertThat(line.missing()).contains("JY").doesNotContain("SJ");
                });
    }

    @Test
    @Proves("M-EVA-03")
    void everythingThatIsToBeRatedIsInTheCoverage() {
        rated(CITY, "ZX-W1", "", Level.SATISFIED, Way.of(Channel.TICKET));

        List<Coverage.Entry> all = coverage.of(CITY);

        assertThat(all)
                .map(Coverage.Entry::kind)
                .contains(Coverage.Kind.ITEM, Coverage.Kind.CLERK, Coverage.Kind.WINDOW);
        assertThat(all).allMatch(each -> each.covered() == each.gap().isEmpty());
        assertThat(all)
                .filteredOn(
                        each -> each.kind() == Coverage.Kind.ITEM && each.code().equals("food-business"))
                .singleElement()
                .satisfies(item -> assertThat(item.ways()).contains("rating.entry.case"));
        assertThat(all)
                .filteredOn(each -> each.kind() == Coverage.Kind.CHANNEL)
                .hasSize(Channel.values().length)
                .filteredOn(each -> each.code().equals("ticket"))
                .allMatch(Coverage.Entry::covered);
    }

    @Test
    @Proves("M-EVA-01")
    void aBadRatingAndItsOrderAreThereTogetherOrNotAtAll() {
        UUID occasion = visit(CITY, "ZX-W1", "", UUID.randomUUID());

        transaction.executeWithoutResult(whole -> {
            ratings.rateVisit(CITY, occasion, Level.VERY_DISSATISFIED, List.of("slow"), "", Way.of(Channel.TICKET));
            whole.setRollbackOnly();
        });

        assertThat(ratings.find(CITY, occasion).orElseThrow().rating()).isNull();
        ratings.rateVisit(CITY, occasion, Level.VERY_DISSATISFIED, List.of("slow"), "", Way.of(Channel.TICKET));
        assertThat(ratings.said(CITY, List.of(occasion)))
                .singleElement()
                .satisfies(said -> assertThat(said.order()).isNotNull());
    }
}
