package org.yimen.desk;

import java.time.InstantSource;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.CaseView;
import org.yimen.application.CaseViews;
import org.yimen.application.Recusals;
import org.yimen.casework.CaseId;
import org.yimen.casework.WorkLists;
import org.yimen.organisation.Officer;

/**
 * Cases as an officer may see them: what was never handed in is not there, another department's is forbidden, and whoever
 * keeps out of one opens nothing of it.
 */
@Component
class OpenCases {

    private static final String ARCHIVED = "Archived";

    private final Officers officers;
    private final ApplicationDesk desk;
    private final CaseViews views;
    private final WorkLists lists;
    private final InstantSource time;

    OpenCases(Officers officers, ApplicationDesk desk, CaseViews views, WorkLists lists, InstantSource time) {
        this.officers = officers;
        this.desk = desk;
        this.views = views;
        this.lists = lists;
        this.time = time;
    }

    /** What every page of a case begins with. */
    CaseView of(Officer officer, UUID id) {
        CaseView view = evenKeptOut(officer, id);
        Recusals.mustBeFree(view.state(), officer.id());
        return view;
    }

    /** For what is reached by another way than the case: a fee order, a parcel, a check. */
    void mustBeFree(Officer officer, CaseId id) {
        desk.submitted(id.value()).ifPresent(file -> Recusals.mustBeFree(file.state(), officer.id()));
    }

    /** False where he keeps out: not even its number is shown to him. */
    boolean isFree(Officer officer, CaseId id) {
        return desk.submitted(id.value())
                .filter(file -> Recusals.binds(file.state(), officer.id()))
                .isEmpty();
    }

    /** The data of somebody at a window are those of his cases as well: none of them may be one that the officer keeps out of. */
    void mustBeFreeOf(Officer officer, UUID holder) {
        lists
                .ofApplicant(
                        officer.region(),
                        ApplicationDesk.KIND,
                        holder,
                        time.instant().plusSeconds(1),
                        WorkLists.MOST)
                .stream()
                .filter(file -> !file.status().equals(ARCHIVED))
                .forEach(file -> mustBeFree(officer, file.id()));
    }

    /** The same for the one page that tells him that he keeps out. */
    CaseView evenKeptOut(Officer officer, UUID id) {
        var file = desk.submitted(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        CaseView view = views.view(file.id(), officers.actor(officer, desk.item(file)));
        officers.mustSee(officer, view);
        return view;
    }
}
