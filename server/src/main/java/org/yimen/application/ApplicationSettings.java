package org.yimen.application;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yimen.platform.Setting;

/** How much may be put first by approval. */
@Configuration(proxyBeanMethods = false)
class ApplicationSettings {

    @Bean
    Setting urgentShare() {
        return Setting.number(FastLanes.SHARE, "system-admin", 5, 0, 100);
    }
}
