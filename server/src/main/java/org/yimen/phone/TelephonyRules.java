package org.yimen.phone;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.yimen.platform.web.SignedCalls;

/** An exchange has no session and no form token: its signature is all there is, and the controller reads it. */
@Configuration(proxyBeanMethods = false)
class TelephonyRules {

    @Bean
    @Order(27)
    SecurityFilterChain telephonyNotices(HttpSecurity http) {
        return SignedCalls.rules(http, TelephonyController.ADDRESS + "/*");
    }
}
