package org.yimen.identity.web;

import java.time.InstantSource;
import java.util.Collections;
import java.util.Set;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;
import org.yimen.identity.StaffMember;
import org.yimen.identity.StaffRegister;
import org.yimen.platform.CityTime;

/** Rules that ask for a post. The register is asked at each request: who loses a post loses its pages with it. */
@Component
class Posts {

    private final StaffRegister register;
    private final InstantSource time;

    Posts(StaffRegister register, InstantSource time) {
        this.register = register;
        this.time = time;
    }

    /** Lets in whoever holds a post of one of these roles today. */
    AuthorizationManager<RequestAuthorizationContext> any(String... roles) {
        Set<String> open = Set.of(roles);
        return (authentication, _) -> {
            var signedIn = authentication.get();
            return new AuthorizationDecision(signedIn != null
                    && signedIn.getPrincipal() instanceof StaffMember staff
                    && !Collections.disjoint(open, held(staff)));
        };
    }

    private Set<String> held(StaffMember staff) {
        return register.roles(staff.region(), staff.staffId(), CityTime.day(time.instant()));
    }
}
