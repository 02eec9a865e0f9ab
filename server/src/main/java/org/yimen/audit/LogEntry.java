package org.yimen.audit;

/**
 * One leaf of the log before it is hashed: what happened as digests, and where its row is.
 *
 * <p>A class and no record, because it holds bytes.
 */
public final class LogEntry {

    private final String source;
    private final String key;
    private final String writtenBy;
    private final byte[] entry;

    /**
     * @param source the name of the {@link LeafSource}
     * @param key names the row within its source and nothing else, the region first
     * @param writtenBy the transaction that wrote the row
     * @param entry the bytes that the leaf is the hash of; without personal data
     */
    public LogEntry(String source, String key, String writtenBy, byte[] entry) {
        this.source = source;
        this.key = key;
        this.writtenBy = writtenBy;
        this.entry = entry.clone();
    }

    public String source() {
        return source;
    }

    public String key() {
        return key;
    }

    public String writtenBy() {
        return writtenBy;
    }

    public byte[] entry() {
        return entry.clone();
    }

    /** What people call it: {@code case 629901/…/7} or {@code audit 629901/…}. */
    @Override
    public String toString() {
        return source + " " + key;
    }
}
