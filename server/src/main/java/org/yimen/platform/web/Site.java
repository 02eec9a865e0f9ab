package org.yimen.platform.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.yimen.platform.Text;

/**
 * Whose site this is, as the frame of every public page says it: {@code yimen.site.*}.
 *
 * @param demo whether the city is invented, which every page then says
 */
@ConfigurationProperties("yimen.site")
public record Site(Text place, Text centre, Text host, Text address, Text hours, String phone, boolean demo) {

    /** Setting 政务咨询热线: the number that every page, guide, ticket and message names. */
    public static final String PHONE = "site.phone";

    /** The same site under the number that an administrator has set. */
    Site reachedAt(String number) {
        return new Site(place, centre, host, address, hours, number, demo);
    }
}
