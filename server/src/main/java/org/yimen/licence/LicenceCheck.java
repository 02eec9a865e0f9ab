package org.yimen.licence;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What a check by code or by file found. Reasons are message keys. */
public sealed interface LicenceCheck {

    /**
     * Issued by us, and where it stands today.
     *
     * @param corrected the number of the licence that reads as it should, where this one was corrected; else null
     */
    record Genuine(
            PublicLicence licence,
            Standing standing,
            @Nullable String corrected) implements LicenceCheck {

        /** Whether it may be relied on today. */
        public boolean inForce() {
            return standing instanceof Standing.InForce;
        }
    }

    /** It bears a seal of ours but was changed, or the seal had no power. */
    record NotGenuine(String reason) implements LicenceCheck {}

    /** No licence of ours. */
    record Unknown(String reason) implements LicenceCheck {}

    static LicenceCheck genuine(Licence licence, @Nullable String corrected, LocalDate today) {
        return new Genuine(PublicLicence.of(licence), licence.standingOn(today), corrected);
    }
}
