package org.yimen.organisation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.audit.AuditLog;
import org.yimen.organisation.Cover.Standing;
import org.yimen.organisation.Snapshot.NodeKey;

/**
 * Notices when a post passes from A to B and back, and when nobody is left, and tells the audit log. Who has the work does
 * not depend on it: that follows from the absences at every question. While nothing changes it asks the database nothing;
 * of several nodes the first to notice tells it.
 */
@Component
class CoverWatch {

    private static final String BY = "system";

    private final Directory directory;
    private final OrganisationTables tables;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final InstantSource time;
    /** What this node knows to be told; posts that are as always are not in it. */
    private final Map<NodeKey, Standing> told = new HashMap<>();

    private boolean read;

    CoverWatch(
            Directory directory,
            OrganisationTables tables,
            AuditLog audit,
            TransactionTemplate transaction,
            InstantSource time) {
        this.directory = directory;
        this.tables = tables;
        this.audit = audit;
        this.transaction = transaction;
        this.time = time;
    }

    synchronized void look() {
        if (!read) {
            told.putAll(tables.toldCovers());
            read = true;
        }
        Instant now = time.instant();
        Map<NodeKey, Cover> unusual = directory.covers(now).stream()
                .filter(cover -> cover.standing() != Standing.FIRST)
                .collect(Collectors.toMap(cover -> new NodeKey(cover.region(), cover.post()), cover -> cover));
        unusual.forEach((post, cover) -> {
            if (told.get(post) != cover.standing()) {
                tell(cover, now);
                told.put(post, cover.standing());
            }
        });
        for (NodeKey post : Map.copyOf(told).keySet()) {
            if (!unusual.containsKey(post)) {
                tell(directory.cover(post.region(), post.code(), now), now);
                told.remove(post);
            }
        }
    }

    private void tell(Cover cover, Instant now) {
        // A post that nobody is away from is as always, be it vacant.
        Cover.Standing standing = cover.away().isEmpty() ? Standing.FIRST : cover.standing();
        transaction.executeWithoutResult(_ -> {
            if (tables.tellCover(cover.region(), cover.post(), standing, now) == 1) {
                audit.record(
                        cover.region(),
                        BY,
                        switch (standing) {
                            case FIRST -> "organisation.cover-returned";
                            case STAND_IN -> "organisation.cover-taken";
                            case NOBODY -> "organisation.cover-missing";
                        },
                        cover.post(),
                        Map.of("away", ids(cover.away()), "acting", ids(cover.acting())));
            }
        });
    }

    private static String ids(List<UUID> people) {
        return people.stream().map(UUID::toString).collect(Collectors.joining(" "));
    }
}
