package org.yimen.console;

import java.util.List;
import org.yimen.platform.Protection;
import org.yimen.platform.Protection.Reading;
import org.yimen.platform.Protection.State;

/** Every protection of the running system with its state. */
public record ProtectionsPage(ConsoleFrame frame, List<Line> lines) {

    public ProtectionsPage {
        lines = List.copyOf(lines);
    }

    /** A protection by the key of its name. */
    public record Line(String key, Reading reading) {
        static Line of(Protection protection) {
            return new Line(protection.key(), protection.read());
        }

        /** The shape that says the state. */
        public String mark() {
            return switch (reading.state()) {
                case ON -> "ok";
                case WEAK -> "soon";
                case OFF -> "late";
            };
        }
    }

    public long count(State state) {
        return lines.stream().filter(line -> line.reading().state() == state).count();
    }
}
