package org.yimen.identity.web;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yimen.platform.Protection;
import org.yimen.platform.Protection.Reading;
import org.yimen.platform.Protection.State;

/** How this site is reached, and whether it is open to everybody with the published passwords of the demo. */
@Configuration(proxyBeanMethods = false)
class WebProtections {

    private record Told(String key, Reading reading) implements Protection {
        @Override
        public Reading read() {
            return reading;
        }
    }

    @Bean
    Protection transport(@Value("${yimen.url:}") String url) {
        String key = "identity.protection.transport";
        return new Told(
                key,
                url.isEmpty()
                        ? Reading.of(State.WEAK, key + ".none")
                        : url.startsWith("https://")
                                ? Reading.of(State.ON, key + ".https", url)
                                : Reading.of(State.WEAK, key + ".http", url));
    }

    @Bean
    Protection realAccounts(@Value("${yimen.demo:false}") boolean demo) {
        String key = "identity.protection.accounts";
        return new Told(key, demo ? Reading.of(State.OFF, key + ".demo") : Reading.of(State.ON, key + ".real"));
    }
}
