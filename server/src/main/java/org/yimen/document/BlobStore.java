package org.yimen.document;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Files: papers we made and materials handed in. The same content of the same holder is stored once. */
public interface BlobStore {

    /** A scanned file of the size that the guide allows, and all of our own papers, are well below. */
    int MOST_BYTES = 20 * 1024 * 1024;

    /**
     * Stores {@code content}, durably when it returns.
     *
     * @param holder whose file it is; equal content of two holders is two files, so that nobody learns from an address
     *     what another one handed in
     * @throws DocumentRuleBroken {@code document.file.too-large} above {@link #MOST_BYTES}
     */
    BlobId put(String holder, byte[] content);

    /**
     * The content, or nothing where no such file is here.
     *
     * @throws IllegalStateException where the file is damaged or its key is gone
     */
    Optional<byte[]> read(BlobId id);

    /**
     * Says that something more leads to a file that was put in before; it is then as young as what is new, so that whoever
     * looks for what nothing leads to lets it be.
     *
     * @return false where it is not here, or may go at this moment: then nothing may lead to it
     */
    boolean keep(BlobId id);

    /**
     * Removes the file for good; nothing happens where it is not here. Equal content of one holder is one file: whoever
     * deletes it makes sure that nothing leads to it, and that nobody puts it in at the same moment.
     */
    void delete(BlobId id);

    /**
     * Goes through everything that was put in before {@code before} and not since, in batches of at most {@code most};
     * what a broken write left behind before then is cleared away.
     */
    void storedBefore(Instant before, int most, Consumer<Set<BlobId>> batch);

    /**
     * Removes the file unless it was put in, for the first time or once more, at {@code before} or later.
     *
     * @return true where it was here and is gone
     */
    boolean deleteOld(BlobId id, Instant before);
}
