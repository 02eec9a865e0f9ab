package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.State;
import org.yimen.casework.CaseId;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion.Audience;
import org.yimen.identifier.CitizenId;
import org.yimen.identifier.CreditCode;
import org.yimen.identity.Entities;
import org.yimen.identity.People;
import org.yimen.licence.Licence;
import org.yimen.licence.LicenceDesk;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.time.TimeLimit;

/** 即时办结: complete, and decided, numbered and handed over in the same session. */
@HallTest
class InstantItemsTest {

    private static final String REGION = "629901";

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private Catalogue catalogue;

    @Autowired
    private LicenceDesk licences;

    @Autowired
    private Applicants applicants;

    @Autowired
    private People people;

    @Autowired
    private Entities entities;

    @Test
    @Proves("M-CON-02")
    void anIndustrialProjectIsNumberedAndConfirmedInTheSameSession() {
        CaseId id = finished(firm(), "industrial-project-filing");

        Licence filing = licences.ofCase(REGION, id.value()).getFirst();
        assertThat(filing.type()).isEqualTo("工业项目备案证明");
        assertThat(filing.number()).isNotBlank();
        assertThat(filing.facts()).extracting(fact -> fact.label()).contains("项目名称", "建设地点", "总投资额");
        assertThat(licences.verify(filing.code().value())).isNotNull();
        var item = catalogue.current("industrial-project-filing").orElseThrow();
        assertThat(item.audiences()).containsExactly(Audience.ENTITY);
        assertThat(item.limits().promised()).isEqualTo(TimeLimit.sameDay());
        assertThat(item.history())
                .as("before and after, kept as an example of what was shortened")
                .extracting(past -> past.promised())
                .containsExactly(TimeLimit.workingDays(3));
    }

    @ParameterizedTest
    @CsvSource({
        "sole-trader-registration, sole-trader-change, sole-trader-cancellation",
        "enterprise-registration, enterprise-change, enterprise-cancellation"
    })
    @Proves("M-APR-21")
    void establishChangeAndCancelAreEachDecidedAtOnce(String establish, String change, String cancel) {
        Applicant trader = city.somebody();

        for (String item : new String[] {establish, change, cancel}) {
            CaseId id = finished(trader, item);
            var version = desk.item(desk.find(id));
            assertThat(version.isInstant()).isTrue();
            assertThat(version.history())
                    .as("five working days before")
                    .extracting(past -> past.promised())
                    .containsExactly(TimeLimit.workingDays(5));
        }

        assertThat(licences.heldBy(REGION, trader.number())).hasSize(2).allMatch(licence -> licence.end() != null);
    }

    /** 安澜市云杉建设工程有限公司. */
    private Applicant firm() {
        var person = people.find(CitizenId.of("629901198508151594")).orElseThrow();
        var firm = entities.find(CreditCode.of("91629901MA9900B28U")).orElseThrow();
        return applicants.of(person.id(), firm.id());
    }

    private CaseId finished(Applicant applicant, String item) {
        CaseId id = city.submitted(applicant, item).id();
        desk.write(id, city.at("ZX/window"), key(), null, Command.Accept::new);
        String chief = desk.item(desk.find(id)).department() + "/chief";
        desk.write(id, city.at(chief), key(), null, Command.Grant::new);
        assertThat(desk.find(id).state())
                .isInstanceOfSatisfying(
                        State.Granted.class,
                        granted -> assertThat(granted.decision().takenAtOnce()).isTrue());
        desk.issue(id, city.at(chief), key(), null);
        assertThat(desk.find(id).state()).isInstanceOf(State.Issued.class);
        return id;
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
