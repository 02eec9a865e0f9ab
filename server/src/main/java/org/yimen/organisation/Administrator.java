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

    private static final Set<String> THREE = Set.of(SYSTEM, SECURITY, AUDIT);

    private Administrator() {}

    /** True for the posts of the three. */
    public static boolean isOneOfTheThree(String post) {
        return THREE.contains(post.substring(post.indexOf('/') + 1));
    }

    /** True where nobody may hold both. */
    static boolean clash(String one, String other) {
        return !one.equals(other) && (isOneOfTheThree(one) || isOneOfTheThree(other));
    }

    static boolean holdsOne(Collection<String> posts) {
        return posts.stream().anyMatch(Administrator::isOneOfTheThree);
    }
}
