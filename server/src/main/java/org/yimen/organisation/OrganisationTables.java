package org.yimen.organisation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.identity.StaffAccounts;
import org.yimen.organisation.Snapshot.NodeKey;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;

/** Reads the organisation as a whole and writes it piece by piece. */
@Repository
class OrganisationTables {

    static final ZoneId ZONE = CityTime.ZONE;

    private static final String UNITS = """
            select region_code, code, kind, parent_code, name_zh, name_en, short_zh, short_en, credit_code, phone,
                   address_zh, address_en, hours_zh, hours_en
              from organisation.unit
            """;

    private static final String LETTERS = """
            select region_code, number, department_code, holder_id, items, rights, from_on, until_on, signatories,
                   commission_basis, parent_number, withdrawn_at, withdrawn_because
              from organisation.letter
             order by region_code, number
            """;

    /** How long after its end an absence stays in memory. */
    private static final Duration ABSENCES_REMEMBERED = Duration.ofDays(30);

    private final JdbcClient jdbc;
    private final StaffAccounts accounts;
    private final InstantSource time;
    private final TransactionTemplate oneMoment;

    OrganisationTables(
            JdbcClient jdbc, StaffAccounts accounts, InstantSource time, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.time = time;
        this.oneMoment = new TransactionTemplate(transactions);
        // The tables are read one after the other and must agree, whatever transaction the caller is in.
        this.oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.oneMoment.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.oneMoment.setReadOnly(true);
    }

    long revision() {
        return jdbc.sql("select number from organisation.revision")
                .query(Long.class)
                .single();
    }

    /** Something that the picture shows has changed outside of these tables: every node reads it anew. */
    void changed() {
        jdbc.sql("update organisation.revision set number = number + 1").update();
    }

    Snapshot read() {
        Snapshot read = oneMoment.execute(_ -> picture());
        if (read == null) {
            throw new IllegalStateException("no snapshot of the organisation");
        }
        return read;
    }

    /** Waits until nobody else changes the organisation, and reads it as this transaction sees it. */
    Snapshot locked() {
        jdbc.sql("select number from organisation.revision for update")
                .query(Long.class)
                .single();
        return picture();
    }

    private Snapshot picture() {
        return Snapshot.of(
                revision(),
                new Snapshot.Rows(
                        regions(),
                        units(),
                        closed(),
                        posts(),
                        staff(),
                        postings(),
                        letters(),
                        absences(),
                        itemRights(),
                        accounts.locked()));
    }

    private Set<NodeKey> closed() {
        return Set.copyOf(jdbc.sql("""
                        select region_code, code
                          from organisation.unit
                         where closed_at is not null
                        """)
                .query((row, _) -> new NodeKey(row.getString("region_code"), row.getString("code")))
                .list());
    }

    private List<Absence> absences() {
        return jdbc.sql("""
                        select region_code, id, staff_id, from_at, until_at, reason, ended_at
                          from organisation.absence
                         where until_at > :since
                        """)
                .param("since", Timestamp.from(time.instant().minus(ABSENCES_REMEMBERED)))
                .query((row, _) -> new Absence(
                        row.getObject("id", UUID.class),
                        row.getString("region_code"),
                        row.getObject("staff_id", UUID.class),
                        row.getTimestamp("from_at").toInstant(),
                        row.getTimestamp("until_at").toInstant(),
                        row.getString("reason"),
                        instant(row, "ended_at")))
                .list();
    }

