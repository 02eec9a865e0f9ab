package org.yimen.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;
import org.yimen.crypto.KeyStore.Purpose;

/**
 * Personal data in columns: SM4-GCM, bound to its table, row and column so that a value moved elsewhere does not open,
 * and an HMAC-SM3 under a key of its own for exact look-up.
 */
@Component
public class ColumnCipher {

    private static final byte VERSION = 1;
    private static final int BEFORE_KEY_ID = 2;

    private final KeyStore keys;

    ColumnCipher(KeyStore keys) {
        this.keys = keys;
    }

    /**
     * Seals one value of one row.
     *
     * @param column schema, table and column, {@code identity.person.citizen_id}
     * @param regionOrEmpty the row's region; empty for rows that belong to none
     */
    public Sealed seal(String column, String regionOrEmpty, String rowId, String plain) {
        KeyId key = keys.current(Purpose.COLUMN);
        byte[] header = header(key);
        byte[] sealed = keys.seal(key, utf8(plain), bound(header, column, regionOrEmpty, rowId));
        return Sealed.of(ByteBuffer.allocate(header.length + sealed.length)
                .put(header)
                .put(sealed)
                .array());
    }

    /**
     * The value that {@link #seal} took.
     *
     * @throws IllegalStateException where the bytes are altered, come from another place, or their key is gone
     */
    public String open(String column, String regionOrEmpty, String rowId, Sealed sealed) {
        byte[] bytes = sealed.bytes();
        KeyId key = keyOf(bytes, column);
        byte[] header = header(key);
        byte[] body = Arrays.copyOfRange(bytes, header.length, bytes.length);
        return keys.open(key, body, bound(header, column, regionOrEmpty, rowId))
                .map(plain -> new String(plain, StandardCharsets.UTF_8))
                .orElseThrow(() -> new IllegalStateException(
                        "%s of row %s does not open with key %s".formatted(column, rowId, key)));
    }

    /** The same for the same value of the same column, and tells nothing without the key. */
    public byte[] index(String column, String plain) {
        return keys.mac(keys.current(Purpose.COLUMN_INDEX), joined(List.of(column)), utf8(plain));
    }

    /**
     * What {@link #index} gives with each of the keys, the current one first: look up with all of them, because rows that a
     * rotation has not reached, and those that hold an index only, keep the older one.
     */
    public List<byte[]> indexes(String column, String plain) {
        return keys.keys(Purpose.COLUMN_INDEX).stream()
                .map(key -> keys.mac(key, joined(List.of(column)), utf8(plain)))
                .toList();
    }

    /** How a value begins that is sealed with the current key. */
    byte[] currentHeader() {
        return header(keys.current(Purpose.COLUMN));
    }

    private static KeyId keyOf(byte[] bytes, String column) {
        boolean complete =
                bytes.length > BEFORE_KEY_ID && bytes[0] == VERSION && bytes.length > BEFORE_KEY_ID + (bytes[1] & 0xff);
        if (!complete) {
            throw new IllegalStateException(column + " holds no sealed value");
        }
        var id = new String(bytes, BEFORE_KEY_ID, bytes[1] & 0xff, StandardCharsets.US_ASCII);
        if (!KeyId.isKeyId(id)) {
            throw new IllegalStateException(column + " holds no sealed value");
        }
        return new KeyId(id);
    }

    private static byte[] header(KeyId key) {
        byte[] id = key.value().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(BEFORE_KEY_ID + id.length)
                .put(VERSION)
                .put((byte) id.length)
                .put(id)
                .array();
    }

    private static byte[] bound(byte[] header, String column, String region, String rowId) {
        byte[] place = joined(List.of(column, region, rowId));
        return ByteBuffer.allocate(header.length + place.length)
                .put(header)
                .put(place)
                .array();
    }

    /** Each part behind its length, so that no two lists of parts give the same bytes. */
    private static byte[] joined(List<String> parts) {
        List<byte[]> encoded = parts.stream().map(ColumnCipher::utf8).toList();
        var joined = ByteBuffer.allocate(
                encoded.stream().mapToInt(part -> Integer.BYTES + part.length).sum());
        encoded.forEach(part -> joined.putInt(part.length).put(part));
        return joined.array();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
