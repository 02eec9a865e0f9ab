package org.yimen.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.hotline.OrderChannels;
import org.yimen.hotline.OrderDesk;
import org.yimen.hotline.OrderFiles;
import org.yimen.hotline.OrderRights;
import org.yimen.hotline.Report;
import org.yimen.hotline.WorkOrder.State;
import org.yimen.intake.Box.Opening;
import org.yimen.intake.Box.Paper;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;

/** 意见箱: where they hang, when they are opened and by which two, and what became of each paper. */
@Service
public class Boxes {

    /** Entry of the log: a box was opened by two. */
    public static final String OPENED = "intake.box-opened";

    /** Entry of the log: a box was hung up, or somebody said anew where it hangs and how often it is opened. */
    public static final String PLACED = "intake.box-placed";

    private static final int MOST = 200;
    private static final int MOST_PAPERS = 999;
    private static final int LONGEST_PLACE = 100;
    private static final int LONGEST_TIME = 366;

    private final JdbcClient jdbc;
    private final OrderDesk desk;
    private final OrderFiles files;
    private final OrderRights rights;
    private final AuditLog audit;
    private final InstantSource time;
    private final String region;

    Boxes(
            JdbcClient jdbc,
            OrderDesk desk,
            OrderFiles files,
            OrderRights rights,
            AuditLog audit,
            InstantSource time,
            @Value("${yimen.region:629901}") String region) {
        this.jdbc = jdbc;
        this.desk = desk;
        this.files = files;
        this.rights = rights;
        this.audit = audit;
        this.time = time;
        this.region = region;
    }

    /** True where he may open boxes and register papers: who takes down what people say. */
    @Guard
    public boolean mayOpen(Officer officer) {
        return rights.registers(officer);
    }

    private void requireOpener(Officer officer) {
        if (!mayOpen(officer)) {
            throw new AccessDeniedException("Not open to this post");
        }
    }

    /** All that hang, the next to be opened first. */
    public List<Box> all() {
        return jdbc.sql("""
                        select b.code, b.place, b.every_days,
                               coalesce((select max((o.at at time zone 'Asia/Shanghai')::date)
                                           from intake.box_opening o
                                          where o.region_code = b.region_code and o.box_code = b.code
                                            and o.second is not null), b.placed_on) + b.every_days as due_on
                          from intake.box b
                         where b.region_code = :region
                         order by due_on, b.code
                         limit :most
                        """)
                .param("region", region)
                .param("most", MOST)
                .query((row, _) -> new Box(
                        row.getString("code"),
                        row.getString("place"),
                        row.getInt("every_days"),
                        row.getObject("due_on", LocalDate.class)))
                .list();
    }

    /**
     * Hangs up a box, or says anew where it hangs and how often it is opened.
     *
     * @throws IntakeRefused {@code intake.box.*}
     */
    @Transactional
    public void place(Officer officer, String code, String place, int everyDays) {
        requireOpener(officer);
        if (!code.matches("[A-Za-z0-9-]{1,20}")) {
            throw new IntakeRefused("intake.box.code");
        }
        if (place.isBlank() || place.length() > LONGEST_PLACE) {
            throw new IntakeRefused("intake.box.place", LONGEST_PLACE);
        }
        if (AuditLog.holdsPersonalNumber(code) || AuditLog.holdsPersonalNumber(place)) {
            throw new IntakeRefused("intake.box.number");
        }
        if (everyDays < 1 || everyDays > LONGEST_TIME) {
            throw new IntakeRefused("intake.box.days", LONGEST_TIME);
        }
        int changed = jdbc.sql("""
                        insert into intake.box as b (region_code, code, place, every_days, placed_on)
                        values (:region, :code, :place, :days, :on)
                            on conflict (region_code, code)
                            do update set place = excluded.place, every_days = excluded.every_days
                         where (b.place, b.every_days) is distinct from (excluded.place, excluded.every_days)
                        """)
                .param("region", region)
                .param("code", code)
                .param("place", place.strip())
                .param("days", everyDays)
                .param("on", CityTime.day(time.instant()))
                .update();
        if (changed > 0) {
            audit.record(
                    region,
                    officer.id().toString(),
                    PLACED,
                    code,
                    Map.of("place", place.strip(), "days", Integer.toString(everyDays)));
        }
    }

