package org.yimen.application;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.State;
import org.yimen.audit.AuditLog;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Basis;
import org.yimen.catalogue.ItemVersion.Business;
import org.yimen.catalogue.ItemVersion.Regime;
import org.yimen.document.Fact;
import org.yimen.document.Paper;
import org.yimen.platform.CityTime;

/**
 * 不得再次申请 (行政许可法 arts. 78, 79): who applied with false statements for a licence that directly concerns public safety, health,
 * life or property waits a year, who obtained one by fraud or bribery three. Nothing else bars anybody from applying. The
 * articles do not say from when: the years run from the day of the decision, which is the soonest that they can end.
 */
@Service
public class Bans {

    /** Kind of the audit entry. */
    public static final String LIFTED = "application.ban-lifted";

    /** The basis of a refusal for what was concealed or falsely stated. */
    public static final String FALSE_STATEMENT = "《中华人民共和国行政许可法》第七十八条";

    /** The basis of a refusal while a ban runs: silence may have accepted what nobody looked at in time. */
    public static final String WITHIN = "《中华人民共和国行政许可法》第七十八条、第七十九条（不得再次申请的期限内）";

    /** The basis on which a licence that was obtained by fraud or bribery is rescinded. */
    public static final String FRAUD = "《中华人民共和国行政许可法》第六十九条第二款";

    /** The most lines that one question gets. */
    public static final int MOST = 200;

    private static final int LONGEST_REASON = 500;

    private static final String SELECT = """
            select case_id, article, holder_id, item_code, department_code, from_on, until_on, lifted_at, reason
              from application.ban
             where region_code = :region
            """;

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final InstantSource time;

