package org.yimen.identity;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.yimen.platform.Text;

/**
 * The outer OpenID provider by which citizens may sign in: {@code yimen.outer-sign-in.*}. Off where no issuer is set.
 *
 * @param issuer letter by letter as the provider spells it in its tokens
 * @param secret of this installation at the provider; better in a file
 * @param scopes what is asked for
 * @param levels values of the level claim that stand for a verified real name; while empty nobody gets in
 * @param algorithms with which id tokens may be signed
 * @param connectWithin how long a call may take until the provider answers the line
 * @param answerWithin and until it has answered
 */
@ConfigurationProperties("yimen.outer-sign-in")
public record OuterSignInSettings(
        @DefaultValue("") String issuer,
        @DefaultValue("") String clientId,
        @Nullable String secret,
        @Nullable Path secretFile,
        @DefaultValue("统一身份认证") String name,
        @DefaultValue("Unified ID") String nameEn,
        @DefaultValue({"openid", "profile"}) List<String> scopes,
        @DefaultValue("sub") String subjectClaim,
        @DefaultValue("name") String nameClaim,
        @DefaultValue("citizen_id") String numberClaim,
        @DefaultValue("acr") String levelClaim,
        @DefaultValue List<String> levels,
        @DefaultValue({"RS256", "PS256", "ES256"}) List<String> algorithms,
        @DefaultValue("3s") Duration connectWithin,
        @DefaultValue("5s") Duration answerWithin) {

    public OuterSignInSettings {
        scopes = List.copyOf(scopes);
        levels = List.copyOf(levels);
        algorithms = List.copyOf(algorithms);
    }

    public boolean on() {
        return !issuer.isBlank();
    }

    /** The name on the button. */
    public Text title() {
        return new Text(name, nameEn);
    }

    /** True where this address lies on the provider's own host: nothing else is ever called. */
    public boolean covers(URI address) {
        return origin(address).equals(origin(URI.create(issuer)));
    }

    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority();
    }

    @Override
    public String toString() {
        return "OuterSignInSettings[" + issuer + "]";
    }
}
