package org.yimen.organisation;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.identifier.Uuid7;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;

/**
 * 部门权限设定: the administrator of a department gives a window clerk one right for one item, or takes it from him. It holds
 * with the commit, and he gives no more than a letter gives himself.
 */
@Service
public class ItemRights {

    private static final String WINDOW = "window";

    private final OrganisationTables tables;
    private final Directory directory;
    private final AuditLog audit;
    private final InstantSource time;

    ItemRights(OrganisationTables tables, Directory directory, AuditLog audit, InstantSource time) {
        this.tables = tables;
        this.directory = directory;
        this.audit = audit;
        this.time = time;
    }

    @Transactional
    public ItemRight decide(
            UUID by, String department, String item, Right right, UUID clerk, boolean allowed, String reason) {
        Instant now = time.instant();
        LocalDate today = CityTime.day(now);
        Officer administrator = directory.officer(by, now);
        mustAdminister(administrator, department);
        mustBeAnother(by, clerk);
        if (reason.isBlank() || AuditLog.holdsPersonalNumber(reason)) {
            throw new OrganisationRefused("organisation.reason-missing");
        }
        Staff person = directory.member(administrator.region(), clerk);
        Officer served = directory.appointee(clerk, today).everywhere();
        if (!served.holdsAny(WINDOW)) {
            throw new OrganisationRefused("organisation.item-right.not-window", person.name());
        }
        if (!person.employment().admits(right)) {
            throw new LetterRefused("organisation.letter.outsourced", person.name());
        }
        Letter own = administrator.letters().stream()
                .filter(letter -> letter.holder().equals(by)
                        && letter.department().equals(department)
                        && letter.covers(right, item, today))
                .findFirst()
                .orElseThrow(() -> new OrganisationRefused("organisation.item-right.more-than-own", item));
        Optional<String> commission = commission(served, department, item, right, today);
        boolean serves = served.posts().stream().anyMatch(post -> post.startsWith(department + "/"));
        if (allowed && !serves && commission.isEmpty() && right != Right.ENTER) {
            throw new OrganisationRefused("organisation.item-right.no-commission", person.name(), department);
        }
        var decided = new ItemRight(
                Uuid7.next(now),
                person.region(),
                department,
                item,
                right,
                clerk,
                allowed,
                own.number(),
                serves ? null : commission.orElse(null),
                reason.strip(),
                now,
                by);
        boolean before = directory
                .officer(clerk, now)
                .letterHeld(right, department, item, today)
                .isPresent();
        tables.insert(decided);
        audit.record(
                person.region(),
                by.toString(),
                allowed ? "organisation.item-right-given" : "organisation.item-right-taken",
                clerk.toString(),
                Map.of(
                        "department", department,
                        "item", item,
                        "right", right.name(),
                        "reason", decided.reason(),
                        "before", Boolean.toString(before),
                        "after", Boolean.toString(allowed)));
        directory.changing();
        return decided;
    }

    /**
     * 行政许可法 art. 24: to a clerk of another organ nothing is given beside the commission, which was published for its
     * items; so only what it says already can be given back.
     */
    private static Optional<String> commission(
            Officer served, String department, String item, Right right, LocalDate on) {
        return served.letters().stream()
                .filter(letter -> letter.department().equals(department) && letter.covers(right, item, on))
                .flatMap(letter -> letter.power() instanceof Letter.Power.OnBehalf(var basis)
                        ? Stream.of(basis)
                        : Stream.<String>empty())
                .findFirst();
    }

    @Guard
    private static void mustAdminister(Officer administrator, String department) {
        if (!administrator.holds(department + "/" + Administrator.OF_DEPARTMENT)) {
            throw new OrganisationRefused("organisation.item-right.not-yours", department);
        }
    }

    /** Who looks after the rights of his department may sit at its window too, and gives himself none. */
    @Guard
    private static void mustBeAnother(UUID by, UUID clerk) {
        if (by.equals(clerk)) {
            throw new OrganisationRefused("organisation.staff.himself");
        }
    }
}
