package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;

/** What an upload in pieces answers. */
final class Uploading {

    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");

    private Uploading() {}

    static String id(String answer) {
        var found = ID.matcher(answer);
        assertThat(found.find()).as(answer).isTrue();
        return found.group(1);
    }
}
