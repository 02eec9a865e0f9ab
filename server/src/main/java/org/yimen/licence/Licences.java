package org.yimen.licence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.document.Fact;
import org.yimen.document.VerificationCode;
import org.yimen.identifier.LicenceIdentifier;
import tools.jackson.databind.json.JsonMapper;

@Repository
class Licences {

    /** More than anybody holds; a list that long is somebody's mistake. */
    private static final int MOST_OF_A_HOLDER = 200;

    private static final String INSERT = """
            insert into licence.licence
                   (region_code, id, identifier, licence_type, number, holder_sealed, holder_index, holder_masked,
                    item_code, case_id, issuer_department, issuer_name, issued_on, valid_from, valid_until, state,
                    paper_id, sm3, facts, verification_code)
            values (:region, :id, :identifier, :type, :number, :holderSealed, :holderIndex, :holderMasked,
                    :item, :caseId, :department, :issuer, :issuedOn, :from, :until, 'valid',
                    :paper, :sm3, :facts::jsonb, :code)
                on conflict (region_code, identifier) do nothing
            """;

    private static final String SELECT = """
            select region_code, id, identifier, licence_type, number, holder_name, holder_sealed, holder_masked, item_code,
                   case_id,
                   issuer_department, issuer_name, issued_on, valid_from, valid_until, state, state_on, state_reason,
                   paper_id, facts, verification_code, suspended_on, suspended_until, suspension_reason
              from licence.licence
            """;

    private static final String FIND = SELECT + " where region_code = :region and id = :id";

    private static final String OF_HOLDER = SELECT
            + " where region_code = :region and holder_index = any(:holder) order by issued_on desc, id desc limit :limit";

    private static final String OF_HOLDER_BY_ID = FIND + " and holder_index = any(:holder)";

    private static final String PUBLISHED = SELECT + """
             where region_code = :region and item_code = any(:items)
               and (issued_on, id) < (:on, :id)
             order by issued_on desc, id desc
             limit :limit
            """;

    private static final String OF_CASE =
            SELECT + " where region_code = :region and case_id = :caseId order by id limit :limit";

    private static final String BY_CODE = SELECT + " where verification_code = :code limit 1";

    private static final String BY_FILE = SELECT + " where region_code = :region and sm3 = :sm3";

    private static final String END = """
              with ended as (
                     update licence.licence
                        set state = :state, state_on = :on, state_reason = :reason
                      where region_code = :region and id = :id and state = any(:from)
                  returning region_code, id, state, state_on, state_reason)
            insert into licence.ending (region_code, licence_id, state, ended_on, reason, recorded_at)
            select region_code, id, state, state_on, state_reason, :at
              from ended
            """;

    static final String HOLDER_NAME = "licence.licence.holder_name";

    private static final int BATCH = 200;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final ColumnCipher cipher;

    Licences(JdbcClient jdbc, JsonMapper json, ColumnCipher cipher) {
        this.jdbc = jdbc;
        this.json = json;
        this.cipher = cipher;
    }

    private byte[] sealed(String region, UUID id, String name) {
        return cipher.seal(HOLDER_NAME, region, id.toString(), name).bytes();
    }

    /** A row that no start has sealed yet still says it in the open. */
    private String holderName(ResultSet row) throws SQLException {
        String open = row.getString("holder_name");
        return open != null
                ? open
                : cipher.open(
                        HOLDER_NAME,
                        row.getString("region_code"),
                        row.getString("id"),
                        Sealed.of(row.getBytes("holder_sealed")));
    }

    /** Seals the holders' names of some rows from before; true while there may be more. */
    boolean sealOldHolders() {
        record Old(String region, UUID id, String name) {}
        List<Old> page = jdbc.sql("""
                        select region_code, id, holder_name
                          from licence.licence
                         where holder_name is not null
                         order by region_code, id
                         limit :limit
                           for update
                        """)
                .param("limit", BATCH)
                .query((row, _) -> new Old(
                        row.getString("region_code"), row.getObject("id", UUID.class), row.getString("holder_name")))
                .list();
        for (Old old : page) {
            jdbc.sql("""
                            update licence.licence
                               set holder_sealed = :sealed, holder_name = null
                             where region_code = :region and id = :id
                            """)
                    .param("sealed", sealed(old.region(), old.id(), old.name()))
                    .param("region", old.region())
                    .param("id", old.id())
                    .update();
        }
        return page.size() == BATCH;
    }

