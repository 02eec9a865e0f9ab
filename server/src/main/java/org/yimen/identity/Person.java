package org.yimen.identity;

import java.util.UUID;
import org.yimen.identifier.CitizenId;

/**
 * 自然人. The components are for papers and for the case; a screen shows the masked ones, and {@link People#unmask} the
 * rest, with a reason.
 */
public record Person(UUID id, String name, CitizenId citizenId, String phone) {

    public String maskedName() {
        return Masks.name(name);
    }

    public String maskedCitizenId() {
        return citizenId.masked();
    }

    public String maskedPhone() {
        return Masks.phone(phone);
    }

    /** Without a personal number, so that none gets into a log by accident. */
    @Override
    public String toString() {
        return "Person[" + id + "]";
    }
}
