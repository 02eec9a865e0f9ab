package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.yimen.application.Sample.*;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.yimen.application.Application.Command.Entrust;
import org.yimen.application.Application.Event;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.catalogue.ItemVersion;
import org.yimen.organisation.Officer;

/** 项目经理: of an item of a theme only members of its teams. */
class CaseManagersTest {

    private static final ItemVersion THEMED = themed("construction");
    private static final List<Officer> PEOPLE = List.of(CLERK, HEALTH, MARKET, CHIEF, OTHER_HEALTH, HEAD);

    @Test
    void whoeverNamesAnotherNeedsALetterAndAMemberTakesItHimself() {
        var team = Set.of(HEALTH.id());

        assertThat(named(HEALTH.id(), CHIEF, team)).isEqualTo(HEALTH.id());
        assertThat(named(HEALTH.id(), HEALTH, team)).isEqualTo(HEALTH.id());
        refused("application.may-not.control", () -> named(HEALTH.id(), MARKET, team));
    }

    @Test
    void whoIsNoMemberIsRefusedWithTheReason() {
        refused("application.entrust.not-of-a-team", () -> named(MARKET.id(), CHIEF, Set.of(HEALTH.id())));
        refused("application.entrust.no-team", () -> named(HEALTH.id(), CHIEF, Set.of()));
        // Gone from his posts, though still written in the team.
        refused("application.entrust.not-of-a-team", () -> named(new UUID(9, 9), CHIEF, Set.of(new UUID(9, 9))));
    }

    @Test
    void whereAnItemHasNoThemeSomebodyConcernedIsNamed() {
        ItemVersion item = themed();

        assertThat(entrusted(HEALTH.id(), CHIEF, Set.of(), item)).isEqualTo(HEALTH.id());
        refused("application.may-not.control", () -> entrusted(HEALTH.id(), HEALTH, Set.of(HEALTH.id()), item));
    }

    /** Whoever asks for whomever: who is named is a member. */
    @Property(tries = 200)
    void onlyMembersAreEverNamed(@ForAll int asks, @ForAll int named, @ForAll int members) {
        Officer by = PEOPLE.get(Math.floorMod(asks, PEOPLE.size()));
        Officer to = PEOPLE.get(Math.floorMod(named, PEOPLE.size()));
        var team = new java.util.HashSet<UUID>();
        for (int i = 0; i < PEOPLE.size(); i++) {
            if ((members & (1 << i)) != 0) {
                team.add(PEOPLE.get(i).id());
            }
        }

        try {
            assertThat(named(to.id(), by, team)).isIn(team);
        } catch (CaseRuleBroken refusal) {
            assertThat(refusal.code()).startsWith("application.");
        }
    }

    private static UUID named(UUID to, Officer by, Set<UUID> team) {
        return entrusted(to, by, team, THEMED);
    }

    private static UUID entrusted(UUID to, Officer by, Set<UUID> team, ItemVersion item) {
        var plain = on(MONDAY, by, item);
        var context = new Context(
                plain.now(),
                plain.today(),
                plain.calendar(),
                item,
                plain.actor(),
                by,
                plain.colleagues(),
                plain.applicant(),
                false,
                true,
                null,
                new Context.Records() {
                    @Override
                    public Set<UUID> team() {
                        return team;
                    }
                });
        return ((Event.Entrusted) Application.decide(reviewing(), new Entrust(to, ""), context)
                        .getFirst())
                .to();
    }

    private static void refused(String code, ThrowingCallable asking) {
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(asking)
                .extracting(CaseRuleBroken::code)
                .isEqualTo(code);
    }
}
