package org.yimen.procedure;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yimen.platform.Setting;

/** How often a survey is looked at again after rectification. */
@Configuration(proxyBeanMethods = false)
class ProcedureSettings {

    @Bean
    Setting secondLooks() {
        return Setting.number(Mendings.SECOND_LOOKS, "system-admin", 1, 0, 5);
    }
}
