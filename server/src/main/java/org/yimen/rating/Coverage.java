package org.yimen.rating;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Mode;
import org.yimen.hall.WindowGroup;
import org.yimen.hall.WindowGroups;
import org.yimen.identity.Station;
import org.yimen.identity.Stations;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Site;
import org.yimen.organisation.Staff;
import org.yimen.organisation.Unit;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;

/** 评价全覆盖 (M-EVA-03): by which ways each item, clerk, window, terminal and channel can be rated, and what has none. */
@Service
public class Coverage {

    /** A channel by which nobody has rated for so long is asked about. */
    static final Duration UNUSED = Duration.ofDays(90);

    private static final Set<Mode.Channel> ONLINE =
            EnumSet.of(Mode.Channel.ONLINE, Mode.Channel.MOBILE, Mode.Channel.KIOSK, Mode.Channel.AGENT);

    private final Catalogue catalogue;
    private final WindowGroups groups;
    private final Stations stations;
    private final Directory directory;
    private final JdbcClient jdbc;
    private final InstantSource time;

    Coverage(
            Catalogue catalogue,
            WindowGroups groups,
            Stations stations,
            Directory directory,
            JdbcClient jdbc,
            InstantSource time) {
        this.catalogue = catalogue;
        this.groups = groups;
        this.stations = stations;
        this.directory = directory;
        this.jdbc = jdbc;
        this.time = time;
    }

    /** What is to be rated. */
    public enum Kind {
        ITEM,
        CLERK,
        WINDOW,
        TERMINAL,
        CHANNEL
    }

    /**
     * One of them.
     *
     * @param name in the words of the data; of a channel its code
     * @param ways the entries that it has, as message keys; none is a gap
     * @param gap why it has none, as a message key, or empty
     */
    public record Entry(Kind kind, String code, Text name, List<String> ways, String gap) {
        public Entry {
            ways = List.copyOf(ways);
        }

        public boolean covered() {
            return !ways.isEmpty();
        }
    }

    /** Everything that is to be rated, kind by kind, the gaps of each first. */
    public List<Entry> of(String region) {
        List<WindowGroup> open = groups.open(region);
        List<Station> machines = stations.all(region);
        var entries = new ArrayList<Entry>();
        entries.addAll(items(open));
        entries.addAll(clerks(region, open));
        entries.addAll(windows(region, open, machines));
        entries.addAll(terminals(machines));
        entries.addAll(channels(region));
        return entries.stream()
                .sorted((a, b) -> a.kind() == b.kind()
                        ? Boolean.compare(a.covered(), b.covered())
                        : a.kind().compareTo(b.kind()))
                .toList();
    }

    private List<Entry> items(List<WindowGroup> open) {
        return catalogue.published().stream().map(item -> item(item, open)).toList();
    }

    private static Entry item(ItemVersion item, List<WindowGroup> open) {
        var ways = new ArrayList<String>();
        if (item.mode().channels().stream().anyMatch(ONLINE::contains)) {
            ways.add("rating.entry.case");
        }
        if (item.mode().channels().contains(Mode.Channel.WINDOW)
                && open.stream().anyMatch(group -> group.serves(item.code()))) {
            ways.add("rating.entry.visit");
        }
        return new Entry(Kind.ITEM, item.code(), item.name(), ways, ways.isEmpty() ? "rating.gap.item" : "");
    }

    /** Whoever serves at windows is rated with the visit that he ends. */
    private List<Entry> clerks(String region, List<WindowGroup> open) {
        LocalDate today = CityTime.day(time.instant());
        Set<String> served = windows(open);
        return directory.serving(region, today).stream()
                .filter(staff -> !staff.machine()
                        && directory.appointee(staff.id(), today).everywhere().holdsAny("window"))
                .map(staff -> clerk(staff, served))
                .toList();
    }

    private static Entry clerk(Staff staff, Set<String> served) {
        String window = staff.window();
        boolean stands = window == null ? !served.isEmpty() : served.contains(window);
        return new Entry(
                Kind.CLERK,
                staff.employeeNumber(),
                Text.of(staff.name()),
                stands ? List.of("rating.entry.visit") : List.of(),
                stands ? "" : "rating.gap.clerk");
    }

    private List<Entry> windows(String region, List<WindowGroup> open, List<Station> machines) {
        Set<String> served = windows(open);
        Set<String> tablets = machines.stream()
                .filter(machine -> machine.kind() == Station.Kind.EVALUATOR && machine.pairedAt() != null)
                .flatMap(machine -> Optional.ofNullable(machine.window()).stream())
                .collect(Collectors.toSet());
        var entries = new ArrayList<Entry>();
        for (Site site : directory.sites()) {
            for (Unit.Window window : directory.windows(site)) {
                if (!directory.isClosed(region, window.code())) {
                    var ways = new ArrayList<String>();
                    if (served.contains(window.code())) {
                        ways.add("rating.entry.ticket");
                        ways.add("rating.entry.window");
                    }
                    if (tablets.contains(window.code())) {
                        ways.add("rating.entry.evaluator");
                    }
                    entries.add(new Entry(
                            Kind.WINDOW,
                            window.code(),
                            window.name(),
                            ways,
                            ways.isEmpty() ? "rating.gap.window" : ""));
                }
            }
        }
        return entries;
    }

    private static Set<String> windows(List<WindowGroup> open) {
        var served = new HashSet<String>();
        open.forEach(group -> served.addAll(group.windows()));
        return served;
    }

    private static List<Entry> terminals(List<Station> machines) {
        return machines.stream()
                .filter(machine -> machine.kind() != Station.Kind.EVALUATOR)
                .map(machine -> new Entry(
                        Kind.TERMINAL,
                        machine.place(),
                        Text.of(machine.name()),
                        machine.pairedAt() == null ? List.of() : List.of("rating.entry.kiosk"),
                        machine.pairedAt() == null ? "rating.gap.terminal" : ""))
                .toList();
    }

    /** A channel that nobody has used for long is a gap too: perhaps nobody finds it. */
    private List<Entry> channels(String region) {
        Map<String, Long> used = new HashMap<>();
        jdbc.sql("""
                        select r.channel, count(*) as ratings
                          from rating.rating r
                         where r.region_code = :region and r.at >= :since
                         group by r.channel
                        """)
                .param("region", region)
                .param("since", Timestamp.from(time.instant().minus(UNUSED)))
                .query((row, _) -> used.put(row.getString("channel"), row.getLong("ratings")))
                .list();
        return Arrays.stream(Channel.values())
                .map(channel -> new Entry(
                        Kind.CHANNEL,
                        channel.code(),
                        Text.of(channel.code()),
                        used.containsKey(channel.code()) ? List.of("rating.channel." + channel.code()) : List.of(),
                        used.containsKey(channel.code()) ? "" : "rating.gap.channel"))
                .toList();
    }
}
