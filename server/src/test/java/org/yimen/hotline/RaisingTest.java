package org.yimen.hotline;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.application.City;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFeed.Cursor;
import org.yimen.casework.CaseFeed.Told;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.hotline.Raising.Wish;
import org.yimen.hotline.WorkOrder.Command.*;
import org.yimen.hotline.WorkOrder.Outcome;
import org.yimen.hotline.WorkOrder.Source;
import org.yimen.hotline.WorkOrder.State;
import org.yimen.hotline.WorkOrder.Verdict;
import org.yimen.notify.NewsNow;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

@HallTest
class RaisingTest {

    private static final String CITY = "629901";

    @Autowired
    private Raising raising;

    @Autowired
    private OrderDesk desk;

    @Autowired
    private WorkOrders orders;

    @Autowired
    private City city;

    @Autowired
    private Directory directory;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private TestTime time;

    @Autowired
    private AdoptedSuggestions suggestions;

    @Autowired
    private NewsNow news;

    private Wish wish(Source source) {
        LocalDate due = CityTime.day(time.instant()).plusDays(14);
        return Wish.of("supervise", "办件超期督办", source, "ZJ", due, "请说明超期原因并办结");
    }

    private CaseFile<State> raised(Source source, String key) {
        return raising.raise(wish(source), "ZX/supervisor", city.at("ZX/supervisor"), key);
    }

    private static Source inspection() {
        return new Source(Source.Kind.INSPECTION, UUID.randomUUID().toString(), "窗口纪律督查");
    }

    private Officer officer(String login) {
        return directory.officer(directory.staff(CITY, login).orElseThrow().id(), time.instant());
    }

    private OrderRow row(CaseFile<State> file) {
        return orders.find(file.id().value()).orElseThrow().row();
    }

    @Test
    @Proves("M-CON-13")
    void theReceiptSaysWhoReadItAndWhenAndTheFirstTimeStays() {
        CaseFile<State> file = raised(inspection(), City.key());
        assertThat(row(file).raised()).isNotNull().returns(null, OrderRow.Raised::readAt);

        desk.act(file.id(), city.at("ZJ/chief"), City.key(), null, new Accept());

        OrderRow.Raised read = requireNonNull(row(file).raised());
        assertThat(read.readAt()).isNotNull();
        assertThat(read.readBy()).isEqualTo(city.at("ZJ/chief").id());
        assertThat(read.post()).isEqualTo("ZX/supervisor");
        assertThat(row(file).registeredBy()).isEqualTo(city.at("ZX/supervisor").id());
    }

    @Test
    @Proves("M-GOV-04")
    void itIsThereForItsUnitAndWhoRaisedItAndForNobodyElse() {
        CaseFile<State> file = raised(inspection(), City.key());

        UUID id = file.id().value();
        assertThat(orders.seenBy(id, officer("zj.chief"))).isPresent();
        assertThat(orders.seenBy(id, officer("zx.supervisor"))).isPresent();
        assertThat(orders.seenBy(id, officer("sj.chief"))).isEmpty();
        desk.act(file.id(), city.at("ZJ/chief"), City.key(), null, new Accept());
        desk.act(file.id(), city.at("ZJ/chief"), City.key(), null, new Respond("已办结", null, ""));
        var closed = desk.act(
                file.id(), city.at("ZX/supervisor"), City.key(), null, new Confirm(Outcome.SATISFIED, "已核对办件"));
        assertThat(closed.state()).isInstanceOf(State.Closed.class);
        assertThat(row(file).status()).isEqualTo("Closed");
    }

    @Test
    @Proves("M-APR-09")
    void anOrderAboutACaseIsKeptWithTheCaseAndNotShownToItsApplicant() {
        var about = city.submitted("food-business");
        CaseFile<State> file = raised(Source.ofCase(about.id().value(), about.number()), City.key());

        assertThat(orders.raisedAbout(CITY, about.id().value()))
                .extracting(line -> line.row().id())
                .containsExactly(file.id().value());
        assertThat(orders.aboutCase(CITY, about.id().value(), about.applicant()))
                .isEmpty();
        assertThat(orders.of(CITY, about.applicant(), 100))
                .extracting(line -> line.row().id())
                .doesNotContain(file.id().value());
    }

