package org.yimen.hall;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What the hall does by itself: slots for the coming weeks, who did not come, yesterday's open numbers. */
@Component
class HallBeat {

    private static final Logger log = LoggerFactory.getLogger(HallBeat.class);

    private final Slots slots;
    private final Bookings bookings;
    private final Tickets tickets;
    private final WindowCovers covers;
    private final String region;

    HallBeat(
            Slots slots,
            Bookings bookings,
            Tickets tickets,
            WindowCovers covers,
            @Value("${yimen.region}") String region) {
        this.covers = covers;
        this.slots = slots;
        this.bookings = bookings;
        this.tickets = tickets;
        this.region = region;
    }

    /** Doing it twice, or on two nodes, changes nothing. */
    @Scheduled(initialDelayString = "PT15S", fixedDelayString = "${yimen.hall.slots-every:PT1H}")
    void makeSlots() {
        int made = slots.makeAhead(region);
        if (made > 0) {
            log.info("{} slots were made", made);
        }
    }

    /** 窗口AB岗. */
    @Scheduled(initialDelayString = "PT10S", fixedDelayString = "${yimen.hall.cover-every:PT3S}")
    void cover() {
        covers.look(region);
    }

    @Scheduled(initialDelayString = "PT20S", fixedDelayString = "${yimen.hall.pass-every:PT1M}")
    void pass() {
        int missed = bookings.notePassed(region);
        int gone = tickets.endPassedDays(region);
        if (missed + gone > 0) {
            log.info("{} bookings were not used, {} numbers of days before were ended", missed, gone);
        }
    }
}
