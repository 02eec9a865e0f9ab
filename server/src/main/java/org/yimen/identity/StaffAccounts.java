package org.yimen.identity;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Passwords of the staff; login and name are the organisation's. */
@Service
public class StaffAccounts {

    private final JdbcClient jdbc;
    private final InstantSource time;

    StaffAccounts(JdbcClient jdbc, InstantSource time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    /** Gives a member of staff this password, and ends the one before. */
    public void change(String region, UUID staff, PasswordHash password) {
        jdbc.sql("""
                        insert into identity.staff_password (region_code, staff_id, hash, changed_at)
                        values (:region, :staff, :hash, :at)
                            on conflict (region_code, staff_id) do update set hash = :hash, changed_at = :at
                        """)
                .param("region", region)
                .param("staff", staff)
                .param("hash", password.value())
                .param("at", time.instant().atOffset(ZoneOffset.UTC))
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
}
