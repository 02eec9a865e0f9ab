package org.yimen.phone;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yimen.crypto.SealedColumns;
import org.yimen.crypto.SealedColumns.Column;
import org.yimen.platform.Setting;

/**
 * The house's own numbers, and what a rotation of keys seals anew here. No law sets how long a phone rings or when a missed
 * caller is called back: the standard values are ours, an administrator changes them.
 */
@Configuration(proxyBeanMethods = false)
class PhoneSettings {

    static final String RING_SECONDS = "phone.ring-seconds";
    static final String BACK_MINUTES = "phone.back-minutes";
    static final String TRIES = "phone.tries";
    static final String KEPT_DAYS = "phone.kept-days";

    private static final String KEEPER = "system-admin";

    /** So long it rings before it counts as missed. */
    @Bean
    Setting phoneRingSeconds() {
        return Setting.number(RING_SECONDS, KEEPER, 60, 10, 600);
    }

    /** Within so many minutes whoever was missed is called back, at all hours. */
    @Bean
    Setting phoneBackMinutes() {
        return Setting.number(BACK_MINUTES, KEEPER, 60, 5, 1440);
    }

    /** So often he is called back in vain before it ends. */
    @Bean
    Setting phoneTries() {
        return Setting.number(TRIES, KEEPER, 3, 1, 10);
    }

    /**
     * So many days after its end a call keeps number, person and the exchange's reference (个人信息保护法 art. 19: the shortest
     * time that the purpose needs; none is named there). Never less than an order that comes of it may last.
     */
    @Bean
    Setting phoneKeptDays() {
        return Setting.number(KEPT_DAYS, KEEPER, 365, 60, 1095);
    }

    @Bean
    SealedColumns phoneCallSealed() {
        return new SealedColumns(
                "phone.call",
                "region_code",
                "id",
                List.of(new Column(CallBook.NUMBER, "number_sealed", "number_index")));
    }
}
