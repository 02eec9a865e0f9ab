package org.yimen.desk;

import java.time.InstantSource;
import java.util.stream.Stream;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.yimen.application.CaseView;
import org.yimen.casework.Actor;
import org.yimen.casework.Plan.Stage;
import org.yimen.casework.Plan.Step;
import org.yimen.casework.WorkLists;
import org.yimen.catalogue.ItemVersion;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;

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
        return new DeskFrame(officer, lists.count(officer.region(), officer.posts()), current);
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
        String post = departments(item)
                .flatMap(department -> Stream.of("chief", "head", "examiner").map(role -> department + "/" + role))
                .filter(officer::holds)
                .findFirst()
                .orElseGet(() -> officer.posts().stream().sorted().findFirst().orElse(""));
        return Actor.officer(officer.id(), post);
    }

    /** Refuses officers of other departments: data rights follow the departments of the plan. */
    void mustSee(Officer officer, CaseView view) {
        if (!isConcerned(officer, view.item()) || !isOfHisRegion(officer, view)) {
            throw new AccessDeniedException("Another department's case");
        }
    }

    @Guard
    private static boolean isConcerned(Officer officer, ItemVersion item) {
        return Stream.of("window", "supervisor", "director").anyMatch(officer::holdsAny)
                || departments(item)
                        .anyMatch(department ->
                                officer.posts().stream().anyMatch(post -> post.startsWith(department + "/")));
    }

    @Guard
    private static boolean isOfHisRegion(Officer officer, CaseView view) {
        return officer.region().equals(view.file().id().region());
    }

    private static Stream<String> departments(ItemVersion item) {
        Stream<String> elements = item.plan().elements().stream().flatMap(element -> switch (element) {
            case Stage stage -> stage.departments().stream();
            case Step step -> Stream.of(step.department());
        });
        return Stream.concat(Stream.of(item.department()), elements).distinct();
    }
}
