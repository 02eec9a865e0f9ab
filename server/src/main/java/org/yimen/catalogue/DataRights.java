package org.yimen.catalogue;

import java.util.stream.Stream;
import org.yimen.casework.Plan;
import org.yimen.organisation.Officer;
import org.yimen.platform.Guard;

/** 数据权限: which officers a case of an item concerns. Pages and machines ask here. */
public final class DataRights {

    private DataRights() {}

    /** True for the departments of the plan, and for the centre's own posts that see every case. */
    public static boolean sees(Officer officer, ItemVersion item, String region) {
        return isConcerned(officer, item) && isOfHisRegion(officer, region);
    }

    @Guard
    private static boolean isConcerned(Officer officer, ItemVersion item) {
        return seesAll(officer)
                || departments(item)
                        .anyMatch(department ->
                                officer.posts().stream().anyMatch(post -> post.startsWith(department + "/")));
    }

    @Guard
    private static boolean isOfHisRegion(Officer officer, String region) {
        return officer.region().equals(region);
    }

    /** True for the posts that see the cases of every department of their region. */
    public static boolean seesAll(Officer officer) {
        return Stream.of("window", "supervisor", "director").anyMatch(officer::holdsAny);
    }

    /** The post from which an officer acts on a case: his own in the case's departments, else the first he holds. */
    public static String post(Officer officer, ItemVersion item) {
        return departments(item)
                .flatMap(department -> Stream.of("chief", "head", "examiner").map(role -> department + "/" + role))
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
