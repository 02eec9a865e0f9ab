package org.yimen.desk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.web.PlaceWords;
import org.yimen.custody.Original;
import org.yimen.custody.Place;
import org.yimen.custody.Standing;
import org.yimen.custody.Whereabouts;
import org.yimen.custody.Whereabouts.Count;
import org.yimen.desk.HallSheets.Sent;
import org.yimen.organisation.Officer;
import org.yimen.platform.ui.Sheet;
import org.yimen.platform.ui.Sheet.Block;
import org.yimen.platform.ui.Sheet.Pick;
import org.yimen.platform.ui.Sheet.Said;

/** The lists of originals: what comes, what one holds, what one gave, and what is missed. */
@Component
class OriginalSheets {

    private static final String KEY = "desk.originals";
    private static final String GIVE = "desk.originals.give";

    private final HallSheets sheets;
    private final Whereabouts whereabouts;
    private final PlaceWords placed;

    OriginalSheets(HallSheets sheets, Whereabouts whereabouts, PlaceWords placed) {
        this.sheets = sheets;
        this.whereabouts = whereabouts;
        this.placed = placed;
    }

    /** @param taken how many were just confirmed */
    ModelAndView area(Officer officer, @Nullable Place place, int taken, Sent sent) {
        List<Original> coming = whereabouts.comingTo(officer);
        List<Original> mine = whereabouts.heldBy(officer);
        List<Original> given = whereabouts.givenBy(officer);
        boolean serves = Whereabouts.takesOver(officer);
        var blocks = new ArrayList<Block>();
        if (serves) {
            blocks.add(new Sheet.Form(
                    KEY + ".receive",
                    KEY + ".receive-lead",
                    OriginalsController.HREF + "/receive",
                    new Sheet.Fields(KEY, sent.typed())
                            .hidden("key", UUID.randomUUID().toString())
                            .hinted(Sheet.Kind.SCAN, "numbers")
                            .list(),
                    KEY + ".receive-do",
                    false));
        }
        if (serves || !mine.isEmpty() || officer.holdsAny("hall")) {
            blocks.add(new Sheet.Links(
                    List.of(Sheet.cell(Sheet.say(KEY + ".to-give")).to(OriginalsController.HREF + "/hand-on"))));
        }
        blocks.add(new Sheet.Filter(
                OriginalsController.HREF,
                new Sheet.Fields(KEY, Map.of()).text("number").list().getFirst()));
        if (serves || !mine.isEmpty()) {
            blocks.add(figures(coming, mine, given));
            blocks.add(table(".coming", coming));
            blocks.add(table(".mine", mine));
            blocks.add(table(".given", given));
        }
        blocks.addAll(overview(officer, place));
        Said done = taken > 0 ? Sheet.say(KEY + ".taken", taken) : null;
        return sheets.show(officer, DeskArea.ORIGINALS, KEY, done, sent, blocks);
    }

    /** @param to where the last scan went, for the next one */
    ModelAndView handOn(Officer officer, String to, int given, Sent sent) {
        var typed = new HashMap<>(sent.typed());
        typed.put("to", List.of(to));
        List<Pick> places = whereabouts.places(officer.region()).stream()
                .map(place -> new Pick(place.code(), placed.place(officer.region(), place)))
                .toList();
        List<Block> blocks = List.of(
                new Sheet.Form(
                        GIVE + ".form",
                        GIVE + ".form-lead",
                        OriginalsController.HREF + "/hand-on",
                        new Sheet.Fields(KEY, typed)
                                .hidden("key", UUID.randomUUID().toString())
                                .select("to", places)
                                .hinted(Sheet.Kind.SCAN, "numbers")
                                .list(),
                        GIVE + ".do",
                        false),
                new Sheet.Links(
                        List.of(Sheet.cell(Sheet.say(KEY + ".to-receive")).to(OriginalsController.HREF))),
                table(".mine", whereabouts.heldBy(officer)),
                table(".given", whereabouts.givenBy(officer)));
        Said done = given > 0 ? Sheet.say(GIVE + ".given", given) : null;
        return sheets.show(officer, DeskArea.ORIGINALS, GIVE, done, sent, blocks);
    }

