package org.yimen.exchange;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.identifier.Uuid7;
import org.yimen.identity.Machine;
import org.yimen.identity.Machines;
import org.yimen.identity.Machines.Registered;
import org.yimen.identity.Machines.Secret;
import org.yimen.identity.RelyingParties;
import org.yimen.identity.RelyingParty;
import org.yimen.identity.RelyingParty.Audience;
import org.yimen.identity.Scope;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Entrusted;
import org.yimen.organisation.FourEyes;
import org.yimen.organisation.Organisation;
import org.yimen.organisation.Posting;
import org.yimen.organisation.Proposal;
import org.yimen.organisation.Proposals;
import org.yimen.organisation.Proposals.Wanted;
import org.yimen.organisation.Staff;
import org.yimen.platform.CityTime;

/**
 * Registers machines, by the word of two officers. Each gets an account of its own in the staff register, without a
 * password, so that posts, letters and the journal treat it like an officer and nobody can sign in as it.
 */
@Service
public class MachineDesk {

    private static final String REGISTRATION = "machine";
    private static final String SECRET = "machine-secret";
    private static final String SCOPES = "machine-scopes";
    private static final String RESUMPTION = "machine-resumption";
    private static final String SIGN_IN = "machine-sign-in";

    private final Proposals proposals;
    private final Machines machines;
    private final RelyingParties parties;
    private final Enrolment enrolment;

    MachineDesk(Proposals proposals, Machines machines, RelyingParties parties, Enrolment enrolment) {
        this.proposals = proposals;
        this.machines = machines;
        this.parties = parties;
        this.enrolment = enrolment;
    }

    /** What a machine is to be. */
    public record Wish(String client, String name, String department, Set<String> posts, Set<Scope> scopes) {
        public Wish {
            posts = Set.copyOf(posts);
            scopes = Set.copyOf(scopes);
        }
    }

    /** True where a machine may be put on the post: it must be there, and no administrator's. */
    public boolean mayHold(String region, String post) {
        return enrolment.mayHold(region, post);
    }

    /**
     * Proposes to let a machine in.
     *
     * @return its secret, worth nothing before the second word; empty where this key has proposed already
     */
    @Transactional
    public Optional<String> propose(UUID by, UUID key, Wish wish, String reason) {
        Secret secret = machines.newSecret();
        var details = Map.of(
                "name", wish.name(),
                "department", wish.department(),
                "posts", joined(wish.posts()),
                "scopes", joined(codes(wish.scopes())));
        return proposals
                .propose(by, new Wanted(key, REGISTRATION, wish.client(), null, details, secret.digest(), reason))
                .map(_ -> secret.value());
    }

    /** Proposes a new secret; the old one holds until the second word. */
    @Transactional
    public Optional<String> proposeSecret(UUID by, UUID key, Machine machine, String reason) {
        Secret secret = machines.newSecret();
        var details = Map.of("name", machine.name());
        return proposals
                .propose(by, new Wanted(key, SECRET, machine.clientId(), null, details, secret.digest(), reason))
                .map(_ -> secret.value());
    }

    /**
     * Takes scopes away at once, and proposes those that would be more.
     *
     * @return true where a second word is needed
     */
    @Transactional
    public boolean changeScopes(UUID by, UUID key, Machine machine, Set<Scope> wanted, String reason) {
        Set<String> more = codes(wanted);
        more.removeAll(machine.scopes());
        if (more.isEmpty()) {
            machines.grant(machine.region(), machine.clientId(), wanted, by.toString());
            return false;
        }
        var details = Map.of("name", machine.name(), "scopes", joined(codes(wanted)), "more", joined(more));
        var _ = proposals.propose(by, new Wanted(key, SCOPES, machine.clientId(), null, details, "", reason));
        return true;
    }

    /** Proposes to let a machine in again that was shut out; one officer alone shuts it out. */
    @Transactional
    public void proposeResumption(UUID by, UUID key, Machine machine, String reason) {
        var details = Map.of("name", machine.name());
        var _ = proposals.propose(by, new Wanted(key, RESUMPTION, machine.clientId(), null, details, "", reason));
    }

    /**
     * Takes addresses or the real name away at once, and proposes what would be more: whoever adds an address of his own is
     * sent other people's names.
     *
     * @return true where a second word is needed
     */
    @Transactional
    public boolean changeSignIn(UUID by, UUID key, RelyingParty wanted, String reason) {
        if (!wanted.isMoreThan(parties.registered(wanted.region(), wanted.clientId()))) {
            parties.let(wanted, by.toString());
            return false;
        }
        var details = Map.of(
                "name", wanted.name(),
                "audience", wanted.audience().name(),
                "addresses", joined(wanted.redirectUris()),
                "real-name", Boolean.toString(wanted.realName()));
        var _ = proposals.propose(by, new Wanted(key, SIGN_IN, wanted.clientId(), null, details, "", reason));
        return true;
    }

