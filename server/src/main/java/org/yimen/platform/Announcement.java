package org.yimen.platform;

import java.util.List;

/** What somebody at the terminal should know once Yimen is open, such as the accounts of the demo city. */
@FunctionalInterface
public interface Announcement {
    List<String> lines();
}
