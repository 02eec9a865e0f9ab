package org.yimen.identity;

import org.springframework.stereotype.Service;

/** Proofs of somebody who is known already. Failures count together with those of the sign-in. */
@Service
class Proofs {

    /** How a proof ended. */
    sealed interface Proof {
        record Right() implements Proof {}

        record Wrong() implements Proof {}

        record LockedOut(long minutes) implements Proof {}

        record Busy() implements Proof {}
    }

    /** Compares what was typed. */
    private interface Comparison {
        boolean holds() throws Passwords.Busy;
    }

    private final Persons persons;
    private final StaffAccounts staff;
    private final StaffRegister register;
    private final SecondFactors factors;
    private final Passwords passwords;
    private final SignInFailures failures;

    Proofs(
            Persons persons,
            StaffAccounts staff,
            StaffRegister register,
            SecondFactors factors,
            Passwords passwords,
            SignInFailures failures) {
        this.persons = persons;
        this.staff = staff;
        this.register = register;
        this.factors = factors;
        this.passwords = passwords;
        this.failures = failures;
    }

    /** True where the account proves itself with a code; else with its password. */
    boolean byCode(Account account) {
        return account instanceof StaffMember member && factors.enrolled(member);
    }

    Proof strongest(Account account, String typed, String address) {
        return account instanceof StaffMember member && factors.enrolled(member)
                ? code(member, typed, address)
                : password(account, typed, address);
    }

    Proof password(Account account, String typed, String address) {
        return attempt(account, address, () -> matches(account, typed));
    }

    Proof code(StaffMember member, String typed, String address) {
        return attempt(member, address, () -> factors.proves(member, typed));
    }

    boolean matches(Account account, String typed) throws Passwords.Busy {
        PasswordHash hash = switch (account) {
            case Citizen citizen -> persons.password(citizen.personId()).orElse(null);
            case StaffMember member ->
                staff.password(member.region(), member.staffId()).orElse(null);
        };
        return passwords.matches(typed, hash);
    }

    private Proof attempt(Account account, String address, Comparison comparison) {
        String key = lockKey(account);
        if (!failures.admits(key, address)) {
            return new Proof.LockedOut(failures.minutesLocked(key, address));
        }
        try {
            if (!comparison.holds()) {
                return new Proof.Wrong();
            }
        } catch (Passwords.Busy _) {
            failures.succeeded(key, address);
            return new Proof.Busy();
        }
        failures.succeeded(key, address);
        return new Proof.Right();
    }

    /** What the sign-in form counts under for this account. */
    private String lockKey(Account account) {
        return switch (account) {
            case Citizen citizen ->
                SignIn.key(
                        "citizen",
                        persons.find(citizen.personId())
                                .map(person -> person.citizenId().value())
                                .orElse(citizen.key()));
            case StaffMember member ->
                SignIn.key(
                        "staff",
                        register.login(member.region(), member.staffId()).orElse(member.key()));
        };
    }
}
