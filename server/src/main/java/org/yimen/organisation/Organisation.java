package org.yimen.organisation;

import java.time.LocalDate;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

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

    @Transactional
    public void engage(Staff staff) {
        tables.insert(staff);
        directory.changing();
    }

    @Transactional
    public void appoint(Posting posting) {
        tables.insert(posting);
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
