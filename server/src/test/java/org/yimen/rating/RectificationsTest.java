package org.yimen.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.City;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.casework.WorkLists;
import org.yimen.hotline.OrderDesk;
import org.yimen.hotline.OrderRights;
import org.yimen.hotline.OrderRow;
import org.yimen.hotline.OrderTypes;
import org.yimen.hotline.RaisedOrders;
import org.yimen.hotline.WorkOrder.AppealGround;
import org.yimen.hotline.WorkOrder.Command.*;
import org.yimen.hotline.WorkOrder.Outcome;
import org.yimen.hotline.WorkOrder.Source;
import org.yimen.hotline.WorkOrder.State;
import org.yimen.hotline.WorkOrders;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.notify.NewsNow;
import org.yimen.notify.Outbox;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Staff;
import org.yimen.platform.Text;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** What a bad rating sets going, on a real database; its states are tested with the work orders. */
@HallTest
class RectificationsTest {

    private static final String CITY = "629901";

    @Autowired
    private Ratings ratings;

    @Autowired
    private Rectifications rectifications;

    @Autowired
    private Publications publications;

    @Autowired
    private OrderDesk orders;

    @Autowired
    private WorkOrders lists;

    @Autowired
    private RaisedOrders ledger;

    @Autowired
    private OrderRights rights;

    @Autowired
    private OrderTypes types;

    @Autowired
    private WorkLists tasks;

    @Autowired
    private City city;

    @Autowired
    private People people;

    @Autowired
    private Directory directory;

    @Autowired
    private Outbox outbox;

    @Autowired
    private NewsNow news;

    @Autowired
    private TestTime time;

    private Person somebody() {
        return people.find(city.somebody().holder()).orElseThrow();
    }

    private UUID served(@Nullable Person person, @Nullable UUID clerk) {
        UUID id = person == null ? null : person.id();
        return ratings.served(
                CITY,
                Ratings.Served.visit(UUID.randomUUID(), id, id, clerk, "SJ", "SJ-W1", Text.of("窗口服务")),
                time.instant());
    }

    private CaseId rated(Person person, @Nullable UUID clerk) {
        UUID occasion = served(person, clerk);
        ratings.rate(CITY, occasion, person.id(), Level.DISSATISFIED, List.of("slow"), "等了两个小时", Way.of(Channel.WEB));
        return new CaseId(CITY, rectifications.of(CITY, occasion).orElseThrow().order());
    }

    private void act(CaseId order, String post, org.yimen.hotline.WorkOrder.Command command) {
        var _ = orders.act(order, city.at(post), City.key(), null, command);
    }

    private void mend(CaseId order) {
        act(order, "12345/operator", new Contact(true, false, "窗口排队两个小时"));
        act(order, "12345/dispatcher", new Dispatch("SJ", List.of(), ""));
        act(order, "SJ/head", new Accept());
        act(order, "SJ/head", new Respond("上午加开一个窗口", null, "加开窗口"));
    }

    @Test
    @Proves("M-EVA-01")
    void aBadRatingOpensAnOrderThatIsMendedAskedAboutAndRatedAgain() {
        Person person = somebody();
        UUID occasion = served(person, null);
        ratings.rate(CITY, occasion, person.id(), Level.DISSATISFIED, List.of("slow"), "等了两个小时", Way.of(Channel.WEB));
        ratings.rate(CITY, occasion, person.id(), Level.DISSATISFIED, List.of("slow"), "等了两个小时", Way.of(Channel.WEB));
        var order =
                new CaseId(CITY, rectifications.of(CITY, occasion).orElseThrow().order());
        Occasion rated = ratings.find(CITY, occasion).orElseThrow();
        assertThat(orders.content(order).text()).contains("窗口服务", "不满意", "等了两个小时");
        assertThatThrownBy(() -> rectifications.again(rated, person.id(), Level.SATISFIED, ""))
                .as("not put right yet")
                .isInstanceOf(RatingRefused.class);

        mend(order);
        act(order, "12345/operator", new Confirm(Outcome.SATISFIED, ""));
        news.until(() -> rectifications.of(CITY, occasion).orElseThrow().asksAgain());

        assertThat(rectifications.of(CITY, occasion).orElseThrow()).satisfies(now -> {
            assertThat(now.contactedInTime()).isTrue();
            assertThat(now.mendedInTime()).isTrue();
            assertThat(now.visitedBack()).isTrue();
        });
        assertThat(outbox.inbox(CITY, person.id(), null, 20))
                .extracting(message -> message.template())
                .contains("rating.again");
        assertThatThrownBy(() -> rectifications.again(rated, UUID.randomUUID(), Level.SATISFIED, ""))
                .isInstanceOf(RatingRefused.class);
        rectifications.again(rated, person.id(), Level.SATISFIED, "快多了");
        rectifications.again(rated, person.id(), Level.SATISFIED, "快多了");
        assertThatThrownBy(() -> rectifications.again(rated, person.id(), Level.FAIR, ""))
                .isInstanceOf(RatingRefused.class);
        assertThat(ratings.find(CITY, occasion).map(Occasion::rating).map(Rating::level))
                .as("the first one stays")
                .contains(Level.DISSATISFIED);
    }

