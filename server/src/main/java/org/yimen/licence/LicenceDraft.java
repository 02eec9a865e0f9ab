package org.yimen.licence;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.yimen.document.Fact;

/**
 * What is to be issued.
 *
 * @param number 证照编号, as it is printed
 * @param serial 流水号 of the identifier: capital letters and digits, unique among the issuer's licences of this type
 * @param facts what the licence says besides holder and term, in the order of print
 * @param paragraphs sentences below the facts
 */
public record LicenceDraft(
        String region,
        LicenceType type,
        String number,
        String serial,
        Holder holder,
        String itemCode,
        UUID caseId,
        Issuer issuer,
        LocalDate issuedOn,
        Term term,
        List<Fact> facts,
        List<String> paragraphs) {

    public LicenceDraft {
        facts = List.copyOf(facts);
        paragraphs = List.copyOf(paragraphs);
    }
}
