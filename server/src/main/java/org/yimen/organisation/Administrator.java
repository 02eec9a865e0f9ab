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

    private Administrator() {}

    /** True for the posts of the three. */
    public static boolean isOneOfTheThree(String post) {
        return THREE.contains(post.substring(post.indexOf('/') + 1));
    }

    /** True for the post that consents to the three. */
    static boolean confirms(String post) {
        return post.endsWith("/" + DIRECTOR);
    }

    /** True for whoever could change what others may: the three, the director and the departments' administrators. */
    static boolean holdsPower(Collection<String> posts) {
        return holdsOne(posts) || posts.stream().anyMatch(post -> confirms(post) || post.endsWith("/" + OF_DEPARTMENT));
    }

    /** True where nobody may hold both. */
    static boolean clash(String one, String other) {
        return !one.equals(other) && (isOneOfTheThree(one) || isOneOfTheThree(other));
    }

    static boolean holdsOne(Collection<String> posts) {
        return posts.stream().anyMatch(Administrator::isOneOfTheThree);
    }
}