    @Test
    void itStandsOrFallsWithTheWritingOfWhoRaisedIt() {
        String key = City.key();
        UUID[] id = new UUID[1];

        transaction.executeWithoutResult(status -> {
            id[0] = raised(inspection(), key).id().value();
            status.setRollbackOnly();
        });

        assertThat(orders.find(id[0])).isEmpty();
        String other = City.key();
        Source source = inspection();
        assertThat(raised(source, other).id()).isEqualTo(raised(source, other).id());
    }

    @Test
    void aFirmReadsWhatItAskedForAndSaysThatItIsDone() {
        UUID firm = UUID.randomUUID();
        LocalDate due = CityTime.day(time.instant()).plusDays(14);
        var wish = new Wish(
                "problem",
                "用地预审材料反复修改",
                new Source(Source.Kind.VISIT, UUID.randomUUID().toString(), "走访"),
                "ZR",
                List.of(),
                "",
                due,
                new Report.Content("三次退回，每次理由不同", "一次告知", ""),
                firm);
        CaseFile<State> file = raising.raise(wish, "ZX/chief", city.at("ZX/chief"), City.key());
        desk.act(file.id(), city.at("ZR/chief"), City.key(), null, new Accept());
        desk.act(file.id(), city.at("ZR/chief"), City.key(), null, new Respond("已一次告知", null, ""));

        assertThat(orders.ofHolder(file.id().value(), firm)).isPresent();
        var closed = desk.act(
                file.id(),
                Actor.applicant(firm, UUID.randomUUID()),
                City.key(),
                null,
                new Confirm(Outcome.ACCEPTABLE, ""));

        assertThat(closed.state()).isInstanceOf(State.Closed.class);
    }

    @Test
    void nobodysNumberGoesIntoIt() {
        var wish = Wish.of(
                "supervise",
                "督办",
                inspection(),
                "ZJ",
                CityTime.day(time.instant()).plusDays(14),
                "请联系 15400000001");

        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> raising.raise(wish, "ZX/supervisor", city.at("ZX/supervisor"), City.key()))
                .returns("hotline.text.number", CaseRuleBroken::code);
        var named = new Source(Source.Kind.INSPECTION, UUID.randomUUID().toString(), "督查 15400000001");
        assertThatExceptionOfType(CaseRuleBroken.class)
                .as("nor into the name of where it comes from")
                .isThrownBy(() -> raised(named, City.key()))
                .returns("hotline.text.number", CaseRuleBroken::code);
    }

    @Test
    void aSuggestionThatIsAdoptedASecondTimeIsStillOneTask() {
        UUID holder = city.somebody().person();
        var said = new Report(
                "suggestion",
                "housing",
                null,
                false,
                new Report.Content("楼道装扶手", "", ""),
                new Report.Reporter("", "", holder, null));
        CaseId id = desk.register(said, holder, Actor.applicant(holder, holder), "web", City.key())
                .id();
        desk.act(id, city.at("12345/dispatcher"), City.key(), null, new Dispatch("ZJ", List.of(), ""));
        desk.act(id, city.at("ZJ/chief"), City.key(), null, new Accept());
        adopted(id, "下月装");
        news.until(() -> tasks(id) == 1);
        desk.act(id, Actor.applicant(holder, holder), City.key(), null, new Confirm(Outcome.UNSATISFIED, "太慢"));

        time.advance(Duration.ofDays(1));
        adopted(id, "本周装");

        assertThatNoException().isThrownBy(() -> suggestions.announce(told(id)));
        assertThat(tasks(id)).isOne();
    }

    private void adopted(CaseId id, String measure) {
        desk.act(id, city.at("ZJ/chief"), City.key(), null, new Respond("采纳", Verdict.ADOPTED, measure));
    }

    private long tasks(CaseId id) {
        return orders.raisedFrom(CITY, Source.Kind.SUGGESTION, id.value().toString())
                .size();
    }

    private Told told(CaseId id) {
        CaseFile<State> file = desk.find(id);
        return new Told(
                Cursor.START,
                id,
                file.number(),
                file.kind(),
                file.subject(),
                file.department(),
                file.version(),
                time.instant(),
                "Responded",
                Actor.Kind.OFFICER);
    }
}
