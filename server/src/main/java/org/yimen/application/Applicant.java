package org.yimen.application;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.casework.Actor;
import org.yimen.identifier.CitizenId;
import org.yimen.identifier.CreditCode;
import org.yimen.identity.Masks;

/**
 * 申请人, as he was when he applied.
 *
 * @param holder whose matter it is: the person, or the legal entity
 * @param number citizen number or unified credit code
 * @param person who sits at the keyboard or stands at the window; for a person himself the same as {@code holder}
 */
public record Applicant(
        UUID holder,
        boolean entity,
        String name,
        String number,
        UUID person,
        @Nullable String agentName,
        @Nullable String agentNumber,
        String phone) {

    /** He, as who asks for something in the holder's matter. */
    Actor actor() {
        return Actor.applicant(holder, person);
    }

    /** The last four characters of the numbers by which the applicant or his agent may ask how far it is. */
    public boolean knowsTail(String tail) {
        return tail.length() == 4 && (endsWith(number, tail) || (agentNumber != null && endsWith(agentNumber, tail)));
    }

    private static boolean endsWith(String number, String tail) {
        return number.regionMatches(true, number.length() - tail.length(), tail, 0, tail.length());
    }

    /** As screens show it: a firm's name is public, a person's is not. */
    public String maskedName() {
        return entity ? name : Masks.name(name);
    }

    public String maskedNumber() {
        return masked(number);
    }

    public @Nullable String maskedAgent() {
        return agentName == null ? null : Masks.name(agentName);
    }

    public String maskedPhone() {
        return Masks.phone(phone);
    }

    private static String masked(String number) {
        return CitizenId.parse(number)
                .map(CitizenId::masked)
                .or(() -> CreditCode.parse(number).map(CreditCode::masked))
                .orElse("****");
    }

    /** Without name and numbers, so that none gets into a log by accident. */
    @Override
    public String toString() {
        return "Applicant[" + holder + "]";
    }
}
