package org.yimen.organisation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * In the city of these tests the centre's windows are commissioned to accept for everybody, so that one clerk can play the
 * whole counter. The demo's are not, and the browsers see the demo.
 */
@Component
@Profile("test")
@Order(DemoPeople.ORDER + 1)
class WindowsOfTheTests implements ApplicationRunner {

    private static final Instant ENTERED = Instant.parse("2026-01-01T00:00:00Z");

    private final OrganisationTables tables;
    private final Directory directory;

    WindowsOfTheTests(OrganisationTables tables, Directory directory) {
        this.tables = tables;
        this.directory = directory;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        String region = directory.region();
        Set<String> known =
                directory.letters(region).stream().map(Letter::number).collect(Collectors.toSet());
        for (Letter first : List.copyOf(directory.letters(region))) {
            if (first.parent() != null || first.department().equals("ZX")) {
                continue;
            }
            for (int window = 1; window <= 3; window++) {
                String number = "试委〔2026〕" + first.department() + window + "号";
                if (!known.contains(number)) {
                    tables.insert(
                            region,
                            letter(number, first, "zx.window" + window),
                            "test",
                            ENTERED.atOffset(ZoneOffset.UTC));
                }
            }
        }
        directory.changing();
    }

    private Letter letter(String number, Letter first, String login) {
        return new Letter(
                number,
                first.department(),
                Set.of(Letter.ALL),
                Set.of(Right.ACCEPT),
                LocalDate.of(2026, 1, 1),
                LocalDate.of(2028, 12, 31),
                directory.staff(directory.region(), login).orElseThrow().id(),
                List.of("试验签署人"),
                new Letter.Power.OnBehalf("安澜市政务服务管理办法（演示规章）第十二条：窗口综合受理"),
                null,
                null,
                first);
    }
}
