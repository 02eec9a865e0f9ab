package org.yimen.knowledge;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.yimen.organisation.Officer;
import org.yimen.platform.Guard;

/** Who writes knowledge of a department and who lets it stand. */
@Component
public class KnowledgeRights {

    /** Roles that know the matter of their department. */
    private static final Set<String> WRITERS =
            Set.of("examiner", "chief", "head", "operator", "dispatcher", "investigator", "catalogue");

    /** Roles that answer for what their department says. */
    private static final Set<String> APPROVERS = Set.of("chief", "head", "director");

    private final String region;

    KnowledgeRights(@Value("${yimen.region}") String region) {
        this.region = region;
    }

    /** 撰写: an officer of the department itself. */
    @Guard
    public boolean mayWrite(Officer officer, String department) {
        return servesHere(officer) && holds(officer, department, Stream.concat(WRITERS.stream(), APPROVERS.stream()));
    }

    /** 审核: another one than who wrote it, who answers for the department. */
    @Guard
    public boolean mayApprove(Officer officer, Article article) {
        return mayDecide(officer, article.department()) && !officer.id().equals(article.writtenBy());
    }

    /** Whoever answers for the department says too that a question is none, and takes back what turned out wrong. */
    @Guard
    public boolean mayDecide(Officer officer, String department) {
        return servesHere(officer) && holds(officer, department, APPROVERS.stream());
    }

    /** The departments for which he writes. */
    public List<String> writesFor(Officer officer) {
        return officer.departments().stream()
                .filter(department -> mayWrite(officer, department))
                .toList();
    }

    private static boolean holds(Officer officer, String department, Stream<String> roles) {
        return roles.anyMatch(role -> officer.holds(department + "/" + role));
    }

    /** A post of the same code elsewhere is no post here. */
    private boolean servesHere(Officer officer) {
        return officer.region().equals(region);
    }
}
