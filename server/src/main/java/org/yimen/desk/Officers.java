package org.yimen.desk;

import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.yimen.application.CaseView;
import org.yimen.casework.Actor;
import org.yimen.casework.WorkLists;
import org.yimen.catalogue.DataRights;
import org.yimen.catalogue.ItemVersion;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;

/** Who sits at the desk today, and which cases and areas are open to him. */
@Component
class Officers {

    private final Directory directory;
    private final WorkLists lists;
    private final InstantSource time;

    Officers(Directory directory, WorkLists lists, InstantSource time) {
        this.directory = directory;
        this.lists = lists;
        this.time = time;
    }

    Officer of(StaffMember staff) {
        return directory.officer(staff.staffId(), CityTime.day(time.instant()));
    }

    DeskFrame frame(Officer officer, String current) {
        return new DeskFrame(officer, lists.count(officer.region(), seats(officer)), current);
    }

    /** Where work comes to an officer: at his posts, and by his name in each of their departments. */
    static List<String> seats(Officer officer) {
        return officer.posts().stream()
                .flatMap(post -> Stream.of(post, post.substring(0, post.indexOf('/')) + "/@" + officer.id()))
                .distinct()
                .toList();
    }

    /** The officer, if the area is open to him. */
    Officer in(DeskArea area, StaffMember staff) {
        Officer officer = of(staff);
        if (!area.isOpenTo(officer)) {
            throw new AccessDeniedException("Not open to this post");
        }
        return officer;
    }

    /** The post from which an officer acts on a case: his own in the case's departments, else the window's. */
    Actor actor(Officer officer, ItemVersion item) {
        return Actor.officer(officer.id(), DataRights.post(officer, item));
    }

    /** Refuses officers of other departments: data rights follow the departments of the plan. */
    void mustSee(Officer officer, CaseView view) {
        if (!DataRights.sees(officer, view.item(), view.file().id().region())) {
            throw new AccessDeniedException("Another department's case");
        }
    }
}
