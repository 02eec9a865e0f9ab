package org.yimen.organisation;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.organisation.Proposals.Wanted;
import org.yimen.platform.CityTime;

/**
 * 重要岗位免职与离岗的双人复核: whoever could take a weighty post from its holder alone could take away the officer who
 * watches him. The director consents to the end of an administrator, a second security administrator to the others. In haste
 * one officer locks the account.
 */
@Service
public class Dismissals {

    static final String OF_ADMINISTRATOR = "administrator-end";
    static final String OF_POST = "weighty-post-end";

    private static final String LEFT = "left";

    private final Proposals proposals;
    private final StaffDesk desk;
    private final Directory directory;
    private final InstantSource time;

    Dismissals(Proposals proposals, StaffDesk desk, Directory directory, InstantSource time) {
        this.proposals = proposals;
        this.desk = desk;
        this.directory = directory;
        this.time = time;
    }

    /** True where two must agree that he leaves: a weighty post is his, or will be. */
    public boolean takesTwo(String region, UUID staff) {
        return !directory.weightyPosts(region, staff, today()).isEmpty();
    }

    /** Proposes to end a posting of somebody else at once that one may not end: a weighty one, or at a window. */
    @Transactional
    public void proposeEnd(UUID by, UUID key, Posting posting, String reason) {
        String region = desk.demand(by);
        if (!directory.endsByTwo(region, posting.post())) {
            throw new OrganisationRefused("organisation.nomination.not-weighty");
        }
        directory.member(region, posting.staff());
        var details = Map.of("post", posting.post(), "from", posting.from().toString());
        String kind = kind(List.of(posting.post()));
        var _ = proposals.propose(by, new Wanted(key, kind, posting.post(), posting.staff(), details, "", reason));
    }

    /** Proposes that somebody else with a weighty post leaves. */
    @Transactional
    public void proposeLeaving(UUID by, UUID key, UUID staff, LocalDate on, String reason) {
        String region = desk.demand(by);
        directory.member(region, staff);
        List<String> posts = directory.weightyPosts(region, staff, today());
        if (posts.isEmpty()) {
            throw new OrganisationRefused("organisation.nomination.not-weighty");
        }
        var details = Map.of("posts", String.join(" ", posts), LEFT, on.toString());
        var _ = proposals.propose(by, new Wanted(key, kind(posts), staff.toString(), staff, details, "", reason));
    }

    private static String kind(List<String> posts) {
        return posts.stream().anyMatch(Administrator::isOneOfTheThree) ? OF_ADMINISTRATOR : OF_POST;
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }

    /** Carries out both, whoever consented. */
    @Component
    static class Ending {
        private final Organisation organisation;
        private final Directory directory;
        private final InstantSource time;

        Ending(Organisation organisation, Directory directory, InstantSource time) {
            this.organisation = organisation;
            this.directory = directory;
            this.time = time;
        }

        void carryOut(Proposal proposal) {
            UUID staff = proposal.concerns();
            if (staff == null) {
                throw new IllegalStateException("A dismissal of nobody: " + proposal);
            }
            LocalDate today = CityTime.day(time.instant());
            String left = proposal.detail(LEFT);
            if (left.isEmpty()) {
                end(proposal, staff, today);
                return;
            }
            // He may have become an administrator since, and that is another officer's word.
            if (!kind(directory.weightyPosts(proposal.region(), staff, today)).equals(proposal.kind())) {
                throw new OrganisationRefused("organisation.proposal.settled");
            }
            organisation.leaves(proposal.region(), staff, LocalDate.parse(left));
        }

        private void end(Proposal proposal, UUID staff, LocalDate today) {
            LocalDate from = LocalDate.parse(proposal.detail("from"));
            Posting posting = directory.postings(proposal.region()).stream()
                    .filter(each -> each.post().equals(proposal.subject())
                            && each.staff().equals(staff)
                            && each.from().equals(from)
                            && !each.isOverOn(today))
                    .findFirst()
                    .orElseThrow(() -> new OrganisationRefused("organisation.proposal.settled"));
            organisation.end(posting, posting.lastDayEndedOn(today));
        }
    }

    /** One of the three. */
    @Component
    static class OfAdministrator implements FourEyes {
        private final Ending ending;

        OfAdministrator(Ending ending) {
            this.ending = ending;
        }

        @Override
        public String kind() {
            return OF_ADMINISTRATOR;
        }

        @Override
        public String role() {
            return Administrator.DIRECTOR;
        }

        @Override
        public void carryOut(Proposal proposal) {
            ending.carryOut(proposal);
        }
    }

    /** Whoever else holds a weighty post. */
    @Component
    static class OfWeightyPost implements FourEyes {
        private final Ending ending;

        OfWeightyPost(Ending ending) {
            this.ending = ending;
        }

        @Override
        public String kind() {
            return OF_POST;
        }

        @Override
        public void carryOut(Proposal proposal) {
            ending.carryOut(proposal);
        }
    }
}
