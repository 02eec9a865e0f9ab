package org.yimen.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFeed;
import org.yimen.casework.CaseFile;
import org.yimen.custody.Move.Kind;
import org.yimen.identifier.OriginalNumber;
import org.yimen.notify.Announcer;
import org.yimen.notify.Message;
import org.yimen.notify.Outbox;
import org.yimen.notify.Way;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.Text;
import org.yimen.testing.HallTest;
import org.yimen.testing.Statements;
import org.yimen.testing.TestTime;

/** Originals in their tables: every standing, every click once, and two hands at once. */
@HallTest
class CustodyDeskTest {

    private static final String CITY = "629901";
    private static final Place OFFICE = new Place.Office("SJ");

    @Autowired
    private CustodyDesk custody;

    @Autowired
    private Whereabouts whereabouts;

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private Directory directory;

    @Autowired
    private LateHandOvers late;

    @Autowired
    private Outbox outbox;

    @Autowired
    private List<Announcer> announcers;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestTime time;

    @Autowired
    private Statements statements;

    @Test
    void aFormThatIsSentTwiceTakesInOnce() {
        CaseFile<State> file = submitted();
        UUID key = UUID.randomUUID();

        List<Original> first = custody.takeIn(window(), file, List.of(piece("营业执照正本"), piece("房产证")), key);
        List<Original> again = custody.takeIn(window(), file, List.of(piece("营业执照正本"), piece("房产证")), key);

        assertThat(again).isEqualTo(first).hasSize(2);
        assertThat(whereabouts.ofCase(CITY, file.id().value())).isEqualTo(first);
        assertThat(first).extracting(Original::number).doesNotHaveDuplicates();
        assertThat(first.getFirst().standing())
                .isEqualTo(new Standing.Held(Place.WINDOWS, window().id(), TestTime.START));
        assertThat(first.getFirst().holder()).isEqualTo(file.applicant());
        assertThat(custody.takeIn(window(), file, List.of(piece("公章")), UUID.randomUUID()))
                .hasSize(1);
        CaseFile<State> other = submitted();
        for (Runnable differs : List.<Runnable>of(
                () -> custody.takeIn(window(), other, List.of(piece("营业执照正本"), piece("房产证")), key),
                () -> custody.takeIn(window(), file, List.of(piece("营业执照正本"), piece("公章")), key))) {
            assertThatExceptionOfType(CustodyRefused.class)
                    .isThrownBy(differs::run)
                    .returns("platform.key.reused", CustodyRefused::code);
        }
        assertThat(whereabouts.ofCase(CITY, other.id().value())).isEmpty();
    }

    @Test
    void everyStandingIsReadAsItWasWritten() {
        Original original = takenIn();
        var moves = new ArrayList<Kind>();
        for (var step : List.<Callable<Original>>of(
                () -> act(window(), original, new Act.HandOn(OFFICE)),
                () -> act(examiner(), original, new Act.Refuse(Act.Reason.WRONG_PAPER, "少一页")),
                () -> act(window(), original, new Act.HandOn(OFFICE)),
                () -> act(window(), original, new Act.TakeBack()),
                () -> act(window(), original, new Act.HandOn(OFFICE)),
                () -> act(examiner(), original, new Act.Confirm()),
                () -> act(examiner(), original, new Act.HandOn(Place.WINDOWS)),
                () -> act(window(), original, new Act.Confirm()),
                () -> act(window(), original, new Act.GiveBack(new Taker("陈晓禾", "holder", "seen"))))) {
            Original moved = call(step);
            assertThat(stored(original)).isEqualTo(moved);
            Move last = whereabouts.history(moved).getFirst();
            moves.add(last.kind());
            assertThat(last.number()).isEqualTo(moved.moves());
        }

        assertThat(moves)
                .containsExactly(
                        Kind.HANDED_ON,
                        Kind.REFUSED,
                        Kind.HANDED_ON,
                        Kind.TAKEN_BACK,
                        Kind.HANDED_ON,
                        Kind.CONFIRMED,
                        Kind.HANDED_ON,
                        Kind.CONFIRMED,
                        Kind.GIVEN_BACK);
        Move refused = whereabouts.history(original).get(7);
        assertThat(refused.detail()).isEqualTo(new Move.Detail(Act.Reason.WRONG_PAPER, "少一页", null));
        assertThat(stored(original).isHere()).isFalse();
        assertThat(whereabouts.heldBy(window())).doesNotContain(stored(original));
    }

