package org.yimen.catalogue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.yimen.casework.CaseId;
import org.yimen.casework.Plan;
import org.yimen.organisation.Counters;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.Guard;

/** 数据权限: which officers a case of an item concerns. Pages and machines ask here. */
@Component
public class DataRights {

    /** Who keeps the catalogue or administers may see a node, and none of its cases. */
    private static final Set<String> NO_MATTER_OF =
            Set.of("catalogue", "editor", "finance", "admin", "system-admin", "security-admin", "audit-admin");

    /** Of a department: its counter and its 受理岗. */
    private static final Set<String> AT_THE_FRONT = Set.of("accept", "window");

    private final Directory directory;
    private final CasePlaces places;

    DataRights(Directory directory, CasePlaces places) {
        this.directory = directory;
        this.places = places;
    }

    /**
     * Data rights follow the node: true where one of his posts for cases sees a department that the plan names. Whoever takes
     * in or accepts for a department has to do with its own items alone, and with no other's that it only gives an opinion on.
     * A post that he has for a county, a street or a village alone counts for the cases of that place and of those within it.
     */
    @Guard
    public boolean sees(Officer officer, ItemVersion item, CaseId id) {
        String region = id.region();
        Map<Boolean, List<String>> posts = here(officer, id)
                .filter(post -> !NO_MATTER_OF.contains(role(post)))
                .collect(Collectors.partitioningBy(DataRights::isAtTheFront));
        return directory.reaches(officer.region(), posts.getOrDefault(true, List.of()), region, item.department())
                || departments(item)
                        .anyMatch(department -> directory.reaches(
                                officer.region(), posts.getOrDefault(false, List.of()), region, department));
    }

    /** Somebody as the rules of one case see him: with the posts that he has for its place, without those for another. */
    public Officer locally(Officer officer, CaseId id) {
        return officer.within().isEmpty()
                ? officer
                : officer.on(here(officer, id).collect(Collectors.toUnmodifiableSet()));
    }

    /** Who has a post for this case on that day: for the whole region, or for its place; first holders before stand-ins. */
    public List<Directory.Holder> holders(CaseId id, String post, LocalDate on) {
        return directory.holders(id.region(), post, on, () -> places.areaOf(id));
    }

    /** His posts for a case of this place. Of most people no post is bound to one, and nothing is asked. */
    private Stream<String> here(Officer officer, CaseId id) {
        if (officer.within().isEmpty()) {
            return officer.posts().stream();
        }
        Optional<String> place = places.areaOf(id);
        return officer.everywhere().posts().stream().filter(post -> {
            Set<String> areas = officer.within().get(post);
            return areas == null
                    || place.filter(area -> directory.liesIn(id.region(), area, areas))
                            .isPresent();
        });
    }

    private static boolean isAtTheFront(String post) {
        return AT_THE_FRONT.contains(role(post)) && !post.equals(Counters.CENTRE);
    }

    private static String role(String post) {
        return post.substring(post.indexOf('/') + 1);
    }

    /** True for the posts that see the cases of every department of their region. */
    public static boolean seesAll(Officer officer) {
        return Counters.standsForAll(officer)
                || Stream.of("supervisor", "director").anyMatch(officer::holdsAny);
    }

    /** The post from which an officer acts on a case: his own in the case's departments, else the first he holds. */
    public static String post(Officer officer, ItemVersion item) {
        return departments(item)
                .flatMap(department ->
                        Stream.of("chief", "head", "accept", "examiner").map(role -> department + "/" + role))
                .filter(officer::holds)
                .findFirst()
                .orElseGet(() -> officer.posts().stream().sorted().findFirst().orElse(""));
    }

    private static Stream<String> departments(ItemVersion item) {
        Stream<String> elements = item.plan().elements().stream().flatMap(element -> switch (element) {
            case Plan.Stage stage -> stage.departments().stream();
            case Plan.Step step -> Stream.of(step.department());
        });
        return Stream.concat(Stream.of(item.department()), elements).distinct();
    }
}
