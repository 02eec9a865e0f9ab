package org.yimen.supervision;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
import org.yimen.crypto.Sm3;

/** 模拟: the body of discipline of an invented city, which takes in whatever comes. There only where {@code yimen.demo=true}. */
@Component
@ConditionalOnBooleanProperty("yimen.demo")
class SimulatedDisciplineBody implements DisciplineBody {

    @Override
    public String name() {
        return "安澜市纪检监察机关（演示）";
    }

    @Override
    public Optional<String> receive(String id, String number, String kind) {
        String digits = Sm3.hex(id.getBytes(StandardCharsets.UTF_8)).substring(0, 8);
        return Optional.of("收字" + digits.toUpperCase(Locale.ROOT));
    }
}
