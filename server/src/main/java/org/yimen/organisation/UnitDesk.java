package org.yimen.organisation;

import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;

/** 机构与大厅管理 by the system administrator: adds, renames and closes the nodes of his region's tree. */
@Service
public class UnitDesk {

    private static final String CODE = "[A-Z0-9][A-Z0-9-]{0,19}";

    private final Organisation organisation;
    private final Directory directory;
    private final AuditLog audit;
    private final InstantSource time;

    UnitDesk(Organisation organisation, Directory directory, AuditLog audit, InstantSource time) {
        this.organisation = organisation;
        this.directory = directory;
        this.audit = audit;
        this.time = time;
    }

    /** Hangs a node into the tree, under one that is open. */
    @Transactional
    public void add(UUID by, Unit unit) {
        String region = demand(by);
        String parent = unit.parent();
        boolean taken = directory.unit(region, unit.code()).isPresent();
        if (!unit.region().equals(region) || !unit.code().matches(CODE) || taken) {
            throw new OrganisationRefused("organisation.unit.taken", unit.code());
        }
        demandNoPersonalNumber(unit.name());
        if (parent == null || directory.unit(region, parent).isEmpty() || directory.isClosed(region, parent)) {
            throw new OrganisationRefused("organisation.unit.unknown", String.valueOf(parent));
        }
        if (unit instanceof Unit.Area area && !fits(area)) {
            throw new OrganisationRefused("organisation.unit.area-code", area.code());
        }
        try {
            organisation.place(unit);
        } catch (DataIntegrityViolationException incomplete) {
            throw new OrganisationRefused("organisation.unit.incomplete");
        }
        record(by, region, "organisation.unit-added", unit.code(), unit.name());
    }

    /** A county lies in the region, a street in its county, a village in its street: the code says in which. */
    private boolean fits(Unit.Area area) {
        boolean inRegion = area.parent().equals(area.region());
        boolean inArea = directory.unit(area.region(), area.parent()).stream()
                .anyMatch(above -> above instanceof Unit.Area
                        && area.code().startsWith(above.code())
                        && area.code().length() > above.code().length());
        return Unit.Area.isCode(area.code()) && (inRegion || inArea);
    }

    @Transactional
    public void rename(UUID by, String unit, Text name) {
        String region = demand(by);
        demandNoPersonalNumber(name);
        organisation.rename(region, unit, name);
        record(by, region, "organisation.unit-renamed", unit, name);
    }

    @Transactional
    public void close(UUID by, String unit) {
        String region = demand(by);
        if (unit.equals(region)) {
            throw new OrganisationRefused("organisation.unit.occupied", unit);
        }
        organisation.close(region, unit, CityTime.day(time.instant()), time.instant());
        audit.record(region, by.toString(), "organisation.unit-closed", unit, Map.of());
    }

    /** Names are public and stand in the log, which takes no such number. */
    static void demandNoPersonalNumber(Text name) {
        String en = name.en();
        if (AuditLog.holdsPersonalNumber(name.zh()) || (en != null && AuditLog.holdsPersonalNumber(en))) {
            throw new OrganisationRefused("organisation.unit.personal-number");
        }
    }

    private String demand(UUID by) {
        Officer officer = directory.officer(by, time.instant());
        if (!officer.holdsAny(Administrator.SYSTEM)) {
            throw new OrganisationRefused("organisation.unit.not-system");
        }
        return officer.region();
    }

    private void record(UUID by, String region, String kind, String unit, Text name) {
        audit.record(region, by.toString(), kind, unit, Map.of("name", name.zh()));
    }
}
