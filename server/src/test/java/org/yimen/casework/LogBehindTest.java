package org.yimen.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.application.City;
import org.yimen.audit.LogBehind;
import org.yimen.casework.CaseDesk.Alongside;
import org.yimen.casework.Errand.Command.Start;
import org.yimen.casework.Errand.Command.Step;
import org.yimen.testing.HallTest;

/** Without the log nothing is done, and without the witness nothing leaves. */
@HallTest
class LogBehindTest {

    @Autowired
    private AbstractApplicationContext application;

    @Autowired
    private CaseDesk desk;

    @Autowired
    private CaseProofs proofs;

    @Autowired
    private City city;

    @Autowired
    private JdbcClient jdbc;

    private SmartLifecycle thread(String bean) {
        return application.getBean(bean, SmartLifecycle.class);
    }

    @Test
    void commandsAreRefusedWhileNobodySequencesAndTheSameKeyWorksAfterwards() throws Exception {
        var blank = Errand.blank();
        Actor actor = Actor.officer(UUID.randomUUID(), "TEST/carrier");
        var ask = Ask.<Errand.Command>of(blank.id(), "same-key", actor, new Start());

        thread("sequencer").stop();
        try {
            Thread.sleep(5_300);
            assertThatExceptionOfType(LogBehind.class)
                    .isThrownBy(() -> desk.open(new Errand(), blank, ask, Alongside.nothing()))
                    .matches(LogBehind::isPassing)
                    .withMessageContaining("audit.log.behind");
            assertThat(keys(actor)).isZero();
        } finally {
            thread("sequencer").start();
        }

        var opened = desk.open(new Errand(), blank, ask, Alongside.nothing());
        assertThat(opened.version()).isPositive();
        assertThat(keys(actor)).isEqualTo(1);
        desk.handle(new Errand(), Ask.of(opened.id(), "next", actor, new Step(1)), Alongside.nothing());
    }

    private long keys(Actor actor) {
        return jdbc.sql("select count(*) from casework.command_key where region_code = '629901' and actor_id = :actor")
                .param("actor", actor.id())
                .query(Long.class)
                .single();
    }

    @Test
    void noPaperLeavesUntilTheWitnessHasSigned() {
        thread("cosigner").stop();
        CaseFile<?> file;
        try {
            file = city.accepted("public-place-hygiene");

            assertThatExceptionOfType(LogBehind.class)
                    .isThrownBy(() -> proofs.demand(file))
                    .withMessageContaining("audit.log.entering");
            assertThat(proofs.entered(file)).isFalse();
            assertThat(proofs.receipt(file, List.of(file.version()))).isEmpty();
        } finally {
            thread("cosigner").start();
        }

        proofs.demand(file);
        assertThat(proofs.entered(file)).isTrue();
    }
}
