package org.yimen.improvement;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** 模拟: the office system of an invented city, which gives each bulletin its number. There only where {@code yimen.demo=true}. */
@Component
@ConditionalOnBooleanProperty("yimen.demo")
final class SimulatedOfficeFeed implements OfficeFeed {

    private static final Logger log = LoggerFactory.getLogger(SimulatedOfficeFeed.class);
    private static final int SIGNS = 8;

    @Override
    public String publish(String region, Item item) {
        String number = "OA" + item.on().getYear() + "-"
                + item.id().toString().replace("-", "").substring(32 - SIGNS).toUpperCase(Locale.ROOT);
        log.info("Bulletin {} would go to the office system", number);
        return number;
    }
}
