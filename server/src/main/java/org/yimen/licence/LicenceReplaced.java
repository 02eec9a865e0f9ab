package org.yimen.licence;

/**
 * 换发: a licence stands in the place of another; told within the same transaction, after {@link LicenceEnded}.
 *
 * @param former as it was before
 */
public record LicenceReplaced(Licence former, Licence successor) {}
