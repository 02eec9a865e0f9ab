package org.yimen.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yimen.identifier.CreditCode;

@Repository
class EntityTables {

    private static final String ENTITIES = """
        select e.id, e.credit_code, e.name, e.address, o.person_id, o.role, o.from_on, o.until_on
          from identity.entity e
          left join identity.operator o on o.entity_id = e.id and o.ended_at is null
        """;

    private static final String BY_ID = ENTITIES + " where e.id = :id order by o.from_on";

    private static final String BY_CREDIT_CODE = ENTITIES + " where e.credit_code = :code order by o.from_on";

    private static final String OPERATED_BY = ENTITIES + """
         where e.id in (select entity_id from identity.operator where person_id = :person and ended_at is null)
         order by e.name, o.from_on
        """;

    private record Row(UUID id, String creditCode, String name, String address, Optional<Operator> operator) {}

    private static final RowMapper<Row> ROW = (row, _) -> {
        UUID person = row.getObject("person_id", UUID.class);
        return new Row(
                row.getObject("id", UUID.class),
                row.getString("credit_code"),
                row.getString("name"),
                Objects.requireNonNullElse(row.getString("address"), ""),
                person == null
                        ? Optional.empty()
                        : Optional.of(new Operator(
                                person,
                                Operator.Role.valueOf(row.getString("role")),
                                row.getObject("from_on", LocalDate.class),
                                row.getObject("until_on", LocalDate.class))));
    };

    private final JdbcClient jdbc;

    EntityTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(LegalEntity entity, Instant at) {
        jdbc.sql("""
            insert into identity.entity (id, credit_code, name, address, registered_at)
            values (:id, :code, :name, :address, :at)
            """)
                .param("id", entity.id())
                .param("code", entity.creditCode().value())
                .param("name", entity.name())
                .param("address", entity.address())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void insert(UUID entity, Operator operator) {
        jdbc.sql("""
            insert into identity.operator (entity_id, person_id, role, from_on, until_on)
            values (:entity, :person, :role, :from, :until)
                on conflict (entity_id, person_id, from_on) do update
                       set role = :role, until_on = :until, ended_at = null
                     where identity.operator.ended_at is not null
            """)
                .param("entity", entity)
                .param("person", operator.person())
                .param("role", operator.role().name())
                .param("from", operator.from())
                .param("until", operator.until())
                .update();
    }

    /** True where there was somebody to dismiss. */
    boolean end(UUID entity, UUID person, Instant at) {
        return jdbc.sql("""
            update identity.operator
               set ended_at = :at
             where entity_id = :entity and person_id = :person and role = 'AGENT' and ended_at is null
            """)
                        .param("entity", entity)
                        .param("person", person)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    Optional<LegalEntity> find(UUID id) {
        return grouped(jdbc.sql(BY_ID).param("id", id).query(ROW).list()).stream()
                .findFirst();
    }

    Optional<LegalEntity> find(CreditCode code) {
        return grouped(jdbc.sql(BY_CREDIT_CODE)
                        .param("code", code.value())
                        .query(ROW)
                        .list())
                .stream()
                .findFirst();
    }

    List<LegalEntity> operatedBy(UUID person) {
        return grouped(jdbc.sql(OPERATED_BY).param("person", person).query(ROW).list());
    }

    private static List<LegalEntity> grouped(List<Row> rows) {
        Map<UUID, List<Row>> byEntity = new LinkedHashMap<>();
        rows.forEach(row ->
                byEntity.computeIfAbsent(row.id(), _ -> new ArrayList<>()).add(row));
        return byEntity.values().stream()
                .map(of -> new LegalEntity(
                        of.getFirst().id(),
                        new CreditCode(of.getFirst().creditCode()),
                        of.getFirst().name(),
                        of.getFirst().address(),
                        of.stream().flatMap(row -> row.operator().stream()).toList()))
                .toList();
    }
}
