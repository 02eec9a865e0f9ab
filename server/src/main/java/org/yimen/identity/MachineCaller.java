package org.yimen.identity;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;

/** The principal of an API request: the machine, and what its token allows of what it may. */
public record MachineCaller(Machine machine, Set<String> scopes) implements OAuth2AuthenticatedPrincipal {

    public MachineCaller {
        scopes = Set.copyOf(scopes);
    }

    /** The authority that a rule asks for. */
    public static String authority(Scope scope) {
        return "SCOPE_" + scope.code();
    }

    @Override
    public Map<String, Object> getAttributes() {
        return Map.of();
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return scopes.stream()
                .map(code -> new SimpleGrantedAuthority("SCOPE_" + code))
                .collect(Collectors.toSet());
    }

    @Override
    public String getName() {
        return machine.clientId();
    }
}
