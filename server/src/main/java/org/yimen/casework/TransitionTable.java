package org.yimen.casework;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which command may be asked for in which state and where it may lead: what is not in the table is refused before the
 * rules are even asked, and the same table draws the chart of the kind.
 */
public record TransitionTable<S, C>(List<Row<S, C>> rows) {

    /** @param leadsTo the states that may follow */
    public record Row<S, C>(Class<? extends S> from, Class<? extends C> command, List<Class<? extends S>> leadsTo) {
        public Row {
            leadsTo = List.copyOf(leadsTo);
        }
    }

    public TransitionTable {
        rows = List.copyOf(rows);
    }

    public boolean allows(S state, C command) {
        return rows.stream()
                .anyMatch(row -> row.from().isInstance(state) && row.command().isInstance(command));
    }

    /** The commands that the table knows in a state. */
    public Stream<Class<? extends C>> commandsIn(S state) {
        return rows.stream().filter(row -> row.from().isInstance(state)).map(Row::command);
    }

    /** The chart as a Mermaid state diagram. */
    public String mermaid() {
        var lines = new ArrayList<String>();
        lines.add("stateDiagram-v2");
        for (Row<S, C> row : rows) {
            for (Class<? extends S> next : row.leadsTo()) {
                lines.add("    " + row.from().getSimpleName() + " --> " + next.getSimpleName() + " : "
                        + row.command().getSimpleName());
            }
        }
        return String.join("\n", lines) + "\n";
    }

    public static <S, C> Builder<S, C> table() {
        return new Builder<>();
    }

    /** Collects the rows of a table. */
    public static final class Builder<S, C> {
        private final List<Row<S, C>> rows = new ArrayList<>();

        @SafeVarargs
        @SuppressWarnings("varargs") // only copied
        public final Builder<S, C> row(
                Class<? extends S> from, Class<? extends C> command, Class<? extends S>... leadsTo) {
            rows.add(new Row<>(from, command, List.of(leadsTo)));
            return this;
        }

        public TransitionTable<S, C> build() {
            return new TransitionTable<>(rows);
        }
    }
}
