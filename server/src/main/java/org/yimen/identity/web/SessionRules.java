package org.yimen.identity.web;

import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.web.http.SessionRepositoryFilter;

/** Puts {@link SessionStore} in the place of the container's sessions. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SessionSettings.class)
class SessionRules {

    @Bean
    FilterRegistrationBean<SessionRepositoryFilter<StoredSession>> sessionFilter(SessionStore store) {
        var filter = new SessionRepositoryFilter<>(store);
        filter.setHttpSessionIdResolver(new SessionCookie());
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(SessionRepositoryFilter.DEFAULT_ORDER);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
        return registration;
    }

    /** It belongs into the chain of the security rules and nowhere else. */
    @Bean
    FilterRegistrationBean<StandingFilter> standingInItsChainOnly(StandingFilter filter) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setEnabled(false);
        return registration;
    }
}
