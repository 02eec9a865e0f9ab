package org.yimen.organisation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.platform.Text;

/** 机构管理: puts regions, units, posts and people in their place. */
@Service
public class Organisation {

    private final OrganisationTables tables;
    private final Directory directory;

    Organisation(OrganisationTables tables, Directory directory) {
        this.tables = tables;
        this.directory = directory;
    }

    /** Adds a region and the root of its tree. */
    @Transactional
    public void found(Region region) {
        tables.insert(region);
        tables.insert(new Unit.Root(region.code(), region.name()));
        directory.changing();
    }

    @Transactional
    public void place(Unit unit) {
        tables.insert(unit);
        directory.changing();
    }

    @Transactional
    public void open(Post post) {
        tables.insert(post);
        directory.changing();
    }

    /** 更名: papers written before keep the old name. */
    @Transactional
    public void rename(String region, String unit, Text name) {
        if (tables.rename(region, unit, name) == 0) {
            throw new OrganisationRefused("organisation.unit.not-open", unit);
        }
        directory.changing();
    }

    /** 撤销: from now on nothing is put under the node. Whoever still sits there, or below, keeps it open. */
    @Transactional
    public void close(String region, String unit, LocalDate today, Instant at) {
        Snapshot now = tables.locked();
        if (now.isOccupied(region, unit, today)) {
            throw new OrganisationRefused("organisation.unit.occupied", unit);
        }
        if (tables.close(region, unit, at) == 0) {
            throw new OrganisationRefused("organisation.unit.not-open", unit);
        }
        directory.changing();
    }

    @Transactional
    public void engage(Staff staff) {
        tables.insert(staff);
        directory.changing();
    }

    /** Puts somebody on a post, unless he holds one that goes with no other, or the department's one chief is there. */
    @Transactional
    public void appoint(Posting posting) {
        PostingRules.check(posting, tables.locked());
        tables.insert(posting);
        directory.changing();
    }

    /** Ends a posting with this day as its last. */
    @Transactional
    public void end(Posting posting, LocalDate until) {
        if (tables.end(posting, until) == 0) {
            throw new OrganisationRefused("organisation.posting.unknown", posting.post());
        }
        directory.changing();
    }

    /** Corrects what is known of a member of staff; login, number and last day stay. */
    @Transactional
    public void change(Staff staff) {
        if (tables.update(staff) == 0) {
            throw new NoSuchElementException("no member of staff " + staff.id() + " in " + staff.region());
        }
        directory.changing();
    }

    /** 离岗: from that day the person holds no post and no letter of his allows anything. */
    @Transactional
    public void leaves(String region, UUID staff, LocalDate on) {
        if (tables.leaves(region, staff, on) == 0) {
            throw new NoSuchElementException("no member of staff " + staff + " in " + region);
        }
        directory.changing();
    }
}
