package org.yimen.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.testing.Faults;
import org.yimen.testing.Faults.Block;
import org.yimen.testing.HallTest;

/** While a letter is proposed and consented to every call fails once: it is there once, and never without the second officer. */
@HallTest
class FailTheNthLetterTest {

    @Autowired
    private Organisation organisation;

    @Autowired
    private LetterDesk desk;

    @Autowired
    private Proposals proposals;

    @Autowired
    private Letters letters;

    @Autowired
    private Faults faults;

    private final class Life implements Faults.Life {
        private final Town town;
        private final Staff security;
        private final Staff second;
        private final UUID key = UUID.randomUUID();
        private final Letters.Grant grant;

        private Life(Town town, Staff security, Staff second, Staff head) {
            this.town = town;
            this.security = security;
            this.second = second;
            this.grant = town.letter("试政授〔2026〕" + key, "SJ", head, Set.of(Right.DECIDE), null);
        }

        @Override
        public List<Block> steps() {
            return List.of(this::propose, this::consent);
        }

        private void propose() {
            desk.propose(security.id(), key, grant, "授权");
            assertThat(entered()).as("without the second officer").isZero();
        }

        private void consent() {
            try {
                proposals.settle(second.id(), key, true);
            } catch (OrganisationRefused again) {
                assertThat(again.code()).isEqualTo("organisation.proposal.settled");
            }
        }

        private long entered() {
            return letters.in(town.code).stream()
                    .filter(letter -> letter.number().equals(grant.number()))
                    .count();
        }

        @Override
        public void check() throws InterruptedException {
            // Where the directory's own reading was the call that failed, it reads again half a second later.
            long last = System.nanoTime() + Duration.ofSeconds(5).toNanos();
            while (entered() == 0 && System.nanoTime() < last) {
                Thread.sleep(20);
            }
            assertThat(entered()).isEqualTo(1);
            assertThat(proposals.of(town.code))
                    .filteredOn(proposal -> proposal.id().equals(key))
                    .singleElement()
                    .returns(Proposal.Word.CONSENTED, Proposal::word);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whicheverCallFailsTheLetterIsThereOnceAndByTwo(Faults.Kind kind) throws Exception {
        var town = new Town(organisation, null);
        for (String department : List.of("SJ", "ZX")) {
            town.department(department);
        }
        town.post("SJ", "head", "SJ");
        town.post("ZX", "security-admin", town.code);
        Staff security = town.staff("ZX/security-admin");
        Staff second = town.staff("ZX/security-admin");
        Staff head = town.staff("SJ/head");

        assertThat(faults.throughout(kind, () -> new Life(town, security, second, head)))
                .isGreaterThan(4);
    }
}
