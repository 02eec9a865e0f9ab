package org.yimen.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Passwords of the staff; login and name are the organisation's. */
@Service
public class StaffAccounts {

    /** The new password is none of so many before, the present one among them. */
    static final int REMEMBERED = 5;

    /**
     * What is known of an account beside its secrets.
     *
     * @param temporary true where somebody else set the password
     * @param passwordSince null where there is none
     */
    record Facts(
            boolean temporary,
            @Nullable Instant passwordSince,
            @Nullable Instant signedInAt,
            @Nullable Instant lockedAt,
            @Nullable Instant enrolledAt) {}

    private static final String FACTS = """
            select w.temporary, w.changed_at, a.signed_in_at, a.locked_at, f.enrolled_at
              from (select cast(:region as text) as region_code, cast(:staff as uuid) as staff_id) who
              left join identity.staff_password w using (region_code, staff_id)
              left join identity.staff_account a using (region_code, staff_id)
              left join identity.staff_second_factor f using (region_code, staff_id)
            """;

    private final JdbcClient jdbc;
    private final InstantSource time;

    StaffAccounts(JdbcClient jdbc, InstantSource time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    /** Gives a member of staff this password as his own choice, and ends the one before. */
    @Transactional
    public void change(String region, UUID staff, PasswordHash password) {
        change(region, staff, password, false);
    }

    /** The same; a temporary one lets him do nothing but choose another. */
    @Transactional
    void change(String region, UUID staff, PasswordHash password, boolean temporary) {
        // Two in the same moment leave one line: which of them is remembered does not matter.
        jdbc.sql("""
                        insert into identity.staff_password_past (region_code, staff_id, ended_at, hash)
                        select region_code, staff_id, :at, hash
                          from identity.staff_password
                         where region_code = :region and staff_id = :staff
                            on conflict (region_code, staff_id, ended_at) do nothing
                        """)
                .param("at", now())
                .param("region", region)
                .param("staff", staff)
                .update();
        jdbc.sql("""
                        delete from identity.staff_password_past
                         where region_code = :region and staff_id = :staff
                           and ended_at not in (select ended_at from identity.staff_password_past
                                                 where region_code = :region and staff_id = :staff
                                                 order by ended_at desc
                                                 limit :kept)
                        """)
                .param("region", region)
                .param("staff", staff)
                .param("kept", REMEMBERED - 1)
                .update();
        jdbc.sql("""
                        insert into identity.staff_password (region_code, staff_id, hash, changed_at, temporary)
                        values (:region, :staff, :hash, :at, :temporary)
                            on conflict (region_code, staff_id) do update
                                   set hash = :hash, changed_at = :at, temporary = :temporary
                        """)
                .param("region", region)
                .param("staff", staff)
                .param("hash", password.value())
                .param("at", now())
                .param("temporary", temporary)
                .update();
    }

    Optional<PasswordHash> password(String region, UUID staff) {
        return jdbc.sql("""
                        select hash
                          from identity.staff_password
                         where region_code = :region and staff_id = :staff
                        """)
                .param("region", region)
                .param("staff", staff)
                .query((row, _) -> new PasswordHash(row.getString("hash")))
                .optional();
    }

    /** The passwords before the present one, the latest first. */
    List<PasswordHash> past(String region, UUID staff) {
        return jdbc.sql("""
                        select hash
                          from identity.staff_password_past
                         where region_code = :region and staff_id = :staff
                         order by ended_at desc
                         limit :kept
                        """)
                .param("region", region)
                .param("staff", staff)
                .param("kept", REMEMBERED - 1)
                .query((row, _) -> new PasswordHash(row.getString("hash")))
                .list();
    }

    /** The facts of every account of the region that has a password. */
    Map<UUID, Facts> facts(String region) {
        var facts = new HashMap<UUID, Facts>();
        jdbc.sql("""
                        select w.staff_id, w.temporary, w.changed_at, a.signed_in_at, a.locked_at, f.enrolled_at
                          from identity.staff_password w
                          left join identity.staff_account a using (region_code, staff_id)
                          left join identity.staff_second_factor f using (region_code, staff_id)
                         where w.region_code = :region
                        """).param("region", region).query((ResultSet row) -> {
            facts.put(row.getObject("staff_id", UUID.class), toFacts(row));
        });
        return facts;
    }

    Facts facts(String region, UUID staff) {
        return jdbc.sql(FACTS)
                .param("region", region)
                .param("staff", staff)
                .query((row, _) -> toFacts(row))
                .single();
    }

    private static Facts toFacts(ResultSet row) throws SQLException {
        return new Facts(
                row.getBoolean("temporary"),
                moment(row, "changed_at"),
                moment(row, "signed_in_at"),
                moment(row, "locked_at"),
                moment(row, "enrolled_at"));
    }

    void signedIn(String region, UUID staff) {
        jdbc.sql("""
                        insert into identity.staff_account (region_code, staff_id, signed_in_at)
                        values (:region, :staff, :at)
                            on conflict (region_code, staff_id) do update set signed_in_at = :at
                        """)
                .param("region", region)
                .param("staff", staff)
                .param("at", now())
                .update();
    }

    void lock(String region, UUID staff, String by, String because) {
        jdbc.sql("""
                        insert into identity.staff_account (region_code, staff_id, locked_at, locked_by, locked_because)
                        values (:region, :staff, :at, :by, :because)
                            on conflict (region_code, staff_id) do update
                                   set locked_at = :at, locked_by = :by, locked_because = :because
                        """)
                .param("region", region)
                .param("staff", staff)
                .param("at", now())
                .param("by", by)
                .param("because", because)
                .update();
    }

    /** Whose account is locked, and since when; of every region, because the organisation is read as a whole. */
    public Map<UUID, Instant> locked() {
        var locked = new HashMap<UUID, Instant>();
        jdbc.sql("""
                        -- all regions: the organisation is one picture
                        select staff_id, locked_at
                          from identity.staff_account
                         where locked_at is not null
                        """).query((ResultSet row) -> {
            locked.put(
                    row.getObject("staff_id", UUID.class),
                    row.getObject("locked_at", OffsetDateTime.class).toInstant());
        });
        return locked;
    }

    /** Ends the lock. An account that was closed for want of use is in use again from now. */
    void unlock(String region, UUID staff) {
        jdbc.sql("""
                        insert into identity.staff_account (region_code, staff_id, signed_in_at)
                        values (:region, :staff, :at)
                            on conflict (region_code, staff_id) do update
                                   set locked_at = null, locked_by = null, locked_because = null, signed_in_at = :at
                        """)
                .param("region", region)
                .param("staff", staff)
                .param("at", now())
                .update();
    }

    private OffsetDateTime now() {
        return time.instant().atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