    /** False where another licence has the identifier already. */
    boolean insert(Licence licence, byte[] holderIndex, String sm3) {
        return jdbc.sql(INSERT)
                        .param("region", licence.region())
                        .param("id", licence.id())
                        .param("identifier", licence.identifier().toString())
                        .param("type", licence.type())
                        .param("number", licence.number())
                        .param("holderSealed", sealed(licence.region(), licence.id(), licence.holderName()))
                        .param("holderIndex", holderIndex)
                        .param("holderMasked", licence.holderMasked())
                        .param("item", licence.itemCode())
                        .param("caseId", licence.caseId())
                        .param("department", licence.issuerDepartment())
                        .param("issuer", licence.issuerName())
                        .param("issuedOn", licence.issuedOn())
                        .param("from", licence.term().from())
                        .param("until", licence.term().until())
                        .param("paper", licence.paper())
                        .param("sm3", HexFormat.of().parseHex(sm3))
                        .param("facts", json.writeValueAsString(licence.facts()))
                        .param("code", licence.code().value())
                        .update()
                == 1;
    }

    Optional<Licence> find(String region, UUID id) {
        return jdbc.sql(FIND)
                .param("region", region)
                .param("id", id)
                .query(this::toLicence)
                .optional();
    }

    Optional<Licence> ofHolder(String region, UUID id, List<byte[]> holderIndexes) {
        return jdbc.sql(OF_HOLDER_BY_ID)
                .param("region", region)
                .param("id", id)
                .param("holder", holderIndexes.toArray(byte[][]::new))
                .query(this::toLicence)
                .optional();
    }

    List<Licence> ofHolder(String region, List<byte[]> holderIndexes) {
        return jdbc.sql(OF_HOLDER)
                .param("region", region)
                .param("holder", holderIndexes.toArray(byte[][]::new))
                .param("limit", MOST_OF_A_HOLDER)
                .query(this::toLicence)
                .list();
    }

    List<Licence> published(String region, List<String> items, LocalDate on, UUID before, int limit) {
        return jdbc.sql(PUBLISHED)
                .param("region", region)
                .param("items", items.toArray(String[]::new))
                .param("on", on)
                .param("id", before)
                .param("limit", limit)
                .query(this::toLicence)
                .list();
    }

    int goingOn(String region, String item, LocalDate on) {
        return jdbc.sql("""
                        select count(*)
                          from licence.licence
                         where region_code = :region and item_code = :item and state = 'valid'
                           and (valid_until is null or valid_until >= :on)
                        """)
                .param("region", region)
                .param("item", item)
                .param("on", on)
                .query(Integer.class)
                .single();
    }

    List<Licence> ofCase(String region, UUID caseId) {
        return jdbc.sql(OF_CASE)
                .param("region", region)
                .param("caseId", caseId)
                .param("limit", MOST_OF_A_HOLDER)
                .query(this::toLicence)
                .list();
    }

    Optional<Licence> byCode(VerificationCode code) {
        return jdbc.sql(BY_CODE)
                .param("code", code.value())
                .query(this::toLicence)
                .optional();
    }

    Optional<Licence> byFile(String region, String sm3) {
        return jdbc.sql(BY_FILE)
                .param("region", region)
                .param("sm3", HexFormat.of().parseHex(sm3))
                .query(this::toLicence)
                .optional();
    }

