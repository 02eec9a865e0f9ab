package org.yimen.identity.web;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfFilter;
import org.yimen.identity.OuterSignInSettings;
import org.yimen.platform.Protection;
import org.yimen.platform.Protection.Reading;
import org.yimen.platform.Protection.State;
import org.yimen.platform.Settings;

/** How this site is reached, and whether it is open to everybody with the published passwords of the demo. */
@Configuration(proxyBeanMethods = false)
class WebProtections {

    /** The chains that take forms of somebody's session; the others take a bearer's token, a signature or only a look. */
    private static final List<String> BY_COOKIE = List.of("pages", "pagesOfStations");

    /** What Yimen comes with: minutes at the desk, minutes of citizens, hours at most. */
    private static final long SHORT_DESK = 10;

    private static final long SHORT_CITIZENS = 30;
    private static final long SHORT_DAY = 12;

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

    /** 会话: how long one lasts, as it is set now; longer than Yimen comes with is said. */
    @Bean
    Protection sessionsEnd(SessionSettings configured, Settings settings) {
        String key = "identity.protection.sessions";
        return looked(key, () -> {
            long desk = settings.number(SessionRules.DESK_IDLE);
            long citizens = settings.number(SessionRules.CITIZENS_IDLE);
            long hours = configured.longest().toHours();
            boolean longer = desk > SHORT_DESK || citizens > SHORT_CITIZENS || hours > SHORT_DAY;
            return Reading.of(
                    longer ? State.WEAK : State.ON, key + (longer ? ".longer" : ".on"), desk, citizens, hours);
        });
    }

    /** 表单令牌: whether each chain that knows somebody by his cookie asks a form for its token. */
    @Bean
    Protection formTokens(ListableBeanFactory beans) {
        String key = "identity.protection.form-tokens";
        return looked(key, () -> {
            Map<String, SecurityFilterChain> chains = beans.getBeansOfType(SecurityFilterChain.class);
            List<String> open = BY_COOKIE.stream()
                    .filter(name -> Stream.ofNullable(chains.get(name))
                            .flatMap(chain -> chain.getFilters().stream())
                            .noneMatch(CsrfFilter.class::isInstance))
                    .toList();
            return open.isEmpty()
                    ? Reading.of(State.ON, key + ".on", BY_COOKIE.size())
                    : Reading.of(State.OFF, key + ".off", String.join(", ", open));
        });
    }

    /** Looks the state up. */
    @FunctionalInterface
    private interface Look {
        Reading read();
    }

    private static Protection looked(String key, Look look) {
        return new Protection() {
            @Override
            public String key() {
                return key;
            }

            @Override
            public Reading read() {
                return look.read();
            }
        };
    }

    @Bean
    Protection realAccounts(@Value("${yimen.demo:false}") boolean demo) {
        String key = "identity.protection.accounts";
        return new Told(key, demo ? Reading.of(State.OFF, key + ".demo") : Reading.of(State.ON, key + ".real"));
    }
}
