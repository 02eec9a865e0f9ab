package org.yimen.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.application.Applicant;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Defect;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.application.Parcels;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFeed;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.delivery.DemoCouriers;
import org.yimen.delivery.Destination;
import org.yimen.delivery.Mailroom;
import org.yimen.delivery.Wish;
import org.yimen.hotline.OrderDesk;
import org.yimen.hotline.Raising;
import org.yimen.hotline.Report;
import org.yimen.hotline.WorkOrder;
import org.yimen.identity.Entities;
import org.yimen.identity.LegalEntity;
import org.yimen.identity.Passwords;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.TestNumbers;
import org.yimen.notify.Message.State;
import org.yimen.platform.CityTime;
import org.yimen.rating.Ratings;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** What an applicant hears of his case, and that he hears it once. */
@HallTest
class CaseNewsTest {

    private static final String REGION = "629901";
    private static final String ITEM = "public-place-hygiene";

    @Autowired
    City city;

    @Autowired
    ApplicationDesk desk;

    @Autowired
    Outbox outbox;

    @Autowired
    NewsReader reader;

    @Autowired
    Relay relay;

    @Autowired
    OrderDesk orders;

    @Autowired
    Raising raising;

    @Autowired
    Entities entities;

    @Autowired
    People people;

    @Autowired
    Passwords passwords;

    @Autowired
    Ratings ratings;

    @Autowired
    Parcels parcels;

    @Autowired
    Mailroom mailroom;

    @Autowired
    DemoCouriers couriers;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestTime time;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    CaseFeed feed;

    @Autowired
    List<Announcer> announcers;

    @Test
    @Proves("M-CHN-20")
    void eachKeyEventGivesOneMessageHoweverOftenTheJournalIsRead() throws Exception {
        String before = heard();
        CaseId id = city.granted(ITEM).id();
        String department = desk.item(desk.find(id)).department();
        desk.issue(id, city.at(department + "/chief"), City.key(), null);
        Applicant applicant = desk.applicant(desk.find(id));
        var home = new Destination(applicant.name(), applicant.phone(), "人民路 12 号");
        parcels.choose(id, applicant.person(), new Wish(org.yimen.delivery.Way.MAIL, home));
        desk.act(id, city.at("ZX/window"), City.key(), null, new Command.Dispatch());
        for (int step = 0; step < 3; step++) {
            couriers.drive(mailroom.of(id).getFirst());
        }
        String[] told = {
            "application.news.accepted", "application.news.granted", "application.news.ready", "application.news.mailed"
        };
        await(() -> inbox(id).containsAll(List.of(told)));

        // Another node goes on from before the case, as after a restart that forgot how far it had come.
        jdbc.sql("update notify.news_cursor set heard = :before where region_code = :region")
                .param("before", before)
                .param("region", REGION)
                .update();
        await(() -> reader.readOnce() == 0 && !heard().equals(before));

        assertThat(inbox(id)).containsOnlyOnce(told);
        assertThat(messages(id))
                .filteredOn(message -> message.template().equals("application.news.due-soon"))
                .as("it was decided in time")
                .allMatch(message -> message.state() != State.SENT);
        assertThat(ratings.ofCase(REGION, id.value()))
                .as("and he is asked how it went")
                .isPresent();
    }

    @Test
    void theReminderOfASupplementIsDroppedOnceItCameIn() throws Exception {
        Applicant applicant = city.citizen();
        CaseId id = city.submitted(ITEM).id();
        String material = desk.dossier(id).content().files().getFirst().material();
        desk.write(
                id,
                city.at("ZX/window"),
                City.key(),
                null,
                paper -> new Command.NoticeDefects(List.of(new Defect(material, "看不清")), paper));
        await(() -> inbox(id).contains("application.news.supplement-by"));
        assertThat(reminder(id).state()).isEqualTo(State.WAITING);
        assertThat(reminder(id).nextAt()).isAfter(time.instant().plus(Duration.ofDays(4)));

        var next = desk.attach(
                id, desk.dossier(id), material, "清楚.pdf", "%PDF-1.4\n%%EOF\n".getBytes(StandardCharsets.US_ASCII));
        desk.supply(id, Actor.applicant(applicant.holder(), applicant.person()), City.key(), next, List.of(material));
        time.advance(Duration.ofDays(6));
        await(() -> reminder(id).state() == State.DROPPED);

        assertThat(messages(id))
                .filteredOn(message -> message.template().equals("application.news.supplement-reminder"))
                .allMatch(message -> message.state() == State.DROPPED && "overtaken".equals(message.why()));
    }

    @Test
    void theReminderGoesOutInTheMorningWhileNothingCameIn() throws Exception {
        CaseId id = city.submitted(ITEM).id();
        String material = desk.dossier(id).content().files().getFirst().material();
        desk.write(
                id,
                city.at("ZX/window"),
                City.key(),
                null,
                paper -> new Command.NoticeDefects(List.of(new Defect(material, "看不清")), paper));
        await(() -> inbox(id).contains("application.news.supplement-by"));
        time.set(Instant.parse("2026-11-23T01:30:00Z"));

        await(() -> inbox(id).contains("application.news.supplement-reminder"));
    }

