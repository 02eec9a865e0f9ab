package org.yimen.organisation;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;

/** 受理权限委托: grants letters by which clerks of another organ accept, once every condition is met. */
@Service
public class Commissions {

    private final JdbcClient jdbc;
    private final Letters letters;
    private final Directory directory;
    private final AuditLog audit;

    Commissions(JdbcClient jdbc, Letters letters, Directory directory, AuditLog audit) {
        this.directory = directory;
        this.jdbc = jdbc;
        this.letters = letters;
        this.audit = audit;
    }

    /**
     * Grants a letter of commission for named items.
     *
     * @param grant with its {@code commissionBasis}
     */
    @Transactional
    public Letter grant(Letters.Grant grant, Commission commission) {
        String basis = check(grant, commission);
        Letter letter = letters.grant(grant);
        jdbc.sql("""
                        insert into organisation.commission (region_code, letter_number, published_on, published_in,
                                                             conditions)
                        values (:region, :number, :on, :in,
                                :conditions)
                        """)
                .param("region", grant.region())
                .param("number", grant.number())
                .param("on", commission.publishedOn())
                .param("in", commission.publishedIn())
                .param(
                        "conditions",
                        new TreeSet<>(commission.met())
                                .stream().map(Commission.Condition::name).toArray(String[]::new))
                .update();
        audit.record(
                grant.region(),
                grant.by(),
                "organisation.acceptance-commissioned",
                grant.number(),
                Map.of(
                        "basis", basis,
                        "publishedOn", commission.publishedOn().toString(),
                        "publishedIn", commission.publishedIn()));
        return letter;
    }

    /** The basis, where the commission meets every condition. */
    String check(Letters.Grant grant, Commission commission) {
        String basis = grant.commissionBasis();
        if (basis == null || basis.isBlank()) {
            throw new LetterRefused("organisation.letter.commission-without-basis", grant.department());
        }
        if (!grant.rights().equals(Set.of(Right.ACCEPT))) {
            throw new OrganisationRefused("organisation.commission.acceptance-only");
        }
        if (grant.items().contains(Letter.ALL)) {
            throw new OrganisationRefused("organisation.commission.items-named");
        }
        // 行政许可法 art. 24(2): the public is told who is commissioned with what, before he acts.
        if (commission.publishedIn().isBlank() || commission.publishedOn().isAfter(grant.from())) {
            throw new OrganisationRefused("organisation.commission.unpublished");
        }
        commission.missing().stream().findFirst().ifPresent(missing -> {
            throw new OrganisationRefused("organisation.commission.condition-missing", missing.key());
        });
        // Art. 24(1): to another administrative organ, and to no public institution or firm.
        boolean organ = directory.appointee(grant.holder(), grant.from()).everywhere().posts().stream()
                .map(post -> directory.department(grant.region(), post.substring(0, post.indexOf('/'))))
                .anyMatch(Department::isOrgan);
        if (!organ) {
            throw new OrganisationRefused("organisation.commission.no-organ");
        }
        return basis;
    }
}
