package org.yimen.organisation;

import java.sql.ResultSet;
import java.sql.SQLException;
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

    private final JdbcClient jdbc;
    private final TransactionTemplate oneMoment;

    OrganisationTables(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
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

    Snapshot read() {
        Snapshot read = oneMoment.execute(
                _ -> Snapshot.of(revision(), regions(), units(), posts(), staff(), postings(), letters()));
        if (read == null) {
            throw new IllegalStateException("no snapshot of the organisation");
        }
        return read;
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
        return jdbc.sql("select region_code, id, login, name, employee_number, left_on from organisation.staff")
                .query((row, _) -> new Staff(
                        row.getObject("id", UUID.class),
                        row.getString("region_code"),
                        row.getString("login"),
                        row.getString("name"),
                        row.getString("employee_number"),
                        row.getObject("left_on", LocalDate.class)))
                .list();
    }

    private List<Posting> postings() {
        return jdbc.sql("""
                        select region_code, department_code || '/' || role as post, staff_id, stand_in, from_on, until_on
                          from organisation.posting
                        """)
                .query((row, _) -> new Posting(
                        row.getString("region_code"),
                        row.getString("post"),
                        row.getObject("staff_id", UUID.class),
                        row.getBoolean("stand_in"),
                        row.getObject("from_on", LocalDate.class),
                        row.getObject("until_on", LocalDate.class)))
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
                        insert into organisation.staff (region_code, id, login, name, employee_number, left_on)
                        values (:region, :id, :login, :name, :number, :left)
                        """)
                .param("region", staff.region())
                .param("id", staff.id())
                .param("login", staff.login())
                .param("name", staff.name())
                .param("number", staff.employeeNumber())
                .param("left", staff.leftOn())
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
                                                          until_on)
                        values (:region, :department, :role, :staff, :standIn, :from,
                                :until)
                        """)
                .param("region", posting.region())
                .param("department", post[0])
                .param("role", post[1])
                .param("staff", posting.staff())
                .param("standIn", posting.standIn())
                .param("from", posting.from())
                .param("until", posting.until())
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

    private static Text text(ResultSet row, String column) throws SQLException {
        return new Text(row.getString(column + "_zh"), row.getString(column + "_en"));
    }

    private static Set<String> strings(ResultSet row, String column) throws SQLException {
        return Set.of((String[]) row.getArray(column).getArray());
    }
}