    /** False where no licence is in a state that this end may follow. */
    boolean end(String region, UUID id, Standing.Ended end, Instant at) {
        return jdbc.sql(END)
                        .param("region", region)
                        .param("id", id)
                        .param("state", end.how().code())
                        .param("on", end.on())
                        .param("reason", end.reason())
                        .param("from", end.how().follows().toArray(String[]::new))
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    void replaces(String region, UUID id, UUID former) {
        jdbc.sql("""
                        update licence.licence
                           set replaces = :former
                         where region_code = :region and id = :id
                        """)
                .param("former", former)
                .param("region", region)
                .param("id", id)
                .update();
    }

    /** 更正: the number of what took its place within the same case; what is changed or renewed has a case of its own. */
    Optional<String> corrected(String region, UUID id) {
        return jdbc.sql("""
                        select next.number
                          from licence.licence next
                               join licence.licence former
                                 on former.region_code = next.region_code and former.id = next.replaces
                                and former.case_id = next.case_id
                         where next.region_code = :region and next.replaces = :id
                        """)
                .param("region", region)
                .param("id", id)
                .query(String.class)
                .optional();
    }

    /** Cases, both ways along what replaced what. */
    List<UUID> line(String region, UUID caseId) {
        return jdbc.sql("""
                        with recursive line as (
                               select id, replaces, case_id
                                 from licence.licence
                                where region_code = :region and case_id = :case
                                union
                               select l.id, l.replaces, l.case_id
                                 from line
                                 join licence.licence l
                                   on l.region_code = :region and (l.id = line.replaces or l.replaces = line.id))
                        select distinct case_id from line limit :limit
                        """)
                .param("region", region)
                .param("case", caseId)
                .param("limit", MOST_OF_A_HOLDER)
                .query((row, _) -> row.getObject("case_id", UUID.class))
                .list();
    }

    /** The last case of the line, onwards from this one. */
    Optional<UUID> current(String region, UUID caseId) {
        return jdbc.sql("""
                        with recursive line as (
                               select id, case_id, 0 as step
                                 from licence.licence
                                where region_code = :region and case_id = :case
                                union
                               select l.id, l.case_id, line.step + 1
                                 from line
                                 join licence.licence l on l.region_code = :region and l.replaces = line.id
                                where line.step < :limit)
                        select case_id from line order by step desc, id limit 1
                        """)
                .param("region", region)
                .param("case", caseId)
                .param("limit", MOST_OF_A_HOLDER)
                .query(UUID.class)
                .optional();
    }

    /** False where it is not valid any more. */
    boolean suspend(String region, UUID id, Standing.Suspended suspension) {
        return jdbc.sql("""
                        update licence.licence
                           set suspended_on = :from, suspended_until = :until, suspension_reason = :reason
                         where region_code = :region and id = :id and state = 'valid'
                        """)
                        .param("from", suspension.from())
                        .param("until", suspension.until())
                        .param("reason", suspension.reason())
                        .param("region", region)
                        .param("id", id)
                        .update()
                == 1;
    }

    void lift(String region, UUID id) {
        jdbc.sql("""
                        update licence.licence
                           set suspended_on = null, suspended_until = null, suspension_reason = null
                         where region_code = :region and id = :id
                        """).param("region", region).param("id", id).update();
    }

    private static Standing.@Nullable Suspended suspensionOf(ResultSet row) throws SQLException {
        LocalDate from = row.getObject("suspended_on", LocalDate.class);
        return from == null
                ? null
                : new Standing.Suspended(
                        from, row.getObject("suspended_until", LocalDate.class), row.getString("suspension_reason"));
    }

    private Licence toLicence(ResultSet row, int index) throws SQLException {
        return new Licence(
                row.getString("region_code"),
                row.getObject("id", UUID.class),
                LicenceIdentifier.of(row.getString("identifier")),
                row.getString("licence_type"),
                row.getString("number"),
                holderName(row),
                row.getString("holder_masked"),
                row.getString("item_code"),
                row.getObject("case_id", UUID.class),
                row.getString("issuer_department"),
                row.getString("issuer_name"),
                row.getObject("issued_on", LocalDate.class),
                new Term(row.getObject("valid_from", LocalDate.class), row.getObject("valid_until", LocalDate.class)),
                endOf(row),
                suspensionOf(row),
                row.getObject("paper_id", UUID.class),
                List.of(json.readValue(row.getString("facts"), Fact[].class)),
                new VerificationCode(row.getString("verification_code")));
    }

    private static Standing.@Nullable Ended endOf(ResultSet row) throws SQLException {
        String state = row.getString("state");
        return state.equals(Licence.VALID)
                ? null
                : new Standing.Ended(
                        Ending.of(state), row.getObject("state_on", LocalDate.class), row.getString("state_reason"));
    }
}
