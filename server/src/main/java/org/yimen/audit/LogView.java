package org.yimen.audit;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A copy of the log to be verified: the tables of a database, or a folder of exported files. */
interface LogView {

    /** The newest head, as a note. */
    Optional<String> head();

    /** The newest head with the witness's signature. */
    Optional<String> cosigned();

    /** The keys that lie beside the copy: good for a look, but a proof only where they came another way. */
    Optional<VerifierKey> logKey();

    Optional<VerifierKey> witnessKey();

    Optional<byte[]> tile(Tiles.Place place, int width);

    /** Every entry, in the order in which they lie there. */
    void entries(Consumer<byte[]> each);

    /** Heads of sizes above this one. */
    List<LogTables.Head> heads(long above, int limit);

    /** What the copy says that the entry of this place was called, where it says so. */
    Optional<String> nameAt(long index);
}
