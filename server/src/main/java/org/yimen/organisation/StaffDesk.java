package org.yimen.organisation;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.identifier.Uuid7;
import org.yimen.identity.Guesses;
import org.yimen.platform.CityTime;

/**
 * 人员与岗位管理 by the security administrator: who is engaged, who sits where, until when. Nobody decides about himself,
 * and the posts of administrators and of the director are filled through {@link Nominations} and ended through {@link Dismissals} only.
 */
@Service
public class StaffDesk {

    private static final String LOGIN = "[a-z0-9][a-z0-9.-]{1,39}";
    private static final int LONGEST_NAME = 60;

    /** So many posts one officer ends within a quarter of an hour. */
    private static final int MOST_ENDED = 10;

    /**
     * What the register keeps of a person.
     *
     * @param sender code of the sending unit
     * @param window code of his window, or null
     */
    public record Details(
            String login,
            String name,
            String employeeNumber,
            String sender,
            @Nullable String window,
            Employment employment,
            LocalDate since) {}

    private final Organisation organisation;
    private final OrganisationTables tables;
    private final Directory directory;
    private final List<Entrusted> entrusted;
    private final Guesses guesses;
    private final AuditLog audit;
    private final InstantSource time;

    StaffDesk(
            Organisation organisation,
            OrganisationTables tables,
            Directory directory,
            List<Entrusted> entrusted,
            Guesses guesses,
            AuditLog audit,
            InstantSource time) {
        this.organisation = organisation;
        this.tables = tables;
        this.directory = directory;
        this.entrusted = List.copyOf(entrusted);
        this.guesses = guesses;
        this.audit = audit;
        this.time = time;
    }

    /** Enters somebody; he signs in once he holds a post and has a password. */
    @Transactional
    public Staff engage(UUID by, Details details) {
        String region = demand(by);
        Staff staff = checked(region, details, tables.locked());
        organisation.engage(staff);
        record(region, by, "organisation.staff-engaged", staff);
        return staff;
    }

    /** The person, if the register takes him like this; else what is wrong. */
    Staff checked(String region, Details details, Snapshot now) {
        if (!details.login().matches(LOGIN) || AuditLog.holdsPersonalNumber(details.login())) {
            throw new OrganisationRefused("organisation.staff.login", details.login());
        }
        if (details.name().isBlank() || details.name().length() > LONGEST_NAME) {
            throw new OrganisationRefused("organisation.staff.name");
        }
        if (details.employeeNumber().isBlank() || AuditLog.holdsPersonalNumber(details.employeeNumber())) {
            throw new OrganisationRefused("organisation.staff.number");
        }
        for (Staff other : now.staff().values()) {
            if (!other.region().equals(region)) {
                continue;
            }
            if (other.login().equals(details.login())) {
                throw new OrganisationRefused("organisation.staff.login-taken", details.login());
            }
            if (other.employeeNumber().equals(details.employeeNumber())) {
                throw new OrganisationRefused("organisation.staff.number-taken", details.employeeNumber());
            }
        }
        demandUnit(region, details.sender(), now);
        String window = details.window();
        if (window != null) {
            demandUnit(region, window, now);
        }
        return new Staff(
                Uuid7.next(time.instant()),
                region,
                details.login(),
                details.name(),
                details.employeeNumber(),
                null,
                details.sender(),
                window,
                details.employment(),
                details.since());
    }

    private static void demandUnit(String region, String code, Snapshot now) {
        var key = new Snapshot.NodeKey(region, code);
        if (!now.units().containsKey(key) || now.closed().contains(key)) {
            throw new OrganisationRefused("organisation.unit.unknown", code);
        }
    }

    /** Corrects what is known of somebody else. */
    @Transactional
    public void change(UUID by, Staff changed) {
        String region = demand(by);
        demandAnother(by, changed.id(), region);
        Snapshot now = tables.locked();
        LocalDate today = today();
        boolean holdsPower = now.letters().getOrDefault(changed.id(), List.of()).stream()
                .anyMatch(letter ->
                        !letter.isOverOn(today) && !letter.rights().stream().allMatch(changed.employment()::admits));
        if (holdsPower) {
            throw new OrganisationRefused("organisation.staff.outsourced-with-letter", changed.name());
        }
        String sender = changed.sender();
        if (sender != null) {
            demandUnit(region, sender, now);
        }
        String window = changed.window();
        if (window != null) {
            demandUnit(region, window, now);
        }
        organisation.change(changed);
        record(region, by, "organisation.staff-changed", changed);
    }

