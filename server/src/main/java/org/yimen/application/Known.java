package org.yimen.application;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was known before anybody typed, and where from.
 *
 * @param value as it was filled in
 * @param name of the licence or the earlier item that it comes from
 */
public record Known(Source source, String value, @Nullable String name) {

    public Known(Source source, String value) {
        this(source, value, null);
    }

    /** Where a value that is filled in comes from. */
    public enum Source {
        /** 实名信息: name and number as the state's register confirmed them */
        REAL_NAME,
        /** what the person keeps on his profile: phone, address */
        PROFILE,
        /** 登记信息 of the firm */
        REGISTER,
        /** the person who acts for the applicant */
        AGENT,
        /** a licence that the applicant holds and chose */
        LICENCE,
        /** the same question in an earlier case of the applicant */
        EARLIER,
        /** what was written in the form of the same case */
        FORM
    }

    /** Key of the line that says where it comes from; {0} is the name. */
    public String key() {
        return "application.known." + source.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Without the value, so that it does not get into a log by accident. */
    @Override
    public String toString() {
        return "Known[" + source + "]";
    }
}
