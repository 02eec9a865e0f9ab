package org.yimen.application;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yimen.platform.Setting;
import org.yimen.platform.Settings;

/** How much may be put first by approval, and what the applicant's silence means here. */
@Configuration(proxyBeanMethods = false)
class ApplicationSettings {

    static final String SUPPLEMENT_DAYS = "application.supplement-days";
    static final String SUPPLEMENT_MOST = "application.supplement-most";
    static final String SUPPLEMENT_LAPSE = "application.supplement-lapse";
    static final String PROMISE_LAPSE = "application.promise-lapse";

    private static final Pattern ARTICLE = Pattern.compile("\\S.*第\\S+条.*");

    private static final int LONGEST = 200;

    /** Where it stands: an instrument and its article, or nothing follows. */
    private static Setting basis(String key) {
        return new Setting(key, "system-admin", "", text -> {
            if (text.isBlank()) {
                return Optional.empty();
            }
            if (text.length() > LONGEST || text.lines().count() > 1) {
                return Optional.of("platform.setting.too-long");
            }
            return ARTICLE.matcher(text).matches() ? Optional.empty() : Optional.of("platform.setting.no-article");
        });
    }

    @Bean
    Setting supplementDays() {
        return Setting.number(SUPPLEMENT_DAYS, "system-admin", 10, 1, 60);
    }

    @Bean
    Setting supplementMost() {
        return Setting.number(SUPPLEMENT_MOST, "system-admin", 60, 1, 120);
    }

    @Bean
    Setting supplementLapse() {
        return basis(SUPPLEMENT_LAPSE);
    }

    @Bean
    Setting promiseLapse() {
        return basis(PROMISE_LAPSE);
    }

    /** As it stands now. */
    static HouseRules read(Settings settings) {
        return new HouseRules(
                Math.toIntExact(settings.number(SUPPLEMENT_DAYS)),
                Math.toIntExact(settings.number(SUPPLEMENT_MOST)),
                article(settings.text(SUPPLEMENT_LAPSE)),
                article(settings.text(PROMISE_LAPSE)));
    }

    private static @Nullable String article(String text) {
        return text.isBlank() ? null : text.strip();
    }

    @Bean
    Setting urgentShare() {
        return Setting.number(FastLanes.SHARE, "system-admin", 5, 0, 100);
    }
}
