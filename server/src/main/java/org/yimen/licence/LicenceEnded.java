package org.yimen.licence;

/**
 * A licence was ended; told within the same transaction.
 *
 * @param licence as it was before
 */
public record LicenceEnded(Licence licence, Ending how) {

    /** True where nothing of the right goes on: what was replaced goes on in another certificate. */
    public boolean isForGood() {
        return how != Ending.REPLACED;
    }
}
