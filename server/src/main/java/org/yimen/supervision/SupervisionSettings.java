package org.yimen.supervision;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yimen.platform.Setting;

/** Within how many working days a department explains a missed promise. */
@Configuration(proxyBeanMethods = false)
class SupervisionSettings {

    @Bean
    Setting explanationDays() {
        return Setting.number(Accountabilities.DAYS, "system-admin", 5, 1, 30);
    }
}
