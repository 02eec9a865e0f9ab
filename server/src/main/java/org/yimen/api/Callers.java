package org.yimen.api;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.CaseView;
import org.yimen.application.CaseViews;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.DataRights;
import org.yimen.catalogue.ItemVersion;
import org.yimen.identifier.CaseNumber;
import org.yimen.identity.MachineCaller;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;

/** Who calls, as the rules see him: a machine has posts and letters like an officer, and sees what they let it see. */
@Component("apiCallers")
class Callers {

    private final Directory directory;
    private final WorkLists lists;
    private final ApplicationDesk desk;
    private final CaseViews views;
    private final Catalogue catalogue;
    private final DataRights rights;
    private final InstantSource time;

    Callers(
            Directory directory,
            WorkLists lists,
            ApplicationDesk desk,
            CaseViews views,
            Catalogue catalogue,
            DataRights rights,
            InstantSource time) {
        this.directory = directory;
        this.lists = lists;
        this.desk = desk;
        this.views = views;
        this.catalogue = catalogue;
        this.rights = rights;
        this.time = time;
    }

    Officer officer(MachineCaller caller) {
        return directory.officer(caller.machine().staffId(), CityTime.day(time.instant()));
    }

    Actor actor(Officer officer, ItemVersion item) {
        return Actor.officer(officer.id(), DataRights.post(officer, item));
    }

    /** The lines of a list whose cases {@link #open} would open. */
    List<Summary> seen(Officer officer, List<Summary> lines) {
        return lines.stream()
                .filter(line -> catalogue
                        .version(line.subject().code(), line.subject().version())
                        .filter(item -> sees(officer, item, line.id()))
                        .isPresent())
                .toList();
    }

    @Guard
    private boolean sees(Officer officer, ItemVersion item, CaseId id) {
        return rights.sees(officer, item, id);
    }

    /** A case that this machine may see. Another's answers as one that does not exist: numbers are not for probing. */
    CaseView open(MachineCaller caller, String number) {
        var check = new Check();
        Optional<CaseNumber> parsed = check.number("number", number);
        check.done();
        Officer officer = officer(caller);
        return parsed.flatMap(asked -> lists.byNumber(officer.region(), asked.toString()))
                .filter(found -> found.kind().equals(desk.kind()))
                .map(Summary::id)
                .map(desk::find)
                .filter(file -> sees(officer, desk.item(file), file.id()))
                .map(file -> views.view(file.id(), actor(officer, desk.item(file))))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** The seal and the word to the applicant are the deciding department's: who may see another's case has neither. */
    @Guard
    void mustBeItsOwn(MachineCaller caller, CaseView view) {
        if (!caller.machine().department().equals(view.file().department())) {
            throw new AccessDeniedException("Another department's case");
        }
    }
}
