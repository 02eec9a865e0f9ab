package org.yimen.organisation;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.organisation.Proposals.Wanted;

/**
 * 管理员任命的双人复核: a security administrator proposes who becomes one of the three administrators, and the centre's director
 * consents. The director, whose word that is, takes the consent of a second security administrator.
 */
@Service
public class Nominations {

    private static final String OF_ADMINISTRATOR = "administrator";
    private static final String OF_DIRECTOR = "director";
    private static final String OF_POST = "weighty-post";

    private static final Set<String> OF_TOP = Set.of(OF_ADMINISTRATOR, OF_DIRECTOR, Dismissals.OF_ADMINISTRATOR);

    private final Proposals proposals;
    private final StaffDesk desk;
    private final OrganisationTables tables;
    private final Directory directory;

    Nominations(Proposals proposals, StaffDesk desk, OrganisationTables tables, Directory directory) {
        this.proposals = proposals;
        this.desk = desk;
        this.tables = tables;
        this.directory = directory;
    }

    /** True for the posts that one officer alone does not fill. */
    public boolean isNeededFor(String region, String post) {
        return directory.isWeighty(region, post);
    }

    /** Proposes somebody else for one of those posts. He has nothing of it before it is consented to. */
    @Transactional
    public void propose(UUID by, UUID key, Posting posting, String reason) {
        String region = desk.demand(by);
        if (!isNeededFor(region, posting.post())) {
            throw new OrganisationRefused("organisation.nomination.not-weighty");
        }
        if (directory.post(region, posting.post()).isEmpty()) {
            throw new OrganisationRefused("organisation.posting.unknown", posting.post());
        }
        directory.member(region, posting.staff());
        StaffDesk.mustBeArea(directory, posting);
        PostingRules.check(posting, tables.locked());
        var details = new HashMap<String, String>();
        details.put("post", posting.post());
        details.put("from", posting.from().toString());
        LocalDate until = posting.until();
        if (until != null) {
            details.put("until", until.toString());
        }
        if (posting.standIn()) {
            details.put("stand-in", "B");
        }
        String area = posting.area();
        if (area != null) {
            details.put("area", area);
        }
        var _ = proposals.propose(
                by,
                new Wanted(
                        key, kind(posting.post()), posting.post(), posting.staff(), Map.copyOf(details), "", reason));
    }

    private static String kind(String post) {
        if (Administrator.isOneOfTheThree(post)) {
            return OF_ADMINISTRATOR;
        }
        return Administrator.confirms(post) ? OF_DIRECTOR : OF_POST;
    }

    /** The nominations of a region, and the dismissals that the director settles, the latest first. */
    public List<Proposal> of(String region) {
        return proposals.of(region).stream()
                .filter(each -> OF_TOP.contains(each.kind()))
                .toList();
    }

    private static Posting posting(Proposal proposal) {
        UUID nominee = proposal.concerns();
        if (nominee == null) {
            throw new IllegalStateException("A nomination of nobody: " + proposal);
        }
        String until = proposal.detail("until");
        String area = proposal.detail("area");
        return new Posting(
                proposal.region(),
                proposal.subject(),
                nominee,
                !proposal.detail("stand-in").isEmpty(),
                LocalDate.parse(proposal.detail("from")),
                until.isEmpty() ? null : LocalDate.parse(until),
                area.isEmpty() ? null : area);
    }

    /** One of the three. */
    @Component
    static class OfAdministrator implements FourEyes {
        private final Organisation organisation;

        OfAdministrator(Organisation organisation) {
            this.organisation = organisation;
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
            organisation.appoint(posting(proposal));
        }
    }

    /** Who consents to the three. */
    @Component
    static class OfDirector implements FourEyes {
        private final Organisation organisation;

        OfDirector(Organisation organisation) {
            this.organisation = organisation;
        }

        @Override
        public String kind() {
            return OF_DIRECTOR;
        }

        @Override
        public void carryOut(Proposal proposal) {
            organisation.appoint(posting(proposal));
        }
    }

    /** A post that decides, pays, supervises or sees who complained. */
    @Component
    static class OfWeightyPost implements FourEyes {
        private final Organisation organisation;

        OfWeightyPost(Organisation organisation) {
            this.organisation = organisation;
        }

        @Override
        public String kind() {
            return OF_POST;
        }

        @Override
        public void carryOut(Proposal proposal) {
            organisation.appoint(posting(proposal));
        }
    }
}
