package org.yimen.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.identity.IdentityRuleBroken;
import org.yimen.identity.StaffMember;
import org.yimen.identity.Station;
import org.yimen.identity.Stations;
import org.yimen.identity.StepUp;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Unit;
import org.yimen.platform.web.Page;

/** 自助终端登记: the system administrator enters the machines of the halls, pairs them and shuts them out. */
@Controller
public class StationsController {

    private static final String LIST = "/console/system/stations";

    private final Administrators administrators;
    private final Stations stations;
    private final Directory directory;
    private final StepUp stepUp;

    StationsController(Administrators administrators, Stations stations, Directory directory, StepUp stepUp) {
        this.administrators = administrators;
        this.stations = stations;
        this.directory = directory;
        this.stepUp = stepUp;
    }

    /**
     * All machines, and the form for a new one.
     *
     * @param offered the machine that a code was just made for, with {@code code}; else null
     * @param error key of why the form was refused, or null
     */
    public record StationsPage(
            ConsoleFrame frame,
            List<Station> stations,
            List<Unit.Window> windows,
            UUID key,
            Map<String, String> typed,
            @Nullable Station offered,
            Stations.@Nullable PairingCode code,
            @Nullable String error) {
        public StationsPage {
            stations = List.copyOf(stations);
            windows = List.copyOf(windows);
            typed = Map.copyOf(typed);
        }
    }

    @GetMapping(LIST)
    ModelAndView list(@AuthenticationPrincipal StaffMember staff) {
        return show(staff, UUID.randomUUID(), Map.of(), null, null, null);
    }

    @PostMapping(LIST)
    ModelAndView register(@AuthenticationPrincipal StaffMember staff, @RequestParam UUID key, Typed typed) {
        try {
            var _ = stations.register(
                    staff.region(),
                    key,
                    typed.entry(windows(staff)),
                    staff.staffId().toString());
            return Page.goTo(LIST);
        } catch (IdentityRuleBroken refusal) {
            return show(staff, key, typed.values(), null, null, refusal.code());
        }
    }

    /** The form for a new machine. */
    record Typed(String name, String site, String zone, String kind, String window) {
        Typed {
            name = said(name);
            site = said(site);
            zone = said(zone);
            kind = said(kind);
            window = said(window);
        }

        private static String said(@Nullable String typed) {
            return typed == null ? "" : typed;
        }

        /** What is not a kind is a machine of a hall; what is not a window of this region is none. */
        Stations.Entry entry(List<Unit.Window> windows) {
            Station.Kind stands = Arrays.stream(Station.Kind.values())
                    .filter(each -> each.name().equals(kind))
                    .findFirst()
                    .orElse(Station.Kind.HALL);
            String of = windows.stream()
                    .map(Unit.Window::code)
                    .filter(window::equals)
                    .findFirst()
                    .orElse(null);
            return new Stations.Entry(name, site, zone, stands, of);
        }

        Map<String, String> values() {
            return Map.of("name", name, "site", site, "zone", zone, "kind", kind, "window", window);
        }
    }

    private List<Unit.Window> windows(StaffMember staff) {
        return directory.units(staff.region()).stream()
                .filter(Unit.Window.class::isInstance)
                .map(Unit.Window.class::cast)
                .toList();
    }

    /** A code for the machine, shown this once; asked for again it is another one. */
    @PostMapping(LIST + "/{id}/code")
    ModelAndView offer(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id, HttpServletRequest request) {
        Station station = station(staff, id);
        stepUp.demand(request);
        var code = stations.offer(station.region(), id, staff.staffId().toString());
        return show(staff, UUID.randomUUID(), Map.of(), station, code, null);
    }

    @PostMapping(LIST + "/{id}/shut-out")
    ModelAndView shutOut(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Station station = station(staff, id);
        stations.shutOut(station.region(), id, staff.staffId().toString());
        return Page.goTo(LIST);
    }

    private ModelAndView show(
            StaffMember staff,
            UUID key,
            Map<String, String> typed,
            @Nullable Station offered,
            Stations.@Nullable PairingCode code,
            @Nullable String error) {
        return Page.show(
                "console/stations",
                new StationsPage(
                        administrators.frame(staff, ConsoleArea.STATIONS),
                        stations.all(staff.region()),
                        windows(staff),
                        key,
                        typed,
                        offered,
                        code,
                        error),
                error == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private Station station(StaffMember staff, UUID id) {
        return stations.find(staff.region(), id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
