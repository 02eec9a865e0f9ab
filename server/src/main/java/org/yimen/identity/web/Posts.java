package org.yimen.identity.web;

import java.time.InstantSource;
import java.util.Collections;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;
import org.yimen.identity.Citizen;
import org.yimen.identity.StaffMember;
import org.yimen.identity.StaffRegister;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;

/** Who passes an address. The register is asked at each request: who loses a post loses its pages with it. */
@Component
class Posts {

    private final StaffRegister register;
    private final InstantSource time;

    Posts(StaffRegister register, InstantSource time) {
        this.register = register;
        this.time = time;
    }

    /** Lets in citizens, for themselves or for an entity. */
    static AuthorizationManager<RequestAuthorizationContext> citizens() {
        return passing(Posts::isCitizen);
    }

    /** Lets in whoever is appointed to any post today, be he away or a stand-in. */
    AuthorizationManager<RequestAuthorizationContext> staff() {
        return passing(this::serves);
    }

    /** Lets in whoever holds a post of one of these roles today. */
    AuthorizationManager<RequestAuthorizationContext> any(String... roles) {
        Set<String> open = Set.of(roles);
        return passing(signedIn -> holds(signedIn, open));
    }

    private static AuthorizationManager<RequestAuthorizationContext> passing(Predicate<@Nullable Authentication> rule) {
        return (authentication, _) -> new AuthorizationDecision(rule.test(authentication.get()));
    }

    @Guard
    private static boolean isCitizen(@Nullable Authentication signedIn) {
        return signedIn != null && signedIn.getPrincipal() instanceof Citizen && !bears(signedIn, StationRules.ROLE);
    }

    /** Lets in a citizen who signed in with something that is his alone: not with a code that others may have seen. */
    static AuthorizationManager<RequestAuthorizationContext> citizensByPassword() {
        return passing(signedIn -> isCitizen(signedIn) && !byCode(signedIn));
    }

    /** Lets in a citizen whose session did not begin with a code that a clerk had printed, and may have kept. */
    static AuthorizationManager<RequestAuthorizationContext> citizensUnprinted() {
        return passing(signedIn -> isCitizen(signedIn) && !printed(signedIn));
    }

    /** True of a session that a printed code opened. */
    static boolean printed(@Nullable Authentication signedIn) {
        return bears(signedIn, SessionOpening.BY_PRINTED_CODE);
    }

    /** True of a session that a code of a visit opened. */
    static boolean byCode(@Nullable Authentication signedIn) {
        return bears(signedIn, SessionOpening.BY_CODE);
    }

    private static boolean bears(@Nullable Authentication signedIn, String role) {
        return signedIn != null
                && signedIn.getAuthorities().stream().anyMatch(each -> role.equals(each.getAuthority()));
    }

    @Guard
    private boolean serves(@Nullable Authentication signedIn) {
        return signedIn != null
                && signedIn.getPrincipal() instanceof StaffMember staff
                && register.serves(staff.region(), staff.staffId(), CityTime.day(time.instant()));
    }

    @Guard
    private boolean holds(@Nullable Authentication signedIn, Set<String> open) {
        return !Collections.disjoint(open, held(signedIn));
    }

    private Set<String> held(@Nullable Authentication signedIn) {
        return signedIn != null && signedIn.getPrincipal() instanceof StaffMember staff
                ? register.roles(staff.region(), staff.staffId(), CityTime.day(time.instant()))
                : Set.of();
    }
}