    /**
     * The first one opens it and counts. The same again changes nothing.
     *
     * @param id of the opening, which the form carries
     * @throws IntakeRefused {@code intake.box.*}, {@code platform.key.reused} where the id stands for another opening
     */
    @Transactional
    public void open(Officer officer, UUID id, String box, int papers) {
        requireOpener(officer);
        if (papers < 0 || papers > MOST_PAPERS) {
            throw new IntakeRefused("intake.box.papers", MOST_PAPERS);
        }
        if (all().stream().noneMatch(each -> each.code().equals(box))) {
            throw new IntakeRefused("intake.box.unknown");
        }
        Optional<Opening> before = find(id);
        if (before.isPresent()) {
            Opening known = before.get();
            if (!known.box().equals(box)
                    || known.papers() != papers
                    || !known.first().equals(officer.id())) {
                throw new IntakeRefused("platform.key.reused");
            }
            return;
        }
        try {
            jdbc.sql("""
                            insert into intake.box_opening (region_code, id, box_code, at, first, papers)
                            values (:region, :id, :box, :at, :first, :papers)
                            """)
                    .param("region", region)
                    .param("id", id)
                    .param("box", box)
                    .param("at", Timestamp.from(time.instant()))
                    .param("first", officer.id())
                    .param("papers", papers)
                    .update();
        } catch (DuplicateKeyException waiting) {
            throw new IntakeRefused("intake.box.waits");
        }
    }

    /**
     * The second one, in his own session and having proven himself, counted as many.
     *
     * @throws IntakeRefused {@code intake.box.two} from the first one, {@code intake.box.count} where they differ: then the
     *     first one counts again
     */
    @Transactional
    public void confirm(Officer officer, UUID id, int papers) {
        requireOpener(officer);
        Opening opening = find(id).orElseThrow(() -> new IntakeRefused("intake.box.unknown"));
        if (opening.first().equals(officer.id())) {
            throw new IntakeRefused("intake.box.two");
        }
        if (opening.isConfirmed()) {
            return;
        }
        if (opening.papers() != papers) {
            throw new IntakeRefused("intake.box.count");
        }
        int changed = jdbc.sql("""
                        update intake.box_opening
                           set second = :second, confirmed_at = :at
                         where region_code = :region and id = :id and second is null
                        """)
                .param("second", officer.id())
                .param("at", Timestamp.from(time.instant()))
                .param("region", region)
                .param("id", id)
                .update();
        if (changed > 0) {
            audit.record(
                    region,
                    officer.id().toString(),
                    OPENED,
                    id.toString(),
                    Map.of(
                            "box",
                            opening.box(),
                            "papers",
                            Integer.toString(papers),
                            "first",
                            opening.first().toString()));
        }
    }

    /** The first one counted wrong: it is counted anew, before anybody confirmed. */
    @Transactional
    public void recount(Officer officer, UUID id, int papers) {
        requireOpener(officer);
        if (papers < 0 || papers > MOST_PAPERS) {
            throw new IntakeRefused("intake.box.papers", MOST_PAPERS);
        }
        Opening opening = find(id).orElseThrow(() -> new IntakeRefused("intake.box.unknown"));
        if (!opening.first().equals(officer.id()) || opening.isConfirmed()) {
            throw new IntakeRefused("intake.box.first");
        }
        jdbc.sql("""
                        update intake.box_opening
                           set papers = :papers
                         where region_code = :region and id = :id and second is null
                        """)
                .param("papers", papers)
                .param("region", region)
                .param("id", id)
                .update();
    }

