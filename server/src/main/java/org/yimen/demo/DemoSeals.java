package org.yimen.demo;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.yimen.document.Seal;
import org.yimen.document.SealKind;
import org.yimen.document.Seals;
import org.yimen.identifier.Uuid7;
import org.yimen.organisation.Department;
import org.yimen.organisation.Directory;
import org.yimen.platform.CityTime;

/** Both seals for every department of the demo; the pictures say 演示. */
@Component
@Order(20)
@ConditionalOnBooleanProperty("yimen.demo")
class DemoSeals implements ApplicationRunner {

    private static final String BY = "demo";
    private static final LocalDate FROM = LocalDate.of(2026, 1, 1);
    private static final LocalDate UNTIL = LocalDate.of(2030, 12, 31);

    private final Directory directory;
    private final Seals seals;
    private final InstantSource time;

    DemoSeals(Directory directory, Seals seals, InstantSource time) {
        this.directory = directory;
        this.seals = seals;
        this.time = time;
    }

    /** Seals from before the register knew custodians sign nothing until somebody keeps them. */
    private void entrust(Department department, SealKind kind, Instant now) {
        for (Seal seal : seals.ofDepartment(department.region(), department.code(), kind)) {
            if (seal.custodian() == null && seal.revocation() == null) {
                directory.holders(department.region(), department.code() + "/chief", CityTime.day(now)).stream()
                        .findFirst()
                        .ifPresent(chief -> seals.entrust(
                                department.region(), seal.id(), chief.staff().id(), BY, BY));
            }
        }
    }

    @Override
    public void run(ApplicationArguments arguments) {
        Instant now = time.instant();
        for (Department department : directory.departments()) {
            for (SealKind kind : SealKind.values()) {
                entrust(department, kind, now);
                if (seals.ofDepartment(department.region(), department.code(), kind)
                        .isEmpty()) {
                    String name = department.name().zh();
                    // The first holder of the post keeps it; his stand-in uses it under him.
                    directory.holders(department.region(), department.code() + "/chief", CityTime.day(now)).stream()
                            .findFirst()
                            .ifPresent(chief -> seals.enter(
                                    new Seals.Entry(
                                            department.region(),
                                            Uuid7.next(now),
                                            kind,
                                            department.code(),
                                            name,
                                            chief.staff().id(),
                                            FROM,
                                            UNTIL,
                                            BY),
                                    now));
                }
            }
        }
    }
}
