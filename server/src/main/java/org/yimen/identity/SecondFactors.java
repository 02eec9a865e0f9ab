package org.yimen.identity;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;

/** 双因素: the staff's authenticator apps and their recovery codes. */
@Service
public class SecondFactors {

    /** How many recovery codes an enrolment gives. */
    public static final int RECOVERY_CODES = 10;

    private static final String SECRET = "identity.staff_second_factor.secret";
    private static final String RECOVERY = "identity.staff_recovery_code.code";
    private static final int RECOVERY_LENGTH = 10;

    // Without letters that look like digits; ten of them are more than anybody guesses.
    private static final String RECOVERY_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final Pattern SEPARATORS = Pattern.compile("[\\s-]");

    /**
     * A secret that is not in force yet.
     *
     * @param base32 as an app takes it when typed
     * @param uri as an app takes it from a QR code
     */
    public record Proposal(String base32, String uri) {}

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final Sessions sessions;
    private final AuditLog audit;
    private final InstantSource time;
    private final SecureRandom random = new SecureRandom();

    SecondFactors(JdbcClient jdbc, ColumnCipher cipher, Sessions sessions, AuditLog audit, InstantSource time) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.sessions = sessions;
        this.audit = audit;
        this.time = time;
    }

    /** A new secret, to be kept by the caller until its first code has come. */
    public byte[] newSecret() {
        byte[] secret = new byte[Totp.SECRET_BYTES];
        random.nextBytes(secret);
        return secret;
    }

    /** What the page shows of a secret. */
    public Proposal proposal(String login, byte[] secret) {
        String base32 = Totp.base32(secret);
        return new Proposal(
                base32,
                "otpauth://totp/Yimen:" + login + "?secret=" + base32
                        + "&issuer=Yimen&algorithm=SHA1&digits=6&period=30");
    }

    public boolean enrolled(StaffMember member) {
        return jdbc.sql("""
                        select 1
                          from identity.staff_second_factor
                         where region_code = :region and staff_id = :staff
                        """)
                .param("region", member.region())
                .param("staff", member.staffId())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** How many recovery codes are left. */
    public int recoveryCodes(StaffMember member) {
        return jdbc.sql("""
                        select count(*)
                          from identity.staff_recovery_code
                         where region_code = :region and staff_id = :staff and used_at is null
                        """)
                .param("region", member.region())
                .param("staff", member.staffId())
                .query(Integer.class)
                .single();
    }

    /** Puts the secret in force where the code is its own; the recovery codes are shown this once. Else nothing. */
    @Transactional
    public Optional<List<String>> enrol(StaffMember member, byte[] secret, String code) {
        OptionalLong step = Totp.match(secret, plain(code), time.instant(), Long.MIN_VALUE);
        if (step.isEmpty()) {
            return Optional.empty();
        }
        delete(member);
        String encoded = Base64.getEncoder().encodeToString(secret);
        jdbc.sql("""
                        insert into identity.staff_second_factor (region_code, staff_id, secret_sealed, enrolled_at,
                                                                  last_step)
                        values (:region, :staff, :secret, :at, :step)
                        """)
                .param("region", member.region())
                .param("staff", member.staffId())
                .param(
                        "secret",
                        cipher.seal(SECRET, member.region(), member.staffId().toString(), encoded)
                                .bytes())
                .param("at", time.instant().atOffset(ZoneOffset.UTC))
                .param("step", step.getAsLong())
                .update();
        var codes = new ArrayList<String>();
        for (int i = 0; i < RECOVERY_CODES; i++) {
            String recovery = recoveryCode();
            jdbc.sql("""
                            insert into identity.staff_recovery_code (region_code, staff_id, code_index)
                            values (:region, :staff, :code)
                            """)
                    .param("region", member.region())
                    .param("staff", member.staffId())
                    .param("code", index(member, recovery))
                    .update();
            codes.add(recovery.substring(0, RECOVERY_LENGTH / 2) + "-" + recovery.substring(RECOVERY_LENGTH / 2));
        }
        audit.record(
                member.region(),
                member.staffId().toString(),
                "identity.second-factor-enrolled",
                member.staffId().toString(),
                Map.of());
        return Optional.of(List.copyOf(codes));
    }

    /** True where the code is the app's of this moment, or a recovery code; either only once. */
    @Transactional
    boolean proves(StaffMember member, String typed) {
        String code = plain(typed);
        return code.length() == RECOVERY_LENGTH ? usesRecovery(member, code) : usesApp(member, code);
    }

    /** Takes the second factor away, as the security administrator does where a phone is lost; sessions end with it. */
    @Transactional
    public void remove(StaffMember member, String by) {
        if (delete(member) > 0) {
            audit.record(
                    member.region(),
                    by,
                    "identity.second-factor-removed",
                    member.staffId().toString(),
                    Map.of());
            sessions.endAll(member, null, by, Sessions.Why.SECOND_FACTOR_REMOVED);
        }
    }

    private boolean usesApp(StaffMember member, String code) {
        record Kept(Sealed secret, long lastStep) {}
        Optional<Kept> kept = jdbc.sql("""
                        select secret_sealed, last_step
                          from identity.staff_second_factor
                         where region_code = :region and staff_id = :staff
                        """)
                .param("region", member.region())
                .param("staff", member.staffId())
                .query((row, _) -> new Kept(Sealed.of(row.getBytes("secret_sealed")), row.getLong("last_step")))
                .optional();
        if (kept.isEmpty()) {
            return false;
        }
        String encoded = cipher.open(
                SECRET, member.region(), member.staffId().toString(), kept.get().secret());
        OptionalLong step = Totp.match(
                Base64.getDecoder().decode(encoded),
                code,
                time.instant(),
                kept.get().lastStep());
        // Of two who type the same code at once, one has used it.
        return step.isPresent()
                && jdbc.sql("""
                                        update identity.staff_second_factor
                                           set last_step = :step
                                         where region_code = :region and staff_id = :staff and last_step < :step
                                        """)
                                .param("step", step.getAsLong())
                                .param("region", member.region())
                                .param("staff", member.staffId())
                                .update()
                        == 1;
    }

    private boolean usesRecovery(StaffMember member, String code) {
        return jdbc.sql("""
                        update identity.staff_recovery_code
                           set used_at = :now
                         where region_code = :region and staff_id = :staff and code_index = :code and used_at is null
                        """)
                        .param("now", time.instant().atOffset(ZoneOffset.UTC))
                        .param("region", member.region())
                        .param("staff", member.staffId())
                        .param("code", index(member, code))
                        .update()
                == 1;
    }

    private int delete(StaffMember member) {
        return jdbc.sql("""
                        delete from identity.staff_second_factor
                         where region_code = :region and staff_id = :staff
                        """)
                .param("region", member.region())
                .param("staff", member.staffId())
                .update();
    }

    private byte[] index(StaffMember member, String code) {
        UUID staff = member.staffId();
        return cipher.index(RECOVERY, staff + "\n" + code);
    }

    private String recoveryCode() {
        return random.ints(RECOVERY_LENGTH, 0, RECOVERY_LETTERS.length())
                .mapToObj(RECOVERY_LETTERS::charAt)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
    }

    private static String plain(String typed) {
        return SEPARATORS.matcher(typed).replaceAll("").toUpperCase(Locale.ROOT);
    }
}
