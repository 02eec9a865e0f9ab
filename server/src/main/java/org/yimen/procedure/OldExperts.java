package org.yimen.procedure;

import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.platform.InTurn;

/**
 * At each start: experts from before one could look for a number are told apart, so that nobody enters one of them anew, and
 * names from before they were sealed are sealed.
 */
@Component
public class OldExperts implements ApplicationRunner {

    private final JdbcClient jdbc;
    private final Experts experts;
    private final TransactionTemplate transaction;
    private final String region;

    OldExperts(
            JdbcClient jdbc,
            Experts experts,
            TransactionTemplate transaction,
            @Value("${yimen.region:629901}") String region) {
        this.jdbc = jdbc;
        this.experts = experts;
        this.transaction = transaction;
        this.region = region;
    }

    /** Nodes that start at the same time do it one after the other. */
    @Override
    public void run(ApplicationArguments arguments) {
        transaction.executeWithoutResult(_ -> {
            InTurn.await(jdbc, "procedure.expert " + region);
            var next = Optional.of(Experts.Old.FIRST);
            while (next.isPresent()) {
                next = experts.tellOldOnesApart(region, next.get());
            }
            experts.sealOldNames(region);
        });
    }
}
