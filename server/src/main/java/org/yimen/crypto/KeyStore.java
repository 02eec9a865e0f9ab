package org.yimen.crypto;

import java.util.Optional;

/**
 * The port to whatever holds the keys: a folder here, a certified cryptographic machine in production. It offers what
 * keys do and never a key itself, which is all that such a machine can offer.
 */
public interface KeyStore {

    /** What a symmetric key is for; one key never serves two purposes. */
    enum Purpose {
        /** Columns with personal data (SM4). */
        COLUMN,
        /** Exact look-up of such columns (HMAC-SM3). */
        COLUMN_INDEX,
        /** The key that each stored file has (SM4). */
        FILE,
        /** The addresses of stored files (HMAC-SM3). */
        FILE_ADDRESS
    }

    /** The key that protects what is new; keys before it stay, to open what is old. */
    KeyId current(Purpose purpose);

    /** A new SM2 pair. */
    KeyId newSigningKey();

    Sm2PublicKey publicKey(KeyId id);

    /** An SM2 signature in DER. */
    byte[] sign(KeyId id, byte[] message);

    /** SM4-GCM; see {@link Sm4Gcm}. */
    byte[] seal(KeyId id, byte[] plain, byte[] associated);

    /** The plain bytes, or nothing where anything differs from what was sealed, or the key is not here. */
    Optional<byte[]> open(KeyId id, byte[] sealed, byte[] associated);

    /** HMAC-SM3 over the parts. */
    byte[] mac(KeyId id, byte[]... parts);
}