    /** 设岗: opens a post that is no administrator's. */
    @Transactional
    public void open(UUID by, Post post) {
        String region = demand(by);
        boolean taken = directory.post(region, post.code()).isPresent();
        if (taken || !post.region().equals(region) || !post.role().matches("[a-z][a-z-]{1,29}")) {
            throw new OrganisationRefused("organisation.unit.taken", post.code());
        }
        UnitDesk.demandNoPersonalNumber(post.name());
        Snapshot now = tables.locked();
        demandUnit(region, post.department(), now);
        demandUnit(region, post.unit(), now);
        organisation.open(post);
        audit.record(
                region,
                by.toString(),
                "organisation.post-opened",
                post.code(),
                Map.of("name", post.name().zh()));
    }

    /** Puts somebody else on a post that is no administrator's. */
    @Transactional
    public void appoint(UUID by, Posting posting) {
        String region = demand(by);
        demandAnother(by, posting.staff(), region);
        if (directory.isWeighty(region, posting.post())) {
            throw new OrganisationRefused("organisation.posting.nominate", posting.post());
        }
        if (entrusted.stream().anyMatch(each -> each.isMachine(region, posting.staff()))) {
            throw new OrganisationRefused("organisation.posting.machine");
        }
        if (directory.post(region, posting.post()).isEmpty()) {
            throw new OrganisationRefused("organisation.posting.unknown", posting.post());
        }
        mustBeArea(directory, posting);
        organisation.appoint(posting);
        record(by, "organisation.post-given", posting);
    }

    /** A post is had for the whole region, or for an area of it that is open. */
    static void mustBeArea(Directory directory, Posting posting) {
        String area = posting.area();
        if (area != null
                && directory.areas(posting.region()).stream()
                        .noneMatch(each -> each.code().equals(area))) {
            throw new OrganisationRefused("organisation.unit.unknown", area);
        }
    }

    /** Ends a posting of no weight of somebody else: after yesterday's close, so at once; or with a later day. */
    @Transactional
    public void end(UUID by, Posting posting, LocalDate until) {
        String region = demand(by);
        demandAnother(by, posting.staff(), region);
        if (directory.endsByTwo(region, posting.post())) {
            throw new OrganisationRefused("organisation.posting.end-by-two", posting.post());
        }
        demandRate(by);
        organisation.end(
                posting, until.isBefore(posting.from()) ? posting.from().minusDays(1) : until);
        record(by, "organisation.post-taken", posting);
    }

    /** 离岗: somebody else without a weighty post leaves; from that day nothing is his any more. */
    @Transactional
    public void leaves(UUID by, UUID staff, LocalDate on) {
        String region = demand(by);
        demandAnother(by, staff, region);
        if (!directory.weightyPosts(region, staff, today()).isEmpty()) {
            throw new OrganisationRefused("organisation.staff.leaves-by-two");
        }
        demandRate(by);
        organisation.leaves(region, staff, on);
        audit.record(region, by.toString(), "organisation.staff-left", staff.toString(), Map.of("on", on.toString()));
    }

    /** The region of the security administrator that this is; anybody else is refused. */
    String demand(UUID by) {
        Officer officer = directory.officer(by, time.instant());
        if (!officer.holdsAny(Administrator.SECURITY)) {
            throw new OrganisationRefused("organisation.staff.not-security");
        }
        return officer.region();
    }

    /** One officer and one proof end few posts in a row: whoever reorganises more has a second officer. */
    private void demandRate(UUID by) {
        if (!guesses.admits(List.of(new Guesses.Bound("posts ended by\n" + by, MOST_ENDED)))) {
            throw new OrganisationRefused("organisation.posting.end-too-many", MOST_ENDED);
        }
    }

    private void demandAnother(UUID by, UUID staff, String region) {
        if (by.equals(staff)) {
            throw new OrganisationRefused("organisation.staff.himself");
        }
        directory.member(region, staff);
    }

    private void record(UUID by, String kind, Posting posting) {
        LocalDate until = posting.until();
        audit.record(
                posting.region(),
                by.toString(),
                kind,
                posting.staff().toString(),
                Map.of(
                        "post", posting.post(),
                        "standIn", String.valueOf(posting.standIn()),
                        "from", posting.from().toString(),
                        "until", until == null ? "" : until.toString()));
    }

    void record(String region, UUID by, String kind, Staff staff) {
        var detail = new HashMap<String, String>();
        detail.put("login", staff.login());
        detail.put("number", staff.employeeNumber());
        detail.put("employment", staff.employment().name());
        String sender = staff.sender();
        if (sender != null) {
            detail.put("sender", sender);
        }
        audit.record(region, by.toString(), kind, staff.id().toString(), detail);
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }
}
