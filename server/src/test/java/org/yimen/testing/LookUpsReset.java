package org.yimen.testing;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/** Nobody has looked anybody up yet: the officers of the city are everybody's, and their quarter of an hour is one for all tests. */
final class LookUpsReset implements TestExecutionListener {
    @Override
    public void beforeTestMethod(TestContext context) {
        context.getApplicationContext()
                .getBean(JdbcClient.class)
                .sql("delete from identity.look_up")
                .update();
    }
}
