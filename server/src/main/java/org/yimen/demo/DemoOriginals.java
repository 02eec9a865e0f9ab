package org.yimen.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.PaperOriginals;
import org.yimen.casework.CaseFile;
import org.yimen.casework.WorkLists;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.custody.Act;
import org.yimen.custody.CustodyDesk;
import org.yimen.custody.Original;
import org.yimen.custody.Piece;
import org.yimen.custody.Place;
import org.yimen.organisation.Counters;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.ReplayTime;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.Text;

/** Papers of the demo's applicants on their way through the centre: at the window, in back offices, late, forgotten. */
@Component
@ConditionalOnBooleanProperty("yimen.demo")
class DemoOriginals {

    private static final Logger log = LoggerFactory.getLogger(DemoOriginals.class);

    /** So many cases have papers in the house. */
    private static final int CASES = 18;

    private static final int LOOKED_THROUGH = 60;

    private final CustodyDesk custody;
    private final ApplicationDesk desk;
    private final WorkLists lists;
    private final Directory directory;
    private final InstantSource time;

    DemoOriginals(CustodyDesk custody, ApplicationDesk desk, WorkLists lists, Directory directory, InstantSource time) {
        this.custody = custody;
        this.desk = desk;
        this.lists = lists;
        this.directory = directory;
        this.time = time;
    }

    void live(BooleanSupplier closing) {
        List<String> departments =
                directory.departments().stream().map(each -> each.code()).toList();
        int lived = 0;
        for (var summary : lists.ofDepartments(
                directory.region(),
                desk.kind(),
                departments,
                time.instant().minus(Duration.ofHours(30)),
                LOOKED_THROUGH)) {
            CaseFile<State> file = desk.find(summary.id());
            boolean forgotten = summary.status().equals("Delivered");
            if (closing.getAsBoolean() || lived == CASES || (!forgotten && !PaperOriginals.isOpen(file))) {
                continue;
            }
            try {
                live(file, forgotten ? -1 : lived);
                lived++;
            } catch (RuleBroken failure) {
                log.error("The originals of a demo case went wrong", failure);
            }
        }
    }

    /** Each takes its own way as far as its number says. */
    private void live(CaseFile<State> file, int number) {
        Optional<Officer> counter = officer(Counters.CENTRE, Math.max(number, 0));
        Optional<Officer> examiner = officer(file.department() + "/examiner", 0);
        Optional<Officer> maker = officer("ZX/certificates", 0);
        if (counter.isEmpty() || examiner.isEmpty() || maker.isEmpty()) {
            return;
        }
        Officer window = counter.get();
        List<Original> papers = at(29, () -> custody.takeIn(window, file, pieces(file), UUID.randomUUID()));
        Place office = new Place.Office(file.department());
        switch (number < 0 ? 9 : number % 7) {
            case 0 -> act(1, window, papers, new Act.HandOn(office));
            case 1 -> act(26, window, papers, new Act.HandOn(office));
            case 2 -> {
                act(28, window, papers, new Act.HandOn(office));
                act(27, examiner.get(), papers, new Act.Refuse(Act.Reason.INCOMPLETE, "复印件当作原件"));
            }
            case 3 -> {
                act(28, window, papers, new Act.HandOn(office));
                act(27, examiner.get(), papers, new Act.Confirm());
                act(3, examiner.get(), papers, new Act.HandOn(new Place.Certificates()));
                act(2, maker.get(), papers, new Act.Confirm());
            }
            case 4, 5 -> {
                act(28, window, papers, new Act.HandOn(office));
                act(27, examiner.get(), papers, new Act.Confirm());
            }
            case 9 -> custody.caseEnded(file.id(), time.instant().minus(Duration.ofHours(20)));
            default -> log.debug("The papers of {} stay at the window", file.number());
        }
    }

    private List<Piece> pieces(CaseFile<State> file) {
        var pieces = new ArrayList<Piece>();
        desk.item(file).materials().stream()
                .filter(material -> material.supply() == Material.Supply.APPLICANT)
                .findFirst()
                .ifPresent(material -> pieces.add(new Piece(material.code(), material.name(), 3)));
        pieces.add(new Piece(null, Text.of("房屋租赁合同原件"), 6));
        return pieces;
    }

    private void act(int hoursAgo, Officer officer, List<Original> papers, Act act) {
        var _ = at(
                hoursAgo,
                () -> custody.act(officer, papers.stream().map(Original::number).toList(), act, UUID.randomUUID()));
    }

    private List<Original> at(int hoursAgo, Supplier<List<Original>> step) {
        Instant moment = time.instant().minus(Duration.ofHours(hoursAgo));
        var done = new ArrayList<Original>();
        ReplayTime.at(moment, () -> done.addAll(step.get()));
        return done;
    }

    private Optional<Officer> officer(String post, int number) {
        var today = CityTime.day(time.instant());
        var holders = directory.holders(directory.region(), post, today);
        return holders.isEmpty()
                ? Optional.empty()
                : Optional.of(directory.officer(
                        holders.get(number % holders.size()).staff().id(), today));
    }
}