    /**
     * Enters a machine at once, with a new secret: for who sets up a city. Refused by the database where the id is taken.
     *
     * @param clientId one of {@link Machines#newClientId()}
     * @param department code of the department that answers for it
     * @param posts where it sits, beside the people there
     */
    @Transactional
    public Registered register(
            String region,
            String clientId,
            String name,
            String department,
            Set<String> posts,
            Set<Scope> scopes,
            String by) {
        Secret secret = machines.newSecret();
        var wish = new Wish(clientId, name, department, posts, scopes);
        return new Registered(enrolment.enrol(region, wish, secret.digest(), by), secret.value());
    }

    private static Set<String> codes(Collection<Scope> scopes) {
        return scopes.stream().map(Scope::code).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String joined(Collection<String> several) {
        return String.join(" ", new TreeSet<>(several));
    }

    private static Set<String> split(String joined) {
        return Arrays.stream(joined.split(" ", -1))
                .filter(each -> !each.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<Scope> scopes(Proposal proposal) {
        return split(proposal.detail("scopes")).stream()
                .flatMap(code -> Scope.of(code).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** How a machine comes into both registers. */
    @Component
    static class Enrolment {
        private final Machines machines;
        private final Organisation organisation;
        private final Directory directory;
        private final InstantSource time;

        Enrolment(Machines machines, Organisation organisation, Directory directory, InstantSource time) {
            this.machines = machines;
            this.organisation = organisation;
            this.directory = directory;
            this.time = time;
        }

        boolean mayHold(String region, String post) {
            String role = post.substring(post.indexOf('/') + 1);
            boolean administers = role.equals("admin") || role.endsWith("-admin") || role.equals("director");
            return !administers && directory.post(region, post).isPresent();
        }

        Machine enrol(String region, Wish wish, String digest, String by) {
            for (String post : wish.posts()) {
                if (!mayHold(region, post)) {
                    throw new IllegalArgumentException("No post for a machine: " + post);
                }
            }
            UUID staff = Uuid7.next(time.instant());
            LocalDate today = CityTime.day(time.instant());
            organisation.engage(new Staff(staff, region, wish.client(), wish.name(), wish.client(), null));
            wish.posts().forEach(post -> organisation.appoint(new Posting(region, post, staff, true, today, null)));
            return machines.register(
                    region, wish.client(), staff, wish.name(), wish.department(), wish.scopes(), digest, by);
        }
    }

    /** 登记系统. */
    @Component
    static class OfRegistration implements FourEyes {
        private final Enrolment enrolment;

        OfRegistration(Enrolment enrolment) {
            this.enrolment = enrolment;
        }

        @Override
        public String kind() {
            return REGISTRATION;
        }

        @Override
        public void carryOut(Proposal proposal) {
            var wish = new Wish(
                    proposal.subject(),
                    proposal.detail("name"),
                    proposal.detail("department"),
                    split(proposal.detail("posts")),
                    scopes(proposal));
            var _ = enrolment.enrol(
                    proposal.region(),
                    wish,
                    proposal.withheld(),
                    proposal.proposedBy().toString());
        }
    }

    /** 更换密钥. */
    @Component
    static class OfSecret implements FourEyes {
        private final Machines machines;

        OfSecret(Machines machines) {
            this.machines = machines;
        }

        @Override
        public String kind() {
            return SECRET;
        }

        @Override
        public void carryOut(Proposal proposal) {
            machines.rotate(
                    proposal.region(),
                    proposal.subject(),
                    proposal.withheld(),
                    proposal.proposedBy().toString());
        }
    }

    /** 增加权限范围. */
    @Component
    static class OfScopes implements FourEyes {
        private final Machines machines;

        OfScopes(Machines machines) {
            this.machines = machines;
        }

        @Override
        public String kind() {
            return SCOPES;
        }

        @Override
        public void carryOut(Proposal proposal) {
            machines.grant(
                    proposal.region(),
                    proposal.subject(),
                    scopes(proposal),
                    proposal.proposedBy().toString());
        }
    }

    /** 恢复使用. */
    @Component
    static class OfResumption implements FourEyes {
        private final Machines machines;

        OfResumption(Machines machines) {
            this.machines = machines;
        }

        @Override
        public String kind() {
            return RESUMPTION;
        }

        @Override
        public void carryOut(Proposal proposal) {
            machines.suspend(
                    proposal.region(),
                    proposal.subject(),
                    false,
                    proposal.proposedBy().toString());
        }
    }

    /** 扩大统一认证. */
    @Component
    static class OfSignIn implements FourEyes {
        private final RelyingParties parties;

        OfSignIn(RelyingParties parties) {
            this.parties = parties;
        }

        @Override
        public String kind() {
            return SIGN_IN;
        }

        @Override
        public void carryOut(Proposal proposal) {
            var wanted = new RelyingParty(
                    proposal.region(),
                    proposal.subject(),
                    proposal.detail("name"),
                    Audience.valueOf(proposal.detail("audience")),
                    split(proposal.detail("addresses")),
                    Boolean.parseBoolean(proposal.detail("real-name")));
            parties.let(wanted, proposal.proposedBy().toString());
        }
    }

    /** Which accounts of the staff register are no people. */
    @Component
    static class Known implements Entrusted {
        private final Machines machines;

        Known(Machines machines) {
            this.machines = machines;
        }

        @Override
        public boolean isMachine(String region, UUID staff) {
            return machines.isMachine(region, staff);
        }
    }
}
