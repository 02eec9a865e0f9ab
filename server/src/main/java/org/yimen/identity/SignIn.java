package org.yimen.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.yimen.audit.AuditLog;
import org.yimen.identifier.CitizenId;
import org.yimen.identifier.CreditCode;
import org.yimen.identity.Proofs.Proof;
import org.yimen.identity.SignInHistory.Result;
import org.yimen.platform.CityTime;

/**
 * 登录: finds out who somebody is by number and password. Every refusal looks the same and takes as long, whether the
 * account exists or not.
 */
@Service
public class SignIn {

    /** How an attempt ended. */
    public sealed interface Outcome {
        record Welcome(Account account) implements Outcome {}

        /** Something of what was typed is wrong; nobody says what. */
        record Refused() implements Outcome {}

        /** Too many attempts of late; {@code minutes} until the next is looked at. */
        record LockedOut(long minutes) implements Outcome {}

        /** The password is right; a code of the app comes next. */
        record CodeNeeded(StaffMember member) implements Outcome {}

        /** The password is right, but an administrator has locked the account, or nobody used it for long. */
        record Closed() implements Outcome {}

        /** The machine has too many passwords to compare at this moment. */
        record Busy() implements Outcome {}
    }

    private static final ZoneId ZONE = CityTime.ZONE;
    private static final UUID NOBODY = new UUID(0, 0);

    private record Candidate(Account account, PasswordHash password) {}

    private final Persons persons;
    private final EntityTables entities;
    private final StaffAccounts staff;
    private final StaffRegister register;
    private final SecondFactors factors;
    private final Standings standings;
    private final Proofs proofs;
    private final SignInHistory history;
    private final Passwords passwords;
    private final SignInFailures failures;
    private final Verifications verifications;
    private final Terminals terminals;
    private final AuditLog audit;
    private final InstantSource time;
    private final String home;

    SignIn(
            Persons persons,
            EntityTables entities,
            StaffAccounts staff,
            StaffRegister register,
            SecondFactors factors,
            Standings standings,
            Proofs proofs,
            SignInHistory history,
            Passwords passwords,
            SignInFailures failures,
            Verifications verifications,
            Terminals terminals,
            AuditLog audit,
            InstantSource time,
            @Value("${yimen.region:629901}") String home) {
        this.persons = persons;
        this.entities = entities;
        this.staff = staff;
        this.register = register;
        this.factors = factors;
        this.standings = standings;
        this.proofs = proofs;
        this.history = history;
        this.passwords = passwords;
        this.failures = failures;
        this.verifications = verifications;
        this.terminals = terminals;
        this.audit = audit;
        this.time = time;
        this.home = home;
    }

    /** A citizen, by name, citizen number and password. */
    public Outcome citizen(String name, String citizenId, String password, String address) {
        Optional<Candidate> candidate = CitizenId.parse(citizenId)
                .flatMap(persons::credentials)
                .filter(found -> found.person().name().equals(name.strip()))
                .map(found -> new Candidate(
                        new Citizen(found.person().id(), null, found.person().maskedName()), found.password()));
        return attempt("citizen", key("citizen", citizenId), candidate, password, address);
    }

    /** An operator of an enterprise, by its credit code, his own citizen number and his own password. */
    public Outcome operator(String creditCode, String citizenId, String password, String address) {
        LocalDate today = today();
        Optional<Candidate> candidate = CreditCode.parse(creditCode)
                .flatMap(entities::find)
                .flatMap(entity -> CitizenId.parse(citizenId)
                        .flatMap(persons::credentials)
                        .filter(found ->
                                entity.operator(found.person().id(), today).isPresent())
                        .map(found -> new Candidate(
                                new Citizen(found.person().id(), entity.id(), entity.name()), found.password())));
        // The password is the person's: guesses count against him whichever form they are typed into.
        return attempt("operator", key("citizen", citizenId), candidate, password, address);
    }

    /** A member of staff, by login and password, and then, if he has a second factor, by {@link #code}. */
    public Outcome staff(String login, String password, String address) {
        Optional<StaffMember> member = register.serving(home, login.strip(), today());
        // Asked of nobody as well, so that it takes as long.
        Optional<PasswordHash> hash = staff.password(
                member.map(StaffMember::region).orElse(home),
                member.map(StaffMember::staffId).orElse(NOBODY));
        Optional<Candidate> candidate = member.flatMap(known -> hash.map(each -> new Candidate(known, each)));
        return attempt("staff", key("staff", login), candidate, password, address);
    }

