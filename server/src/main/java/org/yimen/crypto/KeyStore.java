package org.yimen.crypto;

import java.security.interfaces.ECPublicKey;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The port to whatever holds the keys: a folder here, a certified cryptographic machine in production. It offers what
 * keys do and never a key itself, which is all that such a machine can offer.
 */
public interface KeyStore {

    /** What a key is for; one key never serves two purposes. */
    enum Purpose {
        /** Columns with personal data (SM4). */
        COLUMN,
        /** Exact look-up of such columns (HMAC-SM3). */
        COLUMN_INDEX,
        /** The key that each stored file has (SM4). */
        FILE,
        /** The addresses of stored files (HMAC-SM3). */
        FILE_ADDRESS,
        /** What other systems are told of who signed in (ECDSA over P-256, which their libraries can check). */
        SIGN_IN;

        private static final Pattern NUMBER = Pattern.compile("[0-9]{4}");

        private String prefix() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-') + "-key-";
        }

        /** A number of four digits follows the prefix, so that the newest key is the last in the alphabet. */
        boolean owns(KeyId id) {
            return id.value().startsWith(prefix())
                    && NUMBER.matcher(id.value().substring(prefix().length())).matches();
        }

        KeyId first() {
            return new KeyId(prefix() + "0001");
        }

        KeyId after(KeyId newest) {
            int number = Integer.parseInt(newest.value().substring(prefix().length()));
            return new KeyId("%s%04d".formatted(prefix(), number + 1));
        }
    }

    /** The key that protects what is new; keys before it stay, to open what is old. */
    KeyId current(Purpose purpose);

    /** All keys of a purpose, the current one first. */
    List<KeyId> keys(Purpose purpose);

    /** A new SM2 pair. */
    KeyId newSigningKey();

    Sm2PublicKey publicKey(KeyId id);

    /** An SM2 signature in DER. */
    byte[] sign(KeyId id, byte[] message);

    /** The public half of a key for {@link Purpose#SIGN_IN}. */
    ECPublicKey es256Key(KeyId id);

    /** An ES256 signature as RFC 7518 has it: r and s, 32 bytes each. */
    byte[] signEs256(KeyId id, byte[] message);

    /** SM4-GCM; see {@link Sm4Gcm}. */
    byte[] seal(KeyId id, byte[] plain, byte[] associated);

    /** The plain bytes, or nothing where anything differs from what was sealed, or the key is not here. */
    Optional<byte[]> open(KeyId id, byte[] sealed, byte[] associated);

    /** HMAC-SM3 over the parts. */
    byte[] mac(KeyId id, byte[]... parts);
}
