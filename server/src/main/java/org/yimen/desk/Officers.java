package org.yimen.desk;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
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
import org.yimen.organisation.Cover;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Post;
import org.yimen.platform.Guard;

/** Who sits at the desk today, and which cases and areas are open to him. */
@Component
class Officers {

    /** Whose matter cases are; a keeper of the catalogue or an administrator may see a node and none of its cases. */
    private static final Set<String> CASE_ROLES =
            Set.of("window", "examiner", "chief", "head", "supervisor", "director");

    private final Directory directory;
    private final WorkLists lists;
    private final InstantSource time;

    Officers(Directory directory, WorkLists lists, InstantSource time) {
        this.directory = directory;
        this.lists = lists;
        this.time = time;
    }

    Officer of(StaffMember staff) {
        return directory.officer(staff.staffId(), time.instant());
    }

    DeskFrame frame(Officer officer, String current) {
        return new DeskFrame(
                officer,
                lists.count(officer.region(), officer.posts()),
                current,
                uncovered(officer),
                directory.isAway(officer.id(), time.instant()));
    }

    /** A角 and B角 both away: the centre hears of every such post, a head of his department's. */
    private List<Post> uncovered(Officer officer) {
        boolean all = officer.holdsAny("supervisor") || officer.holdsAny("director");
        return directory.covers(officer.region(), time.instant()).stream()
                .filter(cover -> cover.standing() == Cover.Standing.NOBODY)
                .flatMap(cover -> directory.post(cover.region(), cover.post()).stream())
                .filter(post -> all || officer.holds(post.department() + "/head"))
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
        String post = departments(item)
                .flatMap(department -> Stream.of("chief", "head", "examiner").map(role -> department + "/" + role))
                .filter(officer::holds)
                .findFirst()
                .orElseGet(() -> officer.posts().stream().sorted().findFirst().orElse(""));
        return Actor.officer(officer.id(), post);
    }

    /** Refuses whoever the case is no matter of. */
    void mustSee(Officer officer, CaseView view) {
        if (!reaches(officer, view.file().id().region(), view.item())) {
            throw new AccessDeniedException("Another department's case");
        }
    }

    /** Data rights follow the node: true where one of his posts for cases sees a department that the plan names. */
    @Guard
    boolean reaches(Officer officer, String region, ItemVersion item) {
        List<String> posts = officer.posts().stream()
                .filter(post -> CASE_ROLES.contains(post.substring(post.indexOf('/') + 1)))
                .toList();
        return departments(item).anyMatch(department -> directory.reaches(officer.region(), posts, region, department));
    }

    private static Stream<String> departments(ItemVersion item) {
        Stream<String> elements = item.plan().elements().stream().flatMap(element -> switch (element) {
            case Stage stage -> stage.departments().stream();
            case Step step -> Stream.of(step.department());
        });
        return Stream.concat(Stream.of(item.department()), elements).distinct();
    }
}
