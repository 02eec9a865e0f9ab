package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.yimen.application.Application.decide;
import static org.yimen.application.Sample.*;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Command.*;
import org.yimen.application.Application.Decision;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.State;
import org.yimen.application.Application.State.*;
import org.yimen.casework.Agenda.Task;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.catalogue.ItemVersion;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Right;
import org.yimen.platform.Json;

/** 双人决定: what one decides of such an item counts when another one consents. */
class SecondEyesTest {

    private static final ItemVersion ITEM = forTwo();
    private static final LocalDate WEDNESDAY = MONDAY.plusDays(2);
    private static final Refuse REFUSAL = new Refuse(List.of("c1"), "没有固定场所", "行政许可法 第三十二条", PAPER);

    /** Decides and examined; decides and accepted; decides for another department. */
    private static final Officer EXAMINER_WHO_DECIDES = officer(2, Set.of("WJW/head", "WJW/examiner"), Right.DECIDE);

    private static final Officer CLERK_WHO_DECIDES = officer(1, Set.of("WJW/head", "ZX/window"), Right.DECIDE);
    private static final Officer OTHER_CHIEF = officer(44, Set.of("WJW/chief"), Right.DECIDE);
    private static final Officer WITHOUT_LETTER = officer(45, Set.of("WJW/head"));

    @Test
    void whatTheFirstDecidesWaitsForTheSecondAndTheClocksRunOn() {
        List<Event> events = decide(deciding(), new Grant(PAPER), on(WEDNESDAY, CHIEF, ITEM));

        State proposed = fold(deciding(), events);
        assertThat(events).singleElement().isInstanceOf(Event.Proposed.class);
        assertThat(proposed).isInstanceOf(Proposed.class);
        assertThat(Clocks.of(proposed, ITEM))
                .isEqualTo(Clocks.of(deciding(), ITEM))
                .allMatch(clock -> clock.stoppedOn() == null);
        assertThat(Tasks.of(proposed, on(WEDNESDAY, CHIEF, ITEM)))
                .containsExactly(new Task("consent", "WJW/head", "consent", WEDNESDAY.plusDays(2)));
    }

    @Test
    void thePageSaysWhoCanBeTheSecondAndWhoCannot() {
        State proposed = after(deciding(), new Grant(PAPER), on(WEDNESDAY, CHIEF, ITEM));

        Seconds enough =
                Seconds.of(ITEM, deciding(), List.of(CHIEF, HEAD), Set.of()).orElseThrow();
        Seconds alone = Seconds.of(ITEM, deciding(), List.of(CHIEF), Set.of()).orElseThrow();
        Seconds waits =
                Seconds.of(ITEM, proposed, List.of(CHIEF, HEAD), Set.of()).orElseThrow();
        Seconds stuck = Seconds.of(ITEM, proposed, List.of(CHIEF, EXAMINER_WHO_DECIDES, CLERK_WHO_DECIDES), Set.of())
                .orElseThrow();

        assertThat(enough.missing()).isFalse();
        assertThat(alone.missing()).as("one for two").isTrue();
        assertThat(waits.able()).containsExactly(HEAD.name());
        assertThat(waits.missing()).isFalse();
        assertThat(stuck.missing()).isTrue();
        assertThat(Seconds.of(ITEM, proposed, List.of(CHIEF, HEAD), Set.of(HEAD.id()))
                        .orElseThrow()
                        .barred())
                .as("he went to look")
                .extracting(Seconds.Barred::why)
                .containsExactly("proposed", "reviewed");
        assertThat(stuck.barred()).extracting(Seconds.Barred::why).containsExactly("proposed", "reviewed", "accepted");
        assertThat(Seconds.of(item(), deciding(), List.of(CHIEF), Set.of())).isEmpty();
    }

    @Test
    void theDecisionCountsFromTheConsentAndNamesBoth() {
        LocalDate thursday = WEDNESDAY.plusDays(1);

        State granted = after(proposed(), new Consent(true, PAPER), on(thursday, HEAD, ITEM));

        Decision decision = ((Granted) granted).decision();
        assertThat(decision.on()).isEqualTo(thursday);
        assertThat(decision.by()).isEqualTo(CHIEF.id());
        assertThat(decision.second()).extracting(SecondEyes.Second::by).isEqualTo(HEAD.id());
    }

