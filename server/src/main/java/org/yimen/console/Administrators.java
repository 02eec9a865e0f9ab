package org.yimen.console;

import java.time.InstantSource;
import java.time.LocalDate;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;

/** Who is at the console, and which areas are open to him. */
@Component
class Administrators {

    private final Directory directory;
    private final InstantSource time;

    Administrators(Directory directory, InstantSource time) {
        this.directory = directory;
        this.time = time;
    }

    ConsoleFrame frame(StaffMember staff, ConsoleArea area) {
        return new ConsoleFrame(in(area, staff), area.href());
    }

    /** The officer, if the area is open to him. */
    Officer in(ConsoleArea area, StaffMember staff) {
        Officer officer = directory.officer(staff.staffId(), today());
        if (!area.isOpenTo(officer)) {
            throw new AccessDeniedException("Not open to this administrator");
        }
        return officer;
    }

    LocalDate today() {
        return CityTime.day(time.instant());
    }
}
