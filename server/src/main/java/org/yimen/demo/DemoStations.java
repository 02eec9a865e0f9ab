package org.yimen.demo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.yimen.identity.Station;
import org.yimen.identity.Stations;
import org.yimen.identity.TrialStations;

/** The machines of the invented hall; whoever tries Yimen may be any of them. */
@Component
@Order(15)
@ConditionalOnBooleanProperty("yimen.demo")
class DemoStations implements ApplicationRunner, TrialStations {

    private static final int MACHINES = 6;
    private static final String BY = "demo";

    private final Stations stations;
    private final String region;

    DemoStations(Stations stations, @Value("${yimen.region}") String region) {
        this.stations = stations;
        this.region = region;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        for (int number = 1; number <= MACHINES; number++) {
            String zone = number <= 4 ? "一楼自助服务区" : "二楼东侧";
            var _ = stations.register(region, id(number), Stations.Entry.hall(number + " 号自助终端", "政务服务大厅", zone), BY);
        }
        enter(7, new Stations.Entry("银行网点自助终端", "安澜银行（演示）河东支行", "", Station.Kind.BANK, null));
        enter(8, new Stations.Entry("营业厅自助终端", "安澜通信（演示）中心营业厅", "", Station.Kind.TELECOM, null));
        enter(9, new Stations.Entry("综合窗口 1 号评价器", "政务服务大厅", "", Station.Kind.EVALUATOR, "ZX-HALL-Z1"));
    }

    private void enter(int number, Stations.Entry entry) {
        var _ = stations.register(region, id(number), entry, BY);
    }

    @Override
    public String code() {
        Station silent = IntStream.rangeClosed(1, MACHINES)
                .mapToObj(number -> stations.find(region, id(number)))
                .flatMap(Optional::stream)
                .min(Comparator.comparing(station -> station.seenAt() == null ? Instant.EPOCH : station.seenAt()))
                .orElseThrow(() -> new IllegalStateException("no demo machine"));
        return stations.offer(region, silent.id(), BY).text();
    }

    private static UUID id(int number) {
        return UUID.nameUUIDFromBytes(("demo station " + number).getBytes(StandardCharsets.UTF_8));
    }
}
