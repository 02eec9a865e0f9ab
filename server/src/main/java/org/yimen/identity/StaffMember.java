package org.yimen.identity;

import java.util.UUID;

/** Somebody of the staff who is signed in; posts and letters are the directory's to tell. */
public record StaffMember(UUID staffId, String region, String displayName) implements Account {

    @Override
    public boolean staff() {
        return true;
    }
}
