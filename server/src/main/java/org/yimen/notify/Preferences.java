package org.yimen.notify;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;

/** What people want of messages. */
@Repository
public class Preferences {

    static final String MAIL = "notify.preference.mail";

    private static final String UPSERT = """
            insert into notify.preference
                   (region_code, person_id, sms, mail, mail_sealed, mail_proven_at, quiet_from, quiet_until, english,
                    changed_at)
            values (:region, :person, :sms, :byMail, :mail, :proven, :from, :until, :english,
                    :at)
                on conflict (region_code, person_id) do update
                       set sms = :sms, mail = :byMail, mail_sealed = :mail, mail_proven_at = :proven,
                           quiet_from = :from, quiet_until = :until, english = :english, changed_at = :at
            """;

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final InstantSource time;

    Preferences(JdbcClient jdbc, ColumnCipher cipher, InstantSource time) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.time = time;
    }

    public Preference of(String region, UUID person) {
        return jdbc.sql("""
                        select sms, mail, mail_sealed, mail_proven_at, quiet_from, quiet_until, english
                          from notify.preference
                         where region_code = :region and person_id = :person
                        """)
                .param("region", region)
                .param("person", person)
                .query((row, _) -> preference(region, person, row))
                .optional()
                .orElse(Preference.STANDARD);
    }

    /** Sets what somebody wants; the address stays as proven as it says. */
    public void set(String region, UUID person, Preference wanted) {
        OffsetDateTime now = time.instant().atOffset(ZoneOffset.UTC);
        byte @Nullable [] mail = wanted.mail().isEmpty()
                ? null
                : cipher.seal(MAIL, region, person.toString(), wanted.mail()).bytes();
        jdbc.sql(UPSERT)
                .param("region", region)
                .param("person", person)
                .param("sms", wanted.sms())
                .param("byMail", wanted.byMail())
                .param("mail", mail, Types.BINARY)
                .param("proven", wanted.mailProven() ? now : null, Types.TIMESTAMP_WITH_TIMEZONE)
                .param("from", wanted.quietFrom())
                .param("until", wanted.quietUntil())
                .param("english", wanted.english())
                .param("at", now)
                .update();
    }

    private Preference preference(String region, UUID person, ResultSet row) throws SQLException {
        byte[] sealed = row.getBytes("mail_sealed");
        return new Preference(
                row.getBoolean("sms"),
                row.getBoolean("mail"),
                sealed == null ? "" : cipher.open(MAIL, region, person.toString(), Sealed.of(sealed)),
                row.getTimestamp("mail_proven_at") != null,
                row.getInt("quiet_from"),
                row.getInt("quiet_until"),
                row.getBoolean("english"));
    }
}
