package org.yimen.hall;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.identifier.Uuid7;
import org.yimen.identity.SpecialGroups;
import org.yimen.organisation.Directory;
import org.yimen.platform.CityTime;

/** 上门服务: asked for by whoever belongs to a special group, given to a helper, accepted by him, done with a note. */
@Service
public class HomeVisits {

    /** The role whose holders help: 导办帮办人员. */
    public static final String HELPER = "guide";

    public static final int LONGEST_ADDRESS = 100;
    public static final int LONGEST_NOTE = 300;

    static final String ADDRESS = "hall.home_visit.address";
    static final String NOTE = "hall.home_visit.note";

    private static final int MOST = 200;
    private static final int MOST_OPEN = 3;
    private static final int FARTHEST_DAYS = 60;

    private static final String COLUMNS = """
        select region_code, id, holder, person_id, item_code, draft_id, wished_on, half, address_sealed, note_sealed,
               channel, asked_at, helper_id, state
          from hall.home_visit
        """;

    private static final String INSERT = """
        insert into hall.home_visit (
                    region_code, id, request_key, holder, person_id, item_code, draft_id, wished_on, half, address_sealed,
                    channel, asked_at, asked_by, state)
        values (:region, :id, :key, :holder, :person, :item, :draft, :wished, :half, :address,
                :channel, :now, :by, 'ASKED')
            on conflict on constraint home_visit_key_uq do nothing
        """;

    private static final String BY_KEY = COLUMNS + """
         where region_code = :region and request_key = :key
        """;

    private static final String FIND = COLUMNS + """
         where region_code = :region and id = :id
        """;

    private static final String OF = COLUMNS + """
         where region_code = :region and holder = :holder
         order by asked_at desc
         limit :limit
        """;

    private static final String OPEN = COLUMNS + """
         where region_code = :region and ended_at is null
         order by wished_on, half desc, asked_at
         limit :limit
        """;

    private static final String ASSIGN = """
        update hall.home_visit
           set helper_id = :helper, assigned_by = :by, assigned_at = :now, accepted_at = null, state = 'ASSIGNED'
         where region_code = :region and id = :id and state in ('ASKED', 'ASSIGNED')
        """;

    private static final String ACCEPT = """
        update hall.home_visit
           set accepted_at = :now, state = 'ACCEPTED'
         where region_code = :region and id = :id and helper_id = :helper and state = 'ASSIGNED'
        """;

    private static final String DECLINE = """
        update hall.home_visit
           set helper_id = null, state = 'ASKED'
         where region_code = :region and id = :id and helper_id = :helper and state = 'ASSIGNED'
        """;

    private static final String DONE = """
        update hall.home_visit
           set note_sealed = :note, ended_at = :now, state = 'DONE'
         where region_code = :region and id = :id and helper_id = :helper and state = 'ACCEPTED'
        """;

    private static final String CANCEL = """
        update hall.home_visit
           set ended_at = :now, state = 'CANCELLED'
         where region_code = :region and id = :id and ended_at is null
        """;

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final SpecialGroups specials;
    private final Directory directory;
    private final AuditLog audit;
    private final InstantSource time;

