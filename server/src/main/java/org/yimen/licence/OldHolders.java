package org.yimen.licence;

import java.util.List;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.crypto.SealedColumns;
import org.yimen.crypto.SealedColumns.Column;
import org.yimen.platform.InTurn;

/** At each start: names of holders from before they were sealed are sealed, page by page. */
@Component
class OldHolders implements ApplicationRunner {

    private final JdbcClient jdbc;
    private final Licences licences;
    private final TransactionTemplate transaction;

    OldHolders(JdbcClient jdbc, Licences licences, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.licences = licences;
        this.transaction = transaction;
    }

    /** What a rotation of keys seals anew here. */
    @Bean
    static SealedColumns holderSealed() {
        return new SealedColumns(
                "licence.licence", "region_code", "id", List.of(new Column(Licences.HOLDER_NAME, "holder_sealed", "")));
    }

    /** Nodes that start at the same time do it one after the other. */
    @Override
    public void run(ApplicationArguments arguments) {
        while (Boolean.TRUE.equals(transaction.execute(_ -> {
            InTurn.await(jdbc, "licence.licence holders");
            return licences.sealOldHolders();
        }))) {
            Thread.onSpinWait();
        }
    }
}
