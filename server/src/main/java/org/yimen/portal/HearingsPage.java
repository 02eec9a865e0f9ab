package org.yimen.portal;

import java.util.List;
import org.yimen.application.web.EventWords;
import org.yimen.platform.Text;
import org.yimen.procedure.Hearing;

/** Announced hearings, without whose matter they are. */
public record HearingsPage(List<Line> lines, EventWords events) {

    /** One of them, with the name of its item. */
    public record Line(Hearing hearing, Text item) {}

    public HearingsPage {
        lines = List.copyOf(lines);
    }
}
