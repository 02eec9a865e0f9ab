package org.yimen.platform.postgres;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.platform.Protection;

/** What the database itself says about how it keeps what it was given. */
@Configuration(proxyBeanMethods = false)
class DatabaseProtections {

    private static final List<String> DURABLE = List.of("fsync", "full_page_writes", "synchronous_commit");

    @Bean
    Protection durableDatabase(JdbcClient jdbc) {
        return new Protection() {
            @Override
            public String key() {
                return "platform.protection.durable";
            }

            @Override
            public Reading read() {
                List<String> loose = DURABLE.stream()
                        .filter(name -> "off"
                                .equals(jdbc.sql("select current_setting(:name)")
                                        .param("name", name)
                                        .query(String.class)
                                        .single()))
                        .toList();
                return loose.isEmpty()
                        ? Reading.of(State.ON, "platform.protection.durable.on", String.join(", ", DURABLE))
                        : Reading.of(State.OFF, "platform.protection.durable.off", String.join(", ", loose));
            }
        };
    }

    @Bean
    Protection modestRole(JdbcClient jdbc) {
        return new Protection() {
            @Override
            public String key() {
                return "platform.protection.role";
            }

            @Override
            public Reading read() {
                boolean mighty = jdbc.sql("select rolsuper or rolcreaterole from pg_roles where rolname = current_user")
                        .query(Boolean.class)
                        .single();
                return mighty
                        ? Reading.of(State.WEAK, "platform.protection.role.mighty")
                        : Reading.of(State.ON, "platform.protection.role.modest");
            }
        };
    }
}