    private List<ItemRight> itemRights() {
        return jdbc.sql("""
                        select distinct on (region_code, department_code, item_code, right_name, staff_id)
                               region_code, id, department_code, item_code, right_name, staff_id, allowed, under_number,
                               basis, reason, decided_at, decided_by
                          from organisation.item_right
                         order by region_code, department_code, item_code, right_name, staff_id, turn desc
                        """)
                .query((row, _) -> new ItemRight(
                        row.getObject("id", UUID.class),
                        row.getString("region_code"),
                        row.getString("department_code"),
                        row.getString("item_code"),
                        Right.valueOf(row.getString("right_name")),
                        row.getObject("staff_id", UUID.class),
                        row.getBoolean("allowed"),
                        row.getString("under_number"),
                        row.getString("basis"),
                        row.getString("reason"),
                        row.getTimestamp("decided_at").toInstant(),
                        row.getObject("decided_by", UUID.class)))
                .list();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private List<Region> regions() {
        return jdbc.sql("select code, name_zh, name_en, parent_code, from_on, until_on from organisation.region")
                .query((row, _) -> new Region(
                        row.getString("code"),
                        text(row, "name"),
                        row.getString("parent_code"),
                        row.getObject("from_on", LocalDate.class),
                        row.getObject("until_on", LocalDate.class)))
                .list();
    }

    private List<Unit> units() {
        return jdbc.sql(UNITS).query((row, _) -> toUnit(row)).list();
    }

    private static Unit toUnit(ResultSet row) throws SQLException {
        String region = row.getString("region_code");
        String code = row.getString("code");
        Text name = text(row, "name");
        String kind = row.getString("kind");
        return switch (kind) {
            case "REGION" -> new Unit.Root(region, name);
            case "AREA" -> new Unit.Area(region, code, name, row.getString("parent_code"));
            case "DEPARTMENT" ->
                new Department(
                        region,
                        code,
                        name,
                        text(row, "short"),
                        row.getString("credit_code"),
                        row.getString("phone"),
                        text(row, "address"));
            case "SITE" ->
                new Site(
                        region,
                        code,
                        name,
                        row.getString("parent_code"),
                        text(row, "address"),
                        row.getString("phone"),
                        text(row, "hours"));
            case "WINDOW" -> new Unit.Window(region, code, name, row.getString("parent_code"));
            default -> throw new IllegalStateException("unknown kind of unit " + kind);
        };
    }

    private List<Post> posts() {
        return jdbc.sql("""
                        select region_code, department_code, role, name_zh, name_en, unit_code
                          from organisation.post
                        """)
                .query((row, _) -> new Post(
                        row.getString("region_code"),
                        row.getString("department_code"),
                        row.getString("role"),
                        text(row, "name"),
                        row.getString("unit_code")))
                .list();
    }

    private List<Staff> staff() {
        return jdbc.sql("""
                        select region_code, id, login, name, employee_number, left_on, sender_code, window_code, employment,
                               since_on
                          from organisation.staff
                        """)
                .query((row, _) -> new Staff(
                        row.getObject("id", UUID.class),
                        row.getString("region_code"),
                        row.getString("login"),
                        row.getString("name"),
                        row.getString("employee_number"),
                        row.getObject("left_on", LocalDate.class),
                        row.getString("sender_code"),
                        row.getString("window_code"),
                        Employment.valueOf(row.getString("employment")),
                        row.getObject("since_on", LocalDate.class)))
                .list();
    }

    private List<Posting> postings() {
        return jdbc.sql("""
                        select region_code, department_code || '/' || role as post, staff_id, stand_in, from_on, until_on,
                               area_code
                          from organisation.posting
                        """)
                .query((row, _) -> new Posting(
                        row.getString("region_code"),
                        row.getString("post"),
                        row.getObject("staff_id", UUID.class),
                        row.getBoolean("stand_in"),
                        row.getObject("from_on", LocalDate.class),
                        row.getObject("until_on", LocalDate.class),
                        row.getString("area_code")))
                .list();
    }

    private List<Letter> letters() {
        var firstTier = new HashMap<NodeKey, Letter>();
        var waiting = new ArrayList<LetterRow>();
        jdbc.sql(LETTERS).query((row, _) -> LetterRow.of(row)).list().forEach(row -> {
            if (row.parent() == null) {
                firstTier.put(new NodeKey(row.region(), row.number()), row.toLetter(null));
            } else {
                waiting.add(row);
            }
        });
        return Stream.concat(
                        firstTier.values().stream(),
                        waiting.stream().map(row -> row.toLetter(firstTier.get(row.parentKey()))))
                .toList();
    }

    private record LetterRow(
            String region, String number, @Nullable String parent, Letter alone) {

        static LetterRow of(ResultSet row) throws SQLException {
            String number = row.getString("number");
            String basis = row.getString("commission_basis");
            OffsetDateTime withdrawnAt = row.getObject("withdrawn_at", OffsetDateTime.class);
            Letter alone = new Letter(
                    number,
                    row.getString("department_code"),
                    strings(row, "items"),
                    strings(row, "rights").stream().map(Right::valueOf).collect(Collectors.toSet()),
                    row.getObject("from_on", LocalDate.class),
                    row.getObject("until_on", LocalDate.class),
                    row.getObject("holder_id", UUID.class),
                    List.of((String[]) row.getArray("signatories").getArray()),
                    basis == null ? new Letter.Power.Own() : new Letter.Power.OnBehalf(basis),
                    withdrawnAt == null
                            ? null
                            : withdrawnAt.atZoneSameInstant(ZONE).toLocalDate(),
                    row.getString("withdrawn_because"),
                    null);
            return new LetterRow(row.getString("region_code"), number, row.getString("parent_number"), alone);
        }

        NodeKey parentKey() {
            return new NodeKey(region, String.valueOf(parent));
        }

        Letter toLetter(@Nullable Letter above) {
            if (parent != null && above == null) {
                throw new IllegalStateException(
                        "letter " + number + " rests on " + parent + ", which is no first tier");
            }
            return alone.restingOn(above);
        }
    }

    void insert(Region region) {
        jdbc.sql("""
                        insert into organisation.region (code, name_zh, name_en, parent_code, from_on, until_on)
                        values (:code, :zh, :en, :parent, :from, :until)
                        """)
                .param("code", region.code())
                .param("zh", region.name().zh())
                .param("en", region.name().en())
                .param("parent", region.parent())
                .param("from", region.from())
                .param("until", region.until())
                .update();
    }

    void insert(Unit unit) {
        var row = new HashMap<String, @Nullable Object>();
        for (String absent : List.of("shortZh", "shortEn", "credit", "phone", "addressZh", "addressEn")) {
            row.put(absent, null);
        }
        row.put("hoursZh", null);
        row.put("hoursEn", null);
        row.put("region", unit.region());
        row.put("code", unit.code());
        row.put("parent", unit.parent());
        put(row, "name", unit.name());
        switch (unit) {
            case Unit.Root _ -> row.put("kind", "REGION");
            case Unit.Area _ -> row.put("kind", "AREA");
            case Unit.Window _ -> row.put("kind", "WINDOW");
            case Department department -> {
                row.put("kind", "DEPARTMENT");
                put(row, "short", department.shortName());
                row.put("credit", department.creditCode());
                row.put("phone", department.phone());
                put(row, "address", department.address());
            }
            case Site site -> {
                row.put("kind", "SITE");
                row.put("phone", site.phone());
                put(row, "address", site.address());
                put(row, "hours", site.hours());
            }
        }
        jdbc.sql("""
                        insert into organisation.unit (region_code, code, kind, parent_code, name_zh, name_en, short_zh,
                                                       short_en, credit_code, phone, address_zh, address_en, hours_zh,
                                                       hours_en)
                        values (:region, :code, :kind, :parent, :nameZh, :nameEn, :shortZh,
                                :shortEn, :credit, :phone, :addressZh, :addressEn, :hoursZh,
                                :hoursEn)
                        """).params(row).update();
    }

    private static void put(Map<String, @Nullable Object> row, String column, Text text) {
        row.put(column + "Zh", text.zh());
        row.put(column + "En", text.en());
    }

    void insert(Post post) {
        jdbc.sql("""
                        insert into organisation.post (region_code, department_code, role, name_zh, name_en, unit_code)
                        values (:region, :department, :role, :zh, :en, :unit)
                        """)
                .param("region", post.region())
                .param("department", post.department())
                .param("role", post.role())
                .param("zh", post.name().zh())
                .param("en", post.name().en())
                .param("unit", post.unit())
                .update();
    }

    void insert(Staff staff) {
        jdbc.sql("""
                        insert into organisation.staff (region_code, id, login, name, employee_number, left_on,
                                                        sender_code, window_code, employment, since_on)
                        values (:region, :id, :login, :name, :number, :left,
                                :sender, :window, :employment, :since)
                        """)
                .param("region", staff.region())
                .param("id", staff.id())
                .param("login", staff.login())
                .param("name", staff.name())
                .param("number", staff.employeeNumber())
                .param("left", staff.leftOn())
                .param("sender", staff.sender())
                .param("window", staff.window())
                .param("employment", staff.employment().name())
                .param("since", staff.since())
                .update();
    }

    int update(Staff staff) {
        return jdbc.sql("""
                        update organisation.staff
                           set name = :name, sender_code = :sender, window_code = :window, employment = :employment,
                               since_on = :since
                         where region_code = :region and id = :id
                        """)
                .param("region", staff.region())
                .param("id", staff.id())
                .param("name", staff.name())
                .param("sender", staff.sender())
                .param("window", staff.window())
                .param("employment", staff.employment().name())
                .param("since", staff.since())
                .update();
    }

    int rename(String region, String code, Text name) {
        return jdbc.sql("""
                        update organisation.unit
                           set name_zh = :zh, name_en = :en
                         where region_code = :region and code = :code and closed_at is null
                        """)
                .param("region", region)
                .param("code", code)
                .param("zh", name.zh())
                .param("en", name.en())
                .update();
    }

    int close(String region, String code, Instant at) {
        return jdbc.sql("""
                        update organisation.unit
                           set closed_at = :at
                         where region_code = :region and code = :code and closed_at is null
                        """)
                .param("region", region)
                .param("code", code)
                .param("at", Timestamp.from(at))
                .update();
    }

    int end(Posting posting, LocalDate until) {
        String[] post = posting.post().split("/", 2);
        return jdbc.sql("""
                        update organisation.posting
                           set until_on = :until
                         where region_code = :region and department_code = :department and role = :role
                           and staff_id = :staff and from_on = :from
                        """)
                .param("region", posting.region())
                .param("department", post[0])
                .param("role", post[1])
                .param("staff", posting.staff())
                .param("from", posting.from())
                .param("until", until)
                .update();
    }

    void insert(Absence absence, Instant at, String by) {
        jdbc.sql("""
                        insert into organisation.absence (region_code, id, staff_id, from_at, until_at, reason, entered_at,
                                                          entered_by)
                        values (:region, :id, :staff, :from, :until, :reason, :at,
                                :by)
                        """)
                .param("region", absence.region())
                .param("id", absence.id())
                .param("staff", absence.staff())
                .param("from", Timestamp.from(absence.from()))
                .param("until", Timestamp.from(absence.until()))
                .param("reason", absence.reason())
                .param("at", Timestamp.from(at))
                .param("by", by)
                .update();
    }

    int end(String region, UUID absence, Instant at, String by) {
        return jdbc.sql("""
                        update organisation.absence
                           set ended_at = :at, ended_by = :by
                         where region_code = :region and id = :id and ended_at is null and until_at > :at
                        """)
                .param("region", region)
                .param("id", absence)
                .param("at", Timestamp.from(at))
                .param("by", by)
                .update();
    }

    void insert(ItemRight right) {
        jdbc.sql("""
                        insert into organisation.item_right (region_code, id, department_code, item_code, right_name,
                                                             staff_id, allowed, under_number, basis, reason, decided_at,
                                                             decided_by)
                        values (:region, :id, :department, :item, :right,
                                :clerk, :allowed, :under, :basis, :reason, :at,
                                :by)
                        """)
                .param("region", right.region())
                .param("id", right.id())
                .param("department", right.department())
                .param("item", right.item())
                .param("right", right.right().name())
                .param("clerk", right.clerk())
                .param("allowed", right.allowed())
                .param("under", right.under())
                .param("basis", right.basis())
                .param("reason", right.reason())
                .param("at", Timestamp.from(right.at()))
                .param("by", right.by())
                .update();
    }

    int leaves(String region, UUID staff, LocalDate on) {
        return jdbc.sql("""
                        update organisation.staff
                           set left_on = :on
                         where region_code = :region and id = :id
                        """)
                .param("region", region)
                .param("id", staff)
                .param("on", on)
                .update();
    }

    void insert(Posting posting) {
        String[] post = posting.post().split("/", 2);
        jdbc.sql("""
                        insert into organisation.posting (region_code, department_code, role, staff_id, stand_in, from_on,
                                                          until_on, area_code)
                        values (:region, :department, :role, :staff, :standIn, :from,
                                :until, :area)
                        """)
                .param("region", posting.region())
                .param("department", post[0])
                .param("role", post[1])
                .param("staff", posting.staff())
                .param("standIn", posting.standIn())
                .param("from", posting.from())
                .param("until", posting.until())
                .param("area", posting.area())
                .update();
    }

    void insert(String region, Letter letter, String by, OffsetDateTime at) {
        Letter parent = letter.parent();
        jdbc.sql("""
                        insert into organisation.letter (region_code, number, department_code, holder_id, items, rights,
                                                         from_on, until_on, signatories, commission_basis, parent_number,
                                                         granted_at, granted_by)
                        values (:region, :number, :department, :holder, :items, :rights,
                                :from, :until, :signatories, :basis, :parent,
                                :at, :by)
                        """)
                .param("region", region)
                .param("number", letter.number())
                .param("department", letter.department())
                .param("holder", letter.holder())
                .param("items", letter.items().stream().sorted().toArray(String[]::new))
                .param(
                        "rights",
                        letter.rights().stream().sorted().map(Right::name).toArray(String[]::new))
                .param("from", letter.from())
                .param("until", letter.until())
                .param("signatories", letter.signatories().toArray(String[]::new))
                .param(
                        "basis",
                        switch (letter.power()) {
                            case Letter.Power.Own _ -> null;
                            case Letter.Power.OnBehalf(String basis) -> basis;
                        })
                .param("parent", parent == null ? null : parent.number())
                .param("at", at)
                .param("by", by)
                .update();
    }

    int withdraw(String region, String number, String reason, String by, OffsetDateTime at) {
        return jdbc.sql("""
                        update organisation.letter
                           set withdrawn_at = :at, withdrawn_by = :by, withdrawn_because = :reason
                         where region_code = :region and number = :number and withdrawn_at is null
                        """)
                .param("region", region)
                .param("number", number)
                .param("reason", reason)
                .param("by", by)
                .param("at", at)
                .update();
    }

    /** What was told last of posts that are not as always. */
    Map<NodeKey, Cover.Standing> toldCovers() {
        return jdbc
                .sql("""
                        select region_code, department_code || '/' || role as post, standing
                          from organisation.cover
                         where standing <> 'FIRST'
                        """)
                .query((row, _) -> Map.entry(
                        new NodeKey(row.getString("region_code"), row.getString("post")),
                        Cover.Standing.valueOf(row.getString("standing"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** 1 where this is news. */
    int tellCover(String region, String post, Cover.Standing standing, Instant since) {
        String[] parts = post.split("/", 2);
        return jdbc.sql("""
                        insert into organisation.cover (region_code, department_code, role, standing, since_at)
                        values (:region, :department, :role, :standing, :since)
                            on conflict (region_code, department_code, role)
                               do update set standing = :standing, since_at = :since
                         where cover.standing <> :standing
                        """)
                .param("region", region)
                .param("department", parts[0])
                .param("role", parts[1])
                .param("standing", standing.name())
                .param("since", Timestamp.from(since))
                .update();
    }

    private static Text text(ResultSet row, String column) throws SQLException {
        return new Text(row.getString(column + "_zh"), row.getString(column + "_en"));
    }

    private static Set<String> strings(ResultSet row, String column) throws SQLException {
        return Set.of((String[]) row.getArray(column).getArray());
    }
}
