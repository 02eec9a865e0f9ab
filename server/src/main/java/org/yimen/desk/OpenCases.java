package org.yimen.desk;

import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.CaseView;
import org.yimen.application.CaseViews;
import org.yimen.organisation.Officer;

/** Cases as an officer may see them: what was never handed in is not there, another department's is forbidden. */
@Component
class OpenCases {

    private final Officers officers;
    private final ApplicationDesk desk;
    private final CaseViews views;

    OpenCases(Officers officers, ApplicationDesk desk, CaseViews views) {
        this.officers = officers;
        this.desk = desk;
        this.views = views;
    }

    CaseView of(Officer officer, UUID id) {
        var file = desk.submitted(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        CaseView view = views.view(file.id(), officers.actor(officer, desk.item(file)));
        officers.mustSee(officer, view);
        return view;
    }
}
