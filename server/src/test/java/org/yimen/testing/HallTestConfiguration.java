package org.yimen.testing;

import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What a {@link HallTest} can inject beside the application's own beans. */
@TestConfiguration(proxyBeanMethods = false)
class HallTestConfiguration {

    @Bean
    @Primary
    TestTime testTime() {
        return new TestTime();
    }

    @Bean
    static Statements statements() {
        return new Statements();
    }

    @Bean
    static Faults faults() {
        return new Faults();
    }

    @Bean
    Turns turns(JdbcClient jdbc, TransactionTemplate transaction) {
        return new Turns(jdbc, transaction);
    }

    @Bean
    static BeanPostProcessor plantFaults(Faults faults) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return faults.around(bean);
            }
        };
    }

    @Bean
    static BeanPostProcessor countStatements(Statements statements) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource dataSource ? statements.counting(dataSource) : bean;
            }
        };
    }
}
