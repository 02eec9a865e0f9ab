package org.yimen.delivery;

import org.yimen.identity.Masks;

/** 收件地址: where a parcel goes. */
public record Destination(String name, String phone, String address) {

    public String maskedName() {
        return Masks.name(name);
    }

    public String maskedPhone() {
        return Masks.phone(phone);
    }

    public String maskedAddress() {
        return Masks.address(address);
    }

    /** Without anything personal, so that nothing gets into a log by accident. */
    @Override
    public String toString() {
        return "Destination[]";
    }
}
