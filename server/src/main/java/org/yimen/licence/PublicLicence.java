package org.yimen.licence;

import java.time.LocalDate;
import org.yimen.identifier.LicenceIdentifier;

/** What a stranger who checks a licence is shown: enough to compare it with what he was handed, the holder masked. */
public record PublicLicence(
        LicenceIdentifier identifier,
        String type,
        String number,
        String holderMasked,
        String issuerName,
        LocalDate issuedOn,
        Term term) {

    static PublicLicence of(Licence licence) {
        return new PublicLicence(
                licence.identifier(),
                licence.type(),
                licence.number(),
                licence.holderMasked(),
                licence.issuerName(),
                licence.issuedOn(),
                licence.term());
    }
}
