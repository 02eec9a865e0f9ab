package org.yimen.notify;

import java.util.List;
import org.yimen.casework.CaseFeed.Told;

/**
 * Says which events of cases are news for whom. Called within the transaction that remembers how far the journal was read:
 * what it writes beside its answer stands or falls with that, so an event is told once.
 */
@FunctionalInterface
public interface Announcer {
    List<Notice> announce(Told event);
}
