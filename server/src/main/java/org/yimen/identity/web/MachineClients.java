package org.yimen.identity.web;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;
import org.yimen.identity.Machine;
import org.yimen.identity.Machines;
import org.yimen.identity.RelyingParties;

/** Machines as the authorization server knows clients. */
@Component
class MachineClients implements RegisteredClientRepository {

    private static final int LONGEST_ID = 100;

    private final Machines machines;
    private final RelyingParties parties;
    private final String region;

    MachineClients(Machines machines, RelyingParties parties, @Value("${yimen.region:629901}") String region) {
        this.machines = machines;
        this.parties = parties;
        this.region = region;
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("Machines are registered at the console");
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        if (clientId.length() > LONGEST_ID || clientId.chars().anyMatch(Character::isISOControl)) {
            return null;
        }
        return machines.find(region, clientId)
                .flatMap(machine -> machines.secretDigest(region, clientId).map(digest -> client(machine, digest)))
                .orElse(null);
    }

    private RegisteredClient client(Machine machine, String digest) {
        var client = RegisteredClient.withId(machine.clientId())
                .clientId(machine.clientId())
                .clientName(machine.name())
                .clientSecret(digest)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scopes(scopes -> scopes.addAll(machine.scopes()))
                .tokenSettings(TokenSettings.builder()
                        .accessTokenFormat(OAuth2TokenFormat.REFERENCE)
                        .accessTokenTimeToLive(MachineTokens.LIFE)
                        .authorizationCodeTimeToLive(UserTokens.CODE_LIFE)
                        .build());
        parties.open(region, machine.clientId())
                .filter(party -> !party.redirectUris().isEmpty())
                .ifPresent(party -> client.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                        .redirectUris(uris -> uris.addAll(party.redirectUris()))
                        .scopes(scopes -> scopes.addAll(party.scopes()))
                        .clientSettings(ClientSettings.builder()
                                .requireProofKey(true)
                                // Asked before, on a page of ours.
                                .requireAuthorizationConsent(false)
                                .build()));
        return client.build();
    }
}
