package org.yimen.application.web;

import java.util.List;
import org.springframework.stereotype.Component;
import org.yimen.casework.CaseId;
import org.yimen.custody.Original;
import org.yimen.custody.Whereabouts;
import org.yimen.platform.ui.Sheet.Said;

/** The paper originals of a case and where each of them is, for its page on either side of the counter. */
@Component
public class OriginalLines {

    private final Whereabouts whereabouts;
    private final PlaceWords placed;

    OriginalLines(Whereabouts whereabouts, PlaceWords placed) {
        this.whereabouts = whereabouts;
        this.placed = placed;
    }

    /** @param where the place, never the person */
    public record Line(Original original, Said where) {}

    public List<Line> of(CaseId id) {
        return whereabouts.ofCase(id.region(), id.value()).stream()
                .map(original -> new Line(original, placed.standing(original)))
                .toList();
    }
}
