package org.yimen.desk;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.CaseView;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Cursor;
import org.yimen.casework.WorkLists.Entry;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.DataRights;
import org.yimen.catalogue.ItemVersion;
import org.yimen.hall.WindowCovers;
import org.yimen.hotline.WorkOrders;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Cover;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.Text;
import org.yimen.supervision.Duties;

/** Who sits at the desk today, and which cases and areas are open to him. */
@Component
class Officers {

    private final Directory directory;
    private final WorkLists lists;
    private final DataRights rights;
    private final Catalogue catalogue;
    private final Duties duties;
    private final WindowCovers windows;
    private final WorkOrders orders;
    private final InstantSource time;

    Officers(
            Directory directory,
            WorkLists lists,
            DataRights rights,
            Catalogue catalogue,
            Duties duties,
            WindowCovers windows,
            WorkOrders orders,
            InstantSource time) {
        this.windows = windows;
        this.orders = orders;
        this.catalogue = catalogue;
        this.duties = duties;
        this.directory = directory;
        this.lists = lists;
        this.rights = rights;
        this.time = time;
    }

    Officer of(StaffMember staff) {
        return directory.officer(staff.staffId(), time.instant());
    }

    /** Him as one case sees him: with the posts that he has for its place. */
    Officer of(StaffMember staff, UUID caseId) {
        return rights.locally(of(staff), new CaseId(staff.region(), caseId));
    }

    DeskFrame frame(Officer officer, String current) {
        return new DeskFrame(
                officer,
                waiting(officer) + duties.of(officer).size(),
                current,
                uncovered(officer.overall()),
                directory.isAway(officer.id(), time.instant()));
    }

    private long waiting(Officer officer) {
        return officer.within().isEmpty()
                ? lists.count(officer.region(), seats(officer), orders.keptFrom(officer))
                : here(officer, orders.keptFrom(officer));
    }

    private long here(Officer officer, Set<UUID> without) {
        return inbox(officer, "", Cursor.START, WorkLists.MOST).stream()
                .filter(entry -> !without.contains(entry.file().id().value()))
                .count();
    }

    /** What waits for him, from there on: of a post that he has for one place, the cases of that place. */
    List<Entry> inbox(Officer officer, String label, Cursor after, int limit) {
        List<String> seats = seats(officer.everywhere());
        if (officer.within().isEmpty()) {
            return lists.inbox(officer.region(), seats, label, after, limit);
        }
        var his = new ArrayList<Entry>();
        Cursor at = after;
        List<Entry> page;
        do {
            page = lists.inbox(officer.region(), seats, label, at, WorkLists.MOST);
            his.addAll(here(officer, page));
            at = page.isEmpty() ? at : Cursor.after(page.getLast());
        } while (his.size() < limit && page.size() == WorkLists.MOST);
        return List.copyOf(his.subList(0, Math.min(limit, his.size())));
    }

    /** A角 and B角 both away: the centre hears of every such post, a head of his department's. */
    private List<Text> uncovered(Officer officer) {
        boolean all = officer.watchesAll();
        Stream<Text> windowsOfTheHall = all || officer.holdsAny("hall")
                ? windows.uncovered(officer.region()).stream().map(unit -> coded(unit.name(), unit.code()))
                : Stream.of();
        Stream<Text> postsOfOffices = directory.covers(officer.region(), time.instant()).stream()
                .filter(cover -> cover.standing() == Cover.Standing.NOBODY)
                .flatMap(cover -> directory.post(cover.region(), cover.post()).stream())
                .filter(post -> all || officer.holds(post.department() + "/head"))
                .map(post -> coded(post.name(), post.code()));
        return Stream.concat(postsOfOffices, windowsOfTheHall).toList();
    }

    private static Text coded(Text name, String code) {
        return new Text(name.zh() + " " + code, name.en() == null ? null : name.en() + " " + code);
    }

    /** The officer, if the area is open to him; where something is taken in, with his posts of whatever place. */
    Officer in(DeskArea area, StaffMember staff) {
        Officer officer = of(staff);
        if (!area.isOpenTo(officer)) {
            throw new AccessDeniedException("Not open to this post");
        }
        return area.takesIn() ? officer.everywhere() : officer;
    }

    /** The post from which an officer acts on a case: his own in the case's departments, else the window's. */
    Actor actor(Officer officer, ItemVersion item) {
        return Actor.officer(officer.id(), DataRights.post(officer, item));
    }

    /** Refuses whoever the case is no matter of. */
    void mustSee(Officer officer, CaseView view) {
        if (!reaches(officer, view.file().id(), view.item())) {
            throw new AccessDeniedException("Another department's case");
        }
    }

    boolean reaches(Officer officer, CaseId id, ItemVersion item) {
        return rights.sees(officer, item, id);
    }

    /** Of a list by posts what is his: of a post that he has for one place, the cases of that place. */
    List<Entry> here(Officer officer, List<Entry> entries) {
        if (officer.within().isEmpty()) {
            return entries;
        }
        // What has no place is never that of a post for one.
        List<String> whole = seats(officer.overall());
        return entries.stream()
                .filter(entry -> entry.file().kind().equals(ApplicationDesk.KIND)
                        ? opens(officer, entry.file())
                        : whole.contains(entry.task().post()))
                .toList();
    }

    /** True where the page of an application opens for him: a link that is shown must lead somewhere. */
    boolean opens(Officer officer, Summary file) {
        return catalogue
                .version(file.subject().code(), file.subject().version())
                .filter(item -> reaches(officer, file.id(), item))
                .isPresent();
    }

    /**
     * Where work comes to an officer: at his posts, and by his name in each of their departments. AB角: what was given by name
     * to somebody who is away comes to whoever has the work of his post meanwhile.
     */
    List<String> seats(Officer officer) {
        Stream<String> own = officer.served().flatMap(post -> Stream.of(post, named(post, officer.id())));
        Stream<String> covered = directory.covers(officer.region(), time.instant()).stream()
                .filter(cover -> cover.acting().contains(officer.id()))
                .flatMap(cover -> cover.away().stream().map(away -> named(cover.post(), away)));
        return Stream.concat(own, covered).distinct().toList();
    }

    private static String named(String post, UUID staff) {
        return post.substring(0, post.indexOf('/')) + "/@" + staff;
    }
}
