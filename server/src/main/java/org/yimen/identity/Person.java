package org.yimen.identity;

import java.util.UUID;
import org.yimen.identifier.CitizenId;

/**
 * 自然人. The components are for papers and for the case; a screen shows the masked ones, and {@link Disclosures} the rest,
 * with a reason.
 *
 * @param phone empty where nobody knows one
 * @param address where he lives; empty where nobody knows
 */
public record Person(UUID id, String name, CitizenId citizenId, String phone, String address) {

    public Person(UUID id, String name, CitizenId citizenId, String phone) {
        this(id, name, citizenId, phone, "");
    }

    public String maskedName() {
        return Masks.name(name);
    }

    public String maskedCitizenId() {
        return citizenId.masked();
    }

    public String maskedPhone() {
        return Masks.phone(phone);
    }

    public String maskedAddress() {
        return Masks.address(address);
    }

    /** Without a personal number, so that none gets into a log by accident. */
    @Override
    public String toString() {
        return "Person[" + id + "]";
    }
}
