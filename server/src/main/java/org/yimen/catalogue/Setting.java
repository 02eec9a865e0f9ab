package org.yimen.catalogue;

import java.util.Map;
import java.util.Optional;

/** What item versions are read and checked against: the dictionaries and the offices by their codes. */
public record Setting(Dictionaries dictionaries, Map<String, Office> offices) {
    public Setting {
        offices = Map.copyOf(offices);
    }

    public Optional<Office> office(String code) {
        return Optional.ofNullable(offices.get(code));
    }
}
