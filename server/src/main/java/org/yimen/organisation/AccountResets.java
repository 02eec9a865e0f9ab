package org.yimen.organisation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.identity.Credentials;
import org.yimen.identity.PasswordHash;
import org.yimen.identity.SecondFactors;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Proposals.Wanted;

/**
 * 重置口令与二次验证的双人复核: whoever administers, directs or keeps a seal gets a new password, or loses his second factor,
 * by the word of two security administrators: with one alone, that one could become him.
 */
@Service
public class AccountResets {

    private static final String PASSWORD = "password-reset";
    private static final String SECOND_FACTOR = "second-factor-removal";

    private final Proposals proposals;
    private final Credentials credentials;
    private final Directory directory;
    private final List<Entrusted> entrusted;

    AccountResets(Proposals proposals, Credentials credentials, Directory directory, List<Entrusted> entrusted) {
        this.proposals = proposals;
        this.credentials = credentials;
        this.directory = directory;
        this.entrusted = List.copyOf(entrusted);
    }

    /** True where two must agree. A seal counts from its entry, a weighty post from the appointment. */
    public boolean takesTwo(String region, UUID staff) {
        // Posts that begin tomorrow or stand by as B count as well: who is reset today signs in tomorrow.
        List<String> posts = directory.postings(region).stream()
                .filter(posting -> posting.staff().equals(staff))
                .map(Posting::post)
                .toList();
        return posts.stream().anyMatch(post -> directory.isWeighty(region, post))
                || entrusted.stream().anyMatch(each -> each.keepsSomething(region, staff));
    }

    /** True where it is no person's account, so that nobody gets a password for it. */
    public boolean isMachine(String region, UUID staff) {
        return entrusted.stream().anyMatch(each -> each.isMachine(region, staff));
    }

    /**
     * Proposes a new password for him.
     *
     * @return the password, worth nothing before the second word; empty where this key has proposed already
     */
    @Transactional
    public Optional<String> proposePassword(UUID by, UUID key, UUID staff, String reason) {
        Credentials.OneTime made = credentials.oneTime();
        return proposals
                .propose(by, wanted(key, PASSWORD, staff, made.hash().value(), reason))
                .map(_ -> made.password());
    }

    /** Proposes to take his second factor away. */
    @Transactional
    public void proposeRemoval(UUID by, UUID key, UUID staff, String reason) {
        var _ = proposals.propose(by, wanted(key, SECOND_FACTOR, staff, "", reason));
    }

    private static Wanted wanted(UUID key, String kind, UUID staff, String withheld, String reason) {
        return new Wanted(key, kind, staff.toString(), staff, Map.of(), withheld, reason);
    }

    private static StaffMember member(Directory directory, Proposal proposal) {
        Staff staff = directory.staff(UUID.fromString(proposal.subject()));
        return new StaffMember(staff.id(), staff.region(), staff.name());
    }

    /** 重置口令. */
    @Component
    static class OfPassword implements FourEyes {
        private final Credentials credentials;
        private final Directory directory;

        OfPassword(Credentials credentials, Directory directory) {
            this.credentials = credentials;
            this.directory = directory;
        }

        @Override
        public String kind() {
            return PASSWORD;
        }

        @Override
        public void carryOut(Proposal proposal) {
            credentials.reset(
                    member(directory, proposal),
                    new PasswordHash(proposal.withheld()),
                    proposal.proposedBy().toString());
        }
    }

    /** 解除二次验证. */
    @Component
    static class OfSecondFactor implements FourEyes {
        private final SecondFactors factors;
        private final Directory directory;

        OfSecondFactor(SecondFactors factors, Directory directory) {
            this.factors = factors;
            this.directory = directory;
        }

        @Override
        public String kind() {
            return SECOND_FACTOR;
        }

        @Override
        public void carryOut(Proposal proposal) {
            factors.remove(member(directory, proposal), proposal.proposedBy().toString());
        }
    }
}
