package org.yimen.application.web;

import java.util.Locale;
import org.springframework.stereotype.Component;
import org.yimen.custody.Original;
import org.yimen.custody.Place;
import org.yimen.custody.Standing;
import org.yimen.organisation.Directory;
import org.yimen.platform.ui.Sheet;
import org.yimen.platform.ui.Sheet.Said;

/** Says where an original is: the place, never the person. */
@Component
public class PlaceWords {

    private final Directory directory;

    PlaceWords(Directory directory) {
        this.directory = directory;
    }

    public Said place(String region, Place place) {
        return switch (place) {
            case Place.Windows _ -> Sheet.say("custody.place.window");
            case Place.Certificates _ -> Sheet.say("custody.place.certificates");
            case Place.Archive _ -> Sheet.say("custody.place.archive");
            case Place.Office(var department) ->
                Sheet.say(
                        "custody.place.office",
                        Sheet.data(directory.department(region, department).shortName()));
        };
    }

    public Said standing(Original original) {
        String region = original.region();
        return switch (original.standing()) {
            case Standing.Held held -> Sheet.say("custody.standing.held", place(region, held.at()));
            case Standing.OnTheWay way ->
                Sheet.say("custody.standing.on-the-way", place(region, way.at()), place(region, way.to()));
            case Standing.Doomed doomed ->
                Sheet.say("custody.standing.doomed", place(region, doomed.at()), doomed.fetchUntil());
            case Standing.Lost lost -> Sheet.say("custody.standing.lost", lost.since());
            case Standing.Closed closed ->
                Sheet.say(
                        "custody.standing."
                                + closed.how().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        closed.since());
        };
    }
}
