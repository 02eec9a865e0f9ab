package org.yimen.improvement;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What stands in for other systems until a city connects its own. */
@Configuration(proxyBeanMethods = false)
class ImprovementSetup {

    @Bean
    @ConditionalOnMissingBean(OfficeFeed.class)
    OfficeFeed officeFeed() {
        return new SimulatedOfficeFeed();
    }
}
