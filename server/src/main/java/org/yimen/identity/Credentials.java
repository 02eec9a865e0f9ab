package org.yimen.identity;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.audit.AuditLog;
import org.yimen.identity.Proofs.Proof;

/** 口令: how passwords change, and how an account is locked. Whatever ends a password ends the sessions with it. */
@Service
public class Credentials {

    /** How a change ended. */
    public sealed interface Changed {
        record Done() implements Changed {}

        /** The password before is another. */
        record WrongOld() implements Changed {}

        /** The new one will not do; {@code key} is a message. */
        record Flawed(String key) implements Changed {}

        record LockedOut(long minutes) implements Changed {}

        record Busy() implements Changed {}
    }

    /** How an account of the staff stands, for who administers it. */
    public record State(
            boolean hasPassword,
            boolean temporary,
            boolean locked,
            boolean closed,
            boolean secondFactor,
            @Nullable Instant signedInAt) {

        /** Of who never had a password. */
        public static final State NONE = new State(false, false, false, false, false, null);
    }

    private static final List<String> KINDS =
            List.of("ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnpqrstuvwxyz", "23456789", "+-=%#");
    private static final int OF_EACH_KIND = 3;

    private final Persons persons;
    private final StaffAccounts staff;
    private final StaffRegister register;
    private final Standings standings;
    private final Sessions sessions;
    private final Proofs proofs;
    private final Passwords passwords;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final InstantSource time;
    private final String home;
    private final SecureRandom random = new SecureRandom();

    Credentials(
            Persons persons,
            StaffAccounts staff,
            StaffRegister register,
            Standings standings,
            Sessions sessions,
            Proofs proofs,
            Passwords passwords,
            AuditLog audit,
            TransactionTemplate transaction,
            InstantSource time,
            @Value("${yimen.region:629901}") String home) {
        this.persons = persons;
        this.staff = staff;
        this.register = register;
        this.standings = standings;
        this.sessions = sessions;
        this.proofs = proofs;
        this.passwords = passwords;
        this.audit = audit;
        this.transaction = transaction;
        this.time = time;
        this.home = home;
    }

    /**
     * Somebody changes his own password; all his other sessions end.
     *
     * @param cookie the id of the session that stays
     */
    public Changed change(Account account, String old, String wanted, String address, @Nullable String cookie) {
        switch (proofs.password(account, old, address)) {
            case Proof.Right _ -> {}
            case Proof.Wrong _ -> {
                String id = SignIn.idOf(account);
                audit.recordAttempt(
                        home, id, "identity.password-refused", id, Map.of("why", "old", "address", address));
                return new Changed.WrongOld();
            }
            case Proof.LockedOut(long minutes) -> {
                return new Changed.LockedOut(minutes);
            }
            case Proof.Busy _ -> {
                return new Changed.Busy();
            }
        }
        try {
            Optional<String> flaw = flaw(account, wanted);
            if (flaw.isPresent()) {
                return new Changed.Flawed(flaw.get());
            }
        } catch (Passwords.Busy _) {
            return new Changed.Busy();
        }
        PasswordHash hash = passwords.hash(wanted);
        transaction.executeWithoutResult(_ -> {
            switch (account) {
                case Citizen citizen -> persons.change(citizen.personId(), hash, false, time.instant());
                case StaffMember member -> staff.change(member.region(), member.staffId(), hash, false);
            }
            String id = SignIn.idOf(account);
            audit.record(home, id, "identity.password-changed", id, Map.of("address", address));
            sessions.endAll(account, cookie, id, Sessions.Why.PASSWORD_CHANGED);
        });
        return new Changed.Done();
    }

    /** A password that is good for one sign-in, before anybody has it; it is shown once and kept nowhere. */
    public record OneTime(String password, PasswordHash hash) {
        @Override
        public String toString() {
            return "OneTime[…]";
        }
    }

    /** Makes a password for {@link #reset}. */
    public OneTime oneTime() {
        String password = letters();
        return new OneTime(password, passwords.hash(password));
    }

    /** Gives a member of staff a password that is good for one sign-in. */
    public String reset(StaffMember member, String by) {
        OneTime made = oneTime();
        reset(member, made.hash(), by);
        return made.password();
    }

    /** Gives a member of staff a password out of {@link #oneTime()}. */
    public void reset(StaffMember member, PasswordHash hash, String by) {
        transaction.executeWithoutResult(_ -> {
            staff.change(member.region(), member.staffId(), hash, true);
            audit.record(
                    member.region(),
                    by,
                    "identity.password-reset",
                    member.staffId().toString(),
                    Map.of());
            sessions.endAll(member, null, by, Sessions.Why.PASSWORD_RESET);
        });
    }

    /** Closes an account until it is opened again; its sessions end. */
    public void lock(StaffMember member, String by, String because) {
        transaction.executeWithoutResult(_ -> {
            staff.lock(member.region(), member.staffId(), by, because);
            register.accountsChanged();
            audit.record(
                    member.region(),
                    by,
                    "identity.account-locked",
                    member.staffId().toString(),
                    Map.of("because", because));
            sessions.endAll(member, null, by, Sessions.Why.ACCOUNT_LOCKED);
        });
    }

    /** Opens an account again that was locked, or that nobody used for long. */
    public void unlock(StaffMember member, String by) {
        transaction.executeWithoutResult(_ -> {
            staff.unlock(member.region(), member.staffId());
            register.accountsChanged();
            audit.record(
                    member.region(),
                    by,
                    "identity.account-unlocked",
                    member.staffId().toString(),
                    Map.of());
        });
    }

    public State state(StaffMember member) {
        return state(staff.facts(member.region(), member.staffId()));
    }

    /** The state of every account of the region that has a password. */
    public Map<UUID, State> states(String region) {
        return staff.facts(region).entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, each -> state(each.getValue())));
    }

    private State state(StaffAccounts.Facts facts) {
        return new State(
                facts.passwordSince() != null,
                facts.temporary(),
                facts.lockedAt() != null,
                standings.closed(facts),
                facts.enrolledAt() != null,
                facts.signedInAt());
    }

    private Optional<String> flaw(Account account, String wanted) throws Passwords.Busy {
        Optional<String> flaw = passwords.flaw(wanted, standings.holder(account), own(account));
        if (flaw.isPresent()) {
            return flaw;
        }
        boolean before = proofs.matches(account, wanted);
        if (account instanceof StaffMember member) {
            for (PasswordHash past : staff.past(member.region(), member.staffId())) {
                before |= passwords.matches(wanted, past);
            }
        }
        return before ? Optional.of("identity.password.used-before") : Optional.empty();
    }

    private List<String> own(Account account) {
        var own = new ArrayList<String>();
        switch (account) {
            case Citizen citizen ->
                persons.find(citizen.personId())
                        .ifPresent(person -> own.addAll(
                                List.of(person.name(), person.citizenId().value(), person.phone())));
            case StaffMember member -> {
                own.add(member.displayName());
                register.login(member.region(), member.staffId()).ifPresent(own::add);
            }
        }
        return own;
    }

    private String letters() {
        var letters = new ArrayList<Character>();
        for (String kind : KINDS) {
            for (int i = 0; i < OF_EACH_KIND; i++) {
                letters.add(kind.charAt(random.nextInt(kind.length())));
            }
        }
        Collections.shuffle(letters, random);
        var password = new StringBuilder();
        letters.forEach(password::append);
        return password.toString();
    }
}
