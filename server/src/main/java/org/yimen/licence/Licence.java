package org.yimen.licence;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.document.Fact;
import org.yimen.document.VerificationCode;
import org.yimen.identifier.LicenceIdentifier;

/**
 * An issued licence.
 *
 * @param holderName for the holder and the issuer; everybody else is shown {@link #holderMasked()}
 * @param end nothing while no decision has ended it
 * @param suspension the last one, whether it lasts or not
 * @param paper the sealed file, see {@code SealedPapers}
 */
public record Licence(
        String region,
        UUID id,
        LicenceIdentifier identifier,
        String type,
        String number,
        String holderName,
        String holderMasked,
        String itemCode,
        UUID caseId,
        String issuerDepartment,
        String issuerName,
        LocalDate issuedOn,
        Term term,
        Standing.@Nullable Ended end,
        Standing.@Nullable Suspended suspension,
        UUID paper,
        List<Fact> facts,
        VerificationCode code) {

    /** The stored state of a licence that no decision has ended. */
    static final String VALID = "valid";

    public Licence {
        facts = List.copyOf(facts);
    }

    /** Where it stands on {@code day}; that it expired follows from the day, nobody has to enter it. */
    public Standing standingOn(LocalDate day) {
        if (end != null) {
            return end;
        }
        LocalDate until = term.until();
        if (until != null && term.isOverOn(day)) {
            return new Standing.Expired(until);
        }
        if (suspension != null && suspension.isOn(day)) {
            return suspension;
        }
        return day.isBefore(term.from()) ? new Standing.NotYet(term.from()) : new Standing.InForce();
    }

    /** Without the holder's name: not even a log learns it. */
    @Override
    public String toString() {
        return "Licence(" + identifier + ")";
    }
}