    @Test
    void whatIsNearlyDueIsSaidTheWorkingDayBeforeAndNotEarlier() throws Exception {
        CaseId id = city.accepted(ITEM).id();
        await(() -> inbox(id).contains("application.news.accepted"));
        Message planned = messages(id).stream()
                .filter(message -> message.template().equals("application.news.due-soon"))
                .findFirst()
                .orElseThrow();
        await(() -> outbox.find(REGION, planned.id()).orElseThrow().nextAt().isAfter(time.instant()));
        Instant morning = outbox.find(REGION, planned.id()).orElseThrow().nextAt();

        time.set(morning.plusSeconds(1));
        await(() -> inbox(id).contains("application.news.due-soon"));
    }

    @Test
    @Proves("M-CON-13")
    void aFirmOfWhichAVisitorWroteDownWhatItNeedsHearsTheAnswerByWhoRepresentsIt() throws Exception {
        Person boss = people.register("当家的", TestNumbers.citizen(), "15400000078", passwords.hash("Anlan-2026-firm"));
        LegalEntity firm = entities.open(TestNumbers.firm(), "等用地的公司", boss);
        LocalDate today = CityTime.day(time.instant());
        var wish = new Raising.Wish(
                "problem",
                "用地预审材料反复修改",
                new WorkOrder.Source(
                        WorkOrder.Source.Kind.VISIT, UUID.randomUUID().toString(), "走访"),
                "ZR",
                List.of(),
                "",
                today.plusDays(14),
                new Report.Content("三次退回，每次理由不同", "一次告知", ""),
                firm.id());
        CaseId id =
                raising.raise(wish, "ZX/chief", city.at("ZX/chief"), City.key()).id();
        orders.act(id, city.at("ZR/chief"), City.key(), null, new WorkOrder.Command.Accept());
        orders.act(id, city.at("ZR/chief"), City.key(), null, new WorkOrder.Command.Respond("已一次告知", null, ""));

        await(() -> inbox(id).contains("hotline.news.answered"));

        assertThat(messages(id)).allSatisfy(message -> {
            assertThat(message.holder()).isEqualTo(firm.id());
            assertThat(message.person()).isEqualTo(boss.id());
        });
    }

    @Test
    void whoReportedHearsThatItIsRegisteredAnsweredAndClosedOnceEach() throws Exception {
        Applicant reporter = city.somebody();
        Actor himself = Actor.applicant(reporter.holder(), reporter.person());
        var said = new Report(
                "help",
                "housing",
                null,
                false,
                new Report.Content("楼道的灯坏了", "修好", "云溪区"),
                new Report.Reporter(reporter.name(), reporter.phone(), reporter.person(), null));
        CaseId id = orders.register(said, reporter.holder(), himself, "web", City.key())
                .id();
        orders.act(id, city.at("12345/operator"), City.key(), null, new WorkOrder.Command.Answer("已通知物业，今天修好"));
        await(() -> inbox(id).contains("hotline.news.answered"));
        orders.act(id, himself, City.key(), null, new WorkOrder.Command.Confirm(WorkOrder.Outcome.SATISFIED, "谢谢"));
        await(() -> inbox(id).contains("hotline.news.closed"));
        jdbc.sql("update notify.news_cursor set heard = '0.00000000-0000-0000-0000-000000000000.0'")
                .update();
        await(() -> jdbc.sql("select heard not like '0.%' from notify.news_cursor")
                .query(Boolean.class)
                .single());

        assertThat(inbox(id))
                .containsExactlyInAnyOrder("hotline.news.registered", "hotline.news.answered", "hotline.news.closed");
        assertThat(messages(id))
                .allSatisfy(
                        message -> assertThat(message.arguments().toString()).doesNotContain("灯"));
        CaseId unnamed = orders.registerAnonymous(said, "web", City.key()).id();
        assertThat(messages(unnamed)).isEmpty();
    }

    @Test
    @Proves("M-HOT-03")
    void whoseOrderWasMergedHearsOfEachThingThatBecomesOfTheMainOne() throws Exception {
        CaseId handled = reported(city.somebody());
        CaseId one = merged(handled);
        orders.act(handled, city.at("12345/dispatcher"), City.key(), null, dispatchedTo("ZJ"));
        orders.act(handled, city.at("ZJ/chief"), City.key(), null, new WorkOrder.Command.Accept());
        orders.act(
                handled,
                city.at("ZJ/head"),
                City.key(),
                null,
                new WorkOrder.Command.Suspend(
                        "等待居民在家", CityTime.day(time.instant()).plusDays(3)));
        CaseId declined = reported(city.somebody());
        CaseId other = merged(declined);
        orders.act(
                declined,
                city.at("12345/dispatcher"),
                City.key(),
                null,
                new WorkOrder.Command.Decline(WorkOrder.Ground.IN_COURT, "已经起诉"));

        await(() -> inbox(one).contains("hotline.news.suspended"));
        await(() -> inbox(handled).contains("hotline.news.suspended"));
        // Merged itself, and then that the main one is not taken on.
        await(() -> Collections.frequency(inbox(other), "hotline.news.not-taken") == 2);
    }

