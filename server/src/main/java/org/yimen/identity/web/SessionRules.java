package org.yimen.identity.web;

import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.yimen.platform.Setting;

/** Puts {@link SessionStore} in the place of the container's sessions. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SessionSettings.class)
class SessionRules {

    static final String DESK_IDLE = "session.desk-minutes";
    static final String CITIZENS_IDLE = "session.citizens-minutes";

    private static final int SHORTEST = 1;
    private static final int LONGEST = 120;

    @Bean
    FilterRegistrationBean<SessionRepositoryFilter<StoredSession>> sessionFilter(SessionStore store) {
        var filter = new SessionRepositoryFilter<>(store);
        filter.setHttpSessionIdResolver(new SessionCookie());
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(SessionRepositoryFilter.DEFAULT_ORDER);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
        return registration;
    }

    /** What the security administrator may change while Yimen runs; it counts from the next sign-in. */
    @Bean
    Setting deskIdle(SessionSettings configured) {
        return Setting.number(DESK_IDLE, "security-admin", configured.desk().toMinutes(), SHORTEST, LONGEST);
    }

    @Bean
    Setting citizensIdle(SessionSettings configured) {
        return Setting.number(
                CITIZENS_IDLE, "security-admin", configured.citizens().toMinutes(), SHORTEST, LONGEST);
    }

    /** It belongs into the chain of the security rules and nowhere else. */
    @Bean
    FilterRegistrationBean<StandingFilter> standingInItsChainOnly(StandingFilter filter) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setEnabled(false);
        return registration;
    }
}
