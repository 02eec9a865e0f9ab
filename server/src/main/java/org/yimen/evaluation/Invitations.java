package org.yimen.evaluation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.yimen.evaluation.Outings.Plan;
import org.yimen.identity.Entities;
import org.yimen.notify.Notice;
import org.yimen.notify.Outbox;
import org.yimen.notify.Texts;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;

/** 邀请: whoever is to go is told, a body by its representative, so that nobody has to find it by chance. */
@Component
class Invitations {

    private final Entities entities;
    private final Outbox outbox;

    Invitations(Entities entities, Outbox outbox) {
        this.entities = entities;
        this.outbox = outbox;
    }

    /** Once for each look, however often it is planned with the same click. */
    void tell(Appointment who, Plan plan, Instant now) {
        var firm = entities.find(who.holder());
        Optional<UUID> person =
                firm.isPresent() ? firm.get().representative(CityTime.day(now)) : Optional.of(who.holder());
        person.ifPresent(told -> outbox.post(Notice.of(
                        who.region(),
                        who.holder(),
                        told,
                        "evaluation:" + plan.id(),
                        "evaluation.invited",
                        List.of(Text.of(plan.title()), Texts.day(plan.on())),
                        now)
                .to("/me/evaluations")));
    }
}
