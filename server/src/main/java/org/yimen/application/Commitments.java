package org.yimen.application;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.Filing;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.casework.Plan;
import org.yimen.casework.Plan.Act;
import org.yimen.casework.Plan.Stage;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Commitment;
import org.yimen.catalogue.ItemVersion.RiskField;
import org.yimen.crypto.Sm3;

/**
 * 告知承诺 (国办发〔2020〕42 号; 安阳市政务服务条例 arts. 25–29): who freely promises in writing that he meets the conditions is
 * decided on at once, without the proofs, and checked afterwards. Pure.
 */
public final class Commitments {

    private Commitments() {}

    /** Whether this applicant may choose it for this item, and if not, why. */
    public sealed interface Offer {

        /** The message key of why he may not; nothing where he may, or where nothing is published that he could choose. */
        default Optional<String> refusal() {
            return Optional.empty();
        }

        record Open(Commitment commitment) implements Offer {}

        /** Neither offered nor asked for. */
        record None() implements Offer {}

        /** 国办发〔2020〕42号 part 二: what is done wrong there is not made good. */
        record Excluded(Set<RiskField> fields) implements Offer {
            public Excluded {
                fields = Set.copyOf(fields);
            }

            @Override
            public Optional<String> refusal() {
                return Optional.of("application.commitment.excluded");
            }
        }

        /** The same part: not for who broke a promise, until that is restored. */
        record Broken() implements Offer {
            @Override
            public Optional<String> refusal() {
                return Optional.of("application.commitment.no-more");
            }
        }
    }

    /** @param kept true where nothing that the applicant promised before is broken and not restored */
    static Offer offer(ItemVersion item, boolean kept) {
        Commitment commitment = item.commitment();
        if (commitment == null) {
            return item.oversight().isExcludedFromPromises()
                    ? new Offer.Excluded(item.oversight().excludedFields())
                    : new Offer.None();
        }
        return kept ? new Offer.Open(commitment) : new Offer.Broken();
    }

    /** What the applicant signs: the text as he read it, as a digest. */
    public static String digest(Commitment commitment) {
        return Sm3.hex(
                (commitment.promise().zh() + "\n" + commitment.liability().zh()).getBytes(UTF_8));
    }

    /** What the applicant of this case signed; null where he did not, or nothing was handed in. */
    public static @Nullable Commitment signed(Application.State state, ItemVersion item) {
        return state instanceof Application.State.Draft
                        || Application.filing(state).commitment() == null
                ? null
                : item.commitment();
    }

    static void mayBeSigned(@Nullable String signed, ItemVersion item) {
        if (signed == null) {
            return;
        }
        Commitment commitment = item.commitment();
        if (commitment == null || !digest(commitment).equals(signed)) {
            throw CaseRuleBroken.beyondTheList("application.commitment.not-offered");
        }
    }

    /** Whoever promised is not asked for the proofs all the same. */
    static boolean isReplaced(String material, Filing filing, ItemVersion item) {
        Commitment commitment = item.commitment();
        return filing.commitment() != null
                && commitment != null
                && commitment.replaces().contains(material);
    }

    /** Decided at once: what the plan would examine before is checked after the decision. */
    static Event.Entered decision(Plan plan, LocalDate on) {
        for (int position = 0; position < plan.elements().size(); position++) {
            if (plan.elements().get(position) instanceof Stage stage && stage.act() == Act.DECIDE) {
                return new Event.Entered(position, stage.code(), true, on);
            }
        }
        throw new IllegalStateException("The plan does not end with a decision: " + plan);
    }
}
