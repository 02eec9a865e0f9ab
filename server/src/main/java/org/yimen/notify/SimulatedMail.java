package org.yimen.notify;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** The letter boxes of an invented city, where no mail server is named. */
@Component
@ConditionalOnBooleanProperty("yimen.demo")
@ConditionalOnProperty(name = "yimen.mail.from", matchIfMissing = true, havingValue = "none")
class SimulatedMail implements MailGateway {

    private final SimulatedGateway simulated;

    SimulatedMail(SimulatedGateway simulated) {
        this.simulated = simulated;
    }

    @Override
    public void send(String id, String address, String subject, String text) {
        simulated.arrive(Way.MAIL, id, address, subject + "\n" + text);
    }
}
