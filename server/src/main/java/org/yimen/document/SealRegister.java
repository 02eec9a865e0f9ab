package org.yimen.document;

import java.util.Optional;
import java.util.UUID;

/** Where the verifier finds the seal that a signature names. */
interface SealRegister {

    Optional<Seal> find(String region, UUID id);
}
