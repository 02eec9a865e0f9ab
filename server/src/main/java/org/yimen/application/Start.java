package org.yimen.application;

/** By what an application was begun: the one number that brought the applicant up, and how it came in. */
public record Start(KeyKind key, How how) {

    /** The number that identified the applicant. */
    public enum KeyKind {
        CITIZEN_ID,
        CREDIT_CODE
    }

    /** How the number came in. */
    public enum How {
        SIGNED_IN,
        TYPED,
        CARD,
        CODE
    }

    /** On the web: by the number of the account. */
    public static Start signedIn(Applicant applicant) {
        return new Start(applicant.entity() ? KeyKind.CREDIT_CODE : KeyKind.CITIZEN_ID, How.SIGNED_IN);
    }
}