    @Test
    @Proves("M-EVA-01")
    void whatWasMendedForSomebodyWithoutANameIsToBePublishedByADay() {
        UUID occasion = served(null, null);
        ratings.rateVisit(CITY, occasion, Level.DISSATISFIED, List.of(), "没有座位", Way.of(Channel.TICKET));
        var order =
                new CaseId(CITY, rectifications.of(CITY, occasion).orElseThrow().order());
        act(order, "12345/dispatcher", new Dispatch("SJ", List.of(), ""));
        act(order, "SJ/head", new Accept());
        act(order, "SJ/head", new Respond("加了座位", null, "加了座位"));
        time.advance(Duration.ofDays(14));
        orders.wake(order);
        news.until(() -> task(occasion) != null);
        CaseId task = new CaseId(CITY, Objects.requireNonNull(task(occasion)));
        assertThat(orders.content(task).text()).doesNotContain("座位");
        act(task, "ZX/head", new Accept());
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> act(task, "ZX/head", new Respond("发了", null, "")))
                .returns("rating.task.elsewhere", CaseRuleBroken::code);

        publications.publish(city.officer("ZX/supervisor"), occasion, "没有座位", "加了座位");

        assertThat(orders.find(task).state()).isInstanceOf(State.Closed.class);
    }

    private @Nullable UUID task(UUID of) {
        return lists.raisedFrom(CITY, Source.Kind.OTHER, of.toString()).stream()
                .map(line -> line.row().id())
                .findFirst()
                .orElse(null);
    }

    @Test
    @Proves("M-EVA-01")
    void whoRatesBadlyAgainIsHeardBySupervisionOnceAndByADay() {
        Person person = somebody();
        CaseId order = rated(person, null);
        UUID occasion = rectifications.occasion(CITY, order.value()).orElseThrow();
        Occasion rated = ratings.find(CITY, occasion).orElseThrow();
        mend(order);
        act(order, "12345/operator", new Confirm(Outcome.SATISFIED, ""));
        news.until(() -> rectifications.of(CITY, occasion).orElseThrow().asksAgain());
        assertThat(supervised(occasion)).isEmpty();

        rectifications.againByLink(rated, Level.VERY_DISSATISFIED, "还是等了两个小时");
        rectifications.againByLink(rated, Level.VERY_DISSATISFIED, "还是等了两个小时");

        var raised = supervised(occasion);
        assertThat(raised).hasSize(1);
        OrderRow row = raised.getFirst();
        assertThat(row.units()).containsExactly("XN");
        assertThat(row.dueOn()).isNotNull();
        assertThat(orders.content(new CaseId(CITY, row.id())).text()).contains("非常不满意", "还是等了两个小时");
        Officer rater = directory.officer(city.at("SJ/head").id(), time.instant());
        assertThat(lists.seenBy(row.id(), rater)).as("of whoever was rated").isEmpty();
    }

    private List<OrderRow> supervised(UUID occasion) {
        Officer head = directory.officer(city.at("XN/head").id(), time.instant());
        return ledger
                .list(head, new RaisedOrders.Wanted("supervise", "RATING", "XN", "open"), "", RaisedOrders.MOST)
                .stream()
                .map(WorkOrders.Line::row)
                .filter(row -> {
                    var raised = row.raised();
                    return raised != null && raised.source().ref().equals(occasion.toString());
                })
                .toList();
    }

    @Test
    @Proves("M-EVA-01")
    void whoServedNeitherSeesNorMendsItAndHisOfficeDoesNotLearnWhoItWas() {
        Actor server = city.at("SJ/examiner");
        Person rater = somebody();
        CaseId order = rated(rater, server.id());
        act(order, "12345/operator", new Contact(true, true, "复杂"));
        act(order, "12345/dispatcher", new Dispatch("SJ", List.of(), ""));

        Officer served = directory.officer(server.id(), time.instant());
        Officer head = directory.officer(city.at("SJ/head").id(), time.instant());
        Officer operator = directory.officer(city.at("12345/operator").id(), time.instant());
        var row = lists.of(CITY, rater.id(), 5).getFirst().row();
        var type = types.current("bad-rating").orElseThrow();
        assertThat(rights.sees(served, row)).isFalse();
        assertThat(rights.sees(head, row)).isTrue();
        assertThat(rights.maySeeReporter(head, row, type)).isFalse();
        assertThat(rights.maySeeReporter(operator, row, type)).isTrue();
        assertThat(lists.of(CITY, rater.id(), served, true, 5))
                .as("beside the rater at a window")
                .isEmpty();
        assertThat(lists.of(CITY, rater.id(), head, true, 5)).isEmpty();
        assertThat(lists.of(CITY, rater.id(), operator, true, 5)).hasSize(1);
        assertThat(row.aboutCase()).as("by which he could be found").isNull();
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> orders.act(order, server, City.key(), null, new Accept()))
                .returns("hotline.may-not.accused", CaseRuleBroken::code);
    }

    @Test
    @Proves("M-EVA-01")
    void whoActedOnTheCaseAnswersNothingAndSupervisionDoesWhereNobodyElseIsLeft() {
        Person rater = somebody();
        Actor examiner = city.at("SJ/examiner");
        Actor decider = city.at("SJ/chief");
        CaseId order = ratedCase(rater, decider.id(), List.of(examiner.id(), decider.id()));
        act(order, "12345/operator", new Contact(true, false, "说得不清楚"));
        act(order, "12345/dispatcher", new Dispatch("SJ", List.of(), ""));

        for (Actor each : List.of(examiner, decider)) {
            assertThatExceptionOfType(CaseRuleBroken.class)
                    .isThrownBy(() -> orders.act(order, each, City.key(), null, new Accept()))
                    .returns("hotline.may-not.accused", CaseRuleBroken::code);
        }
        Officer head = directory.officer(city.at("SJ/head").id(), time.instant());
        Officer another = directory.officer(examiner.id(), time.instant());
        assertThat(lists.seenBy(order.value(), head)).isPresent();
        assertThat(lists.seenBy(order.value(), another))
                .as("who acted does not read it either")
                .isEmpty();
        assertThat(lists.keptFrom(another)).contains(order.value());
        assertThat(lists.keptFrom(head)).doesNotContain(order.value());
        String number = orders.find(order).number();
        assertThat(lists.list(another, "", "", number, "", 5)).isEmpty();
        assertThat(lists.list(head, "", "", number, "", 5)).hasSize(1);
        assertThatExceptionOfType(CaseRuleBroken.class)
                .as("the unit still has others")
                .isThrownBy(() -> act(order, "XN/head", new Accept()));
        act(order, "SJ/head", new Accept());

        List<UUID> everybody = directory.everybody(CITY).stream().map(Staff::id).toList();
        CaseId whole = ratedCase(
                rater,
                decider.id(),
                everybody.stream()
                        .filter(id -> directory.officer(id, time.instant()).posts().stream()
                                .anyMatch(post -> post.startsWith("SJ/")))
                        .toList());
        act(whole, "12345/operator", new Contact(true, false, "说得不清楚"));
        act(whole, "12345/dispatcher", new Dispatch("SJ", List.of(), ""));
        assertThat(tasks.tasks(whole)).extracting(entry -> entry.task().post()).containsExactly("XN/head");
        act(whole, "XN/head", new Accept());
    }

    @Test
    @Proves("M-EVA-01")
    void whoActedOnTheCaseNeitherRatesItByPhoneNorPublishesIt() {
        Person rater = somebody();
        Actor examiner = city.at("SJ/examiner");
        Officer acted = directory.officer(examiner.id(), time.instant());
        CaseId order = ratedCase(rater, city.at("SJ/chief").id(), List.of(examiner.id()));
        UUID occasion = rectifications.occasion(CITY, order.value()).orElseThrow();

        assertThatExceptionOfType(RatingRefused.class)
                .isThrownBy(() -> publications.publish(acted, occasion, "说不清楚", "已改"))
                .returns("rating.publish.own", RatingRefused::code);
        assertThatExceptionOfType(RatingRefused.class)
                .isThrownBy(() -> ratings.rateForCaller(
                        ratings.find(CITY, occasion).orElseThrow(), acted, Level.SATISFIED, List.of(), ""))
                .returns("rating.call.own", RatingRefused::code);
    }

    private CaseId ratedCase(Person person, UUID decider, List<UUID> handlers) {
        UUID occasion = ratings.served(
                CITY,
                Ratings.Served.ofCase(
                                UUID.randomUUID(),
                                person.id(),
                                person.id(),
                                decider,
                                "SJ",
                                "food-business",
                                Text.of("食品经营许可"))
                        .handledBy(handlers),
                time.instant());
        ratings.rate(CITY, occasion, person.id(), Level.DISSATISFIED, List.of(), "说不清楚", Way.of(Channel.WEB));
        return new CaseId(CITY, rectifications.of(CITY, occasion).orElseThrow().order());
    }

    @Test
    @Proves("M-EVA-01")
    void aCallInVainIsNoContactAndAnAnswerThatWasSentBackMendedNothing() {
        Person person = somebody();
        CaseId order = rated(person, null);
        UUID occasion = rectifications.occasion(CITY, order.value()).orElseThrow();
        act(order, "12345/operator", new Contact(false, false, "无人接听"));
        act(order, "12345/operator", new Contact(false, false, "无人接听"));
        assertThatExceptionOfType(CaseRuleBroken.class)
                .as("twice on one day is one day")
                .isThrownBy(() -> act(order, "12345/dispatcher", new Dispatch("SJ", List.of(), "")))
                .returns("hotline.rating.contact-first", CaseRuleBroken::code);
        time.advance(Duration.ofDays(1));
        act(order, "12345/operator", new Contact(false, false, "无人接听"));
        act(order, "12345/dispatcher", new Dispatch("SJ", List.of(), ""));
        act(order, "SJ/head", new Accept());
        act(order, "SJ/head", new Respond("上午加开一个窗口", null, "加开窗口"));
        news.until(() -> rectifications.of(CITY, occasion).orElseThrow().mendedInTime() != null);
        assertThat(rectifications.of(CITY, occasion).orElseThrow().contactedInTime())
                .as("nobody spoke with him")
                .isNull();

        act(order, "12345/operator", new Confirm(Outcome.UNSATISFIED, "还是排队"));
        news.until(() -> rectifications.of(CITY, occasion).orElseThrow().mendedInTime() == null);
        act(order, "SJ/head", new Respond("又加开一个窗口", null, "加开窗口"));
        for (int i = 0; i < 3; i++) {
            act(order, "12345/operator", new CallInVain("无人接听"));
        }
        act(order, "12345/operator", new Confirm(Outcome.UNREACHED, ""));
        news.until(() -> rectifications.of(CITY, occasion).orElseThrow().endedOn() != null);
        assertThat(rectifications.of(CITY, occasion).orElseThrow()).satisfies(now -> {
            assertThat(now.mendedInTime()).isTrue();
            assertThat(now.contactedInTime()).isNull();
            assertThat(now.visitedBack()).as("he said so the first time").isTrue();
        });
    }

    @Test
    @Proves("M-EVA-01")
    void whoWasNeverReachedWasNotVisitedBack() {
        CaseId order = rated(somebody(), null);
        UUID occasion = rectifications.occasion(CITY, order.value()).orElseThrow();
        mend(order);
        for (int i = 0; i < 3; i++) {
            act(order, "12345/operator", new CallInVain("无人接听"));
        }
        act(order, "12345/operator", new Confirm(Outcome.UNREACHED, ""));
        news.until(() -> rectifications.of(CITY, occasion).orElseThrow().endedOn() != null);

        assertThat(rectifications.of(CITY, occasion).orElseThrow().visitedBack())
                .isFalse();
    }

    @Test
    @Proves("M-EVA-01")
    void whatIsStruckIsNotRatedAgainAndCountsApart() {
        time.advance(Duration.ofDays(400));
        var from = time.instant().minusSeconds(1);
        Person person = somebody();
        CaseId order = rated(person, null);
        act(order, "12345/operator", new Contact(true, false, "说是评错了"));
        act(order, "12345/dispatcher", new Dispatch("SJ", List.of(), ""));
        act(order, "SJ/head", new Accept());
        act(order, "SJ/head", new Appeal(AppealGround.MISTAKEN, "评的是别的单位"));
        assertThat(tasks.tasks(order)).extracting(entry -> entry.task().post()).containsExactly("XN/head");
        act(order, "XN/head", new Strike("确为误评"));
        UUID occasion = rectifications.occasion(CITY, order.value()).orElseThrow();
        news.until(() -> rectifications.of(CITY, occasion).orElseThrow().struck());
        UUID nobodys = served(null, null);
        ratings.rateVisit(CITY, nobodys, Level.VERY_DISSATISFIED, List.of(), "", Way.of(Channel.EVALUATOR));

        Rectifications.Figures figures =
                rectifications.figures(CITY, from, time.instant().plusSeconds(1));

        assertThat(orders.find(order).state()).isInstanceOf(State.Struck.class);
        assertThat(figures)
                .isEqualTo(new Rectifications.Figures(2, 1, 0, 0, 0, 0, 0, 0, 0, 0))
                .returns(1L, Rectifications.Figures::valid);
        assertThatThrownBy(() -> rectifications.again(
                        ratings.find(CITY, occasion).orElseThrow(), person.id(), Level.SATISFIED, ""))
                .isInstanceOf(RatingRefused.class);
    }
}
