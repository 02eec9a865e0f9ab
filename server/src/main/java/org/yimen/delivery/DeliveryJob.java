package org.yimen.delivery;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tells couriers of the parcels that they could not be told of when they were ordered, or wanted back. */
@Component
class DeliveryJob {

    private static final Logger log = LoggerFactory.getLogger(DeliveryJob.class);

    private final Mailroom mailroom;
    private final String region;

    DeliveryJob(Mailroom mailroom, @Value("${yimen.region:629901}") String region) {
        this.mailroom = mailroom;
        this.region = region;
    }

    @Scheduled(initialDelayString = "PT10S", fixedDelayString = "${yimen.delivery.every:PT5S}")
    void turn() {
        try {
            mailroom.callBack(region);
            mailroom.book(region);
        } catch (RuntimeException failure) {
            log.error("Parcels could not be booked or called back; the next turn tries again", failure);
        }
    }
}
