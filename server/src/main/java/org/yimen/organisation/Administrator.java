package org.yimen.organisation;

import java.util.Collection;
import java.util.Set;

/** 三员分立: the three administrators, each apart from the others and from every post that handles cases. */
public final class Administrator {

    public static final String SYSTEM = "system-admin";
    public static final String SECURITY = "security-admin";
    public static final String AUDIT = "audit-admin";
    /** 部门管理员, who is none of the three. */
    public static final String OF_DEPARTMENT = "admin";

    /** 中心主任, whose consent makes administrators. */
    public static final String DIRECTOR = "director";

    private static final Set<String> THREE = Set.of(SYSTEM, SECURITY, AUDIT);

    private static final Set<String> WEIGHTY =
            Set.of(DIRECTOR, OF_DEPARTMENT, "chief", "head", "supervisor", "finance", "investigator");

    private Administrator() {}

    /** True for the posts of the three. */
    public static boolean isOneOfTheThree(String post) {
        return THREE.contains(role(post));
    }

    /** True for the post that consents to the three. */
    static boolean confirms(String post) {
        return post.endsWith("/" + DIRECTOR);
    }

    /**
     * True for the roles that decide, pay, supervise, see who complained, or change what others may: two officers fill them,
     * end them and reset whoever holds one. What a post may see counts as well, which {@link Directory#isWeighty} knows.
     */
    static boolean isWeighty(String post) {
        return isOneOfTheThree(post) || WEIGHTY.contains(role(post));
    }

    /** True for the posts that are filled where administrators are, by nomination. */
    public static boolean isNominated(String post) {
        return isOneOfTheThree(post) || confirms(post);
    }

    private static String role(String post) {
        return post.substring(post.indexOf('/') + 1);
    }

    /** True where nobody may hold both. */
    static boolean clash(String one, String other) {
        return !one.equals(other) && (isOneOfTheThree(one) || isOneOfTheThree(other));
    }

    static boolean holdsOne(Collection<String> posts) {
        return posts.stream().anyMatch(Administrator::isOneOfTheThree);
    }
}
