package org.yimen.catalogue;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.yimen.casework.Plan;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.Guard;

/** 数据权限: which officers a case of an item concerns. Pages and machines ask here. */
@Component
public class DataRights {

    /** Who keeps the catalogue or administers may see a node, and none of its cases. */
    private static final Set<String> NO_MATTER_OF =
            Set.of("catalogue", "editor", "finance", "admin", "system-admin", "security-admin", "audit-admin");

    private final Directory directory;

    DataRights(Directory directory) {
        this.directory = directory;
    }

    /** Data rights follow the node: true where one of his posts for cases sees a department that the plan names. */
    @Guard
    public boolean sees(Officer officer, ItemVersion item, String region) {
        List<String> posts = officer.posts().stream()
                .filter(post -> !NO_MATTER_OF.contains(post.substring(post.indexOf('/') + 1)))
                .toList();
        return departments(item).anyMatch(department -> directory.reaches(officer.region(), posts, region, department));
    }

    /** True for the posts that see the cases of every department of their region. */
    public static boolean seesAll(Officer officer) {
        return Stream.of("window", "supervisor", "director").anyMatch(officer::holdsAny);
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