    @Test
    void aRefusalIsConsentedToWithItsReasonsAndTheOtherOutcomeIsNot() {
        State proposed = after(deciding(), REFUSAL, on(WEDNESDAY, CHIEF, ITEM));

        refused(
                "application.consent.other",
                () -> decide(proposed, new Consent(true, PAPER), on(WEDNESDAY, HEAD, ITEM)));
        var events = decide(proposed, new Consent(false, PAPER), on(WEDNESDAY, HEAD, ITEM));

        assertThat(events).singleElement().satisfies(event -> {
            var refused = (Event.Refused) event;
            assertThat(refused.reason()).isEqualTo("没有固定场所");
            assertThat(refused.unmet()).containsExactly("c1");
            assertThat(refused.decision().paper()).isEqualTo(PAPER);
        });
    }

    @Test
    void nobodyWhoHadAPartInTheCaseIsTheSecond() {
        refused("application.may-not.proposed", () -> consents(CHIEF));
        refused("application.may-not.reviewed", () -> consents(EXAMINER_WHO_DECIDES));
        refused("application.may-not.accepted", () -> consents(CLERK_WHO_DECIDES));
        refused("application.may-not.decide", () -> consents(WITHOUT_LETTER));
        refused("application.may-not.post", () -> consents(MARKET));

        assertThat(consents(OTHER_CHIEF)).last().isInstanceOf(Event.Granted.class);
    }

    @Test
    void whoWentToLookOrTestedIsNoSecond() {
        var plain = on(WEDNESDAY, HEAD, ITEM);
        var context = new Context(
                plain.now(),
                plain.today(),
                plain.calendar(),
                ITEM,
                plain.actor(),
                HEAD,
                plain.colleagues(),
                plain.applicant(),
                false,
                true,
                null,
                new Context.Records() {
                    @Override
                    public boolean hasVerified(UUID officer) {
                        return officer.equals(HEAD.id());
                    }
                });

        refused("application.may-not.reviewed", () -> decide(proposed(), new Consent(true, PAPER), context));
        refused("application.may-not.reviewed", () -> decide(proposed(), new Oppose("再想想"), context));
    }

