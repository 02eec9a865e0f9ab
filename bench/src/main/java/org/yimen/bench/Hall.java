package org.yimen.bench;

import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.yimen.Yimen;

/** The whole application as it is shipped, and beside its own doors the one by which the load comes in. */
final class Hall {

    private Hall() {}

    static void main(String[] arguments) {
        SpringApplication.run(Yimen.class, arguments);
    }

    /** What this module adds to the application. */
    @Configuration(proxyBeanMethods = false)
    static class Additions {

        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        SecurityFilterChain openLoadDoor(HttpSecurity http) {
            return http.securityMatcher("/bench/**")
                    .authorizeHttpRequests(address -> address.anyRequest().permitAll())
                    .csrf(AbstractHttpConfigurer::disable)
                    .build();
        }

        @Bean
        static Carelessness carelessness() {
            return new Carelessness();
        }

        @Bean
        static BeanPostProcessor careless(Carelessness carelessness) {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof DataSource source ? carelessness.around(source) : bean;
                }
            };
        }
    }
}