    @Test
    void whatAClickDidItsRepetitionFindsDone() {
        Original original = takenIn();
        UUID key = UUID.randomUUID();

        Original first = custody.act(window(), List.of(original.number()), new Act.HandOn(OFFICE), key)
                .getFirst();
        Original again = custody.act(window(), List.of(original.number()), new Act.HandOn(OFFICE), key)
                .getFirst();

        assertThat(again).isEqualTo(first);
        assertThat(whereabouts.history(original)).hasSize(2);
    }

    @Test
    void ofTwoWhoConfirmAtOnceOneHasIt() throws Exception {
        Original original = takenIn();
        var _ = act(window(), original, new Act.HandOn(OFFICE));
        List<Callable<Boolean>> hands = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Officer officer = i % 2 == 0 ? examiner() : officer("sj.chief");
            hands.add(() -> {
                try {
                    var _ = act(officer, original, new Act.Confirm());
                    return true;
                } catch (CustodyRefused _) {
                    return false;
                }
            });
        }

        int confirmed = 0;
        try (var threads = Executors.newFixedThreadPool(hands.size())) {
            for (var each : threads.invokeAll(hands)) {
                confirmed += each.get() ? 1 : 0;
            }
        }

        assertThat(confirmed).isOne();
        assertThat(whereabouts.history(original))
                .filteredOn(move -> move.kind() == Kind.CONFIRMED)
                .singleElement()
                .satisfies(move -> assertThat(move.by())
                        .isEqualTo(stored(original).standing().by()));
    }

    @Test
    void severalAreHandedOnTogetherOrNotAtAll() {
        Original mine = takenIn();
        Original theirs = custody.takeIn(officer("zx.window2"), submitted(), List.of(piece("合同")), UUID.randomUUID())
                .getFirst();
        List<OriginalNumber> both = List.of(mine.number(), theirs.number());

        assertThatExceptionOfType(CustodyRefused.class)
                .isThrownBy(() -> custody.act(window(), both, new Act.HandOn(OFFICE), UUID.randomUUID()))
                .returns(List.<Object>of(theirs.number()), CustodyRefused::arguments);

        assertThat(stored(mine)).isEqualTo(mine);
        assertThat(whereabouts.history(mine)).hasSize(1);
    }

    @Test
    void whatNobodyConfirmedInTimeIsAskedAfter() {
        Original original = takenIn();
        Original given = act(window(), original, new Act.HandOn(OFFICE));
        time.advance(Duration.ofHours(3));
        assertThat(whereabouts.isLate(given)).isFalse();

        time.advance(Duration.ofMinutes(61));

        assertThat(whereabouts.isLate(given)).isTrue();
        assertThat(whereabouts.counts(CITY))
                .filteredOn(count -> count.place().equals(Place.WINDOWS))
                .allSatisfy(count -> assertThat(count.late()).isPositive());
        assertThat(jdbc.sql(
                                "select count(*) from custody.original where id = :id and to_place is not null and since < :at")
                        .param("id", original.id())
                        .param("at", Timestamp.from(time.instant().minus(Duration.ofHours(4))))
                        .query(Long.class)
                        .single())
                .isOne();
        var _ = act(examiner(), original, new Act.Confirm());
        assertThat(whereabouts.isLate(stored(original))).isFalse();
    }

    @Test
    void whatIsHereWhenItsCaseEndsIsMissed() {
        CaseFile<State> file = submitted();
        Original original = custody.takeIn(window(), file, List.of(piece("营业执照正本")), UUID.randomUUID())
                .getFirst();
        assertThat(stored(original).caseEndedAt()).isNull();

        CaseFile<State> ended = desk.act(
                file.id(),
                Actor.applicant(file.applicant(), file.applicant()),
                City.key(),
                null,
                new Command.Withdraw("不办了"));
        var told = new CaseFeed.Told(
                CaseFeed.Cursor.START,
                ended.id(),
                ended.number(),
                desk.kind(),
                ended.subject(),
                ended.department(),
                ended.version(),
                time.instant(),
                "Withdrawn",
                Actor.Kind.APPLICANT);
        announcers.forEach(announcer -> announcer.announce(told));
        announcers.forEach(announcer -> announcer.announce(told));

        assertThat(stored(original).caseEndedAt()).isEqualTo(time.instant());
        assertThat(whereabouts.counts(CITY))
                .anySatisfy(count -> assertThat(count.ended()).isPositive());
        var _ = act(window(), original, new Act.GiveBack(new Taker("陈晓禾", "holder", "seen")));
        assertThat(whereabouts.ofEndedCases(CITY)).doesNotContain(stored(original));
    }

    @Test
    void theHistoryIsOnlyAddedToAndNobodyIsNamedInTheTables() {
        Original original = custody.takeIn(window(), submitted(), List.of(piece("张三丰的房产证")), UUID.randomUUID())
                .getFirst();
        var _ = act(window(), original, new Act.GiveBack(new Taker("张三丰", "holder", "seen")));

        for (String change : List.of(
                "update custody.move set kind = 'CONFIRMED' where original_id = :id",
                "delete from custody.move where original_id = :id")) {
            assertThatExceptionOfType(DataAccessException.class)
                    .isThrownBy(
                            () -> jdbc.sql(change).param("id", original.id()).update())
                    .withMessageContaining("append-only");
        }
        for (String sealed : List.of(
                "select what_sealed from custody.original where id = :id",
                "select detail_sealed from custody.move where original_id = :id and kind = 'GIVEN_BACK'")) {
            byte[] kept = jdbc.sql(sealed)
                    .param("id", original.id())
                    .query(byte[].class)
                    .single();
            assertThat(new String(kept, StandardCharsets.UTF_8)).doesNotContain("张三丰");
        }
    }

    @Test
    void theOwnerHearsBeforeHisPaperIsDestroyedAndAfterOnceHoweverOftenOneClicks() {
        Original original = takenIn();
        custody.caseEnded(original.caseId(), time.instant());
        UUID proposes = UUID.randomUUID();
        UUID consents = UUID.randomUUID();
        var doom = new Act.Doom("多次联系，无人取回");
        Officer hall = officer("zx.hall");
        custody.act(window(), List.of(original.number()), doom, proposes);
        Original doomed = custody.act(window(), List.of(original.number()), doom, proposes)
                .getFirst();

        assertThat(stored(original))
                .isEqualTo(doomed)
                .satisfies(each -> assertThat(each.isDoomed()).isTrue());
        assertThat(whereabouts.doomed(CITY)).contains(doomed);
        assertThat(told(original, doomed.moves(), "doomed")).singleElement().satisfies(message -> {
            assertThat(message.arguments()).extracting(Text::zh).contains("2026年12月18日");
            assertThat(message.arguments()).extracting(Text::zh).doesNotContain("营业执照正本");
        });
        assertThat(outbox.of(CITY, hall.id(), cause(original, doomed.moves(), "second")))
                .hasSize(1);
        assertThatExceptionOfType(CustodyRefused.class)
                .isThrownBy(() -> act(hall, original, new Act.Destroy()))
                .returns("custody.refused.fetch", CustodyRefused::code);

        time.advance(Duration.ofDays(31));
        custody.act(hall, List.of(original.number()), new Act.Destroy(), consents);
        custody.act(hall, List.of(original.number()), new Act.Destroy(), consents);

        Original gone = stored(original);
        assertThat(gone.standing()).isInstanceOf(Standing.Closed.class);
        assertThat(told(original, gone.moves(), "destroyed")).isNotEmpty();
        assertThat(whereabouts.history(original)).extracting(Move::kind).startsWith(Kind.DESTROYED, Kind.DOOMED);
        assertThat(whereabouts.doomed(CITY)).doesNotContain(gone);
    }

    @Test
    void theOwnerHearsOnceThatItIsArchivedAndTheSecondThatItWaitsForHim() {
        Original original = takenIn();
        custody.caseEnded(original.caseId(), time.instant());
        UUID puts = UUID.randomUUID();
        UUID finds = UUID.randomUUID();
        var archive = new Act.Archive("一号柜");
        Officer hall = officer("zx.hall");
        custody.act(window(), List.of(original.number()), archive, puts);
        Original shelved =
                custody.act(window(), List.of(original.number()), archive, puts).getFirst();

        assertThat(stored(original)).isEqualTo(shelved).returns(true, Original::isHere);
        assertThat(outbox.of(CITY, hall.id(), cause(original, shelved.moves(), "shelved")))
                .hasSize(1);
        assertThat(whereabouts.comingTo(hall)).contains(shelved);
        assertThat(whereabouts.comingTo(officer("zx.window2"))).doesNotContain(shelved);

        custody.act(hall, List.of(original.number()), new Act.Confirm(), finds);
        custody.act(hall, List.of(original.number()), new Act.Confirm(), finds);

        Original archived = stored(original);
        assertThat(archived.standing())
                .isInstanceOfSatisfying(
                        Standing.Closed.class,
                        closed -> assertThat(closed.how()).isEqualTo(Kind.ARCHIVED));
        assertThat(told(original, archived.moves(), "archived")).hasSize(1);
        assertThat(whereabouts.history(original)).extracting(Move::kind).startsWith(Kind.ARCHIVED, Kind.HANDED_ON);
        assertThat(whereabouts.history(original).get(1).detail().note()).isEqualTo("一号柜");
    }

    @Test
    void theOwnerHearsOnceThatSomebodyTookItBack() {
        Original original = takenIn();
        var back = new Act.GiveBack(new Taker("某人", "holder", "seen"));
        UUID key = UUID.randomUUID();

        custody.act(window(), List.of(original.number()), back, key);
        custody.act(window(), List.of(original.number()), back, key);

        assertThat(told(original, stored(original).moves(), "given-back"))
                .singleElement()
                .satisfies(message ->
                        assertThat(message.arguments()).extracting(Text::zh).doesNotContain("某人", "营业执照正本"));
    }

    @Test
    void aLossIsToldFoundAndMadeGoodAndEachOnce() {
        Original original = takenIn();
        UUID key = UUID.randomUUID();
        var loss = new Act.ReportLost("柜中没有", "正在调看监控");
        custody.act(window(), List.of(original.number()), loss, key);
        Original lost =
                custody.act(window(), List.of(original.number()), loss, key).getFirst();

        assertThat(stored(original)).isEqualTo(lost).returns(true, Original::isLost);
        assertThat(whereabouts.lost(CITY)).contains(lost);
        assertThat(told(original, lost.moves(), "lost"))
                .singleElement()
                .satisfies(message ->
                        assertThat(message.arguments()).extracting(Text::zh).contains("正在调看监控"));
        assertThat(outbox.of(CITY, officer("zx.hall").id(), cause(original, lost.moves(), "missed")))
                .hasSize(1);
        assertThat(whereabouts.history(original).getFirst().detail())
                .returns("柜中没有", Move.Detail::note)
                .returns("正在调看监控", Move.Detail::then);

        Original found = act(officer("zx.window2"), original, new Act.Find());
        assertThat(found.standing().by()).isEqualTo(officer("zx.window2").id());
        assertThat(told(original, found.moves(), "found")).hasSize(1);
        var _ = act(officer("zx.window2"), original, loss);
        Original settled = act(officer("zx.hall"), original, new Act.SettleLoss("由中心承担费用补办"));
        assertThat(told(original, settled.moves(), "settled")).hasSize(1);
        assertThat(stored(original).standing())
                .isInstanceOfSatisfying(
                        Standing.Closed.class,
                        closed -> assertThat(closed.how()).isEqualTo(Kind.LOSS_SETTLED));
    }

    @Test
    void bothSidesHearOnceOfAHandOverThatIsLate() {
        Original original = takenIn();
        Original given = act(window(), original, new Act.HandOn(OFFICE));
        String cause = cause(original, given.moves(), "late");
        late.remindOnce();
        assertThat(outbox.of(CITY, examiner().id(), cause)).as("not yet late").isEmpty();

        time.advance(Duration.ofHours(5));
        late.remindOnce();
        late.remindOnce();

        assertThat(outbox.of(CITY, examiner().id(), cause)).hasSize(1);
        assertThat(outbox.of(CITY, window().id(), cause)).hasSize(1);
        assertThat(outbox.of(CITY, officer("jy.examiner1").id(), cause)).isEmpty();
        assertThat(late.remindOnce()).isZero();
        var _ = act(window(), original, new Act.TakeBack());
        Original again = act(window(), original, new Act.HandOn(OFFICE));
        time.advance(Duration.ofHours(5));
        late.remindOnce();
        assertThat(outbox.of(CITY, examiner().id(), cause(original, again.moves(), "late")))
                .as("another hand-over")
                .hasSize(1);
    }

    /** What cannot be read is what a message fails by. */
    @Test
    void oneThatFailsKeepsNobodyFromHearingAndIsToldOfLater() {
        Original broken = act(window(), takenIn(), new Act.HandOn(OFFICE));
        byte[] sealed = sealed(broken);
        time.advance(Duration.ofMinutes(1));
        Original other = act(window(), takenIn(), new Act.HandOn(OFFICE));
        time.advance(Duration.ofHours(5));
        seal(broken, new byte[] {1});

        late.remindOnce();

        assertThat(outbox.of(CITY, examiner().id(), cause(other, other.moves(), "late")))
                .hasSize(1);
        assertThat(outbox.of(CITY, examiner().id(), cause(broken, broken.moves(), "late")))
                .isEmpty();
        seal(broken, sealed);
        assertThat(late.remindOnce()).isOne();
        assertThat(outbox.of(CITY, examiner().id(), cause(broken, broken.moves(), "late")))
                .hasSize(1);
    }

    private byte[] sealed(Original original) {
        return jdbc.sql("select what_sealed from custody.original where region_code = :region and id = :id")
                .param("region", CITY)
                .param("id", original.id())
                .query((row, _) -> row.getBytes("what_sealed"))
                .single();
    }

    private void seal(Original original, byte[] sealed) {
        jdbc.sql("update custody.original set what_sealed = :sealed where region_code = :region and id = :id")
                .param("sealed", sealed)
                .param("region", CITY)
                .param("id", original.id())
                .update();
    }

    private List<Message> told(Original original, int move, String what) {
        return outbox.of(CITY, original.holder(), cause(original, move, what)).stream()
                .filter(message -> message.way() == Way.INBOX)
                .toList();
    }

    private static String cause(Original original, int move, String what) {
        return "original:" + original.id() + ":" + move + ":" + what;
    }

    @Test
    void aDescriptionWithAnIdentityNumberIsRefused() {
        assertThatExceptionOfType(CustodyRefused.class)
                .isThrownBy(() ->
                        custody.takeIn(window(), submitted(), List.of(piece("身份证 " + City.CITIZEN)), UUID.randomUUID()))
                .returns("custody.refused.what", CustodyRefused::code);
        assertThatExceptionOfType(CustodyRefused.class)
                .isThrownBy(() -> custody.takeIn(
                        window(), submitted(), List.of(new Piece(null, Text.of("合同"), 0)), UUID.randomUUID()))
                .returns("custody.refused.sheets", CustodyRefused::code);
        assertThatExceptionOfType(CustodyRefused.class)
                .isThrownBy(() -> custody.takeIn(examiner(), submitted(), List.of(piece("合同")), UUID.randomUUID()))
                .returns("custody.refused.not-window", CustodyRefused::code);
    }

    @Test
    void aScanAsksTheDatabaseLittle() {
        Original original = takenIn();

        Statements.Count count = statements.during(() -> act(window(), original, new Act.HandOn(OFFICE)));

        assertThat(count.statements()).hasSizeLessThanOrEqualTo(6);
        assertThat(count.commits()).isOne();
    }

    private Original takenIn() {
        return custody.takeIn(window(), submitted(), List.of(piece("营业执照正本")), UUID.randomUUID())
                .getFirst();
    }

    private CaseFile<State> submitted() {
        return city.submitted(city.somebody(), "food-business");
    }

    private Original stored(Original original) {
        return whereabouts.byNumber(CITY, original.number()).orElseThrow();
    }

    private Original act(Officer officer, Original original, Act act) {
        return custody.act(officer, List.of(original.number()), act, UUID.randomUUID())
                .getFirst();
    }

    private static <T> T call(Callable<T> step) {
        try {
            return step.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Piece piece(String what) {
        return new Piece(null, Text.of(what), 2);
    }

    private Officer window() {
        return officer("zx.window1");
    }

    private Officer examiner() {
        return officer("sj.examiner1");
    }

    private Officer officer(String login) {
        return directory.officer(directory.staff(CITY, login).orElseThrow().id(), time.instant());
    }
}
