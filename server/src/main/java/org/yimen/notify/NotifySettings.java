package org.yimen.notify;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yimen.platform.Setting;

/** Within how many working days the office answers. */
@Configuration(proxyBeanMethods = false)
class NotifySettings {

    @Bean
    Setting answerDays() {
        return Setting.number(Remarks.DAYS, "system-admin", 2, 1, 20);
    }

    @Bean
    Setting enquiryDays() {
        return Setting.number(Enquiries.DAYS, "system-admin", 3, 1, 20);
    }
}
