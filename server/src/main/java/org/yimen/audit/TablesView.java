package org.yimen.audit;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The log as the tables of a database hold it. */
record TablesView(LogTables tables) implements LogView {

    private static final int PAGE = 1000;

    @Override
    public Optional<String> head() {
        return tables.standing().map(LogTables.Standing::head).filter(note -> !note.isEmpty());
    }

    @Override
    public Optional<String> cosigned() {
        return tables.standing().map(LogTables.Standing::cosigned).filter(note -> !note.isEmpty());
    }

    @Override
    public Optional<VerifierKey> logKey() {
        return Optional.empty();
    }

    @Override
    public Optional<VerifierKey> witnessKey() {
        return tables.standing().flatMap(row -> VerifierKey.parse(row.witnessKey()));
    }

    @Override
    public Optional<byte[]> tile(Tiles.Place place, int width) {
        return tables.tile(place, width);
    }

    @Override
    public void entries(Consumer<byte[]> each) {
        List<LogTables.Line> page = tables.leaves(0, PAGE);
        while (!page.isEmpty()) {
            page.forEach(line -> each.accept(line.entry().entry()));
            page = tables.leaves(page.getLast().index() + 1, PAGE);
        }
    }

    @Override
    public List<LogTables.Head> heads(long above, int limit) {
        return tables.heads(above, limit);
    }

    @Override
    public Optional<String> nameAt(long index) {
        return Optional.empty();
    }
}
