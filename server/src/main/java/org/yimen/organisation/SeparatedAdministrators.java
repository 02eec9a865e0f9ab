package org.yimen.organisation;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.yimen.platform.CityTime;
import org.yimen.platform.Protection;

/** 三员分立 (GB/T 22239 8.1.5): nobody administers the system and also its security, its audit or a case. */
@Component
class SeparatedAdministrators implements Protection {

    private static final Set<String> THREE = Set.of("system-admin", "security-admin", "audit-admin");

    private final Directory directory;
    private final InstantSource time;

    SeparatedAdministrators(Directory directory, InstantSource time) {
        this.directory = directory;
        this.time = time;
    }

    @Override
    public String key() {
        return "organisation.protection.administrators";
    }

    @Override
    public Reading read() {
        LocalDate today = CityTime.day(time.instant());
        List<Officer> administrators = directory.officers(today).stream()
                .filter(officer -> THREE.stream().anyMatch(officer::holdsAny))
                .toList();
        List<String> mixed = administrators.stream()
                .map(Officer::everywhere)
                .filter(officer -> officer.posts().size() > 1)
                .map(Officer::name)
                .toList();
        long roles = administrators.stream()
                .flatMap(officer -> officer.roles().stream())
                .distinct()
                .count();
        if (!mixed.isEmpty()) {
            return Reading.of(State.OFF, key() + ".mixed", String.join("、", mixed));
        }
        return roles < THREE.size()
                ? Reading.of(State.WEAK, key() + ".missing", roles)
                : Reading.of(State.ON, key() + ".separated", administrators.size());
    }
}
