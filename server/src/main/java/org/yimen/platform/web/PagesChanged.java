package org.yimen.platform.web;

import java.util.List;

/**
 * Pages of this site reached a visitor in another form than Yimen sends them.
 *
 * @param findings what was seen, for people to read
 */
public record PagesChanged(List<String> findings) {
    public PagesChanged {
        findings = List.copyOf(findings);
    }
}
