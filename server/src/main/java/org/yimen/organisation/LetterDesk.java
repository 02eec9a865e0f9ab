package org.yimen.organisation;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.organisation.Commission.Condition;
import org.yimen.organisation.Letters.Grant;
import org.yimen.organisation.Proposals.Wanted;

/** 授权与委托的双人复核: a letter that a security administrator enters, for whomever, allows nothing before a second has seen it. */
@Service
public class LetterDesk {

    private static final String LETTER = "letter";
    private static final String COMMISSION = "commission";

    /** Names cannot hold it, so what is joined by it comes apart again. */
    private static final String BETWEEN = "\n";

    private final Proposals proposals;
    private final Letters letters;
    private final Commissions commissions;

    LetterDesk(Proposals proposals, Letters letters, Commissions commissions) {
        this.proposals = proposals;
        this.letters = letters;
        this.commissions = commissions;
    }

    /** Proposes a letter in the own power, or to sign for the head of the own department (代批); refused at once where the rules would refuse it today. */
    @Transactional
    public void propose(UUID by, UUID key, Grant grant, String reason) {
        letters.demandOwnOrgan(grant);
        demandFree(grant);
        var _ = letters.check(grant);
        var _ = proposals.propose(
                by, new Wanted(key, LETTER, grant.number(), grant.holder(), spelled(grant), "", reason));
    }

    /** Proposes a letter of commission. */
    @Transactional
    public void propose(UUID by, UUID key, Grant grant, Commission commission, String reason) {
        demandFree(grant);
        var _ = commissions.check(grant, commission);
        var _ = letters.check(grant);
        var details = spelled(grant);
        details.put("published", commission.publishedOn().toString());
        details.put("published-in", commission.publishedIn());
        details.put("conditions", joined(commission.met().stream().map(Enum::name)));
        var _ = proposals.propose(by, new Wanted(key, COMMISSION, grant.number(), grant.holder(), details, "", reason));
    }

    private void demandFree(Grant grant) {
        boolean taken = letters.in(grant.region()).stream()
                .anyMatch(letter -> letter.number().equals(grant.number()));
        if (taken) {
            throw new LetterRefused("organisation.letter.number-taken", grant.number());
        }
    }

    private static Map<String, String> spelled(Grant grant) {
        var details = new HashMap<String, String>();
        details.put("number", grant.number());
        details.put("department", grant.department());
        details.put("holder", grant.holder().toString());
        details.put("items", joined(grant.items().stream()));
        details.put("rights", joined(grant.rights().stream().map(Enum::name)));
        details.put("from", grant.from().toString());
        details.put("until", grant.until().toString());
        details.put("signatories", String.join(BETWEEN, grant.signatories()));
        String parent = grant.parent();
        if (parent != null) {
            details.put("parent", parent);
        }
        String basis = grant.commissionBasis();
        if (basis != null) {
            details.put("basis", basis);
        }
        return details;
    }

    private static String joined(Stream<String> several) {
        return String.join(BETWEEN, several.collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Set<String> split(String joined) {
        return joined.lines().collect(Collectors.toUnmodifiableSet());
    }

    private static Grant grant(Proposal proposal) {
        Map<String, String> details = proposal.details();
        return new Grant(
                proposal.region(),
                proposal.detail("number"),
                proposal.detail("department"),
                UUID.fromString(proposal.detail("holder")),
                split(proposal.detail("items")),
                split(proposal.detail("rights")).stream().map(Right::valueOf).collect(Collectors.toUnmodifiableSet()),
                LocalDate.parse(proposal.detail("from")),
                LocalDate.parse(proposal.detail("until")),
                List.copyOf(proposal.detail("signatories").lines().toList()),
                details.get("parent"),
                details.get("basis"),
                proposal.proposedBy().toString());
    }

    /** 授权书. */
    @Component
    static class OfLetter implements FourEyes {
        private final Letters letters;

        OfLetter(Letters letters) {
            this.letters = letters;
        }

        @Override
        public String kind() {
            return LETTER;
        }

        @Override
        public void carryOut(Proposal proposal) {
            Grant grant = grant(proposal);
            letters.demandOwnOrgan(grant);
            var _ = letters.grant(grant);
        }
    }

    /** 委托书. */
    @Component
    static class OfCommission implements FourEyes {
        private final Commissions commissions;

        OfCommission(Commissions commissions) {
            this.commissions = commissions;
        }

        @Override
        public String kind() {
            return COMMISSION;
        }

        @Override
        public void carryOut(Proposal proposal) {
            var met = split(proposal.detail("conditions")).stream()
                    .map(Condition::valueOf)
                    .collect(Collectors.toUnmodifiableSet());
            var _ = commissions.grant(
                    grant(proposal),
                    new Commission(
                            LocalDate.parse(proposal.detail("published")), proposal.detail("published-in"), met));
        }
    }
}
