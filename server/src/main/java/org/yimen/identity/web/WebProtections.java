package org.yimen.identity.web;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yimen.identity.OuterSignInSettings;
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

    /** Whom the outer provider sends, and how far it is believed. */
    @Bean
    Protection sentFromOutside(OuterProvider provider) {
        return new Outer(provider);
    }

    private record Outer(OuterProvider provider) implements Protection {
        @Override
        public String key() {
            return "identity.protection.outer";
        }

        @Override
        public Reading read() {
            OuterSignInSettings settings = provider.settings();
            if (!settings.on()) {
                return Reading.of(State.ON, key() + ".none");
            }
            if (settings.levels().isEmpty()) {
                return Reading.of(State.WEAK, key() + ".no-levels", settings.issuer());
            }
            if (!settings.issuer().startsWith("https://")) {
                return Reading.of(State.WEAK, key() + ".plain", settings.issuer());
            }
            return provider.away()
                    ? Reading.of(State.WEAK, key() + ".away", settings.issuer())
                    : Reading.of(
                            State.ON,
                            key() + ".on",
                            settings.issuer(),
                            String.join(", ", settings.levels()),
                            String.join(", ", settings.algorithms()));
        }
    }

    @Bean
    Protection realAccounts(@Value("${yimen.demo:false}") boolean demo) {
        String key = "identity.protection.accounts";
        return new Told(key, demo ? Reading.of(State.OFF, key + ".demo") : Reading.of(State.ON, key + ".real"));
    }
}