    Bans(JdbcClient jdbc, AuditLog audit, InstantSource time) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.time = time;
    }

    /** Which article bars, and for how long. */
    public enum Article {
        /** 隐瞒有关情况或者提供虚假材料申请. */
        FALSE_STATEMENT(78, 1),
        /** 以欺骗、贿赂等不正当手段取得. */
        FRAUD(79, 3);

        private final int number;
        private final int years;

        Article(int number, int years) {
            this.number = number;
            this.years = years;
        }

        public int number() {
            return number;
        }

        /** 民法典 arts. 201, 202: the day itself does not count, the same day of the last year is the last. */
        LocalDate until(LocalDate from) {
            return from.plusYears(years);
        }

        public static Article of(int number) {
            return number == FRAUD.number ? FRAUD : FALSE_STATEMENT;
        }
    }

    /**
     * One ban.
     *
     * @param caseId of the refusal, or in which the rescinded licence was granted
     * @param until the last day of it
     * @param lifted true once somebody has taken it away
     * @param reason why it was taken away, or null
     */
    public record Ban(
            UUID caseId,
            Article article,
            UUID holder,
            String item,
            String department,
            LocalDate from,
            LocalDate until,
            boolean lifted,
            @Nullable String reason) {

        public boolean holdsOn(LocalDate day) {
            return !lifted && !day.isAfter(until);
        }
    }

    /**
     * What a refusal may rest on: the bases of the version, that of a tender where one gives the places, and of licences what the
     * law itself gives as one.
     */
    public static List<String> bases(ItemVersion item) {
        Stream<String> own = Stream.concat(item.basis().stream().map(Basis::cited), Competition.basis(item).stream());
        return item.regime() == Regime.LICENCE
                ? Stream.concat(own, bars(item) ? Stream.of(FALSE_STATEMENT, WITHIN) : Stream.of(FALSE_STATEMENT))
                        .toList()
                : own.toList();
    }

    /** True where false statements and fraud bar from applying again. */
    private static boolean bars(ItemVersion item) {
        return item.regime() == Regime.LICENCE && item.oversight().safety();
    }

    /** True of an application for the licence itself: what is there may still be changed, replaced and given up. */
    private static boolean asksForLicence(ItemVersion item) {
        Business business = item.business();
        return business == null || business.kind() == Business.Kind.RENEWAL;
    }

    /**
     * Says whether a refusal rests on arts. 78 or 79 rather than on a condition of the version.
     *
     * @throws CaseRuleBroken where they do not apply
     */
    static boolean isNamedBy(String basis, Context context) {
        if (basis.equals(FALSE_STATEMENT)) {
            if (context.item().regime() != Regime.LICENCE) {
                throw CaseRuleBroken.beyondTheList("application.ban.no-licence");
            }
            return true;
        }
        if (basis.equals(WITHIN)) {
            mustStand(context);
            return true;
        }
        return false;
    }

    /** Nobody is turned away by a ban that does not stand. */
    static void mustStand(Context context) {
        if (context.records().bannedUntil().isEmpty()) {
            throw new CaseRuleBroken("application.ban.none");
        }
    }

    /** What is barred is declined in writing, not accepted. */
    static void mustNotStand(Context context) {
        context.records().bannedUntil().ifPresent(until -> {
            throw new CaseRuleBroken("application.ban.stands", until);
        });
    }

    /** In the transaction of the decision, once. */
    void follow(CaseFile<State> file, ItemVersion item, Event event) {
        if (event instanceof Event.Refused refused && refused.basis().equals(FALSE_STATEMENT) && bars(item)) {
            enter(
                    file.id().region(),
                    file.id().value(),
                    file.applicant(),
                    item,
                    Article.FALSE_STATEMENT,
                    refused.decision().on());
        }
    }

    /**
     * 撤销: a licence was obtained by fraud or bribery; in the transaction of the decision that says so.
     *
     * @return the last day on which its holder may not apply again, or empty where the item bars nobody
     */
    public Optional<LocalDate> cheated(String region, UUID caseId, UUID holder, ItemVersion item, LocalDate on) {
        if (!bars(item)) {
            return Optional.empty();
        }
        enter(region, caseId, holder, item, Article.FRAUD, on);
        return Optional.of(Article.FRAUD.until(on));
    }

    private void enter(String region, UUID caseId, UUID holder, ItemVersion item, Article article, LocalDate on) {
        jdbc.sql("""
                        insert into application.ban
                               (region_code, case_id, article, holder_id, item_code, licence_type, department_code,
                                from_on, until_on)
                        values (:region, :case, :article, :holder, :item, :type, :department, :from, :until)
                            on conflict do nothing
                        """)
                .param("region", region)
                .param("case", caseId)
                .param("article", article.number())
                .param("holder", holder)
                .param("item", item.code())
                .param("type", item.result().licenceType())
                .param("department", item.department())
                .param("from", on)
                .param("until", article.until(on))
                .update();
    }

    /** The paper of a refusal or of a non-acceptance says until when nobody applies again. */
    Paper said(CaseFile<State> file, ItemVersion item, List<Event> events, Paper paper) {
        return events.stream()
                .flatMap(event -> until(file, item, event).stream())
                .findFirst()
                .map(until -> paper.withFact(new Fact("不得再次申请", Papers.chinese(until) + "前（含当日），行政许可法第七十八条、第七十九条")))
                .orElse(paper);
    }

    private Optional<LocalDate> until(CaseFile<State> file, ItemVersion item, Event event) {
        return switch (event) {
            case Event.Refused refused
            when refused.basis().equals(FALSE_STATEMENT) && bars(item) ->
                Optional.of(Article.FALSE_STATEMENT.until(refused.decision().on()));
            case Event.Refused refused
            when refused.basis().equals(WITHIN) ->
                until(
                        file.id().region(),
                        file.applicant(),
                        item,
                        refused.decision().on());
            case Event.Declined declined
            when declined.ground() == Application.Ground.BANNED ->
                until(file.id().region(), file.applicant(), item, declined.on());
            default -> Optional.empty();
        };
    }

    /** The last day on which this holder may not apply for what the item grants, if there is one. */
    public Optional<LocalDate> until(String region, UUID holder, ItemVersion item, LocalDate day) {
        // Of what bars nobody under the version by which he applied nothing is looked up.
        if (!bars(item) || !asksForLicence(item)) {
            return Optional.empty();
        }
        return jdbc.sql("""
                        select max(until_on)
                          from application.ban
                         where region_code = :region and holder_id = :holder and licence_type = :type
                           and until_on >= :day and lifted_at is null
                        """)
                .param("region", region)
                .param("holder", holder)
                .param("type", item.result().licenceType())
                .param("day", day)
                .query(LocalDate.class)
                .optional();
    }

    /** The same of today. */
    public Optional<LocalDate> until(String region, UUID holder, ItemVersion item) {
        return until(region, holder, item, CityTime.day(time.instant()));
    }

    /** The newest first. */
    public List<Ban> recent(String region) {
        return jdbc.sql(SELECT + " order by from_on desc, case_id desc, article limit :most")
                .param("region", region)
                .param("most", MOST)
                .query((row, _) -> ban(row))
                .list();
    }

    public Optional<Ban> find(String region, UUID caseId, Article article) {
        return jdbc.sql(SELECT + " and case_id = :case and article = :article")
                .param("region", region)
                .param("case", caseId)
                .param("article", article.number())
                .query((row, _) -> ban(row))
                .optional();
    }

    /** What it rested on was set aside: takes the ban away, with a reason; a second click does nothing. */
    @Transactional
    public void lift(String region, UUID caseId, Article article, UUID officer, String reason) {
        String said = reason.strip();
        if (said.isEmpty() || said.length() > LONGEST_REASON || AuditLog.holdsPersonalNumber(said)) {
            throw new CaseRuleBroken(said.isEmpty() ? "application.reason.missing" : "application.promise.reason");
        }
        int lifted = jdbc.sql("""
                        update application.ban
                           set lifted_at = :at, lifted_by = :by, reason = :reason
                         where region_code = :region and case_id = :case and article = :article and lifted_at is null
                        """)
                .param("at", Timestamp.from(time.instant()))
                .param("by", officer)
                .param("reason", said)
                .param("region", region)
                .param("case", caseId)
                .param("article", article.number())
                .update();
        if (lifted > 0) {
            audit.record(
                    region,
                    officer.toString(),
                    LIFTED,
                    caseId.toString(),
                    Map.of("article", Integer.toString(article.number()), "reason", said));
        }
    }

    private static Ban ban(ResultSet row) throws SQLException {
        return new Ban(
                row.getObject("case_id", UUID.class),
                Article.of(row.getInt("article")),
                row.getObject("holder_id", UUID.class),
                row.getString("item_code"),
                row.getString("department_code"),
                row.getObject("from_on", LocalDate.class),
                row.getObject("until_on", LocalDate.class),
                row.getTimestamp("lifted_at") != null,
                row.getString("reason"));
    }
}