    /**
     * One paper becomes an order like any other, with its scan.
     *
     * @param report without a reporter where the paper names nobody
     * @param key of the form: sent again, it is the same paper
     * @throws IntakeRefused {@code intake.box.*} where the opening waits for the second one or all its papers are in
     */
    @Transactional
    public CaseFile<State> register(
            Officer officer, String post, UUID id, Report report, String fileName, byte[] scan, String key) {
        requireOpener(officer);
        Opening opening = locked(id);
        if (!opening.isConfirmed()) {
            throw new IntakeRefused("intake.box.unconfirmed");
        }
        if (scan.length == 0) {
            throw new IntakeRefused("intake.box.scan");
        }
        OrderFiles.check(fileName, scan);
        UUID nobody = UUID.nameUUIDFromBytes(("intake/" + key).getBytes(UTF_8));
        if (!opening.isOpen() && !isThere(nobody)) {
            throw new IntakeRefused("intake.box.all");
        }
        CaseFile<State> order =
                desk.register(report, nobody, Actor.officer(officer.id(), post), OrderChannels.BOX, key);
        files.add(order.id(), fileName, scan, officer.id(), true);
        jdbc.sql("""
                        insert into intake.box_paper (region_code, opening_id, number, order_id, paper_key)
                        values (:region, :opening, :number, :order, :key)
                            on conflict (region_code, order_id) do nothing
                        """)
                .param("region", region)
                .param("opening", id)
                .param("number", opening.registered() + 1)
                .param("order", order.id().value())
                .param("key", nobody)
                .update();
        return order;
    }

    private boolean isThere(UUID key) {
        return jdbc.sql("select count(*) from intake.box_paper where region_code = :region and paper_key = :key")
                        .param("region", region)
                        .param("key", key)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Two registering at once take their papers one after the other. */
    private Opening locked(UUID id) {
        var _ = jdbc.sql("select id from intake.box_opening where region_code = :region and id = :id for update")
                .param("region", region)
                .param("id", id)
                .query(UUID.class)
                .optional();
        return find(id).orElseThrow(() -> new IntakeRefused("intake.box.unknown"));
    }

    /** The newest first. */
    public List<Opening> openings() {
        return openings(null);
    }

    public Optional<Opening> find(UUID id) {
        return openings(id).stream().findFirst();
    }

    private List<Opening> openings(@Nullable UUID id) {
        return jdbc.sql("""
                        select o.id, o.box_code, b.place, o.at, o.first, o.second, o.papers,
                               (select count(*)
                                  from intake.box_paper p
                                 where p.region_code = o.region_code and p.opening_id = o.id) as registered
                          from intake.box_opening o
                          join intake.box b on b.region_code = o.region_code and b.code = o.box_code
                         where o.region_code = :region and (:any or o.id = :id)
                         order by o.at desc, o.id
                         limit :most
                        """)
                .param("region", region)
                .param("any", id == null)
                .param("id", id, Types.OTHER)
                .param("most", MOST)
                .query((row, _) -> opening(row))
                .list();
    }

    public List<Paper> papers(UUID opening) {
        return jdbc.sql("""
                        select number, order_id
                          from intake.box_paper
                         where region_code = :region and opening_id = :opening
                         order by number
                         limit :most
                        """)
                .param("region", region)
                .param("opening", opening)
                .param("most", MOST_PAPERS)
                .query((row, _) -> new Paper(row.getInt("number"), row.getObject("order_id", UUID.class)))
                .list();
    }

    /** Where the paper of this order lay, if it came out of a box. */
    public Optional<Opening> openingOf(CaseId order) {
        return jdbc.sql("select opening_id from intake.box_paper where region_code = :region and order_id = :order")
                .param("region", order.region())
                .param("order", order.value())
                .query(UUID.class)
                .optional()
                .flatMap(this::find);
    }

    private static Opening opening(ResultSet row) throws SQLException {
        Instant at = row.getTimestamp("at").toInstant();
        return new Opening(
                row.getObject("id", UUID.class),
                row.getString("box_code"),
                row.getString("place"),
                at,
                row.getObject("first", UUID.class),
                row.getObject("second", UUID.class),
                row.getInt("papers"),
                row.getInt("registered"));
    }
}
