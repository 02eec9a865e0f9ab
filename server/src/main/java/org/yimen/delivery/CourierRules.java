package org.yimen.delivery;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** A courier has no session and no form token: its signature is all there is, and the controller reads it. */
@Configuration(proxyBeanMethods = false)
class CourierRules {

    @Bean
    @Order(26)
    SecurityFilterChain courierNotices(HttpSecurity http) {
        return http.securityMatcher(CourierController.ADDRESS + "/*")
                .authorizeHttpRequests(address -> address.anyRequest().permitAll())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(RequestCacheConfigurer::disable)
                .build();
    }
}
