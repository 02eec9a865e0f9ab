package org.yimen.portal;

import java.util.List;
import org.yimen.delivery.Announcement;
import org.yimen.organisation.Department;

/** 公告送达: what waits for somebody whom no other way reached. */
public record AnnouncedPage(List<Line> lines) {

    /**
     * One of them. What he applied for is not said: it can tell of his health or his means.
     *
     * @param applicant with a part of his name hidden
     * @param office where he takes it
     */
    public record Line(Announcement announcement, String applicant, Department office) {}

    public AnnouncedPage {
        lines = List.copyOf(lines);
    }
}
