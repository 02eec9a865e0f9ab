package org.yimen.delivery;

import static org.yimen.delivery.Handovers.utc;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Plan.Act;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.identifier.Uuid7;
import org.yimen.platform.CityTime;

/**
 * 受理、发证均在政务服务中心完成: says of each published item whether both happen in the centre; one where they do not needs
 * the director's exception, with a reason and an end.
 */
@Service
public class OnSite {

    /** Kinds of the audit entries. */
    public static final String ALLOWED = "delivery.off-site-allowed";

    public static final String ENDED = "delivery.off-site-ended";

    /** The centre, as departments are called in plans. */
    private static final String CENTRE = "ZX";

    private static final int LONGEST_REASON = 300;
    private static final int LONGEST_DAYS = 366;
    private static final int MOST = 500;
    private static final LocalDate FAR = LocalDate.of(9999, 12, 31);

    private final Supplier<List<ItemVersion>> published;
    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final InstantSource time;
    private final String region;

    @Autowired
    OnSite(
            Catalogue catalogue,
            JdbcClient jdbc,
            AuditLog audit,
            InstantSource time,
            @Value("${yimen.region:629901}") String region) {
        this(catalogue::published, jdbc, audit, time, region);
    }

    OnSite(Supplier<List<ItemVersion>> published, JdbcClient jdbc, AuditLog audit, InstantSource time, String region) {
        this.published = published;
        this.jdbc = jdbc;
        this.audit = audit;
        this.time = time;
        this.region = region;
    }

    /** What the director allowed. */
    public record Exemption(String item, String reason, UUID by, LocalDate until) {}

    /**
     * One item.
     *
     * @param exemption what was allowed and has not run out, or null
     */
    public record Check(
            ItemVersion item,
            boolean acceptedHere,
            boolean issuedHere,
            @Nullable Exemption exemption) {
        public boolean isGood() {
            return acceptedHere && issuedHere;
        }

        /** True where something happens elsewhere and nobody has allowed it. */
        public boolean isBroken() {
            return !isGood() && exemption == null;
        }
    }

    /** Every published item, those that break the rule first. */
    public List<Check> checks() {
        LocalDate today = CityTime.day(time.instant());
        Map<String, Exemption> open = exemptions().stream()
                .filter(each -> !each.until().isBefore(today))
                .collect(Collectors.toMap(Exemption::item, Function.identity()));
        return published.get().stream()
                .map(item -> check(item, open.get(item.code())))
                .sorted((one, other) -> Boolean.compare(other.isBroken(), one.isBroken()))
                .toList();
    }

    static Check check(ItemVersion item, @Nullable Exemption exemption) {
        return new Check(item, isAcceptedHere(item), isIssuedHere(item), exemption);
    }

    /** It can be handed in at the centre's window, and no other department accepts it. */
    private static boolean isAcceptedHere(ItemVersion item) {
        return item.mode().channels().contains(ItemVersion.Mode.Channel.WINDOW)
                && item.plan().stages().stream()
                        .filter(stage -> stage.act() == Act.ACCEPT)
                        .flatMap(stage -> stage.departments().stream())
                        .allMatch(CENTRE::equals);
    }

    /** The form lets him collect it here, whatever else it offers; without the question it is always collected here. */
    private static boolean isIssuedHere(ItemVersion item) {
        return item.form().questions().stream()
                .filter(question -> question.code().equals("delivery"))
                .allMatch(question -> question.choices().stream()
                        .anyMatch(choice -> choice.code().equals("pickup")));
    }

    private List<Exemption> exemptions() {
        return jdbc.sql("""
                        select item_code, reason, approved_by, until_on
                          from delivery.off_site
                         where region_code = :region and ended_at is null
                         order by item_code
                         limit :most
                        """)
                .param("region", region)
                .param("most", MOST)
                .query((row, _) -> new Exemption(
                        row.getString("item_code"),
                        row.getString("reason"),
                        row.getObject("approved_by", UUID.class),
                        row.getObject("until_on", LocalDate.class)))
                .list();
    }

    /** The director allows it; a second click finds it allowed. */
    @Transactional
    public void allow(String item, String typed, LocalDate until, UUID director) {
        LocalDate today = CityTime.day(time.instant());
        String reason = typed.strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON || AuditLog.holdsPersonalNumber(reason)) {
            throw new DeliveryRuleBroken("delivery.off-site.reason");
        }
        if (until.isBefore(today) || until.isAfter(today.plusDays(LONGEST_DAYS))) {
            throw new DeliveryRuleBroken("delivery.off-site.until");
        }
        ItemVersion version = published.get().stream()
                .filter(each -> each.code().equals(item))
                .findFirst()
                .orElseThrow(() -> new DeliveryRuleBroken("delivery.off-site.item"));
        if (check(version, null).isGood()) {
            throw new DeliveryRuleBroken("delivery.off-site.needless");
        }
        // What has run out makes room for what follows it.
        close(item, director, today.minusDays(1));
        int stored = jdbc.sql("""
                        insert into delivery.off_site
                               (region_code, id, item_code, reason, approved_by, approved_at, until_on)
                        values (:region, :id, :item, :reason, :by, :at, :until)
                            on conflict do nothing
                        """)
                .param("region", region)
                .param("id", Uuid7.next(time.instant()))
                .param("item", item)
                .param("reason", reason)
                .param("by", director)
                .param("at", utc(time.instant()))
                .param("until", until)
                .update();
        if (stored == 1) {
            audit.record(
                    region, director.toString(), ALLOWED, item, Map.of("until", until.toString(), "reason", reason));
        }
    }

    /** It is not allowed any more. */
    @Transactional
    public void end(String item, UUID director) {
        if (close(item, director, FAR) > 0) {
            audit.record(region, director.toString(), ENDED, item, Map.of());
        }
    }

    /** @param last ends only what would run out by then */
    private int close(String item, UUID by, LocalDate last) {
        return jdbc.sql("""
                        update delivery.off_site
                           set ended_at = :at, ended_by = :by
                         where region_code = :region and item_code = :item and ended_at is null
                           and until_on <= :last
                        """)
                .param("at", utc(time.instant()))
                .param("by", by)
                .param("region", region)
                .param("item", item)
                .param("last", last)
                .update();
    }
}