    @Test
    @Proves("M-HOT-01")
    void whoeverMustActOnAnUrgentOrderHearsOfItAtOnce() throws Exception {
        Applicant reporter = city.somebody();
        var said = new Report(
                "help",
                "housing",
                null,
                true,
                new Report.Content("外墙的玻璃要掉下来", "", ""),
                new Report.Reporter(reporter.name(), reporter.phone(), reporter.person(), null));
        CaseId id = orders.register(
                        said,
                        reporter.holder(),
                        Actor.applicant(reporter.holder(), reporter.person()),
                        "web",
                        City.key())
                .id();
        await(() -> isTold("12345/dispatcher", id));

        orders.act(id, city.at("12345/dispatcher"), City.key(), null, dispatchedTo("ZJ"));

        await(() -> isTold("ZJ/chief", id));
    }

    private boolean isTold(String post, CaseId id) {
        return jdbc.sql("""
                        select exists (select 1
                                         from notify.message
                                        where region_code = :region and template = 'hotline.news.urgent' and link = :link
                                          and person_id = :officer)
                        """)
                .param("region", REGION)
                .param("link", "/desk/orders/" + id.value())
                .param("officer", city.at(post).id())
                .query(Boolean.class)
                .single();
    }

    private static WorkOrder.Command.Dispatch dispatchedTo(String unit) {
        return new WorkOrder.Command.Dispatch(unit, List.of(), "");
    }

    private CaseId reported(Applicant reporter) {
        var said = new Report(
                "help",
                "housing",
                null,
                false,
                new Report.Content("楼道的灯坏了", "修好", "云溪区"),
                new Report.Reporter(reporter.name(), reporter.phone(), reporter.person(), null));
        return orders.register(
                        said,
                        reporter.holder(),
                        Actor.applicant(reporter.holder(), reporter.person()),
                        "web",
                        City.key())
                .id();
    }

    private CaseId merged(CaseId main) {
        CaseId id = reported(city.somebody());
        orders.act(
                id, city.at("12345/dispatcher"), City.key(), null, new WorkOrder.Command.Merge(main.value(), "同一盏灯"));
        return id;
    }

    @Test
    void whatARuleRefusesOneAnnouncerKeepsBackNothingElse() throws Exception {
        String before = heard();
        CaseId id = city.granted(ITEM).id();
        Set<CaseId> told = ConcurrentHashMap.newKeySet();
        // As an announcer refuses that raises something: the transaction in which it took part is lost.
        Announcer refuses = event -> {
            transaction.executeWithoutResult(_ -> {
                if (event.caseId().equals(id)) {
                    throw new CaseRuleBroken("hotline.text.number");
                }
            });
            return List.of();
        };
        var all = new ArrayList<Announcer>();
        all.add(refuses);
        all.addAll(announcers);
        all.add(event -> {
            told.add(event.caseId());
            return List.of();
        });
        var other = new NewsReader(jdbc, transaction, feed, outbox, all, time, REGION);

        await(() -> {
            if (!told.contains(id)) {
                // Whoever reads beside this one may have been there first.
                jdbc.sql("update notify.news_cursor set heard = :before where region_code = :region")
                        .param("before", before)
                        .param("region", REGION)
                        .update();
                other.readOnce();
            }
            return told.contains(id) && inbox(id).contains("application.news.granted");
        });
    }

    private String heard() {
        return jdbc.sql("select heard from notify.news_cursor where region_code = :region")
                .param("region", REGION)
                .query((row, _) -> row.getString("heard"))
                .optional()
                .orElse("0.00000000-0000-0000-0000-000000000000.0");
    }

    private Message reminder(CaseId id) {
        return messages(id).stream()
                .filter(message -> message.template().equals("application.news.supplement-reminder"))
                .findFirst()
                .orElseThrow();
    }

    private List<Message> messages(CaseId id) {
        return jdbc
                .sql("select id from notify.message where region_code = :region and case_id = :case")
                .param("region", REGION)
                .param("case", id.value())
                .query(UUID.class)
                .list()
                .stream()
                .filter(Objects::nonNull)
                .flatMap(message -> outbox.find(REGION, message).stream())
                .toList();
    }

    private List<String> inbox(CaseId id) {
        return messages(id).stream()
                .filter(message -> message.way() == Way.INBOX && message.state() == State.SENT)
                .map(Message::template)
                .toList();
    }

    private void await(BooleanSupplier there) throws InterruptedException {
        for (int i = 0; i < 200 && !there.getAsBoolean(); i++) {
            // After a race that another test lost the reader rests by a clock that stands still here.
            jdbc.sql("update notify.news_cursor set next_at = :now where region_code = :region and next_at > :now")
                    .param("now", Timestamp.from(time.instant()))
                    .param("region", REGION)
                    .update();
            reader.readOnce();
            relay.relayOnce();
            Thread.sleep(50);
        }
        assertThat(there.getAsBoolean()).isTrue();
    }
}
