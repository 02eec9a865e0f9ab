package org.yimen.delivery;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yimen.platform.Setting;

/** How many days an announcement stands before what it speaks of counts as served. */
@Configuration(proxyBeanMethods = false)
class DeliverySettings {

    @Bean
    Setting announcementDays() {
        return Setting.number(Announcement.DAYS, "system-admin", 30, 1, 365);
    }
}
