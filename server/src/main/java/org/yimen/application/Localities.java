package org.yimen.application;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.catalogue.CasePlaces;
import org.yimen.catalogue.ItemVersion;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Unit;
import org.yimen.platform.Guard;

/** 承办区划: to which county, street or village a case belongs. Whoever has his post for one place sees the cases of that place. */
@Service
public class Localities implements CasePlaces {

    private final JdbcClient jdbc;
    private final Directory directory;
    private final AuditLog audit;
    private final InstantSource time;

    Localities(JdbcClient jdbc, Directory directory, AuditLog audit, InstantSource time) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.audit = audit;
        this.time = time;
    }

    @Override
    public Optional<String> areaOf(CaseId id) {
        return jdbc.sql("""
                        select area_code
                          from application.case_place
                         where region_code = :region and case_id = :case
                        """)
                .param("region", id.region())
                .param("case", id.value())
                .query(String.class)
                .optional();
    }

    /** What is taken in at a window in a county, a street or a village belongs there, or to where the clerk has the post he uses. */
    void handedIn(CaseId id, Actor actor, Instant at) {
        if (actor.kind() != Actor.Kind.OFFICER) {
            return;
        }
        String window = directory.staff(actor.id()).window();
        Optional.ofNullable(window)
                .flatMap(code -> directory.areaOf(id.region(), code))
                .map(Unit.Area::code)
                .or(() -> directory.officer(actor.id(), at).within().getOrDefault(actor.post(), Set.of()).stream()
                        .min(Comparator.naturalOrder()))
                .ifPresent(area -> put(id, area, actor.id(), at));
    }

    /** 划归: whoever answers for the whole department says where the case belongs; that is on record. */
    @Transactional
    public void place(CaseId id, ItemVersion item, Officer officer, String area) {
        if (!mayPlace(officer, item)) {
            throw new CaseRuleBroken("application.may-not.place");
        }
        Unit.Area known = directory.areas(id.region()).stream()
                .filter(each -> each.code().equals(area))
                .findFirst()
                .orElseThrow(() -> new CaseRuleBroken("application.place.unknown"));
        String before = areaOf(id).orElse("");
        put(id, known.code(), officer.id(), time.instant());
        audit.record(
                id.region(),
                officer.id().toString(),
                "application.case-placed",
                id.value().toString(),
                Map.of("area", known.code(), "before", before));
    }

    /** The chief representative or the head of the department, for the whole region. */
    @Guard
    public boolean mayPlace(Officer officer, ItemVersion item) {
        return officer.posts().stream()
                .filter(post -> !officer.within().containsKey(post))
                .anyMatch(
                        post -> post.equals(item.department() + "/chief") || post.equals(item.department() + "/head"));
    }

    private void put(CaseId id, String area, UUID by, Instant at) {
        jdbc.sql("""
                        insert into application.case_place (region_code, case_id, area_code, placed_at, placed_by)
                        values (:region, :case, :area, :at, :by)
                            on conflict on constraint case_place_pk do update
                           set area_code = excluded.area_code, placed_at = excluded.placed_at, placed_by = excluded.placed_by
                        """)
                .param("region", id.region())
                .param("case", id.value())
                .param("area", area)
                .param("at", Timestamp.from(at))
                .param("by", by)
                .update();
    }
}
