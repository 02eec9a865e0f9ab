package org.yimen.identity;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.audit.AuditLog;
import org.yimen.identifier.CitizenId;
import org.yimen.identifier.Uuid7;
import org.yimen.identity.SignInHistory.Result;
import org.yimen.platform.Setting;
import org.yimen.platform.Settings;

/**
 * 统一身份认证登录: a citizen for whom an outer provider vouches. It counts only where the provider is trusted for real names and
 * the state's register agrees; whoever it vouches for is found by his citizen number and by nothing else.
 */
@Service
@EnableConfigurationProperties(OuterSignInSettings.class)
public class OuterSignIn {

    private static final String LASTS = "verification.outer-hours";
    private static final int STANDARD_HOURS = 8;
    private static final int MOST_HOURS = 24;
    private static final int LONGEST_NAME = 50;

    /** What the provider said in a token that was checked. */
    public record Vouched(String issuer, String subject, String name, String number, String level)
            implements Serializable {
        @Override
        public String toString() {
            return "Vouched[…]";
        }
    }

    /** How it ended. */
    public sealed interface Outcome {
        record Welcome(Citizen citizen) implements Outcome {}

        /** A real person who has no account here yet. */
        record Newcomer() implements Outcome {}

        record Refused(Why why) implements Outcome {}
    }

    /** Why somebody does not get in this way; {@code identity.outer.<why>} says it. */
    public enum Why {
        /** The person refused at the provider. */
        DENIED,
        /** The provider cannot be reached, or is too slow. */
        DOWN,
        /** What it answered does not pass. */
        BROKEN,
        /** The attempt is too old, was taken already, or began elsewhere. */
        OVER,
        /** The provider has not verified name and number well enough. */
        NOT_REAL_NAME,
        /** The state's register says otherwise. */
        NO_MATCH,
        /** The state's register cannot be asked. */
        UNCHECKED,
        /** This account there is another's here, or this person has another account there. */
        ANOTHERS,
        /** The person has ended the link himself. */
        ENDED,
        /** Too many attempts on the account of late. */
        LOCKED
    }

    /**
     * How the link stands, for its owner.
     *
     * @param since null where there is none
     * @param barred true where he has ended it, so that there comes no new one until he allows it
     */
    public record Link(@Nullable Instant since, boolean barred) {}

    private final OuterSignInSettings settings;
    private final OuterLinks links;
    private final Persons persons;
    private final Registration registration;
    private final SignIn signIn;
    private final SignInFailures failures;
    private final ObjectProvider<RealNameCheck> check;
    private final Settings lifetimes;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final InstantSource time;
    private final String home;

    OuterSignIn(
            OuterSignInSettings settings,
            OuterLinks links,
            Persons persons,
            Registration registration,
            SignIn signIn,
            SignInFailures failures,
            ObjectProvider<RealNameCheck> check,
            Settings lifetimes,
            AuditLog audit,
            TransactionTemplate transaction,
            InstantSource time,
            @Value("${yimen.region:629901}") String home) {
        this.settings = settings;
        this.links = links;
        this.persons = persons;
        this.registration = registration;
        this.signIn = signIn;
        this.failures = failures;
        this.check = check;
        this.lifetimes = lifetimes;
        this.audit = audit;
        this.transaction = transaction;
        this.time = time;
        this.home = home;
    }

    /** How long such a verification holds everywhere else. */
    @Bean
    static Setting outerVerificationLasts() {
        return Setting.number(LASTS, "security-admin", STANDARD_HOURS, 1, MOST_HOURS);
    }

    /** True the first time that an answer with this state is brought here. */
    public boolean takes(String state) {
        return links.take(state, time.instant());
    }

    /** Lets in whom the provider vouches for. */
    public Outcome enter(Vouched vouched, String address) {
        Optional<CitizenId> number = CitizenId.parse(vouched.number());
        String name = vouched.name().strip();
        boolean real = settings.on()
                && settings.issuer().equals(vouched.issuer())
                && settings.levels().contains(vouched.level())
                && !name.isEmpty()
                && name.length() <= LONGEST_NAME;
        if (!real || number.isEmpty() || vouched.subject().isBlank()) {
            return refused(Why.NOT_REAL_NAME, null, address);
        }
        String account = SignIn.key("citizen", number.get().value());
        if (!failures.admits(account, address)) {
            return refused(Why.LOCKED, persons.find(number.get()).orElse(null), address);
        }
        Outcome outcome = known(vouched, name, number.get(), address);
        if (!(outcome instanceof Outcome.Refused)) {
            failures.succeeded(account, address);
        }
        return outcome;
    }