    /** Those of some places whose papers somebody may look through. */
    static List<Place> watched(Officer officer, List<Place> places) {
        boolean all = Stream.of("hall", "supervisor", "director").anyMatch(officer::holdsAny);
        return places.stream()
                .filter(place -> all
                        || Place.servedBy(officer).contains(place)
                        || (place instanceof Place.Office(var department) && officer.holds(department + "/head")))
                .toList();
    }

    /** How many lie where, and for who looks after all of them what is missed. */
    private List<Block> overview(Officer officer, @Nullable Place place) {
        String region = officer.region();
        List<Count> counts = whereabouts.counts(region);
        List<Place> watched = watched(officer, counts.stream().map(Count::place).toList());
        var blocks = new ArrayList<Block>();
        blocks.add(new Sheet.Table(
                KEY + ".places",
                List.of(KEY + ".place", KEY + ".held", KEY + ".on-the-way", KEY + ".late", KEY + ".ended"),
                counts.stream()
                        .filter(count -> watched.contains(count.place()))
                        .map(count -> Sheet.row(
                                Sheet.cell(placed.place(region, count.place()))
                                        .to(OriginalsController.HREF + "?at="
                                                + count.place().code()),
                                number(count.held()),
                                number(count.onTheWay()),
                                count.late() > 0 ? number(count.late()).marked("late") : number(0),
                                count.ended() > 0 ? number(count.ended()).marked("soon") : number(0)))
                        .toList(),
                KEY + ".places-empty"));
        if (place != null) {
            blocks.add(table(".there", whereabouts.at(region, place)));
        }
        if (Stream.of("hall", "supervisor", "director").anyMatch(officer::holdsAny)) {
            blocks.add(table(".unconfirmed", whereabouts.unconfirmed(region)));
            blocks.add(table(".lost", whereabouts.lost(region)));
            blocks.add(table(".doomed", whereabouts.doomed(region)));
            blocks.add(table(".forgotten", whereabouts.ofEndedCases(region)));
        }
        return blocks;
    }

    private Block figures(List<Original> coming, List<Original> mine, List<Original> given) {
        long late = Stream.concat(coming.stream(), given.stream())
                .filter(whereabouts::isLate)
                .count();
        return new Sheet.Figures(
                KEY + ".figures",
                List.of(
                        figure("coming", coming.size()),
                        figure("mine", mine.size()),
                        figure("given", given.size()),
                        figure("late", late)));
    }

    private static Sheet.Figure figure(String what, long number) {
        return new Sheet.Figure(Sheet.say(KEY + ".count-" + what), Long.toString(number), null, null);
    }

    private static Sheet.Cell number(long number) {
        return Sheet.cell(Sheet.plain(Long.toString(number)));
    }

    private Block table(String key, List<Original> some) {
        return new Sheet.Table(
                KEY + key,
                List.of(KEY + ".no", KEY + ".what", KEY + ".where", KEY + ".who", KEY + ".since"),
                some.stream()
                        .map(original -> Sheet.row(
                                Sheet.cell(Sheet.plain(original.number().toString()))
                                        .to(OriginalsController.HREF + "/" + original.id())
                                        .over(Sheet.cell(Sheet.plain(original.caseNumber()))),
                                Sheet.cell(Sheet.data(original.what()))
                                        .over(Sheet.cell(Sheet.say(KEY + ".sheets", original.sheets()))),
                                where(original),
                                Sheet.cell(sheets.staff(original.standing().by())),
                                Sheet.cell(Sheet.say(
                                        "hall.moment", original.standing().since()))))
                        .toList(),
                KEY + key + "-empty");
    }

    private Sheet.Cell where(Original original) {
        Sheet.Cell cell = Sheet.cell(placed.standing(original));
        if (whereabouts.isLate(original) || original.isLost()) {
            return cell.marked("late");
        }
        return original.standing() instanceof Standing.OnTheWay || original.caseEndedAt() != null
                ? cell.marked("soon")
                : cell;
    }
}
