package org.yimen.demo;

import java.time.InstantSource;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.yimen.insight.BeforeTrips;
import org.yimen.organisation.Directory;
import org.yimen.platform.CityTime;

/** What the director of the demo's centre states of the trips of before: of some items, so that others show that none is assumed. */
@Component
@ConditionalOnBooleanProperty("yimen.demo")
class DemoTrips {

    private static final String SOURCE = "演示数据：2025 年窗口问卷";

    private static final Map<String, Integer> TRIPS = Map.of(
            "public-place-hygiene", 3,
            "food-business", 3,
            "tobacco-retail", 2,
            "sole-trader-registration", 2,
            "housing-fund-withdrawal", 2,
            "teacher-qualification", 3);

    private final BeforeTrips before;
    private final Directory directory;
    private final InstantSource time;

    DemoTrips(BeforeTrips before, Directory directory, InstantSource time) {
        this.before = before;
        this.directory = directory;
        this.time = time;
    }

    /** Stating the same again changes nothing. */
    @EventListener(ApplicationReadyEvent.class)
    void state() {
        if (!before.all(directory.region()).isEmpty()) {
            return;
        }
        directory.holders(directory.region(), "ZX/director", CityTime.day(time.instant())).stream()
                .findFirst()
                .ifPresent(director -> TRIPS.forEach((item, trips) ->
                        before.state(directory.region(), director.staff().id(), item, trips, SOURCE)));
    }
}