    HomeVisits(
            JdbcClient jdbc,
            ColumnCipher cipher,
            SpecialGroups specials,
            Directory directory,
            AuditLog audit,
            InstantSource time) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.specials = specials;
        this.directory = directory;
        this.audit = audit;
        this.time = time;
    }

    /**
     * What is asked for.
     *
     * @param by who asks: the person, or a clerk for him
     */
    public record Wish(
            UUID holder,
            UUID person,
            @Nullable String item,
            @Nullable UUID draft,
            LocalDate on,
            HomeVisit.Half half,
            String address,
            Door door,
            UUID by,
            UUID key) {}

    /** Asks for a visit; only whoever belongs to a special group has a right to one. */
    @Transactional
    public HomeVisit ask(String region, Wish wish) {
        Optional<HomeVisit> before = one(BY_KEY, region, "key", wish.key());
        if (before.isPresent()) {
            return same(before.get(), wish);
        }
        if (!specials.priority(wish.person())) {
            throw new HallRuleBroken("hall.home.not-special");
        }
        String address = wish.address().strip();
        if (address.isEmpty() || address.length() > LONGEST_ADDRESS) {
            throw new HallRuleBroken("hall.home.address", LONGEST_ADDRESS);
        }
        Instant now = time.instant();
        LocalDate today = CityTime.day(now);
        if (!wish.on().isAfter(today) || wish.on().isAfter(today.plusDays(FARTHEST_DAYS))) {
            throw new HallRuleBroken("hall.home.day", FARTHEST_DAYS);
        }
        if (of(region, wish.holder()).stream().filter(HomeVisit::open).count() >= MOST_OPEN) {
            throw new HallRuleBroken("hall.home.many", MOST_OPEN);
        }
        UUID id = Uuid7.next(now);
        jdbc.sql(INSERT)
                .param("region", region)
                .param("id", id)
                .param("key", wish.key())
                .param("holder", wish.holder())
                .param("person", wish.person())
                .param("item", wish.item())
                .param("draft", wish.draft())
                .param("wished", Date.valueOf(wish.on()))
                .param("half", wish.half().name())
                .param(
                        "address",
                        cipher.seal(ADDRESS, region, id.toString(), address).bytes())
                .param("channel", wish.door().name())
                .param("now", Timestamp.from(now))
                .param("by", wish.by())
                .update();
        return one(BY_KEY, region, "key", wish.key()).orElseThrow();
    }

    private static HomeVisit same(HomeVisit before, Wish wish) {
        if (before.person().equals(wish.person())
                && before.wishedOn().equals(wish.on())
                && before.half() == wish.half()
                && before.address().equals(wish.address().strip())) {
            return before;
        }
        throw new HallRuleBroken("platform.key.reused");
    }

    /** Names who goes; he has to say yes. */
    @Transactional
    public void assign(String region, UUID id, UUID helper, UUID by) {
        HomeVisit visit = demand(region, id);
        Tickets.mustHelp(directory, region, helper, visit.wishedOn());
        changed(jdbc.sql(ASSIGN)
                .param("region", region)
                .param("id", id)
                .param("helper", helper)
                .param("by", by)
                .param("now", now())
                .update());
        record(region, by, "hall.home-visit-assigned", id);
    }

    /** The helper says yes. */
    @Transactional
    public void accept(String region, UUID id, UUID helper) {
        changed(jdbc.sql(ACCEPT)
                .param("region", region)
                .param("id", id)
                .param("helper", helper)
                .param("now", now())
                .update());
        record(region, helper, "hall.home-visit-accepted", id);
    }

    /** The helper cannot go: the hall names another. */
    @Transactional
    public void decline(String region, UUID id, UUID helper) {
        changed(jdbc.sql(DECLINE)
                .param("region", region)
                .param("id", id)
                .param("helper", helper)
                .update());
        record(region, helper, "hall.home-visit-declined", id);
    }

    /** The helper was there, and says what was done. */
    @Transactional
    public void done(String region, UUID id, UUID helper, String said) {
        String note = said.strip();
        if (note.isEmpty() || note.length() > LONGEST_NOTE) {
            throw new HallRuleBroken("hall.home.note", LONGEST_NOTE);
        }
        changed(jdbc.sql(DONE)
                .param("region", region)
                .param("id", id)
                .param("helper", helper)
                .param("note", cipher.seal(NOTE, region, id.toString(), note).bytes())
                .param("now", now())
                .update());
        record(region, helper, "hall.home-visit-done", id);
    }

    /** Not wanted any more. A second time changes nothing. */
    @Transactional
    public void cancel(String region, UUID id, UUID by) {
        int cancelled = jdbc.sql(CANCEL)
                .param("region", region)
                .param("id", id)
                .param("now", now())
                .update();
        if (cancelled == 1) {
            record(region, by, "hall.home-visit-cancelled", id);
        }
    }

    public Optional<HomeVisit> find(String region, UUID id) {
        return one(FIND, region, "id", id);
    }

    /** The visits of a person, the newest first. */
    public List<HomeVisit> of(String region, UUID holder) {
        return jdbc.sql(OF)
                .param("region", region)
                .param("holder", holder)
                .param("limit", MOST)
                .query(this::visit)
                .list();
    }

    /** What is still to be done, the nearest day first. */
    public List<HomeVisit> open(String region) {
        return jdbc.sql(OPEN)
                .param("region", region)
                .param("limit", MOST)
                .query(this::visit)
                .list();
    }

    private HomeVisit demand(String region, UUID id) {
        return find(region, id).orElseThrow(() -> new HallRuleBroken("hall.home.over"));
    }

    private static void changed(int rows) {
        if (rows == 0) {
            throw new HallRuleBroken("hall.home.over");
        }
    }

    private void record(String region, UUID by, String kind, UUID id) {
        audit.record(region, by.toString(), kind, id.toString(), Map.of());
    }

    private Timestamp now() {
        return Timestamp.from(time.instant());
    }

    private Optional<HomeVisit> one(String sql, String region, String name, UUID value) {
        return jdbc.sql(sql)
                .param("region", region)
                .param(name, value)
                .query(this::visit)
                .optional();
    }

    private HomeVisit visit(ResultSet row, int at) throws SQLException {
        String region = row.getString("region_code");
        UUID id = row.getObject("id", UUID.class);
        byte[] note = row.getBytes("note_sealed");
        return new HomeVisit(
                region,
                id,
                row.getObject("holder", UUID.class),
                row.getObject("person_id", UUID.class),
                row.getString("item_code"),
                row.getObject("draft_id", UUID.class),
                row.getObject("wished_on", LocalDate.class),
                HomeVisit.Half.valueOf(row.getString("half")),
                cipher.open(ADDRESS, region, id.toString(), Sealed.of(row.getBytes("address_sealed"))),
                Door.valueOf(row.getString("channel")),
                row.getTimestamp("asked_at").toInstant(),
                row.getObject("helper_id", UUID.class),
                note == null ? "" : cipher.open(NOTE, region, id.toString(), Sealed.of(note)),
                HomeVisit.State.valueOf(row.getString("state")));
    }
}
