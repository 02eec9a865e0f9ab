package org.yimen.portal;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.document.Qr;
import org.yimen.hall.Tickets;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Site;
import org.yimen.organisation.Unit;
import org.yimen.platform.Text;
import org.yimen.platform.web.Page;

/** 叫号屏与我的排队号: numbers and windows, and nothing about whom they belong to. */
@Controller
public class HallBoardController {

    private static final String REFRESH = "Refresh";
    private static final String BOARD_EVERY = "10";
    private static final String TICKET_EVERY = "20";

    private final Tickets tickets;
    private final Directory directory;
    private final InstantSource time;
    private final String region;
    private final String address;

    HallBoardController(
            Tickets tickets,
            Directory directory,
            InstantSource time,
            @Value("${yimen.region}") String region,
            @Value("${yimen.url:http://localhost:8080}") String address) {
        this.tickets = tickets;
        this.directory = directory;
        this.time = time;
        this.region = region;
        this.address = address;
    }

    /** The screen of a hall. */
    public record BoardPage(Site site, Tickets.Board board, Map<String, Text> windows, Instant now) {
        public BoardPage {
            windows = Map.copyOf(windows);
        }

        /** The name of a window. */
        public Text window(Tickets.Shown shown) {
            return windows.getOrDefault(shown.window(), Text.of(shown.window()));
        }

        /** The last number that is called now, or null. */
        public Tickets.@Nullable Shown latest() {
            return board.called().stream()
                    .filter(Tickets.Shown::now)
                    .findFirst()
                    .orElse(null);
        }

        /** The calls before it. */
        public List<Tickets.Shown> earlier() {
            Tickets.Shown latest = latest();
            return board.called().stream()
                    .filter(shown -> !shown.equals(latest))
                    .toList();
        }
    }

    /** One's own number on the phone. */
    public record TicketPage(Tickets.Place place, @Nullable Text window, Qr.SvgPath qr, Instant now) {}

    @GetMapping("/hall/board")
    ModelAndView board(@RequestParam(defaultValue = "") String site, HttpServletResponse response) {
        Site found = site.isEmpty()
                ? directory.site()
                : directory.sites().stream()
                        .filter(each -> each.code().equals(site))
                        .findFirst()
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        response.setHeader(REFRESH, BOARD_EVERY);
        return Page.show(
                "portal/board",
                new BoardPage(
                        found,
                        tickets.board(region, found.code()),
                        directory.windows(found).stream()
                                .collect(Collectors.toMap(Unit.Window::code, Unit.Window::name)),
                        time.instant()));
    }

    @GetMapping("/hall/ticket/{pass}")
    ModelAndView ticket(@PathVariable UUID pass, HttpServletResponse response) {
        Tickets.Place place =
                tickets.place(region, pass).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (place.ticket().open()) {
            response.setHeader(REFRESH, TICKET_EVERY);
        }
        String window = place.window();
        return Page.show(
                "portal/ticket",
                new TicketPage(
                        place,
                        window == null
                                ? null
                                : directory.unit(region, window).map(Unit::name).orElseGet(() -> Text.of(window)),
                        Qr.svgPath(address + "/hall/ticket/" + pass),
                        time.instant()));
    }

    /** 退号. */
    @PostMapping("/hall/ticket/{pass}/leave")
    ModelAndView leave(@PathVariable UUID pass) {
        tickets.leave(region, pass);
        return Page.goTo("/hall/ticket/" + pass);
    }
}
