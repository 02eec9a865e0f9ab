package org.yimen.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;
import org.yimen.identity.SignInSettings.SecondFactor;
import org.yimen.platform.CityTime;

/** Whether somebody who is signed in may go on. Asked at each request and kept nowhere, so it holds at once. */
@Service
@EnableConfigurationProperties(SignInSettings.class)
public class Standings {

    /** The three administrators who are kept apart from each other (三员分立). */
    public static final Set<String> ADMINISTRATORS = Set.of("system-admin", "security-admin", "audit-admin");

    /** A password that somebody else has set is good for so long. */
    static final Duration TEMPORARY_LASTS = Duration.ofDays(3);

    /** What comes before anything else. */
    public enum Duty {
        PASSWORD_GIVEN,
        PASSWORD_OLD,
        SECOND_FACTOR
    }

    /** How an account stands. */
    public sealed interface Standing {
        record Good() implements Standing {}

        /** Good once this is done. */
        record Owes(Duty duty) implements Standing {}

        /** No longer: the session ends. */
        record Over(Sessions.Why why) implements Standing {}
    }

    private final StaffRegister register;
    private final StaffAccounts staff;
    private final Persons persons;
    private final SignInSettings settings;
    private final SecondFactor second;
    private final InstantSource time;

    Standings(
            StaffRegister register,
            StaffAccounts staff,
            Persons persons,
            SignInSettings settings,
            InstantSource time,
            @Value("${yimen.demo:false}") boolean demo) {
        this.register = register;
        this.staff = staff;
        this.persons = persons;
        this.settings = settings;
        this.second = policy(settings, demo);
        this.time = time;
    }

    public Standing of(Account account) {
        return switch (account) {
            case Citizen citizen ->
                persons.temporary(citizen.personId()) ? new Standing.Owes(Duty.PASSWORD_GIVEN) : new Standing.Good();
            case StaffMember member ->
                // Whoever is away, or stands by, holds no post at the moment and is one of the staff all the same.
                serves(member)
                        ? of(
                                staff.facts(member.region(), member.staffId()),
                                roles(member),
                                register.decides(member.region(), member.staffId(), CityTime.day(time.instant())),
                                settings,
                                second,
                                time.instant())
                        : new Standing.Over(Sessions.Why.NO_LONGER_IN_POST);
        };
    }

    /** True where nobody has to have a second factor: a page says so, because a real centre must not run like this. */
    public boolean secondFactorWaived() {
        return second == SecondFactor.OPTIONAL;
    }

    /** True where whoever decides or issues has to have one. */
    boolean secondFactorOfDeciders() {
        return second == SecondFactor.DECIDING || second == SecondFactor.STAFF;
    }

    Passwords.Holder holder(Account account) {
        return switch (account) {
            case Citizen _ -> Passwords.Holder.CITIZEN;
            case StaffMember member ->
                Collections.disjoint(ADMINISTRATORS, roles(member))
                        ? Passwords.Holder.STAFF
                        : Passwords.Holder.ADMINISTRATOR;
        };
    }

    /** True where the account does not open even with the right password. */
    boolean closed(StaffMember member) {
        return closed(staff.facts(member.region(), member.staffId()), settings, time.instant());
    }

    boolean closed(StaffAccounts.Facts facts) {
        return closed(facts, settings, time.instant());
    }

    static boolean closed(StaffAccounts.Facts facts, SignInSettings settings, Instant now) {
        if (facts.lockedAt() != null) {
            return true;
        }
        Instant since = facts.passwordSince();
        if (facts.temporary() && since != null && older(since, TEMPORARY_LASTS, now)) {
            return true;
        }
        Instant used = latest(since, facts.signedInAt());
        return used != null && older(used, settings.unusedFor(), now);
    }

    /** @param decides whether a letter lets him decide or issue */
    static Standing of(
            StaffAccounts.Facts facts,
            Set<String> roles,
            boolean decides,
            SignInSettings settings,
            SecondFactor second,
            Instant now) {
        if (facts.lockedAt() != null) {
            return new Standing.Over(Sessions.Why.ACCOUNT_LOCKED);
        }
        if (facts.temporary()) {
            return new Standing.Owes(Duty.PASSWORD_GIVEN);
        }
        Instant since = facts.passwordSince();
        if (since != null && older(since, settings.passwordLasts(), now)) {
            return new Standing.Owes(Duty.PASSWORD_OLD);
        }
        boolean must = switch (second) {
            case STAFF -> true;
            case DECIDING -> decides || !Collections.disjoint(ADMINISTRATORS, roles);
            case ADMINISTRATORS -> !Collections.disjoint(ADMINISTRATORS, roles);
            case OPTIONAL -> false;
        };
        return must && facts.enrolledAt() == null ? new Standing.Owes(Duty.SECOND_FACTOR) : new Standing.Good();
    }

    static SecondFactor policy(SignInSettings settings, boolean demo) {
        SecondFactor set = settings.secondFactor();
        return set != null ? set : demo ? SecondFactor.OPTIONAL : SecondFactor.DECIDING;
    }

    private boolean serves(StaffMember member) {
        return register.serves(member.region(), member.staffId(), CityTime.day(time.instant()));
    }

    private Set<String> roles(StaffMember member) {
        return register.roles(member.region(), member.staffId(), CityTime.day(time.instant()));
    }

    private static boolean older(Instant moment, Duration limit, Instant now) {
        return limit.isPositive() && !now.isBefore(moment.plus(limit));
    }

    private static @Nullable Instant latest(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }
}
