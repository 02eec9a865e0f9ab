package org.yimen.casework;

import java.util.UUID;

/** Names a case; the region comes first, because all that belongs to a case lives in its region. */
public record CaseId(String region, UUID value) {

    @Override
    public String toString() {
        return region + "/" + value;
    }
}
