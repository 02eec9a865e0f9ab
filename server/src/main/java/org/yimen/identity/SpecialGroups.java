package org.yimen.identity;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.identifier.Uuid7;
import org.yimen.platform.CityTime;

/**
 * 特殊群体标识: who is served first, and helped. The group is for the staff and for the person; the reason, which is often
 * about health, is for the staff only and kept sealed.
 */
@Service
public class SpecialGroups {

    /** 老年人权益保障法 art. 2: who has completed sixty years, without anybody noting it. */
    public static final int OLD_AGE = 60;

    public static final int LONGEST_REASON = 200;

    private static final String COLUMN = "identity.special_group.reason";
    private static final int MOST = 20;

    private static final String OF = """
        select id, kind, reason_sealed, noted_at
          from identity.special_group
         where person_id = :person and ended_at is null
         order by noted_at, id
         limit :limit
        """;

    private static final String OF_MANY = """
        select person_id, kind
          from identity.special_group
         where person_id = any(:people) and ended_at is null
        """;

    private static final String VOUCHED = """
        select exists (select 1
                         from identity.special_group
                        where person_id = :person and ended_at is null and noted_by <> :person)
        """;

    /** Whoever looked puts his word in the place of the person's own. */
    private static final String END_DECLARED = """
        update identity.special_group
           set ended_at = :at, ended_by = :by
         where person_id = :person and kind = :kind and ended_at is null and noted_by = :person
        """;

    private static final String INSERT = """
        insert into identity.special_group (id, person_id, kind, reason_sealed, noted_at, noted_by)
        values (:id, :person, :kind, :reason, :at, :by)
        """;

    private static final String END = """
        update identity.special_group
           set ended_at = :at, ended_by = :by
         where id = :id and person_id = :person and ended_at is null
        """;

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final People people;
    private final Accesses accesses;
    private final AuditLog audit;
    private final InstantSource time;
    private final String home;

    SpecialGroups(
            JdbcClient jdbc,
            ColumnCipher cipher,
            People people,
            Accesses accesses,
            AuditLog audit,
            InstantSource time,
            @Value("${yimen.region:629901}") String home) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.people = people;
        this.accesses = accesses;
        this.audit = audit;
        this.time = time;
        this.home = home;
    }

    /**
     * One mark.
     *
     * @param id null where the citizen number says it by itself
     * @param reason for the staff only
     */
    public record Marker(
            @Nullable UUID id,
            SpecialGroup group,
            String reason,
            @Nullable Instant notedAt) {
        @Override
        public String toString() {
            return "Marker[" + group + "]";
        }
    }

    /** All marks of a person as of today. */
    public List<Marker> of(UUID person) {
        var markers = new ArrayList<Marker>(jdbc.sql(OF)
                .param("person", person)
                .param("limit", MOST)
                .query((row, _) -> {
                    UUID id = row.getObject("id", UUID.class);
                    return new Marker(
                            id,
                            SpecialGroup.valueOf(row.getString("kind")),
                            cipher.open(COLUMN, "", id.toString(), Sealed.of(row.getBytes("reason_sealed"))),
                            row.getTimestamp("noted_at").toInstant());
                })
                .list());
        boolean noted = markers.stream().anyMatch(marker -> marker.group() == SpecialGroup.AGED);
        if (!noted && people.find(person).filter(each -> isOld(each, today())).isPresent()) {
            markers.addFirst(new Marker(null, SpecialGroup.AGED, "", null));
        }
        return List.copyOf(markers);
    }

    /** The groups of several people at once; who is in none is not in the map. */
    public Map<UUID, Set<SpecialGroup>> of(Collection<UUID> persons) {
        if (persons.isEmpty()) {
            return Map.of();
        }
        LocalDate today = today();
        var groups = new HashMap<UUID, Set<SpecialGroup>>();
        for (Person person : people.find(persons)) {
            if (isOld(person, today)) {
                groups.put(person.id(), EnumSet.of(SpecialGroup.AGED));
            }
        }
        jdbc.sql(OF_MANY)
                .param("people", persons.toArray(UUID[]::new))
                .query((row, _) -> groups.computeIfAbsent(
                                row.getObject("person_id", UUID.class), _ -> EnumSet.noneOf(SpecialGroup.class))
                        .add(SpecialGroup.valueOf(row.getString("kind"))))
                .list();
        return Map.copyOf(groups);
    }

    /** True where the person goes first in a queue and may ask for a helper. */
    public boolean priority(UUID person) {
        return !of(List.of(person)).isEmpty();
    }

    /** True where the number says it, or somebody of the staff has looked: what one only says of oneself is not enough. */
    public boolean vouched(UUID person) {
        return people.find(person).filter(each -> isOld(each, today())).isPresent()
                || jdbc.sql(VOUCHED)
                        .param("person", person)
                        .query(Boolean.class)
                        .single();
    }

    /** Noted at a window or by a helper, who has looked; what the person said of himself gives way to it. */
    @Transactional
    public void mark(UUID person, SpecialGroup group, String reason, Onlooker by) {
        jdbc.sql(END_DECLARED)
                .param("person", person)
                .param("kind", group.name())
                .param("by", by.staff())
                .param("at", Timestamp.from(time.instant()))
                .update();
        insert(person, group, reason, by.staff());
        accesses.note(person, Access.Kind.MARKED, Channel.WINDOW, by, group.name(), null);
    }

    /** Said by the person himself, on his profile. */
    @Transactional
    public void declare(UUID person, SpecialGroup group, String reason) {
        insert(person, group, reason, person);
    }

    private void insert(UUID person, SpecialGroup group, String reason, UUID by) {
        String said = reason.strip();
        if (said.isEmpty() || said.length() > LONGEST_REASON) {
            throw new IdentityRuleBroken("identity.special.reason", LONGEST_REASON);
        }
        if (group == SpecialGroup.AGED) {
            throw new IdentityRuleBroken("identity.special.by-number");
        }
        List<Marker> known = of(person);
        if (known.stream().anyMatch(marker -> marker.group() == group) || known.size() >= MOST) {
            throw new IdentityRuleBroken("identity.special.known");
        }
        Instant now = time.instant();
        UUID id = Uuid7.next(now);
        jdbc.sql(INSERT)
                .param("id", id)
                .param("person", person)
                .param("kind", group.name())
                .param("reason", cipher.seal(COLUMN, "", id.toString(), said).bytes())
                .param("at", Timestamp.from(now))
                .param("by", by)
                .update();
        audit.record(home, by.toString(), "identity.special-group-noted", person.toString(), Map.of());
    }

    @Transactional
    public void end(UUID person, UUID id, UUID by) {
        int ended = jdbc.sql(END)
                .param("id", id)
                .param("person", person)
                .param("at", Timestamp.from(time.instant()))
                .param("by", by)
                .update();
        if (ended == 1) {
            audit.record(home, by.toString(), "identity.special-group-ended", person.toString(), Map.of());
        }
    }

    private static boolean isOld(Person person, LocalDate today) {
        return person.citizenId().ageOn(today) >= OLD_AGE;
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }
}
