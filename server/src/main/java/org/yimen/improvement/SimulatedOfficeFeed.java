package org.yimen.improvement;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands in for the office system of a city: gives each bulletin its number and keeps nothing. */
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
