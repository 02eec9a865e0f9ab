package org.yimen.platform.postgres;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Without {@code spring.datasource.url} Yimen brings its own PostgreSQL; with it, it uses yours. */
@Configuration(proxyBeanMethods = false)
@Conditional(EmbeddedPostgresConfiguration.NoDatabaseConfigured.class)
class EmbeddedPostgresConfiguration {

    /** The pool depends on {@link JdbcConnectionDetails} and so is closed before this. */
    @Bean
    EmbeddedPostgres embeddedPostgres(
            @Value("${yimen.data}") Path data, @Value("${yimen.postgres.binaries:#{null}}") @Nullable String binaries)
            throws IOException {
        Path folder = DataFolder.open(data.toAbsolutePath().normalize());
        return EmbeddedPostgres.start(folder, binaries == null ? folder.resolve("binaries") : Path.of(binaries));
    }

    @Bean
    JdbcConnectionDetails embeddedPostgresConnection(EmbeddedPostgres postgres) {
        return new JdbcConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return postgres.url();
            }

            @Override
            public String getUsername() {
                return EmbeddedPostgres.ROLE;
            }

            @Override
            public String getPassword() {
                return postgres.password();
            }
        };
    }

    @Bean
    HealthIndicator embeddedPostgresHealth(EmbeddedPostgres postgres) {
        return () -> postgres.isAlive() ? Health.up().build() : Health.down().build();
    }

    static final class NoDatabaseConfigured implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !StringUtils.hasText(context.getEnvironment().getProperty("spring.datasource.url"));
        }
    }
}