    /** The second step of a member of staff whose password was right a moment ago. */
    public Outcome code(StaffMember member, String code, String address) {
        return switch (proofs.code(member, code, address)) {
            case Proof.Right _ -> {
                boolean stillServes = register.serves(member.region(), member.staffId(), today());
                if (!stillServes || standings.closed(member)) {
                    yield closed("staff", member, address);
                }
                yield welcome("staff", member, address);
            }
            case Proof.Wrong _ -> {
                refused("staff", member, Result.CODE_REFUSED, address);
                yield new Outcome.Refused();
            }
            case Proof.LockedOut(long minutes) -> {
                refused("staff", member, Result.LOCKED_OUT, address);
                yield new Outcome.LockedOut(minutes);
            }
            case Proof.Busy _ -> new Outcome.Busy();
        };
    }

    /** Notes that somebody signed out. */
    public void leaves(Account account, String address) {
        audit.record(home, idOf(account), "identity.signed-out", idOf(account), Map.of("address", address));
    }

    /** Locks that the log has heard of: what a stranger sends against a lock adds no line. */
    private final Heard locks = new Heard();

    private static final class Heard {
        private static final int MOST = 10_000;
        private final Map<String, Instant> since = new ConcurrentHashMap<>();

        boolean isNew(String lock, Instant now) {
            if (since.size() >= MOST) {
                since.clear();
            }
            Instant before = since.get(lock);
            if (before != null && now.isBefore(before.plus(SignInFailures.WINDOW))) {
                return false;
            }
            since.put(lock, now);
            return true;
        }
    }

    private Outcome attempt(
            String kind, String account, Optional<Candidate> candidate, String password, String address) {
        Account known = candidate.map(Candidate::account).orElse(null);
        if (!failures.admits(account, address)) {
            if (locks.isNew(account + "\n" + address, time.instant())) {
                refused(kind, known, Result.LOCKED_OUT, address);
            }
            return new Outcome.LockedOut(failures.minutesLocked(account, address));
        }
        try {
            boolean right = passwords.matches(
                    password, candidate.map(Candidate::password).orElse(null));
            if (!right || known == null) {
                refused(kind, known, Result.REFUSED, address);
                return new Outcome.Refused();
            }
        } catch (Passwords.Busy _) {
            failures.succeeded(account, address);
            return new Outcome.Busy();
        }
        if (known instanceof StaffMember member && standings.closed(member)) {
            return closed(kind, known, address);
        }
        if (known instanceof StaffMember member && factors.enrolled(member)) {
            // The failures stay: the password alone buys no further guesses of the code.
            return new Outcome.CodeNeeded(member);
        }
        failures.succeeded(account, address);
        return welcome(kind, known, address);
    }

    private Outcome welcome(String kind, Account account, String address) {
        if (account instanceof StaffMember member) {
            staff.signedIn(member.region(), member.staffId());
        }
        if (account instanceof Citizen citizen) {
            verifications.verified(citizen.personId(), Verification.How.PASSWORD, terminals.own(), home);
        }
        signedIn(kind, account, address);
        return new Outcome.Welcome(account);
    }

    /** Somebody for whom the outer provider vouches; how long that holds elsewhere is the centre's to say. */
    void vouchedFor(Citizen citizen, Duration lasts, String address) {
        verifications.verified(citizen.personId(), Verification.How.OUTER, Channel.WEB, home, lasts);
        signedIn("outer", citizen, address);
    }

    private void signedIn(String kind, Account account, String address) {
        history.note(account, Result.SIGNED_IN, address);
        audit.record(home, idOf(account), "identity.signed-in", idOf(account), Map.of("as", kind, "address", address));
    }

    private Outcome closed(String kind, Account account, String address) {
        refused(kind, account, Result.CLOSED, address);
        return new Outcome.Closed();
    }

    /** For the log, and for the owner: whose account it was, where it is one. */
    private void refused(String kind, @Nullable Account account, Result result, String address) {
        refused(kind, account, result, result.name(), address);
    }

    void refused(String kind, @Nullable Account account, Result result, String why, String address) {
        history.note(account, result, address);
        audit.recordAttempt(
                home,
                "anonymous",
                "identity.sign-in-refused",
                account == null ? "unknown" : idOf(account),
                Map.of("as", kind, "why", why.toLowerCase(Locale.ROOT).replace('_', '-'), "address", address));
    }

    /** The id by which other records know the account. */
    static String idOf(Account account) {
        return switch (account) {
            case Citizen citizen -> citizen.personId().toString();
            case StaffMember member -> member.staffId().toString();
        };
    }

    /** Under which the failures of an account are counted. */
    static String key(String kind, String typed) {
        return kind + "\n" + CitizenId.parse(typed).map(CitizenId::value).orElse(typed.strip());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(time.instant(), ZONE);
    }
}
