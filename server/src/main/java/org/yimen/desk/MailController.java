package org.yimen.desk;

import java.time.InstantSource;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.audit.TransparencyLog;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.DataRights;
import org.yimen.delivery.Courier;
import org.yimen.delivery.Mailroom;
import org.yimen.delivery.Shipment;
import org.yimen.document.Qr;
import org.yimen.identity.Access;
import org.yimen.identity.Accesses;
import org.yimen.identity.People;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Counters;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.web.Page;

/** 寄递: what is on its way, what came back, what it costs the centre, and the labels. */
@Controller
class MailController {

    /** Where a result waits to reach somebody. */
    private static final Set<String> OPEN = Set.of("Issued", "Refused");

    private final Officers officers;
    private final OpenCases cases;
    private final Mailroom mailroom;
    private final WorkLists lists;
    private final ProcedureLines lines;
    private final Directory directory;
    private final People people;
    private final Accesses accesses;
    private final TransparencyLog log;
    private final InstantSource time;

    MailController(
            Officers officers,
            OpenCases cases,
            Mailroom mailroom,
            WorkLists lists,
            ProcedureLines lines,
            Directory directory,
            People people,
            Accesses accesses,
            TransparencyLog log,
            InstantSource time) {
        this.log = log;
        this.people = people;
        this.accesses = accesses;
        this.officers = officers;
        this.cases = cases;
        this.mailroom = mailroom;
        this.lists = lists;
        this.lines = lines;
        this.directory = directory;
        this.time = time;
    }

    @GetMapping("/desk/mail")
    ModelAndView mail(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String month) {
        Officer officer = officers.in(DeskArea.MAIL, staff);
        Month chosen = Month.of(month, YearMonth.from(CityTime.day(time.instant())));
        List<Shipment> allUnderWay = mailroom.underWay(officer.region());
        List<Shipment> allEnded = mailroom.ended(officer.region());
        Set<UUID> opened = opened(officer, allUnderWay, allEnded);
        // Whose counter stands for one department reads of its parcels alone; the books and the centre read of all.
        boolean all = !Counters.sitsAtOne(officer) || DataRights.seesAll(officer);
        List<Shipment> underWay = shown(allUnderWay, all, opened);
        List<Shipment> ended = shown(allEnded, all, opened);
        return Page.show(
                "desk/mail",
                new MailPage(
                        officers.frame(officer, DeskArea.MAIL.href()),
                        back(officer.region(), underWay, ended),
                        underWay,
                        ended,
                        chosen,
                        mailroom.costs(officer.region(), chosen.from(), chosen.until()),
                        opened,
                        mailroom.courier().filter(Courier::simulated).isPresent()));
    }

    private static List<Shipment> shown(List<Shipment> shipments, boolean all, Set<UUID> opened) {
        return shipments.stream()
                .filter(each -> all || opened.contains(each.caseId().value()))
                .toList();
    }

    private Set<UUID> opened(Officer officer, List<Shipment> underWay, List<Shipment> ended) {
        List<UUID> ids = Stream.of(underWay, ended)
                .flatMap(List::stream)
                .map(each -> each.caseId().value())
                .distinct()
                .toList();
        return lines.summaries(officer.region(), ids).values().stream()
                .filter(file -> officers.opens(officer, file))
                .map(file -> file.id().value())
                .collect(Collectors.toSet());
    }

    /** What came back, has no later parcel and was not handed over otherwise. */
    private List<Shipment> back(String region, List<Shipment> underWay, List<Shipment> ended) {
        Set<UUID> seen = new HashSet<>(
                underWay.stream().map(each -> each.caseId().value()).toList());
        List<Shipment> back = ended.stream()
                .filter(each -> seen.add(each.caseId().value()))
                .filter(each -> each.state() == Shipment.State.RETURNED)
                .toList();
        Map<UUID, Summary> cases = lists.byIds(
                region, back.stream().map(each -> each.caseId().value()).toList());
        return back.stream()
                .filter(each -> Optional.ofNullable(cases.get(each.caseId().value()))
                        .filter(file -> OPEN.contains(file.status()))
                        .isPresent())
                .toList();
    }

    /** The address in full, for the window that packs it; the log and whom it concerns can read that it was looked at. */
    @GetMapping("/desk/mail/{shipment}/label")
    ModelAndView label(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID shipment) {
        Officer officer = officers.in(DeskArea.MAIL, staff);
        if (!Counters.standsForAll(officer)) {
            throw new org.springframework.security.access.AccessDeniedException("Addresses are for who packs");
        }
        Shipment found = mailroom.find(officer.region(), shipment)
                .filter(Shipment::mayBeRecalled)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        cases.mustBeFree(officer, found.caseId());
        mailroom.book(found);
        Shipment booked = mailroom.find(officer.region(), shipment).orElseThrow();
        mailroom.labelShown(booked, officer.id());
        log.demand(
                officer.region(),
                List.of(Mailroom.LABEL),
                booked.caseId().value().toString());
        if (people.find(booked.holder()).isPresent()) {
            accesses.shown(
                    booked.holder(),
                    Access.Field.ADDRESS,
                    Counter.atWindow(officer),
                    "mail",
                    booked.caseId().value());
        }
        String code = booked.tracking() == null ? booked.caseNumber() : booked.tracking();
        return Page.show(
                "desk/label",
                new LabelPage(
                        officers.frame(officer, DeskArea.MAIL.href()), booked, directory.site(), Qr.svgPath(code)));
    }
}
