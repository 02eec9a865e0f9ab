package org.yimen.hall;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yimen.platform.Setting;

/**
 * The house's own numbers. No national rule sets them; published booking notices of centres differ, so the standard values
 * are ours and an administrator changes them.
 */
@Configuration(proxyBeanMethods = false)
class HallSettings {

    static final String WEEKS_AHEAD = "hall.weeks-ahead";
    static final String GRACE_MINUTES = "hall.grace-minutes";
    static final String NO_SHOWS = "hall.no-shows";
    static final String NO_SHOW_DAYS = "hall.no-show-days";
    static final String OPEN_BOOKINGS = "hall.open-bookings";
    static final String CALLS = "hall.calls";

    private static final String KEEPER = "system-admin";

    /** How far ahead slots are made and can be booked. */
    @Bean
    Setting hallWeeksAhead() {
        return Setting.number(WEEKS_AHEAD, KEEPER, 2, 1, 8);
    }

    /** How long after its beginning a booking is still honoured. */
    @Bean
    Setting hallGraceMinutes() {
        return Setting.number(GRACE_MINUTES, KEEPER, 15, 0, 120);
    }

    /** So many no-shows within {@link #NO_SHOW_DAYS} leave only numbers of the same day; 0 switches the rule off. */
    @Bean
    Setting hallNoShows() {
        return Setting.number(NO_SHOWS, KEEPER, 3, 0, 20);
    }

    @Bean
    Setting hallNoShowDays() {
        return Setting.number(NO_SHOW_DAYS, KEEPER, 90, 1, 366);
    }

    /** So many bookings one person has at the same time: whoever needs more comes with several matters at once. */
    @Bean
    Setting hallOpenBookings() {
        return Setting.number(OPEN_BOOKINGS, KEEPER, 3, 1, 20);
    }

    /** So often a number is called before it may be passed over. */
    @Bean
    Setting hallCalls() {
        return Setting.number(CALLS, KEEPER, 3, 1, 5);
    }
}