    private Outcome known(Vouched vouched, String name, CitizenId number, String address) {
        Person person = persons.find(number).orElse(null);
        Optional<UUID> linked = links.person(vouched.issuer(), vouched.subject());
        if (linked.isPresent()) {
            return person != null && linked.get().equals(person.id())
                    ? welcome(person, address)
                    : refused(Why.ANOTHERS, person, address);
        }
        Why doubt = doubt(name, number);
        if (doubt != null) {
            return refused(doubt, person, address);
        }
        if (person == null) {
            return new Outcome.Newcomer();
        }
        if (!person.name().equals(name)) {
            return refused(Why.NO_MATCH, person, address);
        }
        if (!persons.isOpen(person.id())) {
            return new Outcome.Newcomer();
        }
        if (links.since(person.id()).isPresent()) {
            return refused(Why.ANOTHERS, person, address);
        }
        if (links.barred(person.id())) {
            return refused(Why.ENDED, person, address);
        }
        if (!link(person.id(), vouched)) {
            return refused(Why.ANOTHERS, person, address);
        }
        return welcome(person, address);
    }

    /** False where another click, or another account, was faster; what it made is looked at again. */
    private boolean link(UUID person, Vouched vouched) {
        try {
            transaction.executeWithoutResult(_ -> {
                links.insert(Uuid7.next(time.instant()), person, vouched.issuer(), vouched.subject(), time.instant());
                audit.record(home, person.toString(), "identity.outer-linked", person.toString(), Map.of());
            });
            return true;
        } catch (DuplicateKeyException _) {
            return links.person(vouched.issuer(), vouched.subject())
                    .filter(person::equals)
                    .isPresent();
        }
    }

    /**
     * Opens the account of a newcomer who has agreed to the privacy notice. What the provider said is not asked again; he gives
     * his phone, by which he can choose a password later.
     */
    public Registration.Outcome register(Vouched vouched, String phone, String address) {
        CitizenId number = CitizenId.of(vouched.number());
        return registration.openVouched(vouched.name().strip(), number, phone, address);
    }

    /** How it stands between the provider and this person. */
    public Link of(UUID person) {
        Instant since = links.since(person).orElse(null);
        return new Link(since, since == null && links.barred(person));
    }

    /** Ends the link, at once; another one comes only after {@link #allow}. */
    public void end(UUID person) {
        changed(person, "identity.outer-unlinked", () -> links.end(person, time.instant()));
    }

    /** Lets the next sign-in over there make a link again. */
    public void allow(UUID person) {
        changed(person, "identity.outer-allowed", () -> links.allow(person, time.instant()));
    }

    private interface Change {
        boolean made();
    }

    private void changed(UUID person, String kind, Change change) {
        transaction.executeWithoutResult(_ -> {
            // The second click finds nothing to change and leaves no second line.
            if (change.made()) {
                audit.record(home, person.toString(), kind, person.toString(), Map.of());
            }
        });
    }

    private @Nullable Why doubt(String name, CitizenId number) {
        RealNameCheck register = check.getIfAvailable();
        var answer = register == null ? RealNameCheck.Answer.UNREACHABLE : register.compare(name, number, "");
        return switch (answer) {
            case MATCHED -> null;
            case NO_MATCH -> Why.NO_MATCH;
            case UNREACHABLE -> Why.UNCHECKED;
        };
    }

    private Outcome welcome(Person person, String address) {
        var citizen = new Citizen(person.id(), null, person.maskedName());
        Duration lasts = Duration.ofHours(lifetimes.number(LASTS));
        signIn.vouchedFor(citizen, lasts, address);
        return new Outcome.Welcome(citizen);
    }

    private Outcome refused(Why why, @Nullable Person person, String address) {
        Citizen citizen = person == null ? null : new Citizen(person.id(), null, "");
        signIn.refused("outer", citizen, why == Why.LOCKED ? Result.LOCKED_OUT : Result.REFUSED, why.name(), address);
        return new Outcome.Refused(why);
    }
}
