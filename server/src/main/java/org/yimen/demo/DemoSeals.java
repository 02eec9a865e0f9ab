package org.yimen.demo;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.yimen.document.SealKind;
import org.yimen.document.Seals;
import org.yimen.organisation.Department;
import org.yimen.organisation.Directory;

/** Both seals for every department of the demo; the pictures say 演示. */
@Component
@Order(20)
@ConditionalOnBooleanProperty("yimen.demo")
class DemoSeals implements ApplicationRunner {

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

    @Override
    public void run(ApplicationArguments arguments) {
        Instant now = time.instant();
        for (Department department : directory.departments()) {
            for (SealKind kind : SealKind.values()) {
                if (seals.ofDepartment(department.region(), department.code(), kind)
                        .isEmpty()) {
                    String name = department.name().zh();
                    seals.register(department.region(), kind, department.code(), name, FROM, UNTIL, now);
                }
            }
        }
    }
}
