package org.yimen.casework;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.yimen.time.WorkCalendar;

/** The calendar by which cases count their days, and the beat of the sweeper. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class CaseworkSettings {

    @Bean
    WorkCalendar workCalendar() {
        return WorkCalendar.national();
    }
}