    @Test
    void whoDissentsSaysWhyAndItIsDecidedAnew() {
        refused("application.reason.missing", () -> decide(proposed(), new Oppose(" "), on(WEDNESDAY, HEAD, ITEM)));
        refused(
                "application.may-not.proposed",
                () -> decide(proposed(), new Oppose("再想想"), on(WEDNESDAY, CHIEF, ITEM)));

        State back = after(proposed(), new Oppose("消防通道没有看"), on(WEDNESDAY, HEAD, ITEM));

        assertThat(back).isEqualTo(deciding());
        // He who dissented may now be the first, and the other one the second.
        State turned = after(back, REFUSAL, on(WEDNESDAY, HEAD, ITEM));
        assertThat(Tasks.of(turned, on(WEDNESDAY, HEAD, ITEM)))
                .extracting(Task::post)
                .containsExactly("WJW/chief");
        assertThat(after(turned, new Consent(false, PAPER), on(WEDNESDAY, CHIEF, ITEM)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void lateIsWhoeverHadItOnTheLastDay() {
        LocalDate late = MONDAY.plusDays(60);

        var bySecond = lateness(decide(proposed(), new Consent(true, PAPER), on(late, HEAD, ITEM)));
        State proposedLate = after(deciding(), new Grant(PAPER), on(late, CHIEF, ITEM));
        var byFirst = lateness(decide(proposedLate, new Consent(true, PAPER), on(late, HEAD, ITEM)));

        assertThat(bySecond)
                .isNotEmpty()
                .extracting(event -> ((Event.FinishedLate) event).by())
                .containsOnly(HEAD.id());
        assertThat(byFirst)
                .isNotEmpty()
                .extracting(event -> ((Event.FinishedLate) event).by())
                .containsOnly(CHIEF.id());
    }

    @Test
    void otherItemsAreDecidedByOneAsBefore() {
        assertThat(after(deciding(), new Grant(PAPER), on(WEDNESDAY, CHIEF))).isInstanceOf(Granted.class);
    }

    /** Whatever is asked for by whomever in whatever order: no such decision has one person on both sides. */
    @Property(tries = 400)
    void noWayLeadsAroundTheSecond(@ForAll Random random, @ForAll @IntRange(min = 5, max = 40) int steps) {
        var people = List.of(CLERK, HEALTH, MARKET, CHIEF, HEAD, OTHER_CHIEF, EXAMINER_WHO_DECIDES, CLERK_WHO_DECIDES);
        State state = deciding();
        @org.jspecify.annotations.Nullable UUID first = null;

        for (int step = 0; step < steps; step++) {
            Officer who = people.get(random.nextInt(people.size()));
            Command command = any(random);
            List<Event> events = new ArrayList<>();
            try {
                events.addAll(decide(state, command, on(WEDNESDAY.plusDays(random.nextInt(3)), who, ITEM)));
            } catch (CaseRuleBroken refusal) {
                assertThat(refusal.code()).isNotBlank();
            }
            for (Event event : events) {
                Decision decision = switch (event) {
                    case Event.Granted(var of) -> of;
                    case Event.Refused refused -> refused.decision();
                    default -> null;
                };
                if (event instanceof Event.Proposed(var proposal)) {
                    first = proposal.by();
                }
                if (decision != null) {
                    assertThat(command).isInstanceOf(Consent.class);
                    assertThat(decision.by()).isEqualTo(first).isNotEqualTo(who.id());
                    assertThat(decision.second()).isNotNull();
                    assertThat(who.id()).isNotIn(CLERK.id(), HEALTH.id(), MARKET.id());
                }
            }
            state = fold(state, events);
        }
    }

    /** The table: into a decision of an item that two decide leads the consent, and where the law itself grants, time. */
    @Test
    void onlyTheFirstDecisionTheConsentAndTimeLeadToADecision() {
        var into = new ArrayList<String>();
        for (String line : Application.TRANSITIONS.mermaid().lines().toList()) {
            if (line.contains("--> Granted :") || line.contains("--> Refused :")) {
                into.add(line.substring(line.indexOf(':') + 1).strip());
            }
        }

        // Urge, Hurry, Wake, the parcel of a refusal, a corrected slip and a judgment that only finds unlawful keep a
        // case
        // where it is.
        assertThat(Set.copyOf(into))
                .containsExactlyInAnyOrder(
                        "Grant",
                        "Refuse",
                        "Consent",
                        "Wake",
                        "Urge",
                        "AnswerUrge",
                        "Hurry",
                        "Entrust",
                        "Dispatch",
                        "ComeBack",
                        "Correct",
                        "DecideAnew");
    }

    @Test
    void aDecisionThatWasStoredBeforeThereWereSecondsIsStillRead() {
        String stored = """
                {"on": "2026-03-04", "by": "00000000-0000-0000-0000-000000000004", "letter": "授2",
                 "paper": null, "authority": null, "atOnce": null}""";

        assertThat(Json.of().read(stored, Decision.class).second()).isNull();
    }

    private static Command any(Random random) {
        return switch (random.nextInt(10)) {
            case 0, 1 -> new Grant(PAPER);
            case 2 -> REFUSAL;
            case 3, 4 -> new Consent(true, PAPER);
            case 5 -> new Consent(false, PAPER);
            case 6 -> new Oppose("不同意");
            case 7 -> new Wake();
            case 8 -> new FindReady("");
            default -> new SendBack(List.of("WJW"), "再看");
        };
    }

    private static State proposed() {
        return after(deciding(), new Grant(PAPER), on(WEDNESDAY, CHIEF, ITEM));
    }

    private static List<Event> consents(Officer officer) {
        return decide(proposed(), new Consent(true, PAPER), on(WEDNESDAY, officer, ITEM));
    }

    private static void refused(String code, ThrowingCallable asking) {
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(asking)
                .extracting(CaseRuleBroken::code)
                .isEqualTo(code);
    }
}
