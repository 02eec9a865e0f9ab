package org.yimen.identity.web;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.stereotype.Component;

/** Tokens of machines that speak for themselves, and of those that ask who somebody is. */
@Component
class AnyTokens implements OAuth2AuthorizationService {

    private final MachineTokens machines;
    private final UserTokens users;

    AnyTokens(MachineTokens machines, UserTokens users) {
        this.machines = machines;
        this.users = users;
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        of(authorization).save(authorization);
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        of(authorization).remove(authorization);
    }

    private OAuth2AuthorizationService of(OAuth2Authorization authorization) {
        return authorization.getAuthorizationGrantType().equals(AuthorizationGrantType.AUTHORIZATION_CODE)
                ? users
                : machines;
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return null;
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        OAuth2Authorization users = this.users.findByToken(token, type);
        return users == null && (type == null || !type.getValue().equals("code"))
                ? machines.findByToken(token, type)
                : users;
    }
}
