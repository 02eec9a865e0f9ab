package org.yimen.identity;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.yimen.audit.AuditLog;
import org.yimen.identifier.CitizenId;
import org.yimen.identifier.CreditCode;
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

        /** The machine has too many passwords to compare at this moment. */
        record Busy() implements Outcome {}
    }

    private static final ZoneId ZONE = CityTime.ZONE;

    private record Candidate(Account account, PasswordHash password) {}

    private final Persons persons;
    private final EntityTables entities;
    private final StaffAccounts staff;
    private final StaffRegister register;
    private final Passwords passwords;
    private final SignInFailures failures;
    private final Verifications verifications;
    private final AuditLog audit;
    private final InstantSource time;
    private final String home;

    SignIn(
            Persons persons,
            EntityTables entities,
            StaffAccounts staff,
            StaffRegister register,
            Passwords passwords,
            SignInFailures failures,
            Verifications verifications,
            AuditLog audit,
            InstantSource time,
            @Value("${yimen.region:629901}") String home) {
        this.persons = persons;
        this.entities = entities;
        this.staff = staff;
        this.register = register;
        this.passwords = passwords;
        this.failures = failures;
        this.verifications = verifications;
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

    /** A member of staff, by login and password. */
    public Outcome staff(String login, String password, String address) {
        Optional<Candidate> candidate = register.serving(home, login.strip(), today())
                .flatMap(member ->
                        staff.password(member.region(), member.staffId()).map(hash -> new Candidate(member, hash)));
        return attempt("staff", key("staff", login), candidate, password, address);
    }

    /** Notes that somebody signed out. */
    public void leaves(Account account, String address) {
        audit.record(home, idOf(account), "identity.signed-out", idOf(account), Map.of("address", address));
    }

    private Outcome attempt(
            String kind, String account, Optional<Candidate> candidate, String password, String address) {
        if (!failures.admits(account, address)) {
            refused(kind, candidate, "locked-out", address);
            return new Outcome.LockedOut(failures.minutesLocked(account, address));
        }
        try {
            boolean right = passwords.matches(
                    password, candidate.map(Candidate::password).orElse(null));
            if (!right || candidate.isEmpty()) {
                refused(kind, candidate, "refused", address);
                return new Outcome.Refused();
            }
        } catch (Passwords.Busy _) {
            failures.succeeded(account, address);
            return new Outcome.Busy();
        }
        failures.succeeded(account, address);
        Account welcome = candidate.get().account();
        if (welcome instanceof Citizen citizen) {
            verifications.verified(citizen.personId(), Verification.How.PASSWORD, Channel.WEB, home);
        }
        audit.record(home, idOf(welcome), "identity.signed-in", idOf(welcome), Map.of("as", kind, "address", address));
        return new Outcome.Welcome(welcome);
    }

    /** For the log only: whose account it was, where it is one. */
    private void refused(String kind, Optional<Candidate> candidate, String why, String address) {
        audit.recordAttempt(
                home,
                "anonymous",
                "identity.sign-in-refused",
                candidate.map(known -> idOf(known.account())).orElse("unknown"),
                Map.of("as", kind, "why", why, "address", address));
    }

    /** The id by which other records know the account. */
    static String idOf(Account account) {
        return switch (account) {
            case Citizen citizen -> citizen.personId().toString();
            case StaffMember member -> member.staffId().toString();
        };
    }

    private static String key(String kind, String typed) {
        return kind + "\n" + CitizenId.parse(typed).map(CitizenId::value).orElse(typed.strip());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(time.instant(), ZONE);
    }
}
